"""A job as a JSON record, and its dates in words."""

from dataclasses import asdict
from datetime import date

from netkeep.agenda.agenda import agenda
from netkeep.agenda.item import OF_WORK, Due
from netkeep.agenda.stages import is_current
from netkeep.model.jobs import Job
from netkeep.network.coverage import Group, coverage
from netkeep.network.employment import colleagues
from netkeep.store.vault import Vault


def brief_record(vault: Vault, job: Job, today: date) -> dict[str, object]:
    """Return a job as it stands in the list of jobs."""
    return {
        "id": job.id,
        "path": vault.path(job),
        "org": job.org,
        "title": job.title,
        "kind": job.kind,
        "from": str(job.start) if job.start else None,
        "to": str(job.end) if job.end else None,
        "review": review(job),
        "sweep": str(job.sweep) if job.sweep else None,
        "runs": is_current(job, today),
        "people": len(colleagues(vault, job)),
    }


def full_record(vault: Vault, job: Job, today: date) -> dict[str, object]:
    """Return all that is known of a job."""
    relations = {colleague.contact.id: colleague.relation for colleague in colleagues(vault, job)}
    return {
        **brief_record(vault, job, today),
        "coverage": [_group(group, relations) for group in coverage(vault, job, today)],
        "log": [
            {
                "on": entry.date.isoformat(),
                "kind": entry.kind,
                "with": [link.id for link in entry.others],
                "text": entry.text,
            }
            for entry in sorted(job.body.log, key=lambda entry: entry.date, reverse=True)
        ],
        "due": [due_record(due) for due in due_for(vault, job, today)],
    }


def _group(group: Group, relations: dict[str, str | None]) -> dict[str, object]:
    people = [{"id": contact.id, "name": contact.name, "as": relations[contact.id]} for contact in group.people]
    return {"group": group.name, "people": people, "remembering": group.remembering}


def due_record(due: Due) -> dict[str, object]:
    """Return an item as ``netkeep due --format json`` has it."""
    return {**asdict(due), "on": due.on.isoformat(), "past": round(due.past, 3)}


def due_for(vault: Vault, job: Job, today: date) -> list[Due]:
    """Return what is due for a job and its people: sweeps, asks, favours and the like."""
    concerned = {job.id, *(colleague.contact.id for colleague in colleagues(vault, job))}
    return [due for due in agenda(vault, today) if due.kind in OF_WORK and due.who in concerned]


def review(job: Job) -> str | None:
    """Return the annual review as the file has it."""
    if job.review is None:
        return None
    month, day = job.review
    return f"{month:02}-{day:02}" if day else str(month)


def time(job: Job) -> str:
    """Return ``2019-03-04 to 2022-09-30``, ``since 2023``, ``until 2024-06``; nothing where no date is known."""
    if job.start and job.end:
        return f"{job.start} to {job.end}"
    return f"since {job.start}" if job.start else f"until {job.end}" if job.end else ""
