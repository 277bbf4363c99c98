"""The kinds of log entry, and which of them count as contact."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

MEETINGS = frozenset(
    {"call", "chat", "coffee", "email", "event", "lunch", "dinner", "meeting", "message", "visit"},
)
NOTES = frozenset({"note", "connected", "imported"})
ACTS = ("asked", "received", "gave", "declined")
FAVOURS = ("recommendation", "endorsement", "reference", "introduction", "referral")
JOB_KINDS_OF_ENTRY = frozenset({"sweep", "review"})
NOTE = "note"
_WORDS = re.compile(r"\w+(?:-\w+)?")
_SPOKEN_OF: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("called", "phoned", "rang", "calls"), "call"),
        **dict.fromkeys(("chatted", "chats"), "chat"),
        **dict.fromkeys(("coffees",), "coffee"),
        **dict.fromkeys(("e-mail", "emailed", "e-mailed", "mailed", "wrote"), "email"),
        **dict.fromkeys(("lunched", "lunches"), "lunch"),
        **dict.fromkeys(("dined",), "dinner"),
        **dict.fromkeys(("met", "meet", "meetings"), "meeting"),
        **dict.fromkeys(("messaged", "texted"), "message"),
        **dict.fromkeys(("visited",), "visit"),
    }
)
"""Words of a message that speak of a kind, besides its name."""


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


def kind_in(message: str, kinds: Kinds) -> str | None:
    """Return the kind of contact that a message speaks of first, None where it speaks of none."""
    words = (match[0].lower() for match in _WORDS.finditer(message))
    spoken_of = (_SPOKEN_OF.get(word, word) for word in words)
    return next((kind for kind in spoken_of if kinds.is_valid(kind) and kinds.counts(kind)), None)
