"""Events with several people: one log entry, in the file of one of them, for all who are in the vault."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from netkeep.exchange.candidate import Entry, Gathering, Problem
from netkeep.exchange.merging.links import gist, unlinked
from netkeep.exchange.merging.render import Draft, draft
from netkeep.exchange.merging.sanitize import line, words
from netkeep.model.contact_points import email_key
from netkeep.model.people import Contact
from netkeep.store.vault import Vault

_OTHER_KIND = "note"


@dataclass(slots=True)
class HostedEntries:
    """What goes into the logs, by the id of the file: the new entries, and the keys of all events kept there."""

    drafts: dict[str, list[Draft]] = field(default_factory=dict)
    keys: dict[str, list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def by_address(contacts: Iterable[Contact]) -> Mapping[str, str]:
    """Return the id of the person whom each e-mail address belongs to; shared addresses are left out."""
    owners: dict[str, str | None] = {}
    for contact in contacts:
        for email in contact.emails:
            key = email_key(email.address)
            owners[key] = contact.id if owners.get(key, contact.id) == contact.id else None
    return {key: person for key, person in owners.items() if person is not None}


def assign_hosts(
    vault: Vault, gatherings: Iterable[Gathering], people: Mapping[str, str], hosts: Mapping[str, str], today: date
) -> HostedEntries:
    """Assign each gathering to the first of its people by id; one that has a host in ``hosts`` stays there.

    ``people`` are the ids by e-mail address. Gatherings in the future are left for a later import.
    """
    hosted = HostedEntries()
    for gathering in gatherings:
        there = sorted({people[address] for address in map(email_key, gathering.addresses) if address in people})
        if not there or gathering.day > today or hosts.get(gathering.key) in vault.contacts:
            continue
        try:
            entry = _entry(vault, gathering)
        except ValueError as error:
            hosted.problems.append(Problem(gathering.where, f"the text is {error}; left out"))
            continue
        host, *others = there
        hosted.keys.setdefault(host, []).append(entry.key)
        if not _is_logged(vault, there, entry):
            hosted.drafts.setdefault(host, []).append(draft(entry._replace(others=tuple(others))))
    return hosted


def _entry(vault: Vault, gathering: Gathering) -> Entry:
    kind = gathering.kind if vault.settings.kinds.is_valid(gathering.kind) else _OTHER_KIND
    return Entry(line(gathering.key), gathering.day, kind, unlinked(words(gathering.text)))


def _is_logged(vault: Vault, there: Iterable[str], entry: Entry) -> bool:
    """Return whether the owner or another source has logged the same event already."""
    happened = (logged for person in there for logged in vault.history(person))
    return any(
        (logged.date, logged.kind, gist(logged.text)) == (entry.day, entry.kind, gist(entry.text))
        for logged in happened
    )
