"""Side results of a reading: a limited number of problems, figures, the latest day of each table."""

from collections import Counter
from datetime import date, timedelta

from netkeep.exchange.candidate import Fate, Problem

_MOST_OF_A_KIND = 20


class Notes:
    """Collects side results; no day after ``today`` counts, ``table`` is the kind of table being read."""

    def __init__(self, today: date) -> None:
        self.counts: Counter[str] = Counter()
        self.days: dict[str, date] = {}
        self.table = ""
        self._today = today
        self._problems: list[Problem] = []
        self._times: Counter[tuple[str, str]] = Counter()

    def row(  # noqa: PLR0913 (a place, a problem, and the person it is about)
        self, file: str, line: int, message: str, help_: str = "", *, who: str = "", fate: Fate = "refused"
    ) -> None:
        """Note a problem in a row; beyond twenty of a kind they are only counted."""
        self._times[file, message] += 1
        if self._times[file, message] <= _MOST_OF_A_KIND:
            self._problems.append(Problem(f"{file}:{line}", message, help_, fate, who))

    def file(self, file: str, message: str, help_: str = "", *, fate: Fate = "refused") -> None:
        """Note a problem of a whole file."""
        self._problems.append(Problem(file, message, help_, fate))

    def past(self, day: date | None) -> date | None:
        """Return a day if it is past; tomorrow counts as today, as it may have begun in UTC, which LinkedIn uses."""
        if day is None or day > self._today + timedelta(days=1):
            return None
        day = min(day, self._today)
        if day > self.days.get(self.table, date.min):
            self.days[self.table] = day
        return day

    def problems(self) -> tuple[Problem, ...]:
        """Return the problems, then the numbers of those that were only counted."""
        more = (
            Problem(file, f"in {times - _MOST_OF_A_KIND:,} more rows: {message}")
            for (file, message), times in self._times.items()
            if times > _MOST_OF_A_KIND
        )
        return (*self._problems, *more)
