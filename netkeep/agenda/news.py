"""Congratulations: somebody has started a new role."""

from collections.abc import Iterator
from datetime import date

from netkeep.agenda.batching import turn
from netkeep.agenda.item import Due
from netkeep.model.dates import Duration, PartialDate
from netkeep.model.names import fold
from netkeep.model.people import Contact, Role
from netkeep.network.employment import overlap
from netkeep.store.vault import Vault
from netkeep.words import MONTHS, on_day

FRESH_FOR = Duration(2, "month")


def congratulations(vault: Vault, today: date, until: date) -> Iterator[Due]:
    """Yield people whose new role is news: begun in the last two months, with no contact since.

    The organisation or the title has to be new for them. A start with only a year is no news, nor is a role that began
    before their log did, nor one at the owner's own job.
    """
    news = (
        (role.start.earliest(), contact.id, contact, role)
        for contact in vault.contacts.values()
        if not contact.is_paused_or_archived(today) and (fresh := _newest(contact, today))
        if (role := _news(vault, contact, today, fresh)) and role.start
    )
    for place, (day, _, contact, role) in enumerate(sorted(news, key=lambda item: item[:2])):
        on = turn(place, day, today)
        if on <= until:
            todo = f"netkeep log {contact.id} -k message"
            yield Due("congratulate", contact.id, contact.name, on, _why(role, today), todo)


def _newest(contact: Contact, today: date) -> Role | None:
    fresh = [role for role in contact.roles if role.current(today) and role.start and _fresh(role.start, today)]
    return max(fresh, key=lambda role: role.start.earliest() if role.start else date.min, default=None)


def _news(vault: Vault, contact: Contact, today: date, newest: Role | None) -> Role | None:
    if newest is None or newest.start is None:
        return None
    day = newest.start.earliest()
    history = [entry.date for entry in vault.history(contact.id) if entry.date <= today]
    in_touch = any(entry.date >= day for entry in vault.contacts_with(contact.id, today))
    known_before = bool(history) and min(history) < day
    return newest if known_before and not in_touch and _new(vault, contact, newest) else None


def _fresh(start: PartialDate, today: date) -> bool:
    return start.month is not None and start.earliest() <= today < FRESH_FOR.after(start.latest())


def _new(vault: Vault, contact: Contact, role: Role) -> bool:
    org = vault.orgs.of(role.org)
    if org and any(vault.orgs.of(job.org) is org and overlap(role, job) for job in vault.jobs.values()):
        return False
    others = (other for other in contact.roles if other is not role)
    return not any(vault.orgs.of(other.org) is org and _title(other) == _title(role) for other in others)


def _title(role: Role) -> str:
    return fold(role.title or "")


def _why(role: Role, today: date) -> str:
    news = f"new role: {role.title} at {role.org}" if role.title else f"new role at {role.org}"
    return f"{news} since {_day(role.start, today) if role.start else 'lately'}, and no word from you yet"


def _day(start: PartialDate, today: date) -> str:
    if start.day or not start.month:
        return on_day(start.earliest(), today)
    return MONTHS[start.month - 1] + ("" if start.year == today.year else f" {start.year}")
