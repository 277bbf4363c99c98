"""Telephone numbers in a text, however they are grouped."""

import re
from collections.abc import Iterator

from netkeep.model.reach import phone_key

_GROUPED = re.compile(r"\d+(?:[ ().\-/\u00a0\u2011\u202f]{1,3}\d+)*", re.ASCII)
_DIGITS = re.compile(r"\d+", re.ASCII)
_FEWEST, _MOST = 7, 18
_COUNTRY_CODES = (1, 2, 3)  # how many digits they have (ITU-T E.164)
_GROUPS = 40  # more are the points of a drawing


def forms(number: str) -> Iterator[str]:
    """Give the digits a number may be written with: as it is, with 00, and without its country.

    A number of fewer than seven digits is no secret that could be told from any other number.
    """
    key = phone_key(number).partition(";")[0]
    digits = key.removeprefix("+")
    ways = [digits]
    if key.startswith("+"):
        ways.append("00" + digits)
        ways += [zero + digits[length:] for length in _COUNTRY_CODES for zero in ("", "0")]
    yield from (way for way in ways if len(way) >= _FEWEST)


def numbers_in(text: str) -> Iterator[str]:
    """Give each row of digits that a number in a text could be: whole groups, put together."""
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
