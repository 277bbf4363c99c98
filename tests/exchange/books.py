"""Address books drawn at random: few names, addresses and numbers, so that they meet in every way."""

from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from benchmarks.address_books import KINDS, Record, write
from tests.exchange.importing import Import


class Book(NamedTuple):
    """An address book: what it is written as, and its records."""

    kind: str
    records: tuple[Record, ...]

    def write(self, folder: Path) -> Import:
        """Write it; return how it is imported."""
        format_, path = write(folder, self.kind, self.records)
        return Import(format_, (path,))


LABELS = st.sampled_from(["", "home", "work"])
EMAILS = st.sampled_from(
    [
        *("ada@home.example", "ada.example@acme.example", "bo@home.example", "bo@acme.example"),
        *("example@family.example", "info@acme.example", "cleo@cats.example"),
    ]
)
PHONES = st.sampled_from(
    ["+44 20 7946 0018", "+44 20 7946 0000", "+49 171 5550 001", "+49 30 5550 4321", "+1 202 555 0123"]
)
BIRTHDAYS = st.sampled_from(
    ["", "", "1979-06-14", "--03-07", "1980-02-29", "1850-13-40", "0000-00-00", "1604-06-26", "31 April 1980"]
)
RECORD = st.builds(
    Record,
    given=st.sampled_from(["Ada", "Ada", "Bo", "Cleo", "José"]),
    family=st.sampled_from(["Example", "Example", "Sample", "van der Berg", ""]),
    additional=st.sampled_from(["", "", "", "M.", "Maria"]),
    prefix=st.sampled_from(["", "", "", "Dr.", "Prof. Dr.", "Mr."]),
    suffix=st.sampled_from(["", "", "", "Jr.", "PhD"]),
    nickname=st.sampled_from(["", "", "Addy"]),
    emails=st.lists(st.tuples(EMAILS, LABELS), max_size=3, unique_by=lambda pair: pair[0]).map(tuple),
    phones=st.lists(st.tuples(PHONES, LABELS), max_size=3, unique_by=lambda pair: pair[0]).map(tuple),
    birthday=BIRTHDAYS,
    org=st.sampled_from(["", "", "Acme Corp", "ACME, Inc.", "Initech"]),
    title=st.sampled_from(["", "Engineer", "CTO"]),
    tags=st.lists(st.sampled_from(["friend", "choir"]), max_size=2, unique=True).map(tuple),
    note=st.sampled_from(["", "", "Met at the fair.", "Two\nlines, and ## Log"]),
    uid=st.sampled_from(["", "", "u1", "u2"]),
    slug=st.sampled_from(["", "ada-1", "bo-2"]),
)
NAMELESS = st.builds(
    Record,
    emails=st.lists(st.tuples(EMAILS, LABELS), max_size=1).map(tuple),
    phones=st.lists(st.tuples(PHONES, LABELS), max_size=1).map(tuple),
    org=st.sampled_from(["", "Acme Corp"]),
).filter(lambda record: bool(record.emails or record.phones or record.org))
RECORDS = st.lists(st.one_of(RECORD, RECORD, RECORD, NAMELESS), min_size=1, max_size=4).map(tuple)
BOOK = st.builds(Book, st.sampled_from(sorted(KINDS)), RECORDS)
