import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position

from netkeep.lsp.open_vault import as_source
from netkeep.lsp.positions import Positions

ENCODINGS = ("utf-8", "utf-16", "utf-32")
TEXTS = st.text(st.sampled_from("a\n\ré漢😀ש"), max_size=12)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS)
def test_an_offset_comes_back_from_its_position(encoding: str, text: str) -> None:
    positions = Positions(as_source("", text), encoding)
    for offset in range(len(text) + 1):
        inside = text[offset - 1 : offset + 1] == "\r\n"
        assert positions.offset(positions.position(offset)) == offset - inside


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)])
def test_a_place_within_a_character_is_its_beginning_and_one_behind_a_line_is_its_end(
    encoding: str, column: int
) -> None:
    positions = Positions(as_source("", "😀b\r\nc"), encoding)
    assert positions.position(1) == Position(0, column)
    assert positions.offset(Position(0, max(column - 1, 0))) == 0
    assert positions.offset(Position(0, 99)) == 2
    assert positions.offset(Position(1, 0)) == 4
    assert positions.offset(Position(99, 0)) == 5


def test_a_byte_order_mark_is_counted_where_the_editor_has_it() -> None:
    positions = Positions(as_source("", "\ufeff---"), "utf-16")
    assert positions.position(-1) == Position(0, 0)
    assert positions.position(0) == Position(0, 1)
    assert positions.offset(Position(0, 0)) == 0
