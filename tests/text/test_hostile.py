"""Files written to hurt: whatever the bytes, reading ends soon, with a document and never with an exception."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkeep.model.schema import FILE_KINDS, NOTE_FILE, FileKind
from netkeep.text.document import Document, read_document
from tests.effort import assert_in_proportion, soon
from tests.repeats import cases
from tests.text.reading import read

HEAD = "---\nname: A\n---\n"
LOG = f"{HEAD}## Log\n\n- 2024-05-20 note: a"
SIZE = 990_000
SMALL = 200_000


def front(yaml: str) -> str:
    return f"---\nname: A\n{yaml}\n---\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{HEAD}{'`' * SIZE}[[a]]", id="one run of backticks"),
        pytest.param(f"{HEAD}[[a]]{'`a' * (SIZE // 2)}``", id="many code spans"),
        pytest.param(f"{HEAD}[[a]]{''.join('`' * n + 'x' for n in range(1, 1400))}", id="runs of every length"),
        pytest.param(f"{HEAD}# a{' ' * SIZE}b", id="blanks in a heading"),
        pytest.param(f"{HEAD}# {' #' * (SIZE // 2)}x", id="hashes in a heading"),
        pytest.param(f"{HEAD}- [ ] 2024-01-01 a{' ' * SIZE}b", id="blanks in a reminder"),
        pytest.param(f"{HEAD}- [ ] 2024{'-1' * (SIZE // 2)}x", id="dashes in a reminder"),
        pytest.param(f"{HEAD}- [ ] {'2' * SIZE}x", id="digits in a reminder"),
        pytest.param(f"{HEAD}{'[[' * (SIZE // 2)}", id="opened links"),
        pytest.param(f"{HEAD}{'[[a|' * (SIZE // 4)}", id="links half-way"),
        pytest.param(f"{HEAD}[[{'a' * SIZE}", id="one link without an end"),
        pytest.param(f"{HEAD}{'~' * SIZE}", id="one fence"),
        pytest.param(f"{HEAD}{'<!--' * (SIZE // 4)}", id="opened comments"),
        pytest.param(f"{LOG}{' ' * SIZE}b", id="blanks in an entry"),
        pytest.param(f"{LOG}{'<!--' * (SIZE // 4)}", id="opened comments in an entry"),
        pytest.param(f"{LOG}{'<!---->' * (SIZE // 7)}", id="comments in an entry"),
        pytest.param(f"{HEAD}## Log\n- 2024-01-01 {'a ' * (SIZE // 2)}", id="a kind of many words"),
        pytest.param(f"{HEAD}## Log\n- 2024-01-01 call{' with' * (SIZE // 5)}", id="with, with, with"),
        pytest.param(f"{HEAD}## Log\n- 2024-01-01 call with [[a]]{',' * SIZE}", id="commas"),
        pytest.param(f"{HEAD}## Log\n- 2024-01-01 call with [[a]]{' ' * SIZE}x", id="blanks behind a link"),
        pytest.param(f"{HEAD}## Log\n-{chr(9) * SIZE}x", id="tabs in an item"),
        pytest.param(f"{HEAD}{'<' * SIZE}", id="no conflict marker"),
        pytest.param(f"---\n{'-' * SIZE}x\n---\n", id="dashes"),
        pytest.param(f"---{chr(10) * SIZE}x", id="blank lines"),
        pytest.param(front(f"emails: ['a@{'a.' * (SIZE // 2)}']"), id="an address of many labels"),
        pytest.param(front(f"emails: ['a@{'a-' * (SIZE // 2)}']"), id="an address of many hyphens"),
        pytest.param(front(f"phones: ['1{' ' * SIZE}y']"), id="blanks in a number"),
        pytest.param(front(f"phones: ['1{' x1' * (SIZE // 3)}y']"), id="extensions"),
        pytest.param(front(f"phones: ['1{',1' * (SIZE // 2)}y']"), id="commas in a number"),
        pytest.param(front(f"links: {{a: 'https://a{'.' * SIZE}'}}"), id="dots in a host"),
        pytest.param(front(f"timezone: {'a/' * (SIZE // 2)}"), id="a deep time zone"),
        pytest.param(front(f"introduced_by: '[[{'a' * SIZE}'"), id="an id without an end"),
        pytest.param(front(f"introduced_by: {'a-' * (SIZE // 2)}"), id="an id of many hyphens"),
        pytest.param(front(f"cadence: '1{' ' * SIZE}x'"), id="blanks in a duration"),
        pytest.param(front(f"location: 1{':1' * (SIZE // 2)}x"), id="a sexagesimal number"),
        pytest.param(front(f"location: {'1' * SIZE}"), id="a number of a million digits"),
        pytest.param(front(f"location: '{chr(10) * SIZE}'"), id="line ends in a scalar"),
        pytest.param(front("#\n" * (SIZE // 2)), id="comments"),
    ],
)
def test_a_megabyte_in_one_place_takes_no_time(text: str) -> None:
    data = text.encode()[:1_000_000]
    with soon(1):
        read(data)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(lambda size: f"{HEAD}## Log\n" + "x\n" * (size // 2), id="lines that are no entries"),
        pytest.param(lambda size: front("\n".join(f"k{n:x}: 1" for n in range(size // 9))), id="unknown keys"),
        pytest.param(lambda size: front("a: 1\n" * (size // 5)), id="repeated keys"),
        pytest.param(lambda size: front(f"tags: [{'a,' * (size // 2)}]"), id="tags"),
        pytest.param(lambda size: front(f"emails: [{'a@a,' * (size // 4)}]"), id="bad addresses"),
        pytest.param(lambda size: front(f"worked_with: [{'{job: a, as: x},' * (size // 16)}]"), id="unknown choices"),
        pytest.param(lambda size: f"{HEAD}{chr(13) * size}", id="line ends"),
    ],
)
def test_many_small_things_take_time_in_proportion(text: Callable[[int], str]) -> None:
    assert_in_proportion(lambda size: read(text(size)), SMALL)


GOOD = """\
---
name: Grace Sample
emails: [grace@acme.example, {address: grace@home.example, label: home}]
phones: ["+44 20 7946 0018"]
links: {linkedin: https://www.linkedin.com/in/grace-sample}
birthday: 1979-05-14
roles:
  - {org: Acme Corp, from: 2021-05}
worked_with: [{job: acme-2023, as: manager}]
knows: [alan-sample]
cadence: 3 months
x: {a: {b: [c]}}
---

Met [[alan-sample]]. `code`

- [ ] 2024-06-01 send it

## Log

- 2024-05-20 coffee with [[alan-sample]], [[ada-example]]: Hi
  more
- 2024-05-02 received recommendation
"""


def sound(document: Document) -> None:
    """Assert what holds for every document."""
    if document.source is None:
        assert document.item is None
        return
    size = len(document.source.text)
    for problem in document.problems:
        assert 0 <= problem.span.start <= problem.span.end <= size
        assert document.source.position(problem.span.start) >= (1, 1)
    assert (document.item is not None) == (document.readable and document.kind is not NOTE_FILE)
    assert document.readable or document.problems
    for span in document.places.values():
        assert 0 <= span.start <= span.end <= size


kinds = st.sampled_from(FILE_KINDS)


@given(st.binary(max_size=200), kinds)
def test_any_bytes_give_a_document(data: bytes, kind: FileKind) -> None:
    sound(read_document("people/a.md", data, kind))


@given(st.text(max_size=100), st.text(max_size=100), kinds)
def test_any_front_matter_and_body_give_a_document(yaml: str, markdown: str, kind: FileKind) -> None:
    sound(read_document("people/a.md", f"---\n{yaml}\n---\n{markdown}".encode(errors="replace"), kind))


pieces = st.sampled_from(
    [
        b"---",
        b"\n",
        b"\r",
        b": ",
        b"- ",
        b"[",
        b"]]",
        b"{",
        b"}",
        b"'",
        b'"',
        b"#",
        b"&a ",
        b"*a",
        b"!!x ",
        b"<<: ",
        b"|\n",
        b"?",
        b"\t",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xe2\x80\xa8",
        b"\x00",
        b"```\n",
        b"<!--",
        b"-->",
        b"## Log\n",
        b"with",
        b",",
        b"[[",
        b"2024-02-30",
        b"99999999999999999999",
        b"\xf0\x9f\x98\x80",
        b"<<<<<<< \n",
    ]
)


@settings(max_examples=cases(400))
@given(st.lists(st.tuples(st.integers(0, len(GOOD)), st.integers(0, 30), pieces), min_size=1, max_size=4), kinds)
def test_a_good_file_broken_anywhere_gives_a_document(cuts: list[tuple[int, int, bytes]], kind: FileKind) -> None:
    data = GOOD.encode()
    for start, length, piece in cuts:
        data = data[:start] + piece + data[start + length :]
    sound(read_document("people/a.md", data, kind))


@settings(max_examples=cases(200))
@given(st.permutations(GOOD.splitlines(keepends=True)), st.integers(0, 26))
def test_a_good_file_in_any_order_of_lines_gives_a_document(lines: list[str], kept: int) -> None:
    sound(read("---\n" + "".join(lines[:kept])))
