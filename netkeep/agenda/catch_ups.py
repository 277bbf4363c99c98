"""Catch-ups: when they are due, by the last contact and the cadence that the owner wants."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from netkeep.agenda.item import Due
from netkeep.config import Settings
from netkeep.model.dates import Duration, Never
from netkeep.model.people import Contact
from netkeep.model.triage import TO_TRIAGE, waits
from netkeep.store.once import once
from netkeep.store.vault import Vault
from netkeep.words import ago, on_day

_BUILT_IN: Mapping[str, Duration | Never] = MappingProxyType({TO_TRIAGE: Never.NEVER})


@dataclass(frozen=True, slots=True)
class Wish:
    """How often the owner wants to be in touch, and where that is said: ``contact``, ``tag`` or ``default``."""

    cadence: Duration | Never
    said: str


def wish_for(contact: Contact, settings: Settings) -> Wish:
    """Return the cadence that applies: the contact's own, else the shortest of their tags', else the default.

    Cadences of tags come from the settings; ``to-triage`` has ``none`` by default, so old messages make nobody overdue.
    """
    if contact.cadence is not None:
        return Wish(contact.cadence, "contact")
    by_tag = {**_BUILT_IN, **settings.tag_cadences}
    of_tags = [by_tag[tag] for tag in contact.tags if tag in by_tag]
    if of_tags:
        spans = [cadence for cadence in of_tags if isinstance(cadence, Duration)]
        return Wish(min(spans, key=Duration.days) if spans else Never.NEVER, "tag")
    return Wish(settings.cadence, "default")


def next_catch_up(vault: Vault, contact: Contact, today: date, until: date | None = None) -> Due | None:
    """Return the next catch-up with someone, due or not yet; None where no cadence applies.

    Contact after ``until``, by default today, does not count.
    """
    wish = wish_for(contact, vault.settings)
    if contact.archived is not None or not isinstance(wish.cadence, Duration):
        return None
    last = next(iter(vault.contacts_with(contact.id, until or today)), None)
    if last is None:
        return None if wish.said == "default" else _first(contact, wish_in_words(wish.cadence, wish.said), today)
    wished = wish.cadence.after(last.date)
    on = max(wished, contact.paused_until) if contact.paused_until else wished
    past = (today - last.date).days / max(1, (wished - last.date).days)
    why = f"last: {last.kind}, {ago(last.date, today)}; {wish_in_words(wish.cadence, wish.said)}"
    return Due("catch-up", contact.id, contact.name, on, why, _todo(contact), past)


def _first(contact: Contact, wish: str, today: date) -> Due:
    on = contact.paused_until or today
    why = f"you have not been in touch yet; {wish}"
    return Due("catch-up", contact.id, contact.name, max(on, today), why, _todo(contact), 1.0)


def wish_in_words(cadence: Duration, said: str) -> str:
    """Return ``you wanted every 6 months``; of what the owner never said, ``default: every year``."""
    return f"default: {every(cadence)}" if said == "default" else f"you wanted {every(cadence)}"


def _todo(contact: Contact) -> str:
    return f"netkeep log {contact.id} -k coffee"


def never_in_words(contact: Contact, wish: Wish) -> str:
    """Return why no catch-up with somebody is due: ``not until triaged``, ``never, as you said``."""
    if wish.said == "tag" and waits(contact):
        return "not until triaged"
    return "never, by default" if wish.said == "default" else "never, as you said"


def every(cadence: Duration) -> str:
    """Return ``every 6 months``, ``every week``."""
    return f"every {cadence.unit}" if cadence.count == 1 else f"every {cadence}"


def catch_ups(vault: Vault, today: date, until: date) -> Iterator[Due]:
    """Yield everyone whose catch-up is due up to ``until``."""
    for due in next_catch_ups(vault, today).values():
        if due and due.on <= until:
            yield due


@once
def next_catch_ups(vault: Vault, today: date) -> Mapping[str, Due | None]:
    """Return the next catch-up with everyone, by id."""
    return {person: next_catch_up(vault, contact, today) for person, contact in vault.contacts.items()}


def when_next(due: Due | None, today: date) -> str | None:
    """Return when the next catch-up is: ``on Monday 3 May``, ``now``; None where there is none."""
    if due is None:
        return None
    return "now" if due.on <= today else f"on {on_day(due.on, today)}"
