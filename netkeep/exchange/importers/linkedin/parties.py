"""Who writes a message and who gets it: by profile where one is told, else by name."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from netkeep.exchange.importers.linkedin.columns import Message
from netkeep.exchange.importers.linkedin.names import key, tidy, without_credentials
from netkeep.exchange.importers.linkedin.profile import Profile, profile

NOBODY = "linkedin member"
"""What LinkedIn calls whoever has closed their account, folded."""
_YES = frozenset({"yes", "true", "1"})
_MOST_RECIPIENTS = 100
_ALWAYS = 0.9


class Party(NamedTuple):
    """Somebody in a message: ``id`` is the key of the profile, or ``name:`` and the folded name."""

    id: str
    name: str = ""
    link: Profile | None = None


class Ends(NamedTuple):
    """The two ends of a message; ``sender`` is None for a closed account, and for a page that is nobody's."""

    sender: Party | None
    recipients: tuple[Party, ...]


def is_draft(row: Message) -> bool:
    """Return whether a message was never sent."""
    marks = (row.draft.strip().lower(), row.conversation_draft.strip().lower())
    return not _YES.isdisjoint(marks) or row.folder.strip().upper() in {"DRAFT", "DRAFTS"}


def ends_of(row: Message) -> Ends:
    """Return the ends of a message; the same words are only read once."""
    return Ends(_sender(row.sender, row.sender_url), _recipients(row.recipients, row.recipient_urls))


@lru_cache(maxsize=32768)
def _sender(name: str, url: str) -> Party | None:
    return None if url.strip() and not profile(url) else _party(name, url)


@lru_cache(maxsize=32768)
def _recipients(names: str, urls: str) -> tuple[Party, ...]:
    links = [url for url in urls.split(",")[:_MOST_RECIPIENTS] if url.strip()]
    if not links:
        found = [_party(name, "") for name in _split(names)]
    elif len(links) == 1:
        found = [_party(names, links[0])]
    else:
        called = _split(names)
        if len(called) != len(links):  # a name with a comma in it: which belongs to which cannot be told
            called = [""] * len(links)
        found = [_party(name, link) for name, link in zip(called, links, strict=True)]
    return tuple({party.id: party for party in found if party}.values())


def _split(names: str) -> list[str]:
    return without_credentials([name.strip() for name in names.split(",")[:_MOST_RECIPIENTS]])


def _party(name: str, url: str) -> Party | None:
    called = tidy(name, "").name
    if link := profile(url):
        return Party(link.key, called, link)
    return Party(f"name:{key(called)}", called) if called and key(called) != NOBODY and not url.strip() else None


class Correspondence:
    """What a first look at all messages tells: who is in how many, and which name goes with which profile."""

    def __init__(self) -> None:
        self.rows = 0
        self.outgoing: Counter[str] = Counter()
        self.parties: dict[str, Party] = {}
        self._times: Counter[str] = Counter()
        self._by_name: dict[str, str | None] = {}

    def look(self, rows: Iterable[tuple[int, Message]]) -> None:
        """Read the ends of all messages."""
        for _, row in rows:
            if not is_draft(row):
                self._look(ends_of(row), row.direction)

    def _look(self, ends: Ends, direction: str) -> None:
        self.rows += 1
        for party in _everyone(ends):
            self._times[party.id] += 1
            if party.name and (party.id not in self.parties or not self.parties[party.id].name):
                self._keep(party)
        if ends.sender and direction.strip().upper() == "OUTGOING":
            self.outgoing[ends.sender.id] += 1

    def _keep(self, party: Party) -> None:
        self.parties[party.id] = party
        if party.link:
            name = key(party.name)
            self._by_name[name] = party.id if self._by_name.get(name, party.id) == party.id else None

    def whole(self, party: Party) -> Party:
        """Return a party as other messages know them: by a profile where the name is one person's here, with a name."""
        if party.link:
            return self.parties.get(party.id, party) if not party.name else party
        known = self._by_name.get(key(party.name))
        return self.parties[known] if known else party

    def owner(self, keys: Iterable[str], names: Iterable[str]) -> frozenset[str]:
        """Return the ids of the owner: by profile, by name, by what they sent, or by being in every message.

        Empty where nothing tells. Of several profiles with the owner's name the one in most messages is theirs: a
        namesake's is not.
        """
        wanted = [f"name:{key(name)}" for name in names]
        called = [id_ for id_ in self._times if id_ not in wanted and self._name_id(id_) in wanted]
        found = {*keys, *wanted} & set(self._times)
        if not found & set(self.parties) - set(wanted) and called:
            found.add(max(called, key=self._times.__getitem__))
        return frozenset(found or self._by_frequency())

    def _name_id(self, id_: str) -> str:
        return f"name:{key(self.parties[id_].name)}" if id_ in self.parties else ""

    def _by_frequency(self) -> set[str]:
        if self.outgoing:
            return {max(self.outgoing, key=self.outgoing.__getitem__)}
        first, second = [*self._times.most_common(2), ("", 0), ("", 0)][:2]
        certain = first[1] > second[1] and first[1] >= self.rows * _ALWAYS
        return {first[0]} if certain else set()


def _everyone(ends: Ends) -> Iterator[Party]:
    if ends.sender:
        yield ends.sender
    yield from ends.recipients
