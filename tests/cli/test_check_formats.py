"""``netkeep check``: the formats, and the line that a finding is about."""

import json
import subprocess
from pathlib import Path

import pytest
from click import unstyle

from netkeep.check.diagnostic import Diagnostic
from netkeep.cli.main import run
from netkeep.cli.printable import width
from netkeep.cli.snippet import snippet, window
from tests.check.cases import log, person
from tests.vaults import make_vault

_CHECK = ["--today", "2024-06-01", "check"]


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a vault with two findings, and stand above it."""
    files = {"people/ada.md": person("birthday: 14 Mai\nlocation: NO\n")}
    root = make_vault(tmp_path / "v", files)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NETKEEP_VAULT", str(root))
    monkeypatch.setenv("COLUMNS", "40")
    return root


def _out(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 1) -> str:
    assert run([*_CHECK, *arguments]) == code
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def test_concise(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert vault.is_dir()
    assert _out(capsys, "--format", "concise") == (
        "v/people/ada.md:3:11: NK204 birthday: a day is written YYYY-MM-DD, or --MM-DD where the year is unknown\n"
        "v/people/ada.md:4:11: NK116 [*] location: other YAML readers take this for true or false\n"
    )
    (vault / "people/ada.md").write_text(person())
    assert _out(capsys, "--format", "concise", code=0) == ""


def test_source_is_shown_where_it_is_asked_for(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert vault.is_dir()
    shown = _out(capsys, "--show-source", "--select", "NK116")
    assert shown == (
        "v/people/ada.md:4:11: NK116 [*] location: other YAML readers take this for true or false\n"
        "    put it in quotes\n"
        "   4 | location: NO\n"
        "     |           ^^\n"
        "1 file checked: 1 finding in 1 file.\n"
    )


@pytest.mark.parametrize("style", ["text", "concise", "json", "github", "gitlab", "sarif", "rdjson"])
def test_source_is_not_shown_to_other_programs(style: str, vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert vault.is_dir()
    assert "14 Mai" not in _out(capsys, "--format", style)


def test_source_of_a_link_out_of_the_vault_is_not_shown(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (vault.parent / "secret.md").write_text("secret\n" * 9)
    (vault / "people/out.md").symlink_to(vault.parent / "secret.md")
    assert "secret" not in _out(capsys, "--show-source", "v/people/out.md")


def test_paths_for_programs_are_relative_to_where_one_stands(
    vault: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def uri() -> str:
        run_ = json.loads(_out(capsys, "--format", "sarif"))["runs"][0]
        return str(run_["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])

    assert uri() == "v/people/ada.md"
    monkeypatch.chdir(vault)
    assert uri() == "people/ada.md"
    monkeypatch.chdir(vault / "people")
    assert uri() == "people/ada.md"  # SARIF has no way up
    assert _out(capsys, "--format", "github").startswith("::error file=people/ada.md,line=3,col=11,endLine=3,")


def test_github_and_rdjson(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert vault.is_dir()
    assert _out(capsys, "--format", "github", "--select", "NK116") == (
        "::error file=v/people/ada.md,line=4,col=11,endLine=4,endColumn=13,title=NK116 (ambiguous-value)"
        "::location: other YAML readers take this for true or false%0Aput it in quotes\n"
    )
    found = json.loads(_out(capsys, "--format", "rdjson"))["diagnostics"]
    assert [one["code"]["value"] for one in found] == ["NK204", "NK116"]


def test_gitlab_names_files_from_the_top_of_the_repository(
    vault: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def paths() -> list[str]:
        return [issue["location"]["path"] for issue in json.loads(_out(capsys, "--format", "gitlab"))]

    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(vault.parents[1]))
    assert paths() == ["people/ada.md"] * 2
    subprocess.run(["git", "init", "--quiet"], cwd=vault.parent, check=True)
    assert paths() == ["v/people/ada.md"] * 2
    monkeypatch.chdir(vault / "people")
    assert paths() == ["v/people/ada.md"] * 2
    (vault / "people/ada.md").write_text(person())
    assert _out(capsys, "--format", "gitlab", code=0) == "[]\n"


def test_statistics(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_vault(vault, {"people/bob.md": person("location: NO\n")})
    assert _out(capsys, "--statistics") == "2  NK116  [*]  ambiguous-value\n1  NK204       bad-date\n"
    found = json.loads(_out(capsys, "--statistics", "--format", "json"))
    assert found["statistics"] == [
        {"times": 2, "code": "NK116", "name": "ambiguous-value", "fixable": True},
        {"times": 1, "code": "NK204", "name": "bad-date", "fixable": False},
    ]
    assert run([*_CHECK, "--statistics", "--format", "sarif"]) == 2


def test_quiet_prints_findings_and_no_summary(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    finding = "v/people/ada.md:4:11: NK116 [*] location: other YAML readers take this for true or false\n"
    assert _out(capsys, "--quiet", "--select", "NK116") == f"{finding}    put it in quotes\n"
    assert _out(capsys, "-q", "--select", "NK302", code=0) == ""
    assert run([*_CHECK, "--diff", "-q", "--select", "NK116"]) == 1
    shown = capsys.readouterr()
    assert (shown.out.splitlines()[-3:-1], shown.err) == (["-location: NO", '+location: "NO"'], "")
    assert _out(capsys, "--fix", "-q", "--select", "NK116", code=0) == ""
    assert (vault / "people/ada.md").read_text() == person('birthday: 14 Mai\nlocation: "NO"\n')
    assert _out(capsys, "--add-ignore", "-q", code=0) == ""


def test_exit_zero_despite_findings(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert vault.is_dir()
    for options in (["--quiet"], ["--strict"], ["--format", "json"], ["--statistics"], ["--fix"]):
        assert _out(capsys, "--exit-zero", *options, code=0) != ""
    assert run([*_CHECK, "--exit-zero", "--diff"]) == 0
    assert run([*_CHECK, "--exit-zero", "--select", "NK999"]) == 2


def _at(line: int, column: int, end_line: int, end_column: int) -> Diagnostic:
    return Diagnostic("people/a.md", line, column, "NK304", end_line, end_column, "log-order", "m", "h")


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("abc def ghi", (1, 5, 1, 8), ["   1 | abc def ghi", "     |     ^^^"]),
        ("a\r\nb\rabc", (3, 2, 3, 2), ["   3 | abc", "     |  ^"]),
        ("abc\ndef", (1, 2, 2, 2), ["   1 | abc", "     |  ^^"]),
        ("日本語 x", (1, 2, 1, 4), ["   1 | 日本語 x", "     |   ^^^^"]),
        ("\tabc", (1, 2, 1, 5), ["   1 |  abc", "     |  ^^^"]),
        ("e\u0301e\u0301x", (1, 5, 1, 6), ["   1 | e\u0301e\u0301x", "     |   ^"]),
        ("a\u202eb\x1b[1m", (1, 3, 1, 4), ["   1 | a\\u202eb\\u001b[1m", "     |        ^"]),
        ("abc", (1, 4, 1, 4), ["   1 | abc", "     |    ^"]),
        ("abc", (1, 1, 1, 1), []),
        ("abc", (7, 1, 7, 2), []),
        (None, (1, 2, 1, 3), []),
    ],
)
def test_marks_stand_below_the_place(text: str | None, place: tuple[int, int, int, int], expected: list[str]) -> None:
    assert [unstyle(line) for line in snippet(_at(*place), text, 80)] == expected


@pytest.mark.parametrize(("start", "end"), [(0, 3), (100, 103), (396, 399), (100, 399), (399, 399)])
def test_long_line_is_cut_round_the_place(start: int, end: int) -> None:
    line = " ".join(f"{number:03}" for number in range(100))
    shown = window(line, start, end, 20)
    assert 15 <= width("".join(shown)) <= 20
    assert line[start:end].startswith(shown[1])
    assert shown[0].lstrip("…") == line[start - len(shown[0].lstrip("…")) : start]


def test_endless_line_is_cut_at_once(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_vault(vault, {"people/ada.md": log("- 2024-05-01 cofee: " + "日" * 100_000)})
    shown = _out(capsys, "--show-source").splitlines()
    assert shown[2:4] == ["   6 | …4-05-01 cofee: " + "日" * 8 + "…", "     |          ^^^^^"]
