"""The plan for the end of a job in words: what to do, by when, with whom, and why."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from netkeep.model.people import Contact
from netkeep.network.exit_plan import Kind, Plan, Step
from netkeep.network.ledger import Ask
from netkeep.presenters.ties import reach_line, tie_line
from netkeep.words import ago, ahead, count, join_words, on_day, one_of, to_you

_LABELS: dict[Kind, str] = {
    "ask": "to ask for a word",
    "follow up": "to follow up",
    "reference": "to ask as a reference",
    "private address": "to ask for a private address",
    "give back": "to give back",
}


class ToDo(NamedTuple):
    """One thing to do: ``relation`` is one of the reasons ``why``, ``command`` what to type when it is done."""

    kind: Kind
    by: date
    contact: Contact
    favour: str | None
    task: str
    relation: str
    why: tuple[str, ...]
    command: str


class Day(NamedTuple):
    """The things to do by a day: ``words`` are ``Today``, ``By Monday 7 December``."""

    by: date
    words: str
    todos: tuple[ToDo, ...]


class PlanInWords(NamedTuple):
    """A plan in words: ``sums`` count its kinds, ``nobody_from`` and ``missing`` who is not in the vault."""

    title: str
    when: str
    sums: tuple[str, ...]
    days: tuple[Day, ...]
    nobody_from: str
    missing: str
    hello: str


def in_words(plan: Plan, today: date) -> PlanInWords:
    """Return a plan in words."""
    sums = tuple(f"{len(plan.of(kind))} {label}" for kind, label in _LABELS.items() if plan.of(kind))
    days = tuple(_day(day, tuple(steps), today) for day, steps in groupby(plan.steps, key=lambda step: step.by))
    verb = "Leaving" if plan.end >= today else "Left"
    return PlanInWords(
        f"{verb} {plan.job.org} on {on_day(plan.end, today)}",
        ahead(plan.end, today),
        sums,
        days,
        f"nobody from: {join_words(group.name for group in plan.thin)}" if plan.thin else "",
        f"{count(len(plan.missing), 'person', 'people')} seen at its addresses" if plan.missing else "",
        on_day(plan.hello, today),
    )


def _day(day: date, steps: Sequence[Step], today: date) -> Day:
    return Day(day, _by(day, steps, today), tuple(_todo(step, today) for step in steps))


def _by(day: date, steps: Sequence[Step], today: date) -> str:
    if day == today:
        return "Today"
    paused = all(step.contact.is_paused_or_archived(today) for step in steps)
    return f"{'From' if paused else 'By'} {on_day(day, today)}{' on' if paused else ''}"


def _todo(step: Step, today: date) -> ToDo:
    relation = to_you(step.relation)
    why = tuple(_why(step, relation, today))
    return ToDo(step.kind, step.by, step.contact, step.favour, _task(step), relation, why, _command(step))


def _task(step: Step) -> str:
    return {
        "ask": f"ask for {one_of(step.favour or 'word')}",
        "follow up": f"ask once more about the {step.favour}",
        "reference": "ask whether you may name them as a reference",
        "private address": _keep_in_touch(step),
        "give back": f"give back the {step.favour}",
    }[step.kind]


def _keep_in_touch(step: Step) -> str:
    if not step.strength.parts:
        return "say hello, and ask how to keep in touch"
    return "ask for a private address, a number or a profile"


def _why(step: Step, relation: str, today: date) -> Iterator[str]:
    if step.since:
        yield f"{'asked' if step.kind == 'follow up' else 'received'} {ago(step.since, today)}"
    yield relation
    yield tie_line(step.strength, today)
    if step.answer and step.answer.answered:
        yield _answered(step.answer, ago(step.answer.answered, today))
    if step.owes:
        yield "you have put in a word for them"
    if reach := reach_line(step.ways):
        yield reach
    if step.contact.is_paused_or_archived(today):
        yield "paused until then"


def _answered(ask: Ask, when: str) -> str:
    if ask.answer == "declined":
        return f"declined {one_of(ask.favour)} {when}"
    return f"{one_of(ask.favour)} from them {when}"


def _command(step: Step) -> str:
    person = step.contact.id
    if step.kind == "private address":
        return f"netkeep edit {person}"
    act = "gave" if step.kind == "give back" else "asked"
    return f"netkeep log {person} -k '{act} {step.favour}'"
