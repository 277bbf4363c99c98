"""The lines of a card while facts are taken from it: what nobody takes is kept as it stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from netkeep.exchange.candidate import Extra, Fact, FactValue, Field, Problem
from netkeep.exchange.vcard.lines import Line
from netkeep.exchange.vcard.values import words

LONGEST = 1000  # characters of a value on one line
_SAYS_NOTHING = frozenset(
    {"BEGIN", "END", "VERSION", "PRODID", "REV", "UID", "KIND", "PROFILE", "SOURCE", "X-ADDRESSBOOKSERVER-KIND"}
)
_FOLLOWERS = frozenset({"X-ABLABEL", "X-ABADR"})
_MOST_KEPT = 200
_MOST_FACTS = 1000


@dataclass(slots=True)
class Sheet:
    """A card's lines, the facts found, and the lines that become none; ``begin`` is the line of its BEGIN."""

    file: str
    begin: int
    lines: list[Line]
    facts: list[Fact] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    kept: list[Line] = field(default_factory=list)
    _said: set[str] = field(default_factory=set)

    @property
    def where(self) -> str:
        """The place of the card."""
        return f"{self.file}:{self.begin}"

    def take(self, *names: str) -> list[Line]:
        """Take all lines of some names, the preferred ones first; of those that are alternatives only the first.

        The others say the same in another language or form (ALTID, RFC 6350, 5.4), and are kept.
        """
        taken = [line for line in self.lines if line.name in names]
        if not taken:
            return taken
        taken.sort(key=Line.preference)
        self.lines = [line for line in self.lines if line.name not in names]
        alternatives: set[tuple[str, str]] = set()
        first: list[Line] = []
        for line in taken:
            mark = (line.name, line.parameter("ALTID"))
            (self.kept if mark[1] and mark in alternatives else first).append(line)
            alternatives.add(mark)
        return first

    def say(self, name: Field, value: FactValue, line: Line | None = None) -> None:
        """Add a fact, once; ``line`` is where it stands. A card says no more than a thousand, and the rest is named."""
        mark = f"{name} {value!r}"
        if mark in self._said:
            return
        self._said.add(mark)
        if len(self._said) <= _MOST_FACTS:
            self.facts.append(Fact(name, value, f"{self.file}:{line.number if line else self.begin}"))
        elif len(self._said) == _MOST_FACTS + 1:
            self.problems.append(Problem(self.where, f"says more than {_MOST_FACTS:,} things; the rest is left out"))

    def says_something(self) -> Iterator[Line]:
        """Yield the lines that say something of somebody."""
        return (
            line for line in self.lines if line.name not in _SAYS_NOTHING | _FOLLOWERS and words(line.value).strip(";")
        )

    def keep(self, line: Line, problem: str = "") -> None:
        """Keep a line as it stands; ``problem`` says what is wrong with it, if anything."""
        self.kept.append(line)
        if problem:
            where = f"{self.file}:{line.number}"
            self.problems.append(Problem(where, f"{line.name}: {problem}; kept under x", fate="kept"))

    def text(self, line: Line) -> str:
        """Return a value of one line; of one too long nothing, and the line is kept."""
        text = words(line.value)
        if len(text) > LONGEST:
            self.keep(line, f"the value has more than {LONGEST:,} characters")
            return ""
        return text

    def label(self, line: Line) -> str:
        """Return the label that the line's group has; empty where it has none."""
        same = (one for one in self.lines if one.name == "X-ABLABEL" and one.group == line.group)
        return next((words(one.value) for one in same), "") if line.group else ""

    def extras(self) -> Iterator[Fact]:
        """Yield what was kept or not taken, as :func:`kept` has it."""
        left = [*self.kept, *(line for line in self.lines if line.name not in _SAYS_NOTHING | _FOLLOWERS)]
        groups = {line.group for line in left if line.group}
        left += [line for line in self.lines if line.name in _FOLLOWERS and line.group in groups]
        if len(left) > _MOST_KEPT:
            self.problems.append(Problem(self.where, f"{len(left) - _MOST_KEPT:,} properties more are left out"))
        if values := kept(left[:_MOST_KEPT]):
            yield Fact("x", Extra("vcard", values), self.where)


def kept(lines: Iterable[Line]) -> dict[str, str | list[str]]:
    """Return lines as a mapping from all that stands before the colon to what stands behind it, as in vCard 4.0."""
    found: dict[str, str | list[str]] = {}
    for line in lines:
        head = line.head()
        before = found.get(head)
        if before is None:
            found[head] = line.value
        elif line.value not in (before if isinstance(before, list) else [before]):
            found[head] = [*(before if isinstance(before, list) else [before]), line.value]
    return found
