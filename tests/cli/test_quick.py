"""The short way of ``netkeep check``: it says what the command proper says, or leaves it to that."""

import os
import random
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from netkeep.check.runner import check
from netkeep.cli.main import run
from netkeep.cli.quick import quick_check
from netkeep.store.index.fast_path import answer_staged
from netkeep.store.index.listing import Listing
from tests.check.cases import log, person
from tests.staged import load_staged
from tests.vaults import make_vault

TODAY = "2024-06-01"
LONG_AGO = 1_700_000_000_123_456_789
GOOD, BAD, WORSE = (
    person(),
    person("birthdy: 1979-05-14\n"),
    "---\nname: Ada\nknows: [nobody]\nxx: 1\n---\n\n[[gone]]\n",
)


def git(folder: Path, *words: str) -> str:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    command = ["git", *identity, *words]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def settle(root: Path) -> None:
    """Give all files a time that is long past, as if nobody had touched them for a while."""
    for path in root.rglob("*.md"):
        os.utime(path, ns=(LONG_AGO, LONG_AGO), follow_symlinks=False)


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a vault with findings of many kinds, all of it staged and known to the index, and stand in it."""
    many = "\n".join(f"- 2024-05-{day:02d} cofee" for day in range(31, 0, -1))
    root = make_vault(
        tmp_path / "v",
        {
            "people/ada.md": WORSE,
            "people/bob.md": BAD.replace("Ada", "Bob"),
            "people/zoë\u202e.md": GOOD.replace("Ada", "Zoe"),
            "people/sub/many.md": person(body=f"\n## Log\n\n{many}\n- 2024-07-01 call\n", name="Many"),
            "people/good.md": person(name="Good"),
            "people/note.txt": "x",
            "orgs/acme.md": "---\nname: Acme\naliases: [ACME]\n---\n",
            "stray.md": GOOD,
        },
    )
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    settle(root)
    monkeypatch.chdir(root)
    assert run(["check", "--select", "NK1"]) == 0
    return root


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["--vault", "{vault}", "check"],
        ["--vault={vault}", "--today", TODAY, "check"],
        ["--color", "never", "--today=2024-07-02", "check"],
        ["check", "people/ada.md"],
        ["check", "people/good.md", "--strict"],
        ["check", "people/sub", "people/bob.md", "--format", "concise"],
        ["check", "--format=concise"],
        ["check", "--quiet"],
        ["check", "-q", "--exit-zero", "--strict"],
        ["check", "{vault}"],
        ["check", "--staged"],
        ["--vault", "{vault}", "check", "--staged", "--format=concise", "{vault}/people"],
    ],
)
@pytest.mark.parametrize("where", [".", "people", ".."])
def test_it_says_what_the_command_says(
    vault: Path, arguments: list[str], where: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = [word.format(vault=vault) for word in arguments]
    if where == ".." and not any(word.startswith(str(vault)) for word in words):
        words = ["--vault", "v", *words]
    if where != "." and any(word.startswith("people/") for word in words):
        words = [str(vault / word) if word.startswith("people/") else word for word in words]
    monkeypatch.setenv("NETKEEP_TODAY", TODAY)
    monkeypatch.chdir(vault / where)
    capsys.readouterr()
    code = run(words)
    expected = capsys.readouterr()
    assert expected.out
    if "--staged" in words and "are shown; " in expected.out:
        assert quick_check(words) is None  # the command proper leaves some out
        return
    assert (quick_check(words), *capsys.readouterr()) == (code, expected.out, "")


def test_nothing_to_tell(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in ("ada.md", "bob.md", "zoë\u202e.md", "sub/many.md", "note.txt"):
        (vault / "people" / path).unlink()
    (vault / "stray.md").unlink()
    git(vault, "add", "--all")
    assert run(["check"]) == 0
    capsys.readouterr()
    assert (quick_check(["check"]), capsys.readouterr().out) == (0, "2 files checked: no findings.\n")
    assert (quick_check(["check", "--staged"]), capsys.readouterr().out) == (0, "2 files checked: no findings.\n")
    assert (quick_check(["check", "--format", "concise"]), capsys.readouterr().out) == (0, "")
    assert (quick_check(["check", "--quiet"]), capsys.readouterr().out) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--fix"],
        ["check", "--format", "json"],
        ["check", "--format"],
        ["check", "--select", "NK4"],
        ["check", "nowhere.md"],
        ["check", "-"],
        ["check", "--", "people"],
        ["check", "--stag"],
        ["check", ".."],
        ["--today", "yesterday", "check"],
        ["--today", "2024-W01-1", "check"],
        ["--today", "2024-13-01", "check"],
        ["--vault", "check"],
        ["--vault", "nowhere", "check"],
        ["--vault=", "check"],
        ["--color", "loud", "check"],
        ["-v", "check"],
        ["--help", "check"],
        ["list", "check"],
        ["show"],
        [],
    ],
)
def test_what_it_does_not_understand_it_leaves_alone(
    vault: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert vault.is_dir()
    capsys.readouterr()
    assert quick_check(arguments) is None
    assert capsys.readouterr() == ("", "")


def test_lines_are_shown_to_somebody_who_looks(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert vault.is_dir()
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert quick_check(["check"]) is None
    assert quick_check(["check", "people/good.md"]) == 0


def test_what_is_staged_decides(vault: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def said() -> tuple[int, list[str]]:
        capsys.readouterr()
        words = ["check", "--staged", "--format", "concise", "people/good.md"]
        code = quick_check(words)
        code = run(words) if code is None else code  # a file that is not on disk is left to the command
        return code, [line.split()[1] for line in capsys.readouterr().out.splitlines()]

    good = vault / "people" / "good.md"
    assert said() == (0, [])
    good.write_text(BAD)
    assert said() == (0, [])
    git(vault, "add", "people/good.md")
    assert said() == said() == (1, ["NK201"])
    good.write_text(GOOD)
    assert said() == (1, ["NK201"])
    good.unlink()
    assert said() == (1, ["NK201"])
    git(vault, "rm", "--quiet", "--cached", "people/good.md")
    good.write_text(BAD)
    assert said() == (0, [])


def _edit(draw: random.Random, root: Path) -> None:
    path = root / draw.choice(("people/ada.md", "people/bob.md", "people/new.md", "people/x/deep.md", "orgs/acme.md"))
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_text(draw.choice((GOOD, BAD, WORSE, "", log("- 2024-05-01 call"), person("knows: [new]\n"))))
    if draw.random() < 0.5:
        os.utime(path, ns=(LONG_AGO, LONG_AGO))


def _remove(draw: random.Random, root: Path) -> None:
    there = sorted(root.glob("people/*.md"))
    if len(there) > 1:
        draw.choice(there).unlink()


def _stage_all(draw: random.Random, root: Path) -> None:
    git(root, "add", *draw.choice((["--all"], ["--update"])))


def _stage_one(draw: random.Random, root: Path) -> None:
    git(root, "add", "--", str(draw.choice(sorted(root.glob("people/*.md")))))


def _announce(draw: random.Random, root: Path) -> None:
    git(root, "add", "--intent-to-add", "--", str(draw.choice(sorted(root.glob("people/*.md")))))


def _unstage(draw: random.Random, root: Path) -> None:
    if listed := git(root, "ls-files", "-z", "people").split("\0")[:-1]:
        git(root, "rm", "--quiet", "--cached", "--force", draw.choice(listed))


def _settings(draw: random.Random, root: Path) -> None:
    words = ("format = 1\n", '[check]\nignore = ["NK2"]\n', '[check]\nselect = ["NK603"]\n')
    (root / "netkeep.toml").write_text(draw.choice(words))


def _link(draw: random.Random, root: Path) -> None:
    path = root / "people" / "link.md"
    path.unlink(missing_ok=True)
    path.symlink_to(draw.choice(("bob.md", "nowhere.md", "../../outside.md")))


def _look_at_the_files(draw: random.Random, root: Path) -> None:
    assert run(["--vault", str(root), "check", *draw.choice(([], ["--strict"]))]) in {0, 1}


_STEPS: tuple[Callable[[random.Random, Path], None], ...] = (
    *(_edit, _edit, _edit, _stage_all, _stage_all, _stage_one, _stage_one, _look_at_the_files, _look_at_the_files),
    *(_remove, _announce, _unstage, _settings, _link),
)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_was_staged_the_answer_is_that_of_a_fresh_look(
    tmp_path: Path, seed: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(seed)  # noqa: S311 (for tests, not secrets)
    short = 0
    root = make_vault(tmp_path, {"people/ada.md": GOOD, "people/bob.md": BAD, "notes/x.md": "prose\n"})
    git(root, "init", "--quiet")
    monkeypatch.chdir(root)
    for _ in range(14):
        draw.choice(_STEPS)(draw, root)
        fresh = check(load_staged(root), date.fromisoformat(TODAY))
        expected = [f"{one.path}:{one.line}:{one.column}: {one.code}" for one in fresh]
        words = ["--today", TODAY, "check", "--staged", "--format", "concise"]
        for _ in range(2):
            short += answer_staged(str(root), [], TODAY, Listing(str(root), os.environ)) is not None
            capsys.readouterr()
            code = quick_check(words)
            code = run(words) if code is None else code
            assert [" ".join(line.split()[:2]) for line in capsys.readouterr().out.splitlines()] == expected
            assert code == int(any(not one.code.startswith("NK6") for one in fresh))
    assert short >= 3
