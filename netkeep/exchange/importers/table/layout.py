"""How one kind of table is read, and the plain way of reading."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from netkeep.exchange.cells import one_line, unguarded
from netkeep.exchange.importers.table.by_row import Cell
from netkeep.exchange.importers.table.fill import NAMES
from netkeep.exchange.importers.table.header import Target, target
from netkeep.exchange.importers.table.rows import Row, Table

_NOTHING = frozenset(
    {
        *("n/a", "n.a.", "n.a", "n. a.", "n\\a", "k.a.", "k. a.", "none", "null", "(none)", "(null)", "nan"),
        *("(blank)", "(empty)", "(leer)", "(vide)", "#n/a", "#nv", "#n/d", "#value!", "#ref!", "#name?"),
    }
)
_LONGEST_NOTHING = 20  # with blanks around
_MAY_BE_NAMES = frozenset({"none", "null", "nan"})


def says_nothing(value: str, part: str) -> bool:
    """Return whether a cell holds what programs and people write for nothing; as a name, though, Null may be real."""
    if len(value) > _LONGEST_NOTHING:
        return False
    word = one_line(value).casefold()
    if word in _NOTHING:
        return not (part in NAMES and word in _MAY_BE_NAMES)
    return not any(map(str.isalnum, word)) and word.strip("-–—‒― .?/_") == "" and bool(word)


def plain_cells(table: Table, targets: Sequence[Target | None], row: Row) -> list[Cell]:
    """Return each value of a row with its column's target, without empty values."""
    return [
        Cell(target, column, value)
        for target, column, cell in zip(targets, table.header, row.cells, strict=False)
        if (value := unguarded(cell)).strip() and not says_nothing(value, target.part if target else "")
    ]


def cells_as_written(table: Table, targets: Sequence[Target | None], row: Row) -> list[Cell]:
    """Return each value of a row in our own export, where a dash is a real value."""
    return [
        Cell(target, column, value)
        for target, column, cell in zip(targets, table.header, row.cells, strict=False)
        if (value := unguarded(cell)).strip()
    ]


@dataclass(frozen=True, slots=True)
class Layout:
    """How one kind of table is read; ``title`` is its name in a sentence.

    ``target`` returns a column's target, ``cells`` puts a row's values to their columns. ``day_first`` is how 3/4/1990
    is meant if neither options nor the dates themselves show it; ``chosen`` says that it lists a vault's contacts.
    """

    title: str
    target: Callable[[str], Target | None] = target
    cells: Callable[[Table, Sequence[Target | None], Row], list[Cell]] = plain_cells
    day_first: Callable[[Table], bool | None] = lambda _: None
    chosen: bool = False
