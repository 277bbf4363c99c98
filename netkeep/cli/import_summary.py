"""What an import did, or would do: figures, what it needs its owner for, and the next step."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import click

from netkeep.cli.output import heading, quiet
from netkeep.cli.printable import clean
from netkeep.exchange.candidate import Problem, Reading
from netkeep.exchange.merging.apply import differences
from netkeep.exchange.merging.outcome import Person, Plan, Unsure

_SHOWN = 20
_PEOPLE_SHOWN = 3
_RESOLVE = (
    "To say who they are, write the profile link or e-mail address that the source has into the person's file,",
    "and import again; --namesakes create makes people of their own of all whose name alone is somebody's.",
)


def print_diff(plan: Plan) -> None:
    """Print all that would be written, as it is where a program reads it, and without tricks on a terminal."""
    for line in differences(plan):
        shown = clean(line.removesuffix("\n")) + "\n"
        click.echo(shown if sys.stdout.isatty() else line.encode("utf-8", "backslashreplace"), nl=False)


def print_summary(plan: Plan, reading: Reading, *, dry_run: bool, verbose: bool) -> None:
    """Print what was done; of long lists the beginning, unless everything is asked for."""
    lines = [_figures(plan, dry_run=dry_run), *_besides(plan, reading)]
    if verbose:
        lines += [*_listed("Created", map(_person, plan.created)), *_listed("Changed", map(_person, plan.changed))]
    most = None if verbose else _SHOWN
    lines += _listed("Unclear", map(_unsure, plan.unclear), most)
    lines += (quiet(line) for line in _RESOLVE if plan.unclear)
    lines += _listed("Refused", map(_problem, plan.refused), most)
    for line in (*lines, *_next(plan, reading, dry_run=dry_run)):
        click.echo(line, err=dry_run)


def _figures(plan: Plan, *, dry_run: bool) -> str:
    numbers = {
        "created": plan.created,
        "changed": plan.changed,
        "unchanged": plan.unchanged,
        "unclear": plan.unclear,
        "refused": plan.refused,
    }
    figures = ", ".join(f"{len(values):,} {name}" for name, values in numbers.items())
    return f"{'Would be: ' if dry_run else ''}{figures}."


def _besides(plan: Plan, reading: Reading) -> Iterator[str]:
    if plan.away:
        yield f"{len(plan.away):,} stay away: removed by you, or yourself."
    if plan.entries:
        yield f"{plan.entries:,} new in logs."
    if plan.jobs:
        yield f"Jobs of yours: {', '.join(plan.jobs)}."
    if plan.files:
        yield f"Jobs and organisations: {', '.join(plan.files)}."
    if reading.counts:
        yield f"Read: {', '.join(_counted(number, clean(what)) for what, number in reading.counts.items())}."
    if people := len({one.address for one in reading.sightings}):
        yield f"Seen: {people:,} {'person' if people == 1 else 'people'}, by address."


def _counted(number: int, what: str) -> str:
    """Give a figure with its words: those of a format are plural."""
    if number != 1:
        return f"{number:,} {what}"
    first, *rest = what.split(" ")
    one = "person" if first == "people" else first.removesuffix("s")
    return " ".join(("1", one.removesuffix("ie") + "y" if one.endswith("ie") else one, *rest))


def _listed(title: str, items: Iterable[str], most: int | None = None) -> list[str]:
    times = Counter(items)
    lines = [f"  {clean(item)}{f'  ({number:,} times)' if number > 1 else ''}" for item, number in times.items()]
    if not lines:
        return []
    rest = len(lines) - most if most else 0
    more = [f"  and {rest:,} more ('netkeep -v import …' names all)"] if rest > 0 else []
    return ["", heading(f"{title}:"), *lines[:most], *more]


def _person(person: Person) -> str:
    notes = f"  ({'; '.join(person.notes)})" if person.notes else ""
    return f"{person.path}  {person.name}{notes}"


def _unsure(unsure: Unsure) -> str:
    people = [f"{pair.id}: {', '.join(pair.evidence)}" if pair.evidence else pair.id for pair in unsure.pairs]
    shown = "; ".join(people[:_PEOPLE_SHOWN])
    return f"{unsure.where}  {unsure.candidate.name}: {unsure.why}{f' ({shown})' if shown else ''}"


def _problem(problem: Problem) -> str:
    return f"{problem.where}: {problem.message}{f' ({problem.help})' if problem.help else ''}"


def _next(plan: Plan, reading: Reading, *, dry_run: bool) -> Iterator[str]:
    if dry_run:
        yield quiet("Nothing was written. Next: the same without --dry-run")
    elif reading.sightings:
        yield quiet("Next: netkeep suggest tells who of those seen you have probably missed")
    elif plan.created and all(one.chosen for one in reading.candidates):
        yield quiet("Next: netkeep check")
    elif plan.created:
        yield quiet("Next: netkeep list --tag to-triage · netkeep check")


def record(plan: Plan, *, dry_run: bool) -> dict[str, object]:
    """Give the same for programs; see docs/json.md."""
    return {
        "source": plan.base.source,
        "dry_run": dry_run,
        "created": _people(plan.created),
        "changed": _people(plan.changed),
        "unchanged": _people(plan.unchanged),
        "unclear": [_unsure_record(one) for one in plan.unclear],
        "refused": [{"where": one.where, "why": one.message, "help": one.help} for one in plan.refused],
        "away": list(plan.away),
        "jobs": list(plan.jobs),
        "files": list(plan.files),
        "entries": plan.entries,
    }


def _people(people: Sequence[Person]) -> list[dict[str, object]]:
    return [
        {"id": one.id, "name": one.name, "path": one.path, "where": one.where, "notes": list(one.notes)}
        for one in people
    ]


def _unsure_record(unsure: Unsure) -> dict[str, object]:
    pairs = [{"id": pair.id, "score": pair.score, "evidence": list(pair.evidence)} for pair in unsure.pairs]
    return {"where": unsure.where, "name": unsure.candidate.name, "why": unsure.why, "people": pairs}
