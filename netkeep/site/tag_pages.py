"""The list of tags, and a page for each."""

from collections.abc import Iterator
from typing import NamedTuple

from netkeep.agenda.words import count
from netkeep.model.work import Job, Organisation
from netkeep.site.cards import Card, cards
from netkeep.site.page import Page
from netkeep.site.paths import TAGS, job_page, org_page, tag_page, url
from netkeep.site.site import Site, job_name


class TagRow(NamedTuple):
    """A tag in the list; ``others`` counts the jobs and organisations that have it."""

    tag: str
    url: str
    people: tuple[Card, ...]
    others: int

    @property
    def words(self) -> str:
        """Give ``3 people``, ``1 person, 2 others``."""
        people = f"{len(self.people)} {'person' if len(self.people) == 1 else 'people'}"
        return f"{people}, {count(self.others, 'other')}" if self.others else people


def tag_pages(site: Site) -> Iterator[Page]:
    """Give the list and the pages of all tags."""
    others = _others(site)
    rows = []
    for tag, contacts in site.tags.items():
        people = cards(contacts, site.today)
        values = {"tag": tag, "people": people, "others": others.get(tag, ())}
        rows.append(TagRow(tag, url(tag_page(tag)), people, len(others.get(tag, ()))))
        yield site.page(tag_page(tag), tag, "tag", values, " · ".join(person.name for person in people))
    yield site.page(TAGS, "Tags", "tags", {"rows": rows}, None)


def _others(site: Site) -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Give the jobs and organisations of each tag: name, address, what it is."""
    found: dict[str, tuple[tuple[str, str, str], ...]] = {}
    items: tuple[Job | Organisation, ...] = (*site.vault.jobs.values(), *site.vault.organisations.values())
    for item in items:
        for tag in dict.fromkeys(item.tags):
            found[tag] = (*found.get(tag, ()), _link(item))
    return found


def _link(item: Job | Organisation) -> tuple[str, str, str]:
    if isinstance(item, Job):
        return job_name(item), url(job_page(item.id)), "a job of yours"
    return item.name, url(org_page(item.id)), "an organisation"
