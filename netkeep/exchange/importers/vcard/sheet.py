"""The lines of a card while facts are taken from it: lines that nothing takes are kept as they are."""

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
    """A card's lines, the facts found, and the lines that become no fact; ``begin`` is the line of BEGIN."""

    file: str
    begin: int
    lines: list[Line]
    facts: list[Fact] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    kept: list[Line] = field(default_factory=list)
    _added: set[str] = field(default_factory=set)

    @property
    def where(self) -> str:
        """Return the place of the card."""
        return f"{self.file}:{self.begin}"

    def take(self, *names: str) -> list[Line]:
        """Take all lines of some properties, the preferred ones first; of alternatives only the first.

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

    def add(self, name: Field, value: FactValue, line: Line | None = None) -> None:
        """Add a fact, once; ``line`` is where it stands. Beyond a thousand facts, a problem reports the rest."""
        mark = f"{name} {value!r}"
        if mark in self._added:
            return
        self._added.add(mark)
        if len(self._added) <= _MOST_FACTS:
            self.facts.append(Fact(name, value, f"{self.file}:{line.number if line else self.begin}"))
        elif len(self._added) == _MOST_FACTS + 1:
            self.problems.append(Problem(self.where, f"says more than {_MOST_FACTS:,} things; the rest is left out"))

    def informative_lines(self) -> Iterator[Line]:
        """Yield the lines that say something about a person."""
        return (
            line for line in self.lines if line.name not in _SAYS_NOTHING | _FOLLOWERS and words(line.value).strip(";")
        )

    def keep(self, line: Line, problem: str = "") -> None:
        """Keep a line as it is; ``problem`` says what is wrong with it, if anything."""
        self.kept.append(line)
        if problem:
            where = f"{self.file}:{line.number}"
            self.problems.append(Problem(where, f"{line.name}: {problem}; kept under x", fate="kept"))

    def text(self, line: Line) -> str:
        """Return a value on one line; empty if it is too long, and then keep the line."""
        text = words(line.value)
        if len(text) > LONGEST:
            self.keep(line, f"the value has more than {LONGEST:,} characters")
            return ""
        return text

    def label(self, line: Line) -> str:
        """Return the label of the line's group; empty if it has none."""
        labels = (other for other in self.lines if other.name == "X-ABLABEL" and other.group == line.group)
        return next((words(label.value) for label in labels), "") if line.group else ""

    def extras(self) -> Iterator[Fact]:
        """Yield a fact of the lines that were kept or not taken, in the form of :func:`as_mapping`."""
        left = [*self.kept, *(line for line in self.lines if line.name not in _SAYS_NOTHING | _FOLLOWERS)]
        groups = {line.group for line in left if line.group}
        left += [line for line in self.lines if line.name in _FOLLOWERS and line.group in groups]
        if len(left) > _MOST_KEPT:
            self.problems.append(Problem(self.where, f"{len(left) - _MOST_KEPT:,} properties more are left out"))
        if values := as_mapping(left[:_MOST_KEPT]):
            yield Fact("x", Extra("vcard", values), self.where)


def as_mapping(lines: Iterable[Line]) -> dict[str, str | list[str]]:
    """Return lines as a mapping from the text before the colon to the text after it, as in vCard 4.0."""
    values: dict[str, str | list[str]] = {}
    for line in lines:
        head = line.head()
        present = values.get(head)
        if present is None:
            values[head] = line.value
        elif line.value not in (present if isinstance(present, list) else [present]):
            values[head] = [*(present if isinstance(present, list) else [present]), line.value]
    return values
