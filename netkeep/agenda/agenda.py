"""The agenda of a day: every kind of due item, in the order in which to look at them."""

from collections.abc import Callable, Iterator
from datetime import date

from netkeep.agenda.asks import asks
from netkeep.agenda.birthdays import birthdays
from netkeep.agenda.catch_ups import catch_ups, wish_for
from netkeep.agenda.dates import dates
from netkeep.agenda.follow_ups import follow_ups
from netkeep.agenda.give_backs import give_backs
from netkeep.agenda.hellos import hellos
from netkeep.agenda.item import IN_TURN, KINDS, Due
from netkeep.agenda.news import congratulations
from netkeep.agenda.reminders import reminders
from netkeep.agenda.reviews import reviews
from netkeep.agenda.sweeps import sweeps
from netkeep.model.dates import Duration
from netkeep.store.vault import Vault

Source = Callable[[Vault, date, date], Iterator[Due]]
SOURCES: dict[str, Source] = {
    "ask": asks,
    "sweep": sweeps,
    "review": reviews,
    "follow-up": follow_ups,
    "give-back": give_backs,
    "hello": hellos,
    "congratulate": congratulations,
    "catch-up": catch_ups,
    "birthday": birthdays,
    "date": dates,
    "reminder": reminders,
}
DEFAULT_WINDOW = Duration(2, "week")


def agenda(vault: Vault, today: date, within: Duration = DEFAULT_WINDOW) -> tuple[Due, ...]:
    """Return what is due today and ``within`` the time ahead, kind by kind.

    Catch-ups come by how often the owner was in touch and how overdue they are, those with a wish of the owner's first;
    asks, hellos and congratulations in their own order, the rest by date.
    """
    until = within.after(today)

    def order(due: Due) -> tuple[bool, float, date, str, str]:
        if due.kind in IN_TURN:
            return (False, 0.0, due.on, "", "")
        if due.kind != "catch-up":
            return (False, 0.0, due.on, due.who, due.text)
        by_default = wish_for(vault.contacts[due.who], vault.settings).said == "default"
        return (by_default, -due.past * max(1, len(vault.contacts_with(due.who, today))), due.on, due.who, due.text)

    return tuple(due for kind in KINDS for due in sorted(SOURCES[kind](vault, today, until), key=order))
