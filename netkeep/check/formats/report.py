"""What every format is given."""

from collections.abc import Callable
from dataclasses import dataclass

from netkeep.check.diagnostic import Diagnostic
from netkeep.check.wording import MENDED


@dataclass(frozen=True)
class Report:
    """The findings of one check.

    ``path`` gives a file's path as it is told to other programs; ``text`` gives what a file says, None where that
    cannot be read.
    """

    diagnostics: tuple[Diagnostic, ...]
    path: Callable[[str], str]
    text: Callable[[str], str | None]


def mark(one: Diagnostic, *, unsafe: bool = False) -> str:
    """Return the sign, and a blank, of what ``check --fix`` mends, or (``unsafe``) would with ``--unsafe-fixes``."""
    return MENDED if one.fix and (one.fix.safe or unsafe) else ""


def fixable(one: Diagnostic) -> str | None:
    """Return whether a finding can be mended by program, safely or not; the fix itself may be somebody's address."""
    if one.fix is None:
        return None
    return "safe" if one.fix.safe else "unsafe"
