"""A finding with its place in lines and columns, to be printed, filtered and compared."""

from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from netkeep.check.fix import Fix
from netkeep.check.wording import ADVICE
from netkeep.config.forms import SEVERITIES


class Severity(Enum):
    """The weight of a finding, the gravest first; unless one is strict, only an error makes a check fail."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


BY_WORD = MappingProxyType(dict(zip(SEVERITIES, Severity, strict=True)))
"""The weight that a word in the settings means."""


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One finding. ``path`` is relative to the vault; lines and columns count from 1, columns in characters.

    ``weight`` is the severity that the settings give its rule.
    """

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
    weight: Severity | None = field(default=None, compare=False, repr=False)

    @property
    def severity(self) -> Severity:
        """Return the weight that the settings give its rule, else that of the rule."""
        return self.weight or severity_of(self.code)


def severity_of(code: str) -> Severity:
    """Return the weight of a rule unless the settings say otherwise: the 6xx are advice, and so is one of the 4xx."""
    return Severity.INFORMATION if code.startswith(ADVICE) else Severity.ERROR
