"""What is kept of a conversation: who is in it, and by person and month how often and when last."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from netkeep.exchange.importers.linkedin.parties import Party

MOST_IN_A_GROUP = 8


@dataclass(slots=True)
class Month:
    """The messages of a month; ``words`` and ``where`` are the last one's."""

    times: int = 0
    last: date = date.min
    words: str = ""
    where: str = ""

    def add(self, other: "Month") -> None:
        """Take in what else was written in it."""
        if other.last >= self.last:
            self.last, self.words, self.where = other.last, other.words, other.where
        self.times += other.times


@dataclass(slots=True)
class Conversation:
    """The messages between the owner and others; ``wrote`` says whether the owner wrote any."""

    wrote: bool = False
    spam: bool = False
    messages: int = 0
    members: dict[str, Party] = field(default_factory=dict)
    months: dict[str, dict[str, Month]] = field(default_factory=dict)

    @property
    def large(self) -> bool:
        """Return whether it is a crowd's, in which nobody speaks to anybody."""
        return len(self.members) > MOST_IN_A_GROUP

    def join(self, everyone: Iterable[Party]) -> None:
        """Say who is in it; of a crowd nothing is kept but how much was written."""
        for one in everyone:
            if not self.large:
                self.members.setdefault(one.id, one)
        if self.large:
            self.months.clear()

    def count(self, with_whom: Iterable[Party], one: Month) -> None:
        """Count a message for each of these."""
        if not self.large:
            for party in with_whom:
                self.months.setdefault(party.id, {}).setdefault(f"{one.last:%Y-%m}", Month()).add(one)

    def between(self) -> Iterator[tuple[Party, dict[str, Month]]]:
        """Yield by person the months in which something was written; in a group only where the owner wrote, too."""
        if self.wrote or len(self.members) == 1:
            for id_, months in self.months.items():
                yield self.members[id_], months
