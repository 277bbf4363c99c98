"""Small vaults for what is due in the life of a job."""

from datetime import date
from pathlib import Path

from netkeep.agenda.agenda import SOURCES, agenda
from netkeep.agenda.item import Due
from netkeep.model.dates import Duration
from netkeep.store.load import load
from tests.vaults import make_vault

Files = dict[str, str]


def job(front: str, log: str = "", name: str = "acme", org: str = "Acme") -> Files:
    """Return the file of a job."""
    return {f"jobs/{name}.md": f"---\norg: {org}\n{front}---\n\n## Log\n\n{log}"}


def person(name: str, front: str = "", log: str = "") -> Files:
    """Return the file of somebody called as their id."""
    return {f"people/{name}.md": f"---\nname: {name.title()}\n{front}---\n\n## Log\n\n{log}"}


def of_kind(root: Path, kind: str, files: Files, today: date, within: str = "1 day") -> list[Due]:
    """Return the items of a kind, as the agenda orders them."""
    vault = load(make_vault(root, files))
    found = [due for due in agenda(vault, today, Duration.parse(within)) if due.kind == kind]
    until = Duration.parse(within).after(today)
    assert sorted(map(repr, found)) == sorted(map(repr, SOURCES[kind](vault, today, until)))
    return found


def days(root: Path, kind: str, files: Files, today: date, within: str = "1 day") -> list[tuple[str, str]]:
    """Return who is due, and from which day on."""
    return [(due.who, due.on.isoformat()) for due in of_kind(root, kind, files, today, within)]
