"""Workflow commands: GitHub shows each finding next to its line.

Their grammar and escapes follow the runner: https://docs.github.com/actions/reference/workflow-commands
"""

from collections.abc import Iterator

from netkeep.check.diagnostic import Diagnostic, Severity
from netkeep.check.formats.report import Report

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "notice"}


def as_commands(report: Report) -> Iterator[str]:
    """Yield one command per finding; the second line of the message says how to mend it."""
    for diagnostic in report.diagnostics:
        properties = ",".join(f"{key}={_property(value)}" for key, value in _properties(diagnostic, report).items())
        message = _data(f"{diagnostic.message}\n{diagnostic.help}")
        yield f"::{_LEVELS[diagnostic.severity]} {properties}::{message}"


def _properties(diagnostic: Diagnostic, report: Report) -> dict[str, str]:
    return {
        "file": report.path(diagnostic.path),
        "line": str(diagnostic.line),
        "col": str(diagnostic.column),
        "endLine": str(diagnostic.end_line),
        "endColumn": str(diagnostic.end_column),
        "title": f"{diagnostic.code} ({diagnostic.name})",
    }


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
