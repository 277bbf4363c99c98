"""The people to ask for a favour: for which, in which order, and why."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from netkeep.model.jobs import Job
from netkeep.model.people import Contact
from netkeep.network.employment import Colleague, colleagues
from netkeep.network.ledger import ENDORSEMENT, WRITTEN, Account, account
from netkeep.network.strength import Strength, strength
from netkeep.store.vault import Vault

Favour = Literal["recommendation", "endorsement", "reference"]
Tier = Literal["boss", "peer", "other"]
TIERS: tuple[Tier, ...] = ("boss", "peer", "other")
_TIER_OF: dict[str | None, Tier] = {"manager": "boss", "peer": "peer", "report": "peer"}
_WORDS_ENOUGH = frozenset({"close", "warm", "acquainted"})
_MONTH = 30  # days
_OWED_BACK = 3.0
"""The bonus to a tie if the owner has put in a good word for them first."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Someone from a job who is to be asked: the favour, and the reasons for it.

    ``owes`` says that the owner has done them a favour that they have not returned yet.
    """

    contact: Contact
    relation: str | None
    tier: Tier
    favour: Favour
    strength: Strength
    owes: bool


def askings(vault: Vault, job: Job, today: date, window: date | None = None) -> tuple[Asking, ...]:
    """Return everyone to ask from a job: the boss, then peers and reports, then the others.

    Within each group those who owe a word come first, then the strongest ties. Left out are archived people, those
    without counted contact (but the boss is asked anyway), those whose favour is on file, and those
    :func:`already_asked`; ``window`` is the day from which asking belongs to the job's end, by default a month before
    ``today``.
    """
    since = window or today - timedelta(days=_MONTH)
    people = (colleague for colleague in colleagues(vault, job) if colleague.contact.archived is None)
    asked = (_asking(vault, job, colleague, today, since) for colleague in people)
    return tuple(sorted((asking for asking in asked if asking), key=_order))


def _order(asking: Asking) -> tuple[int, float, str]:
    return TIERS.index(asking.tier), -(asking.strength.score + (_OWED_BACK if asking.owes else 0.0)), asking.contact.id


def _asking(vault: Vault, job: Job, colleague: Colleague, today: date, since: date) -> Asking | None:
    tie = strength(vault, colleague.contact.id, today)
    tier = _TIER_OF.get(colleague.relation, "other")
    if not tie.parts and tier != "boss":
        return None
    books = account(vault, colleague.contact.id, today)
    favour = _favour(tier, tie)
    if books.on_file(favour) or already_asked(books, job, since):
        return None
    return Asking(colleague.contact, colleague.relation, tier, favour, tie, _owes(books))


def _owes(books: Account) -> bool:
    """Return whether somebody was done a favour and has returned none; endorsements of skills count for neither."""
    gave = any(favour != ENDORSEMENT for _, favour in books.gave)
    return gave and not any(ask.favour != ENDORSEMENT for ask in books.received())


def _favour(tier: Tier, tie: Strength) -> Favour:
    """Return what to ask for: a text from those who know the owner's work, a click from those who hardly do."""
    return "recommendation" if tier == "boss" or tie.level in _WORDS_ENOUGH else "endorsement"


def already_asked(books: Account, job: Job, since: date) -> bool:
    """Return whether there is nothing left to ask of someone at a job's end.

    They were asked for a recommendation or a reference since the job began, or gave or declined one; or the same for an
    endorsement since its end came near (the one after last year's review does not count).
    """
    begun = job.start.earliest() if job.start else date.min
    return any(
        day >= (since if ask.favour == ENDORSEMENT else begun)
        for ask in books.asks
        if ask.favour in WRITTEN
        for day in (ask.asked, ask.answered)
        if day is not None
    )
