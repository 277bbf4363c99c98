"""``[git] commit = true``: what a command changed is committed, and nothing that the owner staged or left undone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from netkeep.cli.main import run
from netkeep.store.init_vault import start_vault
from tests.cli.conftest import TODAY, Netkeep
from tests.vaults import make_vault
from tests.versions.clones import ADA, commit, contact, git

BO, CY = "people/bo.md", "people/cy.md"
SETTINGS = "format = 1\n\n[git]\ncommit = true\n"
FIRST = contact("2024-06-01 call: First.")
VAULT: dict[str, str | bytes] = {
    "netkeep.toml": SETTINGS,
    ADA: FIRST,
    BO: "---\nname: Bo\nknows: [ada-example]\n---\n",
    CY: "---\nname: Cy\nemails: [cy@x.example]\n---\n",
}
LOGGED = f"{ADA}: note on Ada Example on Friday 7 June\n"
HOOK = ".git/hooks/pre-commit"


@pytest.fixture(autouse=True)
def _identity(monkeypatch: pytest.MonkeyPatch) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Sam")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "sam@home.example")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Make a vault in which each command is committed, without hooks."""
    start_vault(tmp_path)
    (tmp_path / HOOK).unlink()
    return commit(tmp_path, VAULT, "all")


def shown(root: Path, *words: str) -> str:
    return git(root, *words).out


def subjects(root: Path) -> list[str]:
    return shown(root, "log", "--format=%s").splitlines()


def changed(root: Path) -> list[str]:
    """Return what the last commit changed, a letter and a path each."""
    return shown(root, "show", "--format=", "--name-status", "--no-renames").splitlines()


@pytest.mark.parametrize(
    ("words", "subject", "files"),
    [
        (("log", "ada", "-k", "note", "-m", "Of her knee."), "netkeep log ada-example", [f"M\t{ADA}"]),
        (("log", "ada", "cy", "-k", "note"), "netkeep log ada-example", [f"M\t{ADA}"]),
        (("add", "Di"), "netkeep add di", ["A\tpeople/di.md"]),
        (
            ("rename", "ada", "ada-new"),
            "netkeep rename ada-example ada-new bo",
            ["A\timports/renames.txt", f"D\t{ADA}", "A\tpeople/ada-new.md", f"M\t{BO}"],
        ),
        (("merge", "bo", "cy"), "netkeep merge bo cy", ["A\timports/renames.txt", f"M\t{BO}", f"D\t{CY}"]),
        (("job", "start", "Acme"), "netkeep job start acme-2024", ["A\tjobs/acme-2024.md"]),
        (("forget", "ada", "--yes"), "netkeep forget", [f"D\t{ADA}", f"M\t{BO}"]),
        (("forget", "cy", "--yes"), "netkeep forget", ["A\timports/forgotten.json", f"D\t{CY}"]),
    ],
)
def test_a_command_is_committed_with_its_ids(
    vault: Path, netkeep: Netkeep, words: tuple[str, ...], subject: str, files: list[str]
) -> None:
    done = netkeep(*words)
    assert (done.code, done.err) == (0, "")
    assert subjects(vault) == [subject, "all"]
    assert changed(vault) == files
    assert shown(vault, "log", "-1", "--format=%an <%ae>%n%B").strip() == f"Sam <sam@home.example>\n{subject}"
    assert shown(vault, "status", "--porcelain") == ""
    assert shown(vault, "fsck", "--strict", "--no-dangling") == ""


def test_undo_is_a_commit_of_its_own(vault: Path, netkeep: Netkeep) -> None:
    netkeep("rename", "ada", "ada-new")
    assert netkeep("undo", "--yes").err == ""
    assert subjects(vault) == ["netkeep undo ada-new ada-example bo", "netkeep rename ada-example ada-new bo", "all"]
    assert shown(vault, "diff", "HEAD~2", "HEAD") == ""
    assert shown(vault, "status", "--porcelain") == ""


def test_what_is_staged_dirty_or_new_stays_so(vault: Path, netkeep: Netkeep) -> None:
    make_vault(vault, {"netkeep.toml": SETTINGS, BO: "staged", "mine.md": "staged", "new.md": "untracked"})
    git(vault, "add", BO, "mine.md")
    make_vault(vault, {"netkeep.toml": SETTINGS, BO: "staged, and more", CY: "dirty"})
    status = shown(vault, "status", "--porcelain")
    staged = shown(vault, "diff", "--cached")
    assert status == f"A  mine.md\nMM {BO}\n M {CY}\n?? new.md\n"
    assert netkeep("log", "ada", "-k", "note") == (
        0,
        LOGGED,
        f"netkeep: left out, because unreadable: {BO} and {CY}; see 'netkeep check'\n",
    )
    assert changed(vault) == [f"M\t{ADA}"]
    assert shown(vault, "status", "--porcelain") == status
    assert shown(vault, "diff", "--cached") == staged


@pytest.mark.parametrize("state", ["dirty", "staged", "staged and taken back", "untracked"])
def test_a_file_with_changes_of_the_owner_is_not_committed(vault: Path, netkeep: Netkeep, state: str) -> None:
    text = FIRST.replace("First", "Second")
    (vault / ADA).write_text(text)
    if state == "untracked":
        git(vault, "rm", "--quiet", "--cached", ADA)
        git(vault, "commit", "--quiet", "-m", "all")
    elif state != "dirty":
        git(vault, "add", ADA)
    if state == "staged and taken back":
        (vault / ADA).write_text(FIRST)
    head, staged = shown(vault, "rev-parse", "HEAD"), shown(vault, "ls-files", "--stage")
    why = f"netkeep: not committed: {ADA} had changes of your own already; commit them together\n"
    assert netkeep("log", "ada", "-k", "note") == (0, LOGGED, why)
    assert "2024-06-07 note" in (vault / ADA).read_text()
    assert (shown(vault, "rev-parse", "HEAD"), shown(vault, "ls-files", "--stage")) == (head, staged)


def test_half_a_command_is_never_committed(vault: Path, netkeep: Netkeep) -> None:
    (vault / BO).write_text("---\nname: Bo\nknows: [ada-example]\n---\n\nMine.\n")
    assert netkeep("rename", "ada", "ada-new").err == (
        f"netkeep: not committed: {BO} had changes of your own already; commit them together\n"
    )
    assert shown(vault, "status", "--porcelain") == f" D {ADA}\n M {BO}\n?? imports/\n?? people/ada-new.md\n"


def test_below_a_bigger_repository_and_in_a_work_tree(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "-b", "main")
    make_vault(tmp_path / "a b/vault", VAULT)
    commit(tmp_path, {"other.txt": "x"}, "all")
    git(tmp_path, "worktree", "add", "--quiet", "beside")
    make_vault(tmp_path, {"netkeep.toml": "", "other.txt": "mine"})
    git(tmp_path, "add", "other.txt")
    for place in ("a b/vault", "beside/a b/vault"):
        assert run(["--vault", str(tmp_path / place), "--today", TODAY, "rename", "cy", "cyd"]) == 0
    for root in (tmp_path, tmp_path / "beside"):
        assert subjects(root) == ["netkeep rename cy cyd", "all"]
        assert changed(root) == [
            *("A\ta b/vault/imports/renames.txt", "D\ta b/vault/people/cy.md", "A\ta b/vault/people/cyd.md"),
        ]
    assert shown(tmp_path, "diff", "--cached", "--name-only") == "other.txt\n"
    assert shown(tmp_path / "beside", "status", "--porcelain") == ""


def test_before_the_first_commit(tmp_path: Path, netkeep: Netkeep) -> None:
    git(tmp_path, "init", "--quiet")
    make_vault(tmp_path, {"netkeep.toml": SETTINGS})
    git(tmp_path, "add", "netkeep.toml")
    assert netkeep("add", "Di").err == ""
    assert changed(tmp_path) == ["A\tpeople/di.md"]
    assert shown(tmp_path, "status", "--porcelain") == "A  netkeep.toml\n"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("merge", "other"), "a merge is half done, and its commit will include this"),
        (("rebase", "other"), "a rebase is half done, and its commit will include this"),
        (("cherry-pick", "other"), "a cherry-pick is half done, and its commit will include this"),
        (("checkout", "--quiet", "--detach"), "no branch is checked out; 'git switch main' checks one out"),
    ],
)
def test_what_is_half_done_stays_so(vault: Path, netkeep: Netkeep, words: tuple[str, ...], why: str) -> None:
    git(vault, "switch", "--quiet", "-c", "other")
    commit(vault, {"x": "theirs", **VAULT})
    git(vault, "switch", "--quiet", "-")
    commit(vault, {"x": "ours", **VAULT})
    git(vault, *words)
    head = shown(vault, "rev-parse", "HEAD")
    assert netkeep("log", "ada", "-k", "note") == (0, LOGGED, f"netkeep: not committed: {why}\n")
    assert shown(vault, "rev-parse", "HEAD") == head


def test_without_a_repository_or_a_name(
    tmp_path: Path, netkeep: Netkeep, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "")
    done = netkeep("log", "ada", "-k", "note")
    assert (done.code, done.out, done.err.splitlines()[0]) == (0, LOGGED, "netkeep: not committed: git says:")
    (vault / ".git").rename(tmp_path.parent / f"{tmp_path.name}-git")
    why = "netkeep: not committed: the vault is not in a git repository; 'netkeep init' makes one\n"
    assert netkeep("log", "ada", "-k", "note") == (0, LOGGED, why)


def test_nothing_is_committed_unless_it_is_wished(vault: Path, netkeep: Netkeep) -> None:
    commit(vault, {"netkeep.toml": "format = 1\n"}, "no")
    assert netkeep("log", "ada", "-k", "note") == (0, LOGGED, "")
    assert subjects(vault) == ["no", "all"]


def _hook(vault: Path, name: str, text: str) -> None:
    path = vault / ".git/hooks" / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def test_a_hook_sees_what_is_committed_and_may_refuse(vault: Path, netkeep: Netkeep) -> None:
    _hook(vault, "pre-commit", "git diff --cached --name-only >seen; ! grep -q Secret people/*")
    _hook(vault, "post-commit", "git log -1 --format=%s >told")
    make_vault(vault, {**VAULT, "mine.md": "mine"})
    git(vault, "add", "mine.md")
    assert netkeep("log", "ada", "-k", "note") == (0, LOGGED, "")
    assert (vault / "seen").read_text() == f"{ADA}\n"
    assert (vault / "told").read_text() == "netkeep log ada-example\n"
    _hook(vault, "pre-commit", "echo Not so. >&2; exit 1")
    why = "netkeep: not committed: the pre-commit hook refused it\nNot so.\n"
    assert netkeep("log", "ada", "-k", "note", "-m", "Secret") == (0, LOGGED, why)
    assert shown(vault, "status", "--porcelain") == f"A  mine.md\n M {ADA}\n?? seen\n?? told\n"
    _hook(vault, "pre-commit", "exit 1")
    assert netkeep("add", "Di").err == "netkeep: not committed: the pre-commit hook refused it\n"


def test_the_hook_of_a_vault_refuses_what_is_broken_elsewhere(
    tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch
) -> None:
    start_vault(tmp_path)
    commit(tmp_path, {**VAULT, CY: "---\nname: Cy\nbirthday: 1979-02-31\n---\n"}, "all")
    programs = tmp_path.parent / f"{tmp_path.name}-bin"
    make_vault(programs, {"netkeep": f'#!/bin/sh\nexec {sys.executable} -m netkeep "$@"\n'})
    (programs / "netkeep").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    done = netkeep("log", "ada", "-k", "note")
    assert (done.code, done.out) == (0, LOGGED)
    first, finding, *_ = done.err.splitlines()
    assert first == "netkeep: not committed: the pre-commit hook refused it"
    assert finding.startswith(f"{CY}:3:11: NK")


def test_a_hook_that_runs_netkeep_waits_for_nothing(vault: Path, netkeep: Netkeep) -> None:
    _hook(
        vault, "post-commit", f"python3 -c 'import fcntl; fcntl.flock(open(\"{vault}/.netkeep/lock\"), fcntl.LOCK_EX)'"
    )
    assert netkeep("log", "ada", "-k", "note") == (0, LOGGED, "")


def test_a_commit_of_somebody_else_in_between_stays(vault: Path, netkeep: Netkeep) -> None:
    once = "[ -e once ] || { touch once; git commit --quiet --no-verify -m theirs mine.md; }"
    _hook(vault, "pre-commit", f"unset GIT_INDEX_FILE; {once}")
    make_vault(vault, {**VAULT, "mine.md": "mine"})
    git(vault, "add", "mine.md")
    assert netkeep("log", "ada", "-k", "note") == (0, LOGGED, "")
    assert subjects(vault) == ["netkeep log ada-example", "theirs", "all"]
    assert changed(vault) == [f"M\t{ADA}"]
    assert shown(vault, "status", "--porcelain") == "?? once\n"


def test_while_git_is_at_work_or_commits_itself(vault: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = vault / ".git/index.lock"
    lock.touch()
    why = "netkeep: not committed: git is busy in this repository; commit it later\n"
    assert netkeep("log", "ada", "-k", "note") == (0, LOGGED, why)
    lock.unlink()
    git(vault, "commit", "--quiet", "-am", "more")
    monkeypatch.setenv("GIT_INDEX_FILE", str(vault / ".git/index"))
    why = "netkeep: not committed: git itself runs this command, and commits\n"
    assert netkeep("log", "ada", "-k", "note") == (0, LOGGED, why)


def test_an_index_that_is_locked_in_between_is_told(vault: Path, netkeep: Netkeep) -> None:
    _hook(vault, "pre-commit", "touch .git/index.lock")
    why = f"netkeep: committed, but git's index could not be updated: 'git reset -- FILE' fixes that for {ADA}\n"
    assert netkeep("log", "ada", "-k", "note") == (0, LOGGED, why)
    (vault / ".git/index.lock").unlink()
    git(vault, "reset", "--", ADA)
    assert shown(vault, "status", "--porcelain") == ""


def test_a_branch_that_git_does_not_move_is_told(vault: Path, netkeep: Netkeep) -> None:
    _hook(vault, "reference-transaction", "exit 1")
    done = netkeep("log", "ada", "-k", "note")
    assert (done.code, done.out, done.err.splitlines()[0]) == (0, LOGGED, "netkeep: not committed: git says:")
    assert subjects(vault) == ["all"]


def test_commands_at_the_same_time_are_all_committed(vault: Path) -> None:
    make_vault(vault, VAULT)
    words = [sys.executable, "-m", "netkeep", "--vault", str(vault), "--today", TODAY, "add"]
    names = [f"New {letter}" for letter in "abcdef"]
    running = [subprocess.Popen([*words, name], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for name in names]
    assert [process.communicate()[1] for process in running] == [b""] * len(names)
    assert sorted(subjects(vault)) == ["all", *(f"netkeep add new-{letter}" for letter in "abcdef")]
    assert shown(vault, "status", "--porcelain") == ""


def test_line_ends_that_git_changes_modes_and_odd_names(vault: Path, netkeep: Netkeep) -> None:
    git(vault, "config", "core.autocrlf", "true")
    odd = 'people/o"d\\ é/ada-example.md'
    git(vault, "rm", "--quiet", ADA)
    commit(vault, {**VAULT, ADA: FIRST, odd: FIRST.replace("\n", "\r\n")})
    git(vault, "rm", "--quiet", ADA)
    (vault / odd).chmod(0o755)
    commit(vault, {"netkeep.toml": SETTINGS}, "odd")
    assert netkeep("log", "ada", "-k", "note").err == ""
    assert subjects(vault)[0] == "netkeep log ada-example"
    assert shown(vault, "show", "--format=", "--numstat", "-z").split("\0")[0] == f"1\t0\t{odd}"
    assert shown(vault, "ls-tree", "HEAD", "--", odd).startswith("100755 ")


def test_what_git_ignores_is_left_out(vault: Path, netkeep: Netkeep) -> None:
    commit(vault, {**VAULT, ".gitignore": "/.netkeep/\n/site/\nimports/\n"}, "ignored")
    netkeep("forget", "cy", "--yes")
    assert changed(vault) == [f"D\t{CY}"]


def test_a_failure_of_ours_does_not_hide_that_the_command_worked(
    vault: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("netkeep.store.commits.commit_changes", broken)
    done = netkeep("log", "ada", "-k", "note")
    assert (done.code, done.out) == (0, LOGGED)
    assert "2024-06-07 note" in (vault / ADA).read_text()
    monkeypatch.setattr("netkeep.store.commits.commit_changes", stopped)
    assert netkeep("log", "ada", "-k", "note") == (0, LOGGED, "netkeep: not committed: stopped\n")
