"""A handful at a time: a long list of people becomes due in turns, so that no day is swamped."""

from datetime import date

from netkeep.model.dates import Duration
from netkeep.network.schedule import A_DAY


def turn(place: int, opened: date, today: date) -> date:
    """Return the due day of the person at a place (from 0) in the line of those still open.

    The first :data:`A_DAY` are due from the day on which the line opened; the others move up as these are done.
    """
    if place < A_DAY:
        return opened
    return Duration(place // A_DAY, "day").after(max(opened, today))
