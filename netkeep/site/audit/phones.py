"""Telephone numbers in a text, however they are grouped."""

import re
from collections.abc import Container, Iterable, Iterator

from netkeep.model.contact_points import phone_key

_GROUPED = re.compile(r"\d+(?:[ ().\-/\u00a0\u2011\u202f]{1,3}\d+)*", re.ASCII)
_DIGITS = re.compile(r"\d+", re.ASCII)
_FEWEST, _MOST = 7, 18
_COUNTRY_CODES = (1, 2, 3)  # how many digits they have (ITU-T E.164)
_GROUPS = 40  # more are the points of a drawing
# Of a text, digits alone with what may stand between them taken out, and blanks for all else.
_BETWEEN = bytes((*b" ().-/", *range(128, 256)))
_ALONE = bytes(byte if chr(byte) in "0123456789" else ord(" ") for byte in range(256))


def forms(number: str) -> Iterator[str]:
    """Yield the digits a number may be written with: as it is, with 00, and without its country.

    A number of fewer than seven digits is no secret that could be told from any other number.
    """
    key = phone_key(number).partition(";")[0]
    digits = key.removeprefix("+")
    ways = [digits]
    if key.startswith("+"):
        ways.append("00" + digits)
        ways += [zero + digits[length:] for length in _COUNTRY_CODES for zero in ("", "0")]
    yield from (way for way in ways if len(way) >= _FEWEST)


def tails(numbers: Iterable[str]) -> frozenset[str]:
    """Return what numbers end with: so many digits as any of them has."""
    return frozenset(number[-_FEWEST:] for number in numbers)


def may_hold(text: str, ends: Container[str]) -> bool:
    """Return whether a text could hold a number that ends so; only then it has to be taken apart by its groups."""
    digits = text.encode("utf-8", "surrogatepass").translate(_ALONE, _BETWEEN).decode("ascii")
    rows = [row for row in digits.split() if len(row) >= _FEWEST]
    return any(row[at : at + _FEWEST] in ends for row in rows for at in range(len(row) - _FEWEST + 1))


def numbers_in(text: str) -> Iterator[str]:
    """Yield each row of digits that a number in a text could be: whole groups, put together."""
    for match in _GROUPED.finditer(text):
        if len(match[0]) >= _FEWEST:
            yield from _joined(_DIGITS.findall(match[0]))


def _joined(groups: list[str]) -> Iterator[str]:
    if len(groups) > _GROUPS:
        return
    for start in range(len(groups)):
        row = ""
        for group in groups[start:]:
            row += group
            if len(row) > _MOST:
                break
            if len(row) >= _FEWEST:
                yield row
