"""The list of tags, and a page for each."""

from collections.abc import Iterator

from netkeep.model.work import Job, Organisation
from netkeep.site.cards import cards
from netkeep.site.page import Page
from netkeep.site.paths import TAGS, job_page, org_page, tag_page, url
from netkeep.site.site import Site, job_name


def tag_pages(site: Site) -> Iterator[Page]:
    """Give the list and the pages of all tags."""
    others = _others(site)
    for tag, people in site.tags.items():
        values = {"tag": tag, "people": cards(people, site.today), "others": others.get(tag, ())}
        yield site.page(tag_page(tag), tag, "tag", values, " · ".join(person.name for person in people))
    counts = tuple(
        (tag, url(tag_page(tag)), len(people) + len(others.get(tag, ()))) for tag, people in site.tags.items()
    )
    yield site.page(TAGS, "Tags", "tags", {"tags": counts}, None)


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
