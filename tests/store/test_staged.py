"""The vault as git's index has it."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from netkeep.check.runner import check
from netkeep.errors import ConfigError, VaultError
from netkeep.model.dates import Duration
from netkeep.store.git import git, index_of_commit
from netkeep.store.load import load
from netkeep.store.vault import Vault
from tests.staged import load_staged
from tests.vaults import make_vault

ADA = "---\nname: Ada\n---\n"


def run_git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    command = ["git", *identity, *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Make a repository that has a vault of one person staged."""
    run_git(tmp_path, "init", "--quiet")
    root = make_vault(tmp_path / "v", {"people/ada.md": ADA})
    run_git(root, "add", "--all")
    return root


def paths(vault: Vault) -> list[str]:
    return [document.path for document in vault.documents]


def texts(vault: Vault) -> dict[str, str | None]:
    return {document.path: document.source.text if document.source else None for document in vault.documents}


def test_reads_the_index_and_not_the_work_tree(vault: Path) -> None:
    make_vault(vault, {"people/ada.md": "", "people/bob.md": ADA, "netkeep.toml": "nonsense"})
    staged = load_staged(vault)
    assert texts(staged) == {"people/ada.md": ADA}
    assert (staged.root, staged.strays) == (vault, ())


def test_deleted_file_is_there_until_that_is_staged(vault: Path) -> None:
    (vault / "people/ada.md").unlink()
    assert paths(load_staged(vault)) == ["people/ada.md"]
    run_git(vault, "add", "--all")
    assert paths(load_staged(vault)) == []


def test_settings_are_the_staged_ones(vault: Path) -> None:
    make_vault(vault, {"netkeep.toml": '[cadence]\ndefault = "2 weeks"\n'})
    assert load_staged(vault).settings.cadence == Duration(1, "year")
    run_git(vault, "add", "--all")
    assert load_staged(vault).settings.cadence == Duration(2, "week")
    run_git(vault, "rm", "--quiet", "--cached", "netkeep.toml")
    assert load_staged(vault).settings.cadence == Duration(1, "year")
    make_vault(vault, {"netkeep.toml": "nonsense"})
    run_git(vault, "add", "--all")
    with pytest.raises(ConfigError, match=r"netkeep\.toml: not valid TOML"):
        load_staged(vault)


def test_says_the_same_as_the_disk_of_what_is_all_staged(vault: Path) -> None:
    make_vault(
        vault,
        {
            "people/zoë.md": ADA,
            "people/two\nlines.md": ADA,
            "people/sub/eve.md": "---\r\nname: Eve\r\n---\r\n",
            "people/empty.md": "",
            "people/notes.txt": "x",
            "people/notes.txt~": "x",
            "people/.hidden/x.md": ADA,
            "people/latin.md": b"\xff\xfe",
            "jobs/acme.md": "---\norg: Acme\n---\n",
            "stray.md": ADA,
            "notes/stray.md": ADA,
            "notes/prose.md": "prose",
            "notes/deep/stray.md": ADA,
            "README.md": ADA,
            "site/page.md": ADA,
        },
    )
    (vault / "people" / os.fsdecode(b"odd-\xff.md")).write_text(ADA)
    (vault / "people/link.md").symlink_to("ada.md")
    (vault / "people/chain.md").symlink_to("link.md")
    (vault / "people/note.md").symlink_to("../notes/prose.md")
    (vault / "people/nowhere.md").symlink_to("gone.md")
    (vault / "people/circle.md").symlink_to("circle.md")
    (vault / "people/out.md").symlink_to("../../outside.md")
    (vault / "people/team").symlink_to("../notes")
    (vault / "orgs").symlink_to("notes")
    (vault.parent / "outside.md").write_text(ADA)
    run_git(vault, "add", "--all")
    staged, disk = load_staged(vault), load(vault)
    assert texts(staged) == texts(disk)
    assert [document.problems for document in staged.documents] == [document.problems for document in disk.documents]
    assert staged.strays == disk.strays


def test_announced_file_is_not_in_the_commit(vault: Path) -> None:
    make_vault(vault, {"people/bob.md": ADA, "people/empty.md": ""})
    run_git(vault, "add", "people/empty.md")
    run_git(vault, "add", "--intent-to-add", "people/bob.md")
    assert paths(load_staged(vault)) == ["people/ada.md", "people/empty.md"]


def test_submodule_is_not_entered(vault: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    make_vault(other, {"bob.md": ADA})
    run_git(other, "init", "--quiet")
    run_git(other, "add", "--all")
    run_git(other, "commit", "--quiet", "--message", "all")
    commit = run_git(other, "rev-parse", "HEAD")
    run_git(vault, "update-index", "--add", "--cacheinfo", f"160000,{commit},v/people/sub.md")
    run_git(vault, "update-index", "--add", "--cacheinfo", f"160000,{commit},v/people/team")
    staged = load_staged(vault)
    assert (paths(staged), staged.strays) == (["people/ada.md"], ())


def test_filtered_file_is_read_as_the_work_tree_has_it(vault: Path) -> None:
    run_git(vault, "config", "filter.hide.clean", "printf '\\000'; cat")
    run_git(vault, "config", "filter.hide.smudge", "tail -c +2")
    make_vault(vault, {".gitattributes": "/people/bob.md filter=hide\n", "people/bob.md": ADA})
    run_git(vault, "add", "--all")
    assert texts(load_staged(vault)) == {"people/ada.md": ADA, "people/bob.md": ADA}


def test_no_repository(tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="is not in a repository that git can read"):
        load_staged(make_vault(tmp_path, {}))


def test_index_that_a_hook_names_is_honoured(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = vault.parent / ".git" / "next-index-1.lock"
    own.write_bytes((vault.parent / ".git" / "index").read_bytes())
    make_vault(vault, {"people/bob.md": ADA})
    run_git(vault, "add", "--all")
    index = index_of_commit(vault, {"GIT_INDEX_FILE": str(own)})
    assert index == str(own)
    assert paths(load_staged(vault, index)) == ["people/ada.md"]
    assert paths(load_staged(vault)) == ["people/ada.md", "people/bob.md"]
    monkeypatch.chdir(vault.parent)
    assert index_of_commit(vault, {"GIT_INDEX_FILE": ".git/next-index-1.lock"}) == str(own)


def test_index_elsewhere_is_honoured_unless_it_is_another_repository_s(vault: Path, tmp_path: Path) -> None:
    spare = tmp_path.parent / f"{tmp_path.name}-spare"
    spare.mkdir()
    (spare / "index").write_bytes((tmp_path / ".git" / "index").read_bytes())
    assert index_of_commit(vault, {"GIT_INDEX_FILE": str(spare / "index")}) == str(spare / "index")
    run_git(spare, "init", "--quiet")
    assert index_of_commit(vault, {"GIT_INDEX_FILE": str(spare / "index")}) is None
    assert index_of_commit(vault, {"GIT_INDEX_FILE": str(spare / "gone")}) is None
    assert index_of_commit(vault, {}) is None


def test_nothing_else_of_the_environment_reaches_git(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX"):
        monkeypatch.setenv(name, "/nowhere")
    assert paths(load_staged(vault)) == ["people/ada.md"]
    assert git(vault, "rev-parse", "--show-prefix") == "v/"


def _unmerge(vault: Path, path: str, *stages: int) -> None:
    """Leave a merge of a file unfinished: the ancestor is 1, ours 2, theirs 3."""
    blob = run_git(vault, "hash-object", "-w", path)
    lines = "".join(f"100644 {blob} {stage}\tv/{path}\n" for stage in stages)
    run_git(vault, "rm", "--quiet", "--cached", path)
    subprocess.run(["git", "update-index", "--index-info"], cwd=vault.parent, check=True, input=lines.encode())


_SEVERAL = "git holds several versions of it: finish the merge, then 'git add' it"


@pytest.mark.parametrize("stages", [(1, 2, 3), (2, 3), (1, 2), (1, 3), (1,)], ids=str)
def test_what_is_not_merged_cannot_be_read(vault: Path, stages: tuple[int, ...]) -> None:
    _unmerge(vault, "people/ada.md", *stages)
    staged = load_staged(vault)
    assert staged.unreadable == ("people/ada.md",)
    [ada] = [one for one in staged.documents if one.path == "people/ada.md"]
    assert [(one.kind, dict(one.facts)) for one in ada.problems] == [("unreadable-file", {"why": _SEVERAL})]
    assert [(one.code, one.message) for one in check(staged, date(2024, 6, 1))] == [
        ("NK113", f"cannot be read: {_SEVERAL}")
    ]
    run_git(vault, "add", "people/ada.md")
    assert load_staged(vault).unreadable == ()


def test_settings_that_are_not_merged_are_refused(vault: Path) -> None:
    _unmerge(vault, "netkeep.toml", 2, 3)
    with pytest.raises(ConfigError, match=r"^netkeep\.toml: git holds several versions of it: finish the merge"):
        load_staged(vault)
