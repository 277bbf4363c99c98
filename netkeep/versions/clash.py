"""Where two sides changed one thing differently: conflict markers around just these lines, as git writes them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Style = Literal["merge", "diff3", "zdiff3"]


class Labels(NamedTuple):
    """What git calls the three versions: a branch, a commit, a stash."""

    base: str = "base"
    ours: str = "ours"
    theirs: str = "theirs"


class Clash(NamedTuple):
    """Lines that both sides changed differently; ``about`` is the field, ``log``, ``reminders`` or ``notes``."""

    about: str
    base: str
    ours: str
    theirs: str


Choose = Callable[[Clash], str | None]
"""Decides a clash: the lines that stand, or None to mark it."""


class Clashing(Exception):  # noqa: N818 (nothing is wrong: whoever can put markers around whole lines catches it)
    """Raised where a clash is found on a part of a line; ``about`` is its field."""

    def __init__(self, about: str) -> None:
        super().__init__(about)
        self.about = about


@dataclass(slots=True)
class Marker:
    """Writes clashes into a text, and remembers them."""

    labels: Labels = field(default_factory=Labels)
    style: Style = "merge"
    size: int = 7
    newline: str = "\n"
    choose: Choose | None = None
    clashes: list[Clash] = field(default_factory=list)

    def lines(self, clash: Clash) -> str:
        """Return the lines of a clash, its markers labelled with git's labels and the field, or what was chosen."""
        chosen = self.choose(clash) if self.choose else None
        if chosen is not None:
            return self._whole(chosen)
        self.clashes.append(clash)
        names = self.labels
        head = self._line("<", f"{names.ours} ({clash.about})")
        base = self._line("|", names.base) + self._whole(clash.base) if self.style != "merge" else ""
        foot = self._line("=", "") + self._whole(clash.theirs) + self._line(">", f"{names.theirs} ({clash.about})")
        return head + self._whole(clash.ours) + base + foot

    def _line(self, sign: str, label: str) -> str:
        return f"{sign * self.size} {label}".rstrip() + self.newline

    def _whole(self, text: str) -> str:
        return text if not text or text.endswith(("\n", "\r")) else text + self.newline
