"""The owner's own positions: a file in ``jobs/`` for each that has none yet."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache

from netkeep.exchange.candidate import OwnJob, Problem
from netkeep.exchange.merging.base import Record
from netkeep.exchange.merging.key_owners import Ids
from netkeep.exchange.merging.sanitize import line
from netkeep.model.jobs import Job
from netkeep.model.names import org_key
from netkeep.model.people import Role
from netkeep.model.schema import JOB_FILE
from netkeep.store.vault import Vault
from netkeep.text.document import read_document
from netkeep.text.layout import scalar

_KEY = "job:"
_Span = tuple[str, date, date]
"""The key of the organisation, and the first and the last day."""


def job_files(
    vault: Vault, jobs: Iterable[OwnJob], previous_keys: Iterable[str], ids: Ids, org: Callable[[str], str]
) -> Iterator[tuple[str, str, Record] | Problem]:
    """Yield path, text and record of each new job: not imported before, and overlapping no job at the same place."""
    there = [_span(Role(job.org, start=job.start, end=job.end), org) for job in vault.jobs.values()]
    keys = set(previous_keys)
    for job in jobs:
        role = _sanitized(job.role)
        key = f"{_KEY}{org_key(role.org)}|{role.start or ''}"
        span = _span(role, org)
        if not role.org:
            yield Problem(job.where, "names no organisation")
        elif key not in keys and not any(_overlap(span, other) for other in there):
            name = f"{role.org} {role.start.year}" if role.start else role.org
            path = f"{JOB_FILE.folder}/{(stem := ids.free(name))}.md"
            text = _text(role)
            if read_document(path, text.encode(), JOB_FILE).problems:
                yield Problem(job.where, "what the source says of this job cannot be written into a file")
                continue
            keys.add(key)
            there.append(span)
            yield path, text, Record(stem, (key,))


def _span(role: Role, org: Callable[[str], str]) -> _Span:
    first = role.start.earliest() if role.start else date.min
    return org(role.org), first, role.end.latest() if role.end else date.max


def _overlap(first: _Span, second: _Span) -> bool:
    return first[0] == second[0] and first[1] <= second[2] and second[1] <= first[2]


def same_job(left: Job, right: Job, org: Callable[[str], str]) -> bool:
    """Return whether two jobs are at one organisation, and share a day."""
    first, second = (_span(Role(job.org, start=job.start, end=job.end), org) for job in (left, right))
    return _overlap(first, second)


def _sanitized(role: Role) -> Role:
    try:
        return Role(line(role.org), line(role.title or "") or None, None, role.start, role.end)
    except ValueError:
        return Role("")


def _text(role: Role) -> str:
    values = {"org": role.org, "title": role.title, "from": role.start, "to": role.end}
    front = [f"{key}: {scalar(value)}" for key, value in values.items() if value]
    return "\n".join(["---", *front, "---", ""])


def vault_org_key(vault: Vault) -> Callable[[str], str]:
    """Return a function from a name to its organisation's key: by the vault's own files, else by the name itself."""

    @cache
    def key_of(name: str) -> str:
        organisation = vault.orgs.of(name)
        return f"#{organisation.id}" if organisation else org_key(name)

    return key_of
