"""Searching for people: every word must stand somewhere in a person's file; the best places come first."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from netkeep.model.jobs import Job, Organisation
from netkeep.model.names import fold
from netkeep.model.people import Contact
from netkeep.network.values import last_contact
from netkeep.store.index.rows import NAME_IN_TEXT, NAME_KNOWN, Words
from netkeep.store.lookup import names
from netkeep.store.vault import Vault
from netkeep.text.items import details
from netkeep.text.plain import NameOf, one_line, plain

NAME, ALIAS, PLACE, TEXT = range(4)
_NAMES = re.compile(f"[{NAME_IN_TEXT}{NAME_KNOWN}]+")


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
    people = vault.people_saying(wanted)
    vault.prefetch_history([contact.id for contact in people])
    hits = [hit for contact in people if (hit := _hit(vault, contact, wanted, today))]
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
    name_of = names(vault)
    yield from _own_lines(contact, name_of, name_of)
    for role in contact.roles:
        org = vault.orgs.of(role.org)
        if org and org.record:
            yield from (Line("org", name, PLACE) for name in (org.name, *org.record.aliases) if name != role.org)
    for entry in vault.history(contact.id):
        yield _entry_line(entry.date, entry.kind, entry.text, name_of)


def _own_lines(contact: Contact, name_of: NameOf, known_as: NameOf) -> Iterator[Line]:
    """Yield the lines of a person's own file but the log, with names by a function from an id."""
    yield Line("name", contact.name, NAME)
    yield from (Line("alias", alias, ALIAS) for alias in contact.aliases)
    for role in contact.roles:
        yield Line("role", ", ".join(filter(None, (role.title, role.team, role.org))), PLACE)
    yield from (Line("e-mail", email.address, PLACE) for email in contact.emails)
    yield from (Line("tag", tag, PLACE) for tag in contact.tags)
    if contact.location:
        yield Line("location", contact.location, PLACE)
    yield Line("id", contact.id, PLACE)
    yield from (Line(service, url, TEXT) for service, url in contact.links.items())
    yield from (Line("phone", phone.number, TEXT) for phone in contact.phones)
    yield from (Line(key, text, TEXT) for key, texts in details(contact) for text in texts)
    yield from (Line("text", line, TEXT) for line in plain(contact.body.prose, name_of).splitlines() if line)
    for tie in contact.knows:
        yield Line("knows", f"{known_as(tie.id)}{f': {tie.how}' if tie.how else ''}", TEXT)


def _entry_line(day: date, kind: str, words: str, name_of: NameOf) -> Line:
    text = one_line(words, name_of)
    return Line(f"log {day.isoformat()}", f"{kind}: {text}" if text else kind, TEXT)


def words_of(item: Contact | Job | Organisation) -> Words:
    """Return what a search finds in a file by itself, for :meth:`netkeep.store.vault.Vault.people_saying`."""

    def name_of(_: str) -> str:
        return NAME_IN_TEXT

    if isinstance(item, Contact):
        texts = [line.text for line in _own_lines(item, name_of, lambda _: NAME_KNOWN)]
    elif isinstance(item, Job):
        texts = [item.org]
    else:
        texts = [item.name, *item.aliases]
    texts += [_entry_line(entry.date, entry.kind, entry.text, name_of).text for entry in item.body.log]
    folded = "\n".join(map(fold, texts))
    spans = (match.span() for match in _NAMES.finditer(folded))
    beside = {side for start, end in spans for side in (folded[max(0, start - 1) : start], folded[end : end + 1])}
    return Words(folded, "".join(sorted(side for side in beside if not side.isspace())))


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
