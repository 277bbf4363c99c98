"""One thing that is due, with the reason in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "reminder": "Reminders",
        "birthday": "Birthdays",
        "date": "Dates",
        "follow-up": "Follow up",
        "ask": "Ask while they remember",
        "review": "Annual review",
        "sweep": "Sweep",
        "give-back": "Give back",
        "hello": "Say hello",
        "congratulate": "Congratulate",
        "catch-up": "Reconnect",
    }
)
"""The heading of each kind, in the order to look at them: first what was promised or has a date."""
KINDS = tuple(TITLES)
OF_WORK = frozenset({"ask", "sweep", "review", "follow-up", "give-back", "hello", "congratulate"})
"""The kinds about the owner's jobs and about favours; the command that marks one as done differs by item."""
IN_TURN = frozenset({"ask", "hello", "congratulate"})
"""The kinds of which only a handful is due at a time, in the order of their turns."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something due. ``past`` is the time waited against the cadence: 1.0 on the day itself, 2.0 after twice as long.

    ``who`` is the id of the file it belongs to, ``name`` what to call it, ``why`` the reason in words,
    ``todo`` what to type when it is done.
    """

    kind: str
    who: str
    name: str
    on: date
    why: str
    todo: str
    past: float = 1.0
    text: str = ""
