"""Whether what holds between files can stay as it is: to look at all facts takes long, and few edits touch these."""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from netkeep.store.index.rows import EVERY_KIND, Analysis, Stamp

_OF_FILE = " WHERE file = (SELECT id FROM file WHERE path = ?)"
_FACTS = f"SELECT kind, key, note, line, col, end_line, end_col FROM fact{_OF_FILE}"  # noqa: S608 (a constant)
_ACCEPTED = "SELECT path, line, code, used, at_line, at_col, at_end_line, at_end_col FROM accepted WHERE path = ?"


def put_asked(connection: sqlite3.Connection, kinds: Collection[str]) -> None:
    """Keep which kinds of facts have been asked for what holds between files now."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('asked', ?)", (json.dumps(sorted(kinds)),))


def still_hold(
    connection: sqlite3.Connection, told: Iterable[tuple[Stamp, Analysis]], strays: Sequence[tuple[str, str]]
) -> bool:
    """Return whether files tell all that was asked for in the same words as those that the index knows by their paths.

    Which files there are is asked for as well; so the index must know them all.
    """
    row = connection.execute("SELECT value FROM meta WHERE key = 'asked'").fetchone()
    if row is None or connection.execute("SELECT path, reason FROM stray ORDER BY rowid").fetchall() != list(strays):
        return False
    asked = frozenset(json.loads(row[0]))
    return EVERY_KIND not in asked and all(_tells_the_same(connection, analysis, asked) for _, analysis in told)


def _tells_the_same(connection: sqlite3.Connection, new: Analysis, asked: frozenset[str]) -> bool:
    kind = connection.execute("SELECT kind FROM file WHERE path = ?", (new.path,)).fetchone()
    facts = Counter((*fact[:3], *fact.place[1:]) for fact in new.facts if fact.kind in asked)
    accepted = Counter((one.path, one.line, one.code, one.used, *one.place[1:]) for one in new.accepted)
    return (
        kind == (new.kind,)
        and facts == Counter(fact for fact in connection.execute(_FACTS, (new.path,)) if fact[0] in asked)
        and accepted == Counter(connection.execute(_ACCEPTED, (new.path,)))
    )
