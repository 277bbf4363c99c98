"""For programs: JSON's objects, in netkeep's own documented shape."""

from collections.abc import Sequence
from dataclasses import asdict

from netkeep.check.diagnostic import Diagnostic
from netkeep.check.formats.report import fixable


def as_records(diagnostics: Sequence[Diagnostic]) -> list[dict[str, object]]:
    """Return the findings as JSON's objects; paths are relative to the vault."""
    return [_record(one) for one in diagnostics]


def _record(one: Diagnostic) -> dict[str, object]:
    values = asdict(one)
    del values["fix"]  # its text may be somebody's address
    return {**values, "severity": one.severity.value, "fixable": fixable(one)}
