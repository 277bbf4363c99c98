"""How strong a tie is: one measure, computed from the log and used everywhere.

Every entry that counts as contact adds its weight, halved for each half of ``[memory] fades_after`` that has passed
since (a year, if nothing is set). More entries never make a tie weaker, nor does a later day, nor a kind that weighs
more: the measure is monotone. What two people do for each other weighs most, then what they do face to face.
A weak tie is no failure: it reaches where close ones do not (Granovetter, The Strength of Weak Ties, 1973).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from netkeep.config import Settings
from netkeep.model.kinds import act_and_favour
from netkeep.store.once import once
from netkeep.store.vault import HistoryEntry, Vault

KIND_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "visit": 4.0,
        "dinner": 4.0,
        "lunch": 3.0,
        "coffee": 3.0,
        "meeting": 2.0,
        "call": 2.0,
        "event": 1.5,
        "chat": 1.5,
        "email": 1.0,
        "message": 1.0,
    }
)
FAVOUR_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"reference": 6.0, "recommendation": 6.0, "referral": 6.0, "introduction": 5.0, "endorsement": 2.0}
)
ASKING = 1.0
"""The weight of an ``asked …``: it is a conversation, whatever the answer."""
OWN_KIND = 1.0
"""The weight of the owner's own kinds, if netkeep.toml says that they count."""
LEVELS: tuple[tuple[float, str], ...] = ((12.0, "close"), (5.0, "warm"), (1.5, "acquainted"), (0.0, "weak"))


class Part(NamedTuple):
    """The contribution of one entry: its weight on the day itself, and the part of it that is left."""

    happening: HistoryEntry
    weight: float
    left: float


class Strength(NamedTuple):
    """The measure of one tie. ``parts`` are newest first; ``score`` is their sum.

    ``level`` is ``close``, ``warm``, ``acquainted``, ``weak``, or ``none`` if nothing counts.
    """

    score: float
    level: str
    parts: tuple[Part, ...]


@once
def strength(vault: Vault, person: str, today: date) -> Strength:
    """Return the strength of the tie with someone, by what happened up to a day."""
    return measure(vault.contacts_with(person, today), vault.settings, today)


def measure(happenings: Iterable[HistoryEntry], settings: Settings, today: date) -> Strength:
    """Return the strength of a tie from its entries; those after ``today`` or of uncounted kinds weigh nothing."""
    half_life = max(1, (settings.fades_after.after(today) - today).days / 2)
    parts = tuple(
        Part(entry, weight, weight * 0.5 ** ((today - entry.date).days / half_life))
        for entry in happenings
        if entry.date <= today and (weight := _weight(entry.kind, settings))
    )
    score = sum(part.left for part in parts)
    return Strength(score, level(score) if parts else "none", parts)


def level(score: float) -> str:
    """Return the word for a score."""
    return next(word for least, word in LEVELS if score >= least)


def _weight(kind: str, settings: Settings) -> float:
    if not settings.kinds.counts(kind):
        return 0.0
    if favour := act_and_favour(kind):
        return ASKING if favour[0] == "asked" else FAVOUR_WEIGHTS[favour[1]]
    return KIND_WEIGHTS.get(kind, OWN_KIND)


def remembers(vault: Vault, person: str, today: date) -> bool:
    """Return whether someone would remember the owner: in contact within ``[memory] fades_after``."""
    last = next(iter(vault.contacts_with(person, today)), None)
    return last is not None and vault.settings.fades_after.after(last.date) >= today
