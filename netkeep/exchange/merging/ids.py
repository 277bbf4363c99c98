"""Whom and what a source names by ids of its own -> the ids of this vault, where there is one for it."""

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

    ``hidden`` tells who is private here: an export may have left them out, so silence about them means nothing.
    """

    person: Find = nobody
    job: Find = nobody
    hidden: Callable[[str], bool] = lambda _: False


@dataclass(frozen=True, slots=True)
class Placed:
    """What is said, in the ids of this vault; ``unknown`` are the fields that name what is not in it."""

    said: Said
    unknown: tuple[Field, ...] = ()


def placed(person: str, said: Said, base: Said, ids: Ids) -> Placed:
    """Return what a source says of somebody, whose id is ``person``, in the ids of this vault; nobody knows themselves.

    Somebody private whom it named before, as ``base`` has it, is named still.
    """
    found: dict[Field, tuple[FactValue, ...]] = {}
    unknown: list[Field] = []
    for name in TIES:
        here = [_placed(value, ids) for value in said.get(name, ())]
        unknown += [name] if None in here else []
        wanted = [value for value in here if value is not None and target(value) != person]
        named = {target(value) for value in wanted}
        kept = (value for value in base.get(name, ()) if target(value) not in named and ids.hidden(target(value)))
        if both := once((*wanted, *kept)):
            found[name] = both
    return Placed({**{name: values for name, values in said.items() if name not in TIES}, **found}, tuple(unknown))


def target(value: FactValue) -> str:
    """Return the id that a tie leads to."""
    match value:
        case Engagement(job, _):
            return job
        case Acquaintance(person, _):
            return person
    return str(value)


def moved(value: FactValue, new: str) -> FactValue:
    """Return a tie that leads to another id."""
    match value:
        case Engagement():
            return replace(value, job=new)
        case Acquaintance():
            return replace(value, id=new)
    return new


def retold(said: Said, old: str, new: str | None) -> Said:
    """Return what was said with ``new`` named for ``old`` in every tie; with None, what named it is left out."""
    found = dict(said)
    for name in TIES:
        ties = (moved(one, new) if new and target(one) == old else one for one in said.get(name, ()))
        found[name] = once(one for one in ties if target(one) != old)
    return {name: values for name, values in found.items() if values}


def tells_of(said: Said, person: str) -> bool:
    """Return whether any tie leads to an id."""
    return any(target(value) == person for name in TIES for value in said.get(name, ()))


def _placed(value: FactValue, ids: Ids) -> FactValue | None:
    find = ids.job if isinstance(value, Engagement) else ids.person
    here = find(target(value))
    return None if here is None else moved(value, here)
