"""The list of tags, and a page for each."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from netkeep.model.jobs import Job, Organisation
from netkeep.site.cards import Card, by_name
from netkeep.site.page import Content, Page
from netkeep.site.paths import TAGS, job_page, org_page, tag_page, url
from netkeep.site.site import Site, job_name
from netkeep.store.once import LazyMap
from netkeep.words import count

_Link = tuple[str, str, str]


class TagRow(NamedTuple):
    """A tag in the list; ``others`` counts the jobs and organisations that have it."""

    tag: str
    url: str
    people: tuple[Card, ...]
    others: int

    @property
    def words(self) -> str:
        """Return ``3 people``, ``1 person, 2 others``."""
        people = count(len(self.people), "person", "people")
        return f"{people}, {count(self.others, 'other')}" if self.others else people


def tag_pages(site: Site) -> Iterator[Page]:
    """Yield the pages of all tags, and their list."""
    others = _others(site)
    people = LazyMap(site.tags, lambda tagged: by_name(site.cards[contact.id] for contact in tagged))
    for tag in site.tags:
        yield Page(tag_page(tag), tag, partial(_tag, site, tag, people, others.get(tag, ())))
    yield site.page(TAGS, "Tags", "tags", lambda: {"rows": [_row(tag, people[tag], others) for tag in site.tags]})


def _row(tag: str, people: tuple[Card, ...], others: Mapping[str, tuple[_Link, ...]]) -> TagRow:
    return TagRow(tag, url(tag_page(tag)), people, len(others.get(tag, ())))


def _tag(site: Site, tag: str, people: Mapping[str, tuple[Card, ...]], others: tuple[_Link, ...]) -> Content:
    values = {"tag": tag, "people": people[tag], "others": others}
    return site.content(tag_page(tag), tag, "tag", values, " · ".join(person.name for person in people[tag]))


def _others(site: Site) -> dict[str, tuple[_Link, ...]]:
    """Return the jobs and organisations of each tag: name, address, what it is."""
    links_by_tag: dict[str, tuple[_Link, ...]] = {}
    items: tuple[Job | Organisation, ...] = (*site.vault.jobs.values(), *site.vault.organisations.values())
    for item in items:
        for tag in dict.fromkeys(item.tags):
            links_by_tag[tag] = (*links_by_tag.get(tag, ()), _link(item))
    return links_by_tag


def _link(item: Job | Organisation) -> _Link:
    if isinstance(item, Job):
        return job_name(item), url(job_page(item.id)), "a job of yours"
    return item.name, url(org_page(item.id)), "an organisation"
