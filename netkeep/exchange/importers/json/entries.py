"""A log entry in an export."""

from collections.abc import Mapping

from netkeep.exchange.importers.json.plain import items, text
from netkeep.exchange.importers.table.entries import Written
from netkeep.model.dates import parse_date


def read_entry(item: Mapping[object, object]) -> Written:
    """Read a log entry. Raises ``ValueError`` if it has no day."""
    others = tuple(other for other in items(item.get("with")) if isinstance(other, str))
    return Written(parse_date(text(item.get("on"))), text(item.get("kind")) or "note", text(item.get("text")), others)
