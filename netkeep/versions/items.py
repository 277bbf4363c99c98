"""Which items of two lists are the same thing, and in which order three lists are made one."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from netkeep.model.contact_points import email_key, phone_key, url_key
from netkeep.model.fields import field_of
from netkeep.model.ids import unlink
from netkeep.model.names import fold
from netkeep.model.shapes import Record, Shape, Value
from netkeep.versions.parts import Part, said

PREFERRED_FIRST = frozenset({"emails", "phones", "addresses"})
"""The lists of which the first item is preferred: their order says something."""
_FORMS: dict[str, Callable[[str], str]] = {"email": email_key, "phone": phone_key, "id": unlink, "url": url_key}


class Triple(NamedTuple):
    """One thing in three versions; None where a version does not have it."""

    base: Part | None
    ours: Part | None
    theirs: Part | None


def triples(
    field: str, base: Sequence[Part], ours: Sequence[Part], theirs: Sequence[Part]
) -> tuple[list[Triple], bool] | None:
    """Return all that three lists or mappings hold, in the order of the one that they make.

    Also whether the order is that of theirs. None where both sides changed what the order says.
    """
    in_ours, in_theirs = same_things(field, base, ours), same_things(field, base, theirs)
    new_ours = [part for index, part in enumerate(ours) if index not in in_ours.values()]
    new_theirs = [part for index, part in enumerate(theirs) if index not in in_theirs.values()]
    added = same_things(field, new_ours, new_theirs)
    found = [
        Triple(part, _at(ours, in_ours.get(index)), _at(theirs, in_theirs.get(index)))
        for index, part in enumerate(base)
    ]
    found += [Triple(None, part, _at(new_theirs, added.get(index))) for index, part in enumerate(new_ours)]
    found += [Triple(None, None, part) for index, part in enumerate(new_theirs) if index not in added.values()]
    return _in_order(field, found, ours, theirs)


def _at(parts: Sequence[Part], index: int | None) -> Part | None:
    return None if index is None else parts[index]


def same_things(field: str, first: Sequence[Part], second: Sequence[Part]) -> dict[int, int]:
    """Return which part of the second collection is the same thing as which of the first, by index."""
    matched: dict[int, int] = {}
    keyed = any(part.key for part in (*first, *second))
    for key in (_identity(field),) if keyed else _KEYS.get(field, (_identity(field),)):
        free: dict[Hashable, list[int]] = {}
        for index, part in enumerate(second):
            if index not in matched.values():
                free.setdefault(key(part), []).append(index)
        for index, part in enumerate(first):
            known = free.get(key(part)) if index not in matched else None
            if known and (key is not _organisation or _alone(index, first, matched, known)):
                matched[index] = known.pop(0)
    return matched


def _alone(index: int, first: Sequence[Part], matched: dict[int, int], known: Sequence[int]) -> bool:
    """Return whether of an organisation one role alone is left over in each list: only then it is the same one."""
    org = _organisation(first[index])
    left = [other for other, part in enumerate(first) if other not in matched and _organisation(part) == org]
    return len(left) == 1 == len(known)


def alike(field: str, first: Part, second: Part) -> bool:
    """Return whether two items that are the same thing say the same, the form of what they are known by aside."""
    if first.key or second.key:
        return False
    one, other = said(first.node, first.shape), said(second.node, second.shape)
    if not isinstance(one, dict) or not isinstance(other, dict):
        return isinstance(one, str) and isinstance(other, str)
    row = field_of(field)
    known = row.known_by if row else ()
    return all(one.get(name) == other.get(name) for name in {*one, *other}.difference(known))


def _identity(field: str) -> Callable[[Part], Hashable]:
    row = field_of(field)
    names = row.known_by if row else ()

    def key(part: Part) -> Hashable:
        if part.key:
            return part.name
        value = said(part.node, part.shape)
        if isinstance(value, dict):
            wanted = names or (sorted(part.shape.required) if isinstance(part.shape, Record) else ())
            known = tuple((name, _form(_inner(part.shape, name), value[name])) for name in wanted if value.get(name))
            return known or repr(value)
        return _form(part.shape, value)

    return key


def _inner(shape: Shape, name: str) -> Shape:
    return shape.fields[name] if isinstance(shape, Record) else shape


def _form(shape: Shape, value: object) -> str:
    """Return the form in which two values of a shape are the same one."""
    if not isinstance(value, str):
        return repr(value)
    return _FORMS.get(shape.kind, _folded)(value) if isinstance(shape, Value) else value


def _folded(text: str) -> str:
    return " ".join(fold(text).split())


def _role(part: Part) -> Hashable:
    return repr(sorted(_texts(part).items()))


def _organisation_and_title(part: Part) -> Hashable:
    texts = _texts(part)
    return _folded(texts.get("org", "")), _folded(texts.get("title", ""))


def _organisation(part: Part) -> Hashable:
    return _folded(_texts(part).get("org", ""))


def _texts(part: Part) -> dict[str, str]:
    value = said(part.node, part.shape)
    return {key: text for key, text in value.items() if isinstance(text, str)} if isinstance(value, dict) else {}


_KEYS: dict[str, tuple[Callable[[Part], Hashable], ...]] = {"roles": (_role, _organisation_and_title, _organisation)}
"""By what the items of a list are the same, the surest first, where more than their identity can tell."""


def _in_order(
    field: str, found: Sequence[Triple], ours: Sequence[Part], theirs: Sequence[Part]
) -> tuple[list[Triple], bool] | None:
    """Return things in the order of ours, or of theirs where only they changed it; None for two orders that clash."""
    ranks = {id(part): rank for parts in (ours, theirs) for rank, part in enumerate(parts)}

    def rank(part: Part | None) -> int:
        return ranks[id(part)]

    common = [one for one in found if one.base and one.ours and one.theirs]
    ours_moved = _moved(rank(one.ours) for one in common)
    theirs_moved = _moved(rank(one.theirs) for one in common)
    if field in PREFERRED_FIRST and not any(part.key for part in ours):
        differently = ours_moved and theirs_moved and not _same_order(common, rank)
        if differently or _two_first(found, ours, theirs):
            return None
    follow_theirs = theirs_moved and not ours_moved
    lead, other = ("theirs", "ours") if follow_theirs else ("ours", "theirs")
    placed = sorted((one for one in found if getattr(one, lead)), key=lambda one: rank(getattr(one, lead)))
    late = [one for one in found if not getattr(one, lead) and getattr(one, other)]
    for one in sorted(late, key=lambda one: rank(getattr(one, other))):
        placed.insert(_behind(placed, other, rank(getattr(one, other)), rank), one)
    return placed, follow_theirs


def _behind(placed: Sequence[Triple], side: str, place: int, rank: Callable[[Part | None], int]) -> int:
    """Return where what one side alone has belongs: behind what stands before it there, and what the other added."""
    parts = [getattr(one, side) for one in placed]
    before = [(rank(part), index) for index, part in enumerate(parts) if part and rank(part) < place]
    at = max(before)[1] + 1 if before else 0
    while at < len(placed) and placed[at].base is None and parts[at] is None:
        at += 1
    return at


def _moved(ranks: Iterable[int]) -> bool:
    listed = list(ranks)
    return listed != sorted(listed)


def _same_order(common: Sequence[Triple], rank: Callable[[Part | None], int]) -> bool:
    return all(
        (rank(one.ours) < rank(other.ours)) == (rank(one.theirs) < rank(other.theirs))
        for one, other in combinations(common, 2)
    )


def _two_first(found: Sequence[Triple], ours: Sequence[Part], theirs: Sequence[Part]) -> bool:
    """Return whether both sides put something first that was not so before, and not the same: each prefers another."""
    mine, yours = _put_first(found, "ours", ours), _put_first(found, "theirs", theirs)
    return mine is not None and yours is not None and mine is not yours


def _put_first(found: Sequence[Triple], side: str, parts: Sequence[Part]) -> Triple | None:
    """Return what a side has put first; None where it stood first before, or nothing did."""
    kept = next((one for one in found if one.base and getattr(one, side)), None)
    first = next((one for one in found if parts and getattr(one, side) is parts[0]), None)
    return None if first is kept or not any(one.base for one in found) else first
