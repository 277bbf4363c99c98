"""The briefing before a meeting: what to know of one person, on one screen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from netkeep.agenda.catch_ups import never_in_words, next_catch_up, when_next, wish_for, wish_in_words
from netkeep.cli.layout import hang_short, shorten
from netkeep.cli.output import heading, quiet
from netkeep.cli.printable import width
from netkeep.cli.showing.favours import open_favours, settled_favours
from netkeep.cli.showing.words import (
    birthday_in_words,
    entry_in_words,
    labelled,
    role_in_words,
    service_in_words,
    shared_in_words,
)
from netkeep.model.dates import Duration
from netkeep.model.people import Contact
from netkeep.network.channels import employer_domains, ways_to
from netkeep.network.employment import shared_jobs
from netkeep.network.ledger import account
from netkeep.network.matters import Acquaintance, Promise, acquaintances, promises
from netkeep.network.strength import remembers, strength
from netkeep.presenters.ties import reach_line, tie_line
from netkeep.store.lookup import names
from netkeep.store.vault import HistoryEntry, Vault
from netkeep.text.plain import one_line, plain
from netkeep.text.reminders import without_reminders
from netkeep.words import ahead, join_words, month_of, on_day

_LABELS = 15
_TALKS, _PROMISES, _OPEN, _KNOWN = 3, 3, 2, 3
_NO_TALK = frozenset({"imported", "connected"})


@dataclass(frozen=True, slots=True)
class Briefing:
    """A person, their vault, the day, and how many columns there are."""

    vault: Vault
    contact: Contact
    today: date
    room: int

    def lines(self) -> Iterator[str]:
        """Yield the briefing: 24 lines at most."""
        yield from self._head()
        yield ""
        yield from self._fact("Known", "; ".join(self._known()), most=2)
        yield from self._fact("Tie", self._tie())
        yield from self._facts("Last talks", self._talks(), _TALKS)
        yield from self._facts("Promised", map(self._promise, promises(self.vault, self.contact)), _PROMISES)
        yield from self._favours()
        yield from self._fact("Knows", self._knows(), most=2)
        yield from self._fact("Reach", " · ".join(self._reach()))
        if self.contact.birthday:
            yield from self._fact("Birthday", birthday_in_words(self.contact.birthday, self.today))
        yield from self._fact("Catch up", self._catch_up())
        yield from self._fact("Notes", self._notes(), most=2)
        yield from self._fact("Not known", join_words(self._unknown()), most=2)
        place = f"{self.vault.path(self.contact)} · everything: netkeep show {self.contact.id} --all"
        yield quiet(shorten(place, self.room))

    def _fact(self, label: str, text: str, most: int = 1) -> Iterator[str]:
        if text:
            yield from hang_short(f"  {label}", text, indent=_LABELS + 2, room=self.room, most=most)

    def _facts(self, label: str, texts: Iterable[str], most: int) -> Iterator[str]:
        """Yield a line for each text; where there are too many, the last line says how many are missing."""
        listed = list(texts)
        if len(listed) > most:
            listed = [*listed[: most - 1], f"and {len(listed) - most + 1} more"]
        for number, text in enumerate(listed):
            yield from self._fact("" if number else label, text)

    def _head(self) -> Iterator[str]:
        contact = self.contact
        marks = (contact.pronouns, contact.location, "private" if contact.private else None)
        name, suffix = shorten(contact.name, self.room), " · ".join(filter(None, marks))
        left = self.room - width(name) - 2
        yield heading(name) + (quiet(f"  {shorten(suffix, left)}") if suffix and left > 0 else "")
        roles = [role_in_words(role) for role in contact.roles if role.current(self.today)]
        if contact.archived is not None:
            yield shorten(f"Archived: {contact.archived}", self.room)
        elif roles:
            yield shorten("; ".join(roles), self.room)

    def _known(self) -> Iterator[str]:
        contact = self.contact
        yield from (shared_in_words(shared) for shared in shared_jobs(self.vault, contact))
        if contact.introduced_by:
            yield f"introduced by {names(self.vault)(contact.introduced_by)}"
        if history := self._history():
            yield f"since {month_of(history[-1].date)}"

    def _history(self) -> list[HistoryEntry]:
        return [entry for entry in self.vault.history(self.contact.id) if entry.date <= self.today]

    def _tie(self) -> str:
        words = tie_line(strength(self.vault, self.contact.id, self.today), self.today)
        forgotten = self.vault.contacts_with(self.contact.id, self.today) and not remembers(
            self.vault, self.contact.id, self.today
        )
        return f"{words}; no contact in {self.vault.settings.fades_after}" if forgotten else words

    def _talks(self) -> Iterator[str]:
        talks = [entry for entry in self._history() if entry.kind not in _NO_TALK]
        for entry in talks[:_TALKS]:
            yield f"{entry.date.isoformat()} {entry_in_words(self.vault, entry)}"

    def _promise(self, promise: Promise) -> str:
        name_of = names(self.vault)
        text = f"{one_line(promise.reminder.text, name_of)} ({ahead(promise.reminder.due, self.today)})"
        return text if promise.item.id == self.contact.id else f"{name_of(promise.item.id)}: {text}"

    def _favours(self) -> Iterator[str]:
        books = account(self.vault, self.contact.id, self.today)
        waiting = list(open_favours(books, self.today))
        yield from self._facts("Favours", waiting, _OPEN)
        settled = "; ".join(settled_favours(books, self.today))
        yield from self._fact("" if waiting else "Favours", settled, most=2)

    def _knows(self) -> str:
        known = [_in_words(other) for other in acquaintances(self.vault, self.contact, self.today)]
        return join_words(known, _KNOWN)

    def _reach(self) -> Iterator[str]:
        contact = self.contact
        yield from (labelled(email.address, email.label) for email in contact.emails)
        yield from (labelled(phone.number, phone.label) for phone in contact.phones)
        yield from map(service_in_words, contact.links)

    def _catch_up(self) -> str:
        """Return when it is and how often, for the rest is said above; nothing where the head says: archived."""
        contact, today = self.contact, self.today
        if contact.archived is not None:
            return ""
        due = next_catch_up(self.vault, contact, today)
        paused = contact.paused_until if contact.paused_until and contact.paused_until > today else None
        wish = wish_for(contact, self.vault.settings)
        often = (
            wish_in_words(wish.cadence, wish.said)
            if isinstance(wish.cadence, Duration)
            else never_in_words(contact, wish)
        )
        parts = (when_next(due, today), often, f"paused until {on_day(paused, today)}" if paused else None)
        return "; ".join(filter(None, parts))

    def _notes(self) -> str:
        return " ".join(plain(without_reminders(self.contact.body.prose), names(self.vault)).split())

    def _unknown(self) -> Iterator[str]:
        """Yield what the vault does not say, what helps most in a meeting first."""
        contact = self.contact
        if not any(role.current(self.today) for role in contact.roles):
            yield "where they work now"
        if not any(self._known()):
            yield "how you met"
        if reach := reach_line(ways_to(contact, employer_domains(self.vault))):
            yield "any address, number or profile" if reach.startswith("no ") else "a way to reach them outside work"
        if not contact.birthday:
            yield "the birthday"
        if not contact.location and not contact.addresses:
            yield "where they live"


def _in_words(other: Acquaintance) -> str:
    if other.org:
        return f"{other.contact.name} (at {other.org.name}, a target)"
    words = {"favour": "a favour is open", "close": "close to you"}.get(other.reason, other.words)
    return f"{other.contact.name} ({words})" if words else other.contact.name
