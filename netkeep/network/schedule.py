"""Spreading work over days, so that no day has more than a handful of it."""

from collections.abc import Sequence
from datetime import date, timedelta

A_DAY = 3
"""This many conversations a day are a handful, few enough to mean each of them."""


def spread(count: int, first: date, last: date, a_day: int = A_DAY) -> Sequence[date]:
    """Return a day for each of ``count`` things, in order, from ``first`` to ``last`` at the latest.

    At most ``a_day`` fall on one day, unless there are more than the days can hold; then they go evenly over all days.
    """
    days = max(1, (last - first).days + 1)
    per_day = max(a_day, -(-count // days))
    return [first + timedelta(days=number // per_day) for number in range(count)]
