"""Who would be lost with a job, in words: who stays, who goes and why, and what helps most."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from netkeep.model.dates import Duration
from netkeep.network.exposure import Exposure, Standing, Step
from netkeep.presenters.ties import reach_line, tie_line
from netkeep.words import on_day

UNREACHABLE = "reached through the employer alone, or not at all"


class Lost(NamedTuple):
    """Somebody who would be lost with a job, and why."""

    id: str
    name: str
    why: str


class Deed(NamedTuple):
    """Something that helps: the minutes it takes, and what to do and to type."""

    minutes: int
    words: str


class Account(NamedTuple):
    """Who would be lost with a job: how many of how many people stay, and the others under their headings."""

    title: str
    people: int
    kept: int
    groups: tuple[tuple[str, tuple[Lost, ...]], ...]
    deeds: tuple[Deed, ...]


def kept_in_words(fades_after: Duration) -> str:
    """Return what applies to those who are not lost."""
    return f"could still be reached, and had contact with you in the last {fades_after}"


def account(exposure: Exposure, fades_after: Duration, today: date) -> Account:
    """Return the account of a job in words; nobody remembers the owner for longer than ``fades_after``."""
    ended = exposure.job.end is not None and exposure.job.end.latest() < today
    groups = (
        (UNREACHABLE, tuple(_lost(standing, _why(standing, today)) for standing in exposure.unreachable())),
        (
            f"no contact in {fades_after}",
            tuple(_lost(standing, tie_line(standing.strength, today)) for standing in exposure.forgetting()),
        ),
    )
    return Account(
        f"{exposure.job.org}, {'which has ended' if ended else 'if it ended today'}",
        len(exposure.people),
        exposure.kept,
        groups,
        tuple(Deed(step.minutes, deed(step)) for step in exposure.steps),
    )


def _lost(standing: Standing, why: str) -> Lost:
    return Lost(standing.contact.id, standing.contact.name, why)


def _why(standing: Standing, today: date) -> str:
    return "; ".join(_reasons(standing, today))


def _reasons(standing: Standing, today: date) -> Iterator[str]:
    if reach := reach_line(standing.ways):
        yield reach
    yield tie_line(standing.strength, today)
    if standing.contact.is_paused_or_archived(today) and standing.contact.paused_until:
        yield f"paused until {on_day(standing.contact.paused_until, today)}"


def deed(step: Step) -> str:
    """Return what to do, in words, and what to type."""
    if step.contact is None:
        name = step.seen.names[0] if step.seen and step.seen.names else step.seen.address if step.seen else ""
        return f"add {name}: netkeep suggest"
    if not step.met:
        return f"say hello to {step.contact.name}, and ask how to keep in touch: netkeep edit {step.contact.id}"
    if step.deed == "private address":
        return f"ask {step.contact.name} for a private address or a profile: netkeep edit {step.contact.id}"
    return f"say hello to {step.contact.name}: netkeep log {step.contact.id} -k coffee"
