"""All contacts as one table (CSV, RFC 4180) that opens in a spreadsheet, and that ``netkeep import csv`` reads back."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

from netkeep.exchange.cells import guarded, item
from netkeep.model.body import LogEntry
from netkeep.model.fields import FIELDS, Field, record_of
from netkeep.model.people import Contact, Role
from netkeep.model.shapes import Free, MapOf, Record, Value
from netkeep.store.vault import Vault
from netkeep.text.items import RECORDS, texts_of
from netkeep.text.values import text_of

_Write = Callable[[Contact], str]
_VALUE_AND_LABEL = 2
"""Keys of a record whose cell is written ``label: value``."""


def vault_table(vault: Vault) -> bytes:
    """Return one row a person, sorted by id, in UTF-8 with the byte-order mark that Excel needs."""
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
    return _json([texts_of(RECORDS["roles"], role) for role in contact.roles[1:]])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain) if value else ""


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else str(value)


def _joined(*items: str) -> str:
    return "; ".join(items)


def _column(row: Field) -> _Write:
    """Return the function that writes a field, by the shape of its row."""
    if isinstance(row.shape, Free):
        return lambda contact: _json(dict(getattr(contact, row.key)))
    if isinstance(row.shape, Value):
        return lambda contact: _scalar(getattr(contact, row.key))
    if isinstance(row.shape, MapOf):
        return lambda contact: _joined(*(item(text, key) for key, text in getattr(contact, row.key).items()))
    if record := record_of(row):
        return _list(row, record)
    return lambda contact: _joined(*(item(str(value), commas=row.commas) for value in getattr(contact, row.key)))


def _list(row: Field, record: Record) -> _Write:
    """Return the function that writes a list of records: with a value and a label as text, with more as JSON."""

    def write(contact: Contact) -> str:
        texts = [texts_of(record, value) for value in getattr(contact, row.key)]
        if len(record.fields) != _VALUE_AND_LABEL:
            return _json(texts)
        main, label = record.fields
        return _joined(*(item(values[main], values.get(label), commas=row.commas) for values in texts))

    return write


def _scalar(value: object) -> str:
    return text_of(value) if value else ""


_ROLES: Mapping[str, _Write] = {
    "org": _of_role(lambda role: role.org),
    "title": _of_role(lambda role: role.title),
    "team": _of_role(lambda role: role.team),
    "from": _of_role(lambda role: role.start),
    "to": _of_role(lambda role: role.end),
    "more_roles": _more_roles,
}
COLUMNS: Mapping[str, _Write] = MappingProxyType(
    {
        "id": lambda contact: contact.id,
        **{
            name: write
            for row in FIELDS
            for name, write in (_ROLES if row.key == "roles" else {row.key: _column(row)}).items()
        },
        "properties": lambda contact: _json(dict(contact.properties)),
        "log": _log,
        "note": lambda contact: contact.body.prose.strip(),
    }
)
"""The columns, in their order, and how each is written; ``docs/exchange.md`` documents them."""
