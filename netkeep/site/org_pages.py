"""The list of organisations, and a page for each: who works there, and who did."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from netkeep.model.work import Job
from netkeep.network.places import Post
from netkeep.site.bodies import plain
from netkeep.site.cards import Card, by_year
from netkeep.site.page import Page
from netkeep.site.paths import ORGS, job_page, org_page, url
from netkeep.site.site import Site, job_name
from netkeep.site.words import years
from netkeep.store.orgs import Org


class Member(NamedTuple):
    """Someone of an organisation, and as what."""

    card: Card
    title: str
    when: str


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
    rows = []
    jobs = _jobs_by_org(site)
    for org in site.vault.orgs.all():
        now, before = _members(site, org)
        yours = jobs.get(org.id, ())
        rows.append(OrgRow(org.name, url(org_page(org.id)), tuple(one.card for one in now), len(before), bool(yours)))
        yield _org(site, org, (now, before), yours)
    ranked = sorted(rows, key=lambda row: (-len(row.now) - row.before, row.name.casefold()))
    yield site.page(ORGS, "Organisations", "orgs", {"rows": ranked}, None)


def _jobs_by_org(site: Site) -> dict[str, tuple[Job, ...]]:
    found: dict[str, tuple[Job, ...]] = {}
    for job in site.vault.jobs.values():
        org = site.vault.orgs.of(job.org)
        if org:
            found[org.id] = (*found.get(org.id, ()), job)
    return found


def _members(site: Site, org: Org) -> tuple[tuple[Member, ...], tuple[Member, ...]]:
    """Give those who work there and those who only did; one post a person."""
    now: dict[str, Post] = {}
    before: dict[str, Post] = {}
    for post in site.view.posts.get(org.id, ()):
        (now if post.role.current(site.today) else before).setdefault(post.contact.id, post)
    gone = (post for person, post in before.items() if person not in now)
    return _ranked(site, now.values()), _ranked(site, gone)


def _ranked(site: Site, posts: Iterable[Post]) -> tuple[Member, ...]:
    members = (
        Member(site.cards[post.contact.id], post.role.title or "", years(post.role.start, post.role.end))
        for post in posts
    )
    return tuple(sorted(members, key=lambda member: (member.card.name.casefold(), member.card.id)))


def _org(site: Site, org: Org, members: tuple[tuple[Member, ...], tuple[Member, ...]], jobs: tuple[Job, ...]) -> Page:
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
        "now": members[0],
        "before": members[1],
        "jobs": tuple((job_name(job), url(job_page(job.id)), years(job.start, job.end)) for job in jobs),
    }
    people = (one.card.name for one in (*members[0], *members[1]))
    parts = (*aliases, *(record.tags if record else ()), plain(notes), *people)
    search = " · ".join(part for part in parts if part)
    return site.page(path, org.name, "org", values, search)
