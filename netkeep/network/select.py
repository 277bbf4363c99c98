"""Choosing people: by tag, organisation, job, last contact, and by conditions on any field."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from operator import attrgetter
from typing import NamedTuple

from netkeep.model.contact_points import phone_key
from netkeep.model.dates import Duration
from netkeep.model.fields import FIELDS as FIELDS_OF_A_CONTACT
from netkeep.model.fields import Field, field_named, record_of
from netkeep.model.jobs import Job
from netkeep.model.names import fold
from netkeep.model.people import Contact, Role
from netkeep.network.employment import colleagues
from netkeep.store.orgs import Org
from netkeep.store.vault import Vault
from netkeep.text.items import details

_COMPARED = re.compile(r"\s*([a-z_]+(?:\.[^=!~]+)?)\s*(!=|=|~)(.*)", re.DOTALL)
_PRESENT = re.compile(r"\s*(has|no):\s*([a-z_]+(?:\.\S+)?)\s*")
_FREE, _LINK = "x.", "links."
_MAPPINGS = (_FREE, _LINK)


class Condition(NamedTuple):
    """One condition on one field: ``sign`` is ``=``, ``!=``, ``~`` (contains), ``has`` or ``no``."""

    field: str
    sign: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The selection: everything set must hold. ``not_seen_for`` includes people never in touch."""

    tags: tuple[str, ...] = ()
    org: Org | None = None
    job: Job | None = None
    relation: str | None = None
    not_seen_for: Duration | None = None
    conditions: tuple[Condition, ...] = ()
    archived: bool = False


_ORGANISATIONS = frozenset({"org", "former", "roles", "roles.org"})
_NUMBERS = frozenset({"phones", "phones.number"})
_Values = Callable[[Vault, Contact, date], Iterable[str | None]]


def _details(key: str) -> _Values:
    name = key.replace("_", " ")
    return lambda _, contact, __: dict(details(contact)).get(name, ())


def _parts(row: Field, part: str) -> _Values:
    """Return a function for the values of one part of all items of a field, such as ``roles.org``."""
    record = record_of(row)
    attribute = record.attributes.get(part, part) if record else part
    values = attrgetter(attribute)
    return lambda _, contact, __: [_text(values(item)) for item in getattr(contact, row.key)]


def _text(value: object) -> str | None:
    return None if value is None else str(value)


_FIELDS: Mapping[str, _Values] = {
    "id": lambda _, contact, __: [contact.id],
    "name": lambda _, contact, __: [contact.name],
    "aliases": lambda _, contact, __: contact.aliases,
    "pronouns": lambda _, contact, __: [contact.pronouns],
    "emails": lambda _, contact, __: [email.address for email in contact.emails],
    "phones": lambda _, contact, __: [form(phone.number) for phone in contact.phones for form in (str, phone_key)],
    "links": lambda _, contact, __: [form for pair in contact.links.items() for form in pair],
    "location": lambda _, contact, __: [contact.location],
    "timezone": lambda _, contact, __: [contact.timezone],
    "birthday": lambda _, contact, __: [_text(contact.birthday)],
    "tags": lambda _, contact, __: contact.tags,
    "roles": lambda _, contact, __: [text for role in contact.roles for text in (role.org, role.title, role.team)],
    "org": lambda vault, contact, today: _orgs(vault, contact, today, now=True),
    "title": lambda _, contact, today: [role.title for role in contact.roles if role.current(today)],
    "team": lambda _, contact, today: [role.team for role in contact.roles if role.current(today)],
    "former": lambda vault, contact, today: _orgs(vault, contact, today, now=False),
    "worked_with": lambda _, contact, __: [text for item in contact.worked_with for text in (item.job, item.relation)],
    "introduced_by": lambda _, contact, __: [contact.introduced_by],
    "knows": lambda _, contact, __: [item.id for item in contact.knows],
    "cadence": lambda _, contact, __: [_text(contact.cadence)],
    "paused_until": lambda _, contact, __: [_text(contact.paused_until)],
    "private": lambda _, contact, __: ["true"] if contact.private else [],
    "archived": lambda _, contact, __: [contact.archived],
    "check_ignore": lambda _, contact, __: contact.check_ignore,
    **{row.key: _details(row.key) for row in FIELDS_OF_A_CONTACT if row.detail},
    "x": lambda _, contact, __: _flat(contact.x),
}
_PARTS: Mapping[str, _Values] = {
    f"{row.key}.{part}": _parts(row, part) for row in FIELDS_OF_A_CONTACT if record_of(row) for part in row.parts
}
_ALSO = {"job": "worked_with.job", "as": "worked_with.as"}
FIELDS = (*_FIELDS, "x.KEY")
_SHOWN = f"{', '.join(FIELDS)}, and LIST.PART as in roles.org"


def _in_full(name: str) -> str:
    """Return the format's name of a field; ``tag`` is understood as ``tags``, ``job`` as ``worked_with.job``."""
    row = field_named(name)
    return row.key if row else _ALSO.get(name, name)


def parse_condition(text: str) -> Condition:
    """Read ``field=value``, ``field!=value``, ``field~part``, ``has:field`` or ``no:field``. Raises ``ValueError``."""
    if match := _PRESENT.fullmatch(text):
        condition = Condition(_in_full(match[2]), match[1])
    elif match := _COMPARED.fullmatch(text):
        condition = Condition(_in_full(match[1].strip()), match[2], match[3].strip())
    else:
        raise ValueError("a condition is written field=value, field!=value, field~part, has:field or no:field")
    if condition.field not in {*_FIELDS, *_PARTS} and not condition.field.startswith(_MAPPINGS):
        near = get_close_matches(condition.field, {**_FIELDS, **_PARTS}, n=1)
        hint = f" (did you mean {near[0]!r}?)" if near else ""
        raise ValueError(f"there is no field {condition.field!r}{hint}; the fields are: {_SHOWN}")
    return condition


def select(vault: Vault, wanted: Wanted, today: date) -> tuple[Contact, ...]:
    """Return the people who fit, by name."""
    tests = list(_tests(vault, wanted, today))
    people = [contact for contact in vault.contacts.values() if all(test(contact) for test in tests)]
    return tuple(sorted(people, key=lambda contact: (fold(contact.name), contact.id)))


def _tests(vault: Vault, wanted: Wanted, today: date) -> Iterator[Callable[[Contact], bool]]:
    if not wanted.archived:
        yield lambda contact: contact.archived is None
    if wanted.tags:
        tags = {fold(tag) for tag in wanted.tags}
        yield lambda contact: tags <= {fold(tag) for tag in contact.tags}
    if wanted.org:
        yield lambda contact: any(vault.orgs.of(role.org) is wanted.org for role in _current(contact, today))
    if wanted.job or wanted.relation:
        people = _of_job(vault, wanted)
        yield lambda contact: contact.id in people
    if wanted.not_seen_for:
        since = wanted.not_seen_for.before(today)
        yield lambda contact: (last_contact(vault, contact, today) or date.min) <= since
    for condition in wanted.conditions:
        yield _condition_test(vault, condition, today)


def _of_job(vault: Vault, wanted: Wanted) -> set[str]:
    jobs = [wanted.job] if wanted.job else vault.jobs.values()
    people = [colleague for job in jobs for colleague in colleagues(vault, job)]
    return {
        colleague.contact.id for colleague in people if wanted.relation is None or colleague.relation == wanted.relation
    }


def last_contact(vault: Vault, contact: Contact, today: date) -> date | None:
    """Return the day of the last entry that counts as contact."""
    return next((entry.date for entry in vault.contacts_with(contact.id, today)), None)


def _condition_test(vault: Vault, condition: Condition, today: date) -> Callable[[Contact], bool]:
    wanted = _forms(vault, condition)

    def values(contact: Contact) -> list[str]:
        return [fold(value) for value in _values(vault, contact, condition.field, today) if value]

    return {
        "has": lambda contact: bool(values(contact)),
        "no": lambda contact: not values(contact),
        "=": lambda contact: bool(wanted & set(values(contact))),
        "!=": lambda contact: not wanted & set(values(contact)),
        "~": lambda contact: any(fold(condition.value) in value for value in values(contact)),
    }[condition.sign]


def _forms(vault: Vault, condition: Condition) -> set[str]:
    """Return every spelling of the value that means the same."""
    forms = {fold(condition.value)}
    if condition.field in _ORGANISATIONS and (org := vault.orgs.of(condition.value)):
        forms |= {fold(name) for name in (org.name, *org.spellings)}
    if condition.field in _NUMBERS and condition.value:
        forms.add(phone_key(condition.value))
    return forms


def _values(vault: Vault, contact: Contact, field: str, today: date) -> Iterable[str | None]:
    if field.startswith(_FREE):
        return _flat(contact.x.get(field.removeprefix(_FREE)))
    if field.startswith(_LINK):
        return [contact.links.get(field.removeprefix(_LINK))]
    return (_FIELDS.get(field) or _PARTS[field])(vault, contact, today)


def _flat(value: object) -> list[str]:
    """Return the texts in a value of the free field ``x``, however deep they are."""
    if value is None:
        return []
    if isinstance(value, Mapping):
        return [text for item in value.values() for text in _flat(item)]
    if isinstance(value, list | tuple):
        return [text for item in value for text in _flat(item)]
    return [str(value)]


def _current(contact: Contact, today: date) -> list[Role]:
    return [role for role in contact.roles if role.current(today)]


def _orgs(vault: Vault, contact: Contact, today: date, *, now: bool) -> list[str]:
    """Return someone's organisations, by the name written and by the name and id of their file."""
    names = []
    for role in contact.roles:
        if role.current(today) is now:
            org = vault.orgs.of(role.org)
            names += [role.org, *([org.name, org.id] if org else [])]
    return names
