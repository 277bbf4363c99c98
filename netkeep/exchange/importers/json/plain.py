"""What stands in JSON that anybody may have written: of the type that is wanted, or nothing."""

from collections.abc import Iterable, Mapping


def listed(values: Mapping[object, object], key: str) -> list[object] | None:
    """Give a list, empty where nothing is said; None where something else stands there."""
    found = values.get(key, [])
    return found if isinstance(found, list) else None


def items(value: object) -> Iterable[object]:
    """Give the items of a list."""
    return value if isinstance(value, list) else []


def whole(value: object) -> Mapping[object, object]:
    """Give an object."""
    return value if isinstance(value, dict) else {}


def texts(value: object) -> dict[str, str]:
    """Give what of an object is text."""
    return {str(key): text for key, text in whole(value).items() if isinstance(text, str)}


def text(value: object) -> str:
    """Give a text."""
    return value if isinstance(value, str) else ""
