"""Ids of a source -> ids of this vault, for the people and jobs that are in it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from netkeep.exchange.candidate import FactValue, Field
from netkeep.exchange.merging.facts import Said, once
from netkeep.model.people import Acquaintance, Engagement

Find = Callable[[str], str | None]
TIES: tuple[Field, ...] = ("worked_with", "introduced_by", "knows")


def nobody(_: str) -> None:
    """Find nobody."""


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids in this vault of a person and of a job that the source names; None for one that is not here.

    ``hidden`` tells who is private here: an export may have left them out, so their absence means nothing.
    """

    person: Find = nobody
    job: Find = nobody
    hidden: Callable[[str], bool] = lambda _: False


@dataclass(frozen=True, slots=True)
class Translated:
    """Facts in the ids of this vault; ``unknown`` are the fields that name somebody or something not in it."""

    said: Said
    unknown: tuple[Field, ...] = ()


def translated(person: str, said: Said, base: Said, ids: Ids) -> Translated:
    """Return what a source says of ``person``, in the ids of this vault; ties to themselves are left out.

    Ties to private people that the source named before, as ``base`` says, stay.
    """
    ties: dict[Field, tuple[FactValue, ...]] = {}
    unknown: list[Field] = []
    for name in TIES:
        here = [_with_id_here(value, ids) for value in said.get(name, ())]
        unknown += [name] if None in here else []
        wanted = [value for value in here if value is not None and target(value) != person]
        named = {target(value) for value in wanted}
        kept = (value for value in base.get(name, ()) if target(value) not in named and ids.hidden(target(value)))
        if both := once((*wanted, *kept)):
            ties[name] = both
    return Translated({**{name: values for name, values in said.items() if name not in TIES}, **ties}, tuple(unknown))


def target(value: FactValue) -> str:
    """Return the id that a tie leads to."""
    match value:
        case Engagement(job, _):
            return job
        case Acquaintance(person, _):
            return person
    return str(value)


def with_target(value: FactValue, new: str) -> FactValue:
    """Return a tie that leads to another id."""
    match value:
        case Engagement():
            return replace(value, job=new)
        case Acquaintance():
            return replace(value, id=new)
    return new


def retargeted(said: Said, old: str, new: str | None) -> Said:
    """Return facts in which every tie to ``old`` leads to ``new``; with None, these ties are left out."""
    changed = dict(said)
    for name in TIES:
        ties = (with_target(value, new) if new and target(value) == old else value for value in said.get(name, ()))
        changed[name] = once(value for value in ties if target(value) != old)
    return {name: values for name, values in changed.items() if values}


def mentions(said: Said, person: str) -> bool:
    """Return whether any tie leads to a person."""
    return any(target(value) == person for name in TIES for value in said.get(name, ()))


def _with_id_here(value: FactValue, ids: Ids) -> FactValue | None:
    find = ids.job if isinstance(value, Engagement) else ids.person
    here = find(target(value))
    return None if here is None else with_target(value, here)
