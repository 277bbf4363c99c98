"""The sender and recipients of a message: by profile if there is one, else by name."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from netkeep.exchange.importers.linkedin.columns import Message
from netkeep.exchange.importers.linkedin.names import key, tidy, without_credentials
from netkeep.exchange.importers.linkedin.profile import Profile, profile

NOBODY = "linkedin member"
"""LinkedIn's name for closed accounts, folded."""
_YES = frozenset({"yes", "true", "1"})
_MOST_RECIPIENTS = 100
_ALWAYS = 0.9


class Party(NamedTuple):
    """Somebody in a message: ``id`` is the key of the profile, or ``name:`` and the folded name."""

    id: str
    name: str = ""
    link: Profile | None = None


class Ends(NamedTuple):
    """The two ends of a message; ``sender`` is None for a closed account, and for an organisation's page."""

    sender: Party | None
    recipients: tuple[Party, ...]


def is_draft(row: Message) -> bool:
    """Return whether a message was never sent."""
    marks = (row.draft.strip().lower(), row.conversation_draft.strip().lower())
    return not _YES.isdisjoint(marks) or row.folder.strip().upper() in {"DRAFT", "DRAFTS"}


def ends_of(row: Message) -> Ends:
    """Return the ends of a message; equal cells are parsed only once."""
    return Ends(_sender(row.sender, row.sender_url), _recipients(row.recipients, row.recipient_urls))


@lru_cache(maxsize=32768)
def _sender(name: str, url: str) -> Party | None:
    return None if url.strip() and not profile(url) else _party(name, url)


@lru_cache(maxsize=32768)
def _recipients(names: str, urls: str) -> tuple[Party, ...]:
    links = [url for url in urls.split(",")[:_MOST_RECIPIENTS] if url.strip()]
    if not links:
        parties = [_party(name, "") for name in _split(names)]
    elif len(links) == 1:
        parties = [_party(names, links[0])]
    else:
        split_names = _split(names)
        if len(split_names) != len(links):  # a name has a comma in it, so that names and links cannot be paired
            split_names = [""] * len(links)
        parties = [_party(name, link) for name, link in zip(split_names, links, strict=True)]
    return tuple({party.id: party for party in parties if party}.values())


def _split(names: str) -> list[str]:
    return without_credentials([name.strip() for name in names.split(",")[:_MOST_RECIPIENTS]])


def _party(name: str, url: str) -> Party | None:
    tidied = tidy(name, "").name
    if link := profile(url):
        return Party(link.key, tidied, link)
    return Party(f"name:{key(tidied)}", tidied) if tidied and key(tidied) != NOBODY and not url.strip() else None


class Correspondence:
    """Summary of a first pass over all messages: who is in how many, and which name goes with which profile."""

    def __init__(self) -> None:
        self.rows = 0
        self.outgoing: Counter[str] = Counter()
        self.parties: dict[str, Party] = {}
        self._times: Counter[str] = Counter()
        self._by_name: dict[str, str | None] = {}

    def look(self, rows: Iterable[tuple[int, Message]]) -> None:
        """Count the ends of all messages."""
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
        """Return a party completed from other messages: with a name, or with the only profile that has the name."""
        if party.link:
            return self.parties.get(party.id, party) if not party.name else party
        party_id = self._by_name.get(key(party.name))
        return self.parties[party_id] if party_id else party

    def owner(self, keys: Iterable[str], names: Iterable[str]) -> frozenset[str]:
        """Return the ids of the owner: by profile, by name, by what they sent, or by being in every message.

        Empty if none of these is certain. Of several profiles with the owner's name, the one in most messages is
        theirs.
        """
        by_name = [f"name:{key(name)}" for name in names]
        namesakes = [id_ for id_ in self._times if id_ not in by_name and self._name_id(id_) in by_name]
        ids = {*keys, *by_name} & set(self._times)
        if not ids & set(self.parties) - set(by_name) and namesakes:
            ids.add(max(namesakes, key=self._times.__getitem__))
        return frozenset(ids or self._by_frequency())

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
