"""Follow-ups: somebody was asked for a favour and has not answered within three weeks."""

from collections.abc import Iterator
from datetime import date

from netkeep.agenda.favours import open_accounts
from netkeep.agenda.item import Due
from netkeep.model.dates import Duration
from netkeep.network.ledger import Account
from netkeep.store.vault import Vault
from netkeep.words import ago, one_of

WAIT = Duration(3, "week")
DROPPED_AFTER = Duration(6, "month")


def follow_ups(vault: Vault, today: date, until: date) -> Iterator[Due]:
    """Yield people who have owed an answer for three weeks; half a year after the asking they are dropped.

    Asking again restarts the three weeks. Of several askings the one that has waited longest is named.
    """
    for contact, account in open_accounts(vault, today):
        waiting = _waiting(account, today)
        if waiting and WAIT.after(waiting[0]) <= until:
            asked, favour = waiting
            why = f"asked for {one_of(favour)} {ago(asked, today)}, no answer yet: remind them kindly"
            todo = f'netkeep log {contact.id} -k "asked {favour}"'
            yield Due("follow-up", contact.id, contact.name, WAIT.after(asked), why, todo)


def _waiting(account: Account, today: date) -> tuple[date, str] | None:
    asks = ((ask.asked, ask.favour) for ask in account.waiting() if ask.asked)
    return min((ask for ask in asks if DROPPED_AFTER.after(ask[0]) > today), default=None)
