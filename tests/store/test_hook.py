"""The hook in real git: wherever the vault is, a bad commit is refused and a good one accepted."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from netkeep.store.hook import find_hook, put_hook
from netkeep.store.init_vault import start_vault
from tests.vaults import make_vault

GOOD = "---\nname: Ada\n---\n"
BAD = "---\nnmae: Ada\n---\n"
_IDENTITY = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always")


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *_IDENTITY, *words], cwd=folder, check=True, capture_output=True)


def commit(folder: Path, name: str = "ada", text: str = GOOD, *words: str, inside: str = ".") -> tuple[int, list[str]]:
    """Write a contact, and commit it from within the vault; return git's exit code and the lines of the check."""
    make_vault(folder, {"netkeep.toml": "format = 1\n", f"people/{name}.md": text})
    git(folder, "add", "people")
    command = ["git", *_IDENTITY, "commit", "--quiet", "--message", name, *words]
    done = subprocess.run(command, cwd=folder / inside, check=False, capture_output=True, text=True)
    return done.returncode, (done.stdout + done.stderr).splitlines()


def refuses_and_accepts(folder: Path, shown: str = "") -> bool:
    """Return whether the hook refuses a bad commit because of what it finds, and accepts a good one."""
    code, lines = commit(folder, "new", BAD)
    refused = code == 1 and f"{shown}people/new.md:2:1: NK201 unknown key 'nmae'" in lines
    return refused and commit(folder, "new", GOOD, "--allow-empty")[0] == 0


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Make a vault in a repository of its own, in which everything is committed."""
    root = tmp_path / "a vault's"
    start_vault(root)
    git(root, "add", "--all")
    assert commit(root, "first")[0] == 0
    return root


@pytest.fixture
def big(tmp_path: Path) -> Path:
    """Make a repository with a vault below, in ``notes/my people``."""
    top = tmp_path / "big"
    top.mkdir()
    git(top, "init", "--quiet")
    (top / "README").write_text("big\n")
    start_vault(top / "notes" / "my people")
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "--message", "all")
    return top


def test_copied_and_moved(vault: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(vault, tmp_path / "copy")
    assert refuses_and_accepts(copy)
    vault.rename(tmp_path / "moved")
    assert refuses_and_accepts(tmp_path / "moved")
    assert refuses_and_accepts(copy.rename(tmp_path / "copy moved"))


def test_cloned(vault: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(vault), "clone")
    clone = tmp_path / "clone"
    index = (clone / ".git" / "index").read_bytes()
    assert start_vault(clone) == ((".netkeep/", "a pre-commit hook", "a merge driver"), "")
    assert (clone / ".git" / "index").read_bytes() == index
    status = subprocess.run(["git", "status", "--porcelain"], cwd=clone, check=True, capture_output=True)
    assert status.stdout == b""
    assert refuses_and_accepts(clone)


def test_cloned_without_what_was_ignored(vault: Path, tmp_path: Path) -> None:
    git(vault, "rm", "--quiet", ".gitignore")
    git(vault, "commit", "--quiet", "--message", "without")
    git(tmp_path, "clone", "--quiet", str(vault), "clone")
    clone = tmp_path / "clone"
    assert start_vault(clone) == (
        (".netkeep/", "site/ in git's info/exclude", "a pre-commit hook", "a merge driver"),
        "",
    )
    (clone / "site").mkdir()
    (clone / "site" / "index.html").touch()
    status = subprocess.run(["git", "status", "--porcelain"], cwd=clone, check=True, capture_output=True)
    assert status.stdout == b""


def test_in_a_work_tree(vault: Path, tmp_path: Path) -> None:
    git(vault, "worktree", "add", "--quiet", str(tmp_path / "tree"))
    assert start_vault(tmp_path / "tree") == ((".netkeep/",), "")
    assert refuses_and_accepts(tmp_path / "tree")
    assert refuses_and_accepts(vault)


def test_below_a_bigger_repository(big: Path, tmp_path: Path) -> None:
    vault = big / "notes" / "my people"
    assert refuses_and_accepts(vault, "notes/my people/")
    git(big, "worktree", "add", "--quiet", str(tmp_path / "tree"))
    assert refuses_and_accepts(tmp_path / "tree" / "notes" / "my people", "notes/my people/")
    assert refuses_and_accepts(shutil.copytree(big, tmp_path / "copy") / "notes" / "my people", "notes/my people/")
    git(tmp_path, "clone", "--quiet", str(big), "clone")
    start_vault(tmp_path / "clone" / "notes" / "my people")
    assert refuses_and_accepts(tmp_path / "clone" / "notes" / "my people", "notes/my people/")


def test_as_a_submodule(vault: Path, tmp_path: Path) -> None:
    top = tmp_path / "top"
    top.mkdir()
    git(top, "init", "--quiet")
    git(top, "submodule", "--quiet", "add", str(vault), "people of mine")
    git(top, "commit", "--quiet", "--message", "all")
    inside = top / "people of mine"
    assert start_vault(inside) == ((".netkeep/", "a pre-commit hook", "a merge driver"), "")
    assert not (top / ".git" / "hooks" / "pre-commit").exists()
    assert refuses_and_accepts(inside)
    git(top, "commit", "--quiet", "--all", "--message", "newer")


def test_what_is_committed_alone_is_what_is_checked(big: Path) -> None:
    vault = big / "notes" / "my people"
    assert commit(vault, "ada")[0] == 0
    make_vault(vault, {"people/ada.md": BAD, "people/bob.md": GOOD})
    git(vault, "add", "people")
    assert commit(vault, "bob", GOOD.replace("Ada", "Bob"), "bob.md", inside="people")[0] == 0
    assert commit(vault, "ada", BAD, "people/ada.md")[0] == 1


def test_a_vault_that_moved_within_its_repository_is_found(big: Path) -> None:
    git(big, "mv", "notes", "elsewhere")
    git(big, "commit", "--quiet", "--message", "moved")
    vault = big / "elsewhere" / "my people"
    assert refuses_and_accepts(vault, "elsewhere/my people/")
    assert start_vault(vault) == (("a pre-commit hook",), "")
    shutil.move(vault, big / "zoë's")
    git(big, "add", "--all")
    git(big, "commit", "--quiet", "--message", "moved again")
    assert refuses_and_accepts(big / "zoë's", "zoë's/")


def test_nothing_is_in_the_way_once_the_vault_is_gone(big: Path) -> None:
    vault = big / "notes" / "my people"
    shutil.rmtree(vault)
    (big / "README").write_text("bigger\n")
    git(big, "commit", "--quiet", "--message", "not the vault", "README")
    git(big, "add", "--all")
    git(big, "commit", "--quiet", "--message", "without the vault")
    start_vault(vault)
    git(vault, "init", "--quiet")
    make_vault(vault, {"people/bad.md": BAD})
    git(vault, "add", "--all")
    (big / "README").write_text("big again\n")
    git(big, "commit", "--quiet", "--all", "--message", "beside a vault that is a repository of its own")


def test_two_vaults_of_one_repository_are_both_checked(big: Path) -> None:
    assert start_vault(big / "second") == (("netkeep.toml", ".gitignore", ".gitattributes", "a pre-commit hook"), "")
    assert start_vault(big / "notes" / "my people") == ((), "")
    git(big, "add", "--all")
    assert refuses_and_accepts(big / "second", "second/")
    assert refuses_and_accepts(big / "notes" / "my people", "notes/my people/")


@pytest.mark.parametrize(("vault", "named"), [("{top}", "./"), ("{top}/a b", "./a b/"), ("/elsewhere/it's", "")])
def test_a_hook_that_was_made_before_is_made_anew(tmp_path: Path, vault: str, named: str) -> None:
    where = shlex.quote(vault.format(top=tmp_path))
    git(tmp_path, "init", "--quiet")
    hook = tmp_path / ".git" / "hooks" / "pre-commit"
    hook.write_text(
        f"""\
#!/bin/sh
# Made by 'netkeep init': a commit that would break the vault is refused; 'git commit --no-verify' goes round it.
command -v netkeep >/dev/null 2>&1 && exec netkeep --vault {where} check --staged
exec /usr/bin/python3 -m netkeep --vault {where} check --staged
"""
    )
    hook.chmod(0o755)
    found = find_hook(make_vault(tmp_path, {}))
    assert found
    assert (found.path.resolve(), found.state, found.vaults) == (hook, "outdated", (named,) if named else ())
    assert put_hook(tmp_path)
    found = find_hook(tmp_path)
    assert found
    assert (found.state, found.vaults) == ("ours", tuple(sorted({"./", *filter(None, [named])})))
    assert not put_hook(tmp_path)


def test_a_changed_hook_is_not_netkeep_s(vault: Path) -> None:
    hook = vault / ".git" / "hooks" / "pre-commit"
    text = hook.read_text()
    for other in (text + "\n", text.replace("failed=0", "failed=1"), text.replace("set -- ./", "set -- './'")):
        hook.write_text(other)
        found = find_hook(vault)
        assert found
        assert found.state == "calls"
        assert not put_hook(vault)
        assert hook.read_text() == other


def test_where_netkeep_is_missing_that_is_said(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hook = vault / ".git" / "hooks" / "pre-commit"
    hook.write_text(hook.read_text().replace(sys.executable, "/nowhere/python"))
    monkeypatch.setenv("PATH", os.defpath)
    said = "netkeep is not installed here, so ./ is not checked; 'git commit --no-verify' commits all the same."
    assert commit(vault, "new") == (1, [said])
