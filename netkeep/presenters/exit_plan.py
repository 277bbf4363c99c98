"""The plan for the end of a job in words: what to do, by when, with whom, and why."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise
from typing import NamedTuple

from netkeep.model.people import Contact
from netkeep.network.exit_plan import Kind, Plan, Step
from netkeep.network.ledger import Ask
from netkeep.presenters.ties import reach_line, tie_line
from netkeep.words import ago, ahead, count, join_words, on_day, one_of, to_you

_ASK = "ask "
_LABELS: dict[Kind, str] = {
    "ask": "people to ask",
    "follow up": "to follow up",
    "reference": "to ask as a reference",
    "private address": "to ask for a private address",
    "give back": "to give back",
}


class Deed(NamedTuple):
    """One thing to do: the reasons ``why``, and what to type when it is done."""

    kind: Kind
    favour: str | None
    task: str
    why: tuple[str, ...]
    command: str


class ToDo(NamedTuple):
    """All that there is to do with one person, in one go: ``task`` and ``why`` of all deeds together."""

    by: date
    contact: Contact
    relation: str
    deeds: tuple[Deed, ...]

    @property
    def task(self) -> str:
        """Return ``ask for a recommendation, and whether you may name them as a reference``."""
        tasks = [deed.task for deed in self.deeds]
        others = (task.removeprefix(_ASK) if previous.startswith(_ASK) else task for previous, task in pairwise(tasks))
        return ", and ".join([tasks[0], *others])

    @property
    def why(self) -> tuple[str, ...]:
        """Return every reason once."""
        return tuple(dict.fromkeys(reason for deed in self.deeds for reason in deed.why))


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
    sums = tuple(_sum(len(plan.of(kind)), label) for kind, label in _LABELS.items() if plan.of(kind))
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


def _sum(number: int, label: str) -> str:
    return f"{number:,} {label.replace('people', 'person') if number == 1 else label}"


def _day(day: date, steps: Sequence[Step], today: date) -> Day:
    by_person: dict[str, list[Step]] = {}
    for step in steps:
        by_person.setdefault(step.contact.id, []).append(step)
    return Day(day, _by(day, steps, today), tuple(_todo(of_person, today) for of_person in by_person.values()))


def _by(day: date, steps: Sequence[Step], today: date) -> str:
    if day == today:
        return "Today"
    paused = all(step.contact.is_paused_or_archived(today) for step in steps)
    return f"{'From' if paused else 'By'} {on_day(day, today)}{' on' if paused else ''}"


def _todo(steps: Sequence[Step], today: date) -> ToDo:
    first, relation = steps[0], to_you(steps[0].relation)
    deeds = tuple(
        Deed(step.kind, step.favour, _task(step), tuple(_why(step, relation, today)), _command(step)) for step in steps
    )
    return ToDo(first.by, first.contact, relation, deeds)


def _task(step: Step) -> str:
    return {
        "ask": f"ask for {one_of(step.favour or 'word')}",
        "follow up": f"ask again about the {step.favour}",
        "reference": "ask whether you may name them as a reference",
        "private address": _keep_in_touch(step),
        "give back": f"give {one_of(step.favour or 'favour')} in return",
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
        yield "you have put in a good word for them"
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
