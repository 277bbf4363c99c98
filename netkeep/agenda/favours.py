"""The accounts of favours with everyone in touch."""

from collections.abc import Iterator
from datetime import date

from netkeep.model.people import Contact
from netkeep.network.ledger import Account, accounts
from netkeep.store.vault import Vault


def open_accounts(vault: Vault, today: date) -> Iterator[tuple[Contact, Account]]:
    """Yield everyone with whom the owner has an account, without paused and archived people."""
    for person, account in accounts(vault, today).items():
        contact = vault.contacts[person]
        if not contact.is_paused_or_archived(today):
            yield contact, account
