import pytest

from netkeep.model.body import Body, Span
from netkeep.model.people import Contact
from netkeep.text.framing import Frame, find_frame
from tests.text.reading import contact, found, read


@pytest.mark.parametrize(
    ("text", "yaml", "body"),
    [
        ("---\nname: A\n---\nBody\n", "name: A\n", "Body\n"),
        ("---\nname: A\n---", "name: A\n", ""),
        ("---\r\nname: A\r\n---\r\nBody", "name: A\r\n", "Body"),
        ("----\nname: A\n-----\nBody\n", "name: A\n", "Body\n"),
        ("--- \nname: A\n---\t\nBody\n", "name: A\n", "Body\n"),
        ("---\nname: A\n---\n---\nBody\n", "name: A\n", "---\nBody\n"),
        ("---\nname: A --- B\n ---x\n---\n", "name: A --- B\n ---x\n", ""),
        ("---\nname: A\n--- x\n---\n", "name: A\n--- x\n", ""),
        ("---\n---\nBody\n", "", "Body\n"),
        ("---\n\n\n---\n\n\nBody\n", "\n\n", "\n\nBody\n"),
    ],
)
def test_where_the_front_matter_is(text: str, yaml: str, body: str) -> None:
    frame = find_frame(text)
    assert isinstance(frame, Frame)
    assert (text[slice(*frame.yaml)], text[frame.body :]) == (yaml, body)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", [("empty-file", 1, 1)]),
        (" \n\n\t\n", [("empty-file", 1, 1)]),
        ("name: A\n", [("no-front-matter", 1, 1)]),
        ("\n---\nname: A\n---\n", [("no-front-matter", 1, 1)]),
        (" ---\nname: A\n---\n", [("no-front-matter", 1, 1)]),
        ("--\nname: A\n--\n", [("no-front-matter", 1, 1)]),
        ("---name: A\n---\n", [("no-front-matter", 1, 1)]),
        ("%YAML 1.2\n---\nname: A\n---\n", [("no-front-matter", 1, 1)]),
        ("---\rname: A\r---\r", [("no-front-matter", 1, 1)]),
        ("---", [("unclosed-front-matter", 1, 1)]),
        ("---\nname: A\n", [("unclosed-front-matter", 1, 1)]),
        ("---\nname: A\n...\nBody\n", [("unclosed-front-matter", 1, 1)]),
        ("---\nname: A\n --- \nBody\n", [("unclosed-front-matter", 1, 1)]),
        ("---\nname: A\n...\nBody\n---\n", [("yaml-syntax", 4, 1)]),
        ("---\n---\n", [("not-a-mapping", 2, 1)]),
        ("---\n# only a comment\n---\n", [("not-a-mapping", 2, 1)]),
        ("---\njust text\n---\n", [("not-a-mapping", 2, 1)]),
        ("---\n- name: A\n---\n", [("not-a-mapping", 2, 1)]),
        ("---\nname: A\n--- # again\nname: B\n---\n", [("yaml-syntax", 3, 1)]),
        ("---\nname: A\n---\n<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> other\n", [("conflict-markers", 4, 1)]),
        ("<<<<<<< HEAD\n---\nname: A\n=======\n---\nname: B\n>>>>>>> b\n---\n", [("conflict-markers", 1, 1)]),
        ("---\nname: A\n||||||| base\r\n---\n", [("conflict-markers", 3, 1)]),
    ],
)
def test_a_file_without_a_frame_is_never_read_as_one_without_fields(
    text: str, wanted: list[tuple[str, int, int]]
) -> None:
    document = read(text)
    assert (found(document), document.item, document.readable) == (wanted, None, False)


def test_lines_that_only_look_like_a_conflict() -> None:
    document = read("---\nname: A\n---\n<<<<<<<<\nHeading\n=======\n>>>>>>>x\n")
    assert (document.problems, document.readable) == ((), True)


def test_a_byte_order_mark_is_said_and_taken_off() -> None:
    document = read(b"\xef\xbb\xbf---\nname: Zo\xc3\xab\n---\n")
    assert document.source
    assert document.item == Contact("grace-sample", "Zoë", body=Body())
    assert (found(document), document.readable, document.source.bom) == ([("byte-order-mark", 1, 1)], True, True)
    assert document.places["name",] == Span(10, 13)
    assert document.source.encode(document.source.text) == b"\xef\xbb\xbf---\nname: Zo\xc3\xab\n---\n"


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"---\nname: Zo\xeb\n---\n", 2, 9),
        (b"\xef\xbb\xbf---\nname: \xc3\xa9\xff\n---\n", 2, 8),
        (b"\xff\xfe-\x00-\x00-\x00", 1, 1),
        (b"---\nname: A\n---\n\xed\xa0\x80", 4, 1),
        (b"---\nname: \xf0\x9f\x98\x80\xc0\xaf\n---\n", 2, 8),
    ],
)
def test_bytes_that_are_not_utf8(data: bytes, line: int, column: int) -> None:
    document = read(data)
    assert (found(document), document.item, document.readable) == ([("not-utf8", line, column)], None, False)


def test_a_file_that_is_too_large_is_not_looked_into() -> None:
    head = b"---\nname: A\n---\n"
    largest = read(head + b"x" * (1_000_000 - len(head)))
    larger = read(head + b"x" * (1_000_001 - len(head)))
    assert (largest.problems, largest.readable) == ((), True)
    assert ([problem.kind for problem in larger.problems], larger.item, larger.source) == (["too-large"], None, None)


@pytest.mark.parametrize(
    ("text", "wanted", "character"),
    [
        ("---\nname: Ada\u200bExample\n---\n", [("invisible-character", 2, 10)], "U+200B"),
        (
            "---\nname: Ada\n---\n\u202eevil\u202c\n",
            [("invisible-character", 4, 1), ("invisible-character", 4, 6)],
            "U+202E",
        ),
        ("---\nname: Ada\n---\n\u200b\u200b\u200b\u2060x\n", [("invisible-character", 4, 1)], "U+200B"),
        ("---\nname: Ada\n---\na\x07b\n", [("invisible-character", 4, 2)], "U+0007"),
        ("---\nname: Ada\n---\nsoft\u00adly\n", [("invisible-character", 4, 5)], "U+00AD"),
        ("---\nname: Ada\n---\na\u2028b\n", [("invisible-character", 4, 2)], "U+2028"),
    ],
)
def test_characters_that_nobody_can_see(text: str, wanted: list[tuple[str, int, int]], character: str) -> None:
    document = read(text)
    assert (found(document), document.problems[0].facts["character"]) == (wanted, character)


def test_joiners_flags_and_tabs_are_nobodys_business() -> None:
    england = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
    document = read(f"---\nname: A\n---\n\tنمی\u200cخواهم 👩\u200d💻 {england}\r\n")
    assert document.problems == ()


def test_a_runs_span_covers_all_of_it() -> None:
    assert read("---\nname: A\n---\n\u200b\u2060\ufeff!").problems[0].span == Span(16, 19)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_body_is_kept_byte_for_byte(newline: str) -> None:
    body = newline.join(["", "Text  ", "\tmore", "", "last, without an end"])
    text = newline.join(["---", "name: A", "---", body])
    assert contact(text).body.text == body
