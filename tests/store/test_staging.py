"""The index of what is staged: what it reads, what it keeps, and whose index of git's it is about."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from netkeep.check.analysis import analyse
from netkeep.check.reader import reader
from netkeep.config import Settings
from netkeep.store.git import index_of_commit
from netkeep.store.index.fast_path import answer_staged
from netkeep.store.index.listing import Listing
from netkeep.store.index.refresh import open_index
from netkeep.store.index.rows import Analysis
from netkeep.store.index.staging import staged_index
from netkeep.store.staged import find_staged
from netkeep.text.document import Document
from tests.vaults import make_vault

ADA, BOB = "---\nname: Ada\n---\n", "---\nname: Bob\n---\n"
TODAY = "2024-06-01"


def git(folder: Path, *words: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Make a vault of two people, of long ago and staged, that the index of the files knows."""
    root = make_vault(tmp_path, {"people/ada.md": ADA, "people/bob.md": BOB})
    for path in root.rglob("*.md"):
        os.utime(path, ns=(1_700_000_000_123_456_789, 1_700_000_000_123_456_789))
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    open_index(root, reader(Settings())).close()
    return root


def read(root: Path, index: str | None = None) -> list[str]:
    """Bring the index of what is staged up to date, and return what was read for that."""
    noted: list[str] = []

    def note(document: Document, settings: Settings) -> Analysis:
        noted.append(document.path)
        return analyse(document, settings)

    staged = find_staged(root, index)
    with staged_index(root, index, staged, reader(staged.settings)._replace(analyse=note)):
        return noted


def files(root: Path, environ: dict[str, str] | None = None) -> int | None:
    known = answer_staged(str(root), [], TODAY, Listing(str(root), {**os.environ, **(environ or {})}))
    return known and known[0]


def test_what_the_index_of_the_files_knows_is_not_read_again(vault: Path) -> None:
    assert files(vault) is None
    assert read(vault) == []
    assert files(vault) == 2
    assert not (vault / ".netkeep" / "staged.sqlite").exists()


def test_what_is_staged_and_as_in_the_work_tree_is_read_once_for_both(vault: Path) -> None:
    make_vault(vault, {"people/ada.md": ADA.replace("Ada", "Ada Example")})
    git(vault, "add", "--all")
    assert read(vault) == ["people/ada.md"]
    assert not (vault / ".netkeep" / "staged.sqlite").exists()
    assert files(vault) == 2


def test_where_something_else_is_staged_only_that_is_read(vault: Path) -> None:
    make_vault(vault, {"people/ada.md": ADA.replace("Ada", "Staged")})
    git(vault, "add", "--all")
    make_vault(vault, {"people/ada.md": ADA.replace("Ada", "Changed again"), "people/new.md": ADA})
    *of_the_files, staged = read(vault)
    assert (sorted(of_the_files), staged) == (["people/ada.md", "people/new.md"], "people/ada.md")
    assert files(vault) == 2
    assert "people/bob.md" not in read(vault)
    assert files(vault) == 2


def test_other_settings_are_staged(vault: Path) -> None:
    make_vault(vault, {"netkeep.toml": '[check]\nignore = ["NK3"]\n'})
    assert read(vault) == []  # as the index of the files was made with those
    assert files(vault) == 2
    git(vault, "add", "--all")
    assert files(vault) is None
    assert sorted(read(vault)) == ["people/ada.md", "people/bob.md"]
    assert files(vault) == 2


def test_an_index_that_a_commit_names(vault: Path) -> None:
    own, other = vault / ".git" / "next-index-1.lock", vault.parent / "index"
    for path in (own, other):
        path.write_bytes((vault / ".git" / "index").read_bytes())
    git(vault, "rm", "--quiet", "--cached", "people/bob.md")
    assert index_of_commit(vault, {"GIT_INDEX_FILE": str(own)}) == str(own)
    read(vault, str(own))
    assert files(vault, {"GIT_INDEX_FILE": str(own)}) == 2
    assert files(vault) is None
    read(vault)
    assert files(vault) == 1
    assert files(vault, {"GIT_INDEX_FILE": str(other)}) is None
    read(vault, str(other))
    assert files(vault) == 1  # of an index from elsewhere nothing is kept


def test_an_index_of_a_work_tree_is_its_own(vault: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    git(vault, "commit", "--quiet", "--message", "all")
    tree = tmp_path_factory.mktemp("trees") / "tree"
    git(vault, "worktree", "add", "--quiet", str(tree))
    index = str(vault / ".git" / "worktrees" / "tree" / "index")
    assert (Listing(str(tree), {**os.environ, "GIT_INDEX_FILE": index}).read() or b"").count(b"\0") == 3
    assert Listing(str(tree), {**os.environ, "GIT_INDEX_FILE": str(vault / ".git" / "index")}).read() is None
    assert Listing(str(tree.parent), dict(os.environ)).read() is None


def test_what_git_calls_a_content_is_kept(vault: Path) -> None:
    make_vault(vault, {"people/bom.md": b"\xef\xbb\xbf" + ADA.encode(), "people/latin.md": b"---\nname: \xff\n---\n"})
    git(vault, "add", "--all")
    listed = subprocess.run(["git", "ls-files", "--stage"], cwd=vault, check=True, capture_output=True, text=True)
    blobs = {line.split()[3]: line.split()[1] for line in listed.stdout.splitlines()}
    open_index(vault, reader(Settings())).close()
    with closing(sqlite3.connect(vault / ".netkeep" / "index.sqlite")) as index:
        known = dict(index.execute("SELECT path, blob FROM file WHERE path LIKE 'people/%'").fetchall())
    assert known == {path: blobs[path] for path in known if path != "people/latin.md"} | {"people/latin.md": ""}


def test_without_a_place_to_keep_it_the_answer_is_the_same(vault: Path) -> None:
    (vault / ".netkeep" / "index.sqlite").unlink()
    (vault / ".netkeep" / "index.sqlite").mkdir()
    (vault / ".netkeep" / "staged.sqlite").mkdir()
    assert sorted(read(vault)) == ["people/ada.md"] * 2 + ["people/bob.md"] * 2  # in the order of the folder
    assert files(vault) is None
