"""Who can put in a word at an organisation: people who work or worked there, or know someone there; and why."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from netkeep.model.names import fold
from netkeep.model.people import Contact, Role
from netkeep.network.employers import Employers
from netkeep.network.employment import Shared, days_together, shared_jobs
from netkeep.network.ledger import ENDORSEMENT, REFERRAL, VOUCHED, account
from netkeep.network.strength import Strength, strength
from netkeep.network.ties import stated_ties
from netkeep.store.orgs import Org
from netkeep.store.vault import HistoryEntry, Vault

Standing = Literal["now", "before", "knows"]
STANDINGS: tuple[Standing, ...] = ("now", "before", "knows")
_COUNTS: Mapping[Standing, float] = {"now": 1.0, "before": 0.6, "knows": 0.4}
_FIRST_STEP = 0.5
"""Even if no tie is left, those who work there now come before those who once did."""
_RECOMMENDED = 4.0
_SIDE_BY_SIDE, _BESIDE = 2.0, 1.0
"""The bonus for having seen the owner at work: in the same team, or from outside. A recruiter has not."""
_SAW_THE_WORK: Mapping[str | None, float] = {
    **dict.fromkeys(("manager", "report", "peer"), _SIDE_BY_SIDE),
    **dict.fromkeys(("other-team", "leadership", "vendor", "customer", "other", None), _BESIDE),
}
_PERHAPS = 0.5
"""The factor for an organisation that is only related to the one asked for."""


class Through(NamedTuple):
    """Someone there whom they know, and how: what ``knows`` says, ``introduced``, or None if nothing is said."""

    contact: Contact
    how: str | None


class Lead(NamedTuple):
    """The reason why someone is on the way: see :class:`Way`, which adds the tie."""

    contact: Contact
    standing: Standing
    at: Org | None = None
    exact: bool = True
    roles: tuple[Role, ...] = ()
    by_address: str | None = None
    through: tuple[Through, ...] = ()


class Way(NamedTuple):
    """One person on the way into an organisation, and the evidence.

    ``roles`` are theirs there, newest first; ``at`` is the organisation (if only related, ``exact`` is False),
    ``by_address`` the domain of an address there, if no role says so; ``through`` is whom they know there. The highest
    ``rank`` can best put in a word. :func:`worked_together` has the jobs that they shared with the owner. Having
    ``endorsed`` a skill of the owner's does not mean that they ``recommended`` them; ``referred`` are those who have
    brought the owner's name to an employer.
    """

    contact: Contact
    standing: Standing
    rank: float
    strength: Strength
    last: HistoryEntry | None
    recommended: bool
    endorsed: bool
    referred: bool
    at: Org | None = None
    exact: bool = True
    roles: tuple[Role, ...] = ()
    by_address: str | None = None
    through: tuple[Through, ...] = ()


def who(vault: Vault, employers: Employers, today: date) -> tuple[Way, ...]:
    """Return everyone on the way into organisations; those best placed to put in a word first, the archived last."""
    there = {lead.contact.id: lead for lead in insiders(vault, employers, today)}
    inside = [lead.contact for lead in there.values() if lead.standing == "now" and lead.exact]
    vault.prefetch_ties([contact.id for contact in inside])
    leads = (*there.values(), *_knowing(vault, inside, there.keys()))
    vault.prefetch_history([lead.contact.id for lead in leads])
    return tuple(sorted((_way(vault, lead, today) for lead in leads), key=_order))


def knowing(vault: Vault, employers: Employers, today: date) -> tuple[Way, ...]:
    """Return only those of :func:`who` who know somebody there, but never worked there themselves."""
    there = {lead.contact.id: lead for lead in insiders(vault, employers, today)}
    inside = [lead.contact for lead in there.values() if lead.standing == "now" and lead.exact]
    leads = _knowing(vault, inside, there.keys())
    return tuple(sorted((_way(vault, lead, today) for lead in leads), key=_order))


def worked_together(vault: Vault, contact: Contact, today: date) -> tuple[tuple[Shared, int], ...]:
    """Return the owner's jobs in which someone worked with them, or may have, each with the days in common.

    These are 0 if the dates are unknown, or leave open whether they were there together.
    """
    return tuple(
        (shared, days_together(vault, contact, shared.job, today) if shared.job and shared.certain else 0)
        for shared in shared_jobs(vault, contact)
    )


def _order(way: Way) -> tuple[bool, float, int, str, str]:
    archived = way.contact.archived is not None
    return archived, -way.rank, STANDINGS.index(way.standing), fold(way.contact.name), way.contact.id


def insiders(vault: Vault, employers: Employers, today: date) -> Iterator[Lead]:
    """Yield everyone who works or worked at organisations, each once: by role, or by an address there."""
    seen: set[str] = set()
    for org, exact in (*((org, True) for org in employers.exact), *((org, False) for org in employers.related)):
        for lead in (*_by_role(vault, org, today), *_by_address(vault, org)):
            if lead.contact.id not in seen:
                seen.add(lead.contact.id)
                yield lead._replace(exact=exact)


def _by_role(vault: Vault, org: Org, today: date) -> Iterator[Lead]:
    for contact in vault.people_at(org.spellings):
        roles = tuple(role for role in contact.roles if role.org in org.spellings)
        standing: Standing = "now" if any(role.current(today) for role in roles) else "before"
        yield Lead(contact, standing, at=org, roles=roles)


def _by_address(vault: Vault, org: Org) -> Iterator[Lead]:
    """Yield people with an address at an organisation's domains, even if no role says that they work there."""
    for domain in org.record.domains if org.record else ():
        ending = f"@{fold(domain)}"
        for contact in vault.people_called(ending):
            if any(fold(email.address).endswith(ending) for email in contact.emails):
                yield Lead(contact, "now", at=org, by_address=domain)


def _knowing(vault: Vault, inside: Iterable[Contact], insider_ids: Collection[str]) -> Iterator[Lead]:
    through: dict[str, list[Through]] = {}
    for someone in inside:
        for other, tie in stated_ties(vault, someone).items():
            through.setdefault(other, []).append(Through(someone, tie.words if tie.how == "knows" else tie.how))
    for person in sorted(through.keys() - set(insider_ids)):
        yield Lead(vault.contacts[person], "knows", through=tuple(through[person]))


def _way(vault: Vault, lead: Lead, today: date) -> Way:
    contact = lead.contact
    tie = strength(vault, contact.id, today)
    received = {ask.favour for ask in account(vault, contact.id, today).received()}
    recommended = not received.isdisjoint(VOUCHED)
    referred = REFERRAL in received
    work = max((_SAW_THE_WORK.get(item.relation, 0.0) for item in contact.worked_with), default=0.0)
    rank = (_FIRST_STEP + tie.score + work + (_RECOMMENDED if recommended or referred else 0)) * _COUNTS[lead.standing]
    return Way(
        contact=contact,
        standing=lead.standing,
        rank=rank if lead.exact else rank * _PERHAPS,
        strength=tie,
        last=tie.parts[0].happening if tie.parts else None,
        recommended=recommended,
        endorsed=ENDORSEMENT in received,
        referred=referred,
        at=lead.at,
        exact=lead.exact,
        roles=lead.roles,
        by_address=lead.by_address,
        through=lead.through,
    )


def grouped(ways: Sequence[Way]) -> dict[Standing, tuple[Way, ...]]:
    """Return the ways by standing, each in its order."""
    return {standing: tuple(way for way in ways if way.standing == standing) for standing in STANDINGS}
