"""Normal forms: two values of a field are the same if their forms are, by the kind in the field's row."""

from collections.abc import Iterable

from netkeep.exchange.matching.keys import international
from netkeep.model.contact_points import email_key
from netkeep.model.fields import Field, record_of
from netkeep.model.names import fold
from netkeep.model.shapes import ListOf, Record, Shape, Value, values_of


def form(shape: Shape, value: object, region: str | None = None) -> str:
    """Return the form in which two values of a kind are the same."""
    if value is None:
        return ""
    match shape.kind if isinstance(shape, Value) else "":
        case "email":
            return email_key(str(value))
        case "phone":
            return international(str(value), region)
        case "text":
            return fold(str(value))
    return str(value)


def forms(record: Record, item: object, keys: Iterable[str], region: str | None = None) -> tuple[str, ...]:
    """Return the forms of the values of an item under some keys."""
    values = values_of(record, item)
    return tuple(form(record.fields[key], values[key], region) for key in keys)


def form_of(row: Field, value: object, region: str | None = None) -> object:
    """Return the form in which two values of a field are the same: of an item, the form of its identifying values."""
    if record := record_of(row):
        return forms(record, value, row.known_by, region)
    return form(row.shape.item, value, region) if isinstance(row.shape, ListOf) else row.key
