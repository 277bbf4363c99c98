"""The columns of each table by their names, in any order, case and spacing, for both generations of archives."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

_DELIMITERS = ",;\t"  # programs in some countries save with the others
_HEADER_WITHIN = 50
T = TypeVar("T")


class Connection(NamedTuple):
    """A row of Connections.csv; the form of 2018 has no URL."""

    first: str
    last: str
    url: str
    email: str
    company: str
    position: str
    connected: str


class Message(NamedTuple):
    """A row of messages.csv; the old form has a direction, but neither conversations nor URLs."""

    conversation: str
    sender: str
    sender_url: str
    recipients: str
    recipient_urls: str
    date: str
    content: str
    folder: str
    draft: str
    conversation_draft: str
    direction: str


class Recommendation(NamedTuple):
    """A row of Recommendations_Received.csv or Recommendations_Given.csv."""

    first: str
    last: str
    company: str
    title: str
    text: str
    date: str
    status: str


class Endorsement(NamedTuple):
    """A row of Endorsement_Received_Info.csv or Endorsement_Given_Info.csv."""

    first: str
    last: str
    url: str
    skill: str
    date: str
    status: str


class Invitation(NamedTuple):
    """A row of Invitations.csv."""

    sender: str
    recipient: str
    date: str
    message: str
    direction: str
    sender_url: str
    recipient_url: str


class Position(NamedTuple):
    """A row of Positions.csv: a job of the owner's."""

    company: str
    title: str
    description: str
    start: str
    end: str


class Profile(NamedTuple):
    """The row of Profile.csv: the owner."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Columns(Generic[T]):
    """The columns of a table: by field, the names its column may have; ``needed`` are those a header must have."""

    make: Callable[[Iterable[str]], T]
    names: Mapping[str, Sequence[str]]
    needed: Sequence[str]

    def order(self, header: Sequence[str]) -> list[int] | None:
        """Return the place of each field's column, -1 if it is missing; None if this is no such header."""
        places: dict[str, int] = {}
        for place, cell in enumerate(header):
            places.setdefault(_plain(cell), place)
        order = [next((places[name] for name in names if name in places), -1) for names in self.names.values()]
        place_of = dict(zip(self.names, order, strict=True))
        return order if all(place_of[field] >= 0 for field in self.needed) else None


class Layout(NamedTuple):
    """How to read a table's lines: ``last`` is the place of the last column that is needed."""

    delimiter: str
    width: int
    last: int
    pick: Callable[[Sequence[str]], Iterable[str]]


def layout(line: str, columns: Columns[Any]) -> Layout | None:
    """Return the layout if a line is the header, else None."""
    for delimiter, header in _headers(line):
        order = columns.order(header)
        if order:
            return Layout(delimiter, len(header), max(order), itemgetter(*order))
    return None


def kind_of_header(head: bytes) -> str | None:
    """Return a table's kind by its columns; not for recommendations, as given and received ones look the same."""
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    for line in io.StringIO(head.decode(encoding, "replace")).readlines()[:_HEADER_WITHIN]:
        for kind, columns in _COLUMNS_BY_KIND.items():
            if layout(line, columns):
                return kind
    return None


def _headers(line: str) -> Iterable[tuple[str, list[str]]]:
    for delimiter in _DELIMITERS:
        if delimiter in line:
            with suppress(csv.Error):  # a carriage return in the middle of a line, or a cell beyond csv's limit
                yield delimiter, next(csv.reader([line], delimiter=delimiter), [])


def _plain(cell: str) -> str:
    return "".join(character for character in cell.casefold() if character.isalnum())


_NAME = MappingProxyType({"first": ("firstname",), "last": ("lastname",)})
CONNECTIONS = Columns(
    Connection._make,
    {
        **_NAME,
        "url": ("url", "profileurl", "publicprofileurl"),
        "email": ("emailaddress", "email"),
        "company": ("company", "companyname"),
        "position": ("position", "title", "jobtitle"),
        "connected": ("connectedon", "connecteddate"),
    },
    ("first", "last", "connected"),
)
MESSAGES = Columns(
    Message._make,
    {
        "conversation": ("conversationid",),
        "sender": ("from",),
        "sender_url": ("senderprofileurl",),
        "recipients": ("to",),
        "recipient_urls": ("recipientprofileurls", "recipientprofileurl"),
        "date": ("date", "sentat"),
        "content": ("content", "body"),
        "folder": ("folder",),
        "draft": ("ismessagedraft",),
        "conversation_draft": ("isconversationdraft",),
        "direction": ("direction",),
    },
    ("sender", "recipients", "date", "content"),
)
RECOMMENDATIONS = Columns(
    Recommendation._make,
    {
        **_NAME,
        "company": ("company", "companyname"),
        "title": ("jobtitle", "position"),
        "text": ("text", "recommendation"),
        "date": ("creationdate", "date"),
        "status": ("status", "displaystatus"),
    },
    ("first", "last", "text"),
)


def _endorsements(who: str) -> Columns[Endorsement]:
    return Columns(
        Endorsement._make,
        {
            "first": (f"{who}firstname",),
            "last": (f"{who}lastname",),
            "url": (f"{who}publicurl", f"{who}profileurl"),
            "skill": ("skillname", "skill"),
            "date": ("endorsementdate", "date"),
            "status": ("endorsementstatus", "status"),
        },
        ("first", "last", "skill"),
    )


ENDORSEMENTS_RECEIVED = _endorsements("endorser")
ENDORSEMENTS_GIVEN = _endorsements("endorsee")
INVITATIONS = Columns(
    Invitation._make,
    {
        "sender": ("from",),
        "recipient": ("to",),
        "date": ("sentat", "date"),
        "message": ("message",),
        "direction": ("direction",),
        "sender_url": ("inviterprofileurl",),
        "recipient_url": ("inviteeprofileurl",),
    },
    ("sender", "recipient", "direction", "message"),
)
POSITIONS = Columns(
    Position._make,
    {
        "company": ("companyname", "company"),
        "title": ("title",),
        "description": ("description",),
        "start": ("startedon", "startdate"),
        "end": ("finishedon", "enddate"),
    },
    ("company", "title", "start"),
)
PROFILE = Columns(Profile._make, _NAME, ("first", "last"))
_COLUMNS_BY_KIND: Mapping[str, Columns[Any]] = MappingProxyType(
    {
        "connections": CONNECTIONS,
        "messages": MESSAGES,
        "endorsements received": ENDORSEMENTS_RECEIVED,
        "endorsements given": ENDORSEMENTS_GIVEN,
        "invitations": INVITATIONS,
        "positions": POSITIONS,
    }
)
