"""The first file of the search: what everything is called. Small, because it is read before the first result."""

import re
from collections.abc import Iterable
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
    """Something that can be found: its kind, its page, what it is called, and by what else it is found."""

    kind: str
    page: str
    name: str
    others: tuple[str, ...] = ()
    orgs: tuple[int, ...] = ()
    tags: tuple[int, ...] = ()

    def cells(self) -> tuple[str, ...]:
        """Give the entry as cells of a table; what the browser can tell by itself is left out."""
        stem = self.page.rpartition("/")[2].removesuffix(".md")
        shown = _shown(self.name)
        return (
            _flat(self.name),
            # A stem begins with no hyphen: one that does goes on from the name.
            stem[len(shown) :] if stem == shown or stem.startswith(f"{shown}-") else stem,
            "|".join(_flat(other).replace("|", " ") for other in self.others),
            ",".join(short(number) for number in self.orgs),
            ",".join(short(number) for number in self.tags),
        )


def columns(found: Iterable[Entry]) -> tuple[str, ...]:
    """Give a table of entries by columns, a line for each: that packs better than rows."""
    return tuple("\n".join(column).rstrip("\n") for column in zip(*(one.cells() for one in found), strict=True))


def entries(site: Site) -> tuple[Entry, ...]:
    """Give all that can be found, in the order in which the other files number it."""
    orgs = sorted(site.vault.orgs.all(), key=lambda org: org.id)
    org_numbers = {org.id: number for number, org in enumerate(orgs)}
    tag_numbers = {tag: number for number, tag in enumerate(site.tags)}
    contacts = site.vault.contacts.values()
    return (
        *(_org(site, org.id, org.name, org.spellings) for org in orgs),
        *(Entry(TAG_KIND, tag_page(tag), tag) for tag in site.tags),
        *(Entry(JOB_KIND, job_page(job.id), job_name(job)) for job in site.vault.jobs.values()),
        *(_person(site, contact, org_numbers, tag_numbers) for contact in contacts),
    )


def _org(site: Site, org: str, name: str, spellings: Iterable[str]) -> Entry:
    record = site.vault.organisations.get(org)
    others = dict.fromkeys((*(record.aliases if record else ()), *spellings))
    others.pop(name, None)
    return Entry(ORG_KIND, org_page(org), name, tuple(others))


def _person(site: Site, contact: Contact, orgs: dict[str, int], tags: dict[str, int]) -> Entry:
    # What someone does now comes first: it is shown beside the name.
    roles = sorted(contact.roles, key=lambda role: not role.current(site.today))
    found = (site.vault.orgs.of(role.org) for role in roles)
    return Entry(
        PEOPLE_KIND,
        person_page(contact.id),
        contact.name,
        contact.aliases,
        tuple(dict.fromkeys(orgs[org.id] for org in found if org)),
        tuple(dict.fromkeys(tags[tag] for tag in contact.tags)),
    )


def _shown(name: str) -> str:
    """Give the stem of a page as the browser makes it of a name."""
    return _NO_WORD.sub("-", fold(name)).strip("-")


def _flat(text: str) -> str:
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def short(number: int) -> str:
    """Give a number to the base 36, as JavaScript reads it."""
    text = _DIGITS[number % len(_DIGITS)]
    while number := number // len(_DIGITS):
        text = _DIGITS[number % len(_DIGITS)] + text
    return text
