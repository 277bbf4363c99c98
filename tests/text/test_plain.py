import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep.text.plain import one_line, plain
from tests.effort import soon

SIZE = 900_000


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("**a" * (SIZE // 3), id="bold without an end"),
        pytest.param("*a " * (SIZE // 3), id="emphasis without an end"),
        pytest.param("_" * SIZE, id="underscores"),
        pytest.param("__a__" * (SIZE // 5), id="bold words"),
        pytest.param("[a](" * (SIZE // 4), id="links without an end"),
        pytest.param("[" * SIZE, id="brackets"),
        pytest.param("[[a|" * (SIZE // 4), id="wikilinks without an end"),
        pytest.param("<!--" * (SIZE // 4), id="comments without an end"),
        pytest.param("<!-- - -> " * (SIZE // 10), id="comments that nearly end"),
        pytest.param("- " * (SIZE // 2), id="lists in lists"),
        pytest.param("> " * (SIZE // 2) + "x", id="quotations"),
        pytest.param(" " * SIZE + "x", id="blanks"),
        pytest.param("1" * SIZE, id="digits"),
        pytest.param("a" + " " * SIZE + "b", id="blanks between"),
        pytest.param("[a](b" + " " * SIZE + "x", id="blanks in a link"),
        pytest.param("\n" * SIZE, id="blank lines"),
        pytest.param("#" * SIZE, id="hashes"),
    ],
)
def test_a_megabyte_in_one_place_takes_no_time(text: str) -> None:
    with soon(2):
        plain(text, str)
        one_line(text, str)


@given(st.text("ab *_[]()`<!->|#\n\t~", max_size=60))
def test_no_markdown_raises(text: str) -> None:
    assert isinstance(plain(text, str), str)
    assert "\n" not in one_line(text, str)
