"""The favours between the owner and somebody in words: what is open first, then what was done."""

from collections.abc import Iterator
from datetime import date

from netkeep.network.ledger import Account
from netkeep.words import ago, join_words, one_of


def open_favours(books: Account, today: date) -> Iterator[str]:
    """Yield what one of the two waits for."""
    for ask in books.waiting():
        if ask.asked:
            yield f"you asked for {one_of(ask.favour)} {ago(ask.asked, today)}, no answer yet"
    for ask in books.owed():
        if ask.answered:
            yield f"you owe them: {one_of(ask.favour)} from them {ago(ask.answered, today)}"


def settled_favours(books: Account, today: date) -> Iterator[str]:
    """Yield what they did, what the owner did, and what they declined; the newest first."""
    owed = books.owed()
    received = [ask for ask in books.received() if ask not in owed and ask.answered]
    declined = [ask for ask in books.asks if ask.answer == "declined" and ask.answered]
    for verb, favours in (
        ("they gave", [(ask.answered, ask.favour) for ask in received]),
        ("you gave", list(books.gave)),
        ("they declined", [(ask.answered, ask.favour) for ask in declined]),
    ):
        if favours:
            newest = sorted(((day, favour) for day, favour in favours if day), reverse=True)
            yield f"{verb} {join_words((f'{one_of(favour)} {ago(day, today)}' for day, favour in newest), 2)}"
