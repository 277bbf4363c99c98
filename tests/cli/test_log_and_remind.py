from pathlib import Path

import pytest

from tests.cli.conftest import Netkeep, files
from tests.cli.people import GRACE, VAULT
from tests.vaults import make_vault

PATH = "people/grace-sample.md"


@pytest.mark.parametrize(
    ("words", "day", "said"),
    [
        (("2024-07-01", "call", "her"), "2024-07-01", "Monday 1 July"),
        (("friday", "call her"), "2024-06-14", "Friday 14 June"),
        (("next friday call", "her"), "2024-06-14", "Friday 14 June"),
        (("in", "2", "weeks", "call her"), "2024-06-21", "Friday 21 June"),
        (("in 2 weeks", "call\nher"), "2024-06-21", "Friday 21 June"),
        (("2w", "call her"), "2024-06-21", "Friday 21 June"),
        (("1", "july", "call her"), "2024-07-01", "Monday 1 July"),
    ],
)
def test_a_reminder_is_one_line_more(
    tmp_path: Path, netkeep: Netkeep, words: tuple[str, ...], day: str, said: str
) -> None:
    make_vault(tmp_path, VAULT)
    assert netkeep("remind", "grace", *words) == (0, f"{PATH}: {said}, Grace Sample: call her\n", "")
    expected = GRACE.replace("done already\n", f"done already\n- [ ] {day} call her\n")
    assert files(tmp_path)[PATH] == expected.encode()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (
            ("remind", "grace", "whenever", "call"),
            (
                "Error: Invalid value: a day is a date (2026-11-28, 28.11.2026, 3 dec), today, yesterday, friday, last "
                "week, 3w, '3 weeks ago' or 'in 3 weeks'"
            ),
        ),
        (
            ("remind", "grace", "3/4/2026", "call"),
            "Error: Invalid value: this may be 3 April or 4 March; write 2026-04-03 or 2026-03-04",
        ),
        (("remind", "grace", "2024-06-06", "x"), "Error: Invalid value for DATE: this day is in the past"),
        (("remind", "grace", "friday"), "Error: remind needs a text: what is to be done on that day?"),
        (("remind", "grace", "in", "2", "weeks"), "Error: remind needs a text: what is to be done on that day?"),
        (
            ("log", "grace", "-d", "tomorrow"),
            ("Error: Invalid value: this day is in the future; to plan something, use 'netkeep remind'"),
        ),
        (
            ("log", "grace", "-k", "cofee"),
            ("netkeep: there is no kind of entry 'cofee'; did you mean 'coffee'? (netkeep.toml can add kinds)"),
        ),
    ],
)
def test_refused_with_nothing_written(
    tmp_path: Path, netkeep: Netkeep, arguments: tuple[str, ...], complaint: str
) -> None:
    make_vault(tmp_path, VAULT)
    before = files(tmp_path)
    result = netkeep(*arguments)
    assert (result.code, result.out, result.err.splitlines()[-1]) == (2, "", complaint)
    assert files(tmp_path) == before


def test_log_names_the_others_and_counts_for_all(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    result = netkeep("log", "grace", "alan", "-k", "call", "-d", "2024-06-01", "-m", "One.\nTwo.")
    assert result == (0, f"{PATH}: call with Grace Sample and Alan Sample on Saturday 1 June\n", "")
    expected = GRACE.replace("- 2024-05-20", "- 2024-06-01 call with [[alan-sample]]: One.\n  Two.\n- 2024-05-20")
    assert files(tmp_path)[PATH] == expected.encode()
    assert netkeep("list", "--where", "id=alan-sample").out.endswith("6 days ago\n")


@pytest.mark.parametrize(
    ("message", "proposal"),
    [
        ("had lunch", "-k lunch? ('netkeep undo' takes the note back)"),
        ("likes trails", "-k says what it was: call, coffee, email …"),
    ],
)
def test_an_entry_without_a_kind_is_a_note_and_a_kind_is_proposed(
    tmp_path: Path, netkeep: Netkeep, message: str, proposal: str
) -> None:
    make_vault(tmp_path, VAULT)
    said = f"{PATH}: note on Grace Sample on Friday 7 June\n"
    assert netkeep("log", "grace", "-m", message) == (0, said, f"A note does not count as contact; {proposal}\n")
    expected = GRACE.replace("- 2024-05-20", f"- 2024-06-07 note: {message}\n- 2024-05-20")
    assert files(tmp_path)[PATH] == expected.encode()
    assert netkeep("log", "grace", "-k", "note", "-m", message).err == ""


@pytest.mark.parametrize(
    ("body", "message"),
    [("```\nopen\n", "Hm."), ("<!-- open\n\n## Log\n", "Hm."), ("", "One.\n<!-- Two.")],
)
def test_what_would_not_be_read_back_is_not_written(tmp_path: Path, netkeep: Netkeep, body: str, message: str) -> None:
    make_vault(tmp_path, {"people/bo.md": f"---\nname: Bo\n---\n{body}"})
    before = files(tmp_path)
    assert netkeep("log", "bo", "-m", message) == (
        2,
        "",
        (
            "netkeep: people/bo.md was left as it was: written this way it would no longer say what you meant. "
            "Look for an unclosed code block, comment or quote in it ('netkeep edit'), or in your text.\n"
        ),
    )
    assert files(tmp_path) == before
