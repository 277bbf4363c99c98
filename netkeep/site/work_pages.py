"""The owner's jobs: the list, and a page for each with its people."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from netkeep.model.jobs import Job
from netkeep.network.employment import Colleague, colleagues
from netkeep.site.bodies import plain
from netkeep.site.cards import Card, by_year
from netkeep.site.job_view import asks, covered, lost, plan, rhythm
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


def job_pages(site: Site) -> Iterator[Page]:
    """Yield the pages of all jobs, the newest first, and their list."""
    jobs = sorted(site.vault.jobs.values(), key=lambda job: (str(job.start or ""), job.id), reverse=True)
    for job in jobs:
        yield Page(job_page(job.id), job_name(job), partial(_job, site, job))
    yield Page(JOBS, "Jobs", partial(_list, site, jobs))


def _list(site: Site, jobs: Iterable[Job]) -> Content:
    return site.content(JOBS, "Jobs", "jobs", {"rows": [_row(site, job) for job in jobs]}, None)


def _row(site: Site, job: Job) -> JobRow:
    faces = tuple(site.cards[colleague.contact.id] for colleague in colleagues(site.vault, job) if colleague.relation)
    return JobRow(job, url(job_page(job.id)), period(job.start, job.end), _current(site, job), faces)


def _current(site: Site, job: Job) -> bool:
    return job.end is None or job.end.latest() >= site.today


def _job(site: Site, job: Job) -> Content:
    path, people = job_page(job.id), colleagues(site.vault, job)
    notes = site.bodies.prose(job.body.prose, path)
    values = {
        "job": job,
        "org_url": site.org_url(job.org),
        "when": period(job.start, job.end),
        "current": _current(site, job),
        "tags": site.tag_links(job.tags),
        "groups": _groups(site, people),
        "count": len(people),
        "notes": notes,
        "years": by_year(site.entries.log(job.body.log, path)),
        "reminders": site.reminders(job, path),
        "source": site.vault.path(job),
        "ends": ahead(job.end.latest(), site.today) if job.end and _current(site, job) else "",
        "rhythm": rhythm(site, job, people),
        "covered": covered(site, job) if people else (),
        "asks": asks(site, job),
        "lost": lost(site, job),
        "plan": plan(site, job),
    }
    search = " · ".join(part for part in (job.kind or "", *job.tags, plain(notes)) if part)
    return site.content(path, job_name(job), "job", values, search)


def _groups(site: Site, people: tuple[Colleague, ...]) -> tuple[tuple[str, tuple[Card, ...]], ...]:
    by_relation: dict[str | None, list[Card]] = {}
    for colleague in people:
        by_relation.setdefault(colleague.relation, []).append(site.cards[colleague.contact.id])
    return tuple(
        (heading, tuple(sorted(by_relation[name], key=lambda card: card.name.casefold())))
        for name, heading in RELATION_HEADINGS
        if name in by_relation
    )
