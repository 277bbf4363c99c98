"""Joining the front matter of two people: what one lacks comes from the other, and nothing is lost."""

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
    """The joined person; ``aside`` names the fields in which the two differ, kept under ``x:``."""

    contact: Contact
    aside: tuple[str, ...]


def joined(keep: Contact, other: Contact) -> Joined:
    """Join the facts of ``other`` to those of ``keep``; their bodies are left alone.

    Where both have different single values, that of ``keep`` stays and the other one goes to ``x: {also: …}``. Private
    people stay private, and people in touch are not archived by joining them.
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
        "x": lambda: keep.x,  # merged below, as it depends on all the others
    }
    wanted = {row.key: own[row.key]() if row.key in own else _both(row, keep, other, aside) for row in FIELDS}
    contact = replace(keep, **cast("dict[str, Any]", wanted))
    for original in (keep, other):
        for field, text in _left_over(contact, original).items():
            _set_aside(aside, field, text)
    properties, both_say = _properties(keep, other, aside)
    x = _free(_free(keep.x, other.x, {}), both_say, aside)
    return Joined(replace(contact, x=x, properties=properties), tuple(aside))


def _properties(
    keep: Contact, other: Contact, aside: dict[str, list[str]]
) -> tuple[dict[str, object], dict[str, object]]:
    """Join the keys of other programs; also return the other's values that differ and are not single texts.

    Lists are joined, and people kept off the site stay off it.
    """
    merged, left = dict(keep.properties), dict[str, object]()
    for key, theirs in other.properties.items():
        mine = merged.setdefault(key, theirs)
        if isinstance(mine, tuple) and isinstance(theirs, tuple):
            merged[key] = (*mine, *(value for value in theirs if value not in mine))
        elif mine != theirs and isinstance(theirs, str):
            _set_aside(aside, key, theirs)
        elif mine != theirs:
            left[key] = theirs
    if keep.published and not other.published:
        merged["publish"] = other.properties["publish"]
        aside.pop("publish", None)
    return merged, left


def _set_aside(aside: dict[str, list[str]], key: str, text: str) -> None:
    """Keep a value that gives way to another; there may be several for one field."""
    texts = aside.setdefault(key, [])
    if text not in texts:
        texts.append(text)


def _without(contact: Contact, both: frozenset[str]) -> Contact:
    """Return a contact without ties to the two who are joined: nobody knows or introduces themselves."""
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


def _says(value: object, other: object) -> bool:
    """Return whether a value says all that another says: a birthday with its year also the day."""
    if isinstance(value, Birthday) and isinstance(other, Birthday) and other.year is None:
        return (value.month, value.day) == (other.month, other.day)
    return value == other


def _left_over(contact: Contact, original: Contact) -> dict[str, str]:
    """Return the single values of one of the two that the joined contact does not say."""
    values = {name: (getattr(original, name), getattr(contact, name)) for name in _SINGLE}
    return {name: text_of(own) for name, (own, kept) in values.items() if own is not None and not _says(kept, own)}


def _aliases(keep: Contact, other: Contact) -> tuple[str, ...]:
    """Return all names that are spelt differently from the name."""
    return _once((*keep.aliases, *(name for name in (other.name, *other.aliases) if name != keep.name)))


def _once(values: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(values))


def _items(row: Field, record: Record, items: Iterable[object], aside: dict[str, list[str]]) -> tuple[object, ...]:
    """Join addresses, numbers and the like: parts that one lacks, such as a label, come from the other.

    Parts that differ are set aside.
    """
    known_by = [key for key in record.fields if key in row.known_by or (row.several and key in record.required)]
    by_form: dict[tuple[str, ...], dict[str, object]] = {}
    for item in items:
        key = forms(record, item, known_by)
        values = values_of(record, item)
        kept = by_form.setdefault(key, values)
        for part in (key for key in record.fields if key not in known_by):
            if kept[part] is None:
                kept[part] = values[part]
            elif values[part] not in {None, kept[part]}:
                _set_aside(aside, f"{part} of {', '.join(filter(None, key))}", text_of(values[part]))
    return tuple(item_of(record, values) for values in by_form.values())


def _links(mine: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    links, keys = dict(mine), set(map(url_key, mine.values()))
    for service, url in theirs.items():
        if url_key(url) not in keys:
            links[_free_name(service, links)] = url
    return links


def _free_name(wanted: str, taken: Mapping[str, object]) -> str:
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name


def _roles(mine: tuple[Role, ...], theirs: tuple[Role, ...]) -> tuple[Role, ...]:
    """Join roles that do not contradict each other; the others are inserted newest first."""
    roles = list(mine)
    for role in theirs:
        index = next((number for number, own in enumerate(roles) if _agree(own, role)), None)
        if index is None:
            roles.insert(_place(roles, role), role)
        else:
            roles[index] = _filled_role(roles[index], role)
    return tuple(roles)


def _agree(first: Role, second: Role) -> bool:
    """Return whether two roles may be one: the same organisation, and no part that both have differs."""
    if org_key(first.org) != org_key(second.org) or (first.end is None) != (second.end is None):
        return False
    same_text = all(
        left is None or right is None or fold(left) == fold(right)
        for left, right in ((first.title, second.title), (first.team, second.team))
    )
    same_date = all(
        left is None or right is None or left == right
        for left, right in ((first.start, second.start), (first.end, second.end))
    )
    return same_text and same_date


def _filled_role(first: Role, second: Role) -> Role:
    return Role(
        first.org,
        first.title or second.title,
        first.team or second.team,
        first.start or second.start,
        first.end or second.end,
    )


def _place(roles: list[Role], new: Role) -> int:
    """Return where a role belongs in a list that is kept newest first."""
    return next((index for index, role in enumerate(roles) if _age(role) < _age(new)), len(roles))


def _age(role: Role) -> tuple[bool, str]:
    day = role.end or role.start
    return role.end is None, day.latest().isoformat() if day else ""


def _engagements(values: tuple[Engagement, ...]) -> tuple[Engagement, ...]:
    """Return each job once, or twice where the relations in it differ."""
    with_relation = {engagement.job for engagement in values if engagement.relation is not None}
    return _once(
        engagement for engagement in values if engagement.relation is not None or engagement.job not in with_relation
    )


def _knows(values: Iterable[Acquaintance], aside: dict[str, list[str]]) -> tuple[Acquaintance, ...]:
    by_id: dict[str, Acquaintance] = {}
    for acquaintance in values:
        mine = by_id.setdefault(acquaintance.id, acquaintance)
        if mine.how is None:
            by_id[acquaintance.id] = acquaintance
        elif acquaintance.how not in {None, mine.how}:
            _set_aside(aside, f"knows {acquaintance.id}", str(acquaintance.how))
    return tuple(by_id.values())


def _free(
    mine: Mapping[str, object], theirs: Mapping[str, object], aside: Mapping[str, Sequence[str]]
) -> dict[str, object]:
    values = dict(mine)
    for key, value in theirs.items():
        if key not in values or values[key] != value:
            values[_free_name(key, values)] = value
    if aside:
        values[_free_name(_ALSO, values)] = {
            key: texts[0] if len(texts) == 1 else texts for key, texts in aside.items()
        }
    return values
