"""Whether findings across files can stay as they are: checking all facts takes long, and few edits touch them."""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable

from netkeep.store.index.rows import EVERY_KIND, Analysis, Beside, Stamp
from netkeep.store.index.tables import renames_in

_OF_FILE = " WHERE file = (SELECT id FROM file WHERE path = ?)"
_FACTS = f"SELECT kind, key, note, line, col, end_line, end_col FROM fact{_OF_FILE}"  # noqa: S608 (a constant)
_ACCEPTED = "SELECT path, line, code, used, at_line, at_col, at_end_line, at_end_col FROM accepted WHERE path = ?"


def put_used_kinds(connection: sqlite3.Connection, kinds: Collection[str]) -> None:
    """Store the kinds of facts that the current findings across files depend on."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('asked', ?)", (json.dumps(sorted(kinds)),))


def still_hold(connection: sqlite3.Connection, analyses: Iterable[tuple[Stamp, Analysis]], beside: Beside) -> bool:
    """Return whether the files give the same facts of the kinds asked for as the index has for their paths.

    The findings depend on the set of files as well, so the index must know them all.
    """
    row = connection.execute("SELECT value FROM meta WHERE key = 'asked'").fetchone()
    strays = connection.execute("SELECT path, reason FROM stray ORDER BY rowid").fetchall()
    if row is None or Beside(strays, renames_in(connection)) != Beside(list(beside.strays), beside.renames):
        return False
    asked = frozenset(json.loads(row[0]))
    return EVERY_KIND not in asked and all(_facts_unchanged(connection, analysis, asked) for _, analysis in analyses)


def _facts_unchanged(connection: sqlite3.Connection, new: Analysis, asked: frozenset[str]) -> bool:
    kind = connection.execute("SELECT kind FROM file WHERE path = ?", (new.path,)).fetchone()
    facts = Counter((*fact[:3], *fact.place[1:]) for fact in new.facts if fact.kind in asked)
    accepted = Counter(
        (accepted.path, accepted.line, accepted.code, accepted.used, *accepted.place[1:]) for accepted in new.accepted
    )
    return (
        kind == (new.kind,)
        and facts == Counter(fact for fact in connection.execute(_FACTS, (new.path,)) if fact[0] in asked)
        and accepted == Counter(connection.execute(_ACCEPTED, (new.path,)))
    )
