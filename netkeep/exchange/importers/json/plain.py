"""Values in untrusted JSON: of the wanted type, or empty."""

from collections.abc import Iterable, Mapping


def listed(values: Mapping[object, object], key: str) -> list[object] | None:
    """Return the list under a key, empty if it is missing; None if the value is something else."""
    value = values.get(key, [])
    return value if isinstance(value, list) else None


def items(value: object) -> Iterable[object]:
    """Return a value if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def as_object(value: object) -> Mapping[object, object]:
    """Return a value if it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def texts(value: object) -> dict[str, str]:
    """Return the text values of a JSON object."""
    return {str(key): text for key, text in as_object(value).items() if isinstance(text, str)}


def text(value: object) -> str:
    """Return a value if it is text, else an empty one."""
    return value if isinstance(value, str) else ""
