"""Reading a vault into the index by the rules, which are only imported if a file has changed."""

import sqlite3
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from netkeep.store.index.reader import Reader
from netkeep.store.index.rows import Analysis, FindingRow
from netkeep.store.index.tables import ASK

if TYPE_CHECKING:
    from netkeep.config import Settings
    from netkeep.text.document import Document


def reader(settings: "Settings") -> Reader:
    """Return the reader that :func:`netkeep.store.index.refresh.open_index` needs for these settings."""
    return Reader(settings, _analyse, partial(_conclude, settings), _choice)


def _analyse(document: "Document", settings: "Settings") -> Analysis:
    from netkeep.check.analysis import analyse

    return analyse(document, settings)


def _conclude(settings: "Settings", connection: sqlite3.Connection) -> Iterable[list[FindingRow]]:
    from netkeep.check.runner import conclude

    return conclude(settings, connection)


def _choice(settings: "Settings") -> dict[str, str]:
    from netkeep.check.diagnostic import BY_WORD, Severity
    from netkeep.check.selection import chosen_codes, hidden_codes, rules_on_request, severities

    words = {severity: word for word, severity in BY_WORD.items()}
    lenient = {code: severity for code, severity in severities(settings).items() if severity is not Severity.ERROR}
    on_request = [ASK] if rules_on_request(chosen_codes(settings)) else []
    return {
        "hidden": " ".join([*sorted(hidden_codes(settings)), *on_request]),
        "lenient": " ".join(f"{code}={words[severity]}" for code, severity in sorted(lenient.items())),
    }
