"""The card of one person, as lines to read in a terminal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from netkeep.agenda.catch_ups import every, next_catch_up, when_next, wish_for
from netkeep.cli.layout import hang, shorten
from netkeep.cli.output import heading, quiet
from netkeep.cli.printable import clean
from netkeep.model.dates import Duration, PartialDate
from netkeep.model.jobs import Job
from netkeep.model.people import Contact, Role
from netkeep.network.employment import Shared, shared_jobs
from netkeep.network.ties import neighbours
from netkeep.store.lookup import names
from netkeep.store.vault import HistoryEntry, Vault
from netkeep.text.items import details
from netkeep.text.plain import lead, one_line, plain
from netkeep.text.reminders import without_reminders
from netkeep.words import ahead, on_day, to_you

_LABELS = 15
_SERVICES = {"linkedin": "LinkedIn", "github": "GitHub", "gitlab": "GitLab", "orcid": "ORCID", "xing": "XING"}
_ENTRIES = 8
_DATE = 12
_DEEPEST = 12
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


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
                yield from hang("", _role(role), indent=0, room=self.room)
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
            yield "Birthday", self._birthday()
        for key, values in details(contact):
            yield from _label_once(shorten(key.capitalize(), _LABELS - 1), list(values))
        if contact.tags:
            yield "Tags", ", ".join(contact.tags)
        yield from _label_once("Together", [_shared(shared) for shared in shared_jobs(self.vault, contact)])
        if contact.introduced_by:
            yield "Introduced by", name_of(contact.introduced_by)
        yield from _label_once(
            "Knows", [f"{other.name}{f' ({how})' if how else ''}" for other, how in neighbours(self.vault, contact)]
        )
        yield from _label_once("Earlier", [_role(role) for role in contact.roles if not role.current(self.today)])
        yield "Catch up", self._catch_up()

    def _reach(self) -> Iterator[tuple[str, str]]:
        contact = self.contact
        yield from _label_once("E-mail", [_labelled(email.address, email.label) for email in contact.emails])
        yield from _label_once("Phone", [_labelled(phone.number, phone.label) for phone in contact.phones])
        for service, url in contact.links.items():
            yield _SERVICES.get(service) or shorten(service[:1].upper() + service[1:], _LABELS - 1), url

    def _birthday(self) -> str:
        birthday = self.contact.birthday
        if birthday is None:
            return ""
        coming = birthday.next_on_or_after(self.today)
        turns = f", turns {coming.year - birthday.year}" if birthday.year is not None else ""
        return f"{on_day(coming, self.today)}, {ahead(coming, self.today)}{turns}"

    def _catch_up(self) -> str:
        contact, today = self.contact, self.today
        if contact.archived is not None:
            return "no reminders: archived"
        wish = wish_for(contact, self.vault.settings)
        due = next_catch_up(self.vault, contact, today)
        words = f"{when_next(due, today)} ({due.why})" if due else every(wish.cadence)
        if due is None and isinstance(wish.cadence, Duration):
            words += ", once you have been in touch"
        if contact.paused_until and contact.paused_until > today:
            words += f"; paused until {on_day(contact.paused_until, today)}"
        return words

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
            yield from hang(f"  {entry.date.isoformat()}", self._entry(entry), indent=_DATE + 2, room=self.room)

    def _entry(self, entry: HistoryEntry) -> str:
        name_of = names(self.vault)
        company = f" with {', '.join(map(name_of, entry.others))}" if entry.others else ""
        text = one_line(entry.text, name_of)
        return f"{entry.kind}{company}{f': {text}' if text else ''}"

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


def _labelled(text: str, label: str | None) -> str:
    return f"{text} ({label})" if label else text


def _shared(shared: Shared) -> str:
    where = shared.job.org if shared.job else shared.id
    when = _time(shared.job) if shared.job else ""
    return " · ".join(filter(None, (to_you(shared.relation, where, certain=shared.certain), when)))


def _role(role: Role) -> str:
    where = f"{role.org} ({role.team})" if role.team else role.org
    position = f"{role.title}, {where}" if role.title else where
    return " · ".join(filter(None, (position, _time(role))))


def _time(role: Role | Job) -> str:
    if role.start and role.end:
        return f"{_month(role.start)} to {_month(role.end)}"
    if role.start:
        return f"since {_month(role.start)}"
    return f"until {_month(role.end)}" if role.end else ""


def _month(day: PartialDate) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}" if day.month else str(day.year)
