"""What an import did, or would do: figures, what the owner has to decide, and the next step."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

import click

from netkeep.cli.output import heading, quiet, say
from netkeep.cli.printable import clean
from netkeep.exchange.candidate import Field, Problem, Reading
from netkeep.exchange.merging.apply import differences
from netkeep.exchange.merging.plan_types import Person, Plan, Unsure
from netkeep.words import count, join_words

_SHOWN = 20
_PEOPLE_SHOWN = 3
_DIFFS_SHOWN = 3
_RESOLVE = (
    "To say who they are, add --triage, which asks about each of them. Or write the profile link or e-mail address that"
    " the source has into the person's file, and import again. Or add --namesakes create: each of whom only the name is"
    " in the vault becomes somebody new."
)
_FOLLOW = "To follow what this source changes and removes, name it each time: --source"
_PLURALS: Mapping[Field, tuple[str, str]] = {
    "emails": ("e-mail", "e-mails"),
    "phones": ("phone", "phones"),
    "links": ("link", "links"),
    "addresses": ("address", "addresses"),
    "dates": ("date", "dates"),
    "tags": ("tag", "tags"),
    "roles": ("role", "roles"),
    "birthday": ("birthday", "birthdays"),
    "location": ("place", "places"),
    "timezone": ("time zone", "time zones"),
    "x": ("entry below x", "entries below x"),
    "properties": ("key of another program", "keys of other programs"),
}


def print_diff(plan: Plan, *, verbose: bool) -> None:
    """Print what would be written: raw for a program, without control characters on a terminal.

    Unless ``verbose``, only the first files are shown.
    """
    files = differences(plan)
    for line in chain.from_iterable(files if verbose else islice(files, _DIFFS_SHOWN)):
        shown = clean(line.removesuffix("\n")) + "\n"
        click.echo(shown if sys.stdout.isatty() else line.encode("utf-8", "backslashreplace"), nl=False)
    more = 0 if verbose else len(plan.changes) + len(plan.new) - _DIFFS_SHOWN
    if more > 0:
        say(quiet(f"and {count(more, 'more file')} ('netkeep -v import …' shows all)\n"), err=True)


def print_summary(plan: Plan, reading: Reading, *, dry_run: bool, verbose: bool) -> None:
    """Print what was done; of long lists only the beginning, unless ``verbose``."""
    lines = [_figures(plan, dry_run=dry_run), *_other_figures(plan, reading, dry_run=dry_run)]
    if verbose:
        lines += [*_listed("Created", map(_person, plan.created)), *_listed("Changed", map(_person, plan.changed))]
    most = None if verbose else _SHOWN
    lines += _taken_back(plan, most)
    lines += _waiting(plan, reading)
    lines += _kept_yours(plan, most)
    lines += _listed("Held back", map(_unsure, plan.unclear), most)
    lines += [quiet(_RESOLVE)] if plan.unclear else []
    for title, problems in (
        ("Refused", plan.refused),
        ("Kept below x, as it is", plan.kept),
        ("Skipped, not a person", plan.skipped),
        ("Noted", plan.noted),
    ):
        lines += _listed(title, map(_problem, problems), most)
    for line in (*lines, *_next_step(plan, reading, dry_run=dry_run)):
        say(line, err=dry_run)


def _figures(plan: Plan, *, dry_run: bool) -> str:
    people = {"created": plan.created, "changed": plan.changed, "unchanged": plan.unchanged}
    others = {
        "held back": plan.unclear,
        "refused": plan.refused,
        "kept below x": plan.kept,
        "skipped": plan.skipped,
    }
    figures = [f"{len(values):,} {name}" for name, values in people.items()]
    figures += [f"{len(values):,} {name}" for name, values in others.items() if values]
    return f"{'Would be: ' if dry_run else ''}{', '.join(figures)}."


def _other_figures(plan: Plan, reading: Reading, *, dry_run: bool) -> Iterator[str]:
    yield from map(clean, reading.notes)
    yield from _not_here(plan)
    if plan.entries:
        yield f"{count(plan.entries, 'log entry', 'log entries')} {'to add' if dry_run else 'added'}."
    if plan.jobs:
        yield f"Your jobs: {', '.join(plan.jobs)}."
    if plan.files:
        yield f"Jobs and organisations: {', '.join(plan.files)}."
    if reading.counts:
        yield f"Read: {', '.join(_counted(number, clean(noun)) for noun, number in reading.counts.items())}."
    if people := len({sighting.address for sighting in reading.sightings}):
        yield f"Seen: {count(people, 'person', 'people')}, by address."
    if reading.as_of and reading.as_of_assumed:
        day = reading.as_of.isoformat()
        yield f"Read as of {day}, the latest day in it. To confirm it, or to name another day: --as-of {day}"


def _not_here(plan: Plan) -> Iterator[str]:
    if plan.away:
        yield f"{len(plan.away):,} left out: removed by you earlier, or yourself."
    if plan.absent:
        yield f"{plan.absent:,} no longer in it: kept as they are."


def _counted(number: int, nouns: str) -> str:
    """Return a number with its nouns, which importers give in the plural."""
    words = nouns.split(" ")
    place = next((place for place, word in enumerate(words) if word == "people" or word.endswith("s")), None)
    if number == 1 and place is not None:
        singular = "person" if words[place] == "people" else words[place].removesuffix("s")
        words[place] = singular.removesuffix("ie") + "y" if singular.endswith("ie") else singular
    return f"{number:,} {' '.join(words)}"


def _listed(title: str, items: Iterable[str], most: int | None = None) -> list[str]:
    times = Counter(items)
    lines = [f"  {clean(item)}{f'  ({number:,} times)' if number > 1 else ''}" for item, number in times.items()]
    if not lines:
        return []
    rest = len(lines) - most if most else 0
    more = [f"  and {rest:,} more ('netkeep -v import …' names all)"] if rest > 0 else []
    return ["", heading(f"{title}:"), *lines[:most], *more]


def _taken_back(plan: Plan, most: int | None) -> list[str]:
    """Return what a snapshot takes back, in all and person by person."""
    total: Counter[Field] = Counter()
    for person in plan.losing:
        total.update(person.taken_back)
    lines = (f"{person.path}  {person.name}: {_lost(person.taken_back)}" for person in plan.losing)
    return _listed(f"No longer in the source: {_lost(total)}", lines, most)


def _lost(taken_back: Mapping[Field, int]) -> str:
    return ", ".join(
        f"{number:,} {_PLURALS.get(field, (field, field))[number > 1]} {'ended' if field == 'roles' else 'removed'}"
        for field, number in taken_back.items()
    )


def _waiting(plan: Plan, reading: Reading) -> list[str]:
    """Return whose roles stay as they are because it is unknown which of two archives is newer."""
    waiting = [person for person in plan.people if person.waits]
    if not waiting:
        return []
    names = join_words((clean(person.name) for person in waiting), _PEOPLE_SHOWN)
    day = reading.as_of.isoformat() if reading.as_of else "YYYY-MM-DD"
    return [
        "",
        (
            f"Another employer than before for {names}: their roles stay as they are, because it is unclear whether"
            f" this is the newer archive. Say of which day it is, and import it again: --as-of {day}"
        ),
    ]


def _kept_yours(plan: Plan, most: int | None) -> list[str]:
    lines = [f"{person.path}  {person.name}: {', '.join(person.kept)}" for person in plan.people if person.kept]
    shown = _listed("Your version stays where the source differs", lines, most)
    return [*shown, quiet(f"{_FOLLOW} {plan.base.source}")] if shown and plan.adds else shown


def _person(person: Person) -> str:
    notes = f"  ({'; '.join(person.notes)})" if person.notes else ""
    return f"{person.path}  {person.name}{notes}"


def _unsure(unsure: Unsure) -> str:
    people = [f"{pair.id}: {', '.join(pair.evidence)}" if pair.evidence else pair.id for pair in unsure.pairs]
    shown = "; ".join(people[:_PEOPLE_SHOWN])
    return f"{unsure.where}, {unsure.candidate.name}: {unsure.why}{f' ({shown})' if shown else ''}"


def _problem(problem: Problem) -> str:
    where = f"{problem.where}, {problem.who}" if problem.who else problem.where
    return f"{where}: {problem.message}{f' ({problem.help})' if problem.help else ''}"


def _next_step(plan: Plan, reading: Reading, *, dry_run: bool) -> Iterator[str]:
    if dry_run:
        yield quiet("Nothing was written. Next: the same without --dry-run")
    elif reading.sightings:
        yield quiet("Next: netkeep suggest shows who of those seen is probably missing")
    elif plan.created and all(candidate.chosen for candidate in reading.candidates):
        yield quiet("Next: netkeep check")
    elif plan.created:
        yield quiet("Next: netkeep import --triage sorts the new people, one key each")


def record(plan: Plan, *, dry_run: bool) -> dict[str, object]:
    """Return the summary as a record for programs; see docs/json.md."""
    return {
        "source": plan.base.source,
        "dry_run": dry_run,
        "created": _people(plan.created),
        "changed": _people(plan.changed),
        "unchanged": _people(plan.unchanged),
        "unclear": [_unsure_record(unsure) for unsure in plan.unclear],
        "refused": _problems(plan.refused),
        "kept_as_is": _problems(plan.kept),
        "skipped": _problems(plan.skipped),
        "noted": _problems(plan.noted),
        "away": list(plan.away),
        "absent": plan.absent,
        "jobs": list(plan.jobs),
        "files": list(plan.files),
        "entries": plan.entries,
    }


def _people(people: Sequence[Person]) -> list[dict[str, object]]:
    return [
        {
            "id": person.id,
            "name": person.name,
            "path": person.path,
            "where": person.where,
            "notes": list(person.notes),
            "kept": list(person.kept),
            "taken_back": dict(person.taken_back),
        }
        for person in people
    ]


def _problems(problems: Sequence[Problem]) -> list[dict[str, object]]:
    return [
        {"where": problem.where, "who": problem.who, "why": problem.message, "help": problem.help}
        for problem in problems
    ]


def _unsure_record(unsure: Unsure) -> dict[str, object]:
    pairs = [{"id": pair.id, "score": pair.score, "evidence": list(pair.evidence)} for pair in unsure.pairs]
    return {"where": unsure.where, "name": unsure.candidate.name, "why": unsure.why, "people": pairs}
