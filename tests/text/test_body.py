from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep.model.body import Reminder, Span, WikiLink
from tests.text.reading import body, found, read

START = len("---\nname: Grace Sample\n---\n")


def links(text: str) -> list[tuple[str, str | None]]:
    return [(link.id, link.text) for link in body(text).links]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[[ada-example]]", [("ada-example", None)]),
        ("[[ada-example|Ada]] and [[bo|]]", [("ada-example", "Ada"), ("bo", "")]),
        ("[[ ada-example ]]", [("ada-example", None)]),
        ("[[ada-example#Work]]", [("ada-example", None)]),
        ("[[#Work]]", []),
        ("![[portrait.png]]", []),
        ("[[]] [[|x]] [ [a] ] [[a\nb]]", []),
        ("[[[a]]]", [("a", None)]),
        ("[[a|b|c]]", [("a", "b|c")]),
        ("[[a] ] [[b]]", [("b", None)]),
        ("`[[a]]` [[b]] ``[[c]] ` [[d]]`` [[e]]", [("b", None), ("e", None)]),
        ("` [[a]]", [("a", None)]),
        ("`` [[a]] `", [("a", None)]),
        ("```\n[[a]]\n```\n[[b]]", [("b", None)]),
        ("~~~ x\n[[a]]\n```\n~~~~\n[[b]]", [("b", None)]),
        ("````\n```\n[[a]]\n````\n[[b]]", [("b", None)]),
        ("```\n[[a]]", []),
        ("``` not`code\n[[a]]", [("a", None)]),
        ("    ```\n[[a]]", [("a", None)]),
        ("- item\n\n    ```\n    [[a]]\n    ```\n[[b]]", [("b", None)]),
        ("<!-- [[a]] -->\n[[b]]", [("b", None)]),
        ("<!--\n[[a]]\n\n[[b]]\n-->\n[[c]]", [("c", None)]),
        ("<!-- [[a]]", []),
        ("```\n<!--\n```\n[[a]]", [("a", None)]),
        ("<!--\n```\n-->\n[[a]]", [("a", None)]),
    ],
)
def test_links(text: str, wanted: list[tuple[str, str | None]]) -> None:
    assert links(text) == wanted


def test_a_links_place() -> None:
    assert body("é😀\r\n`x` [[ada-example|Ada]]\n").links == (
        WikiLink("ada-example", "Ada", Span(START + 8, START + 27)),
    )


@pytest.mark.parametrize(
    ("text", "reminder"),
    [
        ("- [ ] 2024-06-01 send it", ("send it", False)),
        ("* [ ] 2024-06-01 send it", ("send it", False)),
        ("+ [ ] 2024-06-01 send it", ("send it", False)),
        ("- [x] 2024-06-01 send it", ("send it", True)),
        ("- [X] 2024-06-01 send it", ("send it", True)),
        ("- [ ] 2024-06-01", ("", False)),
        ("- [ ]  2024-06-01\tsend  it  ", ("send  it", False)),
        ("    - [ ] 2024-06-01 nested", ("nested", False)),
        ("\t- [ ] 2024-06-01 nested", ("nested", False)),
        ("-   [ ] 2024-06-01 wide", ("wide", False)),
        ("- [ ] 2024-06-01 [[ada-example]]: ask", ("[[ada-example]]: ask", False)),
        ("- [ ] send it on 2024-06-01", None),
        ("- [ ] 2024-06-01: send it", None),
        ("- [] 2024-06-01 x", None),
        ("- [-] 2024-06-01 x", None),
        ("-[ ] 2024-06-01 x", None),
        ("[ ] 2024-06-01 x", None),
        ("> - [ ] 2024-06-01 x", None),
        ("    code\n```\n- [ ] 2024-06-01 x\n```", None),
        ("<!--\n- [ ] 2024-06-01 x\n-->", None),
    ],
)
def test_reminders(text: str, reminder: tuple[str, bool] | None) -> None:
    wanted = [(date(2024, 6, 1), *reminder)] if reminder else []
    assert [(r.due, r.text, r.done) for r in body(text).reminders] == wanted


def test_a_reminders_place_is_its_line() -> None:
    line = "  - [ ] 2024-06-01 send it "
    assert body(f"é\r\n{line}\r\n").reminders == (
        Reminder(date(2024, 6, 1), "send it", done=False, span=Span(START + 3, START + 3 + len(line))),
    )


@pytest.mark.parametrize(
    ("text", "wanted", "why"),
    [
        ("- [ ] 2024-02-30 x", [("bad-reminder", 4, 7)], "there is no such day in the calendar"),
        ("- [ ] 2024-6-1 x", [("bad-reminder", 4, 7)], "a date is written YYYY-MM-DD"),
        ("text\n  * [x] 24-06-01", [("bad-reminder", 5, 9)], "a date is written YYYY-MM-DD"),
    ],
)
def test_a_reminder_with_no_day(text: str, wanted: list[tuple[str, int, int]], why: str) -> None:
    document = read(f"---\nname: A\n---\n{text}\n")
    assert (found(document), dict(document.problems[0].facts)) == (wanted, {"wanted": why})


def test_a_dozen_eggs_are_no_reminder() -> None:
    document = read("---\nname: A\n---\n- [ ] 12 eggs\n- [ ] 2024 taxes\n- [ ] 1. first\n- [ ] 20240601 a day\n")
    assert found(document) == [("bad-reminder", 7, 7)]


def test_a_body_without_a_log_is_all_prose() -> None:
    text = "\n\nText.\n```\n## Log\n```\n<!--\n## Log\n-->\n"
    found_body = body(text)
    assert (found_body.text, found_body.prose, found_body.log_at) == (text, text, None)


def test_prose_keeps_every_byte_around_the_log() -> None:
    text = "One\r\n```\r\n## Log\r\n```\r\n## Log\r\n- 2024-05-20 call\r\n```\r\ncode\r\n```\r\n## Two\r\n```\r\nx"
    assert body(text).prose == "One\r\n```\r\n## Log\r\n```\r\n## Two\r\n```\r\nx"


piece = st.sampled_from(
    [
        "## Log\n",
        "# A\n",
        "### B\n",
        "- 2024-05-20 call: x\n",
        "- [ ] 2024-06-01 y\n",
        "text\n",
        "\n",
        "  more\n",
        "```\n",
        "~~~\n",
        "<!--\n",
        "-->\n",
        "[[a]] `[[b]]`\n",
        "\r\n",
        "\t```\n",
        "    - [x] 2024-02-30 z\r",
        "- note",
        "1. x\n",
    ]
)


@given(st.lists(piece, max_size=12))
def test_whatever_a_body_holds_its_parts_are_in_it(pieces: list[str]) -> None:
    text = "".join(pieces)
    whole = f"---\nname: Grace Sample\n---\n{text}"
    found_body = body(text)
    assert found_body.text == text
    assert len(found_body.prose) <= len(text)
    for link in found_body.links:
        assert whole[slice(*link.span)].startswith("[[")
    for reminder in found_body.reminders:
        assert reminder.due.isoformat() in whole[slice(*reminder.span)]
    for entry in found_body.log:
        assert whole[entry.span.start :].startswith("- ")
        assert entry.date.isoformat() in whole[slice(*entry.span)]
    spans = [entry.span for entry in found_body.log]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    if found_body.log_at is None:
        assert found_body.prose == text
