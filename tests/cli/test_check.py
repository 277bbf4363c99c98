"""``netkeep check``: which vault, which paths, which exit code, and what is printed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from netkeep.cli.main import run
from tests.check.cases import log, person
from tests.vaults import make_vault

_EMPTY = (
    "{path}:1:1: NK102 the file is empty\n"
    "    write at least a front matter with a name, bring it back from git, or delete the file\n"
)


def _check(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    code = run(["--today", "2024-06-01", "check", *map(str, arguments)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a vault with one empty file, and stand in it."""
    root = make_vault(tmp_path / "v", {"people/ada.md": person(), "people/work/zoe.md": ""})
    monkeypatch.chdir(root)
    return root


def test_sound_vault(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (vault / "people/work/zoe.md").unlink()
    assert _check(capsys) == (0, "1 file checked: no findings.\n", "")


def test_finding_names_file_line_and_column_and_how_to_mend_it(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert vault.is_dir()
    found = _EMPTY.format(path="people/work/zoe.md") + "2 files checked: 1 finding in 1 file.\n"
    assert _check(capsys) == (1, found, "")


@pytest.mark.parametrize(
    ("where", "path", "shown"),
    [
        (".", "people/work/zoe.md", "people/work/zoe.md"),
        (".", "people/work", "people/work/zoe.md"),
        (".", "people/work/", "people/work/zoe.md"),
        (".", "./people/../people", "people/work/zoe.md"),
        (".", ".", "people/work/zoe.md"),
        (".", "people/work/..", "people/work/zoe.md"),
        ("..", "v", "v/people/work/zoe.md"),
        ("..", "v/people/work/zoe.md", "v/people/work/zoe.md"),
        ("people", "work/zoe.md", "work/zoe.md"),
        ("people/work", "..", "zoe.md"),
        ("people/work", ".", "zoe.md"),
    ],
)
def test_path_is_where_one_stands(  # noqa: PLR0913, PLR0917 (three are the table's)
    where: str, path: str, shown: str, vault: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(vault / where)
    code, out, err = _check(capsys, path)
    assert (code, out, err) == (1, _EMPTY.format(path=shown) + "2 files checked: 1 finding in 1 file.\n", "")


def test_path_elsewhere_in_the_vault_has_no_findings(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound = (0, "2 files checked: no findings.\n", "")
    assert _check(capsys, "people/ada.md") == sound
    assert _check(capsys, vault / "netkeep.toml") == sound


def test_vault_is_found_from_the_path(
    vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_vault(tmp_path / "other", {"people/bob.md": ""})
    monkeypatch.chdir(other)
    assert _check(capsys, vault / "people/ada.md") == (0, "2 files checked: no findings.\n", "")


def test_vault_that_is_named_counts_before_the_path(
    vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_vault(tmp_path / "other", {"people/bob.md": ""})
    monkeypatch.setenv("NETKEEP_VAULT", str(other))
    code, out, err = _check(capsys, vault / "people/ada.md")
    assert (code, out) == (2, "")
    assert f"{vault / 'people/ada.md'} is not in the vault {other}" in err


@pytest.mark.parametrize("path", ["people/nobody.md", "people/work/zoe.md/x", "nowhere"])
def test_path_that_does_not_exist(path: str, vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert vault.is_dir()
    code, out, err = _check(capsys, "people/ada.md", path)
    assert (code, out) == (2, "")
    assert "does not exist" in err


def test_path_outside(vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "outside.md").write_text(person())
    code, out, err = _check(capsys, vault / "people", tmp_path / "outside.md")
    assert (code, out) == (2, "")
    assert "outside.md is not in the vault" in err


def test_no_vault_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = _check(capsys)
    assert (code, out) == (2, "")
    assert err.startswith("netkeep: no vault found")


def test_links_may_be_named(vault: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "to-vault").symlink_to(vault)
    (tmp_path / "to-file").symlink_to(vault / "people/work/zoe.md")
    (vault / "people/gone.md").symlink_to("nowhere.md")
    (vault / "people/out.md").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").write_text(person())
    assert _check(capsys, tmp_path / "to-vault")[1].count(": NK") == 3
    assert _check(capsys, tmp_path / "to-vault/people/work")[1].count(": NK102 ") == 1
    assert _check(capsys, "--format", "text", vault, tmp_path / "to-file")[0] == 1
    assert (
        "people/gone.md:1:1: NK113 cannot be read: it is a link that leads nowhere"
        in _check(capsys, "people/gone.md")[1]
    )
    assert "people/out.md:1:1: NK503 a link to a file outside the vault" in _check(capsys, "people/out.md")[1]


def test_both_sides_are_told_of_what_they_share(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_vault(vault, {f"people/{name}.md": person("emails: [a@x.example]\n") for name in ("bob", "cy")})
    assert _check(capsys, "people/bob.md")[1].startswith(
        "people/bob.md:3:10: NK404 the same e-mail address as in people/cy.md:3\n"
    )
    assert _check(capsys, "people/cy.md")[1].startswith(
        "people/cy.md:3:10: NK404 the same e-mail address as in people/bob.md:3\n"
    )


def test_today_can_be_said(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_vault(vault, {"people/work/zoe.md": log("- 2024-06-02 call")})
    assert run(["--today", "2024-06-01", "check"]) == 1
    assert "NK303 this day is in the future" in capsys.readouterr().out
    assert run(["--today", "2024-06-02", "check"]) == 0


def test_json_has_the_documented_shape(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = _check(capsys, "--format", "json", "people")
    assert (code, err) == (1, "")
    assert json.loads(out) == {
        "format": "netkeep.check",
        "version": 1,
        "vault": str(vault),
        "today": "2024-06-01",
        "files": 2,
        "diagnostics": [
            {
                "path": "people/work/zoe.md",
                "line": 1,
                "column": 1,
                "end_line": 1,
                "end_column": 1,
                "code": "NK102",
                "name": "empty-file",
                "severity": "error",
                "fixable": None,
                "message": "the file is empty",
                "help": "write at least a front matter with a name, bring it back from git, or delete the file",
            }
        ],
    }


def test_json_without_findings(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert vault.is_dir()
    code, out, _ = _check(capsys, "--format", "json", "people/ada.md")
    assert (code, json.loads(out)["diagnostics"]) == (0, [])


def test_settings_that_name_no_rule(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_vault(vault, {"netkeep.toml": '[check]\nignore = ["NK120"]\n'})
    code, out, err = _check(capsys)
    assert (code, out) == (2, "")
    assert err.startswith("netkeep: netkeep.toml:2: check.ignore: there is no rule 'NK120'")


def test_settings_accept_a_rule(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_vault(vault, {"netkeep.toml": '[check]\nignore = ["NK102"]\n'})
    assert _check(capsys) == (0, "2 files checked: no findings.\n", "")


def test_nothing_is_written(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def seen() -> dict[Path, int]:
        return {path: path.lstat().st_mtime_ns for path in vault.rglob("*") if ".netkeep" not in path.parts}

    before = seen()
    assert _check(capsys)[0] == 1
    assert seen() == before


_ODD = ["two\nlines.md", "esc\x1b[31m.md", "not-utf8-\udcff.md", "bidi-\u202egnp.md", "c1-\x9b31m.md", "snow ☃.md"]


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONUTF8": "1"},
    ],
    ids=["ascii", "c-locale", "utf-8"],
)
@pytest.mark.parametrize("style", ["text", "json"])
def test_odd_names_are_printable_whatever_the_terminal(style: str, environment: dict[str, str], tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/x.md": person(name="Zoë").replace("name", "nome")})
    for name in _ODD:
        (tmp_path / "people" / name).write_text(person(name="Zoë"), "utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "netkeep",
            "--vault",
            str(tmp_path),
            "--today",
            "2024-06-01",
            "check",
            "--format",
            style,
        ],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )
    assert (done.returncode, done.stderr) == (1, b"")
    out = done.stdout.decode()
    assert all(character.isprintable() for character in out.replace("\n", ""))
    if style == "json":
        paths = {one["path"] for one in json.loads(out)["diagnostics"] if one["code"] == "NK501"}
        assert paths == {f"people/{os.fsencode(name).decode(errors='backslashreplace')}" for name in _ODD}
    else:
        assert len(out.splitlines()) == 2 * (len(_ODD) + 2) + 1
        assert out.count("the file's name is not an id") == len(_ODD)
