"""Values of properties: escaping, lists and parts (RFC 6350, 3.4 and 4), and the words for kinds of address."""

import re

_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES = {"n": "\n", "N": "\n", "\\": "\\", ",": ",", ";": ";", ":": ":", '"': '"'}
_PART = re.compile(r"((?:[^;\\]|\\.|\\\Z)*)(?:;|\Z)", re.DOTALL)
_ITEM = re.compile(r"((?:[^,\\]|\\.|\\\Z)*)(?:,|\Z)", re.DOTALL)
_MOST_PARTS = 1000
APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
"""A predefined label, the same in every language; others are in the user's own words."""
_NO_SERVICE = frozenset({"homepage", "home", "work", "other", "website", "url", "profile", "pref", "internet"})


def escape(text: str) -> str:
    """Return a text escaped for a value (RFC 6350, 3.4)."""
    escaped = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return re.sub(r"\r\n|\r|\n", r"\\n", escaped)


def unescape(value: str) -> str:
    """Return the text of a value; needlessly escaped colons and quotes are read too, other backslashes stay."""
    return _ESCAPED.sub(lambda match: _ESCAPES.get(match[1], match[0]), value) if "\\" in value else value


def parts(value: str) -> list[str]:
    """Split a structured value at its semicolons; the parts are still escaped."""
    return _split(_PART, value) if "\\" in value else value.split(";", _MOST_PARTS)[:_MOST_PARTS]


def items(value: str) -> list[str]:
    """Split a list at its commas, and return the texts that are not empty."""
    listed = _split(_ITEM, value) if "\\" in value else value.split(",", _MOST_PARTS)[:_MOST_PARTS]
    return [text for item in listed if (text := words(item))]


def words(value: str) -> str:
    """Return the text of a value on one line."""
    return " ".join(unescape(value).split())


def _split(pattern: re.Pattern[str], value: str) -> list[str]:
    pieces: list[str] = []
    for match in pattern.finditer(value):
        pieces.append(match[1])
        if match.end() == len(value) and not match[0].endswith((",", ";")):
            break
        if len(pieces) == _MOST_PARTS:
            break
    return pieces


def location(value: str) -> str:
    """Return city and country of an address, or region and country if it has no city; empty if it has neither."""
    _, _, _, city, region, _, country = (*map(words, parts(value)), *[""] * 7)[:7]
    return ", ".join(filter(None, (city or region, country)))


def only_location(value: str) -> bool:
    """Return whether an address says nothing besides what :func:`location` returns."""
    filled = [bool(words(part)) for part in parts(value)]
    return (
        not any(filled[:3])
        and not any(filled[5:6])
        and not (any(filled[3:4]) and any(filled[4:5]))
        and len(filled) <= 7  # noqa: PLR2004 (the parts of an address)
    )


def names_service(label: str) -> bool:
    """Return whether the label of a link names its service, not only that it is a link."""
    return not APPLE_LABEL.fullmatch(label) and label.casefold() not in _NO_SERVICE
