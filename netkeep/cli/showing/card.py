"""The card of one person: everything that their file says, as lines to read in a terminal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from netkeep.cli.layout import hang, shorten
from netkeep.cli.output import heading, quiet
from netkeep.cli.printable import clean
from netkeep.cli.showing.words import (
    birthday_in_words,
    catch_up_in_words,
    entry_in_words,
    labelled,
    role_in_words,
    service_in_words,
    shared_in_words,
)
from netkeep.model.people import Contact
from netkeep.network.employment import shared_jobs
from netkeep.network.ties import neighbours
from netkeep.store.lookup import names
from netkeep.store.vault import Vault
from netkeep.text.items import details
from netkeep.text.plain import lead, one_line, plain
from netkeep.text.reminders import without_reminders
from netkeep.words import ahead

_LABELS = 15
_ENTRIES = 8
_DATE = 12
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Card:
    """A contact, their vault, the day, and how many columns there are."""

    vault: Vault
    contact: Contact
    today: date
    room: int

    def lines(self) -> Iterator[str]:
        """Yield the whole card."""
        yield from self._head()
        yield ""
        for label, text in self._facts():
            yield from hang(f"  {label}", text, indent=_LABELS + 2, room=self.room)
        yield from self._section("Notes", self._prose())
        yield from self._section("To remember", self._reminders())
        yield from self._section(self._log_title(), self._log())
        yield ""
        yield quiet(clean(self.vault.path(self.contact)))

    def _head(self) -> Iterator[str]:
        contact = self.contact
        marks = [contact.pronouns or "", "private" if contact.private else ""]
        suffix = " · ".join(mark for mark in marks if mark)
        yield heading(clean(contact.name)) + (quiet(f"  {clean(suffix)}") if suffix else "")
        for role in contact.roles:
            if role.current(self.today):
                yield from hang("", role_in_words(role), indent=0, room=self.room)
        if contact.archived is not None:
            yield from hang("", f"Archived: {contact.archived}", indent=0, room=self.room)

    def _facts(self) -> Iterator[tuple[str, str]]:
        contact, name_of = self.contact, names(self.vault)
        if contact.aliases:
            yield "Also called", ", ".join(contact.aliases)
        yield from self._reach()
        place = " · ".join(filter(None, (contact.location, contact.timezone)))
        if place:
            yield "Lives in" if contact.location else "Time zone", place
        if contact.birthday:
            yield "Birthday", birthday_in_words(contact.birthday, self.today)
        for key, values in details(contact):
            yield from _label_once(shorten(key.capitalize(), _LABELS - 1), list(values))
        if contact.tags:
            yield "Tags", ", ".join(contact.tags)
        yield from _label_once("Together", [shared_in_words(shared) for shared in shared_jobs(self.vault, contact)])
        if contact.introduced_by:
            yield "Introduced by", name_of(contact.introduced_by)
        yield from _label_once(
            "Knows", [f"{other.name}{f' ({how})' if how else ''}" for other, how in neighbours(self.vault, contact)]
        )
        yield from _label_once(
            "Earlier", [role_in_words(role) for role in contact.roles if not role.current(self.today)]
        )
        yield "Catch up", catch_up_in_words(self.vault, contact, self.today)

    def _reach(self) -> Iterator[tuple[str, str]]:
        contact = self.contact
        yield from _label_once("E-mail", [labelled(email.address, email.label) for email in contact.emails])
        yield from _label_once("Phone", [labelled(phone.number, phone.label) for phone in contact.phones])
        for service, url in contact.links.items():
            yield shorten(service_in_words(service), _LABELS - 1), url

    def _reminders(self) -> Iterator[str]:
        waiting = [reminder for reminder in self.contact.body.reminders if not reminder.done]
        for reminder in sorted(waiting, key=lambda reminder: reminder.due):
            text = f"{one_line(reminder.text, names(self.vault))} ({ahead(reminder.due, self.today)})"
            yield from hang(f"  {reminder.due.isoformat()}", text, indent=_DATE + 2, room=self.room)

    def _log_title(self) -> str:
        entries = len(self.vault.history(self.contact.id))
        return f"Log, the last {_ENTRIES} of {entries}" if entries > _ENTRIES else "Log"

    def _log(self) -> Iterator[str]:
        for entry in self.vault.history(self.contact.id)[:_ENTRIES]:
            yield from hang(
                f"  {entry.date.isoformat()}", entry_in_words(self.vault, entry), indent=_DATE + 2, room=self.room
            )

    def _prose(self) -> Iterator[str]:
        text = plain(without_reminders(self.contact.body.prose), names(self.vault))
        for line in text.splitlines():
            bullet = lead(line)[:_DEEPEST]
            yield from hang(f"  {bullet}", line[len(bullet) :], indent=len(bullet) + 2, room=self.room)

    def _section(self, title: str, lines: Iterator[str]) -> Iterator[str]:
        listed = list(lines)
        if listed:
            yield ""
            yield heading(title)
            yield from listed


def _label_once(label: str, values: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each value on a line of its own, the label only on the first."""
    for number, value in enumerate(values):
        yield "" if number else label, value
