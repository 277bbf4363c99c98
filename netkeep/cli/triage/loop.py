"""The walk through the people who wait for triage: one key each, and each answer written at once."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import click

from netkeep.cli.context import Context
from netkeep.cli.layout import reading_width
from netkeep.cli.output import quiet, say
from netkeep.cli.printable import clean
from netkeep.cli.triage import screen
from netkeep.cli.triage.answers import ANSWERS, MORE_TO_COME
from netkeep.cli.triage.keys import BACK, Keys
from netkeep.cli.triage.questions import Questions
from netkeep.errors import NetkeepError
from netkeep.exchange.triage.answers import still_waiting
from netkeep.exchange.triage.groups import groups
from netkeep.exchange.triage.queue import Waiting
from netkeep.exchange.triage.steps import Step, join, undo, write, write_each
from netkeep.model.people import Contact
from netkeep.model.triage import waits
from netkeep.text.document import Document
from netkeep.words import count


class _QuitError(Exception):
    """The owner has had enough."""


class _Taken(NamedTuple):
    """A step that the owner took at a place: what it wrote, None where they skipped, and whose triage it ended."""

    at: int
    step: Step | None = None
    people: frozenset[str] = frozenset()


class Loop:
    """Walks through people; the steps taken can be undone, the last one first."""

    def __init__(self, context: Context, people: Sequence[Waiting], keys: Keys) -> None:
        self._vault, self._root = context.vault, context.root
        self._people = people
        self._keys = keys
        self._ask = Questions(context.vault, keys)
        self._at = 0
        self._steps: list[_Taken] = []
        self._passed: set[str] = set()
        self._others: Mapping[str, Callable[[Waiting, Contact], bool]] = {
            "=": self._join,
            "b": self._bulk,
            "s": self._skip,
            "u": self._undo,
            "?": self._help,
            "q": self._quit,
        }

    def run(self) -> None:
        """Walk until everybody has been seen, or the owner stops; then print how many are left."""
        try:
            while self._at < len(self._people):
                self._ask_about_next()
        except (KeyboardInterrupt, EOFError, _QuitError):
            click.echo()
        self._tell()

    def _ask_about_next(self) -> None:
        waiting = self._people[self._at]
        document = self._vault.document(waiting.contact)
        if not (document.readable and isinstance(document.item, Contact) and waits(document.item)):
            self._passed.add(waiting.contact.id)  # answered for a group, looked at elsewhere, or gone
            self._at += 1
            return
        room = reading_width()
        place = f"{self._at + 1:,} of {len(self._people):,}"
        for line in (*screen.person(waiting, document.item, place, room), screen.keys(screen.KEYS, room)):
            click.echo(line)
        while not self._handle_key(waiting, document, document.item):
            pass

    def _handle_key(self, waiting: Waiting, document: Document, contact: Contact) -> bool:
        """Act on one key; return whether to go on, even if to the same person, shown again."""
        key = self._keys.key()
        try:
            if key in self._others:
                return self._others[key](waiting, contact)
            if key in ANSWERS or key in MORE_TO_COME:
                return self._answer(key, waiting, document, contact)
        except NetkeepError as error:
            say("\n".join(map(clean, f"netkeep: {error}".split("\n"))))
            return True
        click.echo(quiet("? explains the keys"))
        return False

    def _answer(self, key: str, waiting: Waiting, document: Document, contact: Contact) -> bool:
        answer = (ANSWERS | MORE_TO_COME)[key](self._ask, waiting.jobs)
        if answer is None:
            return self._back()
        wanted = answer.change(contact)
        words = f"{document.path}: {answer.words}"
        if key in MORE_TO_COME:
            step = write(self._root, document, still_waiting(contact, wanted))
            self._take(_Taken(self._at, step), words, onward=False)
        else:
            self._take(_Taken(self._at, write(self._root, document, wanted), frozenset({contact.id})), words)
        return True

    def _take(self, taken: _Taken, words: str, *, onward: bool = True) -> None:
        self._steps.append(taken)
        self._at += onward
        click.echo(quiet(clean(words)))

    def _back(self) -> bool:
        click.echo(screen.keys(screen.KEYS, reading_width()))
        return False

    def _join(self, _: Waiting, contact: Contact) -> bool:
        keep = self._ask.who(contact)
        if keep is None or not self._ask.sure_to_join(_names(contact), _names(keep)):
            return self._back()
        step = join(self._root, keep.id, contact.id)
        self._take(_Taken(self._at, step, frozenset({contact.id})), f"{contact.id}: joined to {keep.id}")
        return True

    def _bulk(self, waiting: Waiting, _: Contact) -> bool:
        """Ask for a group of those who are left, and for one answer about all of them."""
        ended = self._ended()
        left = [person for person in self._people[self._at :] if person.contact.id not in ended]
        group = self._ask.group(groups(self._vault, left, waiting))
        if group is None:
            return self._back()
        click.echo(screen.keys(screen.BULK_KEYS, reading_width()))
        while (key := self._keys.key()) not in BACK and key not in ANSWERS:
            click.echo(quiet("one of the keys above; Enter: back"))
        answer = ANSWERS[key](self._ask, waiting.jobs) if key in ANSWERS else None
        if answer is None or not self._ask.sure_of_all(group, answer.words):
            return self._back()
        documents = (self._vault.document(person.contact) for person in group.people)
        step = write_each(self._root, documents, answer.change)
        people = frozenset(before.stem for before, _ in step.changes)
        out = f"; {len(group.people) - len(people):,} left as they were" if len(people) < len(group.people) else ""
        words = f"{count(len(people), 'person', 'people')}: {answer.words}{out}"
        self._take(_Taken(self._at, step, people), words, onward=False)
        return True

    def _skip(self, _: Waiting, __: Contact) -> bool:
        self._take(_Taken(self._at), "skipped")
        return True

    def _undo(self, _: Waiting, __: Contact) -> bool:
        if not self._steps:
            click.echo(quiet("nothing to undo"))
            return False
        taken = self._steps.pop()
        if taken.step:
            undo(self._root, taken.step)
        self._at = taken.at
        self._passed -= taken.people
        click.echo(quiet("undone"))
        return True

    def _help(self, _: Waiting, __: Contact) -> bool:
        for key, words in screen.HELP:
            say(f"  {click.style(f'{key:<3}', bold=True)}  {words}")
        return False

    def _quit(self, _: Waiting, __: Contact) -> bool:
        raise _QuitError

    def _ended(self) -> frozenset[str]:
        return frozenset().union(*(taken.people for taken in self._steps))

    def _tell(self) -> None:
        ended = self._ended()
        left = len(self._people) - len(ended | self._passed)
        on = "; 'netkeep import --triage' goes on" if left else ""
        click.echo(f"{len(ended):,} answered, {left:,} left{on}.")
        if any(len(taken.people) > 1 for taken in self._steps):
            say(quiet("'netkeep undo' takes all of these answers back."))


def _names(contact: Contact) -> tuple[str, ...]:
    return (contact.name, *contact.aliases)
