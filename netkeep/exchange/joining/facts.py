"""The front matter of two people joined: what one lacks is taken from the other, and nothing is lost."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from netkeep.exchange.matching.forms import forms
from netkeep.model.contact_points import url_key
from netkeep.model.dates import Birthday
from netkeep.model.fields import FIELDS, Field, record_of
from netkeep.model.names import fold, org_key
from netkeep.model.people import Acquaintance, Contact, Engagement, Role
from netkeep.model.shapes import BIRTHDAY, Record, Value, item_of, values_of
from netkeep.text.values import text_of

_T = TypeVar("_T")
_SINGLE = tuple(row.key for row in FIELDS if isinstance(row.shape, Value) and row.key not in {"name", "private"})
_ALSO = "also"


@dataclass(frozen=True, slots=True)
class Joined:
    """The person that two became; ``aside`` names the fields in which they differ, and what went to ``x:``."""

    contact: Contact
    aside: tuple[str, ...]


def joined(keep: Contact, other: Contact) -> Joined:
    """Join the facts of ``other`` to those of ``keep``; their bodies are left alone.

    Where both have another single value, that of ``keep`` stays and the other one goes to ``x: {also: …}``. Who is
    private stays so, who is in touch is not archived by being joined.
    """
    both = frozenset({keep.id, other.id})
    keep, other = _without(keep, both), _without(other, both)
    aside: dict[str, list[str]] = {}
    own: Mapping[str, Callable[[], object]] = {
        "name": lambda: keep.name,
        "aliases": lambda: _aliases(keep, other),
        "links": lambda: _links(keep.links, other.links),
        "roles": lambda: _roles(keep.roles, other.roles),
        "worked_with": lambda: _engagements((*keep.worked_with, *other.worked_with)),
        "knows": lambda: _knows((*keep.knows, *other.knows), aside),
        "private": lambda: keep.private or other.private,
        "archived": lambda: keep.archived,
        "x": lambda: keep.x,  # what becomes of it depends on all others
    }
    wanted = {row.key: own[row.key]() if row.key in own else _both(row, keep, other, aside) for row in FIELDS}
    contact = replace(keep, **cast("dict[str, Any]", wanted))
    for one in (keep, other):
        for field, text in _left_over(contact, one).items():
            _set_aside(aside, field, text)
    properties, both_say = _properties(keep, other, aside)
    x = _free(_free(keep.x, other.x, {}), both_say, aside)
    return Joined(replace(contact, x=x, properties=properties), tuple(aside))


def _properties(
    keep: Contact, other: Contact, aside: dict[str, list[str]]
) -> tuple[dict[str, object], dict[str, object]]:
    """Join the keys of other programs; also give what of the other's is no single text and differs.

    Lists are joined, and who is kept off the site stays off it.
    """
    found, left = dict(keep.properties), dict[str, object]()
    for key, theirs in other.properties.items():
        mine = found.setdefault(key, theirs)
        if isinstance(mine, tuple) and isinstance(theirs, tuple):
            found[key] = (*mine, *(one for one in theirs if one not in mine))
        elif mine != theirs and isinstance(theirs, str):
            _set_aside(aside, key, theirs)
        elif mine != theirs:
            left[key] = theirs
    if keep.published and not other.published:
        found["publish"] = other.properties["publish"]
        aside.pop("publish", None)
    return found, left


def _set_aside(aside: dict[str, list[str]], key: str, text: str) -> None:
    """Keep what another value stands in the place of; a file may say one thing in three ways."""
    texts = aside.setdefault(key, [])
    if text not in texts:
        texts.append(text)


def _without(contact: Contact, both: frozenset[str]) -> Contact:
    """Return a contact that does not name the two who are joined: nobody knows or introduces themselves."""
    introduced_by = None if contact.introduced_by in both else contact.introduced_by
    knows = tuple(item for item in contact.knows if item.id not in both)
    return replace(contact, introduced_by=introduced_by, knows=knows)


def _both(row: Field, keep: Contact, other: Contact, aside: dict[str, list[str]]) -> object:
    """Join the values of a field as the shape of its row says."""
    mine, theirs = getattr(keep, row.key), getattr(other, row.key)
    record = record_of(row)
    if isinstance(row.shape, Value):
        return _fuller(mine, theirs) if row.shape == BIRTHDAY else _first(mine, theirs)
    return _items(row, record, (*mine, *theirs), aside) if record else _once((*mine, *theirs))


def _first(mine: _T | None, theirs: _T | None) -> _T | None:
    return theirs if mine is None else mine


def _fuller(mine: Birthday | None, theirs: Birthday | None) -> Birthday | None:
    return theirs if mine and theirs and _says(theirs, mine) else _first(mine, theirs)


def _says(one: object, two: object) -> bool:
    """Return whether a value says all that another says: a birthday with its year also the day."""
    if isinstance(one, Birthday) and isinstance(two, Birthday) and two.year is None:
        return (one.month, one.day) == (two.month, two.day)
    return one == two


def _left_over(contact: Contact, one: Contact) -> dict[str, str]:
    """Return the single values of one of the two that the joined contact does not say."""
    values = {name: (getattr(one, name), getattr(contact, name)) for name in _SINGLE}
    return {name: text_of(own) for name, (own, kept) in values.items() if own is not None and not _says(kept, own)}


def _aliases(keep: Contact, other: Contact) -> tuple[str, ...]:
    """Return what else they are called: all that is spelt otherwise than the name."""
    return _once((*keep.aliases, *(name for name in (other.name, *other.aliases) if name != keep.name)))


def _once(values: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(values))


def _items(row: Field, record: Record, items: Iterable[object], aside: dict[str, list[str]]) -> tuple[object, ...]:
    """Join addresses, numbers and the like: what one does not say of the same thing, such as its label, the other does.

    What they say differently is set aside.
    """
    known_by = [key for key in record.fields if key in row.known_by or (row.several and key in record.required)]
    found: dict[tuple[str, ...], dict[str, object]] = {}
    for item in items:
        key = forms(record, item, known_by)
        values = values_of(record, item)
        known = found.setdefault(key, values)
        for part in (key for key in record.fields if key not in known_by):
            if known[part] is None:
                known[part] = values[part]
            elif values[part] not in {None, known[part]}:
                _set_aside(aside, f"{part} of {', '.join(filter(None, key))}", text_of(values[part]))
    return tuple(item_of(record, values) for values in found.values())


def _links(mine: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    found, keys = dict(mine), set(map(url_key, mine.values()))
    for service, url in theirs.items():
        if url_key(url) not in keys:
            found[_free_name(service, found)] = url
    return found


def _free_name(wanted: str, taken: Mapping[str, object]) -> str:
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name


def _roles(mine: tuple[Role, ...], theirs: tuple[Role, ...]) -> tuple[Role, ...]:
    """Join roles that do not contradict each other; the others stand newest first, where they did before."""
    found = list(mine)
    for role in theirs:
        at = next((index for index, one in enumerate(found) if _agree(one, role)), None)
        if at is None:
            found.insert(_place(found, role), role)
        else:
            found[at] = _filled_role(found[at], role)
    return tuple(found)


def _agree(one: Role, two: Role) -> bool:
    """Return whether two may be one role: the same organisation, and nothing that both say differs."""
    if org_key(one.org) != org_key(two.org) or (one.end is None) != (two.end is None):
        return False
    same_text = all(
        a is None or b is None or fold(a) == fold(b) for a, b in ((one.title, two.title), (one.team, two.team))
    )
    same_date = all(a is None or b is None or a == b for a, b in ((one.start, two.start), (one.end, two.end)))
    return same_text and same_date


def _filled_role(one: Role, two: Role) -> Role:
    return Role(one.org, one.title or two.title, one.team or two.team, one.start or two.start, one.end or two.end)


def _place(roles: list[Role], new: Role) -> int:
    """Return where a role belongs in a list that is kept newest first."""
    return next((index for index, one in enumerate(roles) if _age(one) < _age(new)), len(roles))


def _age(role: Role) -> tuple[bool, str]:
    day = role.end or role.start
    return role.end is None, day.latest().isoformat() if day else ""


def _engagements(values: tuple[Engagement, ...]) -> tuple[Engagement, ...]:
    """Return each job once; where both say what they were in it and say it differently, twice."""
    said = {one.job for one in values if one.relation is not None}
    return _once(one for one in values if one.relation is not None or one.job not in said)


def _knows(values: Iterable[Acquaintance], aside: dict[str, list[str]]) -> tuple[Acquaintance, ...]:
    found: dict[str, Acquaintance] = {}
    for one in values:
        mine = found.setdefault(one.id, one)
        if mine.how is None:
            found[one.id] = one
        elif one.how not in {None, mine.how}:
            _set_aside(aside, f"knows {one.id}", str(one.how))
    return tuple(found.values())


def _free(
    mine: Mapping[str, object], theirs: Mapping[str, object], aside: Mapping[str, Sequence[str]]
) -> dict[str, object]:
    found = dict(mine)
    for key, value in theirs.items():
        if key not in found or found[key] != value:
            found[_free_name(key, found)] = value
    if aside:
        found[_free_name(_ALSO, found)] = {key: texts[0] if len(texts) == 1 else texts for key, texts in aside.items()}
    return found
