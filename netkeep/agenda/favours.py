"""The accounts of favours that have something open."""

from collections.abc import Iterator
from datetime import date

from netkeep.model.people import Contact
from netkeep.network.ledger import Account, accounts
from netkeep.store.vault import Vault


def open_accounts(vault: Vault, today: date) -> Iterator[tuple[Contact, Account]]:
    """Yield everyone with whom the owner has an account, but those who rest."""
    for person, account in accounts(vault, today).items():
        contact = vault.contacts[person]
        if not contact.is_paused_or_archived(today):
            yield contact, account
