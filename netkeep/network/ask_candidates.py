"""Whom to ask for which favour, in which order, and why."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from netkeep.model.jobs import Job
from netkeep.model.people import Contact
from netkeep.network.employment import Colleague, colleagues
from netkeep.network.ledger import ENDORSEMENT, Account, account
from netkeep.network.strength import Strength, strength
from netkeep.store.vault import Vault

Favour = Literal["recommendation", "endorsement", "reference"]
Tier = Literal["boss", "peer", "other"]
TIERS: tuple[Tier, ...] = ("boss", "peer", "other")
_TIER_OF: dict[str | None, Tier] = {"manager": "boss", "peer": "peer", "report": "peer"}
_WORDS_ENOUGH = frozenset({"close", "warm", "acquainted"})
_MONTH = 30  # days
_OWED_BACK = 3.0
"""What it adds to a tie that the owner has put in a word for them first."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Someone of a job to be asked: the favour, and what speaks for it.

    ``owes`` tells that the owner has done them a favour that they have not returned yet.
    """

    contact: Contact
    relation: str | None
    tier: Tier
    favour: Favour
    strength: Strength
    owes: bool


def askings(vault: Vault, job: Job, today: date, window: date | None = None) -> tuple[Asking, ...]:
    """Return everyone of a job who is to be asked: the boss, then peers and reports, then the others.

    Within each the strongest ties come first, and before them who owes a word. Not among them are archived people, who
    has no counted contact (but the boss is asked anyway), and who has been :func:`spoken_to`; ``window`` is the day
    from which on asking belongs to the job's end, a month before ``today`` where none is given.
    """
    since = window or today - timedelta(days=_MONTH)
    people = (one for one in colleagues(vault, job) if one.contact.archived is None)
    found = (_asking(vault, job, one, today, since) for one in people)
    return tuple(sorted((one for one in found if one), key=_order))


def _order(one: Asking) -> tuple[int, float, str]:
    return TIERS.index(one.tier), -(one.strength.score + (_OWED_BACK if one.owes else 0.0)), one.contact.id


def _asking(vault: Vault, job: Job, one: Colleague, today: date, since: date) -> Asking | None:
    tie = strength(vault, one.contact.id, today)
    tier = _TIER_OF.get(one.relation, "other")
    if not tie.parts and tier != "boss":
        return None
    books = account(vault, one.contact.id, today)
    if spoken_to(books, job, since):
        return None
    return Asking(one.contact, one.relation, tier, _favour(tier, tie), tie, _owes(books))


def _owes(books: Account) -> bool:
    """Return whether somebody was done a favour and has done none; endorsements of skills count for neither."""
    gave = any(favour != ENDORSEMENT for _, favour in books.gave)
    return gave and not any(ask.favour != ENDORSEMENT for ask in books.received())


def _favour(tier: Tier, tie: Strength) -> Favour:
    """Return what to ask for: sentences from who knows one's work, what takes a minute from who hardly does."""
    return "recommendation" if tier == "boss" or tie.level in _WORDS_ENOUGH else "endorsement"


def spoken_to(books: Account, job: Job, since: date) -> bool:
    """Return whether a job's end has nothing more to ask of someone.

    They have been asked for a recommendation or a reference since the job began, or have given or declined one; or for
    an endorsement since its end came near (the one after last year's review does not count).
    """
    begun = job.start.earliest() if job.start else date.min
    return any(
        day >= (since if ask.favour == ENDORSEMENT else begun)
        for ask in books.asks
        if ask.favour != "introduction"
        for day in (ask.asked, ask.answered)
        if day is not None
    )
