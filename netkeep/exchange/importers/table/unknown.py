"""Unknown columns: what they may be, by their content, and how the user can name them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from shlex import quote
from types import MappingProxyType
from typing import Protocol

from netkeep.exchange.cells import UNSEEN, one_line, unguarded
from netkeep.exchange.importers.table.dates import AmbiguousError, parse_birthday
from netkeep.exchange.importers.table.header import Target
from netkeep.exchange.importers.table.person import shown
from netkeep.model.contact_points import email_problem, phone_problem

_MOST_ROWS = 200
_MOST_COLUMNS = 30
_LONGEST = 40
_MOST = 0.5  # of the rows
_MOST_WORDS = 4
_LEAST_DIGITS = 6
_NAME = re.compile(r"[^\W\d_][\w'’.\-]*(?: [^\W\d_][\w'’.\-]*)*")
_PLAIN = re.compile(r"[^\"$`\\!\n]+")
_NAMES = frozenset({"name", "first", "last"})
_NO_TABLES = {"BEGIN:VCARD": "vcard", "BEGIN:VCALENDAR": "calendar", "{": "json", "[": "json"}
_DIALLED = re.compile(r"\s*[(+0]")  # customer and order numbers seldom begin like this


class _Row(Protocol):
    @property
    def cells(self) -> tuple[str, ...]: ...


def no_header(header: Sequence[str], rows: Sequence[_Row], where: str) -> str:
    """Return what is wrong with a table in which no row names a known column."""
    first = next(iter(header), "").strip().upper()
    if kind := next((kind for beginning, kind in _NO_TABLES.items() if first.startswith(beginning)), ""):
        return f"{where}: this is not a table; 'netkeep import {kind}' may read it"
    if not header or any(_is_email(cell) or _is_phone(cell) for cell in header):
        return (
            f"{where}: no row names the columns; give the table such a row, or name its columns: "
            '--column name="Full name"'
        )
    line = _line(header, rows, [None] * len(header))
    return f"{where}: none of its columns is known: {_listed(header)}. Say what they are: {line}"


def unknown_names(header: Sequence[str], rows: Sequence[_Row], targets: Sequence[Target | None], where: str) -> str:
    """Return what is wrong with a table whose names are in unknown columns; empty if nothing is."""
    known_parts = {target.part for target in targets if target}
    if "name" in known_parts or {"first", "last"} <= known_parts or not rows:
        return ""
    places = [place for place, target in enumerate(targets) if target and target.part in _NAMES]
    names = [place for place, target in enumerate(targets) if not target and _is_mostly(rows, place, _looks_like_name)]
    if not any(not places or abs(place - places[0]) == 1 for place in names):
        return ""
    unknown = _listed([header[place] for place, target in enumerate(targets) if target is None and header[place]])
    line = _line(header, rows, targets)
    other = _option("note", header[names[0]])
    return (
        f"{where}: names seem to be in columns that are not known: {unknown}. Say what these are: {line} "
        f"(or {other}, if these are not names)"
    )


def unknown_ways(
    header: Sequence[str], rows: Sequence[_Row], targets: Sequence[Target | None], where: str
) -> Iterator[str]:
    """Yield notes about unknown columns that seem to hold addresses or numbers."""
    known_parts = {target.part for target in targets if target}
    unknown = [place for place, target in enumerate(targets) if not target and header[place].strip()][:_MOST_COLUMNS]
    for place in unknown:
        for field, (words, test) in _WAYS.items():
            if _are_mostly(rows, place, test):
                say = "" if field in known_parts else f"; to have them read: {_option(field, header[place])}"
                yield f"{where}: {words} seem to be in {shown(header[place])}, and are kept below x{say}."


def _line(header: Sequence[str], rows: Sequence[_Row], targets: Sequence[Target | None]) -> str:
    """Return options for the user to paste that name the columns, as far as their content shows."""
    line = " ".join(_option(field, name) for field, name in _guesses(header, rows, targets))
    return line or next((_option("name", name) for name in header if name.strip()), '--column name="Full name"')


def _guesses(
    header: Sequence[str], rows: Sequence[_Row], targets: Sequence[Target | None]
) -> Iterator[tuple[str, str]]:
    unknown = [place for place, target in enumerate(targets) if not target and header[place].strip()][:_MOST_COLUMNS]
    names = [place for place in unknown if _is_mostly(rows, place, _looks_like_name)]
    known_parts = {target.part for target in targets if target}
    apart = len(names) > 1 or _NAMES & known_parts
    fields = [field for field in ("first", "last") if field not in known_parts] if apart else ["name"]
    yield from ((field, header[place]) for field, place in zip(fields, names, strict=False))
    for field, test in _TESTS.items():
        if field not in known_parts:
            places = [place for place in unknown if place not in names and _is_mostly(rows, place, test)]
            yield from ((field, header[place]) for place in places[:1])


def _option(field: str, header: str) -> str:
    name = one_line(header)
    return f'--column {field}="{name}"' if _PLAIN.fullmatch(name) else f"--column {quote(f'{field}={name}')}"


def _listed(header: Sequence[str]) -> str:
    names = ["".join(filter(str.isprintable, one_line(name)[:_LONGEST])) for name in header if name.strip()]
    more = f" and {len(names) - _MOST_COLUMNS} more" if len(names) > _MOST_COLUMNS else ""
    return ", ".join(names[:_MOST_COLUMNS]) + more


def _is_mostly(rows: Sequence[_Row], place: int, test: Callable[[str], bool]) -> bool:
    """Return whether a column is filled in most rows, and most of its values pass a test."""
    filled = len(_values(rows, place)) >= _MOST * len(rows[:_MOST_ROWS])
    return filled and _are_mostly(rows, place, test)


def _are_mostly(rows: Sequence[_Row], place: int, test: Callable[[str], bool]) -> bool:
    """Return whether most values in a column pass a test."""
    values = _values(rows, place)
    return sum(map(test, values)) > _MOST * len(values)


def _values(rows: Sequence[_Row], place: int) -> list[str]:
    cells = (unguarded(row.cells[place]).strip().strip(UNSEEN) for row in rows[:_MOST_ROWS] if place < len(row.cells))
    return list(filter(None, cells))


def _looks_like_name(text: str) -> bool:
    """Return whether a text may be a person's name: a few words of letters, the last one without a small initial."""
    if len(text) > _LONGEST or not _NAME.fullmatch(text):
        return False
    words = text.split()
    return len(words) <= _MOST_WORDS and not words[-1][0].islower()


def _is_email(text: str) -> bool:
    return email_problem(text.strip()) is None


def _is_phone(text: str) -> bool:
    return phone_problem(text.strip()) is None and sum(map(str.isdigit, text)) >= _LEAST_DIGITS and not _is_day(text)


def _is_day(text: str) -> bool:
    try:
        parse_birthday(text)
    except AmbiguousError:
        return True
    except ValueError:
        return False
    return True


_TESTS = {"emails": _is_email, "birthday": _is_day, "phones": _is_phone}
_WAYS: Mapping[str, tuple[str, Callable[[str], bool]]] = MappingProxyType(
    {
        "emails": ("e-mail addresses", _is_email),
        "phones": ("phone numbers", lambda text: bool(_DIALLED.match(text)) and _is_phone(text)),
    }
)
