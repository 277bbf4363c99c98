"""Contacts that Outlook exported as CSV: the desktop's header, the web's, and their translations.

``Title`` is what stands before a name here, and ``Job Title`` the title. Columns that Outlook fills for everybody say
nothing. The web's dates have the month first, as its header is English whatever the country; the desktop's follow the
machine they were exported on, and are taken only where they cannot be mistaken.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from netkeep.exchange.candidate import Reading
from netkeep.exchange.cells import item
from netkeep.exchange.importer import Options
from netkeep.exchange.importers.table.dates import is_empty_date
from netkeep.exchange.importers.table.fill import Cell
from netkeep.exchange.importers.table.header import Target, key, target
from netkeep.exchange.importers.table.people import Layout, plain_cells, read_people
from netkeep.exchange.importers.table.rows import Row, Table

_ONLY_HERE: Final = {
    "title": Target("prefix"),
    "titre": Target("prefix"),
    "titulo": Target("prefix"),
    "titre1": Target("title"),
    "particular": Target("phones", "home"),
    "abitazione": Target("phones", "home"),
    "ufficio": Target("phones", "work"),
}
_FILLED = """
    emailtype email2type email3type emailtyp email2typ email3typ typedemessagerie initials initialen initiales
    iniciales iniziali voorletters iniciais priority prioritat priorite prioridad priorita prioriteit prioridade
    sensitivity vertraulichkeit criteredediffusion sensibilidad riservatezza gevoeligheid confidencialidade
    gender geschlecht sexe sexo sesso geslacht private privat prive privado privato
    emaildisplayname email2displayname email3displayname emailangezeigtername email2angezeigtername
    email3angezeigtername
    """
_FILLED_FOR_ALL: Final = frozenset(_FILLED.split())
_WEB_BEGINS = ("firstname", "middlename", "lastname", "title")


def read(paths: Sequence[Path], options: Options) -> Reading:
    """Read tables that Outlook exported."""
    return read_people(paths, options, Layout(_known, _targets, _cells, _month_first_on_the_web))


def _known(header: str) -> bool:
    return _target(header) is not None


def _target(header: str) -> Target | None:
    name = key(header)
    return Target("ignored") if name in _FILLED_FOR_ALL else _ONLY_HERE.get(name) or target(header)


def _targets(table: Table) -> list[Target | None]:
    return [_target(header) for header in table.header]


def _cells(table: Table, targets: Sequence[Target | None], row: Row) -> list[Cell]:
    return [_as_written(cell) for cell in plain_cells(table, targets, row) if not is_empty_date(cell.value)]


def _as_written(cell: Cell) -> Cell:
    """Keep a page whole: a cell holds one, and a semicolon is part of it."""
    return cell._replace(value=item(cell.value)) if cell.target and cell.target.part == "links" else cell


def _month_first_on_the_web(table: Table) -> bool | None:
    return False if tuple(map(key, table.header[:4])) == _WEB_BEGINS else None
