"""The kinds of tables, recognised by their header, whatever the format that the user named."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from netkeep.exchange.importers.table import google, outlook
from netkeep.exchange.importers.table.header import Target, key, target
from netkeep.exchange.importers.table.layout import Layout, cells_as_written
from netkeep.exchange.importers.table.vocabulary import vocabulary

_OURS = frozenset({"id", "moreroles", "log"})  # ids of other programs are unique in their own file at best
_LINKEDINS = frozenset({"firstname", "lastname"})
_CONNECTED = frozenset({"connectedon", "connecteddate"})
_MAY_BE_ANYTHING = frozenset({"x", "to", "by", "ad"})
_MARKS = 2  # columns that hardly any other program writes; one alone may be a coincidence
_ONLY_THUNDERBIRDS: Final = {
    "mois": Target("birth_month"),
    "jour": Target("birth_day"),
    "visa": Target("name"),
    "titel": Target("title"),
    "alias": Target("aliases"),
}


def _thunderbird_target(header: str) -> Target | None:
    return _ONLY_THUNDERBIRDS.get(key(header)) or target(header)


def _our_target(header: str) -> Target | None:
    return Target("uid") if key(header) == "id" else target(header)


LAYOUTS: Final[Mapping[str, Layout]] = MappingProxyType(
    {
        "csv": Layout("a table"),
        "ours": Layout("netkeep's own table", _our_target, cells_as_written, chosen=True),
        "google": google.LAYOUT,
        "outlook": outlook.LAYOUT,
        "thunderbird": Layout("Thunderbird's table", _thunderbird_target),
    }
)


def recognise(header: Sequence[str]) -> str | None:
    """Return the name of the layout of a header; None if it may be any table's."""
    keys = frozenset(map(key, header))
    if keys >= _OURS:
        return "ours"
    if keys >= _LINKEDINS and keys & _CONNECTED:
        return "linkedin"
    if google.is_google(header, keys):
        return "google"
    for name in ("thunderbird", "outlook"):
        if len(keys & vocabulary().marks[name]) >= _MARKS:
            return name
    return None


def is_known(cell: str) -> bool:
    """Return whether a cell is a column name in any layout; a few short words may be anything, and do not count."""
    if key(cell) in _MAY_BE_ANYTHING:
        return False
    return google.target_of(cell) is not None or google.is_numbered(cell) or outlook.target_of(cell) is not None
