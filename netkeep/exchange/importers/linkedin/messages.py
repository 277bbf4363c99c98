"""messages.csv: how many messages a month passed between the owner and each person; their words only if asked for."""

from collections.abc import Callable, Iterable
from datetime import date

from netkeep.exchange.candidate import Entry
from netkeep.exchange.importers.linkedin.columns import Message
from netkeep.exchange.importers.linkedin.conversations import Conversation, Month
from netkeep.exchange.importers.linkedin.dates import day_of
from netkeep.exchange.importers.linkedin.names import Name
from netkeep.exchange.importers.linkedin.notes import Notes
from netkeep.exchange.importers.linkedin.parties import Correspondence, Ends, Party, ends_of, is_draft
from netkeep.exchange.importers.linkedin.people import People, Person
from netkeep.exchange.importers.linkedin.words import line as one_line

Rows = Callable[[], Iterable[tuple[int, Message]]]


class Messages:
    """Reads the messages of an archive, in two passes, so that none has to be kept."""

    def __init__(self, file: str, people: People, notes: Notes, *, with_text: bool) -> None:
        self._file, self._people, self._notes, self._with_text = file, people, notes, with_text
        self._conversations: dict[str, Conversation] = {}
        self._known = Correspondence()
        self._owner: frozenset[str] = frozenset()

    def read(self, first: Rows, second: Rows, owner_keys: Iterable[str], owner_names: Iterable[str]) -> None:
        """Add entries to those whom the owner wrote with; ``first`` and ``second`` give the rows for each pass."""
        self._known.look(first())
        self._owner = self._known.owner(owner_keys, owner_names)
        if not self._owner:
            if self._known.rows:
                self._notes.file(
                    self._file,
                    "which of the people in these messages is the owner cannot be told; they are left out",
                    "in netkeep.toml, below [owner], set name to your name on LinkedIn",
                )
            return
        for line, row in second():
            self._row(line, row)
        self._tell()

    def _row(self, line: int, row: Message) -> None:
        if is_draft(row):
            self._notes.counts["drafts"] += 1
        elif day := self._notes.past(day_of(row.date)):
            self._sent(self._resolved(ends_of(row)), row, day, line)
        else:
            self._notes.row(self._file, line, "the date of a message is none that has been; it is left out")

    def _resolved(self, ends: Ends) -> Ends:
        sender = self._known.whole(ends.sender) if ends.sender else None
        return Ends(sender, tuple(self._known.whole(one) for one in ends.recipients))

    def _sent(self, ends: Ends, row: Message, day: date, line: int) -> None:
        """Count a message for those it went to, or for who wrote it to the owner."""
        by_owner = ends.sender is not None and ends.sender.id in self._owner
        others = tuple(one for one in ends.recipients if one.id not in self._owner)
        to_owner = not ends.recipients or len(others) < len(ends.recipients)
        with_whom = others if by_owner else (ends.sender,) if ends.sender and to_owner else ()
        if not with_whom:
            self._notes.counts["messages with closed accounts or pages"] += 1
            return
        everyone = others if by_owner else (*with_whom, *others)
        conversation = self._conversation(row, everyone)
        conversation.wrote |= by_owner
        conversation.spam |= row.folder.strip().upper() == "SPAM"
        conversation.messages += 1
        words = one_line(row.content) if self._with_text else ""
        conversation.count(with_whom, Month(1, day, words, f"{self._file}:{line}"))

    def _conversation(self, row: Message, everyone: Iterable[Party]) -> Conversation:
        """Return the conversation; the old form knows none: there the same people have one."""
        id_ = row.conversation.strip() or " ".join(sorted(one.id for one in everyone))
        conversation = self._conversations.setdefault(id_, Conversation())
        conversation.join(everyone)
        return conversation

    def _tell(self) -> None:
        """Put the conversations of each person together, and enter them."""
        found: dict[str, tuple[Person, dict[str, Month]]] = {}
        for conversation in self._conversations.values():
            self._notes.counts[_what(conversation)] += conversation.messages
            if _what(conversation) == "messages":
                self._between(conversation, found)
        for person, months in found.values():
            for month, one in months.items():
                entry = Entry(f"messages {month}", one.last, "message", _text(one))
                person.happened(entry, one.where)

    def _between(self, conversation: Conversation, found: dict[str, tuple[Person, dict[str, Month]]]) -> None:
        for party, months in conversation.between():
            times = sum(month.times for month in months.values())
            person = self._person(party, next(iter(months.values())).where, times, new=conversation.wrote)
            if person:
                _, known = found.setdefault(person.uid, (person, {}))
                for month, one in months.items():
                    known.setdefault(month, Month()).add(one)

    def _person(self, party: Party, where: str, times: int, *, new: bool) -> Person | None:
        """Return who it is; a stranger becomes somebody only when the owner wrote to them."""
        known = self._people.get(party.link.key) if party.link else None
        called = [one for one in self._people.called(party.name) if not (party.link and one.linked)]
        if known or len(called) == 1:
            return known or called[0]
        if called and not party.link:
            self._notes.counts["messages of namesakes"] += times
            self._notes.row(
                self._file,
                int(where.rpartition(":")[2]),
                "several connections have this name, and no profile tells which is meant; their messages are left out",
                who=party.name,
            )
        elif not new:
            self._notes.counts["messages never answered"] += times
        else:
            return self._new(party, where)
        return None

    def _new(self, party: Party, where: str) -> Person | None:
        if party.link:
            return self._people.add(party.link.key, Name(party.name), where, party.link)
        return self._people.named(Name(party.name), "", "", where)


def _what(conversation: Conversation) -> str:
    if conversation.large:
        return "messages in large groups"
    return "messages in spam" if conversation.spam and not conversation.wrote else "messages"


def _text(one: Month) -> str:
    count = f"{one.times:,} message{'s' if one.times > 1 else ''}"
    return f"{count}; the last: {one.words}" if one.words else count
