"""What a file says, field by field, as values to look for."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from netkeep.model.body import Body
from netkeep.model.people import Contact, Role
from netkeep.model.reach import email_key, url_key, url_problem
from netkeep.model.work import Job, Organisation
from netkeep.words import day_of_year, full_date

Item = Contact | Job | Organisation

_DEEPEST = 20
_REMINDER = re.compile(r"^[ \t]*[-*+][ \t]+\[[ xX]\][ \t]+\d.*$", re.MULTILINE)


class Value(NamedTuple):
    """Something that a field says; ``kind`` tells how it is to be looked for."""

    field: str
    kind: str
    text: str


def values(item: Item) -> Iterator[Value]:
    """Give all that a person's, job's or organisation's file says in words, numbers and addresses."""
    if isinstance(item, Contact):
        yield from _of_person(item)
    elif isinstance(item, Organisation):
        yield from (Value("domains", "word", domain) for domain in item.domains)
    if not isinstance(item, Job):
        yield Value("name", "name", item.name)
        yield from (Value("aliases", "alias", alias) for alias in item.aliases)
        yield from (Value("links", "link", _address(link)) for link in item.links.values())
    else:
        yield Value("name", "word", item.org)
        yield from (Value("title", "word", text) for text in (item.title,) if text)
    yield from (Value("tags", "word", tag) for tag in item.tags)
    yield from (Value("x", "word", text) for text in _texts(item.x))
    yield from _of_body(item.body)


def _of_person(person: Contact) -> Iterator[Value]:
    yield from (Value("emails", "e-mail", email_key(email.address)) for email in person.emails)
    yield from (Value("phones", "phone", phone.number) for phone in person.phones)
    yield from (Value("knows", "word", known.how) for known in person.knows if known.how)
    yield from (value for role in person.roles for value in _of_role(role))
    words = {"pronouns": person.pronouns, "location": person.location, "timezone": person.timezone}
    yield from (Value(field, "word", text) for field, text in words.items() if text)
    if person.archived:
        yield Value("why archived", "word", person.archived)
    born = person.birthday
    if born and born.year:
        yield Value("birthday", "date", f"{born.year:04}-{born.month:02}-{born.day:02}")
        yield Value("birthday", "date", f"{day_of_year(born.month, born.day)} {born.year}")


def _of_role(role: Role) -> Iterator[Value]:
    yield from (Value("roles", "word", text) for text in (role.org, role.title, role.team) if text)


def _of_body(body: Body) -> Iterator[Value]:
    yield Value("body", "text", _REMINDER.sub("", body.prose))
    for entry in body.log:
        yield Value("log", "text", entry.text)
        yield Value("log", "seen", f"{entry.kind} {entry.date.isoformat()} {full_date(entry.date)}")
    for reminder in body.reminders:
        yield Value("done reminders" if reminder.done else "reminders", "text", reminder.text)


# A server asks again after every save, and nearly all addresses are those that it has asked for.
@lru_cache(maxsize=1 << 16)
def _address(link: str) -> str:
    return link if url_problem(link) else url_key(link)


def _texts(value: object, depth: int = 0) -> Iterator[str]:
    """Give every text in the values under ``x``, however deep."""
    if isinstance(value, str):
        yield value
    elif depth < _DEEPEST and isinstance(value, Mapping):
        yield from (text for part in value.values() for text in _texts(part, depth + 1))
    elif depth < _DEEPEST and isinstance(value, Iterable):
        yield from (text for part in value for text in _texts(part, depth + 1))
