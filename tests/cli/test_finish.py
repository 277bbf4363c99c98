"""What a command that was stopped has left, as the others see it: read, refused, finished."""

import json
from pathlib import Path

import pytest

from netkeep.text.source import digest
from tests.cli.conftest import Netkeep, files
from tests.vaults import make_vault

ADA, BO, NEW = b"---\nname: Ada\n---\n", b"---\nname: Bo\n---\n", b"---\nname: New\n---\n"
TOLD = "1 change it had left was made now."


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Make a vault in which a command was stopped that was to write one file and to remove another."""
    make_vault(tmp_path, {"people/ada.md": ADA, "people/bo.md": BO, "people/cy.md": BO, ".netkeep/pending/0": NEW})
    steps = [
        {"format": 1},
        ["write", "people/ada.md", digest(ADA), digest(NEW), "0"],
        ["remove", "people/cy.md", digest(BO), None, ""],
    ]
    text = "".join(f"{json.dumps(step)}\n" for step in steps)
    place = tmp_path / ".netkeep/pending/journal"
    place.write_text(f"{text}{json.dumps({'end': digest(text.encode())})}\n")
    return place


def test_a_command_that_reads_leaves_it_and_one_that_writes_says_so(netkeep: Netkeep, journal: Path) -> None:
    said = "netkeep: an earlier command was interrupted; 2 changes it had left were made now.\n"
    assert netkeep("list").out == "ada  Ada    never\nbo   Bo     never\ncy   Bo     never\n"
    assert journal.exists()
    assert netkeep("log", "bo", "-k", "note") == (0, "people/bo.md: note on Bo on Friday 7 June\n", said)
    assert not journal.exists()
    assert netkeep("list").out == "bo   Bo     never\nada  New    never\n"


def test_the_doctor_finishes_it(tmp_path: Path, netkeep: Netkeep, journal: Path) -> None:
    (tmp_path / "people/cy.md").write_bytes(NEW)
    told = (
        "netkeep: an earlier command was interrupted; 1 change it had left was made now. Changed since by another "
        "program, and left as they are: people/cy.md; compare them ('git diff').\n"
    )
    assert "✗ FAIL  commands " in netkeep("doctor").out
    code, out, err = netkeep("doctor", "--fix")
    assert (code, err) == (1, told)
    assert "commands" not in out
    assert files(tmp_path) == {
        "netkeep.toml": b"format = 2\n",
        "people/ada.md": NEW,
        "people/bo.md": BO,
        "people/cy.md": NEW,
    }
    assert not journal.exists()
    assert netkeep("doctor", "--fix").err == "There was nothing to set up.\n"


def test_the_hook_refuses_what_is_half_done(netkeep: Netkeep, journal: Path) -> None:
    said = (
        "netkeep: a command that changes 2 files is half done: it was interrupted, or is still running. 'netkeep"
        " doctor --fix' finishes it; then stage what it has changed.\n"
    )
    assert netkeep("check", "--staged") == (4, "", said)
    assert journal.exists()
