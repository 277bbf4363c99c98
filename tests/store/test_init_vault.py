"""A new vault."""

import subprocess
from pathlib import Path

from netkeep.store.init_vault import start_vault
from tests.vaults import make_vault


def commit(folder: Path, message: str) -> int:
    subprocess.run(["git", "add", "--all"], cwd=folder, check=True)
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    command = ["git", *identity, "commit", "--quiet", "--message", message]
    return subprocess.run(command, cwd=folder, check=False, capture_output=True).returncode


def test_makes_settings_ignore_file_repository_and_hook(tmp_path: Path) -> None:
    folder = tmp_path / "people's vault"
    made = ("netkeep.toml", ".gitignore", ".gitattributes", "a git repository", "a pre-commit hook", "a merge driver")
    assert start_vault(folder) == (made, "")
    assert (folder / ".gitignore").read_text() == "/.netkeep/\n/site/\n"
    assert (folder / "netkeep.toml").read_text().startswith("# This file marks the root of the vault.")
    assert (folder / "netkeep.toml").read_text().splitlines()[5] == '# emails = ["sam@home.example"]'
    assert folder.stat().st_mode & 0o777 == 0o700


def test_takes_the_owner_from_git(tmp_path: Path, home: Path) -> None:
    (home / ".gitconfig").write_text('[user]\n\tname = Sam \\"S\\" Owner\n\temail = sam@home.example\n')
    start_vault(tmp_path / "vault")
    lines = (tmp_path / "vault" / "netkeep.toml").read_text().splitlines()
    assert lines[4:6] == ['name = "Sam \\"S\\" Owner"', 'emails = ["sam@home.example"]']


def test_the_hook_refuses_a_broken_contact(tmp_path: Path) -> None:
    start_vault(tmp_path)
    assert commit(tmp_path, "A vault") == 0
    make_vault(tmp_path, {"people/ada.md": "---\nnmae: Ada\n---\n"})
    assert commit(tmp_path, "Ada, misspelt") == 1
    make_vault(tmp_path, {"people/ada.md": "---\nname: Ada\n---\n"})
    assert commit(tmp_path, "Ada") == 0


def test_the_hook_checks_what_is_committed_and_not_the_work_tree(tmp_path: Path) -> None:
    start_vault(tmp_path)
    make_vault(
        tmp_path, {"people/ada.md": "---\nname: Ada\nknows: [bob]\n---\n", "people/bob.md": "---\nname: Bob\n---\n"}
    )
    subprocess.run(["git", "add", "people/ada.md"], cwd=tmp_path, check=True)
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--message", "Ada"]
    refused = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert (refused.returncode, "people/ada.md:3:9: NK401 " in refused.stdout + refused.stderr) == (1, True)
    assert commit(tmp_path, "Both") == 0
    make_vault(tmp_path, {"people/ada.md": "", "people/bob.md": "---\nname: Bobby\n---\n"})
    only = subprocess.run([*command, "people/bob.md"], cwd=tmp_path, check=False, capture_output=True)
    assert only.returncode == 0  # git commit FILE names an index of its own to the hook
    only = subprocess.run([*command, "people/ada.md"], cwd=tmp_path, check=False, capture_output=True)
    assert only.returncode == 1


def test_leaves_what_is_there(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")
    hook = tmp_path / ".git" / "hooks" / "pre-commit"
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    hook.write_text("#!/bin/sh\n")
    made, left = start_vault(tmp_path)
    assert made == ("netkeep.toml", ".gitattributes", "site/ in git's info/exclude", "a merge driver")
    assert left == (
        "No commit is checked by netkeep: there is a hook of another kind."
        f" Put 'netkeep --vault ./ check --staged || exit 1' into {hook}."
    )
    assert ((tmp_path / ".gitignore").read_text(), hook.read_text()) == ("mine\n", "#!/bin/sh\n")


def test_a_folder_of_hooks_that_git_is_told_of_is_left_alone(tmp_path: Path, home: Path) -> None:
    (home / ".gitconfig").write_text("[core]\n\thooksPath = ~/hooks\n")
    made, left = start_vault(tmp_path / "vault")
    assert made == ("netkeep.toml", ".gitignore", ".gitattributes", "a git repository", "a merge driver")
    assert left == (
        "No commit is checked by netkeep: git's core.hooksPath names another folder for hooks."
        f" Put 'netkeep --vault ./ check --staged || exit 1' into {home / 'hooks' / 'pre-commit'}."
    )
    assert not (home / "hooks").exists()


def test_a_vault_is_not_begun_again(tmp_path: Path) -> None:
    start_vault(tmp_path)
    assert start_vault(tmp_path) == ((), "")


def test_a_folder_that_a_repository_leaves_out_has_one_of_its_own(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    (tmp_path / ".gitignore").write_text("/people\n")
    made = ("netkeep.toml", ".gitignore", ".gitattributes", "a git repository", "a pre-commit hook", "a merge driver")
    assert start_vault(tmp_path / "people") == (made, "")
    assert not (tmp_path / ".git" / "hooks" / "pre-commit").exists()
