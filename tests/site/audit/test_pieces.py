"""Large files that are read again: what is new is read, with what stands around it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep.site.audit import pieces
from netkeep.site.audit.pieces import Pieces

_TEXTS = st.lists(st.sampled_from(["a", "b", "ab", "c", ""]), max_size=14).map("</a>".join)


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "LARGE", 0)


def _again(*texts: str) -> list[bytes] | None:
    known = Pieces()
    return [known.new("a.html", text.encode()) for text in texts][-1]


def test_nothing_is_known_of_a_file_at_first() -> None:
    assert _again("one</a>two") is None


def test_of_a_file_as_it_was_nothing_is_read() -> None:
    assert _again("one</a>two", "one</a>two") == []


def test_what_is_new_is_read_with_what_stands_around_it() -> None:
    then = "</a>".join("abcdefghij")
    assert _again(then, then.replace("e", "new")) == [b"c</a>d</a>new</a>f</a>g"]
    assert _again(then, then.replace("b", "one").replace("i", "two")) == [
        b"a</a>one</a>c</a>d",
        b"g</a>h</a>two</a>j",
    ]
    assert _again(then, f"{then}</a>new") == [b"i</a>j</a>new"]


def test_what_stands_beside_another_is_read() -> None:
    assert _again("ze</a>b</a>lda</a>d</a>e</a>f", "d</a>e</a>f</a>ze</a>lda") == [b"e</a>f</a>ze</a>lda"]


def test_the_state_of_the_last_time_counts() -> None:
    assert _again("one</a>two", "one", "one</a>two") == [b"one</a>two"]


@pytest.mark.parametrize("path", ["search/index.json", "style.css", "plain"])
def test_other_kinds_of_files_are_read_whole(path: str) -> None:
    known = Pieces()
    assert [known.new(path, b"one</a>two") for _ in range(2)] == [None, None]


def test_a_script_is_known_by_its_rows() -> None:
    known = Pieces()
    known.new("people.js", b'[["a"],["b"],["c"],["d"],["e"],["f"]]')
    assert known.new("people.js", b'[["a"],["b"],["c"],["d"],["e"],["g"]]') == [b'"d"],["e"],["g"]]']


def test_a_file_that_was_small_in_between_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    known = Pieces()
    known.new("a.html", b"one</a>two")
    monkeypatch.setattr(pieces, "LARGE", 100)
    assert known.new("a.html", b"one</a>two") is None
    monkeypatch.setattr(pieces, "LARGE", 0)
    assert known.new("a.html", b"one</a>two") is None


@given(then=_TEXTS, now=_TEXTS)
def test_no_value_that_came_is_passed_over(then: str, now: str) -> None:
    rows = _again(then, now)
    assert rows is not None
    beside = map("</a>".join, pairwise(now.split("</a>")))
    for value in (*now.split("</a>"), *beside):
        assert value in then or value == "</a>" or any(value.encode() in row for row in rows)
