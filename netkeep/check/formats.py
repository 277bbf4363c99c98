"""Diagnostics as text and as JSON."""

from collections.abc import Callable, Sequence
from dataclasses import asdict

from netkeep.check.diagnostic import Diagnostic


def as_text(diagnostics: Sequence[Diagnostic], show_path: Callable[[str], str]) -> list[str]:
    """Give two lines a finding: ``path:line:col: CODE message``, and how to mend it."""
    lines: list[str] = []
    for one in diagnostics:
        lines.append(f"{show_path(one.path)}:{one.line}:{one.column}: {one.code} {one.message}")
        lines.append(f"    {one.help}")
    return lines


def as_records(diagnostics: Sequence[Diagnostic]) -> list[dict[str, object]]:
    """Give the findings as JSON's objects; paths are relative to the vault."""
    return [{**asdict(one), "severity": one.severity.value} for one in diagnostics]


def summary(diagnostics: Sequence[Diagnostic], files: int) -> str:
    """Give the last line: how many findings in how many files."""
    checked = f"{files} file{'' if files == 1 else 's'} checked"
    if not diagnostics:
        return f"{checked}: no findings."
    concerned = len({one.path for one in diagnostics})
    count = f"{len(diagnostics)} finding{'' if len(diagnostics) == 1 else 's'}"
    return f"{checked}: {count} in {concerned} file{'' if concerned == 1 else 's'}."
