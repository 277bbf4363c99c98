"""The way of every table: files -> rows -> cells with their targets -> candidates."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from netkeep.errors import ConfigError, NetkeepError
from netkeep.exchange.candidate import Candidate, OwnFile, Problem, Reading, join_readings
from netkeep.exchange.encodings import Decoded, Evidence, decode, read_bytes
from netkeep.exchange.importer import Options, reader
from netkeep.exchange.importers.table.by_row import Cell
from netkeep.exchange.importers.table.choice import settled, whole_names
from netkeep.exchange.importers.table.dates import day_first_in
from netkeep.exchange.importers.table.fill import fill
from netkeep.exchange.importers.table.header import Target
from netkeep.exchange.importers.table.layout import Layout
from netkeep.exchange.importers.table.layouts import LAYOUTS, is_known, recognised
from netkeep.exchange.importers.table.named import named_columns, named_targets
from netkeep.exchange.importers.table.organisation import is_organisation, organisation, together
from netkeep.exchange.importers.table.person import Person
from netkeep.exchange.importers.table.rows import Table, known_names, read_table
from netkeep.exchange.importers.table.unknown import unknown_names, unknown_ways
from netkeep.exchange.importers.table.vocabulary import key, vocabulary

_MOST_PROBLEMS = 1_000  # of one file; more of them would only hide that it is something else
_HEAD = 1 << 16
_Made = Candidate | OwnFile | None


def read_people(paths: Sequence[Path], options: Options, typed: str) -> Reading:
    """Return what tables say of people, each read by its own layout, or else by that which was ``typed``.

    Raises :class:`NetkeepError` where none of them can be read.
    """
    readings: list[Reading] = []
    failed: list[NetkeepError] = []
    for path in paths:
        try:
            readings.append(_read(path, options, typed))
        except ConfigError:
            raise
        except NetkeepError as error:
            failed.append(error)
            readings.append(Reading(problems=(Problem(path.name, str(error).removeprefix(f"{path.name}: ")),)))
    if failed and len(failed) == len(paths):
        raise failed[0]
    reading = join_readings(readings)
    return replace(reading, files=together(reading.files), counts=reading.counts or {})


def layout_of(path: Path, options: Options) -> str | None:
    """Return the layout that a file is recognised as; None where it is no table of a kind that is known."""
    try:
        text = _decoded(path, options, {}).text
        return recognised(read_table(text[:_HEAD], path.name, is_known).header)
    except NetkeepError:
        return None


def _decoded(path: Path, options: Options, named: Mapping[str, Target]) -> Decoded:
    return decode(read_bytes(path), path.name, options.encoding, lambda text: _evidence(text[:_HEAD], named))


def _evidence(text: str, named: Mapping[str, Target]) -> Evidence:
    """Return how many columns are known under a header, and the code pages of most of its languages."""
    names = known_names(text, _known(named))
    times: dict[str, int] = {}
    for name in names:
        for page in vocabulary().codepages.get(key(name), ()):
            times[page] = times.get(page, 0) + 1
    most = max(times.values(), default=0)
    return Evidence(len(names), frozenset(page for page, number in times.items() if number == most))


def _known(named: Mapping[str, Target]) -> Callable[[str], bool]:
    return lambda cell: key(cell) in named or is_known(cell)


def _read(path: Path, options: Options, typed: str) -> Reading:
    named = named_columns(options.columns)
    decoded = _decoded(path, options, named)
    table = read_table(decoded.text, path.name, _known(named))
    found = recognised(table.header)
    if found == "linkedin" and not named:
        return _of_linkedin(path, options, decoded)
    layout = LAYOUTS.get(found or typed, LAYOUTS["csv"])
    guessed = [layout.target(header) for header in table.header]
    targets, notes = settled(table, named_targets(table, guessed, named))
    if wrong := unknown_names(table.header, table.rows, targets, path.name):
        raise NetkeepError(wrong)
    targets = whole_names(targets)
    notes = (*notes, *unknown_ways(table.header, table.rows, targets, path.name))
    if found and found != typed and (found, typed) != ("ours", "csv"):
        notes = (f"{path.name}: read as {layout.title}.", *notes)
    made = list(_people(table, targets, layout, _day_first(table, targets, options, layout)))
    problems = [*decoded.problems, *table.problems, *(problem for _, told in made for problem in told)]
    organisations = [item for item, _ in made if isinstance(item, OwnFile)]
    return Reading(
        tuple(item for item, _ in made if isinstance(item, Candidate)),
        tuple(_first(problems, path.name)),
        files=tuple(organisations),
        counts={"rows": len(table.rows)} | ({"organisations": len(organisations)} if organisations else {}),
        notes=(*decoded.notes, *notes),
    )


def _of_linkedin(path: Path, options: Options, decoded: Decoded) -> Reading:
    reading = reader("linkedin")([path], replace(options, encoding=decoded.encoding))
    return replace(reading, notes=(*decoded.notes, f"{path.name}: read as LinkedIn's table.", *reading.notes))


def _first(problems: Sequence[Problem], name: str) -> Iterator[Problem]:
    yield from problems[:_MOST_PROBLEMS]
    if len(problems) > _MOST_PROBLEMS:
        yield Problem(name, f"{len(problems) - _MOST_PROBLEMS:,} further problems are not listed")


def _people(
    table: Table,
    targets: Sequence[Target | None],
    layout: Layout,
    day_first: bool | None,  # noqa: FBT001 (a third state)
) -> Iterator[tuple[_Made, Sequence[Problem]]]:
    """Yield for each row the person or the organisation that it is of, and what is wrong with it."""
    for row in table.rows:
        person = Person(f"{table.where}:{row.line}", day_first=day_first)
        cells = layout.cells(table, targets, row)
        if is_organisation(cells) and not layout.chosen:
            yield organisation(cells, person), person.told()
        else:
            yield _person(cells, person, layout)


def _person(cells: Sequence[Cell], person: Person, layout: Layout) -> tuple[_Made, Sequence[Problem]]:
    fill(person, cells)
    if not layout.chosen:
        person.settle()
    if person.says("name", "aliases", "emails", "phones", "links"):
        return person.candidate(chosen=layout.chosen), person.told()
    what = "the row has no name, and no way to reach anyone; it was left out"
    return None, [Problem(person.where, what, fate="skipped")]


def _day_first(table: Table, targets: Sequence[Target | None], options: Options, layout: Layout) -> bool | None:
    if options.day_first is not None:
        return options.day_first
    places = [place for place, target in enumerate(targets) if target and target.part == "birthday"]
    told = day_first_in(row.cells[place] for row in table.rows for place in places if place < len(row.cells))
    return layout.day_first(table) if told is None else told
