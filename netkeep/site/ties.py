"""How close someone is, and the favours between the owner and them, in words and signs."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from netkeep.network.ledger import Account, Ask
from netkeep.network.strength import Strength
from netkeep.words import ago, count, full_date, one_of

_LEVELS: Mapping[str, tuple[int, str]] = {
    "close": (4, "Close"),
    "warm": (3, "Warm"),
    "acquainted": (2, "Acquainted"),
    "weak": (1, "Weak"),
    "none": (0, "Not in touch yet"),
}
_SIGNS = {"received": "✓", "declined": "✕", None: "…"}


class Closeness(NamedTuple):
    """A tie: how many of four marks, the word for it, and why."""

    marks: int
    word: str
    why: str


class Dealing(NamedTuple):
    """A favour asked, received or given; ``sign`` is its symbol, ``state`` its CSS class."""

    sign: str
    state: str
    words: str
    when: str


def closeness(tie: Strength, today: date) -> Closeness:
    """Return how strong a tie is, how often the owner was in touch, and when last."""
    marks, word = _LEVELS[tie.level]
    if not tie.parts:
        return Closeness(marks, word, "")
    last = tie.parts[0].happening
    return Closeness(
        marks, word, f"{count(len(tie.parts), 'time')} in touch, last: {last.kind}, {ago(last.date, today)}"
    )


def level_word(level: str) -> str:
    """Return the word for a level of :mod:`netkeep.network.strength`."""
    return _LEVELS[level][1]


def level_marks(level: str) -> int:
    """Return how many of four marks a level has."""
    return _LEVELS[level][0]


def dealings(account: Account) -> tuple[Dealing, ...]:
    """Return the favours between the owner and someone, newest first."""
    asks = [(ask.answered or ask.asked or date.min, _dealing(ask)) for ask in account.asks]
    gave = [(on, Dealing("→", "gave", f"You gave {one_of(favour)}", full_date(on))) for on, favour in account.gave]
    return tuple(dealing for _, dealing in sorted((*asks, *gave), key=lambda dated: dated[0], reverse=True))


def _dealing(ask: Ask) -> Dealing:
    asked = f"asked {full_date(ask.asked)}" if ask.asked else ""
    if ask.answer is None:
        return Dealing(_SIGNS[None], "waiting", f"Asked for {one_of(ask.favour)}, no answer yet", asked)
    words = f"Received {one_of(ask.favour)}" if ask.answer == "received" else f"Declined {one_of(ask.favour)}"
    answered = full_date(ask.answered) if ask.answered else ""
    return Dealing(_SIGNS[ask.answer], ask.answer, words, f"{answered}, {asked}" if asked else answered)
