"""The steps for every table: files -> rows -> cells with their targets -> candidates."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from netkeep.errors import ConfigError, NetkeepError
from netkeep.exchange.candidate import Candidate, OwnFile, Problem, Reading, join_readings
from netkeep.exchange.encodings import Decoded, Evidence, decode, read_bytes
from netkeep.exchange.importer import Options, reader
from netkeep.exchange.importers.table.by_row import Cell
from netkeep.exchange.importers.table.choice import settle_targets, whole_names
from netkeep.exchange.importers.table.dates import day_first_in
from netkeep.exchange.importers.table.fill import fill
from netkeep.exchange.importers.table.header import Target
from netkeep.exchange.importers.table.layout import Layout
from netkeep.exchange.importers.table.layouts import LAYOUTS, is_known, recognise
from netkeep.exchange.importers.table.named import named_columns, named_targets
from netkeep.exchange.importers.table.organisation import is_organisation, merge_organisations, organisation
from netkeep.exchange.importers.table.person import Person
from netkeep.exchange.importers.table.rows import Table, known_names, read_table
from netkeep.exchange.importers.table.unknown import unknown_names, unknown_ways
from netkeep.exchange.importers.table.vocabulary import key, vocabulary

_MOST_PROBLEMS = 1_000  # of one file; more would only hide that it is something else
_HEAD = 1 << 16
_Result = Candidate | OwnFile | None


def read_people(paths: Sequence[Path], options: Options, typed: str) -> Reading:
    """Return what tables say about people, each read by its own layout, or else by the format the user ``typed``.

    Raises :class:`NetkeepError` if none of them can be read.
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
    return replace(reading, files=merge_organisations(reading.files), counts=reading.counts or {})


def layout_of(path: Path, options: Options) -> str | None:
    """Return the name of the layout of a file; None if it is no table of a known kind."""
    try:
        text = _decoded(path, options, {}).text
        return recognise(read_table(text[:_HEAD], path.name, is_known).header)
    except NetkeepError:
        return None


def _decoded(path: Path, options: Options, named: Mapping[str, Target]) -> Decoded:
    return decode(read_bytes(path), path.name, options.encoding, lambda text: _evidence(text[:_HEAD], named))


def _evidence(text: str, named: Mapping[str, Target]) -> Evidence:
    """Return how many column names are known, and the code pages that most of them share."""
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
    kind = recognise(table.header)
    if kind == "linkedin" and not named:
        return _of_linkedin(path, options, decoded)
    layout = LAYOUTS.get(kind or typed, LAYOUTS["csv"])
    guessed = [layout.target(header) for header in table.header]
    targets, notes = settle_targets(table, named_targets(table, guessed, named))
    if unknown := unknown_names(table.header, table.rows, targets, path.name):
        raise NetkeepError(unknown)
    targets = whole_names(targets)
    notes = (*notes, *unknown_ways(table.header, table.rows, targets, path.name))
    if kind and kind != typed and (kind, typed) != ("ours", "csv"):
        notes = (f"{path.name}: read as {layout.title}.", *notes)
    results = list(_people(table, targets, layout, _day_first(table, targets, options, layout)))
    problems = [
        *decoded.problems,
        *table.problems,
        *(problem for _, row_problems in results for problem in row_problems),
    ]
    organisations = [item for item, _ in results if isinstance(item, OwnFile)]
    return Reading(
        tuple(item for item, _ in results if isinstance(item, Candidate)),
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
) -> Iterator[tuple[_Result, Sequence[Problem]]]:
    """Yield the person or organisation of each row, and its problems."""
    for row in table.rows:
        person = Person(f"{table.where}:{row.line}", day_first=day_first)
        cells = layout.cells(table, targets, row)
        if is_organisation(cells) and not layout.chosen:
            yield organisation(cells, person), person.named_problems()
        else:
            yield _person(cells, person, layout)


def _person(cells: Sequence[Cell], person: Person, layout: Layout) -> tuple[_Result, Sequence[Problem]]:
    fill(person, cells)
    if not layout.chosen:
        person.settle()
    if person.has("name", "aliases", "emails", "phones", "links"):
        return person.candidate(chosen=layout.chosen), person.named_problems()
    message = "the row has no name, and no way to reach anyone; it was left out"
    return None, [Problem(person.where, message, fate="skipped")]


def _day_first(table: Table, targets: Sequence[Target | None], options: Options, layout: Layout) -> bool | None:
    if options.day_first is not None:
        return options.day_first
    places = [place for place, target in enumerate(targets) if target and target.part == "birthday"]
    in_dates = day_first_in(row.cells[place] for row in table.rows for place in places if place < len(row.cells))
    return layout.day_first(table) if in_dates is None else in_dates
