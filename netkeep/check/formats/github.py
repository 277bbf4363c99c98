"""Workflow commands: GitHub shows each finding beside its line.

Their grammar and escapes are those of the runner: https://docs.github.com/actions/reference/workflow-commands
"""

from collections.abc import Iterator

from netkeep.check.diagnostic import Diagnostic, Severity
from netkeep.check.formats.report import Report

_LEVELS = {Severity.ERROR: "error", Severity.INFORMATION: "notice"}


def as_commands(report: Report) -> Iterator[str]:
    """Yield one command a finding; how to mend it stands in the message's second line."""
    for one in report.diagnostics:
        properties = ",".join(f"{key}={_property(value)}" for key, value in _properties(one, report).items())
        message = _data(f"{one.message}\n{one.help}")
        yield f"::{_LEVELS[one.severity]} {properties}::{message}"


def _properties(one: Diagnostic, report: Report) -> dict[str, str]:
    return {
        "file": report.path(one.path),
        "line": str(one.line),
        "col": str(one.column),
        "endLine": str(one.end_line),
        "endColumn": str(one.end_column),
        "title": f"{one.code} ({one.name})",
    }


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
