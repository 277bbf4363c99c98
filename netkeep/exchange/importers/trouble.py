"""The problems of a source that may have a great many: the first ones, and how many more there are."""

from netkeep.exchange.candidate import Problem

SHOWN = 50
_MOST_NAMES = 10_000


class Trouble:
    """Collects problems; fifty are told, the others counted."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._more = 0
        self._unreachable: set[str] = set()

    def add(self, where: str, message: str, help_: str = "", *, who: str = "") -> None:
        """Note a problem; ``message`` holds no value of anybody's, ``who`` is the name of whom it is about."""
        if len(self._problems) < SHOWN:
            self._problems.append(Problem(where, message, help_, who=who))
        else:
            self._more += 1

    def unreachable(self, where: str, who: str) -> None:
        """Note somebody who cannot be counted, for nobody tells their address; once of each name."""
        if not who:
            self.add(where, "somebody named here has no e-mail address that can be read; not counted")
        elif who not in self._unreachable and len(self._unreachable) < _MOST_NAMES:
            self._unreachable.add(who)
            self.add(where, "has no e-mail address that can be read; not counted", who=who)

    def told(self, source: str) -> tuple[Problem, ...]:
        """Return the problems, and a last one that tells of those left out."""
        more = (Problem(source, f"and {self._more} more problems"),) if self._more else ()
        return (*self._problems, *more)
