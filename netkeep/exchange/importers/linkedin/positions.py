"""Positions.csv: the owner's own jobs."""

from collections.abc import Iterable, Iterator

from netkeep.exchange.candidate import OwnJob
from netkeep.exchange.importers.linkedin.columns import Position
from netkeep.exchange.importers.linkedin.dates import partial_of
from netkeep.exchange.importers.linkedin.notes import Notes
from netkeep.exchange.importers.linkedin.words import value
from netkeep.model.dates import PartialDate
from netkeep.model.people import Role

_MAX_DESCRIPTION = 2000


def own_jobs(rows: Iterable[tuple[int, Position]], file: str, notes: Notes) -> Iterator[OwnJob]:
    """Yield the jobs; one without a company cannot be filed, and becomes a problem."""
    for line, row in rows:
        org = value(row.company)
        if not org:
            notes.row(file, line, "a position names no company; it is left out")
            continue
        start, end = (_partial(text, file, line, notes) for text in (row.start, row.end))
        if start and end and end.latest() < start.earliest():
            notes.row(file, line, "a position ends before it begins; its end is left out")
            end = None
        notes.counts["positions"] += 1
        role = Role(org, value(row.title) or None, start=start, end=end)
        yield OwnJob(role, f"{file}:{line}", value(row.description, _MAX_DESCRIPTION))


def _partial(text: str, file: str, line: int, notes: Notes) -> PartialDate | None:
    partial = partial_of(text)
    if text.strip() and not partial:
        notes.row(file, line, "a date of a position is not valid; it is left out")
    return partial
