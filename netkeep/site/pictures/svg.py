"""The parts of every picture: escaped text and short numbers."""

from collections.abc import Iterable

from markupsafe import Markup, escape


def number(value: float) -> str:
    """Return a coordinate with at most one digit after the point: no picture shows more."""
    return f"{value:.1f}".removesuffix(".0")


def short(text: str, most: int) -> str:
    """Return a text of at most so many characters; what is cut ends in an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def words(text: str) -> str:
    """Return a text escaped for an element or a quoted attribute."""
    return str(escape(text))


def picture(attributes: str, parts: Iterable[str]) -> Markup:
    """Return a picture of parts in which every text has been through :func:`words`."""
    return Markup(f"<svg {attributes}>{''.join(parts)}</svg>")  # noqa: S704 - texts are escaped, the rest is numbers
