"""Figures month by month, as columns."""

from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup

from netkeep.site.pictures.svg import number, picture, words
from netkeep.words import count, month_of

_HEIGHT, _AXIS = 64, 18
_GAP = 0.25
_AUTUMN = 10  # from then on the next year's label would be too near


def columns(months: Sequence[tuple[date, int]], label: str, noun: tuple[str, str]) -> Markup:
    """Draw a number for each month; ``noun`` is what is counted, singular and plural. Nothing where all are zero."""
    most = max((value for _, value in months), default=0)
    if not most:
        return Markup()
    shape = f'class="nk-columns-picture" role="img" aria-label="{words(label)}" width="100%" height="{_HEIGHT + _AXIS}"'
    return picture(shape, _parts(months, most, noun))


def _parts(months: Sequence[tuple[date, int]], most: int, noun: tuple[str, str]) -> Iterator[str]:
    wide = 100 / len(months)
    for at, (first, value) in enumerate(months):
        height = max(_HEIGHT * value / most, 2 if value else 1)
        title = f"{month_of(first)}: {count(value, *noun)}"
        yield (
            f'<rect x="{number(wide * at)}%" y="{number(_HEIGHT - height)}" width="{number(wide * (1 - _GAP))}%"'
            f' height="{number(height)}" rx="2" class="{"nk-column" if value else "nk-column nk-column--none"}">'
            f"<title>{title}</title></rect>"
        )
        if first.month == 1 or (at == 0 and first.month < _AUTUMN):
            yield f'<text x="{number(wide * at)}%" y="{_HEIGHT + 14}" class="nk-pic-soft">{first.year}</text>'
