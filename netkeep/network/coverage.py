"""How well a job is covered in the vault, by what people were to the owner."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from netkeep.model.jobs import Job
from netkeep.model.people import Contact
from netkeep.network.employment import Colleague, colleagues
from netkeep.network.strength import remembers
from netkeep.store.vault import Vault

GROUPS: Mapping[str, tuple[str | None, ...]] = MappingProxyType(
    {
        "team": ("manager", "report", "peer"),
        "other teams": ("other-team",),
        "leadership": ("leadership",),
        "vendors": ("vendor",),
        "customers": ("customer",),
        "recruiters": ("recruiter",),
        "not said": ("other", None),
    }
)


class Group(NamedTuple):
    """People of a job in the same relation to the owner; ``remembering`` counts those who still know the owner."""

    name: str
    people: tuple[Contact, ...]
    remembering: int


def coverage(vault: Vault, job: Job, today: date) -> tuple[Group, ...]:
    """Return every group of a job's people, even the empty ones: those show where to look."""
    return _groups(vault, colleagues(vault, job), today)


def _groups(vault: Vault, people: Sequence[Colleague], today: date) -> tuple[Group, ...]:
    by_group: dict[str, list[Contact]] = {name: [] for name in GROUPS}
    group_of = {relation: name for name, relations in GROUPS.items() for relation in relations}
    for colleague in people:
        by_group[group_of[colleague.relation]].append(colleague.contact)
    return tuple(
        Group(name, tuple(contacts), sum(remembers(vault, contact.id, today) for contact in contacts))
        for name, contacts in by_group.items()
    )
