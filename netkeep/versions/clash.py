"""Where two sides changed one thing differently: conflict markers around just these lines, as git writes them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Literal, NamedTuple

from netkeep.versions.lines import cut

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
        ours, theirs = cut(self._whole(clash.ours)), cut(self._whole(clash.theirs))
        above, below = _shared(ours, theirs) if self.style == "zdiff3" else (0, 0)
        head = self._line("<", f"{names.ours} ({clash.about})")
        base = self._line("|", names.base) + self._whole(clash.base) if self.style != "merge" else ""
        middle, foot = self._line("=", ""), self._line(">", f"{names.theirs} ({clash.about})")
        mine, yours = (lines[above : len(lines) - below] for lines in (ours, theirs))
        marked = [head, *mine, base, middle, *yours, foot]
        return "".join([*ours[:above], *marked, *ours[len(ours) - below :]])

    def _line(self, sign: str, label: str) -> str:
        return f"{sign * self.size} {label}".rstrip() + self.newline

    def _whole(self, text: str) -> str:
        return text if not text or text.endswith(("\n", "\r")) else text + self.newline


def _shared(ours: Sequence[str], theirs: Sequence[str]) -> tuple[int, int]:
    """Return how many first and last lines are the same: zdiff3 leaves them out of a conflict (git-merge-file(1))."""
    above = _same_at_the_start(ours, theirs)
    return above, _same_at_the_start(ours[above:][::-1], theirs[above:][::-1])


def _same_at_the_start(first: Sequence[str], second: Sequence[str]) -> int:
    return len([*takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False))])
