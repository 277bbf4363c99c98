"""A person named by id, or by any part of a name, alias or e-mail that fits one person."""

from netkeep.errors import LookupFailedError
from netkeep.model.ids import unlink
from netkeep.model.names import fold
from netkeep.model.people import Contact
from netkeep.store.vault import Vault

_SHOWN = 12


def matches(vault: Vault, text: str) -> tuple[Contact, ...]:
    """Give everyone whom a text can mean: the id alone, else whole names, else parts of them."""
    wanted = unlink(text.strip())
    if wanted in vault.contacts:
        return (vault.contacts[wanted],)
    folded = fold(wanted)
    if not folded:
        return ()
    people = list(vault.contacts.values())
    whole = [contact for contact in people if folded in _names(contact)]
    if whole:
        return tuple(whole)
    return tuple(contact for contact in people if any(folded in name for name in _names(contact)))


def one(vault: Vault, text: str) -> Contact:
    """Give the one person a text means. Raises :class:`LookupFailedError` with the candidates."""
    found = matches(vault, text)
    if len(found) == 1:
        return found[0]
    if not found:
        raise LookupFailedError(f"nobody here is called {text!r}; 'netkeep find' looks through everything")
    listed = "\n".join(f"  {contact.id}  ({contact.name})" for contact in found[:_SHOWN])
    more = f"\n  and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    raise LookupFailedError(f"{text!r} fits {len(found)} people; say which by id:\n{listed}{more}")


def _names(contact: Contact) -> list[str]:
    return [fold(name) for name in (contact.name, *contact.aliases, *(email.address for email in contact.emails))] + [
        contact.id
    ]
