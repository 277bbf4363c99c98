"""Searching for people: every word must stand somewhere in a person's file; the best places come first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from netkeep.model.names import fold
from netkeep.model.people import Contact
from netkeep.network.values import last_contact
from netkeep.store.lookup import names
from netkeep.store.vault import Vault
from netkeep.text.items import details
from netkeep.text.plain import one_line, plain

NAME, ALIAS, PLACE, TEXT = range(4)


class Line(NamedTuple):
    """A line of a person's file: what it is (``name``, ``org``, ``log 2024-05-20`` …), and how much it weighs."""

    field: str
    text: str
    rank: int


class Match(NamedTuple):
    """A line with matching words; ``spans`` are their places, as offsets into its text."""

    line: Line
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A contact with every word, and the best line for each word."""

    contact: Contact
    matches: tuple[Match, ...]
    score: int
    last: date | None


def search(vault: Vault, words: Sequence[str], today: date) -> tuple[Hit, ...]:
    """Return everyone with all words: by the weight of the places, then by the last contact."""
    wanted = list(dict.fromkeys(folded for word in words for folded in fold(word).split()))
    hits = [hit for contact in vault.contacts.values() if (hit := _hit(vault, contact, wanted, today))]
    return tuple(sorted(hits, key=_order))


def _order(hit: Hit) -> tuple[int, int, str, str]:
    return hit.score, -(hit.last or date.min).toordinal(), fold(hit.contact.name), hit.contact.id


def _hit(vault: Vault, contact: Contact, wanted: Sequence[str], today: date) -> Hit | None:
    lines = [(line, fold(line.text)) for line in _lines(vault, contact)]
    chosen: dict[Line, None] = {}
    score = 0
    for word in wanted:
        places = [place for place in lines if word in place[1]]
        if not places:
            return None
        best = min(places, key=lambda place: (place[0].rank, -sum(other in place[1] for other in wanted)))[0]
        chosen[best] = None
        score += best.rank
    if not chosen:
        return None
    matches = tuple(Match(line, spans_of(line.text, wanted)) for line in sorted(chosen, key=lambda line: line.rank))
    return Hit(contact, matches, score, last_contact(vault, contact, today))


def _lines(vault: Vault, contact: Contact) -> Iterator[Line]:
    """Yield all lines to search, the most important first."""
    yield Line("name", contact.name, NAME)
    yield from (Line("alias", alias, ALIAS) for alias in contact.aliases)
    for role in contact.roles:
        yield Line("role", ", ".join(filter(None, (role.title, role.team, role.org))), PLACE)
        org = vault.orgs.of(role.org)
        if org and org.record:
            yield from (Line("org", name, PLACE) for name in (org.name, *org.record.aliases) if name != role.org)
    yield from (Line("e-mail", email.address, PLACE) for email in contact.emails)
    yield from (Line("tag", tag, PLACE) for tag in contact.tags)
    if contact.location:
        yield Line("location", contact.location, PLACE)
    yield Line("id", contact.id, PLACE)
    yield from (Line(service, url, TEXT) for service, url in contact.links.items())
    yield from (Line("phone", phone.number, TEXT) for phone in contact.phones)
    yield from (Line(key, text, TEXT) for key, texts in details(contact) for text in texts)
    yield from (Line("text", line, TEXT) for line in plain(contact.body.prose, names(vault)).splitlines() if line)
    for tie in contact.knows:
        yield Line("knows", f"{names(vault)(tie.id)}{f': {tie.how}' if tie.how else ''}", TEXT)
    for entry in vault.history(contact.id):
        text = one_line(entry.text, names(vault))
        yield Line(f"log {entry.date.isoformat()}", f"{entry.kind}: {text}" if text else entry.kind, TEXT)


def spans_of(text: str, folded_words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return the places of folded words in a text as written; overlapping places become one."""
    forms = [fold(character) for character in text]
    origin = [index for index, form in enumerate(forms) for _ in form]
    joined = "".join(forms)
    spans: list[tuple[int, int]] = []
    for word in folded_words:
        at = joined.find(word)
        while at >= 0:
            spans.append((origin[at], origin[at + len(word) - 1] + 1))
            at = joined.find(word, at + len(word))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
