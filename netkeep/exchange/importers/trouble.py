"""Problems of a source that may have very many: the first ones, and the number of the others."""

from netkeep.exchange.candidate import Problem

SHOWN = 50
_MOST_NAMES = 10_000


class Trouble:
    """Collects problems; fifty are kept, the others counted."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._more = 0
        self._unreachable: set[str] = set()

    def add(self, where: str, message: str, help_: str = "", *, who: str = "") -> None:
        """Note a problem; ``message`` holds no personal data, ``who`` is the name of the person it is about."""
        if len(self._problems) < SHOWN:
            self._problems.append(Problem(where, message, help_, who=who))
        else:
            self._more += 1

    def unreachable(self, where: str, who: str) -> None:
        """Note somebody who cannot be counted because the source has no address for them; once for each name."""
        if not who:
            self.add(where, "somebody named here has no e-mail address that can be read; not counted")
        elif who not in self._unreachable and len(self._unreachable) < _MOST_NAMES:
            self._unreachable.add(who)
            self.add(where, "has no e-mail address that can be read; not counted", who=who)

    def problems(self, source: str) -> tuple[Problem, ...]:
        """Return the problems, and a last one with the number of those left out."""
        more = (Problem(source, f"and {self._more} more problems"),) if self._more else ()
        return (*self._problems, *more)
