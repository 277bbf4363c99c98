"""Values of JSON -> values for ``x``: text, lists and mappings of text."""

from netkeep.exchange.cells import lines, one_line

MOST_DEPTH = 6
"""Levels below ``x``; a file of the vault may be nested 8 deep, ``x`` and its own place counted."""


def plain(value: object, depth: int = 0) -> object:
    """Return a value with every scalar as text. Raises ``ValueError`` if it is nested too deep."""
    if depth > MOST_DEPTH:
        raise ValueError("the value is nested too deep")
    if isinstance(value, dict):
        return {one_line(str(key)): plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item, depth + 1) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else lines(str(value))
