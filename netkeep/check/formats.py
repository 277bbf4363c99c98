"""Diagnostics as text and as JSON."""

from collections.abc import Callable, Sequence
from dataclasses import asdict

from netkeep.check.diagnostic import Diagnostic


def as_text(diagnostics: Sequence[Diagnostic], show_path: Callable[[str], str]) -> list[str]:
    """Give two lines a finding: ``path:line:col: CODE message``, and how to mend it."""
    lines: list[str] = []
    for one in diagnostics:
        mark = " [*]" if one.fix and one.fix.safe else ""
        lines.append(f"{show_path(one.path)}:{one.line}:{one.column}: {one.code}{mark} {one.message}")
        lines.append(f"    {one.help}")
    return lines


def as_records(diagnostics: Sequence[Diagnostic]) -> list[dict[str, object]]:
    """Give the findings as JSON's objects; paths are relative to the vault."""
    return [_record(one) for one in diagnostics]


def _record(one: Diagnostic) -> dict[str, object]:
    """Give a finding without its fix, whose text may be somebody's address."""
    values = asdict(one)
    fix = values.pop("fix")
    fixable = None if fix is None else "safe" if one.fix and one.fix.safe else "unsafe"
    return {**values, "severity": one.severity.value, "fixable": fixable}


def summary(diagnostics: Sequence[Diagnostic], files: int) -> str:
    """Give the last line: how many findings in how many files."""
    checked = f"{files} file{'' if files == 1 else 's'} checked"
    if not diagnostics:
        return f"{checked}: no findings."
    concerned = len({one.path for one in diagnostics})
    count = f"{len(diagnostics)} finding{'' if len(diagnostics) == 1 else 's'}"
    return f"{checked}: {count} in {concerned} file{'' if concerned == 1 else 's'}."
