"""The people on an organisation's page: who works there, who did, who knows someone there."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from netkeep.network.employers import Employers
from netkeep.network.places import Post
from netkeep.network.who import Way, knowing
from netkeep.site.cards import Card
from netkeep.site.site import Site
from netkeep.site.ties import Closeness, closeness
from netkeep.store.orgs import Org
from netkeep.words import join_words, period

_HELPERS = 24
_NAMED = 3


class Member(NamedTuple):
    """Someone who works or worked at an organisation, and as what."""

    card: Card
    title: str
    when: str
    tie: Closeness


class Helper(NamedTuple):
    """Someone who knows people of an organisation: whom, and how close they are to the owner."""

    card: Card
    words: str
    tie: Closeness


class People(NamedTuple):
    """The people of an organisation's page."""

    now: tuple[Member, ...]
    past: tuple[Member, ...]
    helpers: tuple[Helper, ...]


def people_of(site: Site, org: Org) -> People:
    """Return who works at an organisation, who only did (one post each), and who knows someone there."""
    now: dict[str, Post] = {}
    past: dict[str, Post] = {}
    for post in site.view.posts.get(org.id, ()):
        (now if post.role.current(site.today) else past).setdefault(post.contact.id, post)
    past_only = (post for person, post in past.items() if person not in now)
    ways = knowing(site.vault, Employers(exact=(org,)), site.today)
    return People(_ranked(site, now.values()), _ranked(site, past_only), _helpers(site, ways))


def _ranked(site: Site, posts: Iterable[Post]) -> tuple[Member, ...]:
    members = (
        Member(
            site.cards[post.contact.id],
            post.role.title or "",
            period(post.role.start, post.role.end),
            closeness(site.strengths[post.contact.id], site.today),
        )
        for post in posts
    )
    return tuple(sorted(members, key=lambda member: (-member.tie.marks, member.card.name.casefold(), member.card.id)))


def _helpers(site: Site, ways: Sequence[Way]) -> tuple[Helper, ...]:
    """Return who knows someone there without having worked there, the best to ask first."""
    alive = (way for way in ways if way.contact.archived is None)
    return tuple(
        Helper(
            site.cards[way.contact.id],
            f"knows {join_words([acquaintance.contact.name for acquaintance in way.through], _NAMED)}",
            closeness(way.strength, site.today),
        )
        for way in islice(alive, _HELPERS)
    )
