"""Small views that many pages share: a person in a line, an entry of a log."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from netkeep.model.body import LogEntry
from netkeep.model.kinds import MEETINGS, Kinds, act_and_favour
from netkeep.model.people import Contact, Role
from netkeep.site.bodies import Bodies, picture
from netkeep.site.paths import person_page, picture_url, url
from netkeep.site.view import View
from netkeep.store.assets import FOLDER
from netkeep.words import full_date, preposition, role_line

_HUES = 12
_WORD = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Card:
    """A person in a line: avatar, name, what they do now."""

    id: str
    name: str
    url: str
    initials: str
    hue: int
    line: str
    archived: bool
    picture: str | None = None


class Entry(NamedTuple):
    """An entry of a log as a page shows it; ``shape`` is the class of its mark."""

    date: date
    words: str
    kind: str
    preposition: str
    shape: str
    html: Markup
    others: tuple[Card, ...]
    source: tuple[str, str] | None = None


def card(contact: Contact, today: date) -> Card:
    """Return the card of a person."""
    current = current_role(contact, today)
    return Card(
        contact.id,
        contact.name,
        url(person_page(contact.id)),
        initials(contact.name),
        hue(contact.id),
        role_line(current) if current else "",
        contact.archived is not None,
        portrait(contact),
    )


def portrait(contact: Contact) -> str | None:
    """Return the portrait of a contact: a picture in ``assets/`` named by their id, where their notes show it."""
    if FOLDER not in contact.body.prose:
        return None
    named = rf"\(\s*<?((?:\.\./)*{FOLDER}/(?:[^\s()<>]*/)?{re.escape(contact.id)}\.\w+)"
    match = re.search(named, contact.body.prose)
    path = picture(match[1]) if match else None
    return picture_url(path) if path else None


def by_name(cards: Iterable[Card]) -> tuple[Card, ...]:
    """Return cards sorted by name."""
    return tuple(sorted(cards, key=lambda card: (card.name.casefold(), card.id)))


def current_role(contact: Contact, today: date) -> Role | None:
    """Return the first current role of a contact."""
    return next((role for role in contact.roles if role.current(today)), None)


def initials(name: str) -> str:
    """Return one or two letters that stand for a name."""
    letters = [match[0].upper() for word in name.split() if (match := _WORD.search(word))]
    if not letters:
        return "·"
    return letters[0] if len(letters) == 1 else letters[0] + letters[-1]


def hue(person: str) -> int:
    """Return the number of an avatar's colour, always the same for an id."""
    return hashlib.sha256(person.encode()).digest()[0] % _HUES


def shape(kind: str, kinds: Kinds) -> str:
    """Return the class of a kind's mark: met, wrote, a favour, or a note."""
    if act_and_favour(kind):
        return "favour"
    if kind in {"call", "chat", "email", "message"}:
        return "wrote"
    return "met" if kind in MEETINGS or kinds.counts(kind) else "note"


@dataclass(frozen=True)
class Entries:
    """Makes the entries of logs for one page after the other."""

    view: View
    bodies: Bodies
    cards: Mapping[str, Card]

    def of(self, entry: LogEntry, page: str, others: Iterable[str], source: tuple[str, str] | None = None) -> Entry:
        """Return an entry for a page, with those of the others who have a page of their own."""
        return Entry(
            entry.date,
            full_date(entry.date),
            entry.kind,
            preposition(entry.kind),
            shape(entry.kind, self.view.vault.settings.kinds),
            self.bodies.html(entry.text, page),
            tuple([self.cards[other] for other in others if other in self.cards]),
            source,
        )

    def log(self, entries: Iterable[LogEntry], page: str) -> tuple[Entry, ...]:
        """Return a file's own log, newest first."""
        ranked = sorted(entries, key=lambda entry: entry.date, reverse=True)
        return tuple(self.of(entry, page, (link.id for link in entry.others)) for entry in ranked)


def by_year(entries: Iterable[Entry]) -> tuple[tuple[int, tuple[Entry, ...]], ...]:
    """Group entries, in their order, by year."""
    years: dict[int, list[Entry]] = {}
    for entry in entries:
        years.setdefault(entry.date.year, []).append(entry)
    return tuple((year, tuple(of_year)) for year, of_year in years.items())
