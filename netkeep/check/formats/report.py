"""The report that every format works from."""

from collections.abc import Callable
from dataclasses import dataclass

from netkeep.check.diagnostic import Diagnostic
from netkeep.check.wording import MENDED


@dataclass(frozen=True)
class Report:
    """The findings of one check.

    ``path`` returns a file's path as other programs get it; ``text`` returns the text of a file, None if it cannot be
    read.
    """

    diagnostics: tuple[Diagnostic, ...]
    path: Callable[[str], str]
    text: Callable[[str], str | None]


def mark(diagnostic: Diagnostic, *, unsafe: bool = False) -> str:
    """Return the sign and a blank if ``check --fix`` mends a finding, or (``unsafe``) would with ``--unsafe-fixes``."""
    return MENDED if diagnostic.fix and (diagnostic.fix.safe or unsafe) else ""


def fixable(diagnostic: Diagnostic) -> str | None:
    """Return whether a finding can be fixed by program, safely or not; the fix itself may be somebody's address."""
    if diagnostic.fix is None:
        return None
    return "safe" if diagnostic.fix.safe else "unsafe"
