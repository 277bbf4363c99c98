r"""The text of a table's cell: several values in one, and the apostrophe that keeps a spreadsheet from running it.

Values are joined by ``; ``. A ``;``, ``\`` or ``: `` that belongs to a value has a backslash before it; any other
backslash is literal. A label stands before its value: ``home: grace@home.example``.
"""

import re

# https://owasp.org/www-community/attacks/CSV_Injection
_RUNS = re.compile(r"'*\s*[=+\-@＝＋－＠]|'*[\t\r\n]")
_GUARDED = re.compile(r"'(?='*\s*[=+\-@＝＋－＠]|'*[\t\r\n])")
_TEXT_FORMULA = re.compile(r'="([^"]*)"')  # how programs keep a spreadsheet from treating text as a number
UNSEEN = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""Invisible marks that the address books of phones put around numbers and addresses."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_PARTS = re.compile(r"(?:[^\\;\n]|\\.|\\)+", re.DOTALL)
_COMMA_PARTS = re.compile(r"(?:[^\\,\n]|\\.|\\)+", re.DOTALL)
_LABEL = re.compile(r"((?:[^\\:]|\\.)+):\s+(.+)", re.DOTALL)
_ESCAPE = re.compile(r"\\([\\;,:])")


def guarded(cell: str) -> str:
    """Return a cell, with an apostrophe before what a spreadsheet might run as a formula."""
    return "'" + cell if _RUNS.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return a cell without the one apostrophe, or the ``=""`` around it, that careful programs put there."""
    if match := _TEXT_FORMULA.fullmatch(cell):
        return match[1]
    return cell[1:] if _GUARDED.match(cell) else cell


def one_line(text: str) -> str:
    """Return text on one line, without control characters, and without blanks at its ends."""
    return " ".join(_CONTROLS.sub("", text).split())


def lines(text: str) -> str:
    """Return text of several lines: line ends of one kind, no other control characters, no empty lines around it."""
    whole = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return whole.strip("\n") if whole.strip() else ""


def item(value: str, label: str | None = None, *, commas: bool = False) -> str:
    """Return one value of a list as :func:`label_and_value` reads it; ``commas`` says that commas are escaped too."""
    plain = re.sub(r":(?=\s|$)", r"\:", re.sub(r"[\\;,]" if commas else r"[\\;]", _escaped, value))
    return re.sub(r"[\\;,:]", _escaped, label) + ": " + plain if label else plain


def _escaped(sign: re.Match[str]) -> str:
    return "\\" + sign[0]


def split(cell: str, *, commas: bool = False) -> list[str]:
    """Return the values of a list; with ``commas``, it is split at commas if it has no semicolon."""
    parts = [part for piece in _PARTS.findall(cell) if (part := one_line(piece))]
    if commas and len(parts) == 1:
        parts = [part for piece in _COMMA_PARTS.findall(parts[0]) if (part := one_line(piece))]
    return parts


def unescape(part: str) -> str:
    """Return one value of :func:`split` without its backslashes."""
    return _ESCAPE.sub(r"\1", part)


def label_and_value(part: str) -> tuple[str | None, str]:
    """Split one value of :func:`split` into its label, if it has one, and the rest."""
    match = _LABEL.fullmatch(part)
    return (unescape(match[1]), unescape(match[2])) if match else (None, unescape(part))
