"""One thing that is due, with the reason in words."""

from dataclasses import dataclass
from datetime import date

KINDS = ("catch-up", "birthday", "reminder")


@dataclass(frozen=True, slots=True)
class Due:
    """Something due. ``past`` says how far past the wish it is: 1.0 is the day itself, 2.0 twice as long as wished.

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
