"""What a reading finds out by the way: a bounded number of problems, figures, the latest day of each table."""

from collections import Counter
from datetime import date, timedelta

from netkeep.exchange.candidate import Fate, Problem

_TOLD_EACH = 20


class Notes:
    """Collects them; ``today`` is the last day that can have happened, ``table`` the kind of table being read."""

    def __init__(self, today: date) -> None:
        self.counts: Counter[str] = Counter()
        self.days: dict[str, date] = {}
        self.table = ""
        self._today = today
        self._problems: list[Problem] = []
        self._times: Counter[tuple[str, str]] = Counter()

    def row(  # noqa: PLR0913 (a place, what is wrong there, and whom it is about)
        self, file: str, line: int, message: str, help_: str = "", *, who: str = "", fate: Fate = "refused"
    ) -> None:
        """Note what is wrong in a row; beyond twenty of a kind they are only counted."""
        self._times[file, message] += 1
        if self._times[file, message] <= _TOLD_EACH:
            self._problems.append(Problem(f"{file}:{line}", message, help_, fate, who))

    def file(self, file: str, message: str, help_: str = "", *, fate: Fate = "refused") -> None:
        """Note what is wrong with a file as a whole."""
        self._problems.append(Problem(file, message, help_, fate))

    def past(self, day: date | None) -> date | None:
        """Return a day as far as it can have happened; LinkedIn writes in UTC, where tomorrow may have begun."""
        if day is None or day > self._today + timedelta(days=1):
            return None
        day = min(day, self._today)
        if day > self.days.get(self.table, date.min):
            self.days[self.table] = day
        return day

    def problems(self) -> tuple[Problem, ...]:
        """Return the problems, those in rows that were only counted last."""
        more = (
            Problem(file, f"in {times - _TOLD_EACH:,} more rows: {message}")
            for (file, message), times in self._times.items()
            if times > _TOLD_EACH
        )
        return (*self._problems, *more)
