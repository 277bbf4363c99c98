"""``netkeep check``: which rules, an unsaved buffer, and what is staged."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from netkeep.cli.main import run
from netkeep.cli.quick import quick_check
from tests.check.cases import log, person
from tests.cli.conftest import files
from tests.vaults import make_vault

_CHECK = ["--today", "2024-06-01", "check", "--format", "concise"]


def _codes(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 1) -> list[str]:
    assert run([*_CHECK, *arguments]) == code
    captured = capsys.readouterr()
    assert captured.err == ""
    return [line.split(" ")[1] for line in captured.out.splitlines()]


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a vault with findings of three groups, and stand in it."""
    body = "\n[[gone]]\n\n## Log\n\n- 2024-05-01 cofee\n"
    root = make_vault(tmp_path, {"people/ada.md": person("location: NO\n", body)})
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ["NK116", "NK402", "NK302"]),
        (["--select", "NK4"], ["NK402"]),
        (["--select", "NK4,unknown-kind"], ["NK402", "NK302"]),
        (["--select", "NK1", "--select", "NK302"], ["NK116", "NK302"]),
        (["--select", "NK", "--ignore", "NK3, NK116"], ["NK402"]),
        (["--ignore", "dangling-link"], ["NK116", "NK302"]),
        (["--ignore", "NK4", "--ignore", "NK302"], ["NK116"]),
    ],
)
def test_rules_are_chosen(
    arguments: list[str], expected: list[str], vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert vault.is_dir()
    assert [code for code in _codes(capsys, *arguments) if code < "NK6"] == expected


def test_command_line_sets_the_settings_choice_aside(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_vault(vault, {"netkeep.toml": '[check]\nignore = ["NK4", "unknown-kind"]\n'})
    assert _codes(capsys) == ["NK116"]
    assert _codes(capsys, "--ignore", "NK1", code=0) == []
    assert _codes(capsys, "--select", "NK4") == ["NK402"]


def test_rule_that_does_not_exist(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert vault.is_dir()
    assert run([*_CHECK, "--select", "log-ordre"]) == 2
    assert capsys.readouterr().err == "netkeep: --select: there is no rule 'log-ordre'; did you mean log-order?\n"


def test_opt_in_rules_are_switched_on_by_the_settings_or_by_name(
    vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (vault / "people/ada.md").write_text(person())
    assert _codes(capsys, code=0) == []
    assert _codes(capsys, "--select", "unreachable", code=0) == ["NK601"]
    make_vault(vault, {"netkeep.toml": '[check]\nselect = ["NK601"]\n'})
    assert _codes(capsys, code=0) == ["NK601"]


def test_advice_counts_only_where_one_is_strict(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (vault / "people/ada.md").write_text(person())
    assert _codes(capsys, "--select", "NK601", code=0) == ["NK601"]
    assert _codes(capsys, "--select", "NK601", "--strict", code=1) == ["NK601"]
    assert _codes(capsys, "--strict", code=0) == []


_SEVERITIES = """\
[check.severity]
NK402 = "error"
NK1 = "advice"
ambiguous-value = "warning"
NK4 = "advice"
NK3 = "advice"
"""
_LEVELS = {
    "github": ("::(error|warning|notice) ", "warning", "error", "notice"),
    "gitlab": ('"severity": "(.*)"', "minor", "major", "info"),
    "rdjson": ('"severity": "(.*)"', "WARNING", "ERROR", "INFO"),
    "sarif": ('"ruleIndex": .*\n *"level": "(.*)"', "warning", "error", "note"),
}
"""How each format calls a warning, an error and advice, and where it says so."""


def test_settings_say_how_grave_a_finding_is(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The narrowest word counts, wherever it stands."""
    make_vault(vault, {"netkeep.toml": _SEVERITIES})
    command = ["--today", "2024-06-01", "check"]
    os.utime(vault / "people/ada.md", ns=(1_700_000_000_123_456_789, 1_700_000_000_123_456_789))
    for check in (run, quick_check):
        assert check(command) == 1
        last = capsys.readouterr().out.splitlines()[-1].split(". ")[0]
        assert last == "1 file checked: 3 findings in 1 file, 1 of them a warning, 1 of them advice"
    assert run([*_CHECK, "--format", "json"]) == 1
    diagnostics = json.loads(capsys.readouterr().out)["diagnostics"]
    assert [(each["code"], each["severity"]) for each in diagnostics] == [
        ("NK116", "warning"),
        ("NK402", "error"),
        ("NK302", "information"),
    ]
    for style, (pattern, *levels) in _LEVELS.items():
        assert run([*_CHECK, "--format", style]) == 1
        assert re.findall(pattern, capsys.readouterr().out) == levels


@pytest.mark.parametrize("severity", ["warning", "advice"])
@pytest.mark.parametrize(
    ("options", "code"),
    [([], 0), (["--staged"], 0), (["--strict"], 1), (["--strict", "--exit-zero"], 0), (["--select", "NK4"], 0)],
)
def test_only_an_error_fails_a_check_unless_one_is_strict(
    severity: str, options: list[str], code: int, vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_vault(vault, {"netkeep.toml": f'[check]\nseverity = {{ NK = "{severity}" }}\n'})
    _git(vault, "init", "--quiet")
    _git(vault, "add", "--all")
    assert len(_codes(capsys, *options, code=code)) == (1 if "--select" in options else 3)


def test_advice_may_be_made_an_error(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_vault(vault, {"people/ada.md": person(), "netkeep.toml": '[check.severity]\nunreachable = "error"\n'})
    assert _codes(capsys, code=0) == []
    assert _codes(capsys, "--select", "unreachable") == ["NK601"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            '[check.severity]\nNK304 = "error"\nNK407 = "fatal"\n',
            '3: check.severity is a table of rule = "error", "warning" or "advice"',
        ),
        ("[check]\nseverity = 1\n", '2: check.severity is a table of rule = "error", "warning" or "advice"'),
        (
            '[check.severity]\nNK304 = "error"\nlog-ordre = "error"\n',
            "3: check.severity: there is no rule 'log-ordre'; did you mean log-order?",
        ),
    ],
)
def test_severity_that_means_nothing(text: str, words: str, vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_vault(vault, {"netkeep.toml": text})
    assert run(_CHECK) == 2
    assert capsys.readouterr() == ("", f"netkeep: netkeep.toml:{words}\n")


def _buffer(monkeypatch: pytest.MonkeyPatch, text: str | bytes) -> None:
    data = text if isinstance(text, bytes) else text.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_buffer_takes_the_place_of_its_file(
    vault: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_vault(vault, {"people/bob.md": person("emails: [b@x.example]\n", name="A. Example")})
    before = files(vault)
    _buffer(monkeypatch, person("emails: [b@x.example]\nknows: [bob, nobody]\n"))
    assert run([*_CHECK, "--stdin-filename", "people/ada.md", "-"]) == 1
    assert capsys.readouterr().out == (
        "people/ada.md:3:10: NK404 the same e-mail address as in people/bob.md:3\n"
        "people/ada.md:4:14: NK401 knows: no person has this id\n"
    )
    assert files(vault) == before
    assert _codes(capsys, "people/ada.md") == ["NK116", "NK402", "NK302"]


def test_buffer_of_a_file_that_is_not_there_yet(
    vault: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(vault)
    _buffer(monkeypatch, person("knows: [ada, cy]\n"))
    assert _codes(capsys, "--stdin-filename", "people/new/cy.md", "-") == ["NK408"]
    _buffer(monkeypatch, b"\xff")
    assert _codes(capsys, "--stdin-filename", str(vault / "jobs/cy.md"), "-") == ["NK101"]
    _buffer(monkeypatch, "# Notes\n")
    assert _codes(capsys, "--stdin-filename", "README.md", "-", code=0) == []
    assert files(vault) == before


def test_buffer_shows_its_own_lines(
    vault: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert vault.is_dir()
    _buffer(monkeypatch, person("location: YES\n"))
    arguments = ["check", "--show-source", "--stdin-filename", "people/ada.md", "-"]
    assert run(arguments) == 1
    assert "   3 | location: YES\n     |           ^^^\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["-"],
        ["--stdin-filename", "people/ada.md"],
        ["--stdin-filename", "people/ada.md", "-", "people"],
        ["--stdin-filename", "people/ada.md", "people"],
        ["--stdin-filename", "people/ada.md", "--fix", "-"],
        ["--stdin-filename", "people/ada.md", "--staged", "-"],
        ["--stdin-filename", "../ada.md", "-"],
        ["--staged", "--diff"],
        ["--staged", "../elsewhere"],
    ],
)
def test_options_that_contradict_each_other(
    arguments: list[str], vault: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(vault)
    assert run(["check", *arguments]) == 2
    assert capsys.readouterr().out == ""
    assert files(vault) == before


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def test_staged_is_what_the_commit_would_hold(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_vault(vault, {"people/ada.md": person("knows: [bob]\n"), "people/bob.md": person(name="Bob")})
    _git(vault, "init", "--quiet")
    _git(vault, "add", "people/ada.md")
    assert _codes(capsys, code=0) == []
    assert _codes(capsys, "--staged") == ["NK401"]
    assert _codes(capsys, "--staged", "people/bob.md", code=0) == []
    _git(vault, "add", "--all")
    make_vault(vault, {"people/ada.md": "", "netkeep.toml": "nonsense"})
    assert _codes(capsys, "--staged", code=0) == []
    assert run([*_CHECK]) == 2


def test_vault_in_a_subfolder_is_named_as_pre_commit_names_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_vault(tmp_path / "notes/mine", {"people/ada.md": person("knows: [bob]\n")})
    (tmp_path / "people").mkdir()
    _git(tmp_path, "init", "--quiet")
    _git(tmp_path, "add", "--all")
    monkeypatch.chdir(tmp_path)
    assert _codes(capsys, "notes/mine/people/ada.md") == ["NK401"]
    assert _codes(capsys, "notes/mine") == ["NK401"]
    assert _codes(capsys, "--staged", "notes/mine") == ["NK401"]
    make_vault(tmp_path / "notes/mine", {"people/bob.md": person(name="Bob")})
    assert _codes(capsys, "notes/mine", code=0) == []
    assert _codes(capsys, "--staged", "notes/mine") == ["NK401"]
    _git(tmp_path, "add", "--all")
    assert _codes(capsys, "--staged", "notes/mine", code=0) == []


def test_staged_deletion_leaves_a_link_behind(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_vault(vault, {"people/ada.md": person("knows: [bob]\n"), "people/bob.md": person(name="Bob")})
    _git(vault, "init", "--quiet")
    _git(vault, "add", "--all")
    _git(vault, "rm", "--quiet", "--cached", "people/bob.md")
    assert _codes(capsys, "--staged", "people/ada.md") == ["NK401"]
    assert (vault / "people/bob.md").exists()
    (vault / "people/ada.md").unlink()
    assert _codes(capsys, "--staged", "people/ada.md") == ["NK401"]
    assert _codes(capsys, "--staged", "people") == ["NK401"]
    assert run([*_CHECK, "--staged", "people/adda.md"]) == 2
    assert "people/adda.md does not exist" in capsys.readouterr().err


def test_staged_without_a_repository(
    vault: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(vault.parent))
    assert run([*_CHECK, "--staged"]) == 2
    assert "is not in a repository that git can read" in capsys.readouterr().err


def test_hook_s_own_index_counts(
    vault: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (vault / "people/ada.md").write_text(log("- 2024-05-01 call"))
    _git(vault, "init", "--quiet")
    _git(vault, "add", "--all")
    (vault / ".git/next-index").write_bytes((vault / ".git/index").read_bytes())
    (vault / "people/ada.md").write_text("")
    _git(vault, "add", "--all")
    assert _codes(capsys, "--staged") == ["NK102"]
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next-index")
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    assert _codes(capsys, "--staged", code=0) == []
