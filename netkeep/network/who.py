"""Who can put in a word at an organisation: who works there, who did, who knows someone there; and the evidence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from netkeep.model.names import fold
from netkeep.model.people import Contact, Role
from netkeep.network.employers import Employers
from netkeep.network.ledger import accounted
from netkeep.network.places import neighbours
from netkeep.network.strength import Strength, measure
from netkeep.network.together import Shared, days_together, together
from netkeep.store.orgs import Org
from netkeep.store.vault import Happening, Vault

Standing = Literal["now", "before", "knows"]
STANDINGS: tuple[Standing, ...] = ("now", "before", "knows")
_COUNTS: Mapping[Standing, float] = {"now": 1.0, "before": 0.6, "knows": 0.4}
_FIRST_STEP = 0.5
"""Even where no tie is left, who works there now comes before who once did."""
_RECOMMENDED = 4.0
_PERHAPS = 0.5
"""What a place counts that is only related to the one asked for."""


@dataclass(frozen=True, slots=True)
class Through:
    """Someone there whom they know, and how: what ``knows`` says, ``introduced``, or None where nothing is said."""

    contact: Contact
    how: str | None


@dataclass(frozen=True, slots=True)
class Way:
    """One person on the way into an organisation, and the evidence.

    ``roles`` are theirs there, newest first; ``at`` is the organisation (it may only be related, then ``exact`` is
    False), ``by_address`` the domain of an address there, where no role says so. ``shared`` are the owner's jobs in
    which they worked together, each with the days in common (0 where dates are unknown); ``through`` is whom they know
    there. ``rank`` orders: the highest can best put in a word.
    """

    contact: Contact
    standing: Standing
    rank: float
    strength: Strength
    last: Happening | None
    recommended: bool
    at: Org | None = None
    exact: bool = True
    roles: tuple[Role, ...] = ()
    by_address: str | None = None
    shared: tuple[tuple[Shared, int], ...] = ()
    through: tuple[Through, ...] = ()


def who(vault: Vault, found: Employers, today: date) -> tuple[Way, ...]:
    """Give everyone on the way into organisations; the best to put in a word first."""
    there = {way.contact.id: way for way in _there(vault, found, today)}
    inside = [way.contact for way in there.values() if way.standing == "now" and way.exact]
    knows = _knowing(vault, inside, there.keys(), today)
    return tuple(sorted((*there.values(), *knows), key=_order))


def _order(way: Way) -> tuple[float, int, str, str]:
    return -way.rank, STANDINGS.index(way.standing), fold(way.contact.name), way.contact.id


def _there(vault: Vault, found: Employers, today: date) -> Iterator[Way]:
    seen: set[str] = set()
    for org, exact in (*((org, True) for org in found.exact), *((org, False) for org in found.related)):
        for contact in vault.people_at(org.spellings):
            if contact.id not in seen:
                seen.add(contact.id)
                roles = tuple(role for role in contact.roles if role.org in org.spellings)
                standing: Standing = "now" if any(role.current(today) for role in roles) else "before"
                yield _way(vault, contact, standing, today, at=org, exact=exact, roles=roles)
        for contact, domain in _with_address(vault, org):
            if contact.id not in seen:
                seen.add(contact.id)
                yield _way(vault, contact, "now", today, at=org, exact=exact, by_address=domain)


def _with_address(vault: Vault, org: Org) -> Iterator[tuple[Contact, str]]:
    """Give who has an address at an organisation's domains, though no role says that they work there."""
    for domain in org.record.domains if org.record else ():
        ending = f"@{fold(domain)}"
        for contact in vault.people_called(ending):
            if any(fold(email.address).endswith(ending) for email in contact.emails):
                yield contact, domain


def _knowing(vault: Vault, inside: Iterable[Contact], known: Iterable[str], today: date) -> Iterator[Way]:
    through: dict[str, list[Through]] = {}
    for someone in inside:
        for other, how in _acquaintances(vault, someone):
            through.setdefault(other.id, []).append(Through(someone, how))
    for person in sorted(through.keys() - set(known)):
        yield _way(vault, vault.contacts[person], "knows", today, through=tuple(through[person]))


def _acquaintances(vault: Vault, someone: Contact) -> Iterator[tuple[Contact, str | None]]:
    """Give whom the vault says that someone knows, and who introduced them or was introduced by them."""
    yielded = {someone.id}
    for other, how in neighbours(vault, someone):
        yielded.add(other.id)
        yield other, how
    introducer = vault.contacts.get(someone.introduced_by or "")
    introduced = [other for other in vault.naming(someone.id) if other.introduced_by == someone.id]
    for other in (*([introducer] if introducer else []), *introduced):
        if other.id not in yielded:
            yielded.add(other.id)
            yield other, "introduced"


def _way(  # noqa: PLR0913 (the evidence is what it is made of)
    vault: Vault,
    contact: Contact,
    standing: Standing,
    today: date,
    *,
    at: Org | None = None,
    exact: bool = True,
    roles: tuple[Role, ...] = (),
    by_address: str | None = None,
    through: tuple[Through, ...] = (),
) -> Way:
    history = vault.history(contact.id)
    tie = measure(history, vault.settings, today)
    recommended = any(
        ask.favour in {"recommendation", "reference", "endorsement"}
        for ask in accounted(history, contact.id, today).received()
    )
    rank = (_FIRST_STEP + tie.score + (_RECOMMENDED if recommended else 0)) * _COUNTS[standing]
    return Way(
        contact=contact,
        standing=standing,
        rank=rank if exact else rank * _PERHAPS,
        strength=tie,
        last=tie.parts[0].happening if tie.parts else None,
        recommended=recommended,
        at=at,
        exact=exact,
        roles=roles,
        by_address=by_address,
        shared=tuple(
            (one, days_together(vault, contact, one.job, today) if one.job else 0) for one in together(vault, contact)
        ),
        through=through,
    )


def grouped(ways: Sequence[Way]) -> dict[Standing, tuple[Way, ...]]:
    """Give the ways by standing, each in its order."""
    return {standing: tuple(way for way in ways if way.standing == standing) for standing in STANDINGS}
