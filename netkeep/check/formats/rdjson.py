"""The Reviewdog Diagnostic Format: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf.

Its columns count bytes of UTF-8. Suggestions are left out: they would repeat what stands in somebody's file.
"""

import re
from functools import lru_cache

from netkeep.check.diagnostic import Diagnostic, Severity
from netkeep.check.formats.report import Report

_LEVELS = {Severity.ERROR: "ERROR", Severity.INFORMATION: "INFO"}
_LINE_END = re.compile(r"\r\n|\n|\r")


def as_rdjson(report: Report) -> dict[str, object]:
    """Return the result with its diagnostics."""

    @lru_cache(maxsize=1)  # the findings come file by file
    def lines(path: str) -> list[str]:
        return _LINE_END.split(report.text(path) or "")

    return {
        "source": {"name": "netkeep"},
        "diagnostics": [_diagnostic(one, lines(one.path), report) for one in report.diagnostics],
    }


def _diagnostic(one: Diagnostic, lines: list[str], report: Report) -> dict[str, object]:
    start = {"line": one.line, "column": _bytes(lines, one.line, one.column)}
    end = {"line": one.end_line, "column": _bytes(lines, one.end_line, one.end_column)}
    return {
        "message": f"{one.message}\n{one.help}",
        "location": {"path": report.path(one.path), "range": {"start": start, "end": end}},
        "severity": _LEVELS[one.severity],
        "code": {"value": one.code},
    }


def _bytes(lines: list[str], line: int, column: int) -> int:
    before = lines[line - 1][: column - 1] if line <= len(lines) else ""
    return len(before.encode()) + 1 if before else column
