"""The merge driver in real git: in every kind of merge, and wherever netkeep itself is missing or fails."""

import subprocess
from pathlib import Path

import pytest

from netkeep.store.init_vault import start_vault
from netkeep.store.merge_driver import find_driver, put_driver, remove_driver
from tests.versions.clones import ADA, commit, contact, git, two_clones

BASE = contact("2026-11-01 call: First.")
OURS = contact("2026-11-03 coffee: On the laptop.", "2026-11-01 call: First.")
THEIRS = contact("2026-11-02 call: At work.", "2026-11-01 call: First.")
BOTH = contact("2026-11-03 coffee: On the laptop.", "2026-11-02 call: At work.", "2026-11-01 call: First.")
OSLO, ROME = (contact("2026-11-01 call: First.", front=f"location: {place}\n") for place in ("Oslo", "Rome"))
UPSTREAM = "theirs/HEAD"


@pytest.fixture
def clones(tmp_path: Path) -> tuple[Path, Path]:
    """Return two clones with a log entry each."""
    first, second = two_clones(tmp_path, BASE, OURS, THEIRS)
    git(first, "remote", "set-head", "theirs", "--auto")
    return first, second


@pytest.mark.parametrize(
    "command",
    [
        ("merge", "--no-edit", UPSTREAM),
        ("rebase", UPSTREAM),
        ("cherry-pick", UPSTREAM),
        ("merge", "--no-edit", "-X", "ours", UPSTREAM),
        ("merge", "--squash", UPSTREAM),
    ],
    ids=lambda command: " ".join(command[:-1]),
)
def test_a_log_entry_on_each_side_is_no_conflict(clones: tuple[Path, Path], command: tuple[str, ...]) -> None:
    done = git(clones[0], *command)
    assert (done.code, (clones[0] / ADA).read_text()) == (0, BOTH), done.out


def test_a_stash_is_taken_back(clones: tuple[Path, Path]) -> None:
    first = clones[0]
    git(first, "reset", "--quiet", "--hard", UPSTREAM)
    (first / ADA).write_text(contact("2026-11-09 note: Late.", "2026-11-02 call: At work.", "2026-11-01 call: First."))
    git(first, "stash")
    commit(first, {ADA: contact("2026-11-08 call: Again.", "2026-11-02 call: At work.", "2026-11-01 call: First.")})
    assert git(first, "stash", "pop").code == 0
    assert (first / ADA).read_text() == contact(
        "2026-11-09 note: Late.", "2026-11-08 call: Again.", "2026-11-02 call: At work.", "2026-11-01 call: First."
    )


def test_a_commit_below_others_is_reverted(clones: tuple[Path, Path]) -> None:
    first = clones[0]
    commit(
        first, {ADA: contact("2026-11-05 note: Later.", "2026-11-03 coffee: On the laptop.", "2026-11-01 call: First.")}
    )
    assert git(first, "revert", "--no-edit", "HEAD~1").code == 0
    assert (first / ADA).read_text() == contact("2026-11-05 note: Later.", "2026-11-01 call: First.")


def test_crossed_merges(clones: tuple[Path, Path]) -> None:
    first, second = clones
    git(second, "fetch", "--quiet", "origin")
    git(second, "merge", "--no-edit", "origin/HEAD")
    git(first, "merge", "--no-edit", UPSTREAM)
    for root, entry in ((first, "2026-11-10 call: Ours."), (second, "2026-11-11 call: Theirs.")):
        commit(root, {ADA: (root / ADA).read_text().replace("## Log\n\n", f"## Log\n\n- {entry}\n")})
    git(first, "fetch", "--quiet", "theirs")
    assert git(first, "merge", "--no-edit", UPSTREAM).code == 0
    assert (first / ADA).read_text() == BOTH.replace(
        "## Log\n\n", "## Log\n\n- 2026-11-11 call: Theirs.\n- 2026-11-10 call: Ours.\n"
    )


def test_a_file_that_was_renamed_here_and_changed_there(clones: tuple[Path, Path]) -> None:
    first = clones[0]
    git(first, "mv", ADA, "people/ada-sample.md")
    commit(first, {})
    assert git(first, "merge", "--no-edit", UPSTREAM).code == 0
    assert (first / "people/ada-sample.md").read_text() == BOTH


def test_a_file_that_was_deleted_here_and_changed_there_stays_a_conflict(clones: tuple[Path, Path]) -> None:
    first = clones[0]
    git(first, "rm", "--quiet", ADA)
    commit(first, {})
    done = git(first, "merge", "--no-edit", UPSTREAM)
    assert (done.code, "CONFLICT (modify/delete)" in done.out) == (1, True)
    assert (first / ADA).read_text() == THEIRS


def test_windows_line_ends_on_one_side(tmp_path: Path) -> None:
    first, _ = two_clones(tmp_path, BASE, OURS.replace("\n", "\r\n").encode(), THEIRS)
    git(first, "remote", "set-head", "theirs", "--auto")
    assert git(first, "merge", "--no-edit", UPSTREAM).code == 0
    assert (first / ADA).read_bytes() == BOTH.replace("\n", "\r\n").encode()


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_a_clash_is_marked_as_git_is_set(tmp_path: Path, style: str) -> None:
    first, _ = two_clones(tmp_path, BASE, OSLO, ROME)
    git(first, "remote", "set-head", "theirs", "--auto")
    git(first, "config", "merge.conflictStyle", style)
    assert git(first, "merge", "--no-edit", UPSTREAM).code == 1
    text = (first / ADA).read_text()
    assert [line.partition(" ")[0] for line in text.splitlines() if line[:3] in {"<<<", "|||", "===", ">>>"}] == (
        ["<<<<<<<", "=======", ">>>>>>>"] if style == "merge" else ["<<<<<<<", "|||||||", "=======", ">>>>>>>"]
    )
    assert [line for line in text.splitlines() if line.startswith("location")] == ["location: Oslo", "location: Rome"]
    assert [line.rpartition(" ")[2] for line in text.splitlines() if line[:3] in {"<<<", ">>>"}] == ["(location)"] * 2


def test_two_new_files_of_one_name(tmp_path: Path) -> None:
    own, other = (contact(front=f"emails: [{name}@x.example]\n") for name in ("ada", "another"))
    first, _ = two_clones(tmp_path, "", own, other)
    git(first, "remote", "set-head", "theirs", "--auto")
    assert git(first, "merge", "--no-edit", UPSTREAM).code == 1
    text = (first / ADA).read_text()
    assert text.count("name: Ada Example") == 2


@pytest.mark.parametrize("program", ["exit 200", "kill -9 $$", "exit 1", "exit 2", "exit 127"])
def test_a_netkeep_that_fails_loses_nothing(clones: tuple[Path, Path], tmp_path: Path, program: str) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "netkeep").write_text(f'#!/bin/sh\n[ "$1" = git ] || exit 0\n{program}\n')
    (folder / "netkeep").chmod(0o755)
    done = git(clones[0], "merge", "--no-edit", UPSTREAM, path=f"{folder}:/usr/bin:/bin")
    assert (done.code, "its lines were merged instead" in done.out) == (1, True)
    text = (clones[0] / ADA).read_text()
    marked = [line for line in text.splitlines() if line.startswith(("<", "=", ">", "- "))]
    assert [line.split()[0] if line.startswith(("<", ">")) else line for line in marked] == [  # labels are git's
        "<<<<<<<",
        "- 2026-11-03 coffee: On the laptop.",
        "=======",
        "- 2026-11-02 call: At work.",
        ">>>>>>>",
        "- 2026-11-01 call: First.",
    ]


def test_a_vault_below_a_bigger_repository_and_another_work_tree(tmp_path: Path) -> None:
    top = tmp_path / "big"
    top.mkdir()
    git(top, "init", "--quiet")
    start_vault(top / "my people")
    path = f"my people/{ADA}"
    commit(top, {path: BASE})
    git(top, "branch", "theirs")
    git(top, "checkout", "--quiet", "-b", "ours")
    commit(top, {path: OURS})
    git(top, "worktree", "add", "--quiet", "../tree", "theirs")
    commit(tmp_path / "tree", {path: THEIRS})
    assert git(tmp_path / "tree", "merge", "--no-edit", "ours").code == 0
    assert (tmp_path / "tree" / path).read_text() == BOTH


def test_a_vault_that_is_a_submodule(tmp_path: Path) -> None:
    start_vault(tmp_path / "vault")
    vault = commit(tmp_path / "vault", {ADA: BASE})
    git(tmp_path, "init", "--quiet", "everything")
    everything = tmp_path / "everything"
    assert git(everything, "submodule", "--quiet", "add", str(vault), "vault").code == 0
    inner = everything / "vault"
    start_vault(inner)
    driver = find_driver(inner)
    assert driver is not None
    assert (driver.state, driver.script.parent) == ("ours", everything / ".git" / "modules" / "vault")
    commit(inner, {ADA: OURS})
    commit(vault, {ADA: THEIRS})
    git(inner, "fetch", "--quiet")
    done = git(inner, "merge", "--no-edit", "origin/HEAD")
    assert (done.code, (inner / ADA).read_text()) == (0, BOTH), done.out


def test_the_heading_of_a_hunk_names_the_person(clones: tuple[Path, Path]) -> None:
    assert "@@ Ada Example" in git(clones[0], "diff", "--unified=0", "HEAD~1").out


def test_setup_is_done_once_and_taken_back(tmp_path: Path) -> None:
    start_vault(tmp_path)
    driver = find_driver(tmp_path)
    assert driver is not None
    assert (driver.state, driver.unnamed, driver.others) == ("ours", (), ())
    assert put_driver(tmp_path, attributes=True) == ()
    assert remove_driver(tmp_path) == ("the merge driver", "its lines in .gitattributes")
    assert (tmp_path / ".gitattributes").read_bytes() == b""
    assert not driver.script.exists()
    assert put_driver(tmp_path, attributes=True) == ("a merge driver", ".gitattributes")


def test_another_driver_is_not_displaced(tmp_path: Path) -> None:
    start_vault(tmp_path)
    (tmp_path / ".gitattributes").write_text("*.md merge=mine")
    git(tmp_path, "config", "merge.mine.driver", "false")
    assert put_driver(tmp_path, attributes=True) == (".gitattributes",)
    assert (tmp_path / ".gitattributes").read_text().splitlines()[0] == "*.md merge=mine"
    driver = find_driver(tmp_path)
    assert driver is not None
    assert driver.others == ("/people/**/*.md", "/jobs/**/*.md", "/orgs/**/*.md")
    git(tmp_path, "config", "merge.netkeep.driver", "something else")
    assert (put_driver(tmp_path, attributes=True), find_driver(tmp_path)) == ((), driver._replace(state="foreign"))


def test_a_clone_learns_it_and_no_tracked_file_changes(tmp_path: Path) -> None:
    start_vault(tmp_path / "vault")
    commit(tmp_path / "vault", {ADA: BASE})
    subprocess.run(["git", "clone", "--quiet", "vault", "clone"], cwd=tmp_path, check=True)
    assert "a merge driver" in start_vault(tmp_path / "clone").made
    assert git(tmp_path / "clone", "status", "--porcelain").out == ""
