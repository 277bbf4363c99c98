"""Several columns for one field: the best by name and content is chosen, the others are kept as they are."""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from netkeep.exchange.cells import UNSEEN, one_line, unguarded
from netkeep.exchange.importers.table.dates import day_first_in, is_empty_date, parse_birthday
from netkeep.exchange.importers.table.header import Target, key, rank
from netkeep.exchange.importers.table.layout import says_nothing
from netkeep.exchange.importers.table.person import shown
from netkeep.exchange.importers.table.rows import Table
from netkeep.model.contact_points import email_problem, phone_problem
from netkeep.model.person_names import is_courtesy, is_honorific

_ONE = frozenset(
    {
        *("name", "first", "middle", "last", "prefix", "suffix", "org", "title", "team", "from", "to", "uid"),
        *("location", "birthday", "birth_year", "birth_month", "birth_day", "timezone", "pronouns"),
    }
)
_OTHERWISE: Final[Mapping[str, str]] = MappingProxyType({"apelido": "aliases"})
"""The meaning of a column whose usual field has another column: in Brazil an *apelido* is a nickname."""
_PREFIX_OR_TITLE = frozenset(
    {"title", "titel", "titulo", "titre", "tittel", "titolo", "titul", "unvan", "tytul", "titteli"}
)
_SAMPLE = 1_000
_MOST = 0.5


class _Column(NamedTuple):
    place: int
    name: str
    target: Target
    values: tuple[str, ...]


def settle_targets(table: Table, targets: Sequence[Target | None]) -> tuple[list[Target | None], tuple[str, ...]]:
    """Return each column's target, with one column for each single-value field, and notes about the others."""
    chosen = list(targets)
    columns = _columns(table, targets)
    for column in columns:
        chosen[column.place] = _by_content(column, columns)
    notes: list[str] = []
    for rivals in _rivals(_columns(table, chosen)):
        best, *others = sorted(rivals, key=lambda column: (-_worth(column), rank(column.name), column.place))
        for other in others:
            part = _OTHERWISE.get(key(other.name)) if other.target.part == "last" else None
            chosen[other.place] = Target(part) if part else None
        if kept := [shown(other.name) for other in others if chosen[other.place] is None]:
            field = best.target.part.replace("_", " ")
            notes.append(f"{table.where}: {shown(best.name)} is read as {field}; kept below x: {', '.join(kept)}.")
    return chosen, tuple(notes)


def _columns(table: Table, targets: Sequence[Target | None]) -> list[_Column]:
    """Return the columns that have a target and hold any value."""
    rows = table.rows[:_SAMPLE]
    filled = []
    for place, target in enumerate(targets):
        if target:
            cells = (unguarded(row.cells[place]).strip().strip(UNSEEN) for row in rows if place < len(row.cells))
            values = tuple(cell for cell in cells if cell and not says_nothing(cell, target.part))
            if values:
                filled.append(_Column(place, table.header[place], target, values))
    return filled


def _by_content(column: _Column, columns: Sequence[_Column]) -> Target:
    """Return a column's target, decided by its content where the name is not enough."""
    parts = {other.target.part for other in columns if other is not column}
    part = column.target.part
    if (
        part == "birthday"
        and "birth_month" in parts
        and "birth_day" not in parts
        and _share(column, _is_number) > _MOST
    ):
        return Target("birth_day")
    if key(column.name) not in _PREFIX_OR_TITLE or part not in {"title", "prefix"}:
        return column.target
    honorific = _share(column, is_honorific)
    if part == "title" and honorific > _MOST and "prefix" not in parts:
        return Target("prefix")
    twin = [other for other in columns if other.target.part == part and other.place < column.place]
    if part == "prefix" and honorific <= _MOST and (twin or "title" not in parts):
        return Target("title")
    return column.target


def _rivals(columns: Sequence[_Column]) -> Iterator[list[_Column]]:
    """Yield groups of rivals: all columns of a single-value field; of other fields those without a valid value."""
    groups: dict[tuple[str, str], list[_Column]] = {}
    for column in columns:
        if column.target.part in _ONE:
            groups.setdefault((column.target.part, column.target.group), []).append(column)
    yield from (group for group in groups.values() if len(group) > 1)
    for part, problem in _PROBLEMS.items():
        same_part = [column for column in columns if column.target.part == part]
        invalid = [column for column in same_part if all(problem(value) for value in column.values)]
        if invalid and len(invalid) < len(same_part):
            yield [next(column for column in same_part if column not in invalid), *invalid]


def _worth(column: _Column) -> float:
    """Return which share of a column's values suits its target."""
    if column.target.part == "birthday":
        return round(_share(column, _is_day), 1)
    if column.target.part == "title":
        return 1 - round(_share(column, is_honorific), 1)
    if column.target.part == "prefix":
        return round(_share(column, lambda value: is_honorific(value) and not is_courtesy(value)), 1)
    if problem := _PROBLEMS.get(column.target.part):
        return float(not all(map(problem, column.values)))
    return 1


def _share(column: _Column, test: object) -> float:
    return sum(bool(test(value)) for value in column.values) / len(column.values) if callable(test) else 0.0


def _is_number(value: str) -> bool:
    return bool(re.fullmatch(r"\d{1,2}[.日일]?", value))


def _is_day(value: str) -> bool:
    try:
        return is_empty_date(value) or bool(
            parse_birthday(one_line(value), day_first=day_first_in([value]) is not False)
        )
    except ValueError:
        return False


def _no_address(value: str) -> bool:
    return "@" not in value or all(email_problem(word.strip("<>'\"()")) for word in re.split(r"[\s,;:/]+", value))


def _no_number(value: str) -> bool:
    return all(phone_problem(part.strip()) for part in re.split(r"[;\n]|:\s", value))


_PROBLEMS = {"emails": _no_address, "phones": _no_number}


def whole_names(targets: list[Target | None]) -> list[Target | None]:
    """Return the targets, with first or last names as whole names if the table has no column for the rest."""
    parts = {target.part for target in targets if target}
    if "name" not in parts and len(parts & {"first", "last"}) == 1 and "middle" not in parts:
        return [Target("name") if target and target.part in {"first", "last"} else target for target in targets]
    return targets
