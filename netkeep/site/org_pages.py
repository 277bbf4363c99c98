"""The list of organisations, and a page for each: who works there, and who did."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

from netkeep.model.jobs import Job
from netkeep.site.bodies import plain
from netkeep.site.cards import Card, by_year
from netkeep.site.org_people import People, people_of
from netkeep.site.page import Content, Page
from netkeep.site.paths import ORGS, job_page, org_page, url
from netkeep.site.site import Site, job_name
from netkeep.store.once import LazyMap
from netkeep.store.orgs import Org
from netkeep.words import period


class OrgRow(NamedTuple):
    """An organisation in the list, with the cards of those who work there now."""

    name: str
    url: str
    now: tuple[Card, ...]
    past: int
    yours: bool

    @property
    def words(self) -> str:
        """Return ``3 now, 1 before, and you``."""
        counts = ((len(self.now), "now"), (self.past, "before"))
        words = [f"{number} {when}" for number, when in counts if number]
        return ", ".join((*words, "and you") if words else ("you",)) if self.yours else ", ".join(words)


def org_pages(site: Site) -> Iterator[Page]:
    """Yield the pages of all organisations, and their list."""
    jobs = _jobs_by_org(site)
    people = LazyMap({org.id: org for org in site.vault.orgs.all()}, partial(people_of, site))
    for org in site.vault.orgs.all():
        yield Page(org_page(org.id), org.name, partial(_org, site, org, people, jobs.get(org.id, ())))
    yield Page(ORGS, "Organisations", partial(_orgs, site, people, jobs))


def _orgs(site: Site, people: Mapping[str, People], jobs: Mapping[str, tuple[Job, ...]]) -> Content:
    rows = (_row(org, people[org.id], yours=org.id in jobs) for org in site.vault.orgs.all())
    ranked = sorted(rows, key=lambda row: (-len(row.now) - row.past, row.name.casefold()))
    return site.content(ORGS, "Organisations", "orgs", {"rows": ranked}, None)


def _row(org: Org, people: People, *, yours: bool) -> OrgRow:
    cards = tuple(member.card for member in people.now)
    return OrgRow(org.name, url(org_page(org.id)), cards, len(people.past), yours)


def _jobs_by_org(site: Site) -> dict[str, tuple[Job, ...]]:
    jobs_by_org: dict[str, tuple[Job, ...]] = {}
    for job in site.vault.jobs.values():
        org = site.vault.orgs.of(job.org)
        if org:
            jobs_by_org[org.id] = (*jobs_by_org.get(org.id, ()), job)
    return jobs_by_org


def _org(site: Site, org: Org, people_by_org: Mapping[str, People], jobs: tuple[Job, ...]) -> Content:
    path, people = org_page(org.id), people_by_org[org.id]
    record = org.record
    notes = site.bodies.prose(record.body.prose, path) if record else ""
    aliases = dict.fromkeys((*(record.aliases if record else ()), *org.spellings))
    aliases.pop(org.name, None)
    values = {
        "org": org,
        "aliases": tuple(aliases),
        "links": record.links if record else {},
        "tags": site.tag_links(record.tags) if record else (),
        "notes": notes,
        "years": by_year(site.entries.log(record.body.log, path)) if record else (),
        "reminders": site.reminders(record, path) if record else (),
        "now": people.now,
        "before": people.past,
        "helpers": people.helpers,
        "jobs": tuple((job_name(job), url(job_page(job.id)), period(job.start, job.end)) for job in jobs),
    }
    names = (member.card.name for member in (*people.now, *people.past))
    parts = (*aliases, *(record.tags if record else ()), plain(notes), *names)
    search = " · ".join(part for part in parts if part)
    return site.content(path, org.name, "org", values, search)
