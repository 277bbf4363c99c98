"""The list of organisations, and a page for each: who works there, and who did."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from netkeep.model.work import Job
from netkeep.site.bodies import plain
from netkeep.site.cards import Card, by_year
from netkeep.site.org_people import People, people_by_org
from netkeep.site.page import Content, Page
from netkeep.site.paths import ORGS, job_page, org_page, url
from netkeep.site.site import Site, job_name
from netkeep.store.carried import kept
from netkeep.store.orgs import Org
from netkeep.words import period


class OrgRow(NamedTuple):
    """An organisation in the list, with the faces of a few who work there."""

    name: str
    url: str
    now: tuple[Card, ...]
    before: int
    yours: bool

    @property
    def words(self) -> str:
        """Give ``3 now, 1 before, and you``."""
        counts = ((len(self.now), "now"), (self.before, "before"))
        words = [f"{number} {when}" for number, when in counts if number]
        return ", ".join((*words, "and you") if words else ("you",)) if self.yours else ", ".join(words)


def org_pages(site: Site) -> Iterator[Page]:
    """Give the list and the pages of all organisations."""
    rows, marks = [], list[str]()
    jobs, people_of = _jobs_by_org(site), people_by_org(site)
    for org in site.vault.orgs.all():
        people, yours = people_of[org.id], jobs.get(org.id, ())
        cards = tuple(one.card for one in people.now)
        rows.append(OrgRow(org.name, url(org_page(org.id)), cards, len(people.before), bool(yours)))
        marks.append(_mark(site, "row", org, (org.id, org.name, str(bool(yours)), people.mark)))
        yield Page(org_page(org.id), org.name, partial(_org, site, org, people, yours), _key(site, org, people, yours))
    make = partial(_orgs, site, rows)
    yield Page(ORGS, "Organisations", make, site.marks.mark("organisations", *marks))


def _orgs(site: Site, rows: Iterable[OrgRow]) -> Content:
    ranked = sorted(rows, key=lambda row: (-len(row.now) - row.before, row.name.casefold()))
    return site.content(ORGS, "Organisations", "orgs", {"rows": ranked}, None)


def _key(site: Site, org: Org, people: People, jobs: Iterable[Job]) -> str:
    marks = site.marks
    told = (org.id, org.name, "\1".join(org.spellings), "\1".join(map(marks.job, jobs)), people.mark)
    return _mark(site, "page", org, (*told, *(marks.file(org.id) if org.record else ())))


def _mark(site: Site, what: str, org: Org, parts: tuple[str, ...]) -> str:
    common, mark = site.marks.common, site.marks.mark
    return kept(site.vault, ("organisation", what, org.id), (common, parts), lambda: mark(*parts))


def _jobs_by_org(site: Site) -> dict[str, tuple[Job, ...]]:
    found: dict[str, tuple[Job, ...]] = {}
    for job in site.vault.jobs.values():
        org = site.vault.orgs.of(job.org)
        if org:
            found[org.id] = (*found.get(org.id, ()), job)
    return found


def _org(site: Site, org: Org, people: People, jobs: tuple[Job, ...]) -> Content:
    path = org_page(org.id)
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
        "reminders": site.reminders(record.body.reminders, path) if record else (),
        "now": people.now,
        "before": people.before,
        "helpers": people.helpers,
        "jobs": tuple((job_name(job), url(job_page(job.id)), period(job.start, job.end)) for job in jobs),
    }
    names = (one.card.name for one in (*people.now, *people.before))
    parts = (*aliases, *(record.tags if record else ()), plain(notes), *names)
    search = " · ".join(part for part in parts if part)
    return site.content(path, org.name, "org", values, search)
