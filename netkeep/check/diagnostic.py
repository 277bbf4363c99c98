"""A finding with its place in lines and columns, to be printed, filtered and compared."""

from dataclasses import dataclass, field
from enum import Enum

from netkeep.check.fix import Fix
from netkeep.check.wording import ADVICE


class Severity(Enum):
    """The weight of a finding: advice never makes a check fail."""

    ERROR = "error"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One finding. ``path`` is relative to the vault; lines and columns count from 1, columns in characters."""

    path: str
    line: int
    column: int
    code: str
    end_line: int
    end_column: int
    name: str
    message: str
    help: str
    fix: Fix | None = field(default=None, compare=False, repr=False)

    @property
    def severity(self) -> Severity:
        """Return the weight of its rule."""
        return severity_of(self.code)


def severity_of(code: str) -> Severity:
    """Return the weight of a rule: the 6xx are advice, and so is one of the 4xx."""
    return Severity.INFORMATION if code.startswith(ADVICE) else Severity.ERROR
