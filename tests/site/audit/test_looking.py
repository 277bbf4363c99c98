"""The quick ways to look for values say what plain ones would: each is held against what it stands for."""

import base64
import re
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from netkeep.model.names import fold
from netkeep.site.audit.external_requests import makes_external_request
from netkeep.site.audit.lines import Lines
from netkeep.site.audit.needles import Needle, SecretIndex
from netkeep.site.audit.phones import may_hold, numbers_in, tails
from netkeep.site.audit.phrases import holds
from netkeep.site.audit.plain import encoded, plain
from netkeep.site.audit.words import words

WORDS = ("a", "the", "old", "goose", "goosefeather", "Zélda", "Straße", "q9", "b", "Жук", "김하늘", "花子", "これは")
GAPS = (
    " ",
    "",
    "-",
    "_",
    "–",
    "\n",
    "<b>",
    "</b> ",
    '<a title="',
    '">',
    " < ",
    "<>",
    " . . . .",
    "<i " + "x" * 299 + ">",
)
TEXTS = st.lists(st.sampled_from(WORDS + GAPS), max_size=24).map("".join)
SPACED = st.lists(st.sampled_from(WORDS[:-3] + GAPS), max_size=30).map("".join)
ROWS = st.lists(st.sampled_from([fold(word) for word in WORDS]), min_size=1, max_size=5)


@given(st.text(st.characters() | st.sampled_from("aé_–花\u0301²")))
@example("".join(map(chr, range(0x250))))
def test_words_are_runs_of_letters_and_digits(text: str) -> None:
    assert words(text) == re.findall(r"[^\W_]+", text)


@given(TEXTS.map(fold), ROWS)
@example("goosefeather . . . .old . . . .goosefeather", ["goosefeather", "old"])
@example("goosefeather . . . . old . . . . goosefeather", ["goosefeather", "old"])
@example("goosefeather . . . . old . . . . goosefeather", ["old", "goosefeather"])
@example(f"goosefeather<{'x' * 300}>old<{'x' * 300}>goosefeather", ["old", "goosefeather"])
@example(f"goosefeather<{'x' * 301}>old<{'x' * 301}>goosefeather", ["old", "goosefeather"])
@example(f"goosefeather<{'x' * 301}>old<{'x' * 301}>goosefeather", ["goosefeather", "old"])
def test_a_row_of_words_is_held_where_a_pattern_would_find_it(text: str, row: list[str]) -> None:
    spaced = "[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
    before = "" if re.match(spaced, row[0]) else r"(?<![^\W_])"
    after = "" if re.match(spaced, row[-1][-1]) else r"(?![^\W_])"
    between = r"(?:<[^<>]{0,300}>|[\W_]){1,8}"
    assert holds(text, row) == bool(re.search(before + between.join(map(re.escape, row)) + after, text))


@given(TEXTS, st.lists(ROWS.map(" ".join), min_size=20, max_size=40, unique=True))
def test_among_many_each_value_is_found_as_if_it_were_alone(text: str, values: list[str]) -> None:
    needles = [Needle("a", value) for value in values]
    together = set(SecretIndex.of(needles).found(plain(text)))
    assert together == {one for needle in needles for one in SecretIndex.of([needle]).found(plain(text))}


@given(SPACED)
@example('<i title="the old goose"><b>q9</b> a b the')
def test_of_many_values_that_begin_alike_those_are_found_that_a_text_holds(text: str) -> None:
    text = fold(plain(text))
    rows = [words(text), words(re.sub("<[^<>]{0,300}>", " ", text))]
    threes = {three for row in rows for three in zip(row, row[1:], row[2:], strict=False)}
    every = {(*three, fold(word)) for three in threes for word in WORDS[:-3]}
    found = {one.value for one in SecretIndex.of(Needle("a", " ".join(row)) for row in every).found(text)}
    assert found == {" ".join(row) for row in every if holds(text, row)}


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


@pytest.mark.parametrize("place", range(4))
def test_whatever_two_letters_write_an_at_it_is_not_passed_over(place: int) -> None:
    runs = ["c" * (8 + place) + one + other + "c" * (6 - place) for one in LETTERS for other in LETTERS]
    texts = [base64.b64decode(run) for run in runs]
    found = [text for run in runs for text in encoded(run)]
    assert found == [text.decode("utf-8", "ignore") for text in texts if b"@" in text]


@given(st.lists(st.text(st.sampled_from("ABDEFJQRUVYZadhkz01+/-_@ "), max_size=30)).map(" ".join))
def test_what_is_in_base64_is_found_wherever_it_begins(text: str) -> None:
    every = []
    for word in re.findall(r"[A-Za-z0-9+/_-]{12,}", text):
        if len(word) % 4 != 1:
            data = base64.urlsafe_b64decode(word.replace("+", "-").replace("/", "_") + "=" * (-len(word) % 4))
            every += [data.decode("utf-8", "ignore")] if b"@" in data else []
    assert list(encoded(text)) == every


@given(
    st.lists(st.sampled_from(("0", "12", "345", "6789", " ", "(", "-", ". ", "\u2011", "é", '"', "    "))).map("".join)
)
def test_no_number_is_passed_over(text: str) -> None:
    assert all(may_hold(text, tails([number])) for number in numbers_in(text))


@pytest.mark.parametrize(
    "call",
    [
        *("import a from 'https://x.example/a.js'", "import('//x.example/a.js')", "import `https://x.example`"),
        *("importScripts('//x.example/a.js')", 'a.open("GET", "https://x.example/")', "a.src = 'https://x.example/'"),
        *(
            "fetch(\u00a0'https://x.example/')",
            "a.setAttribute('src', '//x.example')",
            "new SharedWorker('//x.example')",
        ),
        *("new EventSource( '//x.example')", "navigator.sendBeacon(`//x.example`)", "new Request(\n'//x.example')"),
        *(
            "a.href='//x.example'",
            "a.srcset='//x.example'",
            "a.action='//x.example'",
            "new WebSocket('wss://x.example')",
        ),
        "export * from 'https://x.example/a.js'",
    ],
)
def test_a_call_is_found_in_a_page_as_it_is_in_a_script(call: str) -> None:
    assert makes_external_request("a.js", call.encode())
    assert makes_external_request("a.html", f"<p>{call} <script>".encode())
    assert not makes_external_request("a.html", f"<p>{call} <script>".replace("//", "/").encode())


def _plainly() -> Callable[[bytes], list[bytes]]:
    seen: set[bytes] = set()

    def new(data: bytes) -> list[bytes]:
        lines = data.split(b"\n")
        numbers = [number for number, line in enumerate(lines) if line not in seen]
        seen.update(lines)
        starts = [number for number in numbers if number - 1 not in numbers]
        ends = [number for number in numbers if number + 1 not in numbers]
        return [b"\n".join(lines[max(a - 1, 0) : b + 2]) for a, b in zip(starts, ends, strict=True)]

    return new


LINE = st.sampled_from([b"", b"a", b"b", b"<p>", b"l" * 60, b"m" * 60, b"n" * 5000, b"o" * 5000]) | st.binary(
    max_size=2
)
FRAME = st.lists(LINE, min_size=3, max_size=8)
CHANGES = st.lists(st.lists(st.tuples(st.integers(0, 7), LINE), max_size=3), min_size=1, max_size=8)


@given(FRAME, CHANGES)
def test_new_lines_come_with_those_around_them_whether_files_share_a_frame_or_not(
    frame: list[bytes], files: list[list[tuple[int, bytes]]]
) -> None:
    lines, plainly = Lines(), _plainly()
    for changes in files:
        changed = list(frame)
        for number, line in changes:
            changed[number % len(frame)] = line
        data = b"\n".join(changed)
        assert list(lines.new(data)) == plainly(data)
