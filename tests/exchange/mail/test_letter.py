from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep.exchange.importers.display_names import decode_words
from netkeep.exchange.importers.mail.letter import Letter, headers, letter, parties, reason_to_leave_out

TODAY = date(2024, 6, 7)

token = st.sampled_from(
    [
        *("From", "To", "Cc", "Date", "Message-ID", "List-Id", "Auto-Submitted", "X-Mozilla-Status", "Return-Path"),
        *(": ", "\n", "\r\n ", "\t", "<", ">", '"', "(", ")", ",", ";", ":", "@", "\\", "=?", "?=", "?q?", "?B?"),
        *("utf-8", "unicode_escape", "punycode", "idna", "zlib", "undefined", "\\ud800", "=FF", "a@b.example", "é"),
        *("Tue, 12 Mar 2024", "99999999999999999999", "\x00", "\u202e", "0009", "sam@home.example"),
    ]
)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of escapes in the charset "unicode_escape"
@given(st.lists(token | st.text(max_size=4), max_size=40))
def test_any_headers_are_a_letter_a_reason_or_nobodys(parts: list[str]) -> None:
    found = headers("".join(parts).encode("utf-8", "replace"))
    reason_to_leave_out(found)
    try:
        one = letter(found, TODAY)
    except ValueError as error:
        assert str(error) == "no sender"  # noqa: PT017 (most examples raise nothing)
        return
    if isinstance(one, Letter):
        for party in (one.sender, *one.to, *one.copies):
            assert party.name.isprintable()
            assert "@" in party.address


@pytest.mark.parametrize("unit", [b'"', b"(", b"<", b"@", b"=?a?q?x ", b"a@b.example, ", b"[", b"a@"])
def test_a_long_header_is_read_in_a_moment(unit: bytes) -> None:
    assert len(parties((unit * (65536 // len(unit)),))) <= 500


def test_encoded_words_without_an_end_are_not_looked_into() -> None:
    assert decode_words("=?a?q?x " * 8000) == ""


def test_addresses_beyond_five_hundred_are_left_away() -> None:
    many = tuple(f"p{number}@acme.example".encode() for number in range(600))
    assert len(parties(many)) == 500
    assert len(parties((b", ".join(many),))) == 500
