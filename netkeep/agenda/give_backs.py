"""Giving back: somebody has put in a word, and got nothing in return that year."""

from collections.abc import Iterator
from datetime import date

from netkeep.agenda.favours import open_accounts
from netkeep.agenda.item import Due
from netkeep.model.dates import Duration
from netkeep.network.ledger import Account
from netkeep.store.vault import Vault
from netkeep.words import ago, one_of

LET_GO = Duration(6, "month")


def give_backs(vault: Vault, today: date, until: date) -> Iterator[Due]:
    """Yield whom the owner owes a favour, from the day of theirs on; half a year later it is let go."""
    for contact, account in open_accounts(vault, today):
        owed = _owed(account, today)
        if owed and owed[0] <= until:
            day, favour = owed
            why = f"{one_of(favour)} from them {ago(day, today)}, and nothing from you since the new year: return it"
            yield Due("give-back", contact.id, contact.name, day, why, f'netkeep log {contact.id} -k "gave {favour}"')


def _owed(account: Account, today: date) -> tuple[date, str] | None:
    found = ((ask.answered, ask.favour) for ask in account.owed() if ask.answered)
    return min((one for one in found if LET_GO.after(one[0]) > today), default=None)
