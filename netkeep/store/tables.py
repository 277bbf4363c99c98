"""Tables over everybody, brought up to date by those for whom something has changed since the vault before.

What they hold is decided, person by person, by a file, a history, the settings and what is ``given``; where that is
not as it was, or nothing is known of the vault before, they are made anew.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from netkeep.model.people import Contact
    from netkeep.store.vault import Vault

_K = TypeVar("_K", bound=Hashable)
_T = TypeVar("_T")
_Key = TypeVar("_Key", bound=tuple[object, ...])
_TABLES = "tables"


class Former(NamedTuple):
    """The vault before, and the ids of those for whom something has changed since."""

    vault: "Vault"
    touched: frozenset[str]


def table(
    vault: "Vault", what: Hashable, given: object, anew: Callable[[], _T], onwards: Callable[[_T, Former], _T]
) -> _T:
    """Give a table that was made before, else make it: ``onwards`` from that of the vault before, which it leaves."""
    answers = vault.answers.setdefault(_TABLES, {})
    if what not in answers:
        before, touched = vault.before, vault.touched
        told = before.answers.get(_TABLES, {}).get(what) if before is not None else None
        if before is None or touched is None or told is None or told[0] != given:
            answers[what] = given, anew()
        else:
            answers[what] = given, (onwards(told[1], Former(before, touched)) if touched else told[1])
    found: _T = answers[what][1]
    return found


def tally(
    vault: "Vault", what: Hashable, given: object, reckon: "Callable[[Vault, Contact], Iterable[_K]]"
) -> Mapping[_K, int]:
    """Count what ``reckon`` gives of everyone; it is asked with the vault before, too, whose part is taken out."""

    def anew() -> Counter[_K]:
        return Counter(one for contact in vault.contacts.values() for one in reckon(vault, contact))

    def onwards(told: Counter[_K], former: Former) -> Counter[_K]:
        found = told.copy()
        found.subtract(one for contact in some(former.vault, former.touched) for one in reckon(former.vault, contact))
        found.update(one for contact in some(vault, former.touched) for one in reckon(vault, contact))
        return +found

    return table(vault, what, given, anew, onwards)


def ranked(vault: "Vault", what: Hashable, reckon: "Callable[[Contact], _Key | None]") -> list[_Key]:
    """Give the places of everyone who has one, sorted; the last part of each is the person's id."""

    def places(people: "Iterable[Contact]") -> list[_Key]:
        return [place for contact in people if (place := reckon(contact)) is not None]

    def onwards(told: list[_Key], former: Former) -> list[_Key]:
        kept = [place for place in told if place[-1] not in former.touched]
        return sorted(kept + places(some(vault, former.touched)))

    return table(vault, what, (), lambda: sorted(places(vault.contacts.values())), onwards)


def grouped(
    vault: "Vault",
    what: Hashable,
    given: object,
    reckon: "Callable[[Contact], Iterable[tuple[_K, _T]]]",
    of: "Callable[[_T], Contact]",
) -> Mapping[_K, tuple[_T, ...]]:
    """Give what stands in each group, by the ids of the people; ``of`` tells whose something is."""

    def by_group(people: "Iterable[Contact]") -> dict[_K, list[_T]]:
        found: dict[_K, list[_T]] = {}
        for contact in people:
            for group, one in reckon(contact):
                found.setdefault(group, []).append(one)
        return found

    def anew() -> dict[_K, tuple[_T, ...]]:
        return {group: tuple(ones) for group, ones in by_group(vault.contacts.values()).items()}

    def onwards(told: dict[_K, tuple[_T, ...]], former: Former) -> dict[_K, tuple[_T, ...]]:
        came, found = by_group(some(vault, former.touched)), dict(told)
        for group in dict.fromkeys((*by_group(some(former.vault, former.touched)), *came)):
            stay = [one for one in found.pop(group, ()) if of(one).id not in former.touched]
            if ones := sorted(stay + came.get(group, []), key=lambda one: of(one).id):
                found[group] = tuple(ones)
        return found

    return table(vault, what, given, anew, onwards)


def some(vault: "Vault", people: Iterable[str]) -> "Iterator[Contact]":
    """Give those of some people who are in a vault."""
    return (vault.contacts[person] for person in people if person in vault.contacts)
