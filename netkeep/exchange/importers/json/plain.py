"""What stands in JSON that anybody may have written: of the type that is wanted, or nothing."""

from collections.abc import Iterable, Mapping


def listed(values: Mapping[object, object], key: str) -> list[object] | None:
    """Return a list, empty where nothing is said; None where something else stands there."""
    found = values.get(key, [])
    return found if isinstance(found, list) else None


def items(value: object) -> Iterable[object]:
    """Return the items of a list."""
    return value if isinstance(value, list) else []


def whole(value: object) -> Mapping[object, object]:
    """Return an object."""
    return value if isinstance(value, dict) else {}


def texts(value: object) -> dict[str, str]:
    """Return what of an object is text."""
    return {str(key): text for key, text in whole(value).items() if isinstance(text, str)}


def text(value: object) -> str:
    """Return a text."""
    return value if isinstance(value, str) else ""
