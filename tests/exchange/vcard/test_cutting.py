"""Where one card ends and the next begins, whatever became of the lines that say so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep.exchange.importers.vcard import read_bytes
from netkeep.model.people import Phone
from tests.exchange.vcard.cards import facts

ONE = "BEGIN:VCARD\nVERSION:3.0\nFN:Ada One\nTEL:11111\nEND:VCARD\n"
TWO = "BEGIN:VCARD\nVERSION:3.0\nFN:Ben Two\nTEL:22222\nEND:VCARD\n"
LINES = "lines of a card are outside of the cards; they are left out (BEGIN:VCARD or END:VCARD is in the wrong place)"
NO_END = "the card has no END:VCARD; it is read as far as it goes"
NO_BEGIN = "the card has no BEGIN:VCARD; it is read from here on"
JOINED = "BEGIN:VCARD is in the line in which the previous card ends; both are read"
AROUND = "there is text outside of the cards; it is ignored"


def _people(text: str) -> list[tuple[str, str, list[object]]]:
    found = read_bytes(text.encode(), "a.vcf")
    return [(one.where, one.name, facts(one).get("phones", [])) for one in found.candidates]


def _problems(text: str) -> list[tuple[str, str, str, str]]:
    found = read_bytes(text.encode(), "a.vcf")
    return [(one.where, one.message, one.fate, one.who) for one in found.problems]


ADA, BEN = [Phone("11111")], [Phone("22222")]


HEADLESS = ONE.removeprefix("BEGIN:VCARD\n")
NO_ADAS_BEGIN, NO_ADAS_END = (("a.vcf:1", why, "noted", "Ada One") for why in (NO_BEGIN, NO_END))


@pytest.mark.parametrize(
    ("text", "second", "problems"),
    [
        (HEADLESS.strip() + TWO, 4, [NO_ADAS_BEGIN, ("a.vcf:4", JOINED, "noted", "Ben Two")]),
        (
            HEADLESS.replace("\nEND:VCARD\n", "END:VCARD") + TWO,
            3,
            [NO_ADAS_BEGIN, ("a.vcf:3", JOINED, "noted", "Ben Two")],
        ),
        (
            HEADLESS.replace("\nEND:VCARD\n", "") + TWO,
            3,
            [NO_ADAS_BEGIN, NO_ADAS_END, ("a.vcf:3", JOINED, "noted", "Ben Two")],
        ),
        (HEADLESS.replace("\nEND", "END") + TWO, 4, [NO_ADAS_BEGIN, NO_ADAS_END]),
        (ONE + TWO, 6, []),
        (ONE.strip() + TWO, 5, [("a.vcf:5", JOINED, "noted", "Ben Two")]),
        (ONE.strip() + "\ufeff" + TWO, 5, [("a.vcf:5", JOINED, "noted", "Ben Two")]),
        (ONE.lower().replace("ada one", "Ada One") + TWO.replace("END:VCARD", "end : vcard  "), 6, []),
        (ONE.replace("END:VCARD\n", "") + TWO, 5, [("a.vcf:1", NO_END, "noted", "Ada One")]),
        (
            ONE.replace("\nEND:VCARD\n", "") + TWO,
            4,
            [("a.vcf:1", NO_END, "noted", "Ada One"), ("a.vcf:4", JOINED, "noted", "Ben Two")],
        ),
        (ONE.replace("\nEND", "END") + TWO, 5, [("a.vcf:1", NO_END, "noted", "Ada One")]),
        (ONE + TWO.replace("END:VCARD\n", ""), 6, [("a.vcf:6", NO_END, "noted", "Ben Two")]),
        (ONE + TWO.replace("BEGIN:VCARD\n", ""), 6, [("a.vcf:6", NO_BEGIN, "noted", "Ben Two")]),
        (
            ONE + TWO.replace("BEGIN:VCARD\n", "").replace("END:VCARD\n", ""),
            6,
            [("a.vcf:6", NO_BEGIN, "noted", "Ben Two"), ("a.vcf:6", NO_END, "noted", "Ben Two")],
        ),
        (ONE + "Sent from a phone\n\nand more\n" + TWO, 9, [("a.vcf:6", AROUND, "skipped", "")]),
        ("BEGIN:VADDRESSBOOK\n" + ONE + TWO + "END:VADDRESSBOOK\n", 7, []),
        (
            ONE + "END:VCARD\n" + TWO,
            7,
            [("a.vcf:6", "END:VCARD is here without a card before it; it is ignored", "skipped", "")],
        ),
        (ONE.replace("END:VCARD", "END:VCARD --") + TWO, 6, [
            ("a.vcf:5", "there is text after END:VCARD; it is ignored", "skipped", "")
        ]),
        ("  " + ONE.replace("\n", "\n  ") + TWO, 6, []),
    ],
)  # fmt: skip
def test_each_person_apart(text: str, second: int, problems: list[tuple[str, str, str, str]]) -> None:
    first = int(text.startswith("BEGIN:VADDRESSBOOK")) + 1
    assert _people(text) == [(f"a.vcf:{first}", "Ada One", ADA), (f"a.vcf:{second}", "Ben Two", BEN)]
    assert _problems(text) == problems


@pytest.mark.parametrize(
    "note",
    [
        "NOTE:how to write a card:\n BEGIN:VCARD\n END:VCARD",
        "NOTE:how to write a card: BEGIN:VCARD",
        "NOTE;ENCODING=QUOTED-PRINTABLE:how to write =\nEND:VCARD=0A=\nBEGIN:VCARD",
        "NOTE;ENCODING=QUOTED-PRINTABLE:how to write =\nEND:VCARD",
    ],
)
def test_a_note_about_cards_cuts_nothing(note: str) -> None:
    text = ONE.replace("TEL", f"{note}\nTEL") + TWO
    assert [(name, phones) for _, name, phones in _people(text)] == [("Ada One", ADA), ("Ben Two", BEN)]
    assert _problems(text) == []


def test_a_card_in_a_card_takes_nothing_from_it_and_nothing_of_the_next() -> None:
    agent = ONE.replace("TEL:11111\n", "AGENT:\nBEGIN:VCARD\nFN:An Agent\nTEL:33333\nEND:VCARD\nTEL:11111\n")
    assert [(name, phones) for _, name, phones in _people(agent + TWO)] == [("Ada One", ADA), ("Ben Two", BEN)]
    nested = "BEGIN:VCARD\nFN:Ada One\nTEL:11111\n" + TWO + "TEL:44444\nEND:VCARD\n"
    assert [(name, phones) for _, name, phones in _people(nested)] == [("Ada One", ADA), ("Ben Two", BEN)]
    assert _problems(nested) == [
        ("a.vcf:1", NO_END, "noted", "Ada One"),
        ("a.vcf:9", LINES, "refused", ""),
    ]


def test_many_beginnings_and_ends_are_cut_in_time() -> None:
    for line in ("AGENT:\nBEGIN:VCARD\n", "NOTE;QUOTED-PRINTABLE:=\nBEGIN:VCARD\n", "END:VCARD =\n", "FN:=\n"):
        read_bytes(b"BEGIN:VCARD\n" + line.encode() * 20_000, "a.vcf")


_NAMES = st.lists(st.sampled_from(["Ada", "Ben", "Cleo", "Dan"]), min_size=1, max_size=6)
_SEAMS = st.sampled_from(
    ["\nEND:VCARD\n", "\nEND:VCARD", "\n", "", "\nend:vcard\n\n", "\nEND:VCARD\ntext\n", "END:VCARD\n"]
)


@given(_NAMES, st.lists(_SEAMS, min_size=6, max_size=6))
def test_nothing_of_a_card_lands_in_another(names: list[str], seams: list[str]) -> None:
    cards = [f"BEGIN:VCARD\nVERSION:3.0\nFN:{name} {at}\nTEL:1000{at}" for at, name in enumerate(names)]
    text = "".join(f"{card}{seam}" for card, seam in zip(cards, seams, strict=False))
    told = [(name, phones) for _, name, phones in _people(text)]
    assert told == [(f"{name} {at}", [Phone(f"1000{at}")]) for at, name in enumerate(names)]
