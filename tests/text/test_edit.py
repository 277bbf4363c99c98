import re
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from netkeep.model.people import Contact
from netkeep.text.document import Document
from netkeep.text.edit import Splice, apply, with_entries, with_entry, with_key, with_reminder
from tests.text.reading import read

HEAD = "---\nname: Grace Sample\n---\n"
DAY = date(2024, 5, 20)


def entry(markdown: str, words: str = "2024-05-20 call: New") -> str:
    """Return the body after an entry of 20 May 2024 was put in."""
    text = with_entry(read(HEAD + markdown), DAY, words)
    assert text.startswith(HEAD)
    return text.removeprefix(HEAD)


def reminder(markdown: str, words: str = "2024-06-01 New") -> str:
    text = with_reminder(read(HEAD + markdown), words)
    assert text.startswith(HEAD)
    return text.removeprefix(HEAD)


def key(yaml: str) -> str:
    """Return the front matter after ``paused_until`` was set."""
    document = read(f"---\n{yaml}---\nBody: x\n")
    text = with_key(document, "paused_until", "2024-07-01")
    after = read(text)
    assert isinstance(after.item, Contact)
    assert isinstance(document.item, Contact)
    assert after.item.paused_until == date(2024, 7, 1)
    assert (after.problems, after.item.name, after.item.body.text) == ((), document.item.name, "Body: x\n")
    return text.removeprefix("---\n").removesuffix("---\nBody: x\n")


def test_splices_are_made_from_the_end() -> None:
    assert apply("abcdef", [Splice(1, 2, "B"), Splice(4, 6, ""), Splice(0, 0, "-")]) == "-aBcd"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "\n## Log\n\n- 2024-05-20 call: New\n"),
        ("Text\n", "Text\n\n## Log\n\n- 2024-05-20 call: New\n"),
        ("Text\n\n", "Text\n\n## Log\n\n- 2024-05-20 call: New\n"),
        ("Text", "Text\n\n## Log\n\n- 2024-05-20 call: New"),
        ("## Log\n", "## Log\n\n- 2024-05-20 call: New\n"),
        ("## Log", "## Log\n\n- 2024-05-20 call: New"),
        ("## Log\n\n## Other\n", "## Log\n\n- 2024-05-20 call: New\n\n## Other\n"),
        # newest first
        ("## Log\n\n- 2024-05-01 call: A\n", "## Log\n\n- 2024-05-20 call: New\n- 2024-05-01 call: A\n"),
        ("## Log\n- 2024-05-01 call: A", "## Log\n- 2024-05-20 call: New\n- 2024-05-01 call: A"),
        ("## Log\n\n- 2024-05-20 call: A\n", "## Log\n\n- 2024-05-20 call: New\n- 2024-05-20 call: A\n"),
        (
            "## Log\n\n- 2024-06-01 call: A\n- 2024-05-01 call: B\n",
            "## Log\n\n- 2024-06-01 call: A\n- 2024-05-20 call: New\n- 2024-05-01 call: B\n",
        ),
        ("## Log\n\n- 2024-06-01 call: A\n", "## Log\n\n- 2024-06-01 call: A\n- 2024-05-20 call: New\n"),
        ("## Log\n\n- 2024-06-01 call: A", "## Log\n\n- 2024-06-01 call: A\n- 2024-05-20 call: New"),
        # the last entry keeps its lines and its code
        (
            "## Log\n\n- 2024-06-01 call: A\n  more\n\n  ```\n  code\n  ```\n\n## Other\n",
            "## Log\n\n- 2024-06-01 call: A\n  more\n\n  ```\n  code\n  ```\n- 2024-05-20 call: New\n\n## Other\n",
        ),
        # oldest first
        (
            "## Log\n\n- 2024-04-01 call: A\n- 2024-05-01 call: B\n\nlast\n",
            "## Log\n\n- 2024-04-01 call: A\n- 2024-05-01 call: B\n- 2024-05-20 call: New\n\nlast\n",
        ),
        (
            "## Log\n\n- 2024-06-01 call: A\n- 2024-07-01 call: B\n",
            "## Log\n\n- 2024-05-20 call: New\n- 2024-06-01 call: A\n- 2024-07-01 call: B\n",
        ),
        (
            "## Log\n\n- 2024-05-01 call: A\n- 2024-07-01 call: B\n",
            "## Log\n\n- 2024-05-01 call: A\n- 2024-05-20 call: New\n- 2024-07-01 call: B\n",
        ),
        # a loose list stays loose, a starred one starred
        (
            "## Log\n\n* 2024-05-02 call: A\n\n* 2024-05-01 call: B\n",
            "## Log\n\n* 2024-05-20 call: New\n\n* 2024-05-02 call: A\n\n* 2024-05-01 call: B\n",
        ),
        (
            "## Log\n\n+ 2024-05-01 call: A\n\n+ 2024-05-02 call: B\n",
            "## Log\n\n+ 2024-05-01 call: A\n\n+ 2024-05-02 call: B\n\n+ 2024-05-20 call: New\n",
        ),
        # headings, code and comments
        (
            "```\n## Log\n```\n<!--\n## Log\n-->\n",
            "```\n## Log\n```\n<!--\n## Log\n-->\n\n## Log\n\n- 2024-05-20 call: New\n",
        ),
        (
            "## Log\n\n### 2024\n\n- 2024-04-01 call: A\n\n### 2023\n\n- 2023-01-01 call: B\n",
            "## Log\n\n### 2024\n\n- 2024-05-20 call: New\n- 2024-04-01 call: A\n\n### 2023\n\n- 2023-01-01 call: B\n",
        ),
        (
            "## Log\n## Notes\nx\n## Log\n- 2023-01-01 call: B\n",
            "## Log\n## Notes\nx\n## Log\n- 2024-05-20 call: New\n- 2023-01-01 call: B\n",
        ),
    ],
)
def test_an_entry_goes_where_it_belongs(before: str, after: str) -> None:
    assert entry(before) == after


def test_an_entry_of_several_lines_is_indented() -> None:
    assert entry("## Log\n", "2024-05-20 call: One\n  two\n\n- three\n") == (
        "## Log\n\n- 2024-05-20 call: One\n  two\n  - three\n"
    )


@pytest.mark.parametrize("newline", ["\r\n", "\n"])
@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_an_entry_keeps_line_ends_final_newline_and_byte_order_mark(newline: str, end: str, mark: str) -> None:
    before = f"---\nname: A  # c\n---\n\n## Log\n\n- 2024-05-01 call: Ä 😀{end}".replace("\n", newline)
    after = f"---\nname: A  # c\n---\n\n## Log\n\n- 2024-05-20 call: N\n- 2024-05-01 call: Ä 😀{end}".replace(
        "\n", newline
    )
    document = read(mark + before)
    assert document.source
    assert document.source.encode(with_entry(document, DAY, "2024-05-20 call: N")) == (mark + after).encode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "\n- [ ] 2024-06-01 New\n"),
        ("Text", "Text\n\n- [ ] 2024-06-01 New"),
        ("Text\n", "Text\n\n- [ ] 2024-06-01 New\n"),
        ("Text\n\n## Log\n", "Text\n\n- [ ] 2024-06-01 New\n\n## Log\n"),
        ("Text\n## Log\n", "Text\n\n- [ ] 2024-06-01 New\n\n## Log\n"),
        ("## Log\n- 2024-05-01 call\n", "\n- [ ] 2024-06-01 New\n\n## Log\n- 2024-05-01 call\n"),
        ("- [ ] 2024-05-01 A\n\nText\n", "- [ ] 2024-05-01 A\n- [ ] 2024-06-01 New\n\nText\n"),
        ("- [ ] 2024-05-01 A", "- [ ] 2024-05-01 A\n- [ ] 2024-06-01 New"),
        ("* [x] 2024-05-01 A\n", "* [x] 2024-05-01 A\n* [ ] 2024-06-01 New\n"),
        (
            "- [ ] 2024-05-01 A\n  goes on\nlazily\n\n  and on\n\nText\n",
            "- [ ] 2024-05-01 A\n  goes on\nlazily\n\n  and on\n- [ ] 2024-06-01 New\n\nText\n",
        ),
        (
            "- [ ] 2024-05-01 A\n  - [ ] 2024-05-02 B\n- other\n",
            "- [ ] 2024-05-01 A\n  - [ ] 2024-05-02 B\n- [ ] 2024-06-01 New\n- other\n",
        ),
        (
            "- project\n  - [ ] 2024-05-01 A\n  - [ ] 2024-05-02 B\n\nText\n",
            "- project\n  - [ ] 2024-05-01 A\n  - [ ] 2024-05-02 B\n\nText\n\n- [ ] 2024-06-01 New\n",
        ),
        (
            "- [ ] 2024-05-01 A\n# Heading\n## Log\n- [ ] 2024-05-02 B\n",
            "- [ ] 2024-05-01 A\n- [ ] 2024-06-01 New\n# Heading\n## Log\n- [ ] 2024-05-02 B\n",
        ),
        (
            "## Log\n\n- 2024-05-01 call\n\n## After\n\n- [ ] 2024-05-02 B\n",
            "\n- [ ] 2024-06-01 New\n\n## Log\n\n- 2024-05-01 call\n\n## After\n\n- [ ] 2024-05-02 B\n",
        ),
        ("```\n- [ ] 2024-05-01 A\n```\n", "```\n- [ ] 2024-05-01 A\n```\n\n- [ ] 2024-06-01 New\n"),
    ],
)
def test_a_reminder_goes_where_it_belongs(before: str, after: str) -> None:
    assert reminder(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name: A\n", "name: A\npaused_until: 2024-07-01\n"),
        ("name: A   # c\n# end\n\n", "name: A   # c\n# end\n\npaused_until: 2024-07-01\n"),
        ("  name: A\n  tags: [a]\n", "  name: A\n  tags: [a]\n  paused_until: 2024-07-01\n"),
        ("{name: A}\n", "{name: A, paused_until: 2024-07-01}\n"),
        ("{name: A,}\n", "{name: A, paused_until: 2024-07-01,}\n"),
        ("{\n  name: A, # c\n  tags: [a]\n}\n", "{\n  name: A, # c\n  tags: [a], paused_until: 2024-07-01\n}\n"),
        ("name: A\ntags:\n- a\n", "name: A\ntags:\n- a\npaused_until: 2024-07-01\n"),
        ("name: A\narchived: |\n  left\n", "name: A\narchived: |\n  left\npaused_until: 2024-07-01\n"),
        ("name: A\n...\n", "name: A\npaused_until: 2024-07-01\n...\n"),
        ("paused_until: 2024-01-01\nname: A\n", "paused_until: 2024-07-01\nname: A\n"),
        ('paused_until:   "2024-01-01"  # c\nname: A\n', "paused_until:   2024-07-01  # c\nname: A\n"),
        ("'paused_until': '2024-01-01'\nname: A\n", "'paused_until': 2024-07-01\nname: A\n"),
        ("paused_until: |\n  2024-01-01\nname: A\n", "paused_until: 2024-07-01\nname: A\n"),
        ("paused_until: >-\n  2024-01-01\nname: A\n", "paused_until: 2024-07-01\nname: A\n"),
        ("paused_until:\nname: A\n", "paused_until: 2024-07-01\nname: A\n"),
        ("paused_until:   # c\nname: A\n", "paused_until: 2024-07-01   # c\nname: A\n"),
        ("paused_until :\nname: A\n", "paused_until : 2024-07-01\nname: A\n"),
        ("? paused_until\n: 2024-01-01\n? name\n: A\n", "? paused_until\n: 2024-07-01\n? name\n: A\n"),
        ("{paused_until: , name: A}\n", "{paused_until: 2024-07-01 , name: A}\n"),
        ("{name: A, paused_until: }\n", "{name: A, paused_until: 2024-07-01 }\n"),
        ("{name: A, paused_until}\n", "{name: A, paused_until: 2024-07-01}\n"),
        ("{name: A, paused_until: 2024-01-01}\n", "{name: A, paused_until: 2024-07-01}\n"),
        ("name: A\r\ntags: [a]\r\n", "name: A\r\ntags: [a]\r\npaused_until: 2024-07-01\n"),
    ],
)
def test_a_key_is_set_and_nothing_else(before: str, after: str) -> None:
    assert key(before) == after


def test_a_key_in_a_file_with_windows_line_ends() -> None:
    document = read("---\r\nname: A\r\n---\r\n")
    assert with_key(document, "paused_until", "2024-07-01") == "---\r\nname: A\r\npaused_until: 2024-07-01\r\n---\r\n"


@pytest.mark.parametrize("text", ["", "no front matter", "---\nname: [\n---\n"])
def test_a_file_that_cannot_be_read_is_not_edited(text: str) -> None:
    document = read(text)
    message = r"^only a file that could be read can be edited$"
    with pytest.raises(ValueError, match=message):
        with_entry(document, DAY, "2024-05-20 call")
    with pytest.raises(ValueError, match=message):
        with_reminder(document, "2024-05-20 x")
    with pytest.raises(ValueError, match=message):
        with_key(document, "paused_until", "2024-07-01")


def test_several_entries_go_each_where_it_belongs() -> None:
    days = [date(2024, 5, 20), date(2024, 5, 1), date(2024, 6, 1)]
    drafts = [(day, f"{day.isoformat()} call: {number}\nmore") for number, day in enumerate(days)]
    text = with_entries(read(HEAD + "## Log\n\n- 2024-05-10 call: A"), drafts)
    assert text == HEAD + (
        "## Log\n\n- 2024-06-01 call: 2\n  more\n- 2024-05-20 call: 0\n  more\n"
        "- 2024-05-10 call: A\n- 2024-05-01 call: 1\n  more"
    )


def test_no_entries_change_nothing() -> None:
    assert with_entries(read(HEAD + "x"), []) == HEAD + "x"


def test_what_is_put_in_at_one_place_keeps_its_order() -> None:
    assert apply("ab", [Splice(1, 1, "z"), Splice(1, 1, "y"), Splice(0, 1, "")]) == "zyb"


yaml_part = st.sampled_from(
    [
        "name: Ä 😀\n",
        "name: 'A'  # c\ntags:   [ a,b ]\n",
        "  name: A\n  x: {a: [b]}\n",
        "{name: A,\n tags: [a]}\n",
        "name: |\n  A\n# e\n\n",
    ]
)
markdown_part = st.sampled_from(
    [
        "Text\n",
        "\n",
        "- item\n",
        "- [ ] 2024-05-01 a\n",
        "* [x] 2024-05-01 b\n  more\n",
        "  - [ ] 2024-05-02 c\n",
        "# Head\n",
        "### Sub\n",
        "## Log\n",
        "- 2024-05-19 call: x\n",
        "- 2024-05-21 note\n  more\n",
        "* 2024-05-20 visit\n\n",
        "```\n- 2024-01-01 code\n```\n",
        "  ```\n  code\n  ```\n",
        "<!--\n## Log\n-->\n",
        "| a | b |\n",
        "## Other\n",
    ]
)
parts = st.lists(markdown_part, max_size=10)


def document_of(yaml: str, pieces: list[str], newline: str, end: str, mark: str) -> Document:
    text = f"---\n{yaml}---\n{''.join(pieces)}{end}".replace("\n", newline)
    document = read(mark + text)
    # An entry put above an indented line would take it in; store/save.py refuses such an edit.
    assume(document.readable and not re.search(r"## Log\s+  [-`]", text))
    return document


files = st.builds(
    document_of,
    yaml_part,
    parts,
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "last words"]),
    st.sampled_from(["", "\ufeff"]),
)


def without(text: str, line: str) -> set[str]:
    """Return every text that is left when one line like this, and up to two line ends on each side, is taken out."""
    left = set()
    for found in re.finditer(re.escape(line), text):
        for start in (found.start() - n for n in range(5)):
            for end in (found.end() + n for n in range(5)):
                if start >= 0 and not (text[start : found.start()] + text[found.end() : end]).strip():
                    left.add(text[:start] + text[end:])
    return left


@given(files, st.dates(date(2024, 5, 18), date(2024, 5, 22)))
def test_an_entry_is_all_that_is_put_in(document: Document, day: date) -> None:
    assert document.source
    assert document.item
    text = with_entry(document, day, f"{day.isoformat()} podcast: NEW")
    line = f"{day.isoformat()} podcast: NEW"
    had_log = document.item.body.log_at is not None
    newline = document.source.newline
    marks = [f"{bullet} {line}" for bullet in "-*+"]
    if not had_log:
        marks = [f"## Log{newline}{newline}- {line}"]
    assert any(document.source.text in without(text, mark) for mark in marks)
    after = read(text)
    assert after.item
    before = [(entry.date, entry.kind, entry.text) for entry in document.item.body.log]
    now = [(entry.date, entry.kind, entry.text) for entry in after.item.body.log]
    now.remove((day, "podcast", "NEW"))
    assert now == before
    assert after.item.body.reminders == () or len(after.item.body.reminders) == len(document.item.body.reminders)


@given(files)
def test_a_reminder_is_all_that_is_put_in(document: Document) -> None:
    assert document.source
    assert document.item
    text = with_reminder(document, "2031-01-01 NEW")
    assert any(document.source.text in without(text, f"{bullet} [ ] 2031-01-01 NEW") for bullet in "-*+")
    after = read(text)
    assert after.item
    before = [(r.due, r.text, r.done) for r in document.item.body.reminders]
    now = [(r.due, r.text, r.done) for r in after.item.body.reminders]
    now.remove((date(2031, 1, 1), "NEW", False))
    assert now == before
    log = [(entry.date, entry.kind, entry.text) for entry in document.item.body.log]
    assert [(entry.date, entry.kind, entry.text) for entry in after.item.body.log] == log


@given(files)
def test_a_key_is_all_that_is_put_in(document: Document) -> None:
    assert document.source
    assert isinstance(document.item, Contact)
    text = with_key(document, "paused_until", "2031-01-01")
    places = [match.start() for match in re.finditer("paused_until: 2031-01-01", text)]
    assert len(places) == 1
    assert document.source.text in {
        text[: places[0] - before] + text[places[0] + len("paused_until: 2031-01-01") + behind :]
        for before in range(5)
        for behind in range(3)
    }
    after = read(text)
    assert isinstance(after.item, Contact)
    assert (after.item.paused_until, after.item.name) == (date(2031, 1, 1), document.item.name)
