"""The owner's jobs: the list, and a page for each with its people."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from netkeep.model.work import Job
from netkeep.network.employment import Colleague, colleagues
from netkeep.site.bodies import plain
from netkeep.site.cards import Card, by_year
from netkeep.site.job_view import Covered, asks, covered, lost, plan, rhythm
from netkeep.site.page import Content, Page
from netkeep.site.paths import JOBS, job_page, url
from netkeep.site.site import Site, job_name
from netkeep.words import RELATION_HEADINGS, ahead, period


class JobRow(NamedTuple):
    """A job in the list."""

    job: Job
    url: str
    when: str
    current: bool
    faces: tuple[Card, ...]


class People(NamedTuple):
    """The people of a job, and what its page says that they and their histories decide; ``mark`` tells that."""

    job: Job
    people: tuple[Colleague, ...]
    groups: tuple[tuple[str, tuple[Card, ...]], ...]
    rhythm: Markup
    covered: tuple[Covered, ...]
    mark: str


def job_pages(site: Site) -> Iterator[Page]:
    """Give the pages of all jobs, the newest first, and their list."""
    found = tuple(_people_by_job(site).values())
    pages = tuple(_job(site, job, people) for job, people in found)
    yield from pages
    yield Page(JOBS, "Jobs", partial(_list, site, found), site.marks.mark("jobs", *(page.key for page in pages)))


def _list(site: Site, found: Iterable[tuple[Job, People]]) -> Content:
    return site.content(JOBS, "Jobs", "jobs", {"rows": [_row(site, job, people) for job, people in found]}, None)


def _row(site: Site, job: Job, people: People) -> JobRow:
    faces = tuple(site.cards[one.contact.id] for one in people.people if one.relation)
    return JobRow(job, url(job_page(job.id)), period(job.start, job.end), _current(site, job), faces)


def _current(site: Site, job: Job) -> bool:
    return job.end is None or job.end.latest() >= site.today


def _people_by_job(site: Site) -> Mapping[str, tuple[Job, People]]:
    """Give the jobs, the newest first, with their people; taken over where nothing changed with any of these."""
    jobs = sorted(site.vault.jobs.values(), key=lambda job: (str(job.start or ""), job.id), reverse=True)

    def again(former: Mapping[str, People], reached: AbstractSet[str]) -> Mapping[str, People]:
        return {job.id: _still(site, job, former.get(job.id), reached) for job in jobs}

    people_of = site.reach.since("jobs", lambda: {job.id: _people(site, job) for job in jobs}, again)
    return {job.id: (job, people_of[job.id]) for job in jobs}


def _still(site: Site, job: Job, former: People | None, reached: AbstractSet[str]) -> People:
    people = colleagues(site.vault, job)
    same = former is not None and former.people == people and former.job == job
    if former is None or not same or any(one.contact.id in reached for one in people):
        return _people(site, job)
    return former


def _people(site: Site, job: Job) -> People:
    people = colleagues(site.vault, job)
    groups, drawn, world = _groups(site, people), rhythm(site, job, people), covered(site, job) if people else ()
    told = (site.marks.several([one.contact.id for one in people]), *(str(one.relation) for one in people))
    return People(job, people, groups, drawn, world, "\1".join((*told, drawn, repr(world))))


def _job(site: Site, job: Job, people: People) -> Page:
    told: Mapping[str, object] = {"asks": asks(site, job), "lost": lost(site, job), "plan": plan(site, job)}
    key = site.marks.mark(*site.marks.file(job.id), site.org_url(job.org) or "", people.mark, repr(told))
    return Page(job_page(job.id), job_name(job), partial(_content, site, job, people, told), key)


def _content(site: Site, job: Job, people: People, told: Mapping[str, object]) -> Content:
    path = job_page(job.id)
    notes = site.bodies.prose(job.body.prose, path)
    values = {
        "job": job,
        "org_url": site.org_url(job.org),
        "when": period(job.start, job.end),
        "current": _current(site, job),
        "tags": site.tag_links(job.tags),
        "groups": people.groups,
        "count": len(people.people),
        "notes": notes,
        "years": by_year(site.entries.log(job.body.log, path)),
        "reminders": site.reminders(job.body.reminders, path),
        "ends": ahead(job.end.latest(), site.today) if job.end and _current(site, job) else "",
        "rhythm": people.rhythm,
        "covered": people.covered,
        **told,
    }
    search = " · ".join(part for part in (job.kind or "", *job.tags, plain(notes)) if part)
    return site.content(path, job_name(job), "job", values, search)


def _groups(site: Site, people: tuple[Colleague, ...]) -> tuple[tuple[str, tuple[Card, ...]], ...]:
    found: dict[str | None, list[Card]] = {}
    for one in people:
        found.setdefault(one.relation, []).append(site.cards[one.contact.id])
    return tuple(
        (heading, tuple(sorted(found[name], key=lambda card: card.name.casefold())))
        for name, heading in RELATION_HEADINGS
        if name in found
    )
