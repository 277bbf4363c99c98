"""Questions about people seen in mail, calendars, histories and logs who are not captured."""

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


def questions_from_sightings(
    world: World, sightings: Iterable[Sighting], mentions: Iterable[Mention], never: frozenset[str]
) -> tuple[Iterator[Question], Iterator[Question]]:
    """Return the questions about people in no file, and about those whose file lacks the job; the likeliest first."""
    named = [mention for mention in mentions if _is_near(world, mention)]
    suggestions = suggest(world.vault, sightings, named, world.today, never)
    org = world.vault.orgs.of(world.job.org)
    here = org.id if org else None
    unknown = [
        suggestion for suggestion in suggestions if suggestion.kind == UNKNOWN and _belongs(world, suggestion, here)
    ]
    missed = [
        suggestion for suggestion in suggestions if suggestion.kind == COLLEAGUE and suggestion.job == world.job.id
    ]
    return (
        (
            _new(suggestion, world.job.org if org and suggestion.org == org.id else None)
            for suggestion in unknown[:_SEEN]
        ),
        (_known(suggestion, world.job.org) for suggestion in missed[:_COLLEAGUES]),
    )


def _is_near(world: World, mention: Mention) -> bool:
    """Return whether a name stands in the log of the job, or of one of its people."""
    stem = mention.where.rpartition(":")[0].rpartition("/")[2].removesuffix(".md")
    return stem == world.job.id or stem in world.ids()


def _belongs(world: World, suggestion: Suggestion, org: str | None) -> bool:
    return suggestion.job == world.job.id or (
        suggestion.job is None and suggestion.org in {None, org} and _has_place_or_mention(suggestion)
    )


def _has_place_or_mention(suggestion: Suggestion) -> bool:
    return suggestion.org is not None or any(evidence.source == "log" for evidence in suggestion.evidence)


def _new(suggestion: Suggestion, org: str | None) -> Question:
    logins = {login: address for address in suggestion.addresses if (login := github_login(address))}
    proposal = NewContact(
        suggestion.name,
        emails=tuple(address for address in suggestion.addresses if address not in logins.values()),
        org=org,
        links={"github": f"https://github.com/{next(iter(logins))}"} if logins else {},
    )
    return Question(f"seen:{suggestion.key}", "seen", f"Add {suggestion.name}?", _why(suggestion), proposal=proposal)


def _known(suggestion: Suggestion, org: str) -> Question:
    words = f"Did you work with {suggestion.name} at {org}?"
    return Question(f"colleague:{suggestion.id}", "colleague", words, _why(suggestion), person=suggestion.id)


def _why(suggestion: Suggestion) -> str:
    return "; ".join(evidence.words for evidence in suggestion.evidence)
