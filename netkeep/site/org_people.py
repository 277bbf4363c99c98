"""The people of an organisation, as its page has them: who works there, who did, who knows someone there."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
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
    """Someone of an organisation, and as what."""

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
    """The people of an organisation's page; ``around`` are the ids of all who decide who they are, in what order.

    ``mark`` tells what the page says of them.
    """

    org: Org
    now: tuple[Member, ...]
    before: tuple[Member, ...]
    helpers: tuple[Helper, ...]
    around: frozenset[str]
    mark: str


def people_by_org(site: Site) -> Mapping[str, People]:
    """Give the people of every organisation; taken over where nothing changed with anyone who is or was near it."""
    orgs = {org.id: org for org in site.vault.orgs.all()}

    def again(former: Mapping[str, People], reached: AbstractSet[str]) -> Mapping[str, People]:
        there = {
            found.id
            for person in reached & site.vault.contacts.keys()
            for role in site.vault.contacts[person].roles
            if (found := site.vault.orgs.of(role.org))
        }
        return {
            one: known
            if (known := former.get(one)) and one not in there and known.org == org and known.around.isdisjoint(reached)
            else _people(site, org)
            for one, org in orgs.items()
        }

    return site.reach.since("orgs", lambda: {one: _people(site, org) for one, org in orgs.items()}, again)


def _people(site: Site, org: Org) -> People:
    """Give those who work there, those who only did (one post a person), and who knows someone there."""
    now: dict[str, Post] = {}
    before: dict[str, Post] = {}
    for post in site.view.posts.get(org.id, ()):
        (now if post.role.current(site.today) else before).setdefault(post.contact.id, post)
    gone = (post for person, post in before.items() if person not in now)
    ways = knowing(site.vault, Employers(exact=(org,)), site.today)
    groups = _ranked(site, now.values()), _ranked(site, gone), _helpers(site, ways)
    around = frozenset((*now, *before, *(way.contact.id for way in ways)))
    return People(org, *groups, around, "\3".join("\2".join(_said(site, one) for one in group) for group in groups))


def _said(site: Site, one: Member | Helper) -> str:
    card, *words, tie = one
    return "\1".join((site.marks.said(card.id), *words, str(tie.marks), tie.word))


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
    return tuple(sorted(members, key=lambda one: (-one.tie.marks, one.card.name.casefold(), one.card.id)))


def _helpers(site: Site, ways: Sequence[Way]) -> tuple[Helper, ...]:
    """Give who knows someone there without having been there, the best to put in a word first."""
    alive = (way for way in ways if way.contact.archived is None)
    return tuple(
        Helper(
            site.cards[way.contact.id],
            f"knows {join_words([one.contact.name for one in way.through], _NAMED)}",
            closeness(way.strength, site.today),
        )
        for way in islice(alive, _HELPERS)
    )
