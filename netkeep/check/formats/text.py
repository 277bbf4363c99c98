"""Findings as text for people: the place and the problem, how to mend it, and a summary at the end."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from netkeep.check import wording
from netkeep.check.diagnostic import Diagnostic, Severity
from netkeep.check.formats.report import mark


def headline(diagnostic: Diagnostic, path: str, *, unsafe: bool = False) -> str:
    """Return ``path:line:col: CODE message``; ``unsafe`` also marks what only ``--unsafe-fixes`` mends."""
    return wording.headline(
        path,
        diagnostic.line,
        diagnostic.column,
        diagnostic.code,
        f"{mark(diagnostic, unsafe=unsafe)}{diagnostic.message}",
    )


def as_text(diagnostics: Sequence[Diagnostic], show_path: Callable[[str], str], *, unsafe: bool = False) -> list[str]:
    """Return two lines per finding: the place and the problem, and how to mend it."""
    return [
        line
        for diagnostic in diagnostics
        for line in (headline(diagnostic, show_path(diagnostic.path), unsafe=unsafe), f"    {diagnostic.help}")
    ]


def as_concise(
    diagnostics: Sequence[Diagnostic], show_path: Callable[[str], str], *, unsafe: bool = False
) -> Iterator[str]:
    """Yield one line per finding, and nothing else: for grep and for editors' lists of errors."""
    return (headline(diagnostic, show_path(diagnostic.path), unsafe=unsafe) for diagnostic in diagnostics)


def summary(diagnostics: Sequence[Diagnostic], files: int, *, unsafe: bool = False) -> str:
    """Return the last line: how many findings in how many files, and what only ``--unsafe-fixes`` would mend."""
    concerned = len({diagnostic.path for diagnostic in diagnostics})
    weights = [diagnostic.severity for diagnostic in diagnostics]
    lenient = wording.no_errors(weights.count(Severity.WARNING), weights.count(Severity.INFORMATION))
    return wording.summary(files, len(diagnostics), concerned, lenient, _fixes(diagnostics, unsafe=unsafe))


def hidden_fixes(diagnostics: Iterable[Diagnostic]) -> int:
    """Return how many findings only ``--unsafe-fixes`` would mend."""
    return sum(diagnostic.fix is not None and not diagnostic.fix.safe for diagnostic in diagnostics)


def _fixes(diagnostics: Sequence[Diagnostic], *, unsafe: bool) -> str:
    hidden = hidden_fixes(diagnostics)
    safe = sum(diagnostic.fix is not None for diagnostic in diagnostics) - hidden
    if unsafe and hidden:
        return f" {safe + hidden} can be fixed: add --fix, and look at --diff first."
    return wording.more_fixes(safe, hidden)
