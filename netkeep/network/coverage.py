"""How much of a job's world is in the vault: by what people were to the owner."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from netkeep.model.people import Contact
from netkeep.model.work import Job
from netkeep.network.employment import Colleague, colleagues, with_jobs
from netkeep.network.strength import remembers
from netkeep.store.carried import several
from netkeep.store.tables import Former, table
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
    """Give every group of a job's people, the empty ones too: these are where to look."""
    people = colleagues(vault, job)

    def anew() -> tuple[Group, ...]:
        return _groups(vault, people, today)

    def onwards(told: tuple[Group, ...], former: Former) -> tuple[Group, ...]:
        jobs = with_jobs(vault)
        return (
            anew() if any(one.job.id == job.id for person in former.touched for one in jobs.get(person, ())) else told
        )

    return table(vault, ("coverage", job.id, today), people, anew, onwards)


def _groups(vault: Vault, people: Sequence[Colleague], today: date) -> tuple[Group, ...]:
    found: dict[str, list[Contact]] = {name: [] for name in GROUPS}
    group_of = {relation: name for name, relations in GROUPS.items() for relation in relations}
    for one in people:
        found[group_of[one.relation]].append(one.contact)
    ids = [one.contact.id for one in people]
    knows = several(vault, ("remembers", today), ids, lambda contact: remembers(vault, contact.id, today))
    return tuple(Group(name, tuple(some), sum(knows[one.id] for one in some)) for name, some in found.items())
