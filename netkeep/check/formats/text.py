"""For people: the place and what is wrong, how to mend it, and at the end how much there is."""

from collections.abc import Callable, Iterator, Sequence

from netkeep.check.diagnostic import Diagnostic, Severity
from netkeep.check.formats.report import mark


def headline(one: Diagnostic, path: str) -> str:
    """Give ``path:line:col: CODE message``."""
    return f"{path}:{one.line}:{one.column}: {one.code} {mark(one)}{one.message}"


def as_text(diagnostics: Sequence[Diagnostic], show_path: Callable[[str], str]) -> list[str]:
    """Give two lines a finding: where and what, and how to mend it."""
    return [line for one in diagnostics for line in (headline(one, show_path(one.path)), f"    {one.help}")]


def as_concise(diagnostics: Sequence[Diagnostic], show_path: Callable[[str], str]) -> Iterator[str]:
    """Give one line a finding, and nothing else: for grep and for editors' lists of errors."""
    return (headline(one, show_path(one.path)) for one in diagnostics)


def summary(diagnostics: Sequence[Diagnostic], files: int) -> str:
    """Give the last line: how many findings in how many files."""
    checked = f"{files} file{'' if files == 1 else 's'} checked"
    if not diagnostics:
        return f"{checked}: no findings."
    concerned = len({one.path for one in diagnostics})
    count = f"{len(diagnostics)} finding{'' if len(diagnostics) == 1 else 's'}"
    advice = sum(one.severity is Severity.INFORMATION for one in diagnostics)
    of_them = f", {advice} of them advice" if advice else ""
    return f"{checked}: {count} in {concerned} file{'' if concerned == 1 else 's'}{of_them}."
