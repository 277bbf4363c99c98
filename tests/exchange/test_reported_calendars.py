"""The calendars of the corpus's folder ``reported/``: who was there, and on which days."""

from pathlib import Path

import pytest

from netkeep.exchange.sightings import load
from tests.exchange.importing import Book, Import, assert_kept, said
from tests.exchange.reported import REPORTED, SKIP

pytestmark = pytest.mark.skipif(SKIP[0], reason=SKIP[1])

PEOPLE = {"ada": "ada@cal.example", "bob": "bob@cal.example", "felix": "felix@derk.example"}
PEOPLE["maya"] = "maya@nordwind.example"
SEEN = {
    "ada@cal.example": ("Ada Calder",),
    "bandre@linagora.example": ("Benjamin André",),
    "boss@corp.example": ("Sent By",),
    "felix@derk.example": (),
    "per+cent@corp.example": ("Percent",),
    "principal@corp.example": ("Principal",),
    "shaq@corp.example": ("Shaq O'Neil",),
    "spaced@corp.example": ("Space Address",),
    "urn@corp.example": ("Urn",),
}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    people = {
        f"people/{name}.md": f"---\nname: {name.title()}\nemails: [{address}]\n---\n"
        for name, address in PEOPLE.items()
    }
    return Book(tmp_path / "vault", people)


def calendar(name: str) -> Import:
    return Import("calendar", (REPORTED / name,))


def log(book: Book, name: str) -> object:
    return said(book.contacts()[name]).get("log")


def test_names_of_attendees(book: Book, tmp_path: Path) -> None:
    wanted = calendar("c60-attendees.ics")
    done = book.take(wanted)
    seen = {one.address: one.names for one in load(book.root)}
    assert {address: seen.get(address) for address in SEEN} == SEEN
    # A line that is broken: read with the address in it, or named; never lost silently.
    assert "sanchezluc@mail.example" in seen or "c60-attendees.ics:21" in done.out
    assert "c60-attendees.ics:25" in done.out
    assert log(book, "ada") == ["2024-01-10 meeting: Lightning without CUTYPE"]
    assert_kept(book, [wanted], tmp_path)


def test_days_of_meetings(book: Book, tmp_path: Path) -> None:
    wanted = calendar("c61-recurrence.ics")
    assert book.take(wanted).code == 0
    assert log(book, "ada") == [
        "2024-06-22 meeting: Thisandfuture new",
        "2024-06-15 meeting: Thisandfuture new",
        "2024-06-08 meeting: Thisandfuture",
        "2024-06-01 meeting: Thisandfuture",
        "2024-04-20 meeting: Modified test event",
        "2024-04-16 meeting: Test event",
        "2024-04-10 meeting: Test event",
        "2024-04-08 meeting: Test event",
    ]
    assert log(book, "bob") == [
        "2024-04-10 meeting: UTC override declined",
        "2024-03-27 meeting: UTC override declined",
    ]
    assert log(book, "felix") == [
        "2024-07-01 meeting: Orphan override",
        "2024-05-07 meeting: RDATE",
        "2024-05-05 meeting: RDATE",
        "2024-05-01 meeting: RDATE",
        "2024-03-29 meeting: Last weekday",
        "2024-02-29 meeting: Last weekday",
        "2024-01-31 meeting: Last weekday",
    ]
    assert log(book, "maya") == [
        "2024-10-01 meeting: Windows zone",
        "2024-09-27 meeting: Windows zone",
        "2024-09-03 meeting: Windows zone",
        "2024-08-30 meeting: Windows zone",
        "2024-08-06 meeting: Windows zone",
        "2024-07-26 meeting: Windows zone",
        "2024-07-02 meeting: Windows zone",
    ]
    assert_kept(book, [wanted], tmp_path)
