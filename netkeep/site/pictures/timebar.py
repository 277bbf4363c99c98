"""Years of work as bars on one scale: someone's roles above, the owner's jobs in the same years below."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
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
    """One post: ``start`` is None where unknown, ``end`` where it goes on; ``yours`` marks a job of the owner's."""

    label: str
    start: PartialDate | None
    end: PartialDate | None
    yours: bool = False


class _Span(NamedTuple):
    """Years with fractions: of the whole picture, or of one bar."""

    first: float
    last: float

    def place(self, year: float) -> float:
        return 100 * (year - self.first) / (self.last - self.first)


def timebar(bars: Sequence[Bar], today: date, label: str) -> Markup:
    """Draw posts over the years, at most sixteen; nothing where no year is known.

    The picture is as wide as its container, and letters keep their size: all positions are per cent.
    """
    dated = [bar for bar in bars if bar.start or bar.end][:_MOST]
    if not dated:
        return Markup()
    spans = [_span(bar, today) for bar in dated]
    scale = _scale(spans)
    rows = (_row(scale, row, bar, span) for row, (bar, span) in enumerate(zip(dated, spans, strict=True)))
    size = f'width="100%" height="{len(dated) * _ROW + _AXIS}"'
    shape = f'class="nk-timebar" role="img" aria-label="{words(label)}" {size}'
    return picture(shape, (_axis(scale, len(dated)), *rows))


def _year(day: date) -> float:
    return day.year + (day.toordinal() - date(day.year, 1, 1).toordinal()) / _DAYS


def _span(bar: Bar, today: date) -> _Span:
    """Return when somebody was there: until now where no end is known, for one year where no start is known."""
    dated = bar.start or bar.end
    first = (_year(dated.earliest()) if dated else 0.0) - (0 if bar.start else 1)
    return _Span(first, _year(bar.end.latest()) if bar.end else max(_year(today), first))


def _scale(spans: Sequence[_Span]) -> _Span:
    first = int(min(span.first for span in spans))
    return _Span(first, max(*(span.last for span in spans), first + 1) + 0.1)


@lru_cache(maxsize=1000)
def _axis(scale: _Span, rows: int) -> str:
    """Return the axis of years; cached, because most people share a scale."""
    lines, years = "".join(_lines(scale, rows)), "".join(_years(scale, rows))
    return f'<g class="nk-pic-grid">{lines}</g><g class="nk-pic-soft" text-anchor="middle">{years}</g>'


def _ticks(scale: _Span) -> Iterator[tuple[int, float]]:
    step = next(step for most, step in _TICKS if scale.last - scale.first <= most)
    for year in range(-(-int(scale.first) // step) * step, int(scale.last) + 1, step):
        yield year, scale.place(year)


def _lines(scale: _Span, rows: int) -> Iterator[str]:
    for _, at in _ticks(scale):
        yield f'<line x1="{number(at)}%" x2="{number(at)}%" y2="{rows * _ROW + 4}"/>'


def _years(scale: _Span, rows: int) -> Iterator[str]:
    for year, at in _ticks(scale):
        anchor = ' text-anchor="start"' if at < _EDGE else ' text-anchor="end"' if at > 100 - _EDGE else ""
        yield f'<text x="{number(at)}%" y="{rows * _ROW + 16}"{anchor}>{year}</text>'


def _row(scale: _Span, row: int, bar: Bar, span: _Span) -> str:
    left, right, top = scale.place(span.first), scale.place(span.last), row * _ROW
    x, anchor = (number(right), ' text-anchor="end"') if left > _MIDDLE else (number(left), "")
    shape = f"nk-bar{' nk-bar--yours' if bar.yours else ''}{'' if bar.start else ' nk-bar--open'}"
    wide = number(max(right - left, _LEAST))
    return (
        f'<text x="{x}%" y="{top + 12}"{anchor} class="nk-pic-label">{words(short(bar.label, _LONGEST))}</text>'
        f'<rect x="{number(left)}%" y="{top + 17}" width="{wide}%" height="{_BAR}" rx="3" class="{shape}"/>'
    )
