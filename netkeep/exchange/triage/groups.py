"""Groups of people who wait, by what is known of them: for one answer to all of a group."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from netkeep.exchange.triage.queue import Waiting
from netkeep.model.people import Contact
from netkeep.store.vault import Vault

_FEWEST = 2
_ORGANISATIONS = 5


class Group(NamedTuple):
    """Some of those who wait, and what they have in common, such as ``of Acme``."""

    common: str
    people: tuple[Waiting, ...]


def groups(vault: Vault, waiting: Sequence[Waiting], shown: Waiting) -> tuple[Group, ...]:
    """Return the groups of at least two: of whom little is known, of organisations, of jobs, and all who wait.

    The organisations of the person ``shown`` come first, then those of which most people wait.
    """
    chosen: dict[frozenset[str], Group] = {}
    for group in _groups(vault, waiting, shown):
        if len(group.people) >= _FEWEST:
            chosen.setdefault(frozenset(person.contact.id for person in group.people), group)
    return tuple(chosen.values())


def _groups(vault: Vault, waiting: Sequence[Waiting], shown: Waiting) -> Iterator[Group]:
    yield Group("with no message, no recommendation and no shared job", tuple(filter(_little_known, waiting)))
    yield from _of_organisations(vault, waiting, shown)
    for job in shown.jobs:
        people = tuple(person for person in waiting if job.id in {shared.id for shared in person.jobs})
        yield Group(f"who were or may have been at {job.org} when you were ({job.id})", people)
    yield Group("who wait, all of them", tuple(waiting))


def _little_known(person: Waiting) -> bool:
    return not (person.messages or person.written or person.recommendations or person.jobs)


def _of_organisations(vault: Vault, waiting: Iterable[Waiting], shown: Waiting) -> Iterator[Group]:
    people: dict[str, list[Waiting]] = defaultdict(list)
    for person in waiting:
        for name in _organisations(vault, person.contact):
            people[name].append(person)
    first = _organisations(vault, shown.contact)
    others = sorted(people.keys() - first.keys(), key=lambda name: (-len(people[name]), name))
    for name in (*first, *others[:_ORGANISATIONS]):
        yield Group(f"of {name}", tuple(people[name]))


def _organisations(vault: Vault, contact: Contact) -> dict[str, None]:
    """Return the names of someone's organisations, present and past, each once and in order."""
    orgs = (vault.orgs.of(role.org) for role in contact.roles)
    return {org.name: None for org in orgs if org}
