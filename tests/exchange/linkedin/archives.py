"""Archives for tests, written where they are used."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from netkeep.exchange.candidate import Candidate, Reading
from netkeep.exchange.importer import Options, reader

TODAY = date(2026, 11, 23)
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
IN = "https://www.linkedin.com/in/"
ADA = f"Ada,Example,{IN}ada-example,ada@mail.example,Acme Corp,Engineer,12 Mar 2024\n"


def make(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files of an archive into a folder, byte for byte."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def read(*paths: Path, with_text: bool = False, owner: str | None = None, as_of: date | None = None) -> Reading:
    """Read an archive on the day of the tests."""
    return reader("linkedin")(paths, Options(TODAY, owner_name=owner, with_text=with_text, as_of=as_of))


def said(candidate: Candidate) -> list[tuple[str, object]]:
    """Return what is said of a candidate, without the places."""
    return [(fact.field, fact.value) for fact in candidate.facts]


def told(reading: Reading) -> list[tuple[str, str]]:
    """Return the problems, without what helps."""
    return [(problem.where, problem.message) for problem in reading.problems]
