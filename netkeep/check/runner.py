"""Running all rules over the whole vault, and reporting those asked for: diagnostics sorted by place."""

import json
import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from datetime import date
from functools import partial
from operator import itemgetter

from netkeep.check.analysis import analyse
from netkeep.check.diagnostic import Diagnostic, Severity
from netkeep.check.facts import Facts
from netkeep.check.fix import from_json
from netkeep.check.registry import NAMES, RULES
from netkeep.check.rule import Rule
from netkeep.check.selection import chosen_codes, ignored_in, rules_on_request, severities
from netkeep.config import Settings
from netkeep.store.index.conclusions import put_used_kinds
from netkeep.store.index.fast_path import Row
from netkeep.store.index.rows import Beside, FindingRow, Stamp
from netkeep.store.index.tables import FINDINGS, FINDINGS_IN, in_memory
from netkeep.store.index.write import put, put_beside, replace_cross_file_findings, with_findings_for_now
from netkeep.store.vault import Vault
from netkeep.text.document import Document

_IN_ORDER = itemgetter(slice(0, -1))  # all but the fix, the order of diagnostics, which are slower to compare


def check(
    vault: Vault, today: date, paths: Iterable[str] = (), codes: Container[str] | None = None
) -> tuple[Diagnostic, ...]:
    """Return the findings of a vault in memory; with ``paths`` (relative to it, files or folders) only those in these.

    ``codes`` are the rules to report, if not those that the settings choose.
    Raises :class:`netkeep.errors.ConfigError` if the settings name a rule that does not exist.
    """
    with index_of(vault) as connection:
        return report(connection, vault.settings, today, paths, codes)


@contextmanager
def index_of(vault: Vault) -> Iterator[sqlite3.Connection]:
    """Yield an in-memory index of a vault in memory."""
    with closing(in_memory()) as connection:
        put(
            connection,
            [(Stamp(document.path, 0, 0, 0), analyse(document, vault.settings)) for document in vault.documents],
        )
        put_beside(connection, Beside(vault.strays, vault.renames))
        replace_cross_file_findings(connection, partial(conclude, vault.settings))
        yield connection


@contextmanager
def with_buffer(index: sqlite3.Connection, document: Document, settings: Settings) -> Iterator[sqlite3.Connection]:
    """Yield an in-memory copy of an index in which a document replaces its file."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        index.backup(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        put(connection, [(Stamp(document.path, 0, 0, 0), analyse(document, settings))])
        replace_cross_file_findings(connection, partial(conclude, settings))
        yield connection


def conclude(settings: Settings, connection: sqlite3.Connection) -> Iterator[list[FindingRow]]:
    """Yield the findings of the rules across files in an index, and in a second step those that depend on them.

    Only readable files have rows for what the settings accept; so findings in all others are filtered here.
    """
    facts = Facts(connection)
    rows = _across(facts, (rule for rule in RULES if not rule.opt_in))
    yield [row for row in rows if row.code not in ignored_in(row.place.path, settings)]
    yield [rule.row(finding) for rule in RULES if rule.check_vault_last for finding in rule.check_vault_last(facts)]
    put_used_kinds(connection, facts.kinds_used)


def _across(facts: Facts, rules: Iterable[Rule]) -> list[FindingRow]:
    return [rule.row(finding) for rule in rules if rule.across for finding in rule.across(facts)]


def report(
    connection: sqlite3.Connection,
    settings: Settings,
    today: date,
    paths: Iterable[str] = (),
    codes: Container[str] | None = None,
) -> tuple[Diagnostic, ...]:
    """Return the findings in the index that hold today, sorted by place; paths and codes are those of :func:`check`.

    Rules across files that few people switch on only run here, so that nobody else waits for them.
    """
    codes = chosen_codes(settings) if codes is None else codes
    also = rules_on_request(codes)
    with with_findings_for_now(connection, _across(Facts(connection), also)) if also else nullcontext():
        return _held(connection, settings, today, paths, codes)


def report_with(
    connection: sqlite3.Connection, settings: Settings, today: date, paths: Iterable[str], also: Sequence[FindingRow]
) -> tuple[Diagnostic, ...]:
    """Return what :func:`report` does, where those rules have run before, and ``also`` is what they found."""
    with with_findings_for_now(connection, also) if also else nullcontext():
        return _held(connection, settings, today, paths, chosen_codes(settings))


def _held(
    connection: sqlite3.Connection, settings: Settings, today: date, paths: Iterable[str], codes: Container[str]
) -> tuple[Diagnostic, ...]:
    wanted, weights = list(paths), severities(settings)
    query = FINDINGS_IN if wanted and "." not in wanted else FINDINGS
    rows = connection.execute(query, {"today": today.isoformat(), "paths": json.dumps(wanted)})
    shown = sorted((row for row in rows if row[3] in codes), key=_IN_ORDER)
    return tuple(_diagnostic(row, weights[row[3]]) for row in shown)


def _diagnostic(row: Row, weight: Severity) -> Diagnostic:
    path, line, column, code, end_line, end_column, message, mend, fix = row
    name = NAMES[code]
    return Diagnostic(path, line, column, code, end_line, end_column, name, message, mend, from_json(fix), weight)
