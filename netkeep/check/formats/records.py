"""Findings as JSON objects for programs, in netkeep's own documented shape."""

from collections.abc import Sequence
from dataclasses import asdict

from netkeep.check.diagnostic import Diagnostic
from netkeep.check.formats.report import fixable


def as_records(diagnostics: Sequence[Diagnostic]) -> list[dict[str, object]]:
    """Return the findings as JSON objects; paths are relative to the vault."""
    return [_record(diagnostic) for diagnostic in diagnostics]


def _record(diagnostic: Diagnostic) -> dict[str, object]:
    values = asdict(diagnostic)
    del values["fix"], values["weight"]  # a fix may hold somebody's address
    return {**values, "severity": diagnostic.severity.value, "fixable": fixable(diagnostic)}
