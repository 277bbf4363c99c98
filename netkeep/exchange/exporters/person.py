"""Everything about a person as JSON has it: one shape for ``netkeep show`` and for the export of a vault."""

from datetime import date
from typing import Any

from netkeep.agenda.catch_ups import next_catch_up, wish_for
from netkeep.model.fields import FIELDS
from netkeep.model.people import Contact, Role
from netkeep.model.shapes import ListOf, MapOf, Record, Shape, values_of
from netkeep.network.ties import neighbours
from netkeep.store.vault import Vault

_OF_THEIR_OWN = frozenset(
    {"roles", "worked_with", "introduced_by", "knows", "cadence", "paused_until", "check_ignore", "x"}
)
"""Fields that JSON has in another shape, or only in the export of a vault."""


def record(vault: Vault, contact: Contact, today: date) -> dict[str, object]:
    """Return everything about a person as JSON has it; dates as YYYY-MM-DD, unknown values as null."""
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
    """Return the fields that JSON has just as their rows say."""
    rows = (row for row in FIELDS if row.key not in _OF_THEIR_OWN)
    return {row.key: _as_json(row.shape, getattr(contact, row.key)) for row in rows}


def _as_json(shape: Shape, value: Any) -> object:  # noqa: ANN401 (its type goes by the shape)
    match shape:
        case ListOf(Record() as record):
            return [{key: _plain(part) for key, part in values_of(record, item).items()} for item in value]
        case ListOf():
            return [_plain(item) for item in value]
        case MapOf():
            return dict(value)
        case _:
            return _plain(value)


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, bool) else str(value)


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
