"""Whatever the text, lines fit the room there is and lose nothing."""

import click
from hypothesis import given
from hypothesis import strategies as st

from netkeep.cli.layout import excerpt, hang, shorten, wrap
from netkeep.cli.printable import clean, width
from netkeep.model.names import fold
from netkeep.network.search import spans_of
from netkeep.text.plain import lead, one_line, plain

ROOM = st.integers(min_value=20, max_value=100)
WORD = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


@given(st.text(), ROOM)
def test_wrapping_keeps_every_letter(text: str, room: int) -> None:
    lines = wrap(text, room)
    assert "".join("".join(lines).split()) == "".join(clean(text).split())
    assert all(width(line) <= room or line.isascii() or " " not in line for line in lines)


@given(st.lists(WORD, max_size=30), ROOM)
def test_wrapping_short_words_fits_the_room(words: list[str], room: int) -> None:
    short = [word for word in words if width(clean(word)) <= 20]
    assert all(width(line) <= room for line in wrap(" ".join(short), room))


@given(st.text(), ROOM)
def test_shortening_fits_the_room(text: str, room: int) -> None:
    assert width(shorten(text, room)) <= room


@given(st.text(max_size=300), WORD, ROOM)
def test_an_excerpt_fits_the_room_and_shows_what_was_found(text: str, word: str, room: int) -> None:
    whole = f"{text} {word} {text}"
    found = excerpt(whole, spans_of(whole, [fold(word)]), room)
    assert width(click.unstyle(found)) <= max(room, 12 * 7 + 2)


@given(st.text(), WORD)
def test_places_found_are_within_the_text_and_in_order(text: str, word: str) -> None:
    spans = spans_of(text + word + text, [form for form in [fold(word)] if form])
    flat = [offset for span in spans for offset in span]
    assert flat == sorted(flat)
    assert all(0 <= start < end <= len(text + word + text) for start, end in spans)


@given(st.text(st.sampled_from(" \n\t#-*_`>|[]()!<x1.-é\\")))
def test_any_markdown_has_a_text(markdown: str) -> None:
    for line in plain(markdown, str).splitlines():
        list(hang(lead(line), line[len(lead(line)) :], indent=len(lead(line)), room=80))
    assert "\n" not in one_line(markdown, str)
