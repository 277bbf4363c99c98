"""What a job would take with it, in words: who is kept, who would be lost and why, and the work that helps most."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from netkeep.network.exposure import Exposure, Standing, Step
from netkeep.presenters.ties import reach_line, tie_line
from netkeep.words import on_day

KEPT = "could still be reached and would remember you"
UNREACHABLE = "reached through the employer alone, or not at all"
FORGETTING = "would not remember you"


class Lost(NamedTuple):
    """Somebody who would be lost with a job, and why."""

    id: str
    name: str
    why: str


class Deed(NamedTuple):
    """A piece of work that helps: the minutes it takes, and what to do and to type."""

    minutes: int
    words: str


class Account(NamedTuple):
    """What a job would take with it: of how many people how many are kept, and the others under their headings."""

    title: str
    people: int
    kept: int
    groups: tuple[tuple[str, tuple[Lost, ...]], ...]
    deeds: tuple[Deed, ...]


def account(found: Exposure, today: date) -> Account:
    """Return the account of a job in words."""
    ended = found.job.end is not None and found.job.end.latest() < today
    groups = (
        (UNREACHABLE, tuple(_lost(one, _why(one, today)) for one in found.unreachable())),
        (FORGETTING, tuple(_lost(one, tie_line(one.strength, today)) for one in found.forgetting())),
    )
    return Account(
        f"{found.job.org}, {'which has ended' if ended else 'if it ended today'}",
        len(found.people),
        found.kept,
        groups,
        tuple(Deed(step.minutes, deed(step)) for step in found.steps),
    )


def _lost(one: Standing, why: str) -> Lost:
    return Lost(one.contact.id, one.contact.name, why)


def _why(one: Standing, today: date) -> str:
    return "; ".join(_reasons(one, today))


def _reasons(one: Standing, today: date) -> Iterator[str]:
    if reach := reach_line(one.ways):
        yield reach
    yield tie_line(one.strength, today)
    if one.contact.is_paused_or_archived(today) and one.contact.paused_until:
        yield f"paused until {on_day(one.contact.paused_until, today)}"


def deed(step: Step) -> str:
    """Return a piece of work in words, and what to type."""
    if step.contact is None:
        name = step.seen.names[0] if step.seen and step.seen.names else step.seen.address if step.seen else ""
        return f"add {name}: netkeep suggest"
    if not step.met:
        return f"say hello to {step.contact.name}, and ask how to keep in touch: netkeep edit {step.contact.id}"
    if step.deed == "private address":
        return f"ask {step.contact.name} for a private address or a profile: netkeep edit {step.contact.id}"
    return f"say hello to {step.contact.name}: netkeep log {step.contact.id} -k coffee"
