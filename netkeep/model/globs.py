r"""The files that a list of globs means: ``exclude``, ``notes`` and ``per-file-ignores`` of ``netkeep.toml``.

Globs are matched against paths relative to the vault, with ``/``. ``*`` and ``?`` stop at a ``/``, ``**`` does not. One
without a ``/`` means a file or folder of that name anywhere, and a folder means all that is below it.

This module imports next to nothing, as every check loads it, also one that finds nothing changed.
"""

import re
from functools import lru_cache

_LONGEST = 200
_MOST_DEEP = 3  # "**" in one glob: each of them multiplies the time that a path takes
_PIECE = re.compile(r"\*+|\?|\[!?\]?[^\]/]*\]|[^*?\[]+|\[")


def pattern(globs: tuple[str, ...]) -> str:
    """Return a regular expression that fully matches the paths that any of the globs means; empty for none.

    Raises ``ValueError``, with what is wrong, for a glob that means nothing or too much.
    """
    return "|".join(map(_glob, globs))


@lru_cache(maxsize=64)
def compiled(expression: str) -> "re.Pattern[str] | None":
    """Return the result of :func:`pattern` compiled; None for no globs."""
    return re.compile(expression) if expression else None


def _glob(glob: str) -> str:
    inner = glob.removeprefix("./").strip("/")
    if not inner or len(glob) > _LONGEST or ".." in inner.split("/") or inner.split("/").count("**") > _MOST_DEEP:
        raise ValueError(f"a glob is a path in the vault of at most {_LONGEST} characters, such as 'people/old/*.md'")
    parts = inner.split("/")
    if len(parts) == 1 and not glob.startswith(("/", "./")):
        parts = ["**", *parts]
    head = "".join("(?:[^/]+/)*" if part == "**" else f"{_part(part)}/" for part in parts[:-1])
    return head + (".+" if parts[-1] == "**" else f"{_part(parts[-1])}(?:/.+)?")


def _part(part: str) -> str:
    """Return the expression for one name of a path; each star matches as little as it can, so time stays linear."""
    try:
        expression = "".join(_stars(_PIECE.findall(part)))
        re.compile(expression)
    except re.error:
        raise ValueError(f"nothing can match {part!r}") from None
    return expression


def _stars(pieces: list[str]) -> list[str]:
    groups: list[list[str]] = [[]]
    for piece in pieces:
        if piece[0] == "*":
            groups.append([])
        else:
            groups[-1].append(_piece(piece))
    first, *rest = ("".join(group) for group in groups)
    if not rest:
        return [first]
    return [first, *(f"(?>[^/]*?{group})" for group in rest[:-1]), f"[^/]*{rest[-1]}"]


def _piece(piece: str) -> str:
    if piece == "?":
        return "[^/]"
    if piece[0] != "[" or piece == "[":
        return re.escape(piece)
    negated = piece[1] == "!"
    inner = piece[1 + negated : -1].replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return f"(?!/)[{'^' if negated else ''}{inner.replace('^', chr(92) + '^')}]"
