"""What was reckoned of a vault, taken over to the next reading of it where nothing has changed in between.

A vault that is served is read after every save, and almost all of it is as it was: the same documents, as objects. A
vault that follows another asks that one first; without one, everything is reckoned anew.
"""

from collections.abc import Callable, Hashable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from netkeep.model.people import Contact
    from netkeep.store.vault import Vault
    from netkeep.text.document import Document

_T = TypeVar("_T")
_V = TypeVar("_V", bound="Vault")
_EVERYONE, _KEPT, _DOCUMENTS, _MADE = "everyone", "kept", "documents", "made"


def follow(vault: _V, former: "Vault | None") -> _V:
    """Have a vault ask another one first: the one that was read, or made in the same way, before it."""
    if former is not None:
        former.answers.pop("before", None)  # or all that ever were would stay in memory
        vault.answers["before"] = {"vault": former}
    return vault


def everyone(vault: "Vault", what: Hashable, reckon: "Callable[[Contact], _T]") -> Mapping[str, _T]:
    """Reckon something of each person, by id, that their own file, their history and the settings alone decide.

    ``what`` tells it apart, with whatever else goes in: a day, say.
    """
    answers = vault.answers.setdefault(_EVERYONE, {})
    if what not in answers:
        known, touched = _former(vault, _EVERYONE).get(what), vault.touched
        if known is None or touched is None:
            answers[what] = {person: reckon(contact) for person, contact in vault.contacts.items()}
        elif touched:
            found = {person: known[person] for person in vault.contacts if person not in touched}
            found |= {person: reckon(vault.contacts[person]) for person in touched if person in vault.contacts}
            answers[what] = {person: found[person] for person in vault.contacts}
        else:
            answers[what] = known
    told: Mapping[str, _T] = answers[what]
    return told


def known(vault: "Vault", what: Hashable, person: str) -> Mapping[Hashable, Any]:
    """Give what the vault before has reckoned of a kind, where it still holds of a person; else nothing."""
    touched = vault.touched
    return {} if touched is None or person in touched else _former(vault, what)


def kept(vault: "Vault", what: Hashable, given: object, reckon: Callable[[], _T]) -> _T:
    """Reckon something that ``given`` alone decides, unless the vault before has reckoned it of the same."""
    answers = vault.answers.setdefault(_KEPT, {})
    if what not in answers:
        known = _former(vault, _KEPT).get(what)
        answers[what] = known if known is not None and known[0] == given else (given, reckon())
    found: _T = answers[what][1]
    return found


def documents(vault: "Vault", what: str, given: Hashable, make: "Callable[[Document], _T]") -> tuple[_T, ...]:
    """Make something of each document, in their order, that it and ``given`` alone decide."""
    told = _former(vault, _DOCUMENTS).get(what)
    known: Mapping[int, tuple[Document, _T]] = told[1] if told and told[0] == given else {}
    found: dict[int, tuple[Document, _T]] = {}
    for document in vault.documents:
        pair = known.get(id(document))  # which holds the document, so that no other has its number
        found[id(document)] = pair or (document, make(document))
    vault.answers.setdefault(_DOCUMENTS, {})[what] = given, found
    return tuple(made for _, made in found.values())


def made(vault: "Vault", what: str, new: _V) -> _V:
    """Have a vault that was made of another follow the one that was made so of the one before."""
    vault.answers.setdefault(_MADE, {})[what] = new
    return follow(new, _former(vault, _MADE).get(what))


def _former(vault: "Vault", kind: Hashable) -> Mapping[Hashable, Any]:
    """Give what of a kind the vault before this one has reckoned."""
    return vault.before.answers.get(kind, {}) if vault.before else {}
