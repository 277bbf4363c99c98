"""What the documents say is so: their commands run, their output is the real one, their links lead somewhere."""

import re
import shlex
from pathlib import Path

import pytest

from netkeep.cli.group import SECTIONS
from netkeep.cli.main import run
from netkeep.resources import sample_vault
from tests.vaults import copy_vault

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def sessions(document: Path) -> list[tuple[str, str]]:
    """Return each command of the ``console`` blocks with the output that is shown for it."""
    text = "".join(re.findall(r"```console\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL))
    return [(command, output) for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_the_commands_print_what_the_document_shows(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(copy_vault(sample_vault(), tmp_path / "vault"))
    monkeypatch.setenv("NETKEEP_TODAY", "2026-11-22")
    for command, expected in sessions(document):
        program, *arguments = shlex.split(command)
        assert program == "netkeep"
        assert run(arguments) == (1 if "--diff" in arguments else 0), command  # it would change something
        assert capsys.readouterr().out == expected, command


def test_the_guide_has_commands_to_run() -> None:
    assert len(sessions(ROOT / "docs" / "guide.md")) >= 5


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_and_pictures_are_there(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
        assert "://" in target or (document.parent / target).exists(), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_that_is_named_exists(document: Path) -> None:
    known = {name for names in SECTIONS.values() for name in names}
    text = document.read_text(encoding="utf-8")
    named = set(re.findall(r"`netkeep ([a-z]+)", text)) | set(re.findall(r"^netkeep ([a-z]+)", text, re.MULTILINE))
    assert named <= known, named - known


def test_every_command_has_one_line_in_the_help(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run(["--help"]) == 0
    commands = capsys.readouterr().out.partition("\nStart:\n")[2].partition("\n\n  Exit codes")[0].splitlines()
    named = [line.split()[0] for line in commands if line.startswith("  ")]
    assert named == [name for names in SECTIONS.values() for name in names]
    assert not [line for line in commands if line.endswith("...")]


def test_the_modules_that_contributing_names_are_there() -> None:
    named = set(re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.py)`", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    there = {path.as_posix() for path in ROOT.glob("netkeep/**/*.py")} | {
        path.as_posix() for path in ROOT.glob("tests/**/*.py")
    }
    assert {name for name in named if not any(path.endswith(f"/{name}") for path in there)} == set()


def test_the_way_of_a_contact_to_its_page_is_told_in_fifteen_lines() -> None:
    lines = re.findall(r"^\d+\. (.*)$", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(lines) == 15
    assert all((ROOT / "netkeep" / line.split("`")[1]).is_file() for line in lines)
