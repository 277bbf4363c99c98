"""The rules across files that few switch on: too slow for a key, they run in a pause, and what they said is kept."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import closing
from itertools import takewhile

from netkeep.check.facts import Facts
from netkeep.check.rule import Rule
from netkeep.store.index.rows import FindingRow
from netkeep.text.source import Source

Ran = list[FindingRow] | None
"""What the rules said; None if the vault changed before they had finished."""


class Advice:
    """The findings of the last run over an index, by file; each goes where its lines go."""

    def __init__(self, index: sqlite3.Connection, rules: Sequence[Rule]) -> None:
        self._index = index
        self._rules = rules
        self._rows: dict[str, list[FindingRow]] = {}
        self._changes = 1
        self._seen = 0

    @property
    def is_due(self) -> bool:
        """Return whether the vault has changed since the last run began."""
        return bool(self._rules) and self._seen != self._changes

    def of(self, paths: Iterable[str]) -> list[FindingRow]:
        """Return what is known of some files."""
        return [row for path in paths for row in self._rows.get(path, ())]

    def change(self) -> None:
        """Mark the vault as changed: a run that has begun gives up."""
        self._changes += 1

    def replace(self, path: str, before: Source | None, after: Source | None) -> None:
        """Mark a file as changed, and keep the findings in lines that are as they were."""
        self.change()
        if rows := self._rows.pop(path, None):
            self._rows[path] = _moved(rows, before.lines, after.lines) if before and after else []

    def forget_all_but(self, paths: Collection[str]) -> None:
        """Drop the findings of all other files, which may have changed."""
        self.change()
        self._rows = {path: rows for path, rows in self._rows.items() if path in paths}

    def begin(self) -> Callable[[], Ran]:
        """Return a run of the rules over a copy of the index as it is now, for another thread."""
        self._seen = begun = self._changes
        copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._index.backup(copy)

        def run() -> Ran:
            rows: list[FindingRow] = []
            with closing(copy):
                facts = Facts(copy)
                for rule in self._rules:
                    for finding in rule.across(facts) if rule.across else ():
                        if self._changes != begun:
                            return None
                        rows.append(rule.row(finding))
            return rows

        return run

    def keep(self, rows: Ran) -> bool:
        """Keep what a run has found, unless the vault has changed since it began; return whether it is kept."""
        if rows is None or self.is_due:
            return False
        self._rows = {}
        for row in rows:
            self._rows.setdefault(row.place.path, []).append(row)
        return True


def _moved(rows: Iterable[FindingRow], before: Sequence[str], after: Sequence[str]) -> list[FindingRow]:
    most = min(len(before), len(after))
    above = _count_equal(before[:most], after[:most])
    below = _count_equal(before[above:][::-1], after[above:][::-1])
    moved: list[FindingRow] = []
    for row in rows:
        place, down = row.place, len(after) - len(before)
        if place.end_line <= above:
            moved.append(row)
        elif place.line > len(before) - below:
            place = place._replace(line=place.line + down, end_line=place.end_line + down)
            moved.append(row._replace(place=place))
    return moved


def _count_equal(first: Sequence[str], second: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))
