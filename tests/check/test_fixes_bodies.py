"""Fixes of logs, reminders and characters."""

from pathlib import Path

import pytest

from tests.check.cases import log, person
from tests.check.mended import ADA, codes, mended, mending, whys


def _lines(text: str, newline: str) -> bytes:
    return text.replace("\n", newline).encode()


_NEWLINES = pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])


@_NEWLINES
def test_entries_move_with_every_byte_of_their_lines(newline: str, tmp_path: Path) -> None:
    first = "- 2024-01-01 call with [[ada-example]]: A  \n  b\t\n\n  - c <!-- d -->"
    second = "- 2024-03-01  coffee:e"
    third = "*  2024-02-01 note: `f`"
    before = person(body=f"\n## Log\n\n{first}\n\n{second}\n{third}\n\n## After\n\n- 2024-12-01 x\n")
    after = person(body=f"\n## Log\n\n{second}\n\n{third}\n{first}\n\n## After\n\n- 2024-12-01 x\n")
    assert codes(mended(tmp_path, {ADA: _lines(before, newline)})) == ["NK304"]
    assert (tmp_path / ADA).read_bytes() == _lines(after, newline)
    assert mending(tmp_path, unsafe=True).left == ()


def test_a_log_that_is_kept_oldest_first_stays_so(tmp_path: Path) -> None:
    days = ("01-01", "02-01", "04-01", "03-01", "05-01")
    mended(tmp_path, {ADA: log(*(f"- 2024-{day} call" for day in days))})
    assert (tmp_path / ADA).read_text() == log(*(f"- 2024-{day} call" for day in sorted(days)))


def test_entries_of_one_day_keep_their_order_and_a_last_line_its_missing_end(tmp_path: Path) -> None:
    before = log("- 2024-05-02 call: a", "- 2024-05-01 call: b", "- 2024-05-02 call: c", "- 2024-05-01 call: d")
    after = log("- 2024-05-02 call: a", "- 2024-05-02 call: c", "- 2024-05-01 call: b", "- 2024-05-01 call: d")
    mended(tmp_path, {ADA: before[:-1]})
    assert (tmp_path / ADA).read_text() == after[:-1]


def test_one_fix_mends_all_that_is_out_of_order(tmp_path: Path) -> None:
    found = mended(tmp_path, {ADA: log(*(f"- 2024-05-0{day} call" for day in (5, 6, 3, 4, 2, 1)))})
    assert codes(found) == ["NK304", "NK304"]


@pytest.mark.parametrize(
    "between",
    ["<!-- from the old book -->", "- [ ] 2024-06-02 ring", "## Log\n", "no entry", "- 2024-13-01 call", "```\nx\n```"],
)
def test_what_stands_between_entries_belongs_to_nobody_knows_whom(between: str, tmp_path: Path) -> None:
    text = log("- 2024-04-01 call", between, "- 2024-05-01 call", "- 2024-03-01 call")
    found = mended(tmp_path, {ADA: text}, unsafe=True)
    assert (tmp_path / ADA).read_text() == text
    assert "NK304" in {one.code for one in found.left}


def test_an_entry_that_would_swallow_the_next_stays(tmp_path: Path) -> None:
    before = log("- 2024-06-01 call", "- 2024-04-01 call", "- 2024-05-01 call: a", "  <!-- open")
    found = mended(tmp_path, {ADA: before}, unsafe=True)
    assert (tmp_path / ADA).read_text() == before
    assert whys(found) == ["a comment would be lost"]


def test_code_in_an_entry_goes_along(tmp_path: Path) -> None:
    first, second, third = "- 2024-06-01 call", "- 2024-04-01 call", "- 2024-05-01 call: a\n  ```\n  - 2024-07-01 code"
    mended(tmp_path, {ADA: log(first, second, third)})
    assert (tmp_path / ADA).read_text() == log(first, third, second)


def test_kinds_by_case_and_by_likeness(tmp_path: Path) -> None:
    before = log("- 2024-05-03  Coffee: a", "- 2024-05-02 Gave   Reference: b", "- 2024-05-01 cofee: c")
    found = mended(tmp_path, {ADA: before})
    assert codes(found) == ["NK302", "NK302"]
    after = before.replace("Coffee", "coffee").replace("Gave   Reference", "gave reference")
    assert (tmp_path / ADA).read_text() == after
    assert codes(mended(tmp_path, {}, unsafe=True)) == ["NK302"]
    assert (tmp_path / ADA).read_text() == after.replace("cofee", "coffee")


@pytest.mark.parametrize(
    "kind",
    [
        *("no call", "No Call", "declined", "didn't meet", "didn’t meet", "call declined", "call Declined", "call off"),
        *("call NOT", "call missed", "coffee cancelled", "cancelled", "meeting Cancelled", "nocall", "no-call", "met"),
        *("recall", "called", "fall", "uncalled", "lunch?", "no lunch", "tried to call", "call about Bob"),
        *("asked for a reference", "gave no reference", "declined to meet", "kein coffee", "coffee Abgesagt"),
    ],
)
def test_what_did_not_happen_never_becomes_a_contact(kind: str, tmp_path: Path) -> None:
    before = log(f"- 2024-05-02 {kind}: a", f"- 2024-05-01 {kind}")
    found = mended(tmp_path, {ADA: before}, unsafe=True)
    assert (tmp_path / ADA).read_text() == before
    assert [one.code for one in found.left] == ["NK302", "NK302"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("call Bob", "call: Bob"),
        ("Call  Bob Sample-Jones Jr.", "call:  Bob Sample-Jones Jr."),
        ("coffee Bob: the reorg", "coffee: Bob: the reorg"),
        ("gave reference Bob", "gave reference: Bob"),
        ("emial: a", "email: a"),
        ("meeeting", "meeting"),
        ("coffe", "coffee"),
        ("recieved recomendation: b", "received recommendation: b"),
    ],
)
def test_a_kind_is_mended_with_every_word_or_not_at_all(before: str, after: str, tmp_path: Path) -> None:
    mended(tmp_path, {ADA: log(f"- 2024-05-02 {before}")}, unsafe=True)
    assert (tmp_path / ADA).read_text() == log(f"- 2024-05-02 {after}")


def test_names_behind_a_kind_stay_where_others_were_there(tmp_path: Path) -> None:
    before = log("- 2024-05-02 call Bob with [[ada-example]]: a")
    assert mended(tmp_path, {ADA: before}, unsafe=True).mended == []
    assert (tmp_path / ADA).read_text() == before


def test_days_of_entries_and_reminders(tmp_path: Path) -> None:
    body = (
        "- [ ] 2024-7-1 ring <!-- soon -->\n\n## Log\n\n- 2024/05/02 call: a\n  b\n- 2024.5.1 call\n- 1.5.2024 call\n"
    )
    found = mended(tmp_path, {ADA: person(body=body)}, unsafe=True)
    assert codes(found) == ["NK301", "NK301", "NK305"]
    after = body.replace("2024-7-1", "2024-07-01").replace("2024/05/02", "2024-05-02").replace("2024.5.1", "2024-05-01")
    assert (tmp_path / ADA).read_text() == person(body=after)
    assert [one.code for one in found.left] == ["NK301"]


def test_invisible_characters(tmp_path: Path) -> None:
    before = person(
        "location: Le\u200beds # \u202ec\n", "A\u200b\u200c \ufeff[[ada-\u00adexample]] <!-- \u2066 -->\x07\n"
    )
    after = person("location: Leeds # c\n", "A\u200c [[ada-example]] <!--  -->\n")
    assert set(codes(mended(tmp_path, {ADA: before}))) == {"NK112"}
    assert (tmp_path / ADA).read_text("utf-8") == after


def test_more_invisible_characters_than_anybody_counts_are_no_contacts(tmp_path: Path) -> None:
    text = person(body="a\u200b" * 1200 + "\n")
    assert mended(tmp_path, {ADA: text}, unsafe=True).mended == []
    assert (tmp_path / ADA).read_text("utf-8") == text


def test_what_divides_lines_elsewhere_becomes_a_blank_only_if_asked_for(tmp_path: Path) -> None:
    before = person(body="one\u2028two\x0cthree\n")
    assert mended(tmp_path, {ADA: before}).mended == []
    assert codes(mended(tmp_path, {}, unsafe=True)) == ["NK112", "NK112"]
    assert (tmp_path / ADA).read_text() == person(body="one two three\n")


def test_a_control_character_that_makes_a_file_unreadable(tmp_path: Path) -> None:
    found = mended(tmp_path, {ADA: person("location: Le\x08eds\nzzz: 1\n")})
    assert codes(found) == ["NK112"]
    assert [one.code for one in found.left] == ["NK201"]
    assert (tmp_path / ADA).read_text() == person("location: Leeds\nzzz: 1\n")


@_NEWLINES
def test_byte_order_mark(newline: str, tmp_path: Path) -> None:
    text = person("location: NO # c\n", "x\n").replace("\n", newline)
    assert codes(mended(tmp_path, {ADA: "\ufeff" + text})) == ["NK115", "NK116"]
    assert (tmp_path / ADA).read_bytes() == text.replace("NO", '"NO"').encode()


def test_byte_order_mark_of_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    found = mended(tmp_path, {ADA: "\ufeff---\nname: [\n---\n"})
    assert codes(found) == ["NK115"]
    assert (tmp_path / ADA).read_bytes() == b"---\nname: [\n---\n"


@pytest.mark.parametrize("line", ["location: NO\u200b", "tags: [a, a:\u200b b]"])
def test_deleting_may_not_bring_another_finding(line: str, tmp_path: Path) -> None:
    before = person(f"{line}\n")
    found = mended(tmp_path, {ADA: before})
    assert (tmp_path / ADA).read_text() == before
    assert found.mended == []
    assert whys(found)
