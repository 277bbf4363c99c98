"""``netkeep git``: set up, previewed, and what clashes decided with a key each."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.cli.conftest import Netkeep
from tests.versions.clones import ADA, commit, contact, git, two_clones

BASE = contact("2026-11-01 call: First.", front="location: Bern\n")
OURS = contact("2026-11-03 coffee: Ours.", "2026-11-01 call: First.", front="location: Oslo\n")
THEIRS = contact("2026-11-02 call: Theirs.", "2026-11-01 call: First, on the phone.", front="location: Rome\n")


@pytest.fixture
def merging(tmp_path: Path) -> Path:
    """Make a vault in ``tmp_path / "ours"``, in the midst of a merge whose location clashes."""
    first, _ = two_clones(tmp_path, BASE, OURS, THEIRS)
    git(first, "remote", "set-head", "theirs", "--auto")
    assert git(first, "merge", "--no-edit", "theirs/HEAD").code == 1
    return first


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Yield a list of the keys that will be typed."""
    typed: list[str] = []
    monkeypatch.setattr(click, "getchar", lambda: typed.pop(0))
    yield typed
    assert typed == []


def test_a_preview_tells_what_would_clash(tmp_path: Path, netkeep: Netkeep) -> None:
    first, _ = two_clones(tmp_path, BASE, OURS, THEIRS)
    git(first, "remote", "set-head", "theirs", "--auto")
    done = netkeep("--vault", str(first), "git", "preview", "theirs/HEAD")
    assert (done.code, done.out) == (1, f"{ADA}: differs in location\n1 file to decide.\n")
    assert git(first, "status", "--porcelain").out == ""
    done = netkeep("--vault", str(first), "git", "preview", "HEAD")
    assert (done.code, done.out) == (0, "Nothing would be left to decide.\n")
    done = netkeep("--vault", str(first), "git", "preview", "nowhere")
    assert (done.code, done.err) == (
        2,
        "netkeep: there is no commit 'nowhere'; 'git branch --all' lists the branches\n",
    )


def test_a_clash_is_decided_with_a_key(merging: Path, netkeep: Netkeep, keys: list[str]) -> None:
    keys += ["x", "t"]
    done = netkeep("--vault", str(merging), "git", "resolve")
    assert (done.code, done.out) == (
        0,
        (
            f"{ADA}: location\n"
            "  ours    location: Oslo\n"
            "  theirs  location: Rome\n"
            "  [o] ours, [t] theirs, [s] skip this file, [q] stop\n"
            "Everything is decided: 'git commit' ends the merge ('git rebase --continue' a rebase).\n"
        ),
    )
    assert (merging / ADA).read_text() == contact(
        "2026-11-03 coffee: Ours.",
        "2026-11-02 call: Theirs.",
        "2026-11-01 call: First, on the phone.",
        front="location: Rome\n",
    )
    assert git(merging, "status", "--porcelain").out == f"M  {ADA}\n"
    assert netkeep("--vault", str(merging), "git", "resolve").out == "There is nothing to resolve in the vault.\n"


@pytest.mark.parametrize(("key", "said"), [("s", f"{ADA} stays as it is.\n"), ("q", "Stopped.\n")])
def test_what_is_skipped_stays_as_it_is(merging: Path, netkeep: Netkeep, keys: list[str], key: str, said: str) -> None:
    before = (merging / ADA).read_bytes()
    keys += [key]
    done = netkeep("--vault", str(merging), "git", "resolve")
    assert (done.code, done.out.endswith(f"{said}1 file left to decide.\n")) == (1, True)
    assert (merging / ADA).read_bytes() == before
    assert git(merging, "status", "--porcelain").out == f"UU {ADA}\n"


def test_two_new_people_of_one_name_get_a_file_each(tmp_path: Path, netkeep: Netkeep, keys: list[str]) -> None:
    own, other = (contact(front=f"emails: [{name}@x.example]\n") for name in ("ada", "another"))
    first, _ = two_clones(tmp_path, "", own, other)
    git(first, "remote", "set-head", "theirs", "--auto")
    git(first, "merge", "--no-edit", "theirs/HEAD")
    keys += ["n"]
    done = netkeep("--vault", str(first), "git", "resolve")
    assert (done.code, "[n] theirs becomes people/ada-example-2.md" in done.out) == (0, True)
    assert (first / ADA).read_text() == own
    assert (first / "people/ada-example-2.md").read_text() == other
    assert git(first, "status", "--porcelain").out == "A  people/ada-example-2.md\n"


@pytest.mark.parametrize(("key", "kept"), [("k", True), ("d", False)])
def test_what_one_side_took_away_is_kept_or_goes(
    tmp_path: Path, netkeep: Netkeep, keys: list[str], key: str, *, kept: bool
) -> None:
    first, _ = two_clones(tmp_path, BASE, OURS, THEIRS)
    git(first, "remote", "set-head", "theirs", "--auto")
    (first / ADA).unlink()
    commit(first, {})
    git(first, "merge", "--no-edit", "theirs/HEAD")
    keys += [key]
    assert netkeep("--vault", str(first), "git", "resolve").code == 0
    assert (first / ADA).exists() == kept


def test_setup_says_what_it_did(tmp_path: Path, netkeep: Netkeep) -> None:
    (tmp_path / "people").mkdir()
    assert netkeep("git", "setup").err == "The vault is not in a git repository: 'netkeep init' makes one.\n"
    netkeep("init", str(tmp_path))
    assert netkeep("git", "setup").out == "Everything is set up already.\n"
    assert netkeep("git", "setup", "--remove").out == "Removed: the merge driver and its lines in .gitattributes.\n"
    assert netkeep("git", "setup", "--remove").out == "There was nothing to remove.\n"
    assert netkeep("git", "setup").out == (
        "The repository has a merge driver and .gitattributes now.\n"
        "Commit it, so that every clone knows: git add .gitattributes\n"
    )


def test_a_file_that_each_side_has_renamed(tmp_path: Path, netkeep: Netkeep, keys: list[str]) -> None:
    first, second = two_clones(tmp_path, contact(), contact("2026-11-02 call"), contact("2026-11-03 email"))
    for root, name in ((first, "ada-king"), (second, "ada-queen")):
        assert netkeep("--vault", str(root), "rename", "ada-example", name).code == 0
        commit(root, {})
    git(first, "fetch", "--quiet", "theirs")
    assert git(first, "merge", "--no-edit", "theirs/master").code == 1
    keys += ["k", "d"]
    done = netkeep("--vault", str(first), "git", "resolve")
    choices = "  [k] keep it, [d] remove it, [s] skip this file, [q] stop\n"
    assert done.code == 0
    assert done.out == (
        f"{ADA}: both sides have removed it\n"
        f"people/ada-king.md: ours has given another file this name\n{choices}"
        f"people/ada-queen.md: theirs has given another file this name\n{choices}"
        "Everything is decided: 'git commit' ends the merge ('git rebase --continue' a rebase).\n"
    )
    assert [path.name for path in (first / "people").iterdir()] == ["ada-king.md"]
    assert git(first, "commit", "--no-verify", "--no-edit", "--quiet").code == 0
