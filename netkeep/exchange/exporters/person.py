"""Everything about a person as JSON has it: one shape for ``netkeep show`` and for the export of a vault."""

from datetime import date

from netkeep.agenda.catch_ups import next_catch_up, wish_for
from netkeep.model.people import Contact, Role
from netkeep.network.ties import neighbours
from netkeep.store.vault import Vault


def record(vault: Vault, contact: Contact, today: date) -> dict[str, object]:
    """Give everything about a person as JSON has it; dates as YYYY-MM-DD, what is unknown as null."""
    return {
        "id": contact.id,
        "path": vault.path(contact),
        **_who(contact),
        "roles": [_role(role, today) for role in contact.roles],
        "worked_with": [{"job": item.job, "as": item.relation} for item in contact.worked_with],
        "introduced_by": contact.introduced_by,
        "knows": [{"id": other.id, "name": other.name, "how": how} for other, how in neighbours(vault, contact)],
        "catch_up": _catch_up(vault, contact, today),
        "reminders": [
            {"on": item.due.isoformat(), "text": item.text, "done": item.done} for item in contact.body.reminders
        ],
        "log": [
            {
                "on": entry.date.isoformat(),
                "kind": entry.kind,
                "with": list(entry.others),
                "text": entry.text,
                "written_in": entry.source,
            }
            for entry in vault.history(contact.id)
        ],
        "prose": contact.body.prose.strip(),
    }


def _who(contact: Contact) -> dict[str, object]:
    return {
        "name": contact.name,
        "aliases": list(contact.aliases),
        "pronouns": contact.pronouns,
        "emails": [{"address": email.address, "label": email.label} for email in contact.emails],
        "phones": [{"number": phone.number, "label": phone.label} for phone in contact.phones],
        "links": dict(contact.links),
        "location": contact.location,
        "timezone": contact.timezone,
        "birthday": str(contact.birthday) if contact.birthday else None,
        "tags": list(contact.tags),
        "private": contact.private,
        "archived": contact.archived,
    }


def _role(role: Role, today: date) -> dict[str, object]:
    return {
        "org": role.org,
        "title": role.title,
        "team": role.team,
        "from": str(role.start) if role.start else None,
        "to": str(role.end) if role.end else None,
        "current": role.current(today),
    }


def _catch_up(vault: Vault, contact: Contact, today: date) -> dict[str, object]:
    wish = wish_for(contact, vault.settings)
    due = next_catch_up(vault, contact, today)
    return {
        "cadence": str(wish.cadence),
        "said_by": wish.said,
        "paused_until": contact.paused_until.isoformat() if contact.paused_until else None,
        "next": due.on.isoformat() if due else None,
        "why": due.why if due else None,
    }
