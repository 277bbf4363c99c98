"""The kinds of log entry, and which of them count as contact."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

MEETINGS = frozenset(
    {"call", "chat", "coffee", "email", "event", "lunch", "dinner", "meeting", "message", "visit"},
)
NOTES = frozenset({"note", "connected", "imported"})
ACTS = ("asked", "received", "gave", "declined")
FAVOURS = ("recommendation", "endorsement", "reference", "introduction")
JOB_KINDS_OF_ENTRY = frozenset({"sweep", "review"})


@lru_cache(maxsize=500)
def act_and_favour(kind: str) -> tuple[str, str] | None:
    """Return act and favour of a kind such as ``asked recommendation``; None for every other kind."""
    act, _, favour = kind.partition(" ")
    return (act, favour) if act in ACTS and favour in FAVOURS else None


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of one vault: those of the format, and those that its settings add (name -> counts)."""

    extra: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))

    def is_valid(self, kind: str, *, in_job: bool = False) -> bool:
        """Return whether an entry may be of this kind."""
        return (
            kind in MEETINGS
            or kind in NOTES
            or kind in self.extra
            or act_and_favour(kind) is not None
            or (in_job and kind in JOB_KINDS_OF_ENTRY)
        )

    def counts(self, kind: str) -> bool:
        """Return whether an entry of this kind counts as contact."""
        if kind in self.extra:
            return self.extra[kind]
        favour = act_and_favour(kind)
        return kind in MEETINGS or (favour is not None and favour[0] != "declined")

    def names(self) -> tuple[str, ...]:
        """Return every kind a person's log may have, for suggestions and completion."""
        favours = (f"{act} {favour}" for act in ACTS for favour in FAVOURS)
        return (*sorted(MEETINGS | NOTES | set(self.extra)), *favours)
