"""What was reckoned of a vault, taken over to the next reading of it where nothing has changed in between.

A vault that is served is read after every save, and almost all of it is as it was: the same documents, as objects. A
vault that follows another asks that one first; without one, everything is reckoned anew.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import compress, count
from operator import is_not
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from netkeep.model.people import Contact
    from netkeep.store.vault import Vault
    from netkeep.text.document import Document

_T = TypeVar("_T")
_V = TypeVar("_V", bound="Vault")
_EVERYONE, _LASTING, _KEPT = "everyone", "lasting", "kept"
_DOCUMENTS, _MADE, _LEFT = "documents", "made", "left"

_FEW = 50  # of so many, each is put into its place


def follow(vault: _V, former: "Vault | None") -> _V:
    """Have a vault ask another one first: the one that was read, or made in the same way, before it."""
    if former is not None:
        former.answers.pop("before", None)  # or all that ever were would stay in memory
        vault.answers["before"] = {"vault": former}
    return vault


def last(vault: _V) -> _V:
    """Have a vault keep what another one that follows may ask for; else it is let go as soon as it is done with."""
    vault.answers["lasts"] = {True: True}
    return vault


def lasts(vault: "Vault") -> bool:
    """Tell whether another vault may follow this one."""
    return "lasts" in vault.answers


def forget(vault: "Vault") -> None:
    """Let go of all that was reckoned of a vault which no other one follows."""
    if not lasts(vault):
        vault.answers.clear()
        vars(vault).pop("_histories", None)


def everyone(vault: "Vault", what: Hashable, reckon: "Callable[[Contact], _T]", given: object = ()) -> Mapping[str, _T]:
    """Reckon something of each person, by id, that their own file, their history and the settings alone decide.

    Whatever else goes in either tells it apart as part of ``what``, as a day does, or is ``given``.
    """
    answers = vault.answers.setdefault(_EVERYONE, {})
    if what not in answers:
        former = _former(vault, _EVERYONE).get(what)
        if former is None or former[0] != given or vault.touched is None:
            answers[what] = given, {person: reckon(contact) for person, contact in vault.contacts.items()}
        else:
            answers[what] = given, _onwards(vault, former[1], vault.touched, reckon)
    told: Mapping[str, _T] = answers[what][1]
    return told


def _onwards(
    vault: "Vault", known: Mapping[str, _T], touched: frozenset[str], reckon: "Callable[[Contact], _T]"
) -> Mapping[str, _T]:
    contacts = vault.contacts
    found = {**known, **{person: reckon(contacts[person]) for person in touched if person in contacts}}
    if all((person in known) == (person in contacts) for person in touched):
        return found
    return {person: found[person] for person in contacts}


def several(vault: "Vault", what: Hashable, people: Iterable[str], reckon: "Callable[[Contact], _T]") -> dict[str, _T]:
    """Reckon of some people, who are in the vault, what :func:`everyone` does of all."""
    told: dict[str, _T] = lasting(vault, (_EVERYONE, what))
    for person in people:
        if person not in told:
            told[person] = reckon(vault.contacts[person])
    return told


def lasting(vault: "Vault", what: Hashable) -> dict[str, Any]:
    """Give what of a kind was noted of people, in this vault or of those for whom nothing changed in the one before."""
    found: dict[str, Any] | None = vault.answers.setdefault(_LASTING, {}).get(what)
    if found is None:
        touched = vault.touched
        found = {} if touched is None else dict(_former(vault, _LASTING).get(what, {}))
        for person in touched or ():
            found.pop(person, None)
        vault.answers[_LASTING][what] = found
    return found


def kept(vault: "Vault", what: Hashable, given: object, reckon: Callable[[], _T]) -> _T:
    """Reckon something that ``given`` alone decides, unless the vault before has reckoned it of the same."""
    answers = vault.answers.setdefault(_KEPT, {})
    if what not in answers:
        known = _former(vault, _KEPT).get(what)
        answers[what] = known if known is not None and known[0] == given else (given, reckon())
    found: _T = answers[what][1]
    return found


def documents(vault: "Vault", what: str, given: Hashable, make: "Callable[[Document], _T]") -> tuple[_T, ...]:
    """Make something of each document, that it and ``given`` alone decide: another document, say."""
    known: tuple[Hashable, tuple[_T, ...]] | None = vault.answers.get(_DOCUMENTS, {}).get(what)
    if known and known[0] == given:
        return known[1]
    before, told = vault.before, _former(vault, _DOCUMENTS).get(what)
    found = _again(vault, before, told[1], make) if before and told and told[0] == given else None
    made = tuple(map(make, vault.documents) if found is None else found)
    if lasts(vault):
        vault.answers.setdefault(_DOCUMENTS, {})[what] = given, made
    return made


def _again(vault: "Vault", before: "Vault", known: Sequence[_T], make: "Callable[[Document], _T]") -> Iterable[_T]:
    """Give what was made of each document of the vault before, but of the new ones."""
    if len(vault.documents) == len(before.documents):
        new = list(compress(count(), map(is_not, vault.documents, before.documents)))
        if len(new) <= _FEW:
            found = list(known)
            for at in new:
                found[at] = make(vault.documents[at])
            return found
    # The vault before holds its documents, so that no other has the number of one of them.
    by_number = dict(zip(map(id, before.documents), known, strict=True))
    return (by_number[id(one)] if id(one) in by_number else make(one) for one in vault.documents)


def different(old: Mapping[str, object], new: Mapping[str, object]) -> list[str]:
    """Give the ids in ``new`` for which another object stands in ``old``, or none."""
    if list(old) != list(new):
        return [one for one in new if old.get(one) is not new[one]]
    return list(compress(new, map(is_not, old.values(), new.values())))


def left(vault: "Vault", what: Hashable) -> Any:  # noqa: ANN401 (whatever was left)
    """Give what was left with the vault before; None where there is nothing."""
    return _former(vault, _LEFT).get(what)


def leave(vault: "Vault", what: Hashable, thing: object) -> None:
    """Leave something with a vault for the one that follows it."""
    if lasts(vault):
        vault.answers.setdefault(_LEFT, {})[what] = thing


def new_documents(vault: "Vault") -> int:
    """Give how many documents are not those of the vault before; all are, where the settings are others."""
    before = vault.before
    if before is None or before.settings != vault.settings:
        return len(vault.documents)
    return len(set(map(id, vault.documents)).difference(map(id, before.documents)))


def made(vault: "Vault", what: str, new: _V) -> _V:
    """Have a vault that was made of another follow the one that was made so of the one before."""
    if lasts(vault):
        vault.answers.setdefault(_MADE, {})[what] = last(new)
    return follow(new, _former(vault, _MADE).get(what))


def _former(vault: "Vault", kind: Hashable) -> Mapping[Hashable, Any]:
    """Give what of a kind the vault before this one has reckoned."""
    return vault.before.answers.get(kind, {}) if vault.before else {}
