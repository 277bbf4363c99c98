"""``netkeep sync``: two clones and a bare remote, on a stick as it were."""

from pathlib import Path
from typing import NamedTuple

import pytest

from netkeep.exchange.merging.tombstones import Forgotten
from netkeep.store.init_vault import start_vault
from tests.cli.conftest import Netkeep
from tests.vaults import make_vault
from tests.versions.clones import ADA, commit, contact, git

BASE = contact("2026-11-01 call: First.", front="emails: [ada@home.example]\n")


class Sync:
    """Runs the command in a clone."""

    def __init__(self, netkeep: Netkeep, root: Path) -> None:
        self.root = root
        self._netkeep = netkeep

    def __call__(self, *words: str) -> tuple[int, str]:
        done = self._netkeep("--vault", str(self.root), "sync", *words)
        return done.code, done.out + done.err

    def log(self, entry: str) -> None:
        """Write an entry at the top of the log, and commit it."""
        text = (self.root / ADA).read_text().replace("## Log\n\n", f"## Log\n\n- {entry}\n")
        commit(self.root, {ADA: text})


class Clones(NamedTuple):
    """Two clones of one remote."""

    laptop: Sync
    work: Sync


@pytest.fixture
def clones(tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch) -> Clones:
    """Make two clones that have the same."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "a@example.org")
    monkeypatch.setenv("HOME", str(tmp_path))
    git(tmp_path, "init", "--quiet", "--bare", "-b", "main", "stick.git")
    laptop = tmp_path / "laptop"
    start_vault(laptop)
    git(laptop, "checkout", "--quiet", "-B", "main")
    commit(laptop, {ADA: BASE})
    git(laptop, "remote", "add", "origin", "../stick.git")
    git(laptop, "push", "--quiet", "--set-upstream", "origin", "main")
    git(tmp_path, "clone", "--quiet", "stick.git", "work")
    start_vault(tmp_path / "work")
    for name in ("laptop", "work"):
        git(tmp_path / name, "config", "--add", "netkeep.pushTo", str(tmp_path / "stick.git"))
        git(tmp_path / name, "config", "--add", "netkeep.pushTo", "../stick.git")
    return Clones(Sync(netkeep, laptop), Sync(netkeep, tmp_path / "work"))


def test_an_entry_on_each_side(clones: Clones) -> None:
    clones.laptop.log("2026-11-03 coffee: Ours.")
    clones.work.log("2026-11-02 call: Theirs.")
    assert clones.laptop() == (0, "1 commit pushed to origin.\n")
    assert clones.work() == (0, "1 commit taken from origin.\n2 commits pushed to origin.\n")
    assert clones.laptop() == (0, "2 commits taken from origin.\norigin is up to date.\n")
    texts = {(sync.root / ADA).read_text() for sync in clones}
    assert texts == {
        contact(
            *("2026-11-03 coffee: Ours.", "2026-11-02 call: Theirs.", "2026-11-01 call: First."),
            front="emails: [ada@home.example]\n",
        )
    }


def test_rebases_where_git_is_set_so(clones: Clones) -> None:
    clones.laptop.log("2026-11-03 coffee: Ours.")
    clones.work.log("2026-11-02 call: Theirs.")
    clones.laptop()
    git(clones.work.root, "config", "pull.rebase", "true")
    assert clones.work() == (0, "1 commit taken from origin.\n1 commit pushed to origin.\n")


def test_what_is_not_committed_is_committed_when_asked(clones: Clones) -> None:
    make_vault(clones.laptop.root, {"people/bo-bell.md": "---\nname: Bo Bell\n---\n"})
    assert clones.laptop() == (2, "netkeep: 1 file not committed: 'netkeep sync --commit' commits them first\n")
    assert clones.laptop("--commit") == (0, "1 file committed.\n1 commit pushed to origin.\n")
    assert git(clones.laptop.root, "log", "-1", "--format=%s").out == "netkeep sync\n"


def test_a_clash_stops_with_the_way_on_and_the_way_back(clones: Clones) -> None:
    for sync, place in zip(clones, ("Oslo", "Rome"), strict=True):
        commit(sync.root, {ADA: BASE.replace("emails", f"location: {place}\nemails")})
    clones.laptop()
    assert clones.work() == (
        1,
        (
            "netkeep: 1 file left to decide:\n"
            f"  {ADA}: location\n"
            "'netkeep git resolve' decides them with a key each, then 'git commit' and 'netkeep sync' again; "
            "'git merge --abort' goes back.\n"
        ),
    )
    code, said = clones.work()
    assert (code, said) == (
        2,
        (
            "netkeep: a merge is half done: 'netkeep git resolve' decides what is left, and "
            "'git merge --continue' ends it; 'git merge --abort' goes back\n"
        ),
    )
    assert git(clones.work.root, "merge", "--abort").code == 0
    assert "Rome" in (clones.work.root / ADA).read_text()


def test_a_finding_that_the_remote_had_already_stops_nobody(clones: Clones) -> None:
    git(clones.laptop.root, "rm", "--quiet", ADA)
    linked = "---\nname: Dee Day\n---\n[[ada-example]]\n"
    commit(clones.laptop.root, {"people/dee-day.md": linked, "README.md": "x"})
    assert clones.laptop() == (0, "1 commit pushed to origin.\n")
    commit(clones.work.root, {"people/cy-cole.md": "---\nname: Cy Cole\n---\n"})
    assert clones.work() == (0, "1 commit taken from origin.\n2 commits pushed to origin.\n")
    assert [path.name for path in (clones.work.root / ".netkeep").iterdir() if path.is_dir()] == []


def test_a_file_that_one_side_has_taken_away(clones: Clones) -> None:
    git(clones.laptop.root, "rm", "--quiet", ADA)
    commit(clones.laptop.root, {})
    clones.laptop()
    clones.work.log("2026-11-02 call: Theirs.")
    code, said = clones.work()
    assert (code, said.splitlines()[1]) == (1, f"  {ADA}: theirs has removed it, and ours has changed it")


def test_only_findings_that_are_new_stop_a_push(clones: Clones) -> None:
    old = "---\nname: Cy Cole\nnmae: Cy\n---\n"
    commit(
        clones.work.root, {"people/cy-cole.md": old, "people/dee-day.md": "---\nname: Dee Day\n---\n[[ada-example]]\n"}
    )
    git(clones.laptop.root, "rm", "--quiet", ADA)
    commit(clones.laptop.root, {})
    clones.laptop()
    code, said = clones.work()
    assert (code, said) == (
        1,
        (
            "1 commit taken from origin.\n"
            "netkeep: the merge has findings that were not there before:\n"
            "  people/dee-day.md: NK402 this link leads nowhere\n"
            "Nothing was pushed: fix them ('netkeep check --fix' may help), commit, and run 'netkeep sync' again.\n"
        ),
    )


def test_nobody_who_was_forgotten_is_sent_back(clones: Clones) -> None:
    stones = Forgotten(b"salt").with_keys(["email:ada@home.example"]).text()
    commit(clones.work.root, {"imports/forgotten.json": stones})
    assert clones.work() == (
        1,
        (
            "netkeep: somebody who was forgotten has come back: people/ada-example.md. Nothing was pushed: "
            "'netkeep forget ada-example' forgets them once more; then commit, and 'netkeep sync' again.\n"
        ),
    )


def test_offline_nothing_changes(clones: Clones, tmp_path: Path) -> None:
    clones.laptop.log("2026-11-03 coffee: Ours.")
    (tmp_path / "stick.git").rename(tmp_path / "elsewhere.git")
    code, said = clones.laptop()
    assert (code, said.splitlines()[0]) == (
        5,
        "netkeep: origin cannot be reached; your commits stay on this machine. git says:",
    )
    (tmp_path / "elsewhere.git").rename(tmp_path / "stick.git")
    assert clones.laptop() == (0, "1 commit pushed to origin.\n")


def test_a_new_address_is_agreed_to_once(clones: Clones, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "other.git")
    git(clones.laptop.root, "remote", "add", "other", "../other.git")
    assert clones.laptop("other") == (
        2,
        "netkeep: nothing was pushed to ../other.git; 'netkeep sync --yes' agrees to it once and for all\n",
    )
    assert git(tmp_path / "other.git", "for-each-ref").out == ""
    assert clones.laptop("other", "--yes")[0] == 0
    clones.laptop.log("2026-11-04 call: Again.")
    assert clones.laptop("other") == (0, "1 commit pushed to other.\n")
    assert clones.laptop("nowhere")[1] == "netkeep: there is no remote 'nowhere'; the remotes are: origin, other\n"


def test_without_a_remote_it_says_how_to_name_one(clones: Clones) -> None:
    git(clones.laptop.root, "remote", "remove", "origin")
    assert clones.laptop() == (
        2,
        "netkeep: there is no remote; 'git remote add origin ADDRESS' names one, such as a repository on a stick\n",
    )
