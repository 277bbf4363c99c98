"""Who was asked for what, and what came of it: the ledger of favours, computed from the logs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from netkeep.model.kinds import FAVOURS, act_and_favour
from netkeep.store.once import once
from netkeep.store.vault import HistoryEntry, Vault

ENDORSEMENT = "endorsement"
VOUCHED = ("recommendation", "reference")
"""The favours by which somebody speaks for another: an endorsement is a click on the name of a skill."""
WRITTEN = (*VOUCHED, ENDORSEMENT)


class Ask(NamedTuple):
    """One asking of the owner's, and what came of it: ``answer`` is ``received``, ``declined``, or None so far.

    A favour that came without being asked for has no ``asked``.
    """

    person: str
    favour: str
    asked: date | None
    answer: str | None = None
    answered: date | None = None

    @property
    def waiting(self) -> bool:
        """Return whether an answer is still to come."""
        return self.answer is None


class Account(NamedTuple):
    """What went between the owner and one person, oldest first; ``gave`` are the owner's own favours."""

    asks: tuple[Ask, ...] = ()
    gave: tuple[tuple[date, str], ...] = ()

    def waiting(self) -> tuple[Ask, ...]:
        """Return what was asked for and has had no answer."""
        return tuple(ask for ask in self.asks if ask.waiting)

    def received(self) -> tuple[Ask, ...]:
        """Return what was received, asked for or not."""
        return tuple(ask for ask in self.asks if ask.answer == "received")

    def owed(self) -> tuple[Ask, ...]:
        """Return what was received and has not been given back: nothing given in the same calendar year or later."""
        return tuple(
            ask
            for ask in self.received()
            if ask.answered and not any(day.year >= ask.answered.year for day, _ in self.gave)
        )


@once
def account(vault: Vault, person: str, today: date) -> Account:
    """Return the account of one person, of all that their logs say up to a day."""
    return accounted(vault.history(person), person, today)


@once
def accounts(vault: Vault, today: date) -> Mapping[str, Account]:
    """Return the accounts of everyone who has one, by id."""
    found = ((person, account(vault, person, today)) for person in vault.contacts)
    return {person: one for person, one in found if one.asks or one.gave}


def accounted(history: Iterable[HistoryEntry], person: str, today: date) -> Account:
    """Make the account of what happened with someone, in whatever order it comes."""
    asks: dict[str, list[Ask]] = defaultdict(list)
    gave: list[tuple[date, str]] = []
    for day, act, favour in sorted(_acts(history, today), key=_order):
        if act == "gave":
            gave.append((day, favour))
        elif act == "asked":
            _ask(asks[favour], Ask(person, favour, day))
        else:
            _answer(asks[favour], Ask(person, favour, None, act, day))
    ordered = sorted((ask for some in asks.values() for ask in some), key=_when)
    return Account(tuple(ordered), tuple(gave))


def _acts(history: Iterable[HistoryEntry], today: date) -> Iterator[tuple[date, str, str]]:
    for one in history:
        act = act_and_favour(one.kind)
        if act and one.date <= today:
            yield one.date, *act


def _order(act: tuple[date, str, str]) -> tuple[date, int, int]:
    """On one day the asking comes before its answer."""
    return act[0], ("asked", "received", "declined", "gave").index(act[1]), FAVOURS.index(act[2])


def _when(ask: Ask) -> tuple[date, str]:
    return ask.asked or ask.answered or date.min, ask.favour


def _ask(asks: list[Ask], new: Ask) -> None:
    """Asking once more, while an answer is awaited, is a reminder of the same asking: its clock begins anew."""
    if asks and asks[-1].waiting:
        asks[-1] = new
    else:
        asks.append(new)


def _answer(asks: list[Ask], new: Ask) -> None:
    if asks and asks[-1].waiting:
        asks[-1] = asks[-1]._replace(answer=new.answer, answered=new.answered)
    else:
        asks.append(new)
