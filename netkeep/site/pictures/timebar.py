"""Years of work as bars on one scale: someone's roles above, the owner's jobs in the same years below."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from netkeep.model.dates import PartialDate
from netkeep.site.pictures.svg import number, picture, short, words

_ROW, _BAR, _AXIS = 30, 9, 22
_DAYS = 365.25
_LONGEST = 54
_LEAST = 0.8  # per cent: a week can still be seen
_MIDDLE, _EDGE = 50, 5
_TICKS = ((8, 1), (18, 2), (40, 5), (10_000, 10))
_MOST = 16


class Bar(NamedTuple):
    """One post: None for a ``start`` that is unknown, or an ``end`` that is not there; ``yours`` is a job's."""

    label: str
    start: PartialDate | None
    end: PartialDate | None
    yours: bool = False


class _Scale(NamedTuple):
    first: float
    last: float

    def at(self, year: float) -> float:
        return 100 * (year - self.first) / (self.last - self.first)


def timebar(bars: Sequence[Bar], today: date, label: str) -> Markup:
    """Draw posts over the years, at most sixteen; nothing where no year is known.

    The picture is as wide as its place, and its letters stay as large as they are: all places are per cent.
    """
    dated = [bar for bar in bars if bar.start or bar.end][:_MOST]
    if not dated:
        return Markup()
    scale = _scale(dated, today)
    rows = (_row(scale, row, bar, today) for row, bar in enumerate(dated))
    size = f'width="100%" height="{len(dated) * _ROW + _AXIS}"'
    shape = f'class="nk-timebar" role="img" aria-label="{words(label)}" {size}'
    return picture(shape, (*_axis(scale, len(dated)), *rows))


def _year(day: date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / _DAYS


def _scale(bars: Sequence[Bar], today: date) -> _Scale:
    first = min(_from(bar) for bar in bars)
    last = max(_until(bar, today) for bar in bars)
    return _Scale(int(first), max(last, int(first) + 1) + 0.1)


def _from(bar: Bar) -> float:
    known = bar.start or bar.end
    return (_year(known.earliest()) if known else 0.0) - (0 if bar.start else 1)


def _until(bar: Bar, today: date) -> float:
    return _year(bar.end.latest()) if bar.end else max(_year(today), _from(bar))


def _axis(scale: _Scale, rows: int) -> Iterator[str]:
    span = scale.last - scale.first
    step = next(step for most, step in _TICKS if span <= most)
    for year in range(-(-int(scale.first) // step) * step, int(scale.last) + 1, step):
        at = scale.at(year)
        x = number(at)
        anchor = "start" if at < _EDGE else "end" if at > 100 - _EDGE else "middle"
        yield f'<line x1="{x}%" x2="{x}%" y1="0" y2="{rows * _ROW + 4}" class="nk-pic-grid"/>'
        yield f'<text x="{x}%" y="{rows * _ROW + 16}" text-anchor="{anchor}" class="nk-pic-soft">{year}</text>'


def _row(scale: _Scale, row: int, bar: Bar, today: date) -> str:
    left, right, top = scale.at(_from(bar)), scale.at(_until(bar, today)), row * _ROW
    far = left > _MIDDLE
    x, anchor = (number(right), "end") if far else (number(left), "start")
    shape = f"nk-bar{' nk-bar--yours' if bar.yours else ''}{'' if bar.start else ' nk-bar--open'}"
    wide = number(max(right - left, _LEAST))
    return (
        f'<text x="{x}%" y="{top + 12}" text-anchor="{anchor}" class="nk-pic-label">'
        f"{words(short(bar.label, _LONGEST))}</text>"
        f'<rect x="{number(left)}%" y="{top + 17}" width="{wide}%" height="{_BAR}" rx="3" class="{shape}"/>'
    )
