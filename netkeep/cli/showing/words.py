"""Facts about people in words, as the card and the briefing of ``netkeep show`` both have them."""

from datetime import date

from netkeep.agenda.catch_ups import every, never_in_words, next_catch_up, when_next, wish_for
from netkeep.model.dates import Birthday, Duration, PartialDate
from netkeep.model.jobs import Job
from netkeep.model.people import Contact, Role
from netkeep.network.employment import Shared
from netkeep.store.lookup import names
from netkeep.store.vault import HistoryEntry, Vault
from netkeep.text.plain import one_line
from netkeep.words import ahead, on_day, preposition, to_you

_SERVICES = {"linkedin": "LinkedIn", "github": "GitHub", "gitlab": "GitLab", "orcid": "ORCID", "xing": "XING"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def service_in_words(service: str) -> str:
    """Return the name of a service as it writes itself: ``LinkedIn``."""
    return _SERVICES.get(service) or service[:1].upper() + service[1:]


def labelled(text: str, label: str | None) -> str:
    """Return ``ada@home.example (home)``."""
    return f"{text} ({label})" if label else text


def shared_in_words(shared: Shared) -> str:
    """Return ``your manager at Acme Corp · Apr 2023 to Jun 2024``."""
    where = shared.job.org if shared.job else shared.id
    when = time_in_words(shared.job) if shared.job else ""
    return " · ".join(filter(None, (to_you(shared.relation, where, certain=shared.certain), when)))


def role_in_words(role: Role) -> str:
    """Return ``CTO, Acme Corp (Platform) · since May 2021``."""
    where = f"{role.org} ({role.team})" if role.team else role.org
    position = f"{role.title}, {where}" if role.title else where
    return " · ".join(filter(None, (position, time_in_words(role))))


def time_in_words(role: Role | Job) -> str:
    """Return ``Apr 2023 to Jun 2024``, ``since May 2021``, ``until 2016``, or nothing."""
    if role.start and role.end:
        return f"{_month(role.start)} to {_month(role.end)}"
    if role.start:
        return f"since {_month(role.start)}"
    return f"until {_month(role.end)}" if role.end else ""


def _month(day: PartialDate) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}" if day.month else str(day.year)


def birthday_in_words(birthday: Birthday, today: date) -> str:
    """Return ``Friday 14 June, in 7 days, turns 45``."""
    coming = birthday.next_on_or_after(today)
    turns = f", turns {coming.year - birthday.year}" if birthday.year is not None else ""
    return f"{on_day(coming, today)}, {ahead(coming, today)}{turns}"


def catch_up_in_words(vault: Vault, contact: Contact, today: date) -> str:
    """Return when the next catch-up is, and why; or why there is none."""
    if contact.archived is not None:
        return "never: archived"
    wish = wish_for(contact, vault.settings)
    due = next_catch_up(vault, contact, today)
    if due:
        words = f"{when_next(due, today)} ({due.why})"
    elif isinstance(wish.cadence, Duration):
        words = f"{every(wish.cadence)}, once you have been in touch"
    else:
        words = never_in_words(contact, wish)
    if contact.paused_until and contact.paused_until > today:
        words += f"; paused until {on_day(contact.paused_until, today)}"
    return words


def entry_in_words(vault: Vault, entry: HistoryEntry) -> str:
    """Return ``coffee with Alan Sample: Reorg, and who to ask about data.``."""
    name_of = names(vault)
    company = f" {preposition(entry.kind)} {', '.join(map(name_of, entry.others))}" if entry.others else ""
    text = one_line(entry.text, name_of)
    return f"{entry.kind}{company}{f': {text}' if text else ''}"
