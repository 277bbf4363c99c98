from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netkeep.errors import RefusedError
from netkeep.store.edits import Draft, log_entry, remind
from netkeep.store.load import load
from tests.vaults import make_vault

ADA = "---\r\nname:   Ada  # c\r\n---\r\n\r\nText\r\n\r\n## Log\r\n\r\n- 2024-05-01 call: A\r\n"
BO = "---\nname: Bo\n---\n"
DAY = date(2024, 5, 20)
REFUSED = r"^people/ada\.md was left as it was: written this way it would no longer say what you meant\. "


def vault_of(tmp_path: Path, ada: str = ADA) -> Path:
    return make_vault(tmp_path, {"people/ada.md": ada, "people/bo.md": BO, "people/cy.md": BO})


def text_of(root: Path) -> str:
    return (root / "people/ada.md").read_bytes().decode()


def test_an_entry_with_others(tmp_path: Path) -> None:
    vault = load(vault_of(tmp_path))
    people = [vault.contacts[person] for person in ("ada", "bo", "cy")]
    assert log_entry(vault, people, Draft(DAY, " coffee ", "Hi\n\n  there  \n")) == ("people/ada.md", ())
    assert text_of(tmp_path) == ADA.replace(
        "- 2024-05-01", "- 2024-05-20 coffee with [[bo]], [[cy]]: Hi\r\n  there\r\n- 2024-05-01"
    )
    assert (tmp_path / "people/bo.md").read_text() == BO


def test_a_reminder(tmp_path: Path) -> None:
    vault = load(vault_of(tmp_path))
    remind(vault, vault.contacts["ada"], date(2024, 6, 1), " send\n it ")
    once = ADA.replace("## Log", "- [ ] 2024-06-01 send it\r\n\r\n## Log")
    assert text_of(tmp_path) == once


@pytest.mark.parametrize(
    "body",
    [
        "```\nopen",
        "<!-- open",
        "## Log\n\n  - [ ] 2024-06-01 indented below nothing\n",
    ],
)
def test_an_entry_that_would_not_be_read_is_not_written(tmp_path: Path, body: str) -> None:
    text = f"---\nname: Ada\n---\n{body}"
    vault = load(vault_of(tmp_path, text))
    with pytest.raises(RefusedError, match=REFUSED):
        log_entry(vault, [vault.contacts["ada"]], Draft(DAY, "call", "x"))
    assert text_of(tmp_path) == text


@pytest.mark.parametrize("message", ["x\n<!-- open", "zero\u200bwidth"])
def test_a_message_that_would_not_be_read_is_not_written(tmp_path: Path, message: str) -> None:
    vault = load(vault_of(tmp_path, f"{ADA}- 2024-04-01 call\r\n"))
    with pytest.raises(RefusedError):
        log_entry(vault, [vault.contacts["ada"]], Draft(DAY, "call", f"{message}\r\nmore"))
    assert text_of(tmp_path) == f"{ADA}- 2024-04-01 call\r\n"


@pytest.mark.parametrize("message", ["a\n```\ncode\n\n[[x]]\n```", "a\n## b", "- x\n- y", ": odd", "1. x", "[[bo]]: y"])
def test_a_message_in_markdown_is_one_entry(tmp_path: Path, message: str) -> None:
    vault = load(vault_of(tmp_path))
    log_entry(vault, [vault.contacts["ada"]], Draft(DAY, "call", message))
    log = load(tmp_path).contacts["ada"].body.log
    wanted = "\n".join(line for line in message.split("\n") if line)
    assert [(entry.date, entry.text) for entry in log] == [(DAY, wanted), (date(2024, 5, 1), "A")]


def test_an_unknown_kind(tmp_path: Path) -> None:
    vault = load(vault_of(tmp_path))
    with pytest.raises(RefusedError) as near:
        log_entry(vault, [vault.contacts["ada"]], Draft(DAY, "cofee"))
    assert str(near.value) == ("there is no kind of entry 'cofee'; did you mean 'coffee'? (netkeep.toml can add kinds)")
    with pytest.raises(RefusedError, match=r"^there is no kind of entry 'zzz'; it is one of: call, chat, coffee, "):
        log_entry(vault, [vault.contacts["ada"]], Draft(DAY, "zzz"))


def test_a_reminder_of_nothing(tmp_path: Path) -> None:
    vault = load(vault_of(tmp_path))
    with pytest.raises(RefusedError, match=r"^a reminder needs a text: what to do$"):
        remind(vault, vault.contacts["ada"], DAY, " \n ")


def test_what_adds_to_a_file_that_somebody_else_changed_adds_to_what_it_says_now(tmp_path: Path) -> None:
    vault = load(vault_of(tmp_path))
    (tmp_path / "people/ada.md").write_bytes(BO.encode())
    remind(vault, vault.contacts["ada"], DAY, "call")
    log_entry(vault, [vault.contacts["ada"]], Draft(DAY, "call"))
    assert text_of(tmp_path) == f"{BO}\n- [ ] {DAY} call\n\n## Log\n\n- {DAY} call\n"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=30), st.dates(date(2024, 4, 1), date(2024, 6, 1)))
def test_any_message_is_one_entry_or_refused(tmp_path: Path, message: str, day: date) -> None:
    vault = load(vault_of(tmp_path))
    try:
        log_entry(vault, [vault.contacts["ada"]], Draft(day, "call", message))
    except RefusedError:
        assert text_of(tmp_path) == ADA
        return
    after = load(tmp_path).contacts["ada"]
    assert after.name == "Ada"
    assert len(after.body.log) == 2
    assert (date(2024, 5, 1), "A") in [(entry.date, entry.text) for entry in after.body.log]
