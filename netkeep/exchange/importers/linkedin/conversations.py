"""Conversations in summary: who is in them, and by person and month how many messages, and when the last."""

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
        """Add other messages of the same month."""
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
        """Return whether it has too many members to mean personal contact."""
        return len(self.members) > MOST_IN_A_GROUP

    def join(self, parties: Iterable[Party]) -> None:
        """Add members; of a large group nothing is kept but the number of messages."""
        for party in parties:
            if not self.large:
                self.members.setdefault(party.id, party)
        if self.large:
            self.months.clear()

    def count(self, parties: Iterable[Party], message: Month) -> None:
        """Count a message, a month of one, for each of these people."""
        if not self.large:
            for party in parties:
                self.months.setdefault(party.id, {}).setdefault(f"{message.last:%Y-%m}", Month()).add(message)

    def between(self) -> Iterator[tuple[Party, dict[str, Month]]]:
        """Yield each person with the months of their messages; of a group only if the owner wrote in it, too."""
        if self.wrote or len(self.members) == 1:
            for id_, months in self.months.items():
                yield self.members[id_], months
