"""Giving back: somebody did a favour and got none in return that year."""

from collections.abc import Iterator
from datetime import date

from netkeep.agenda.favours import open_accounts
from netkeep.agenda.item import Due
from netkeep.model.dates import Duration
from netkeep.network.ledger import Account
from netkeep.store.vault import Vault
from netkeep.words import ago, one_of

DROPPED_AFTER = Duration(6, "month")


def give_backs(vault: Vault, today: date, until: date) -> Iterator[Due]:
    """Yield people whom the owner owes a favour, from the day of theirs; half a year later they are dropped."""
    for contact, account in open_accounts(vault, today):
        owed = _owed(account, today)
        if owed and owed[0] <= until:
            day, favour = owed
            why = f"{one_of(favour)} from them {ago(day, today)}, and none from you this year: return the favour"
            yield Due("give-back", contact.id, contact.name, day, why, f'netkeep log {contact.id} -k "gave {favour}"')


def _owed(account: Account, today: date) -> tuple[date, str] | None:
    favours = ((ask.answered, ask.favour) for ask in account.owed() if ask.answered)
    return min((favour for favour in favours if DROPPED_AFTER.after(favour[0]) > today), default=None)
