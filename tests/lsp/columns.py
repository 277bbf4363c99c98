"""Places in a text as an editor counts them, by other means than the server's: what it says is held against this."""

import re

ENCODINGS = ("utf-16", "utf-8", "utf-32")
LINE_END = re.compile(r"\r\n|\n|\r")
Place = dict[str, int]


def units(text: str, encoding: str) -> int:
    """Return how long a text is."""
    if encoding == "utf-32":
        return len(text)
    data = text.encode("utf-16-le" if encoding == "utf-16" else "utf-8")
    return len(data) // 2 if encoding == "utf-16" else len(data)


def starts(text: str) -> list[int]:
    """Return the offsets at which the lines begin."""
    return [0, *(match.end() for match in LINE_END.finditer(text))]


def place_at(text: str, offset: int, encoding: str) -> Place:
    """Return the place of an offset."""
    start = max(start for start in starts(text) if start <= offset)
    return {"line": starts(text).index(start), "character": units(text[start:offset], encoding)}


def place_of(text: str, line: int, column: int, encoding: str) -> Place:
    """Return the place of a line and column of ``netkeep check``, which count no byte order mark."""
    mark = text.startswith("\ufeff") and line == 1
    return place_at(text, starts(text)[line - 1] + column - 1 + mark, encoding)


def offset_of(text: str, place: Place, encoding: str) -> int:
    """Return the offset of a place, which must be neither behind its line nor within a character."""
    begins = starts(text)
    assert place["line"] < len(begins), place
    line = text[begins[place["line"]] : [*begins, len(text)][place["line"] + 1]]
    columns = [units(line[:at], encoding) for at in range(len(line) + 1)]
    assert place["character"] in columns, place
    return begins[place["line"]] + columns.index(place["character"])
