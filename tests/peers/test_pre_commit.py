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


@pytest.fixture
def scratch(tmp_path: Path, project: Path, pre_commit: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a repository with a vault of two linked people, both hooks installed, and everything committed."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "hooks"))
    revision = run("git", "rev-parse", "HEAD", cwd=project).stdout.strip()
    config = f"""\
repos:
  - repo: {project}
    rev: {revision}
    hooks:
      - id: netkeep-check
      - id: netkeep-check-vault
"""
    files = {".pre-commit-config.yaml": config, "people/ada-example.md": ADA, "people/alan-sample.md": ALAN}
    vault = make_vault(tmp_path / "vault", files)
    run("git", "init", "--quiet", cwd=vault)
    run(pre_commit, "install", cwd=vault)
    run("git", "add", "--all", cwd=vault)
    run("git", "commit", "--quiet", "--message", "A vault", cwd=vault)
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
