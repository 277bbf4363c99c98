"""Questions made from what the vault knows about a job and its people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from netkeep.model.jobs import Job
from netkeep.model.people import Contact
from netkeep.network.employment import Colleague
from netkeep.network.strength import strength
from netkeep.network.sweeping.question import Question
from netkeep.store.vault import Vault
from netkeep.words import join_words, preposition

_STRONG, _TEAMS, _MEETINGS, _INTRODUCERS = 6, 4, 4, 3
_AT_LEAST = 5.0
"""The least strength of a tie to ask whom they would name: a warm one."""
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class World:
    """A job and its people as the vault knows them on a day."""

    vault: Vault
    job: Job
    people: Sequence[Colleague]
    today: date

    def ids(self) -> frozenset[str]:
        """Return the ids of the job's people."""
        return frozenset(colleague.contact.id for colleague in self.people)


def strong_ties(world: World) -> Iterator[Question]:
    """Yield questions about whom the closest colleagues would name; they notice who is missing."""
    ties = [
        (strength(world.vault, colleague.contact.id, world.today).score, colleague.contact)
        for colleague in world.people
    ]
    best = sorted((tie for tie in ties if tie[0] >= _AT_LEAST), key=lambda tie: (-tie[0], tie[1].id))
    for number, (_, contact) in enumerate(best[:_STRONG]):
        if number % 2:
            words = f"Whom does {contact.name} have lunch with?"
        else:
            words = f"Who would {contact.name} say you have missed?"
        yield Question(f"strong:{contact.id}", "strong", words)


def lonely_teams(world: World) -> Iterator[Question]:
    """Yield questions about teams with only one known person."""
    org = world.vault.orgs.of(world.job.org)
    by_team: dict[str, list[Colleague]] = {}
    for colleague in world.people:
        here = (role for role in colleague.contact.roles if org and world.vault.orgs.of(role.org) is org)
        for team in {role.team for role in here if role.team}:
            by_team.setdefault(team, []).append(colleague)
    alone = [(team, colleague) for team, (colleague, *others) in sorted(by_team.items()) if not others]
    for team, colleague in alone[:_TEAMS]:
        words = f"Who else is in {team}, with {colleague.contact.name}?"
        yield Question(f"team:{team}", "team", words, relation=colleague.relation, team=team)


def meetings(world: World) -> Iterator[Question]:
    """Return questions about who else was there when several people of the job met; the latest meetings first."""
    ids, by_meeting, since = world.ids(), dict[tuple[date, frozenset[str]], Question](), _since(world)
    for colleague in world.people:
        for happening in world.vault.contacts_with(colleague.contact.id, world.today):
            there = frozenset((colleague.contact.id, *happening.others))
            if happening.date >= since and len(there) > 1 and len(there & ids) > 1:
                key = f"meeting:{happening.date.isoformat()}:{'+'.join(sorted(there))}"
                with_whom = _names([world.vault.contacts[person] for person in sorted(there & ids)])
                why = f"{happening.kind} {preposition(happening.kind)} {with_whom}"
                question = Question(key, "meeting", "Who else was there?", why, happening.date)
                by_meeting.setdefault((happening.date, there), question)
    latest = sorted(by_meeting.values(), key=lambda question: (-(question.day or date.min).toordinal(), question.key))
    return iter(latest[:_MEETINGS])


def introductions(world: World) -> Iterator[Question]:
    """Yield questions about whom else somebody brought along who has introduced people of the job."""
    by_introducer: dict[str, list[Contact]] = {}
    for colleague in world.people:
        person = colleague.contact.introduced_by
        if person and person in world.vault.contacts:
            by_introducer.setdefault(person, []).append(colleague.contact)
    for person, brought in sorted(by_introducer.items(), key=lambda item: (-len(item[1]), item[0]))[:_INTRODUCERS]:
        words = f"Whom else did {world.vault.contacts[person].name} introduce to you?"
        why = f"already: {_names(brought)}"
        yield Question(f"introduction:{person}", "introduction", words, why, introduced_by=person)


def _since(world: World) -> date:
    """Return the first day one still remembers the guests of: in the job, and at most a year ago."""
    begun = world.job.start.earliest() if world.job.start else date.min
    return max(begun, date.fromordinal(max(1, world.today.toordinal() - 365)))


def _names(people: Sequence[Contact]) -> str:
    return join_words((contact.name for contact in people), _SHOWN)
