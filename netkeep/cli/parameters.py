"""Types of what people type: a day, a span of time, a condition."""

from datetime import date
from typing import TYPE_CHECKING

import click

from netkeep.model.date_phrases import Toward, parse_span, parse_when
from netkeep.model.dates import Duration, PartialDate

if TYPE_CHECKING:
    from netkeep.network.select import Condition

    _DayType = click.ParamType[date]
    _PartialType = click.ParamType[PartialDate]
    _SpanType = click.ParamType[Duration]
    _ConditionType = click.ParamType[Condition]
else:  # generic since Click 8.4 only
    _DayType = _PartialType = _SpanType = _ConditionType = click.ParamType


class Day(_DayType):
    """A day in words, or a date; words count from ``--today``."""

    name = "day"

    def __init__(self, toward: Toward) -> None:
        self._toward = toward

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day, or fail with the forms that are understood."""
        if isinstance(value, date):
            return value
        today = ctx.obj.today if ctx is not None and ctx.obj is not None else date.today()  # noqa: DTZ011
        try:
            return parse_when(str(value), today, self._toward)
        except (ValueError, OverflowError) as error:
            self.fail(str(error), param, ctx)


class Span(_SpanType):
    """A span of time: ``2 weeks`` or ``2w``."""

    name = "span"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Duration:
        """Read the span, or fail with the forms that are understood."""
        if isinstance(value, Duration):
            return value
        try:
            return parse_span(str(value))
        except ValueError as error:
            self.fail(f"{error}; or short: 2w", param, ctx)


class PartialDay(_PartialType):
    """A day, a month or a year; days also in words."""

    name = "day"

    def __init__(self, day: Day) -> None:
        self._day = day

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> PartialDate:
        """Read ``2023``, ``2023-04``, or any form of a day."""
        if isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(str(value))
        except ValueError:
            day = self._day.convert(value, param, ctx)
            return PartialDate(day.year, day.month, day.day)


PAST_DAY = Day(Toward.PAST)
COMING_DAY = Day(Toward.FUTURE)
SPAN = Span()


class ConditionOn(_ConditionType):
    """A condition on a field of a person: ``location~leeds``."""

    name = "condition"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> "Condition":
        """Read the condition, or fail with the fields there are."""
        from netkeep.network.select import Condition, parse_condition

        if isinstance(value, Condition):
            return value
        try:
            return parse_condition(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


CONDITION = ConditionOn()
