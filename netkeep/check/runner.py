"""Every rule over the whole vault, then what was asked for: diagnostics sorted by place."""

import sqlite3
from collections.abc import Container, Iterable, Iterator
from contextlib import closing, contextmanager, nullcontext
from datetime import date
from functools import partial
from operator import itemgetter

from netkeep.check.analysis import analyse
from netkeep.check.diagnostic import Diagnostic
from netkeep.check.facts import Facts
from netkeep.check.fix import from_json
from netkeep.check.registry import NAMES, RULES
from netkeep.check.rule import Rule
from netkeep.check.selection import asked, chosen, ignored_in
from netkeep.config import Settings
from netkeep.store.index.conclusions import put_asked
from netkeep.store.index.fast_path import Row, concerns
from netkeep.store.index.rows import FindingRow, Stamp
from netkeep.store.index.tables import FINDINGS, in_memory
from netkeep.store.index.write import put, put_strays, replace_cross_file_findings, with_findings_for_now
from netkeep.store.vault import Vault
from netkeep.text.document import Document

_IN_ORDER = itemgetter(slice(0, -1))  # all but the fix, as diagnostics are sorted: that takes many times as long


def check(
    vault: Vault, today: date, paths: Iterable[str] = (), codes: Container[str] | None = None
) -> tuple[Diagnostic, ...]:
    """Check a vault that is in memory; with ``paths`` (relative to it, files or folders) report only what is in them.

    ``codes`` are the rules to report, if not those that the settings choose.
    Raises :class:`netkeep.errors.ConfigError` where the settings name a rule that does not exist.
    """
    codes = chosen(vault.settings) if codes is None else codes
    with index_of(vault) as connection:
        return report(connection, today, codes, paths)


@contextmanager
def index_of(vault: Vault) -> Iterator[sqlite3.Connection]:
    """Yield an index, in memory, of a vault that is in memory."""
    with closing(in_memory()) as connection:
        put(connection, [(Stamp(one.path, 0, 0, 0), analyse(one, vault.settings)) for one in vault.documents])
        put_strays(connection, vault.strays)
        replace_cross_file_findings(connection, partial(conclude, vault.settings))
        yield connection


@contextmanager
def with_buffer(index: sqlite3.Connection, document: Document, settings: Settings) -> Iterator[sqlite3.Connection]:
    """Yield a copy of an index, in memory, in which a document stands in the place of its file."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        index.backup(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        put(connection, [(Stamp(document.path, 0, 0, 0), analyse(document, settings))])
        replace_cross_file_findings(connection, partial(conclude, settings))
        yield connection


def conclude(settings: Settings, connection: sqlite3.Connection) -> Iterator[list[FindingRow]]:
    """Yield what the rules across files find in an index, and in a second step what can only be told after that.

    What is no file that can be read has no place to keep what the settings accept in it: it is left out here.
    """
    facts = Facts(connection)
    found = _across(facts, (rule for rule in RULES if not rule.opt_in))
    yield [one for one in found if one.code not in ignored_in(one.place.path, settings)]
    yield [rule.row(one) for rule in RULES if rule.check_vault_last for one in rule.check_vault_last(facts)]
    put_asked(connection, facts.asked)


def _across(facts: Facts, rules: Iterable[Rule]) -> list[FindingRow]:
    return [rule.row(one) for rule in rules if rule.across for one in rule.across(facts)]


def report(
    connection: sqlite3.Connection, today: date, codes: Container[str], paths: Iterable[str]
) -> tuple[Diagnostic, ...]:
    """Return what the index knows of, sorted by place: what holds today, is of these rules, and concerns the paths.

    Rules across files that few people switch on are asked here and now, so that nobody else waits for them.
    """
    wanted = list(paths)
    also = asked(codes)
    with with_findings_for_now(connection, _across(Facts(connection), also)) if also else nullcontext():
        rows = connection.execute(FINDINGS, {"today": today.isoformat()}).fetchall()
    told = [row for row in rows if row[3] in codes and concerns(row[0], wanted)]
    return tuple(map(_diagnostic, sorted(told, key=_IN_ORDER)))


def _diagnostic(row: Row) -> Diagnostic:
    path, line, column, code, end_line, end_column, message, mend, fix = row
    return Diagnostic(path, line, column, code, end_line, end_column, NAMES[code], message, mend, from_json(fix))
