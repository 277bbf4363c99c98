from pathlib import Path

import pytest

from tests.cli.conftest import Netkeep, files
from tests.cli.people import GRACE, VAULT
from tests.vaults import make_vault

PATH = "people/grace-sample.md"


@pytest.mark.parametrize(
    ("until", "day", "words"),
    [
        (("in", "4", "weeks"), "2024-07-05", "Friday 5 July"),
        (("in 4w",), "2024-07-05", "Friday 5 July"),
        (("next month",), "2024-07-07", "Sunday 7 July"),
        (("monday",), "2024-06-10", "Monday 10 June"),
        (("friday",), "2024-06-14", "Friday 14 June"),
        (("2025-01-02",), "2025-01-02", "Thursday 2 January 2025"),
    ],
)
def test_a_pause_is_one_line_more(
    tmp_path: Path, netkeep: Netkeep, until: tuple[str, ...], day: str, words: str
) -> None:
    make_vault(tmp_path, VAULT)
    assert netkeep("pause", "grace", *until) == (0, f"{PATH}: no catch-up with Grace Sample before {words}\n", "")
    expected = GRACE.replace("cadence: 3 months\n", f"cadence: 3 months\npaused_until: {day}\n")
    wanted = {"netkeep.toml": "format = 2\n", **VAULT, PATH: expected}
    assert files(tmp_path) == {path: text.encode() for path, text in wanted.items()}


def test_a_pause_is_changed_and_ended_in_place(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"people/bo.md": "---\npaused_until:  '2024-08-01'   # holidays\nname: Bo\n---\n"})
    assert netkeep("pause", "bo", "2024-09-01").code == 0
    wanted = "---\npaused_until:  2024-09-01   # holidays\nname: Bo\n---\n"
    assert files(tmp_path)["people/bo.md"] == wanted.encode()
    assert netkeep("pause", "bo", "today") == (0, "people/bo.md: Bo is no longer paused\n", "")


@pytest.mark.parametrize(
    ("words", "day", "said"),
    [
        (("2024-07-01", "call", "her"), "2024-07-01", "Monday 1 July"),
        (("friday", "call her"), "2024-06-14", "Friday 14 June"),
        (("next friday call", "her"), "2024-06-14", "Friday 14 June"),
        (("in", "2", "weeks", "call her"), "2024-06-21", "Friday 21 June"),
        (("in 2 weeks", "call\nher"), "2024-06-21", "Friday 21 June"),
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
        (("pause", "grace", "yesterday"), "Error: Invalid value for UNTIL: this day has gone by"),
        (("pause", "grace", "last", "friday"), "Error: Invalid value for UNTIL: this day has gone by"),
        (
            ("pause", "grace", "whenever"),
            (
                "Error: Invalid value: a day is a date (2026-11-28, 28.11.2026, 3 dec), today, yesterday, friday, last "
                "week, 3w, '3 weeks ago' or 'in 3 weeks'"
            ),
        ),
        (("remind", "grace", "2024-06-06", "x"), "Error: Invalid value for DATE: this day has gone by"),
        (("remind", "grace", "friday"), "Error: remind needs a text: what is to be done on that day?"),
        (("remind", "grace", "in", "2", "weeks"), "Error: remind needs a text: what is to be done on that day?"),
        (
            ("log", "grace", "-d", "tomorrow"),
            ("Error: Invalid value: this day is yet to come; for what you plan there is 'netkeep remind'"),
        ),
        (
            ("log", "grace", "-k", "cofee"),
            ("netkeep: no kind of entry is called 'cofee'; did you mean 'coffee'? (netkeep.toml can add kinds)"),
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
