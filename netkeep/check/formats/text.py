"""For people: the place and what is wrong, how to mend it, and at the end how much there is."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from netkeep.check import wording
from netkeep.check.diagnostic import Diagnostic, Severity
from netkeep.check.formats.report import mark


def headline(one: Diagnostic, path: str, *, unsafe: bool = False) -> str:
    """Return ``path:line:col: CODE message``; ``unsafe`` marks also what only ``--unsafe-fixes`` mends."""
    return wording.headline(path, one.line, one.column, one.code, f"{mark(one, unsafe=unsafe)}{one.message}")


def as_text(diagnostics: Sequence[Diagnostic], show_path: Callable[[str], str], *, unsafe: bool = False) -> list[str]:
    """Return two lines a finding: where and what, and how to mend it."""
    return [
        line for one in diagnostics for line in (headline(one, show_path(one.path), unsafe=unsafe), f"    {one.help}")
    ]


def as_concise(
    diagnostics: Sequence[Diagnostic], show_path: Callable[[str], str], *, unsafe: bool = False
) -> Iterator[str]:
    """Yield one line a finding, and nothing else: for grep and for editors' lists of errors."""
    return (headline(one, show_path(one.path), unsafe=unsafe) for one in diagnostics)


def summary(diagnostics: Sequence[Diagnostic], files: int, *, unsafe: bool = False) -> str:
    """Return the last line: how many findings in how many files, and what only ``--unsafe-fixes`` would mend."""
    concerned = len({one.path for one in diagnostics})
    advice = sum(one.severity is Severity.INFORMATION for one in diagnostics)
    return wording.summary(files, len(diagnostics), concerned, advice, _fixes(diagnostics, unsafe=unsafe))


def hidden_fixes(diagnostics: Iterable[Diagnostic]) -> int:
    """Return how many findings only ``--unsafe-fixes`` would mend."""
    return sum(one.fix is not None and not one.fix.safe for one in diagnostics)


def _fixes(diagnostics: Sequence[Diagnostic], *, unsafe: bool) -> str:
    hidden = hidden_fixes(diagnostics)
    safe = sum(one.fix is not None for one in diagnostics) - hidden
    if unsafe and hidden:
        return f" {safe + hidden} can be mended: add --fix, and look at --diff first."
    return wording.more_fixes(safe, hidden)
