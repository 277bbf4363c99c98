"""The owner's jobs: the list, and a page for each with its people."""

from collections.abc import Iterator
from typing import NamedTuple

from netkeep.agenda.words import ahead
from netkeep.model.work import Job
from netkeep.network.places import Colleague, colleagues
from netkeep.site.bodies import plain
from netkeep.site.cards import Card, by_year
from netkeep.site.job_view import asks, covered, lost, plan, rhythm
from netkeep.site.page import Page
from netkeep.site.paths import JOBS, job_page, url
from netkeep.site.site import Site, job_name
from netkeep.site.words import relation_groups, years


class JobRow(NamedTuple):
    """A job in the list."""

    job: Job
    url: str
    when: str
    current: bool
    faces: tuple[Card, ...]


def job_pages(site: Site) -> Iterator[Page]:
    """Give the list and the pages of all jobs, the newest first."""
    rows = []
    for job in sorted(site.vault.jobs.values(), key=lambda job: (str(job.start or ""), job.id), reverse=True):
        people = colleagues(site.vault, job)
        faces = tuple(site.cards[one.contact.id] for one in people if one.relation)
        rows.append(JobRow(job, url(job_page(job.id)), years(job.start, job.end), _current(site, job), faces))
        yield _job(site, job, people)
    yield site.page(JOBS, "Jobs", "jobs", {"rows": rows}, None)


def _current(site: Site, job: Job) -> bool:
    return job.end is None or job.end.latest() >= site.today


def _job(site: Site, job: Job, people: tuple[Colleague, ...]) -> Page:
    path = job_page(job.id)
    notes = site.bodies.prose(job.body.prose, path)
    values = {
        "job": job,
        "org_url": site.org_url(job.org),
        "when": years(job.start, job.end),
        "current": _current(site, job),
        "tags": site.tag_links(job.tags),
        "groups": _groups(site, people),
        "count": len(people),
        "notes": notes,
        "years": by_year(site.entries.log(job.body.log, path)),
        "reminders": site.reminders(job.body.reminders, path),
        "ends": ahead(job.end.latest(), site.today) if job.end and _current(site, job) else "",
        "rhythm": rhythm(site, job, people),
        "covered": covered(site, job) if people else (),
        "asks": asks(site, job),
        "lost": lost(site, job),
        "plan": plan(site, job),
    }
    search = " · ".join(part for part in (job.kind or "", *job.tags, plain(notes)) if part)
    return site.page(path, job_name(job), "job", values, search)


def _groups(site: Site, people: tuple[Colleague, ...]) -> tuple[tuple[str, tuple[Card, ...]], ...]:
    found: dict[str | None, list[Card]] = {}
    for one in people:
        found.setdefault(one.relation, []).append(site.cards[one.contact.id])
    return tuple(
        (heading, tuple(sorted(found[name], key=lambda card: card.name.casefold())))
        for name, heading in relation_groups()
        if name in found
    )
