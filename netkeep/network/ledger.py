"""The ledger of favours, computed from the logs: who was asked for what, and with what result."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from netkeep.model.kinds import FAVOURS, act_and_favour
from netkeep.store.once import once
from netkeep.store.vault import HistoryEntry, Vault

ENDORSEMENT, REFERRAL, INTRODUCTION = "endorsement", "referral", "introduction"
VOUCHED = ("recommendation", "reference")
"""The favours by which somebody speaks for another: an endorsement is a click on the name of a skill."""
WRITTEN = (*VOUCHED, ENDORSEMENT)


class Ask(NamedTuple):
    """One request of the owner's and its result: ``answer`` is ``received``, ``declined``, or None so far.

    A favour that was not asked for has no ``asked``.
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
    """The favours between the owner and one person, oldest first; ``gave`` are the owner's own favours."""

    asks: tuple[Ask, ...] = ()
    gave: tuple[tuple[date, str], ...] = ()

    def waiting(self) -> tuple[Ask, ...]:
        """Return the requests without an answer."""
        return tuple(ask for ask in self.asks if ask.waiting)

    def received(self) -> tuple[Ask, ...]:
        """Return the received favours, asked for or not."""
        return tuple(ask for ask in self.asks if ask.answer == "received")

    def on_file(self, favour: str) -> Ask | None:
        """Return the last of a favour that is awaited or was received; one endorsement leaves room for other skills."""
        asks = (ask for ask in reversed(self.asks) if ask.favour == favour)
        return next((ask for ask in asks if ask.waiting or (ask.answer == "received" and favour in VOUCHED)), None)

    def owed(self) -> tuple[Ask, ...]:
        """Return the received favours that were not returned: nothing given in the same calendar year or later."""
        return tuple(
            ask
            for ask in self.received()
            if ask.answered and not any(day.year >= ask.answered.year for day, _ in self.gave)
        )


@once
def account(vault: Vault, person: str, today: date) -> Account:
    """Return the account of one person, from all that the logs say up to a day."""
    return account_of(vault.history(person), person, today)


@once
def accounts(vault: Vault, today: date) -> Mapping[str, Account]:
    """Return the accounts of everyone who has one, by id."""
    everyone = ((person, account(vault, person, today)) for person in vault.contacts)
    return {person: favours for person, favours in everyone if favours.asks or favours.gave}


def account_of(history: Iterable[HistoryEntry], person: str, today: date) -> Account:
    """Return the account from someone's history, whatever its order."""
    acts = sorted(_acts(history, today), key=_order)
    if not acts:
        return Account()
    asks: dict[str, list[Ask]] = defaultdict(list)
    gave: list[tuple[date, str]] = []
    for day, act, favour in acts:
        if act == "gave":
            gave.append((day, favour))
        elif act == "asked":
            _ask(asks[favour], Ask(person, favour, day))
        else:
            _answer(asks[favour], Ask(person, favour, None, act, day))
    ordered = sorted((ask for of_favour in asks.values() for ask in of_favour), key=_when)
    return Account(tuple(ordered), tuple(gave))


def _acts(history: Iterable[HistoryEntry], today: date) -> Iterator[tuple[date, str, str]]:
    for entry in history:
        act = act_and_favour(entry.kind)
        if act and entry.date <= today:
            yield entry.date, *act


def _order(act: tuple[date, str, str]) -> tuple[date, int, int]:
    """Return the key to sort by: on the same day a request comes before its answer."""
    return act[0], ("asked", "received", "declined", "gave").index(act[1]), FAVOURS.index(act[2])


def _when(ask: Ask) -> tuple[date, str]:
    return ask.asked or ask.answered or date.min, ask.favour


def _ask(asks: list[Ask], new: Ask) -> None:
    """Add a request; asking again while an answer is awaited replaces the earlier one, so its clock starts anew."""
    if asks and asks[-1].waiting:
        asks[-1] = new
    else:
        asks.append(new)


def _answer(asks: list[Ask], new: Ask) -> None:
    if asks and asks[-1].waiting:
        asks[-1] = asks[-1]._replace(answer=new.answer, answered=new.answered)
    else:
        asks.append(new)
