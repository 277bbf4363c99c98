from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep.model.body import LogEntry
from tests.text.reading import body, found, read

DATE = "an entry begins with its date, and a date is written YYYY-MM-DD"
NO_DAY = "an entry begins with its date, and there is no such day in the calendar"
KIND = "after the date comes the kind of entry: call, coffee, meeting, note …"
COLON = "after the kind and who was there, a colon comes before the text"
LINKS = "after 'with' come links such as [[ada-example]], with commas between them"
COMMA = "between those who were there comes a comma, and no other word or sign"
LINE = "every line of a log is an entry that begins with '- ' and a date, or is indented below one"

Short = tuple[str, str, list[str], str]


def short(entry: LogEntry) -> Short:
    return entry.date.isoformat(), entry.kind, [link.id for link in entry.others], entry.text


def log(text: str) -> list[Short]:
    return [short(entry) for entry in body(f"## Log\n\n{text}\n").log]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("- 2024-05-20 coffee", ("coffee", [], "")),
        ("- 2024-05-20 coffee:", ("coffee", [], "")),
        ("- 2024-05-20 coffee: Hi", ("coffee", [], "Hi")),
        ("* 2024-05-20 coffee: Hi", ("coffee", [], "Hi")),
        ("+ 2024-05-20 coffee: Hi", ("coffee", [], "Hi")),
        ("-   2024-05-20\tcoffee  :  Hi  ", ("coffee", [], "Hi")),
        ("-\t2024-05-20 coffee:Hi", ("coffee", [], "Hi")),
        ("- 2024-05-20 coffee: at 12:30: late", ("coffee", [], "at 12:30: late")),
        ("- 2024-05-20 coffee: with [[ada-example]]", ("coffee", [], "with [[ada-example]]")),
        ("- 2024-05-20 coffee: : odd", ("coffee", [], ": odd")),
        ("- 2024-05-20 asked recommendation: By e-mail", ("asked recommendation", [], "By e-mail")),
        ("- 2024-05-20  asked \t recommendation", ("asked recommendation", [], "")),
        ("- 2024-05-20 declined reference with [[b]]: No", ("declined reference", ["b"], "No")),
        ("- 2024-05-20 coffee with [[ada-example]]", ("coffee", ["ada-example"], "")),
        ("- 2024-05-20 coffee with [[a]], [[b|B]] ,[[c]]: Hi", ("coffee", ["a", "b", "c"], "Hi")),
        ("- 2024-05-20 coffee  with   [[a]]  : Hi", ("coffee", ["a"], "Hi")),
        ("- 2024-05-20 coffee with [[a]],\n  [[b]],\n  [[c]]: Hi", ("coffee", ["a", "b", "c"], "Hi")),
        ("- 2024-05-20 coffee\n  with [[a]]: Hi", ("coffee", ["a"], "Hi")),
        ("- 2024-05-20 coffee with [[a#heading]]", ("coffee", ["a"], "")),
        ("- 2024-05-20 withdrawal: x", ("withdrawal", [], "x")),
        ("- 2024-05-20 without [[a]]: x", None),
        ("- 2024-05-20 Coffee", ("Coffee", [], "")),  # known or not is the rules' business
        ("- 2024-05-20 note: one\n  two\n\tthree\n\n    four", ("note", [], "one\ntwo\n  three\n\n  four")),
        (
            "- 2024-05-20 note: one\n  - nested\n  - [ ] 2024-06-01 later",
            ("note", [], "one\n- nested\n- [ ] 2024-06-01 later"),
        ),
        (
            "- 2024-05-20 note: see\n  ```\n  - 2024-01-01 code\n\n  ```",
            ("note", [], "see\n```\n- 2024-01-01 code\n\n```"),
        ),
        ("- 2024-05-20 note: see\n\t```\n\tcode\n\t```", ("note", [], "see\n```\ncode\n```")),
        ("- 2024-05-20 note: <!-- netkeep: ignore NK304 --> Hi <!-- x -->", ("note", [], "Hi")),
        ("- 2024-05-20 note <!-- netkeep: ignore NK304 -->", ("note", [], "")),
        ("- 2024-05-20 note: <!-- not closed", ("note", [], "")),
        ("- 2024-05-20 note: a\n  <!-- not closed\n  b", ("note", [], "a")),
        ("- 2024-05-20 note: a\n  <!-- one\n  two -->\n  b", ("note", [], "a\nb")),
    ],
)
def test_the_grammar_of_an_entry(text: str, wanted: tuple[str, list[str], str] | None) -> None:
    assert log(text) == ([("2024-05-20", *wanted)] if wanted else [])


@pytest.mark.parametrize(
    ("text", "line", "column", "wanted"),
    [
        ("- yesterday coffee", 6, 3, DATE),
        ("- 24-05-20 coffee", 6, 3, DATE),
        ("- 2024-05-20coffee", 6, 3, DATE),
        ("- coffee", 6, 3, DATE),
        ("- ", 6, 3, DATE),
        ("- 2024-02-30 coffee", 6, 3, NO_DAY),
        ("- 2024-05-20", 6, 13, KIND),
        ("- 2024-05-20:", 6, 13, KIND),
        ("- 2024-05-20: coffee", 6, 13, KIND),
        ("- 2024-05-20 [[a]]", 6, 13, KIND),
        ("- 2024-05-20 coffee [[a]]", 6, 20, COLON),
        ("- 2024-05-20 coffee with [[a]] and [[b]]", 6, 31, COMMA),
        ("- 2024-05-20 coffee\n  no colon", 6, 20, COLON),
        ("- 2024-05-20 coffee with Ada: x", 6, 26, LINKS),
        ("- 2024-05-20 coffee with [[a]], Bo: x", 6, 33, LINKS),
        ("- 2024-05-20 coffee with [[a]],", 6, 32, LINKS),
        ("2024-05-20 coffee", 6, 1, LINE),
        ("Some words.", 6, 1, LINE),
        ("1. 2024-05-20 coffee", 6, 1, LINE),
        ("  - 2024-05-20 coffee", 6, 1, LINE),
        ("-2024-05-20 coffee", 6, 1, LINE),
        ("---", 6, 1, LINE),
    ],
)
def test_what_is_no_entry(text: str, line: int, column: int, wanted: str) -> None:
    document = read(f"---\nname: A\n---\n## Log\n\n{text}\n")
    assert found(document) == [("bad-log-entry", line, column)]
    assert dict(document.problems[0].facts) == {"wanted": wanted}
    assert document.readable


def test_one_bad_entry_spoils_no_other() -> None:
    text = "- 2024-05-20 coffee\n\n- oops\n  more of it\n\n- 2024-05-01 call: Hi\nlazy\n"
    document = read(f"---\nname: A\n---\n## Log\n\n{text}")
    assert document.item is not None
    assert [short(entry) for entry in document.item.body.log] == [
        ("2024-05-20", "coffee", [], ""),
        ("2024-05-01", "call", [], "Hi"),
    ]
    assert found(document) == [("bad-log-entry", 8, 3), ("bad-log-entry", 12, 1)]


@pytest.mark.parametrize(
    "heading", ["## Log", "## log", "  ##   LOG  ", "## Log ##", "## Log #", "##\tLog", "## Log   ##   "]
)
def test_the_heading_of_the_log(heading: str) -> None:
    found_body = body(f"Before.\n\n{heading}\n\n- 2024-05-20 call\n")
    assert [short(entry) for entry in found_body.log] == [("2024-05-20", "call", [], "")]
    assert found_body.prose == "Before.\n\n"


@pytest.mark.parametrize(
    "heading", ["# Log", "### Log", "##Log", "## Logs", "    ## Log", "## Log#", "> ## Log", "Log"]
)
def test_other_headings_are_no_log(heading: str) -> None:
    found_body = body(f"{heading}\n\n- 2024-05-20 call\n")
    assert (found_body.log, found_body.log_at, found_body.prose) == ((), None, f"{heading}\n\n- 2024-05-20 call\n")


def test_headings_of_level_three_part_a_log_and_others_end_it() -> None:
    text = """\
## Log

### 2024

- 2024-05-20 call: a
### 2023
- 2023-05-20 call: b

#### autumn

## Ideas

- 2022-01-01 call: no entry
"""
    found_body = body(text)
    assert [entry.text for entry in found_body.log] == ["a", "b"]
    assert found_body.prose == "## Ideas\n\n- 2022-01-01 call: no entry\n"
    assert body("## Log\n- 2024-05-20 call\n# Top\n- 2022-01-01 call\n").prose == "# Top\n- 2022-01-01 call\n"


def test_a_second_log_is_read_and_said() -> None:
    text = "One.\n## Log\n- 2024-05-20 call: a\n## Notes\nTwo.\n## Log\n- 2023-05-20 call: b\n# End\nThree.\n"
    document = read(f"---\nname: A\n---\n{text}")
    assert document.item is not None
    assert found(document) == [("second-log", 9, 1)]
    assert [entry.text for entry in document.item.body.log] == ["a", "b"]
    assert document.item.body.prose == "One.\n## Notes\nTwo.\n# End\nThree.\n"


def test_reminders_and_code_and_comments_in_the_log_are_no_entries() -> None:
    text = """\
## Log

<!-- newest first
- 2020-01-01 call
-->
- [ ] 2024-06-01 send the paper
- 2024-05-20 call: a

```
- 2021-01-01 call
```

- [x] 2024-05-01 done
- 2024-05-01 call: b
<!-- end -->
"""
    document = read(f"---\nname: A\n---\n{text}")
    assert document.item is not None
    assert document.problems == ()
    assert [entry.text for entry in document.item.body.log] == ["a", "b"]
    assert [(r.due, r.text, r.done) for r in document.item.body.reminders] == [
        (date(2024, 6, 1), "send the paper", False),
        (date(2024, 5, 1), "done", True),
    ]


def test_a_heading_inside_an_entry_ends_no_log() -> None:
    assert [entry[3] for entry in log("- 2024-05-20 note: a\n  ## b\n- 2024-05-01 note: c")] == ["a\n## b", "c"]


def test_a_code_block_ends_with_its_entry() -> None:
    assert [entry[3] for entry in log("- 2024-05-20 note: a\n  ```\n  open\n- 2024-05-01 note: b")] == [
        "a\n```\nopen",
        "b",
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_are_all_the_same(newline: str) -> None:
    text = newline.join(["## Log", "", "- 2024-05-20 note: a", "  b", "", "- 2024-05-01 note: c", ""])
    assert [short(entry) for entry in body(text).log] == [
        ("2024-05-20", "note", [], "a\nb"),
        ("2024-05-01", "note", [], "c"),
    ]


one_line = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]), max_size=20).filter(
    lambda text: "<!--" not in text
)


@given(
    st.lists(
        st.tuples(
            st.dates(min_value=date(1000, 1, 1)),
            st.sampled_from(["call", "asked recommendation", "podcast"]),
            st.lists(st.sampled_from(["ada-example", "bo", "c-3"]), max_size=3),
            one_line,
        ),
        max_size=5,
    ),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\n"]),
)
def test_an_entry_says_what_was_written(
    entries: list[tuple[date, str, list[str], str]], newline: str, gap: str
) -> None:
    lines = []
    for day, kind, others, text in entries:
        links = ", ".join(f"[[{other}]]" for other in others)
        lines.append(f"- {day.isoformat()} {kind}{f' with {links}' if links else ''}{f': {text}' if text else ''}")
    source = ("## Log\n\n" + f"{gap}\n".join(lines) + "\n").replace("\n", newline)
    found_body = body(source)
    assert [short(entry) for entry in found_body.log] == [
        (day.isoformat(), kind, others, text.strip()) for day, kind, others, text in entries
    ]
    whole = f"---\nname: Grace Sample\n---\n{source}"
    assert [whole[slice(*entry.span)].rstrip() for entry in found_body.log] == [line.rstrip() for line in lines]
