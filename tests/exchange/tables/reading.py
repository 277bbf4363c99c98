"""Tables for tests, written where they are used."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from netkeep.exchange.candidate import Candidate, FactValue, Reading
from netkeep.exchange.importer import Options, reader

TODAY = date(2024, 6, 7)


def read(  # noqa: PLR0913 (the options of a reader)
    folder: Path,
    content: str | bytes,
    name: str = "csv",
    *,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    day_first: bool | None = None,
) -> Reading:
    """Read a file with this content."""
    path = folder / f"people.{name}"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    options = Options(TODAY, columns=columns or {}, encoding=encoding, day_first=day_first)
    return reader(name)([path], options)


def said(candidate: Candidate) -> list[tuple[str, FactValue]]:
    """Return what a candidate says, without the places."""
    return [(fact.field, fact.value) for fact in candidate.facts]


def names(reading: Reading) -> list[str]:
    """Return who was found."""
    return [candidate.name for candidate in reading.candidates]
