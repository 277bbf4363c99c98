"""messages.csv: the number of messages a month between the owner and each person; their text only if asked for."""

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
    """Reads the messages of an archive in two passes, so that none has to be kept in memory."""

    def __init__(self, file: str, people: People, notes: Notes, *, with_text: bool) -> None:
        self._file, self._people, self._notes, self._with_text = file, people, notes, with_text
        self._conversations: dict[str, Conversation] = {}
        self._correspondence = Correspondence()
        self._owner: frozenset[str] = frozenset()

    def read(self, first: Rows, second: Rows, owner_keys: Iterable[str], owner_names: Iterable[str]) -> None:
        """Add entries to those who exchanged messages with the owner; ``first`` and ``second`` return the rows."""
        self._correspondence.look(first())
        self._owner = self._correspondence.owner(owner_keys, owner_names)
        if not self._owner:
            if self._correspondence.rows:
                self._notes.file(
                    self._file,
                    "it is unclear which of the people in these messages is you; they are left out",
                    "in netkeep.toml, below [owner], set name to your name on LinkedIn",
                )
            return
        for line, row in second():
            self._row(line, row)
        self._add_entries()

    def _row(self, line: int, row: Message) -> None:
        if is_draft(row):
            self._notes.counts["drafts"] += 1
        elif day := self._notes.past(day_of(row.date)):
            self._count(self._resolve(ends_of(row)), row, day, line)
        else:
            self._notes.row(self._file, line, "the date of a message is not a day in the past; it is left out")

    def _resolve(self, ends: Ends) -> Ends:
        sender = self._correspondence.whole(ends.sender) if ends.sender else None
        return Ends(sender, tuple(self._correspondence.whole(recipient) for recipient in ends.recipients))

    def _count(self, ends: Ends, row: Message, day: date, line: int) -> None:
        """Count a message for its recipients if the owner wrote it, else for its sender."""
        by_owner = ends.sender is not None and ends.sender.id in self._owner
        others = tuple(recipient for recipient in ends.recipients if recipient.id not in self._owner)
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

    def _conversation(self, row: Message, parties: Iterable[Party]) -> Conversation:
        """Return the conversation; the old form has none, so there the same people make up one."""
        id_ = row.conversation.strip() or " ".join(sorted(party.id for party in parties))
        conversation = self._conversations.setdefault(id_, Conversation())
        conversation.join(parties)
        return conversation

    def _add_entries(self) -> None:
        """Add a log entry for each person and month, of all their conversations together."""
        by_person: dict[str, tuple[Person, dict[str, Month]]] = {}
        for conversation in self._conversations.values():
            self._notes.counts[_kind(conversation)] += conversation.messages
            if _kind(conversation) == "messages":
                self._between(conversation, by_person)
        for person, by_month in by_person.values():
            for month, counted in by_month.items():
                entry = Entry(f"messages {month}", counted.last, "message", _text(counted))
                person.add_entry(entry, counted.where)

    def _between(self, conversation: Conversation, by_person: dict[str, tuple[Person, dict[str, Month]]]) -> None:
        for party, months in conversation.between():
            times = sum(month.times for month in months.values())
            person = self._person(party, next(iter(months.values())).where, times, new=conversation.wrote)
            if person:
                _, by_month = by_person.setdefault(person.uid, (person, {}))
                for month, counted in months.items():
                    by_month.setdefault(month, Month()).add(counted)

    def _person(self, party: Party, where: str, times: int, *, new: bool) -> Person | None:
        """Return the person; a stranger becomes one only if the owner wrote to them."""
        by_profile = self._people.get(party.link.key) if party.link else None
        namesakes = [namesake for namesake in self._people.called(party.name) if not (party.link and namesake.linked)]
        if by_profile or len(namesakes) == 1:
            return by_profile or namesakes[0]
        if namesakes and not party.link:
            self._notes.counts["messages of namesakes"] += times
            self._notes.row(
                self._file,
                int(where.rpartition(":")[2]),
                "several connections have this name, and no profile shows which is meant; their messages are left out",
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


def _kind(conversation: Conversation) -> str:
    if conversation.large:
        return "messages in large groups"
    return "messages in spam" if conversation.spam and not conversation.wrote else "messages"


def _text(month: Month) -> str:
    count = f"{month.times:,} message{'s' if month.times > 1 else ''}"
    return f"{count}; the last: {month.words}" if month.words else count
