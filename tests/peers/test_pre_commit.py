"""Real pre-commit on a scratch repository. Slow: it installs itself and, as users' machines do, this project."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.peers.conftest import Run, environment
from tests.vaults import make_vault

pytestmark = pytest.mark.peer

ADA = "---\nname: Ada Example\nknows: [alan-sample]\n---\n"
ALAN = "---\nname: Alan Sample\n---\n"


@pytest.fixture(scope="module")
def pre_commit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return environment(tmp_path_factory.mktemp("pre-commit"), "pre-commit") / "pre-commit"


def installed(run: Run, project: Path, pre_commit: Path, top: Path, hooks: str) -> None:
    """Make a repository of a folder, with hooks of this project in it, and everything committed."""
    revision = run("git", "rev-parse", "HEAD", cwd=project).stdout.strip()
    config = f"repos:\n  - repo: {project}\n    rev: {revision}\n    hooks:\n{hooks}"
    (top / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    run("git", "init", "--quiet", cwd=top)
    run(pre_commit, "install", cwd=top)
    run("git", "add", "--all", cwd=top)
    run("git", "commit", "--quiet", "--message", "A vault", cwd=top)


@pytest.fixture
def scratch(tmp_path: Path, project: Path, pre_commit: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository with a vault of two linked people, both hooks installed, and everything committed."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "hooks"))
    vault = make_vault(tmp_path / "vault", {"people/ada-example.md": ADA, "people/alan-sample.md": ALAN})
    installed(run, project, pre_commit, vault, "      - id: netkeep-check\n      - id: netkeep-check-vault\n")
    return vault


def commits(vault: Path) -> int:
    count = subprocess.run(
        ["git", "rev-list", "--count", "HEAD"], cwd=vault, capture_output=True, check=True, env=os.environ
    )
    return int(count.stdout)


def test_refuses_a_broken_contact_and_a_deletion_that_leaves_a_link_behind(scratch: Path, run: Run) -> None:
    broken = scratch / "people" / "bob-sample.md"
    broken.write_text("---\nname: Bob\nbirthdy: 1979-05-14\n---\n", encoding="utf-8")
    run("git", "add", "--all", cwd=scratch)
    refused = run("git", "commit", "--message", "Bob", cwd=scratch, code=1)
    assert "people/bob-sample.md:3:1: NK201 [*] unknown key 'birthdy'" in refused.stdout + refused.stderr
    assert commits(scratch) == 1

    run("git", "rm", "--quiet", "--force", "people/bob-sample.md", cwd=scratch)
    run("git", "rm", "--quiet", "people/alan-sample.md", cwd=scratch)
    refused = run("git", "commit", "--message", "Without Alan", cwd=scratch, code=1)
    assert "people/ada-example.md:3:9: NK401 knows: no person has this id" in refused.stdout + refused.stderr
    assert commits(scratch) == 1

    (scratch / "people" / "ada-example.md").write_text("---\nname: Ada Example\n---\n", encoding="utf-8")
    run("git", "add", "--all", cwd=scratch)
    run("git", "commit", "--quiet", "--message", "Without Alan", cwd=scratch)
    assert commits(scratch) == 2


def test_a_vault_in_a_subfolder(
    tmp_path: Path, project: Path, pre_commit: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "hooks"))
    top = tmp_path / "top"
    vault = make_vault(top / "notes/my people", {"people/ada-example.md": ADA, "people/alan-sample.md": ALAN})
    hooks = """\
      - id: netkeep-check
        files: ^notes/my people/
      - id: netkeep-check-vault
        args: [notes/my people]
      - id: netkeep-check-staged
        args: [notes/my people]
"""
    make_vault(top, {"people/of-another-kind.md": "no contact\n"})
    (top / "netkeep.toml").unlink()
    installed(run, project, pre_commit, top, hooks)
    (vault / "people" / "bob-sample.md").write_text("---\nname: Bob\nbirthdy: 1979-05-14\n---\n", encoding="utf-8")
    run("git", "add", "--all", cwd=top)
    refused = run("git", "commit", "--message", "Bob", cwd=vault, code=1)
    found = "notes/my people/people/bob-sample.md:3:1: NK201 [*] unknown key 'birthdy'"
    assert (refused.stdout + refused.stderr).count(found) == 3
    (vault / "people" / "bob-sample.md").write_text("---\nname: Bob\nbirthday: 1979-05-14\n---\n", encoding="utf-8")
    run("git", "add", "--all", cwd=top)
    run("git", "commit", "--quiet", "--message", "Bob", cwd=vault)
    assert commits(top) == 2
