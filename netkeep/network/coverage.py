"""How much of a job's world is in the vault: by what people were to the owner."""

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
    """People of a job who were the same to the owner; ``remembering`` would know the owner still."""

    name: str
    people: tuple[Contact, ...]
    remembering: int


def coverage(vault: Vault, job: Job, today: date) -> tuple[Group, ...]:
    """Return every group of a job's people, the empty ones too: these are where to look."""
    return _groups(vault, colleagues(vault, job), today)


def _groups(vault: Vault, people: Sequence[Colleague], today: date) -> tuple[Group, ...]:
    found: dict[str, list[Contact]] = {name: [] for name in GROUPS}
    group_of = {relation: name for name, relations in GROUPS.items() for relation in relations}
    for one in people:
        found[group_of[one.relation]].append(one.contact)
    return tuple(
        Group(name, tuple(some), sum(remembers(vault, one.id, today) for one in some)) for name, some in found.items()
    )
