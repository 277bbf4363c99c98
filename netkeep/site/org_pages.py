"""The list of organisations, and a page for each: who works there, and who did."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from netkeep.model.work import Job
from netkeep.network.employers import Employers
from netkeep.network.places import Post
from netkeep.network.who import who
from netkeep.site.bodies import plain
from netkeep.site.cards import Card, by_year
from netkeep.site.page import Content, Page
from netkeep.site.paths import ORGS, job_page, org_page, url
from netkeep.site.site import Site, job_name
from netkeep.site.ties import Closeness, closeness
from netkeep.site.words import join_names, years
from netkeep.store.orgs import Org

_HELPERS = 24


class Member(NamedTuple):
    """Someone of an organisation, and as what."""

    card: Card
    title: str
    when: str
    tie: Closeness


_Members = tuple[tuple[Member, ...], tuple[Member, ...]]


class Helper(NamedTuple):
    """Someone who knows people of an organisation: whom, and how close they are to the owner."""

    card: Card
    words: str
    tie: Closeness


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
        now, before = members = _members(site, org)
        yours = jobs.get(org.id, ())
        rows.append(OrgRow(org.name, url(org_page(org.id)), tuple(one.card for one in now), len(before), bool(yours)))
        make, key = partial(_org, site, org, members, yours), site.marks.org(org)
        yield Page(org_page(org.id), org.name, make, key)
    ranked = sorted(rows, key=lambda row: (-len(row.now) - row.before, row.name.casefold()))
    yield site.page(ORGS, "Organisations", "orgs", {"rows": ranked}, None)


def _jobs_by_org(site: Site) -> dict[str, tuple[Job, ...]]:
    found: dict[str, tuple[Job, ...]] = {}
    for job in site.vault.jobs.values():
        org = site.vault.orgs.of(job.org)
        if org:
            found[org.id] = (*found.get(org.id, ()), job)
    return found


def _members(site: Site, org: Org) -> _Members:
    """Give those who work there and those who only did; one post a person."""
    now: dict[str, Post] = {}
    before: dict[str, Post] = {}
    for post in site.view.posts.get(org.id, ()):
        (now if post.role.current(site.today) else before).setdefault(post.contact.id, post)
    gone = (post for person, post in before.items() if person not in now)
    return _ranked(site, now.values()), _ranked(site, gone)


def _ranked(site: Site, posts: Iterable[Post]) -> tuple[Member, ...]:
    members = (
        Member(
            site.cards[post.contact.id],
            post.role.title or "",
            years(post.role.start, post.role.end),
            closeness(site.strengths[post.contact.id], site.today),
        )
        for post in posts
    )
    return tuple(sorted(members, key=lambda one: (-one.tie.marks, one.card.name.casefold(), one.card.id)))


def _helpers(site: Site, org: Org) -> tuple[Helper, ...]:
    """Give who knows someone there without having been there, the best to put in a word first."""
    ways = who(site.vault, Employers(exact=(org,)), site.today)
    knowing = [way for way in ways if way.standing == "knows" and way.contact.archived is None]
    return tuple(
        Helper(
            site.cards[way.contact.id],
            f"knows {join_names([one.contact.name for one in way.through])}",
            closeness(way.strength, site.today),
        )
        for way in knowing[:_HELPERS]
    )


def _org(site: Site, org: Org, members: _Members, jobs: tuple[Job, ...]) -> Content:
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
        "helpers": _helpers(site, org),
        "jobs": tuple((job_name(job), url(job_page(job.id)), years(job.start, job.end)) for job in jobs),
    }
    people = (one.card.name for one in (*members[0], *members[1]))
    parts = (*aliases, *(record.tags if record else ()), plain(notes), *people)
    search = " · ".join(part for part in parts if part)
    return site.content(path, org.name, "org", values, search)
