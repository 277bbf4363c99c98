"""The whole vault as one JSON object, ``netkeep.vault``, version 1; ``docs/json.md`` documents it."""

import json
from collections.abc import Mapping
from datetime import date

from netkeep.exchange.exporters.person import record
from netkeep.model.jobs import Job, Organisation
from netkeep.model.people import Contact
from netkeep.store.vault import Vault

FORMAT, VERSION = "netkeep.vault", 1


def vault_json(vault: Vault, today: date) -> bytes:
    """Return every person, job and organisation, sorted by id; the same vault on the same day gives the same bytes."""
    values = {
        "format": FORMAT,
        "version": VERSION,
        "today": today.isoformat(),
        "people": [_person(vault, contact, today) for contact in vault.contacts.values()],
        "jobs": [_job(vault, job) for job in vault.jobs.values()],
        "organisations": [_organisation(vault, item) for item in vault.organisations.values()],
    }
    text = json.dumps(values, ensure_ascii=False, indent=2)
    return (text + "\n").encode()


def _person(vault: Vault, contact: Contact, today: date) -> dict[str, object]:
    """Return what ``show`` gives, and the fields that only a copy needs."""
    return {
        **record(vault, contact, today),
        "cadence": str(contact.cadence) if contact.cadence else None,
        "paused_until": contact.paused_until.isoformat() if contact.paused_until else None,
        "knows_here": [{"id": item.id, "how": item.how} for item in contact.knows],
        "check_ignore": list(contact.check_ignore),
        "x": _free(contact.x),
        "properties": _free(contact.properties),
    }


def _job(vault: Vault, job: Job) -> dict[str, object]:
    month, day = job.review or (None, None)
    return {
        "id": job.id,
        "path": vault.path(job),
        "org": job.org,
        "title": job.title,
        "kind": job.kind,
        "from": str(job.start) if job.start else None,
        "to": str(job.end) if job.end else None,
        "review": None if month is None else f"{month:02}" + (f"-{day:02}" if day else ""),
        "sweep": str(job.sweep) if job.sweep else None,
        **_common(job),
    }


def _organisation(vault: Vault, item: Organisation) -> dict[str, object]:
    return {
        "id": item.id,
        "path": vault.path(item),
        "name": item.name,
        "aliases": list(item.aliases),
        "domains": list(item.domains),
        "links": dict(item.links),
        "target": str(item.target) if item.target else None,
        **_common(item),
    }


def _common(item: Job | Organisation) -> dict[str, object]:
    return {
        "tags": list(item.tags),
        "check_ignore": list(item.check_ignore),
        "x": _free(item.x),
        "properties": _free(item.properties),
        "log": [
            {
                "on": entry.date.isoformat(),
                "kind": entry.kind,
                "with": [link.id for link in entry.others],
                "text": entry.text,
            }
            for entry in item.body.log
        ],
        "prose": item.body.prose.strip(),
    }


def _free(value: object) -> object:
    """Return a value of the owner's own in the types of JSON."""
    if isinstance(value, Mapping):
        return {str(key): _free(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_free(inner) for inner in value]
    return value if value is None or isinstance(value, str) else str(value)
