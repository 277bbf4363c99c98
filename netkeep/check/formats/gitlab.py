"""GitLab's Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""

import re
from collections import Counter
from hashlib import sha256

from netkeep.check.diagnostic import Diagnostic, Severity
from netkeep.check.formats.report import Report

_LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFORMATION: "info"}
_NUMBER = re.compile(r"\d+")


def as_issues(report: Report) -> list[dict[str, object]]:
    """Return the findings; each has a fingerprint of its own, which stays as it is when its line moves."""
    issues: list[dict[str, object]] = []
    earlier: Counter[str] = Counter()
    for diagnostic in report.diagnostics:
        path = report.path(diagnostic.path)
        alike = _alike(diagnostic, path)
        earlier[alike] += 1
        issues.append(
            {
                "description": f"{diagnostic.message}; {diagnostic.help}",
                "check_name": diagnostic.code,
                "fingerprint": sha256(f"{alike}\n{earlier[alike]}".encode(errors="backslashreplace")).hexdigest(),
                "severity": _LEVELS[diagnostic.severity],
                "location": {"path": path, "lines": {"begin": diagnostic.line}},
            }
        )
    return issues


def _alike(diagnostic: Diagnostic, path: str) -> str:
    """Return what findings have in common that only their order tells apart.

    Some messages name a line, which may move; the lines' own text is left out, for a digest of it could be guessed.
    """
    return f"{path}\n{diagnostic.code}\n{_NUMBER.sub('', diagnostic.message)}"
