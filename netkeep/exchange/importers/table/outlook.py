"""Contacts that Outlook exported as CSV: the desktop's header, the web's, and their translations.

``Title`` is the prefix of a name here, and ``Job Title`` the title. Columns that Outlook fills for everybody are
ignored. Dates from the web have the month first, as its header is English in every country; the desktop's follow the
exporting machine, and are only read if they are unambiguous.
"""

from collections.abc import Sequence
from typing import Final

from netkeep.exchange.cells import item
from netkeep.exchange.importers.table.by_row import Cell
from netkeep.exchange.importers.table.dates import is_empty_date
from netkeep.exchange.importers.table.header import Target, key, target
from netkeep.exchange.importers.table.layout import Layout, plain_cells
from netkeep.exchange.importers.table.rows import Row, Table
from netkeep.exchange.importers.table.vocabulary import vocabulary

_ONLY_HERE: Final = {
    "title": Target("prefix"),
    "titre": Target("prefix"),
    "titulo": Target("prefix"),
    "titre1": Target("title"),
    "cim": Target("prefix"),
    "arbete": Target("phones", "work"),
    "hem": Target("phones", "home"),
    "particular": Target("phones", "home"),
    "abitazione": Target("phones", "home"),
    "ufficio": Target("phones", "work"),
    "ufficio2": Target("phones", "work"),
}
_WEB_BEGINS = ("firstname", "middlename", "lastname", "title")


def target_of(header: str) -> Target | None:
    """Return the target of a column."""
    name = key(header)
    return Target("ignored") if name in vocabulary().filled else _ONLY_HERE.get(name) or target(header)


def _cells(table: Table, targets: Sequence[Target | None], row: Row) -> list[Cell]:
    return [_as_written(cell) for cell in plain_cells(table, targets, row) if not is_empty_date(cell.value)]


def _as_written(cell: Cell) -> Cell:
    """Return a cell of links with its semicolons escaped: it holds a single one."""
    return cell._replace(value=item(cell.value)) if cell.target and cell.target.part == "links" else cell


def _month_first_on_the_web(table: Table) -> bool | None:
    return False if tuple(map(key, table.header[:4])) == _WEB_BEGINS else None


LAYOUT = Layout("Outlook's table", target_of, _cells, _month_first_on_the_web)
