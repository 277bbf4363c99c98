"""The way of every table: files -> rows -> cells with their targets -> candidates."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from netkeep.errors import ConfigError, NetkeepError
from netkeep.exchange.candidate import Candidate, Problem, Reading
from netkeep.exchange.cells import unguarded
from netkeep.exchange.importer import Options
from netkeep.exchange.importers.table.dates import day_first_in
from netkeep.exchange.importers.table.decode import decode, read_bytes
from netkeep.exchange.importers.table.fill import NAME_PARTS, Cell, fill
from netkeep.exchange.importers.table.header import Target
from netkeep.exchange.importers.table.person import Person
from netkeep.exchange.importers.table.rows import Row, Table, read_table

_MOST_PROBLEMS = 1_000  # of one file; more of them would only hide that it is something else


@dataclass(frozen=True, slots=True)
class Layout:
    """How one kind of table is read.

    ``known`` tells whether a cell is a column's name, ``targets`` what the columns of a header are for, ``cells`` puts
    a row's values to them. ``day_first`` is how 3/4/1990 is meant where neither options nor the dates themselves tell;
    ``chosen`` tells whether a table is one of a vault's people.
    """

    known: Callable[[str], bool]
    targets: Callable[[Table], Sequence[Target | None]]
    cells: Callable[[Table, Sequence[Target | None], Row], list[Cell]]
    day_first: Callable[[Table], bool | None] = lambda _: None
    chosen: Callable[[Table], bool] = lambda _: False


def read_people(paths: Sequence[Path], options: Options, layout: Layout) -> Reading:
    """Read tables of people. Raises :class:`NetkeepError` where none of them can be read."""
    readings: list[Reading] = []
    failed: list[NetkeepError] = []
    for path in paths:
        try:
            readings.append(_read(path, options, layout))
        except ConfigError:
            raise
        except NetkeepError as error:
            failed.append(error)
            readings.append(Reading(problems=(Problem(path.name, str(error)),)))
    if failed and len(failed) == len(paths):
        raise failed[0]
    return _together(readings)


def _together(readings: Sequence[Reading]) -> Reading:
    counts: dict[str, int] = {}
    for reading in readings:
        for words, number in (reading.counts or {}).items():
            counts[words] = counts.get(words, 0) + number
    return Reading(
        candidates=tuple(candidate for reading in readings for candidate in reading.candidates),
        problems=tuple(problem for reading in readings for problem in reading.problems),
        counts=counts,
    )


def _read(path: Path, options: Options, layout: Layout) -> Reading:
    text, guessed = decode(read_bytes(path), path.name, options.encoding)
    table = read_table(text, path.name, layout.known)
    people = list(_people(table, options, layout))
    candidates = tuple(made for made, _ in people if made is not None)
    problems = [*guessed, *table.problems, *(problem for _, found in people for problem in found)]
    if len(problems) > _MOST_PROBLEMS:
        more = Problem(path.name, f"{len(problems) - _MOST_PROBLEMS:,} further problems are not listed")
        problems = [*problems[:_MOST_PROBLEMS], more]
    organisations = sum(made is None and not found for made, found in people)
    counts = {"rows": len(table.rows)} | ({"organisations": organisations} if organisations else {})
    return Reading(candidates, tuple(problems), counts=counts)


def _people(table: Table, options: Options, layout: Layout) -> Iterator[tuple[Candidate | None, Sequence[Problem]]]:
    """Give a candidate a row; None without a problem where the row is an organisation's."""
    targets = layout.targets(table)
    day_first, chosen = _day_first(table, targets, options, layout), layout.chosen(table)
    for row in table.rows:
        person = Person(f"{table.where}:{row.line}", day_first=day_first)
        cells = layout.cells(table, targets, row)
        if _organisation_only(cells):
            yield None, ()
            continue
        fill(person, cells)
        if person.says("name", "aliases", "emails", "phones", "links"):
            yield person.candidate(chosen=chosen), person.problems
        else:
            what = "the row has no name, and no way to reach anyone; it was left out"
            yield None, [Problem(f"{table.where}:{row.line}", what)]


def _organisation_only(cells: Sequence[Cell]) -> bool:
    """Tell a row that names an organisation and nobody; its mailbox and number are the organisation's."""
    parts = {cell.target.part for cell in cells if cell.target}
    return "org" in parts and not parts & {"name", "aliases", *NAME_PARTS}


def _day_first(table: Table, targets: Sequence[Target | None], options: Options, layout: Layout) -> bool | None:
    if options.day_first is not None:
        return options.day_first
    places = [place for place, target in enumerate(targets) if target and target.part == "birthday"]
    told = day_first_in(row.cells[place] for row in table.rows for place in places if place < len(row.cells))
    return layout.day_first(table) if told is None else told


def plain_cells(table: Table, targets: Sequence[Target | None], row: Row) -> list[Cell]:
    """Put every value of a row to its column's target; empty ones say nothing."""
    return [
        Cell(target, column, value)
        for target, column, cell in zip(targets, table.header, row.cells, strict=False)
        if (value := unguarded(cell)).strip()
    ]
