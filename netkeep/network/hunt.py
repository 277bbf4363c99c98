"""The hunt for a job: who can refer the owner to an organisation, introduce them there, or tell what it is like."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain, product
from typing import Literal, NamedTuple

from netkeep.model.dates import Duration, PartialDate
from netkeep.model.names import fold
from netkeep.model.people import Contact
from netkeep.network.employers import Employers
from netkeep.network.employment import surely_overlap
from netkeep.network.ledger import INTRODUCTION, REFERRAL, Ask, account
from netkeep.network.strength import remembers
from netkeep.network.ties import CROWD, stated_ties
from netkeep.network.who import Way, who
from netkeep.store.once import once
from netkeep.store.orgs import Org
from netkeep.store.vault import Vault

Help = Literal["refer", "introduce", "tell"]
HELPS: tuple[Help, ...] = ("refer", "introduce", "tell")
Step = Literal["ask", "hello", "wait", "answered", "introduction", "paused", "elsewhere"]
"""What comes next with somebody.

Ask them; say hello first; wait for an answer; nothing, for they have answered; be introduced to them; nothing while
they are paused; nothing here, for they are asked about another target.
"""
FAVOUR_OF: Mapping[Help, str] = {"refer": REFERRAL, "introduce": INTRODUCTION}
_REMEMBERED_FOR = Duration(1, "year")
"""An answer holds this long: nobody is asked for the same favour again before."""
_AWAITED_FOR = Duration(6, "month")
"""As long as ``follow-up`` waits for an answer."""
_STRANGERS = frozenset({"none", "weak"})


class Target(NamedTuple):
    """An organisation that the owner would like to work for, and by when."""

    org: Org
    by: PartialDate


class Helper(NamedTuple):
    """Somebody who can help with a target: how, and what comes next.

    ``through`` are the people there to whom they can introduce the owner, or for the step ``introduction`` those who
    can introduce the owner to them. ``ask`` is what they were asked already, ``elsewhere`` the other target.
    """

    way: Way
    help: Help
    step: Step
    through: tuple[Contact, ...] = ()
    ask: Ask | None = None
    elsewhere: Org | None = None


class Hunted(NamedTuple):
    """A target and who can help with it: those first who can do most, then those who can best put in a word."""

    target: Target
    helpers: tuple[Helper, ...]

    def of(self, kind: Help) -> tuple[Helper, ...]:
        """Return those who can help in one way."""
        return tuple(helper for helper in self.helpers if helper.help == kind)


class _Lead(NamedTuple):
    """A way into a target, and what it is good for."""

    target: Target
    way: Way
    help: Help
    through: tuple[Contact, ...]


def targets(vault: Vault) -> tuple[Target, ...]:
    """Return the organisations that have a target, the soonest first."""
    wanted = (Target(org, org.record.target) for org in vault.orgs.all() if org.record and org.record.target)
    return tuple(sorted(wanted, key=lambda target: (target.by.latest(), fold(target.org.name), target.org.id)))


@once
def hunt(vault: Vault, today: date) -> tuple[Hunted, ...]:
    """Return who can help with each target."""
    everything = targets(vault)
    leads = {target.org.id: tuple(_leads(vault, target, today)) for target in everything}
    best: dict[str, _Lead] = {}
    # Of one help the sooner target is first: sorting keeps the order of the targets.
    for lead in sorted(chain.from_iterable(leads.values()), key=lambda lead: HELPS.index(lead.help)):
        best.setdefault(lead.way.contact.id, lead)
    return tuple(
        Hunted(target, tuple(_helper(vault, lead, best, today) for lead in leads[target.org.id]))
        for target in everything
    )


def _leads(vault: Vault, target: Target, today: date) -> list[_Lead]:
    """Return everyone who can help with a target, in order; who could only introduce to friends is of no use."""
    ways = [way for way in who(vault, Employers(exact=(target.org,)), today) if way.contact.archived is None]
    strangers = [way for way in ways if way.standing == "now" and way.strength.level in _STRANGERS]
    leads = []
    for way in ways:
        through = _known_of(vault, way, strangers)
        kind: Help = "refer" if way.standing == "now" else "introduce" if through else "tell"
        if through or way.standing != "knows":
            leads.append(_Lead(target, way, kind, through))
    return sorted(leads, key=lambda lead: HELPS.index(lead.help))


def _known_of(vault: Vault, way: Way, strangers: Sequence[Way]) -> tuple[Contact, ...]:
    """Return those of some people there whom somebody outside knows, as far as the owner is in touch with them."""
    if way.standing == "now" or not way.strength.parts:
        return ()
    stated = {other.contact.id for other in way.through} or stated_ties(vault, way.contact).keys()
    beside = [other for other in strangers if any(surely_overlap(*pair) for pair in product(way.roles, other.roles))]
    if len(beside) > CROWD:
        teams = {role.team for role in way.roles if role.team}
        beside = [other for other in beside if any(role.team in teams for role in other.roles)]
    colleagues = {other.contact.id for other in beside}
    return tuple(other.contact for other in strangers if other.contact.id in stated or other.contact.id in colleagues)


def _helper(vault: Vault, lead: _Lead, best: Mapping[str, _Lead], today: date) -> Helper:
    way, person = lead.way, lead.way.contact.id
    first = best[person]
    if first.target != lead.target:
        return Helper(way, lead.help, "elsewhere", lead.through, elsewhere=first.target.org)
    if ask := _asked(vault, person, FAVOUR_OF.get(lead.help), today):
        return Helper(way, lead.help, "wait" if ask.waiting else "answered", lead.through, ask)
    if way.contact.is_paused_or_archived(today):
        return Helper(way, lead.help, "paused", lead.through)
    introducers = tuple(
        other.way.contact
        for other in best.values()
        if other.target == lead.target and other.help == "introduce" and way.contact in other.through
    )
    if introducers and not way.strength.parts:
        return Helper(way, lead.help, "introduction", introducers)
    return Helper(way, lead.help, "ask" if remembers(vault, person, today) else "hello", lead.through)


def _asked(vault: Vault, person: str, favour: str | None, today: date) -> Ask | None:
    """Return what stands against asking somebody: an answer that is awaited, or their last one about the same."""
    asks = account(vault, person, today).asks
    awaited = [ask for ask in asks if ask.waiting and ask.asked and _AWAITED_FOR.after(ask.asked) > today]
    answered = [
        ask for ask in asks if ask.favour == favour and ask.answered and _REMEMBERED_FOR.after(ask.answered) > today
    ]
    return next(iter([*awaited[-1:], *answered[-1:]]), None)
