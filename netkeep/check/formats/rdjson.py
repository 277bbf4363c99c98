"""The Reviewdog Diagnostic Format: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf.

Its columns count bytes of UTF-8. Suggestions are left out: they would repeat text from somebody's file.
"""

import re
from functools import lru_cache

from netkeep.check.diagnostic import Diagnostic, Severity
from netkeep.check.formats.report import Report

_LEVELS = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFORMATION: "INFO"}
_LINE_END = re.compile(r"\r\n|\n|\r")


def as_rdjson(report: Report) -> dict[str, object]:
    """Return the result with its diagnostics."""

    @lru_cache(maxsize=1)  # the findings come file by file
    def lines(path: str) -> list[str]:
        return _LINE_END.split(report.text(path) or "")

    return {
        "source": {"name": "netkeep"},
        "diagnostics": [_record(diagnostic, lines(diagnostic.path), report) for diagnostic in report.diagnostics],
    }


def _record(diagnostic: Diagnostic, lines: list[str], report: Report) -> dict[str, object]:
    start = {"line": diagnostic.line, "column": _bytes(lines, diagnostic.line, diagnostic.column)}
    end = {"line": diagnostic.end_line, "column": _bytes(lines, diagnostic.end_line, diagnostic.end_column)}
    return {
        "message": f"{diagnostic.message}\n{diagnostic.help}",
        "location": {"path": report.path(diagnostic.path), "range": {"start": start, "end": end}},
        "severity": _LEVELS[diagnostic.severity],
        "code": {"value": diagnostic.code},
    }


def _bytes(lines: list[str], line: int, column: int) -> int:
    lead = lines[line - 1][: column - 1] if line <= len(lines) else ""
    return len(lead.encode()) + 1 if lead else column
