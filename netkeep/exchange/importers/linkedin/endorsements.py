"""Endorsement_Received_Info.csv and Endorsement_Given_Info.csv: one entry a person and day, with the skills."""

from collections.abc import Iterable
from datetime import date  # noqa: TC003 (the fields of a tuple are looked up at run time)
from typing import Literal, NamedTuple

from netkeep.exchange.candidate import Entry
from netkeep.exchange.importers.linkedin.columns import Endorsement
from netkeep.exchange.importers.linkedin.dates import day_of
from netkeep.exchange.importers.linkedin.names import tidy
from netkeep.exchange.importers.linkedin.notes import Notes
from netkeep.exchange.importers.linkedin.people import People, Person
from netkeep.exchange.importers.linkedin.profile import profile
from netkeep.exchange.importers.linkedin.words import line as one_line

Act = Literal["received", "gave"]
_MOST_SKILLS = 12
_MAX_SKILL = 80


class _Day(NamedTuple):
    person: Person
    where: str
    skills: dict[str, None]


def read_endorsements(
    rows: Iterable[tuple[int, Endorsement]], file: str, act: Act, people: People, notes: Notes
) -> None:
    """Add endorsements; those that are pending or refused are only counted."""
    days: dict[tuple[str, date], _Day] = {}
    for line, row in rows:
        if row.status.strip().upper() not in {"", "ACCEPTED", "VISIBLE"}:
            notes.counts["endorsements not accepted"] += 1
            continue
        person, day = _person(row, f"{file}:{line}", people), notes.past(day_of(row.date))
        if person and day:
            endorsed = days.setdefault((person.uid, day), _Day(person, f"{file}:{line}", {}))
            endorsed.skills[one_line(row.skill, _MAX_SKILL)] = None
            notes.counts["endorsements"] += 1
        else:
            who = tidy(row.first, row.last).name
            notes.row(file, line, "an endorsement needs a day in the past, and one person; it is left out", who=who)
    for (_, day), endorsed in days.items():
        entry = Entry(f"{act} endorsement {day}", day, f"{act} endorsement", _named(endorsed.skills))
        endorsed.person.add_entry(entry, endorsed.where)


def _person(row: Endorsement, where: str, people: People) -> Person | None:
    """Return the person: by profile, or by name if the row has no profile, or one not among the connections."""
    link, name = profile(row.url), tidy(row.first, row.last)
    if not link:
        return people.named(name, "", "", where) if name.name else None
    if person := people.get(link.key):
        return person
    namesakes = [namesake for namesake in people.called(name.name) if not namesake.linked]
    return namesakes[0] if len(namesakes) == 1 else people.add(link.key, name, where, link)


def _named(skills: Iterable[str]) -> str:
    sorted_skills = sorted(filter(None, skills), key=str.casefold)
    more = f" and {len(sorted_skills) - _MOST_SKILLS} more" if len(sorted_skills) > _MOST_SKILLS else ""
    return ", ".join(sorted_skills[:_MOST_SKILLS]) + more
