"""Questions made from what mail, calendars, histories and logs say of people who are not captured."""

from collections.abc import Iterable, Iterator

from netkeep.model.sighting import Sighting
from netkeep.network.contact_scoring import github_login
from netkeep.network.suggest import suggest
from netkeep.network.suggest.suggestion import COLLEAGUE, UNKNOWN, Suggestion
from netkeep.network.suggest.unknown import Mention
from netkeep.network.sweeping.from_vault import World
from netkeep.network.sweeping.question import Question
from netkeep.text.new import NewContact

_SEEN, _COLLEAGUES = 10, 4


def sightings_asked(
    world: World, sightings: Iterable[Sighting], mentions: Iterable[Mention], never: frozenset[str]
) -> tuple[Iterator[Question], Iterator[Question]]:
    """Ask after people who are in no file, and after those whose file does not name the job; the likeliest first."""
    named = [mention for mention in mentions if _is_near(world, mention)]
    found = suggest(world.vault, sightings, named, world.today, never)
    org = world.vault.orgs.of(world.job.org)
    here = org.id if org else None
    unknown = [one for one in found if one.kind == UNKNOWN and _belongs(world, one, here)]
    missed = [one for one in found if one.kind == COLLEAGUE and one.job == world.job.id]
    return (
        (_new(one, world.job.org if org and one.org == org.id else None) for one in unknown[:_SEEN]),
        (_known(one, world.job.org) for one in missed[:_COLLEAGUES]),
    )


def _is_near(world: World, mention: Mention) -> bool:
    """Return whether a name stands in the log of the job, or of one of its people."""
    stem = mention.where.rpartition(":")[0].rpartition("/")[2].removesuffix(".md")
    return stem == world.job.id or stem in world.ids()


def _belongs(world: World, one: Suggestion, org: str | None) -> bool:
    return one.job == world.job.id or (one.job is None and one.org in {None, org} and _spoken_of(one))


def _spoken_of(one: Suggestion) -> bool:
    return one.org is not None or any(evidence.source == "log" for evidence in one.evidence)


def _new(one: Suggestion, org: str | None) -> Question:
    logins = {login: address for address in one.addresses if (login := github_login(address))}
    proposal = NewContact(
        one.name,
        emails=tuple(address for address in one.addresses if address not in logins.values()),
        org=org,
        links={"github": f"https://github.com/{next(iter(logins))}"} if logins else {},
    )
    return Question(f"seen:{one.key}", "seen", f"Add {one.name}?", _why(one), proposal=proposal)


def _known(one: Suggestion, org: str) -> Question:
    words = f"Did you work with {one.name} at {org}?"
    return Question(f"colleague:{one.id}", "colleague", words, _why(one), person=one.id)


def _why(one: Suggestion) -> str:
    return "; ".join(evidence.words for evidence in one.evidence)
