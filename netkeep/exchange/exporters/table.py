"""All contacts as one table (CSV, RFC 4180) that opens in a spreadsheet, and that ``netkeep import csv`` reads back."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

from netkeep.exchange.cells import guarded, item
from netkeep.model.body import LogEntry
from netkeep.model.people import Contact, Role
from netkeep.store.vault import Vault

_Write = Callable[[Contact], str]


def vault_table(vault: Vault) -> bytes:
    """Give a row a person, sorted by id, in UTF-8 with a byte-order mark, for Excel knows it by nothing else."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for contact in vault.contacts.values():
        writer.writerow([guarded(write(contact)) for write in COLUMNS.values()])
    return text.getvalue().encode("utf-8-sig")


def _log(contact: Contact) -> str:
    return "\n".join(map(_entry, contact.body.log))


def _entry(entry: LogEntry) -> str:
    others = ", ".join(f"[[{link.id}]]" for link in entry.others)
    words = entry.text.replace("\n", "\n  ")
    return (
        f"{entry.date.isoformat()} {entry.kind}"
        + (f" with {others}" if others else "")
        + (f": {words}" if words else "")
    )


def _first(contact: Contact) -> Role | None:
    return next(iter(contact.roles), None)


def _of_role(read: Callable[[Role], object]) -> _Write:
    def write(contact: Contact) -> str:
        role = _first(contact)
        return str(read(role) or "") if role else ""

    return write


def _more_roles(contact: Contact) -> str:
    return _json([_role(role) for role in contact.roles[1:]])


def _role(role: Role) -> dict[str, str]:
    values = {"org": role.org, "title": role.title, "team": role.team, "from": role.start, "to": role.end}
    return {key: str(value) for key, value in values.items() if value}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain) if value else ""


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else str(value)


def _joined(*items: str) -> str:
    return "; ".join(items)


COLUMNS: Mapping[str, _Write] = MappingProxyType(
    {
        "id": lambda contact: contact.id,
        "name": lambda contact: contact.name,
        "aliases": lambda contact: _joined(*map(item, contact.aliases)),
        "pronouns": lambda contact: contact.pronouns or "",
        "emails": lambda contact: _joined(*(item(email.address, email.label, commas=True) for email in contact.emails)),
        "phones": lambda contact: _joined(*(item(phone.number, phone.label) for phone in contact.phones)),
        "links": lambda contact: _joined(*(item(url, service) for service, url in contact.links.items())),
        "location": lambda contact: contact.location or "",
        "timezone": lambda contact: contact.timezone or "",
        "birthday": lambda contact: str(contact.birthday or ""),
        "tags": lambda contact: _joined(*(item(tag, commas=True) for tag in contact.tags)),
        "org": _of_role(lambda role: role.org),
        "title": _of_role(lambda role: role.title),
        "team": _of_role(lambda role: role.team),
        "from": _of_role(lambda role: role.start),
        "to": _of_role(lambda role: role.end),
        "more_roles": _more_roles,
        "worked_with": lambda contact: _joined(*(item(one.job, one.relation) for one in contact.worked_with)),
        "introduced_by": lambda contact: contact.introduced_by or "",
        "knows": lambda contact: _joined(*(item(one.id, one.how) for one in contact.knows)),
        "cadence": lambda contact: str(contact.cadence or ""),
        "paused_until": lambda contact: contact.paused_until.isoformat() if contact.paused_until else "",
        "private": lambda contact: "true" if contact.private else "",
        "archived": lambda contact: contact.archived or "",
        "check_ignore": lambda contact: _joined(*contact.check_ignore),
        "x": lambda contact: _json(dict(contact.x)),
        "properties": lambda contact: _json(dict(contact.properties)),
        "log": _log,
        "note": lambda contact: contact.body.prose.strip(),
    }
)
"""The columns, in their order, and how each is written; ``docs/exchange.md`` documents them."""
