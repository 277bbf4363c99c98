"""For people: the place and what is wrong, how to mend it, and at the end how much there is."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from netkeep.check.diagnostic import Diagnostic, Severity
from netkeep.check.formats.report import mark


def headline(one: Diagnostic, path: str, *, unsafe: bool = False) -> str:
    """Return ``path:line:col: CODE message``; ``unsafe`` marks also what only ``--unsafe-fixes`` mends."""
    return f"{path}:{one.line}:{one.column}: {one.code} {mark(one, unsafe=unsafe)}{one.message}"


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
    checked = f"{files} file{'' if files == 1 else 's'} checked"
    if not diagnostics:
        return f"{checked}: no findings."
    concerned = len({one.path for one in diagnostics})
    count = f"{len(diagnostics)} finding{'' if len(diagnostics) == 1 else 's'}"
    advice = sum(one.severity is Severity.INFORMATION for one in diagnostics)
    of_them = f", {advice} of them advice" if advice else ""
    found = f"{checked}: {count} in {concerned} file{'' if concerned == 1 else 's'}{of_them}."
    return f"{found}{_fixes(diagnostics, unsafe=unsafe)}"


def hidden_fixes(diagnostics: Iterable[Diagnostic]) -> int:
    """Return how many findings only ``--unsafe-fixes`` would mend."""
    return sum(one.fix is not None and not one.fix.safe for one in diagnostics)


def _fixes(diagnostics: Sequence[Diagnostic], *, unsafe: bool) -> str:
    hidden = hidden_fixes(diagnostics)
    if not hidden:
        return ""
    safe = sum(one.fix is not None for one in diagnostics) - hidden
    if unsafe:
        return f" {safe + hidden} can be mended: add --fix, and look at --diff first."
    return f" {safe or 'None'} can be mended with --fix, {hidden}{' more' if safe else ''} with --fix --unsafe-fixes."
