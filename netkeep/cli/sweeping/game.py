"""The game: one question after the other, each answer written at once, until the time is up or somebody stops."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

import click

from netkeep.cli.printable import clean
from netkeep.cli.sweeping import screen
from netkeep.cli.sweeping.interrupts import Stopped
from netkeep.cli.sweeping.keyboard import Ask, People
from netkeep.cli.sweeping.writing import Table
from netkeep.errors import NetkeepError
from netkeep.model.names import fold
from netkeep.network.sweeping.question import Question
from netkeep.store.captures import Capture, take_back

_STOP = frozenset({"s", "q", "stop", "quit", "exit"})
_NO = frozenset({"n", "no", "skip"})


class _EnoughError(Exception):
    """The player has had enough."""


@dataclass
class Game:
    """A sweep in progress. ``clock`` returns seconds, of which only differences count."""

    table: Table
    ask: Ask
    clock: Callable[[], float]
    minutes: int
    people: People = field(default_factory=People)
    captures: list[Capture] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)
    looked: int = 0
    _end: float = 0.0
    _time_up_shown: bool = False

    def play(self, questions: Sequence[Question], today: date) -> None:
        """Ask until the questions or the time are used up, or the player stops, in whichever way."""
        self._end = self.clock() + self.minutes * 60
        self._refresh()
        try:
            for number, question in enumerate(self._not_captured(questions), 1):
                click.echo("\n" + "\n".join(screen.question(number, question, today)))
                self._round(question)
                self.looked += 1
        except _EnoughError:
            pass
        except (EOFError, Stopped):
            with suppress(OSError):  # the terminal may have gone
                click.echo()

    def _not_captured(self, questions: Sequence[Question]) -> Iterator[Question]:
        """Yield the questions, without those about people who have been captured meanwhile."""
        for question in questions:
            names = {fold(capture.name) for capture in self.captures}
            captured_ids = {capture.person for capture in self.captures}
            if question.person not in captured_ids and (
                question.proposal is None or fold(question.proposal.name) not in names
            ):
                yield question

    def _round(self, question: Question) -> None:
        """Ask one question until it is answered or skipped; when the time is up, ask whether to go on."""
        words, skipped, done = "", False, False
        while not done:
            over = self._over()
            line = self._line(over, words)
            if over and line.lower() == "m":
                self._more()
                done = skipped
            elif not line or line.lower() in _NO:
                skipped, done = True, self._skip(over)
            elif not self._command(line) and self._answer(question, line):
                words, done = "anybody else?", question.names_somebody and not self._over()

    def _skip(self, over: bool) -> bool:  # noqa: FBT001
        """Return whether the next question follows; where the time ran out meanwhile, the player is asked first."""
        if over:
            raise _EnoughError
        return not self._over()

    def _line(self, over: bool, words: str) -> str:  # noqa: FBT001
        if over and not self._time_up_shown:
            self._time_up_shown = True
            self._say(f"Time is up. Finish this one? A name counts, Enter stops, m: {self.minutes} min more.")
        shown = "time is up" if over else words
        try:
            return self.ask(screen.prompt(self._end - self.clock(), shown)).strip()
        except UnicodeDecodeError:
            self._say("That is not UTF-8 text.")
            return self._line(over, words)

    def _command(self, line: str) -> bool:
        """Do what a key stands for; return whether the line was a key."""
        if line.lower() in _STOP:
            raise _EnoughError
        if line == "?":
            click.echo("\n".join(screen.help_lines()))
        elif line.lower() == "u":
            self._undo()
        else:
            return False
        return True

    def _answer(self, question: Question, line: str) -> bool:
        """Write down who is named; return whether somebody was."""
        try:
            written = self.table.write(question, line, self.people.offered, self._ask_which)
        except NetkeepError as error:
            self._say(str(error).removeprefix("not added: "))
            return False
        if written.remark:
            self._say(written.remark)
        if written.capture is None:
            return False
        self.captures.append(written.capture)
        self.answered.add(question.mark)
        click.echo(screen.capture_line(written.capture, written.relation))
        self._refresh()
        return True

    def _ask_which(self, rows: Sequence[tuple[str, str]]) -> int | None:
        """Ask which of several people is meant: a number from 0, -1 for somebody else, None for nobody."""
        click.echo("\n".join(screen.numbered_choices(rows)))
        text = "Is it them? y yes" if len(rows) == 1 else f"Is it one of them? 1 to {len(rows)}"
        self._say(f"{text} · n somebody else · Enter nobody")
        line = self.ask(screen.prompt(self._end - self.clock(), "")).strip().lower()
        if line in _STOP:
            raise _EnoughError
        if line in {"n", "no"}:
            return -1
        if line in {"y", "yes"} and len(rows) == 1:
            return 0
        return int(line) - 1 if line.isascii() and line.isdigit() and 0 < int(line) <= len(rows) else None

    def _undo(self) -> None:
        if not self.captures:
            self._say("There is nothing to undo.")
            return
        last = self.captures[-1]
        try:
            take_back(self.table.vault.root, last)
        except NetkeepError as error:
            self._say(str(error))
            return
        self.captures.pop()
        self._say(f"{last.name} is removed again.")
        self._refresh()

    def _refresh(self) -> None:
        """Read the vault again."""
        self.table.refresh()
        self.people.names = self.table.names()

    def _over(self) -> bool:
        return self.clock() >= self._end

    def _more(self) -> None:
        self._end, self._time_up_shown = self.clock() + self.minutes * 60, False

    @staticmethod
    def _say(words: str) -> None:
        click.echo("\n".join(screen.note(clean(words))))
