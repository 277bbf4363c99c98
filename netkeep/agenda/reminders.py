"""Reminders that the owner wrote into a file: ``- [ ] 2024-06-01 send her the write-up``."""

from collections.abc import Iterator
from datetime import date

from netkeep.agenda.item import Due
from netkeep.model.body import Reminder
from netkeep.model.jobs import Job, Organisation
from netkeep.model.people import Contact
from netkeep.store.vault import Vault
from netkeep.words import ahead, on_day


def reminders(vault: Vault, today: date, until: date) -> Iterator[Due]:
    """Yield the open reminders of all files up to ``until``, without those of archived people."""
    items: list[Contact | Job | Organisation] = [
        *(contact for contact in vault.contacts.values() if contact.archived is None),
        *vault.jobs.values(),
        *vault.organisations.values(),
    ]
    for item in items:
        reminders = [reminder for reminder in item.body.reminders if not reminder.done]
        for reminder in reminders:
            if reminder.due > until:
                continue
            why = f"{ahead(reminder.due, today)}, {on_day(reminder.due, today)}"
            todo = done_command(item.id, reminder, of=len(reminders))
            yield Due("reminder", item.id, _name(item), reminder.due, why, todo, 1.0, reminder.text)


def done_command(item: str, reminder: Reminder, *, of: int) -> str:
    """Return what to type to tick a reminder; it needs its day where it is one of several in a file."""
    return f"netkeep done {item}{f' {reminder.due.isoformat()}' if of > 1 else ''}"


def _name(item: Contact | Job | Organisation) -> str:
    return item.org if isinstance(item, Job) else item.name
