"""The walk through the people who wait for triage: one key each, and each answer written at once."""

from collections.abc import Callable, Mapping, Sequence

import click

from netkeep.cli.context import Context
from netkeep.cli.layout import reading_width
from netkeep.cli.output import quiet
from netkeep.cli.printable import clean
from netkeep.cli.triage import screen
from netkeep.cli.triage.keys import Keys
from netkeep.cli.triage.questions import Questions
from netkeep.errors import NetkeepError
from netkeep.exchange.triage.answers import archived, with_cadence, with_job, with_tags
from netkeep.exchange.triage.queue import Waiting
from netkeep.exchange.triage.steps import Step, join, undo, write
from netkeep.model.people import Contact
from netkeep.model.triage import waits, without_triage_tag
from netkeep.text.document import Document
from netkeep.words import to_you

_Answer = Callable[[Waiting, Contact], Contact | None]


class _QuitError(Exception):
    """The owner has had enough."""


class Loop:
    """Walks through people; ``steps`` hold what each answer wrote, by the person's place, None where it was skipped."""

    def __init__(self, context: Context, people: Sequence[Waiting], keys: Keys) -> None:
        self._vault, self._root = context.vault, context.root
        self._people = people
        self._keys = keys
        self._ask = Questions(context.vault, keys)
        self._at = 0
        self._steps: list[tuple[int, Step | None]] = []
        self._passed: set[int] = set()
        self._changes: Mapping[str, _Answer] = {
            "k": lambda _, contact: without_triage_tag(contact),
            "c": self._cadence,
            "t": self._tags,
            "w": self._worked_with,
            "a": self._archive,
        }
        self._others: Mapping[str, Callable[[], bool]] = {
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
            self._passed.add(self._at)  # looked at elsewhere, or gone, since the walk began
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
                return self._others[key]()
            if key == "=":
                return self._join(contact)
            if key not in self._changes:
                click.echo(quiet("? explains the keys"))
                return False
            wanted = self._changes[key](waiting, contact)
            if wanted is None:
                return self._back()
            self._done(write(self._root, document, wanted), f"{document.path}: {_change_in_words(contact, wanted)}")
        except NetkeepError as error:
            click.echo("\n".join(map(clean, f"netkeep: {error}".split("\n"))))
        return True

    def _done(self, step: Step | None, words: str) -> None:
        self._steps.append((self._at, step))
        self._at += 1
        click.echo(quiet(clean(words)))

    def _back(self) -> bool:
        click.echo(screen.keys(screen.KEYS, reading_width()))
        return False

    def _cadence(self, _: Waiting, contact: Contact) -> Contact | None:
        cadence = self._ask.cadence()
        return with_cadence(contact, cadence) if cadence else None

    def _tags(self, _: Waiting, contact: Contact) -> Contact | None:
        tags = self._ask.tags()
        return with_tags(contact, tags) if tags else None

    def _worked_with(self, waiting: Waiting, contact: Contact) -> Contact | None:
        answer = self._ask.job_and_relation(waiting.jobs)
        return with_job(contact, *answer) if answer else None

    def _archive(self, _: Waiting, contact: Contact) -> Contact | None:
        why = self._ask.why()
        return archived(contact, why) if why else None

    def _join(self, contact: Contact) -> bool:
        keep = self._ask.who(contact)
        if keep is None:
            return self._back()
        self._done(join(self._root, keep, contact.id), f"{contact.id}: joined to {keep}")
        return True

    def _skip(self) -> bool:
        self._done(None, "skipped")
        return True

    def _undo(self) -> bool:
        if not self._steps:
            click.echo(quiet("nothing to undo"))
            return False
        at, step = self._steps.pop()
        if step:
            undo(self._root, step)
        self._at = at
        click.echo(quiet("undone"))
        return True

    def _help(self) -> bool:
        for key, words in screen.HELP:
            click.echo(f"  {click.style(key, bold=True)}  {words}")
        return False

    def _quit(self) -> bool:
        raise _QuitError

    def _tell(self) -> None:
        answered = sum(step is not None for _, step in self._steps)
        left = len(self._people) - answered - len(self._passed)
        on = "; 'netkeep import --triage' goes on" if left else ""
        click.echo(f"{answered:,} answered, {left:,} left{on}.")


def _change_in_words(old: Contact, new: Contact) -> str:
    """Return what an answer changed besides the tag."""
    if new.archived != old.archived:
        return "archived"
    if new.cadence != old.cadence:
        return f"cadence {new.cadence}"
    if new.worked_with != old.worked_with:
        engagement = next(engagement for engagement in new.worked_with if engagement not in old.worked_with)
        return f"worked with in {engagement.job}{f', {to_you(engagement.relation)}' if engagement.relation else ''}"
    added = [tag for tag in new.tags if tag not in old.tags]
    return f"tagged {', '.join(added)}" if added else "kept"
