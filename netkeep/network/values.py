"""What a person's fields say, as texts by the field's name: for conditions and for columns."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from netkeep.model.fields import FIELDS, Field, record_of
from netkeep.model.people import Contact, Role
from netkeep.model.shapes import Free, ListOf, MapOf, Record, Value, values_of
from netkeep.store.vault import Vault
from netkeep.text.items import item_in_words
from netkeep.text.values import text_of

_Values = Callable[[Vault, Contact, date], Iterable[str | None]]
_OPEN = frozenset({"links", "x"})
"""Fields with keys of the owner's own: ``links.github``, ``x.KEY``."""
FIRST_OF: Mapping[str, str] = MappingProxyType(
    {
        "alias": "aliases",
        "email": "emails",
        "phone": "phones",
        "link": "links",
        "tag": "tags",
        "job": "worked_with.job",
        "as": "worked_with.as",
    }
)
"""The name of one value, the first, of a field with several."""
_SINGLE = frozenset({"id", "path", "org", "title", "team", "last_contact", *FIRST_OF})


def last_contact(vault: Vault, contact: Contact, today: date) -> date | None:
    """Return the day of the last entry that counts as contact."""
    return next((entry.date for entry in vault.contacts_with(contact.id, today)), None)


def current_roles(contact: Contact, today: date) -> list[Role]:
    """Return the roles that somebody has today, in the order of their file: the newest first."""
    return [role for role in contact.roles if role.current(today)]


def _last_contact(vault: Vault, contact: Contact, today: date) -> list[str]:
    day = last_contact(vault, contact, today)
    return [day.isoformat()] if day else []


def _of_role(part: str) -> _Values:
    return lambda _, contact, today: [getattr(role, part) for role in current_roles(contact, today)]


def _former(_: Vault, contact: Contact, today: date) -> list[str]:
    return [role.org for role in contact.roles if not role.current(today)]


def _of_field(row: Field) -> Iterator[tuple[str, _Values]]:
    """Yield the names of a field and of the parts of its records, each with what it says."""
    key, record = row.key, record_of(row)
    if record:
        short = None if row.detail else record.short
        yield key, _of_part(key, record, short) if short else _in_words(key, record)
        yield from ((f"{key}.{part}", _of_part(key, record, part)) for part in record.fields)
        return
    match row.shape:
        case Value():
            yield key, lambda _, contact, __: [text_of(value)] if (value := getattr(contact, key)) else []
        case ListOf():
            yield key, lambda _, contact, __: map(text_of, getattr(contact, key))
        case MapOf():
            yield key, lambda _, contact, __: getattr(contact, key).values()
        case Free():
            yield key, lambda _, contact, __: _flat(getattr(contact, key))


def _of_part(key: str, record: Record, part: str) -> _Values:
    def read(_: Vault, contact: Contact, __: date) -> Iterator[str]:
        parts = (values_of(record, item)[part] for item in getattr(contact, key))
        return (text_of(value) for value in parts if value)

    return read


def _in_words(key: str, record: Record) -> _Values:
    return lambda _, contact, __: [item_in_words(record, item) for item in getattr(contact, key)]


_READERS: Mapping[str, _Values] = {
    "id": lambda _, contact, __: [contact.id],
    "path": lambda vault, contact, _: [vault.path(contact)],
    **{name: read for row in FIELDS for name, read in _of_field(row)},
    "org": _of_role("org"),
    "title": _of_role("title"),
    "team": _of_role("team"),
    "former": _former,
    "last_contact": _last_contact,
}
NAMES = tuple(name for name in _READERS if "." not in name)
"""The fields, without the parts of their records and the names of one value."""


def field_name(text: str) -> str:
    """Return the name of a field as it was typed. Raises ``ValueError`` where there is none of that name."""
    name = text.strip()
    field, dot, key = name.partition(".")
    if name in _READERS or name in FIRST_OF or (dot and key and field in _OPEN):
        return name
    from difflib import get_close_matches

    near = get_close_matches(name, _READERS, n=1)
    hint = f" (did you mean {near[0]!r}?)" if near else ""
    raise ValueError(f"there is no field {name!r}{hint}; the fields are: {', '.join(NAMES)}")


def has_one_value(name: str) -> bool:
    """Return whether a field has one value at most, or its name asks for the first one alone."""
    return (
        name in _SINGLE
        or name.startswith("links.")
        or any(row.key == name and isinstance(row.shape, Value) for row in FIELDS)
    )


def values(vault: Vault, contact: Contact, name: str, today: date) -> list[str]:
    """Return what a field says, value by value; all of them for the name of one value, too."""
    field, _, key = name.partition(".")
    if name in _READERS or name in FIRST_OF:
        texts = _READERS[FIRST_OF.get(name, name)](vault, contact, today)
    else:
        texts = [contact.links.get(key)] if field == "links" else _flat(contact.x.get(key))
    return [text for text in texts if text]


def _flat(value: object) -> list[str]:
    """Return the texts in a value of the free field ``x``, however deep they are."""
    if value is None:
        return []
    if isinstance(value, Mapping):
        return [text for item in value.values() for text in _flat(item)]
    if isinstance(value, list | tuple):
        return [text for item in value for text in _flat(item)]
    return [str(value)]
