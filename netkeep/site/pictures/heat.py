"""Contacts by year and month, as a table of squares: the more, the darker, and each with its number."""

from collections.abc import Iterator, Mapping
from datetime import date

from markupsafe import Markup

from netkeep.site.pictures.svg import number, picture
from netkeep.words import MONTHS

_ROW, _SQUARE, _HEAD = 30, 26, 20
_LEFT = 10.0  # per cent, for the year
_WIDE = (100 - _LEFT) / 12
_SHADES = (0.0, 0.2, 0.45, 0.75)
_MOST = 40


def heat(months: Mapping[date, int]) -> Markup:
    """Draw how many contacts each month had, by its first day; at most forty years, the newest first."""
    if not months:
        return Markup()
    years = sorted({first.year for first in months}, reverse=True)[:_MOST]
    most = max(months.values())
    size = f'width="100%" height="{_HEAD + _ROW * len(years)}"'
    shape = f'class="nk-heat" role="img" aria-label="Contacts by month and year" {size}'
    rows = (part for row, year in enumerate(years) for part in _row(months, year, _HEAD + row * _ROW, most))
    return picture(shape, (*_head(), *rows))


def _head() -> Iterator[str]:
    for month, name in enumerate(MONTHS):
        yield f'<text x="{_middle(month)}%" y="12" class="nk-pic-soft nk-heat__head">{name[0]}</text>'


def _middle(month: int) -> str:
    return number(_LEFT + _WIDE * (month + 0.46))


def _row(months: Mapping[date, int], year: int, top: int, most: int) -> Iterator[str]:
    yield f'<text x="0" y="{top + 18}" class="nk-pic-soft">{year}</text>'
    for month in range(12):
        value = months.get(date(year, month + 1, 1), 0)
        shade = sum(value > least * most for least in _SHADES)
        x, wide = number(_LEFT + _WIDE * month), number(_WIDE * 0.92)
        yield (
            f'<rect x="{x}%" y="{top}" width="{wide}%" height="{_SQUARE}" rx="4" class="nk-shade nk-shade--{shade}">'
            f"<title>{MONTHS[month]} {year}: {value}</title></rect>"
        )
        if value:
            place = f'x="{_middle(month)}%" y="{top + 17}"'
            yield f'<text {place} class="nk-heat__number nk-heat__number--{shade}">{value}</text>'
