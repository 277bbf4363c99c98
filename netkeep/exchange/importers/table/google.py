"""Google Contacts as CSV, both generations of header.

Several values in one cell are separated by `` ::: ``, ``* `` before a label marks the preferred one, and a label has a
column of its own: ``E-mail 1 - Label`` (formerly ``Type``) belongs to ``E-mail 1 - Value``.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from netkeep.exchange.cells import item, unguarded
from netkeep.exchange.importers.table.by_row import Cell
from netkeep.exchange.importers.table.fill import is_everyone
from netkeep.exchange.importers.table.header import Target, key, target
from netkeep.exchange.importers.table.layout import Layout, says_nothing
from netkeep.exchange.importers.table.rows import Row, Table

_NUMBERED = re.compile(r"(.+?) (\d{1,3}) - (.+)")
_GROUPS: Final[Mapping[tuple[str, str], str]] = {
    ("email", "value"): "emails",
    ("phone", "value"): "phones",
    ("website", "value"): "links",
    ("organization", "name"): "org",
    ("organization", "title"): "title",
    ("organization", "department"): "team",
    ("address", "city"): "city",
    ("address", "region"): "region",
    ("address", "country"): "country",
}
_NUMBERED_NAMES = frozenset(
    {*(name for name, _ in _GROUPS), "im", "relation", "event", "customfield", "externalid", "calendarlink", "jot"}
)
_LABELS = frozenset({"type", "label"})
_ALONE: Final = {"fileas": "ignored", "photo": "ignored", "givenname": "first", "familyname": "last"}
_LABELLED = frozenset({"emails", "phones"})
_LISTS = frozenset({*_LABELLED, "links"})
_NAMED_BY_LABEL = frozenset({"customfield", "event", "relation", "im"})
_SEPARATOR = ":::"
_FAX = re.compile(r"(?:home|work|other) ?fax")
_OLD, _NEW = frozenset({"yominame", "groupmembership"}), frozenset({"fileas", "labels"})
_ESCAPED_SCHEME = re.compile(r"^(\s*https?)\\:")  # http\://www.google.com/profiles/… is what Google writes
_STAR = re.compile(r"\*(?: |$)|System Group: ")


def is_google(header: Sequence[str], keys: Collection[str]) -> bool:
    """Return whether a header is Google's: it has numbered columns, or those that only Google has."""
    return any(map(is_numbered, header)) or set(keys) >= _OLD or set(keys) >= _NEW


def is_numbered(header: str) -> bool:
    """Return whether this is one of the numbered columns of an address, a phone number or the like."""
    numbered = _numbered(header)
    return numbered is not None and numbered[0] in _NUMBERED_NAMES


@lru_cache(maxsize=4096)
def _numbered(header: str) -> tuple[str, str, str] | None:
    match = _NUMBERED.fullmatch(header.strip())
    return (key(match[1]), match[2], key(match[3])) if match else None


def target_of(header: str) -> Target | None:
    """Return the target of a column."""
    if numbered := _numbered(header):
        part = _GROUPS.get((numbered[0], numbered[2]), "other")
        return Target(part, None, numbered[1]) if numbered[0] in _NUMBERED_NAMES else None
    part = _ALONE.get(key(header), "")
    return Target(part) if part else target(header)


def _cells(table: Table, targets: Sequence[Target | None], row: Row) -> list[Cell]:
    values = [unguarded(cell).strip() for cell in row.cells]
    groups = [_numbered(header) for header in table.header]
    labels = {group[:2]: value for group, value in zip(groups, values, strict=False) if group and group[2] in _LABELS}
    preferred: list[Cell] = []
    others: list[Cell] = []
    for wanted, group, column, value in zip(targets, groups, table.header, values, strict=False):
        if value and not (group and group[2] in _LABELS):
            label = labels.get(group[:2], "") if group else ""
            (preferred if _STAR.match(label) else others).extend(_spread(wanted, group, label, column, value))
    return [*preferred, *others]


def _spread(
    wanted: Target | None, group: tuple[str, str, str] | None, label: str, column: str, value: str
) -> Iterator[Cell]:
    """Yield one cell for each of the values in a cell."""
    if wanted is None or wanted.part == "other":
        named = group and group[0] in _NAMED_BY_LABEL and label
        yield Cell(None, _plain_label(label) if named else column, value)
    elif wanted.part == "tags":
        yield from _tags(wanted, column, value)
    else:
        for number, single in enumerate(value.split(_SEPARATOR)):
            own_label = _FAX.sub("fax", _plain_label(label).lower()) if wanted.part in _LABELLED else ""
            own_group = f"{wanted.group}.{number}" if number else wanted.group
            if single.strip() and not says_nothing(single, wanted.part):
                plain = _ESCAPED_SCHEME.sub(r"\1:", single) if wanted.part == "links" else single
                words = item(plain) if group and wanted.part in _LISTS else plain
                yield Cell(Target(wanted.part, own_label or wanted.label, own_group), column, words)


def _tags(wanted: Target, column: str, value: str) -> Iterator[Cell]:
    """Yield a tag for each of the owner's groups; Google's own groups have a star, and are no tags."""
    groups = [group.strip() for group in value.split(_SEPARATOR)]
    own = [group for group in groups if group and not _STAR.match(group) and not says_nothing(group, wanted.part)]
    yield from (Cell(wanted, column, item(group, commas=True)) for group in own)
    system = [_plain_label(group) for group in groups if _STAR.match(group)]
    if kept := [group for group in system if group and not is_everyone(group)]:
        yield Cell(None, column, ", ".join(kept))


def _plain_label(label: str) -> str:
    return _STAR.sub("", label.strip(), count=1).strip()


LAYOUT = Layout("Google's table", target_of, _cells)
