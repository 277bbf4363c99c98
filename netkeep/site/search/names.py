"""The first file of the search: the names of everything. Small, because it is read before the first result."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from netkeep.model.names import fold
from netkeep.model.people import Contact
from netkeep.site.paths import job_page, org_page, person_page, tag_page
from netkeep.site.site import Site, job_name

PEOPLE_KIND, ORG_KIND, JOB_KIND, TAG_KIND = "people", "orgs", "jobs", "tags"
_NO_WORD = re.compile(r"[^a-z0-9]+")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Entry(NamedTuple):
    """Something that can be found: its kind, its page, and what the first file says of it, as cells of a table."""

    kind: str
    page: str
    cells: tuple[str, ...]


def entry(
    kind: str,
    page: str,
    name: str,
    others: Iterable[str] = (),
    numbers: Iterable[Iterable[int]] = ((), ()),
) -> Entry:
    """Return an entry by its name, its other names, and the numbers of its organisations and tags.

    What the browser can work out by itself is left out.
    """
    stem = page.rpartition("/")[2].removesuffix(".md")
    shown = _shown(name)
    cells = (
        _flat(name),
        # A stem never begins with a hyphen: one that does here continues the name.
        stem[len(shown) :] if stem == shown or stem.startswith(f"{shown}-") else stem,
        "|".join(_flat(other).replace("|", " ") for other in others),
        *(",".join(short(number) for number in of_kind) for of_kind in numbers),
    )
    return Entry(kind, page, cells)


def columns(rows: Iterable[Entry]) -> tuple[str, ...]:
    """Return a table of entries by columns, a line for each entry: that compresses better than rows."""
    return tuple("\n".join(column).rstrip("\n") for column in zip(*(row.cells for row in rows), strict=True))


class _Numbers(NamedTuple):
    """The number of each organisation, by every spelling of it that is used, and of each tag."""

    orgs: dict[str, int]
    tags: dict[str, int]


def entries(site: Site) -> tuple[Entry, ...]:
    """Return all that can be found, in the order in which the other files number it."""
    orgs = sorted(site.vault.orgs.all(), key=lambda org: org.id)
    spelled = {spelling: number for number, org in enumerate(orgs) for spelling in org.spellings}
    return (
        *(_org(site, org.id, org.name, org.spellings) for org in orgs),
        *(entry(TAG_KIND, tag_page(tag), tag) for tag in site.tags),
        *(entry(JOB_KIND, job_page(job.id), job_name(job)) for job in site.vault.jobs.values()),
        *_people(site, _Numbers(spelled, {tag: number for number, tag in enumerate(site.tags)})),
    )


def _org(site: Site, org: str, name: str, spellings: Iterable[str]) -> Entry:
    record = site.vault.organisations.get(org)
    others = dict.fromkeys((*(record.aliases if record else ()), *spellings))
    others.pop(name, None)
    return entry(ORG_KIND, org_page(org), name, others)


def _people(site: Site, numbers: _Numbers) -> Iterable[Entry]:
    return (_person(contact, site.today, numbers) for contact in site.vault.contacts.values())


def _person(contact: Contact, today: date, numbers: _Numbers) -> Entry:
    # What someone does now comes first: it is shown beside the name.
    roles = sorted(contact.roles, key=lambda role: not role.current(today))
    return entry(
        PEOPLE_KIND,
        person_page(contact.id),
        contact.name,
        contact.aliases,
        (
            dict.fromkeys(numbers.orgs[role.org] for role in roles if role.org in numbers.orgs),
            dict.fromkeys(numbers.tags[tag] for tag in contact.tags),
        ),
    )


def _shown(name: str) -> str:
    """Return the stem of a page as the browser derives it from a name."""
    return _NO_WORD.sub("-", fold(name)).strip("-")


def _flat(text: str) -> str:
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def short(number: int) -> str:
    """Return a number in base 36, as JavaScript reads it."""
    text = _DIGITS[number % len(_DIGITS)]
    while number := number // len(_DIGITS):
        text = _DIGITS[number % len(_DIGITS)] + text
    return text
