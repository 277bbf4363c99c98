"""The rules across files, of which only those run again that a change concerns: all of them take too long for a key."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from netkeep.check.facts import Facts
from netkeep.check.registry import RULES
from netkeep.check.rule import Rule
from netkeep.check.runner import conclude
from netkeep.check.selection import ignored_in
from netkeep.config import Settings
from netkeep.store.index.rows import EVERY_KIND, Analysis, FindingRow
from netkeep.store.index.write import replace_cross_file_findings

_ACROSS = [rule for rule in RULES if rule.across and not rule.opt_in]
_LAST = [rule for rule in RULES if rule.check_vault_last]
_OF_FILE = "FROM fact WHERE file = (SELECT id FROM file WHERE path = ?)"
_ACCEPTED = "SELECT code, line, used, at_line, at_col, at_end_line, at_end_col FROM accepted WHERE path = ?"


class Change(NamedTuple):
    """The kinds of facts of a file, and the codes that it accepts, that are not as they were."""

    kinds: set[str]
    codes: set[str]


class AcrossFiles:
    """The findings across the files of an index, and the kinds of facts that each rule has asked for."""

    def __init__(self, connection: sqlite3.Connection, settings: Settings) -> None:
        self._connection = connection
        self._settings = settings
        self._asked: dict[str, set[str]] = {}
        self._facts = Facts(connection)

    def changed_by(self, new: Analysis) -> "Change | None":
        """Return what would change with a file; None where that does not tell what follows: it is of another kind."""
        path = (new.path,)
        if self._connection.execute("SELECT kind FROM file WHERE path = ?", path).fetchone() != (new.kind,):
            return None
        columns = "kind, key, note, line, col, end_line, end_col"
        kinds = _different(
            self._connection.execute(f"SELECT {columns} {_OF_FILE}", path),
            ((*fact[:3], *fact.place[1:]) for fact in new.facts),
        )
        codes = _different(
            self._connection.execute(_ACCEPTED, path),
            ((row.code, row.line, row.used, *row.place[1:]) for row in new.accepted),
        )
        return Change(kinds, codes)

    def renew(self, change: "Change | None") -> None:
        """Renew the findings that a change can change; with None, all of them."""
        self._facts = Facts(self._connection)  # it remembers what each file said
        if change is None:
            replace_cross_file_findings(self._connection, partial(conclude, self._settings))
            return
        self._ask()
        rules = [rule for rule in _ACROSS if self._asked[rule.code] & {*change.kinds, EVERY_KIND}]
        if rules or change.codes:
            # What is accepted was taken out: it has to be there when those of the last step ask what is used, and
            # comes back where it is accepted no more.
            suppressed = {code for (code,) in self._connection.execute("SELECT DISTINCT code FROM accepted")}
            rules += [rule for rule in _ACROSS if rule.code in suppressed | change.codes and rule not in rules]
            codes = {rule.code for rule in (*rules, *_LAST)}
            replace_cross_file_findings(self._connection, lambda _: self._steps(rules), codes)

    def _ask(self) -> None:
        """Let each rule run once, to know what it asks for."""
        if not self._asked:
            for rule in _ACROSS:
                self._found(rule)

    def _steps(self, rules: list[Rule]) -> Iterator[list[FindingRow]]:
        rows = [row for rule in rules for row in self._found(rule)]
        yield [row for row in rows if row.code not in ignored_in(row.place.path, self._settings)]
        last = [(rule, rule.check_vault_last) for rule in _LAST if rule.check_vault_last]
        yield [rule.row(finding) for rule, found in last for finding in found(self._facts)]

    def _found(self, rule: Rule) -> list[FindingRow]:
        self._facts.kinds_used = set()
        rows = [rule.row(finding) for finding in rule.across(self._facts)] if rule.across else []
        self._asked[rule.code] = self._facts.kinds_used
        return rows


def _different(before: Iterable[tuple[object, ...]], now: Iterable[tuple[object, ...]]) -> set[str]:
    """Return the first column of the rows that only one side has, or has more often."""
    said, says = Counter(before), Counter(now)
    return {str(row[0]) for row in (*(said - says), *(says - said))}
