"""Every rule over the whole vault, then what was asked for: diagnostics sorted by place."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from difflib import get_close_matches

from netkeep.check.analysis import analyse
from netkeep.check.diagnostic import Diagnostic
from netkeep.check.facts import Facts
from netkeep.check.fix import from_json
from netkeep.check.registry import CODES, NAMES, RULES
from netkeep.config import FILE_NAME, Settings
from netkeep.errors import ConfigError
from netkeep.store.index.keep import put, put_conclusions, put_strays
from netkeep.store.index.rows import FindingRow, Stamp
from netkeep.store.index.tables import in_memory
from netkeep.store.vault import Vault


def check(vault: Vault, today: date, paths: Iterable[str] = ()) -> tuple[Diagnostic, ...]:
    """Check a vault that is in memory; with ``paths`` (relative to it, files or folders) report only what is in them.

    Raises :class:`netkeep.errors.ConfigError` where the settings name a rule that does not exist.
    """
    known(vault.settings)
    with closing(in_memory()) as connection:
        for document in vault.documents:
            put(connection, Stamp(document.path, 0, 0, 0), analyse(document, vault.settings))
        put_strays(connection, vault.strays)
        put_conclusions(connection, conclude)
        return report(connection, today, vault.settings.ignore, paths, vault.settings.select)


def conclude(connection: sqlite3.Connection) -> Iterator[FindingRow]:
    """Give what the rules across files find in an index."""
    facts = Facts(connection)
    for rule in RULES:
        for one in rule.across(facts) if rule.across else ():
            yield rule.row(one)


def report(
    connection: sqlite3.Connection,
    today: date,
    ignored: Iterable[str],
    paths: Iterable[str],
    selected: tuple[str, ...] = (),
) -> tuple[Diagnostic, ...]:
    """Give what the index knows of, sorted by place: what holds today, is not ignored, and concerns the paths.

    What opt-in rules have to say is in it where ``selected`` has their code, or the beginning of it.
    """
    wanted, left_out = tuple(paths), frozenset(ignored)
    rows = connection.execute(
        "SELECT path, line, col, code, end_line, end_col, message, help, fix, opt_in FROM finding"
        " WHERE (until IS NULL OR until > :today) AND (since IS NULL OR since <= :today)",
        {"today": today.isoformat()},
    )
    asked = (row for row in rows if not row[9] or row[3].startswith(selected))
    kept = (row[:9] for row in asked if row[3] not in left_out and _concerns(row[0], wanted))
    return tuple(sorted(map(_diagnostic, kept)))


def known(settings: Settings) -> None:
    """Refuse settings that name a rule which does not exist. Raises :class:`netkeep.errors.ConfigError`."""
    for key, codes in (("ignore", settings.ignore), ("select", settings.select)):
        unknown = next((code for code in codes if code not in CODES), None)
        if unknown is not None:
            near = get_close_matches(unknown.upper(), sorted(CODES), n=1, cutoff=0.8)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise ConfigError(f"{FILE_NAME}: check.{key}: there is no rule {unknown!r}{hint}")


def _diagnostic(row: tuple[str, int, int, str, int, int, str, str, str]) -> Diagnostic:
    path, line, column, code, end_line, end_column, message, mend, fix = row
    return Diagnostic(path, line, column, code, end_line, end_column, NAMES[code], message, mend, from_json(fix))


def _concerns(path: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or any(one in {path, "."} or path.startswith(f"{one}/") for one in wanted)
