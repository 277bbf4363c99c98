from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from netkeep.errors import NetkeepError
from netkeep.exchange.candidate import Extra
from netkeep.exchange.importer import Options
from netkeep.exchange.importers.vcard import read, read_bytes
from tests.exchange.vcard.cards import card, facts, reading
from tests.repeats import cases

_WORDS = st.sampled_from(
    [
        *(
            b"BEGIN:VCARD",
            b"END:VCARD",
            b"VERSION:2.1",
            b"VERSION:4.0",
            b"\r\n",
            b"\n ",
            b"\r",
            b"=\n",
            b";",
            b":",
            b",",
        ),
        *(b"FN:", b"N:", b"TEL;", b"ORG:", b"ADR:", b"BDAY:", b"TZ:", b"UID:", b"AGENT:\n", b"item1.", b"X-ABLabel:"),
        *(b"TYPE=", b'"', b"\\", b"^n", b"ENCODING=QUOTED-PRINTABLE", b"CHARSET=utf-7", b"ENCODING=b", b"=C3", b"\xff"),
        *(b"X-NETKEEP-X;KEY=a:", b"X-NETKEEP-ROLE;FROM=20:", b"[[[", b'{"a":1}', b"EMAIL:", b"URL:http://[", b"a@b.c"),
    ]
)


@given(
    st.one_of(st.binary(max_size=300), st.lists(st.one_of(_WORDS, st.binary(max_size=4)), max_size=60).map(b"".join))
)
@settings(deadline=None, max_examples=cases(200))
def test_any_bytes_can_be_read(data: bytes) -> None:
    read_bytes(data, "a.vcf")
    read_bytes(b"BEGIN:VCARD\nFN:A\n" + data + b"\nEND:VCARD\n", "a.vcf")


@given(st.binary(max_size=200))
@settings(deadline=None, max_examples=50)
def test_any_file_gives_cards_or_says_why_not(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "any.vcf"
        path.write_bytes(data)
        with suppress(NetkeepError):
            read([path], Options(date(2026, 1, 1)))


def test_a_line_of_ten_megabytes_is_left_out_and_the_rest_is_read() -> None:
    found = reading(card("FN:A", "NOTE:" + "x" * 10_000_000, "TEL:12345"), card("FN:B"))
    assert [candidate.name for candidate in found.candidates] == ["A", "B"]
    assert set(facts(found.candidates[0])) == {"name", "phones"}
    assert [tuple(problem) for problem in found.problems] == [
        ("a.vcf:4", "a value has more than 65,536 bytes; it is left out", "", "refused", "A")
    ]


def test_cards_in_cards() -> None:
    agent = card("FN:Agent", "TEL:99999", version="2.1").decode()
    found = reading(card("FN:A", "AGENT:", agent.strip(), "TEL:12345", version="2.1"))
    assert [candidate.name for candidate in found.candidates] == ["A"]
    assert "phones" in facts(found.candidates[0])
    assert [problem.message for problem in found.problems] == ["there is a card inside this one; it is left out"]


def test_a_card_that_never_ends() -> None:
    found = reading(b"BEGIN:VCARD\nFN:A\n", card("FN:B"), b"BEGIN:VCARD\nFN:C\n")
    assert [candidate.name for candidate in found.candidates] == ["A", "B", "C"]
    assert [(problem.where, problem.message) for problem in found.problems] == [
        ("a.vcf:1", "the card has no END:VCARD; it is read as far as it goes"),
        ("a.vcf:7", "the card has no END:VCARD; it is read as far as it goes"),
    ]


def test_thousands_of_beginnings() -> None:
    found = reading(b"BEGIN:VCARD\n" * 2000)
    assert found.candidates == ()
    assert found.counts == {"cards": 2000}


def test_too_many_lines() -> None:
    found = reading(card("FN:A", *(f"X-{number}:1" for number in range(5000))))
    (extra,) = facts(found.candidates[0])["x"]
    assert isinstance(extra, Extra)
    assert isinstance(extra.value, dict)
    assert len(extra.value) == 200
    assert [problem.message for problem in found.problems] == [
        "the card has more than 2,000 lines; the rest is left out",
        "1,798 properties more are left out",
    ]


def test_too_many_things() -> None:
    found = reading(
        card("FN:A", *(f"CATEGORIES:{','.join(map(str, range(n, n + 999)))}" for n in range(0, 300_000, 999)))
    )
    assert len(found.candidates[0].facts) == 1000
    assert [problem.message for problem in found.problems] == ["says more than 1,000 things; the rest is left out"]


def test_what_cannot_be_seen_is_not_read() -> None:
    assert reading(card("FN:A\x07d\u202ea\x1b[31m")).candidates[0].name == "Ada[31m"


def test_parameters_that_look_like_a_trap_end() -> None:
    found = reading(card("FN:A", "X" + ';A="' * 15_000, "X" + ";A=B" * 15_000, "X;" + "=" * 60_000))
    assert [candidate.name for candidate in found.candidates] == ["A"]
    assert len(found.problems) == 3


def test_a_name_that_never_ends_is_cut() -> None:
    found = reading(card("FN:" + "A" * 900))
    assert found.candidates[0].name == "A" * 200
    assert [problem.message for problem in found.problems] == ["the name has more than 200 characters; it is cut"]
