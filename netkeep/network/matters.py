"""What matters before a meeting with somebody: what was promised, and whom they know."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from netkeep.model.body import Reminder
from netkeep.model.jobs import Job, Organisation
from netkeep.model.people import Contact
from netkeep.network.hunt import targets
from netkeep.network.ledger import account
from netkeep.network.strength import strength
from netkeep.network.ties import How, Tie, Ties
from netkeep.store.orgs import Org
from netkeep.store.vault import Vault
from netkeep.text.links import links_in

Reason = Literal["target", "favour", "close", "stated"]
_REASONS: tuple[Reason, ...] = ("target", "favour", "close", "stated")
_STATED: frozenset[How] = frozenset({"knows", "introduced"})


class Acquaintance(NamedTuple):
    """Somebody whom a person knows, and why that matters: they work at a target, a favour is open, or a close tie.

    ``org`` is the target, ``words`` what the file says of how they know each other.
    """

    contact: Contact
    reason: Reason
    org: Org | None = None
    words: str | None = None


class Promise(NamedTuple):
    """An open reminder about a person: in their own file, or in another that links to them."""

    item: Contact | Job | Organisation
    reminder: Reminder


def promises(vault: Vault, contact: Contact) -> tuple[Promise, ...]:
    """Return the open reminders about a person, by date."""
    own = [Promise(contact, reminder) for reminder in contact.body.reminders if not reminder.done]
    elsewhere = [
        Promise(item, reminder)
        for item in vault.linking(contact.id)
        for reminder in item.body.reminders
        if not reminder.done and any(link.id == contact.id for link in links_in(reminder.text))
    ]
    return tuple(sorted([*own, *elsewhere], key=lambda promise: (promise.reminder.due, promise.item.id)))


def acquaintances(vault: Vault, contact: Contact, today: date) -> tuple[Acquaintance, ...]:
    """Return those whom a person knows and who matter, the most useful first; then all whom their files name."""
    found = sorted(_acquaintances(vault, contact, today), key=lambda pair: pair[0])
    return tuple(acquaintance for _, acquaintance in found)


def _acquaintances(
    vault: Vault, contact: Contact, today: date
) -> Iterator[tuple[tuple[int, float, str], Acquaintance]]:
    ties = Ties(vault, today).of(contact.id)
    vault.prefetch_history(ties.keys())
    wanted = {target.org.id for target in targets(vault)}
    for person, tie in ties.items():
        other = vault.contacts[person]
        if other.archived is not None:
            continue
        org = _target(vault, other, wanted, today)
        reason: Reason | None = "target" if org else _reason(vault, person, tie, today)
        if reason:
            place = _REASONS.index(reason), -strength(vault, person, today).score, person
            yield place, Acquaintance(other, reason, org, tie.words)


def _reason(vault: Vault, person: str, tie: Tie, today: date) -> Reason | None:
    books = account(vault, person, today)
    if books.waiting() or books.owed():
        return "favour"
    if strength(vault, person, today).level == "close":
        return "close"
    return "stated" if tie.how in _STATED else None


def _target(vault: Vault, contact: Contact, wanted: set[str], today: date) -> Org | None:
    """Return the target at which somebody works now."""
    orgs = (vault.orgs.of(role.org) for role in contact.roles if role.current(today)) if wanted else ()
    return next((org for org in orgs if org and org.id in wanted), None)
