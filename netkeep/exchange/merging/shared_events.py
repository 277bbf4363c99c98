"""What happened with several people: one entry, in the file of one of them, for all who are in the vault."""

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
class Hosted:
    """What goes into the logs, by the id of the file: what is new there, and the keys of all that is told there."""

    drafts: dict[str, list[Draft]] = field(default_factory=dict)
    keys: dict[str, list[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def by_address(contacts: Iterable[Contact]) -> Mapping[str, str]:
    """Return whose each e-mail address is; one that is several people's is nobody's."""
    found: dict[str, str | None] = {}
    for contact in contacts:
        for email in contact.emails:
            key = email_key(email.address)
            found[key] = contact.id if found.get(key, contact.id) == contact.id else None
    return {key: person for key, person in found.items() if person is not None}


def assign_hosts(
    vault: Vault, gatherings: Iterable[Gathering], people: Mapping[str, str], hosts: Mapping[str, str], today: date
) -> Hosted:
    """Return each gathering to the first of its people by id; one that has a host, in ``hosts``, stays there.

    ``people`` are the ids by e-mail address. What is yet to come is left for another day.
    """
    found = Hosted()
    for gathering in gatherings:
        there = sorted({people[address] for address in map(email_key, gathering.addresses) if address in people})
        if not there or gathering.day > today or hosts.get(gathering.key) in vault.contacts:
            continue
        try:
            entry = _entry(vault, gathering)
        except ValueError as error:
            found.problems.append(Problem(gathering.where, f"the text is {error}; left out"))
            continue
        host, *others = there
        found.keys.setdefault(host, []).append(entry.key)
        if not _written(vault, there, entry):
            found.drafts.setdefault(host, []).append(draft(entry._replace(others=tuple(others))))
    return found


def _entry(vault: Vault, gathering: Gathering) -> Entry:
    kind = gathering.kind if vault.settings.kinds.known(gathering.kind) else _OTHER_KIND
    return Entry(line(gathering.key), gathering.day, kind, unlinked(words(gathering.text)))


def _written(vault: Vault, there: Iterable[str], entry: Entry) -> bool:
    """Return whether the owner, or another source, has written down the same already."""
    happened = (one for person in there for one in vault.history(person))
    return any((one.date, one.kind, gist(one.text)) == (entry.day, entry.kind, gist(entry.text)) for one in happened)
