"""``netkeep check --fix``, ``--diff`` and ``--unsafe-fixes``: what is written, what is printed, the exit code."""

import json
import subprocess
from pathlib import Path

import pytest

from netkeep.cli.main import run
from netkeep.errors import Exit
from netkeep.store.renames import NO_RENAMES
from netkeep.store.write import write_all
from tests.check.cases import log, person
from tests.vaults import make_vault

_FILES: dict[str, str | bytes] = {
    "people/ada.md": "\ufeff"
    + person("location: NO  # secret-1\r\nphones: [secret-2]\r\n", "").replace("\n", "\r\n").replace("\r\r", "\r"),
    "people/Bo Sample.md": person("tags: secret-3\n", "I am [[Bo Sample]].", name="Bo"),
    "people/cy.md": log("- 2024-05-01 call with [[Bo Sample]]: secret-4", "- 2024-05-02 Coffee", "- 2024-04-01 note"),
    "people/deb.md": person("zone: Europe/London\n", name="Deb"),
}
_LEFT = (
    "people/ada.md:4:10: NK209 phones[1].number: a phone number has 3 to 15 digits, best with its country: "
    "+44 20 7946 0000\n    write the number alone; what it is for goes into label:\n"
)


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a vault with much to mend, and stand in it."""
    root = make_vault(tmp_path / "v", _FILES)
    monkeypatch.chdir(root)
    return root


def _check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run(["--today", "2024-06-01", "check", *arguments])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def _content(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file() and not {".netkeep", ".git"} & set(path.parts))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def test_what_is_certain_is_mended_and_what_is_left_is_told(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = _check(capsys, "--fix")
    assert (code, err) == (1, "")
    assert out.startswith(_LEFT)
    assert "people/deb.md:3:1: NK201" in out
    assert out.endswith(
        "    did you mean 'timezone'? Else: your own keys go below x:\n"
        "6 findings fixed in 3 files, 2 left, 1 of them for --unsafe-fixes.\n"
    )
    assert _content(vault) == {
        "netkeep.toml": b"format = 2\n",
        "imports/renames.txt": NO_RENAMES + b"Bo Sample -> bo-sample\n",
        "people/ada.md": b'---\r\nname: Ada Example\r\nlocation: "NO"  # secret-1\r\nphones: [secret-2]\r\n---\r\n',
        "people/bo-sample.md": b"---\nname: Bo\ntags: [secret-3]\n---\nI am [[bo-sample|Bo Sample]].",
        "people/cy.md": log(
            "- 2024-05-02 coffee", "- 2024-05-01 call with [[bo-sample|Bo Sample]]: secret-4", "- 2024-04-01 note"
        ).encode(),
        "people/deb.md": person("zone: Europe/London\n", name="Deb").encode(),
    }


def test_a_second_run_finds_nothing_to_mend(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _check(capsys, "--fix", "--unsafe-fixes")
    before = {path: path.stat().st_mtime_ns for path in vault.glob("people/*")}
    assert _check(capsys, "--fix", "--unsafe-fixes") == (1, _LEFT + "Nothing fixed, 1 left.\n", "")
    assert _check(capsys, "--diff") == (0, "", "Nothing would be fixed, 1 would be left.\n")
    assert {path: path.stat().st_mtime_ns for path in vault.glob("people/*")} == before


def test_when_nothing_is_left_all_is_well(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (vault / "people/ada.md").unlink()
    assert _check(capsys, "--fix", "--unsafe-fixes") == (0, "5 findings fixed in 3 files, 0 left.\n", "")
    assert _check(capsys) == (0, "3 files checked: no findings.\n", "")


_DIFF = """\
diff --git people/Bo Sample.md people/bo-sample.md
rename from people/Bo Sample.md
rename to people/bo-sample.md
--- people/Bo Sample.md
+++ people/bo-sample.md
@@ -1,5 +1,5 @@
 ---
 name: Bo
-tags: secret-3
+tags: [secret-3]
 ---
-I am [[Bo Sample]].
\\ No newline at end of file
+I am [[bo-sample|Bo Sample]].
\\ No newline at end of file
--- people/ada.md
+++ people/ada.md
@@ -1,5 +1,5 @@
-\ufeff---\r
+---\r
 name: Ada Example\r
-location: NO  # secret-1\r
+location: "NO"  # secret-1\r
 phones: [secret-2]\r
 ---\r
--- people/cy.md
+++ people/cy.md
@@ -3,6 +3,6 @@
 ---
{blank}
 ## Log
-- 2024-05-01 call with [[Bo Sample]]: secret-4
-- 2024-05-02 Coffee
+- 2024-05-02 coffee
+- 2024-05-01 call with [[bo-sample|Bo Sample]]: secret-4
 - 2024-04-01 note
--- /dev/null
+++ imports/renames.txt
@@ -0,0 +1,2 @@
+# Ids that were changed, old -> new: 'netkeep check --fix' mends links to the old ones.
+Bo Sample -> bo-sample
""".replace("{blank}", " ")


def test_a_diff_shows_all_of_it_and_writes_nothing(vault: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    before = _content(vault)
    assert run(["--today", "2024-06-01", "check", "--diff", "--fix"]) == 1
    captured = capfdbinary.readouterr()
    assert captured.out.decode() == _DIFF
    assert captured.err == b"6 findings would be fixed in 3 files, 2 would be left, 1 of them for --unsafe-fixes.\n"
    assert _content(vault) == before


def test_git_can_apply_the_diff(vault: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    run(["--today", "2024-06-01", "check", "--diff"])
    patch = capfdbinary.readouterr().out
    subprocess.run(["git", "apply", "-p0", "--whitespace=nowarn", "-"], input=patch, check=True, cwd=vault)
    by_git = _content(vault)
    make_vault(vault, _FILES)
    (vault / "people/bo-sample.md").unlink()
    (vault / "imports/renames.txt").unlink()
    run(["--today", "2024-06-01", "check", "--fix"])
    assert _content(vault) == by_git


def test_git_sees_only_the_lines_that_are_named(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("init -q", "config core.autocrlf false", "add .", "-c user.name=x -c user.email=x@x commit -qm x"):
        subprocess.run(["git", *command.split()], check=True, cwd=vault)
    _check(capsys, "--fix", "--unsafe-fixes", "people/ada.md", "people/deb.md")
    done = subprocess.run(["git", "diff", "-U0", "--no-color"], check=True, cwd=vault, capture_output=True)
    lines = done.stdout.decode().split("\n")
    assert [line for line in lines if line[:1] in {"+", "-"} and line[:4] not in {"+++ ", "--- "}] == [
        "-\ufeff---\r",
        "+---\r",
        "-location: NO  # secret-1\r",
        '+location: "NO"  # secret-1\r',
        "-zone: Europe/London",
        "+timezone: Europe/London",
    ]


def test_with_paths_only_what_concerns_them(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = _content(vault)
    code, out, _ = _check(capsys, "--fix", "people/Bo Sample.md")
    assert (code, out) == (
        0,
        "2 findings fixed in 2 files, 0 left.\nLinks to what is renamed change in people/cy.md, too.\n",
    )
    after = _content(vault)
    assert after["people/ada.md"] == before["people/ada.md"]
    assert after["people/cy.md"] == before["people/cy.md"].replace(b"Bo Sample", b"bo-sample|Bo Sample")


def test_what_is_refused_is_told_with_its_reason(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_vault(vault, {"jobs/bo-sample.md": "---\norg: Acme\n---\n"})
    code, out, _ = _check(capsys, "--fix", "people/Bo Sample.md")
    assert code == 1
    assert out.endswith(
        "1 finding fixed in 1 file, 1 left.\n"
        "In the way: another file has this name already (NK501 at people/Bo Sample.md:1:1).\n"
    )


def test_one_line_sums_up_all_that_stood_in_the_way(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    taken = {f"people/Cy {letter}.md": person(name=f"Cy {letter}") for letter in "xyz"}
    make_vault(
        vault, {**taken, "orgs/bad.md": "---\nname: [Cy x, Cy y\n---\n", "jobs/cy-z.md": "---\norg: Acme\n---\n"}
    )
    _, out, err = _check(capsys, "--fix")
    assert err == ""
    assert out.endswith(
        "6 findings fixed in 3 files, 6 left, 1 of them for --unsafe-fixes.\n"
        "In the way: orgs/bad.md may name it, and cannot be read (2 of NK501); "
        "another file has this name already (NK501 at people/Cy z.md:1:1).\n"
    )
    _, out, err = _check(capsys, "--diff")
    assert err.endswith("another file has this name already (NK501 at people/Cy z.md:1:1).\n")
    assert out == ""


def test_unsafe_fixes_alone_show_what_could_be_mended(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = _content(vault)
    code, out, err = _check(capsys, "--unsafe-fixes")
    assert (code, err, _content(vault)) == (1, "", before)
    assert "people/deb.md:3:1: NK201 [*] " in out
    assert out.endswith(
        "4 files checked: 8 findings in 4 files. 7 can be fixed: add --fix, and look at --diff first.\n"
    )
    assert _check(capsys)[1].endswith(
        "4 files checked: 8 findings in 4 files. 6 can be fixed with --fix, 1 more with --fix --unsafe-fixes.\n"
    )


def test_the_last_line_tells_of_what_only_unsafe_fixes_mend(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("ada", "Bo Sample", "cy"):
        (vault / f"people/{name}.md").unlink()
    before = _content(vault)
    assert _check(capsys)[1].endswith(
        "1 file checked: 1 finding in 1 file. None can be fixed with --fix, 1 with --fix --unsafe-fixes.\n"
    )
    assert _check(capsys, "--fix")[1].endswith("Nothing fixed, 1 left, 1 of them for --unsafe-fixes.\n")
    assert _content(vault) == before
    assert _check(capsys, "--fix", "--unsafe-fixes") == (0, "1 finding fixed in 1 file, 0 left.\n", "")


def test_json_tells_what_is_left_and_no_value(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = _check(capsys, "--format", "json")
    assert code == 1
    assert "secret" not in out
    assert "bo-sample.md" in out  # the name of a file is none of its values
    code, out, err = _check(capsys, "--format", "json", "--fix")
    assert [one["code"] for one in json.loads(out)["diagnostics"]] == ["NK209", "NK201"]
    assert err == "6 findings fixed in 3 files, 2 left, 1 of them for --unsafe-fixes.\n"
    assert "secret" not in out + err
    assert vault.is_dir()


def test_text_tells_no_value(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "secret" not in "".join(map(str, _check(capsys)))
    assert "secret" not in "".join(map(str, _check(capsys, "--fix", "--unsafe-fixes")))
    assert vault.is_dir()


def test_a_file_that_changes_meanwhile_is_left_alone(
    vault: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = person("location: NO\n", name="Somebody")

    def slow(*arguments: object) -> None:
        (vault / "people/ada.md").write_text(before)
        write_all(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("netkeep.store.batch.write_all", slow)
    code, _, err = _check(capsys, "--fix", "people/ada.md")
    assert code == Exit.CONFLICT
    assert "was changed by another program meanwhile; nothing was written. Try again." in err
    assert (vault / "people/ada.md").read_text() == before


def test_what_the_settings_ignore_is_not_mended(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_vault(vault, {"netkeep.toml": '[check]\nignore = ["NK116", "NK209"]\n'})
    assert _check(capsys, "--fix", "people/ada.md") == (0, "1 finding fixed in 1 file, 0 left.\n", "")
    assert b"location: NO  #" in (vault / "people/ada.md").read_bytes()
