"""Every file of the corpus's folder ``reported/``: what it should give, and what holds after every import."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast
from unittest.mock import ANY

import pytest

from netkeep.store.load import load
from tests.exchange.importing import Book, assert_kept, said, texts
from tests.exchange.reported import REPORTED, SKIP, Reported
from tests.exchange.reported_cards import CARDS
from tests.exchange.reported_odd_cards import ODD_CARDS
from tests.exchange.reported_tables import LINKEDIN, TABLES

pytestmark = pytest.mark.skipif(SKIP[0], reason=SKIP[1])
EVERY = (*CARDS, *ODD_CARDS, *TABLES, *LINKEDIN)
_ELSEWHERE = ("c60-attendees.ics", "c61-recurrence.ics")  # in test_reported_calendars.py


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path / "vault")


def test_no_file_is_left_out() -> None:
    there = {path.relative_to(REPORTED).as_posix() for path in REPORTED.rglob("*") if path.is_file()}
    assert there - {"README.md", *_ELSEWHERE} == {one.file for one in EVERY}


@pytest.mark.parametrize("reported", EVERY, ids=str)
def test_gives_what_it_should(book: Book, reported: Reported) -> None:
    done = book.take(reported.import_)
    assert done.code == 0, done.out
    found, wanted = people(book, reported.people), [dict(person) for person in reported.people]
    if not reported.ordered:
        for person in (*found, *wanted):
            person["phones"] = Counter(cast("list[str]", person["phones"]))
    assert found == wanted
    assert organisations(book, reported.orgs) == {name: list(kept) for name, kept in reported.orgs.items()}
    assert [words for words in reported.told if words not in done.out] == [], done.out


@pytest.mark.parametrize("reported", EVERY, ids=str)
def test_is_kept_as_it_was_read(book: Book, tmp_path: Path, reported: Reported) -> None:
    book.take(reported.import_)
    assert_kept(book, [reported.import_], tmp_path)


def people(book: Book, wanted: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    """Return what the files say, of ``x`` only those texts that are wanted."""
    found = [said(contact) for contact in book.people()]
    for number, person in enumerate(found):
        one = wanted[number] if number < len(wanted) else {}
        below = str(person.pop("x", ""))
        kept = one.get("x", ())
        if "x" in one and isinstance(kept, tuple):
            person["x"] = tuple(text for text in kept if text in below)
        # Where anything will do, nothing does, too.
        person |= {name: value for name, value in one.items() if name not in person and value is ANY}
    return found


def organisations(book: Book, wanted: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return the organisations that have a file, with those of the wanted texts that are kept in it."""
    found = {}
    for organisation in load(book.root).organisations.values():
        below = "\n".join([*texts(organisation.x), *organisation.links.values()])
        found[organisation.name] = [text for text in wanted.get(organisation.name, ()) if text in below]
    return found
