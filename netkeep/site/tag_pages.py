"""The list of tags, and a page for each."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from netkeep.model.work import Job, Organisation
from netkeep.site.cards import Card, by_name
from netkeep.site.page import Content, Page
from netkeep.site.paths import TAGS, job_page, org_page, tag_page, url
from netkeep.site.site import Site, job_name
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
        """Give ``3 people``, ``1 person, 2 others``."""
        people = count(len(self.people), "person", "people")
        return f"{people}, {count(self.others, 'other')}" if self.others else people


class Tagged(NamedTuple):
    """The people of a tag by id, and by name; ``mark`` tells what pages say of them."""

    cards: tuple[Card, ...]
    ranked: tuple[Card, ...]
    mark: str


def tag_pages(site: Site) -> Iterator[Page]:
    """Give the list and the pages of all tags."""
    others = _others(site)
    rows, marks = [], []
    for tag, tagged in _people_by_tag(site).items():
        told = others.get(tag, ())
        rows.append(TagRow(tag, url(tag_page(tag)), tagged.ranked, len(told)))
        marks.append(site.marks.mark("tag", tag, tagged.mark, *("\1".join(link) for link in told)))
        yield Page(tag_page(tag), tag, partial(_tag, site, tag, tagged.ranked, told), marks[-1])
    make = partial(site.content, TAGS, "Tags", "tags", {"rows": rows}, None)
    yield Page(TAGS, "Tags", make, site.marks.mark("tags", *marks))


def _tag(site: Site, tag: str, people: tuple[Card, ...], others: tuple[_Link, ...]) -> Content:
    values = {"tag": tag, "people": people, "others": others}
    return site.content(tag_page(tag), tag, "tag", values, " · ".join(person.name for person in people))


def _people_by_tag(site: Site) -> Mapping[str, Tagged]:
    """Give the people of each tag; taken over where they are the same, and their cards."""
    cards = {tag: tuple([site.cards[contact.id] for contact in people]) for tag, people in site.tags.items()}

    def again(former: Mapping[str, Tagged], _: object) -> Mapping[str, Tagged]:
        return {
            tag: known if (known := former.get(tag)) and known.cards == people else _tagged(site, people)
            for tag, people in cards.items()
        }

    return site.reach.since("tags", lambda: {tag: _tagged(site, people) for tag, people in cards.items()}, again)


def _tagged(site: Site, people: tuple[Card, ...]) -> Tagged:
    return Tagged(people, by_name(people), site.marks.several([person.id for person in people]))


def _others(site: Site) -> dict[str, tuple[_Link, ...]]:
    """Give the jobs and organisations of each tag: name, address, what it is."""
    found: dict[str, tuple[_Link, ...]] = {}
    items: tuple[Job | Organisation, ...] = (*site.vault.jobs.values(), *site.vault.organisations.values())
    for item in items:
        for tag in dict.fromkeys(item.tags):
            found[tag] = (*found.get(tag, ()), _link(item))
    return found


def _link(item: Job | Organisation) -> _Link:
    if isinstance(item, Job):
        return job_name(item), url(job_page(item.id)), "a job of yours"
    return item.name, url(org_page(item.id)), "an organisation"
