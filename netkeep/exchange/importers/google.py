"""Google Contacts as CSV, both generations of header.

Several values in one cell stand with `` ::: `` between them, ``* `` before a label marks the preferred one, and a label
stands in a column of its own: ``E-mail 1 - Label`` (once ``Type``) belongs to ``E-mail 1 - Value``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from netkeep.exchange.candidate import Reading
from netkeep.exchange.cells import item, unguarded
from netkeep.exchange.importer import Options
from netkeep.exchange.importers.table.fill import Cell
from netkeep.exchange.importers.table.header import Target, key, target
from netkeep.exchange.importers.table.people import Layout, read_people
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
_LABELS = frozenset({"type", "label"})
_ALONE: Final = {"fileas": "ignored", "photo": "ignored", "givenname": "first", "familyname": "last"}
_LABELLED = frozenset({"emails", "phones"})
_LISTS = frozenset({*_LABELLED, "links"})
_NAMED_BY_LABEL = frozenset({"customfield", "event", "relation", "im"})
_EVERYONE = "myContacts"
_SEPARATOR = ":::"
_STAR = re.compile(r"\*(?: |$)")


def read(paths: Sequence[Path], options: Options) -> Reading:
    """Read tables that Google Contacts exported."""
    return read_people(paths, options, Layout(_known, _targets, _cells))


def _known(header: str) -> bool:
    return _numbered(header) is not None or _target(header) is not None


def _numbered(header: str) -> tuple[str, str, str] | None:
    match = _NUMBERED.fullmatch(header.strip())
    return (key(match[1]), match[2], key(match[3])) if match else None


def _target(header: str) -> Target | None:
    if numbered := _numbered(header):
        part = _GROUPS.get((numbered[0], numbered[2]))
        return Target(part, None, numbered[1]) if part else None
    part = _ALONE.get(key(header))
    return Target(part) if part else target(header)


def _targets(table: Table) -> list[Target | None]:
    return [_target(header) for header in table.header]


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
    """Give one cell for each of the values that stand in one."""
    if wanted is None:
        yield Cell(None, _plain_label(label) if group and group[0] in _NAMED_BY_LABEL and label else column, value)
    elif wanted.part == "tags":
        tags = (_plain_label(tag) for tag in value.split(_SEPARATOR))
        yield from (Cell(wanted, column, item(tag, commas=True)) for tag in tags if tag and tag != _EVERYONE)
    else:
        for number, one in enumerate(value.split(_SEPARATOR)):
            said = _plain_label(label).lower() if wanted.part in _LABELLED else None
            together = f"{wanted.group}.{number}" if number else wanted.group
            words = item(one) if wanted.part in _LISTS else one
            if one.strip():
                yield Cell(Target(wanted.part, said or None, together), column, words)


def _plain_label(label: str) -> str:
    return _STAR.sub("", label.strip(), count=1).strip()
