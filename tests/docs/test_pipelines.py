"""The action of GitHub and the template of GitLab: their scripts, run by bash in the environment of each."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.vaults import make_vault

ROOT = Path(__file__).parents[2]
ACTION: Any = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
JOB: Any = yaml.safe_load((ROOT / "templates/check.yml").read_text(encoding="utf-8"))["netkeep-check"]
SOUND = "---\nname: Ada Example\n---\n"
BROKEN = "---\nname: Ada Example\nknows: [nobody]\n---\n"
REFUSED = " only: the log names files, and these are named after people.\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a repository whose vault is in a folder, beside a netkeep that is installed and a pip that is not."""
    checkout = tmp_path / "checkout"
    make_vault(checkout / "my vault", {"people/ada.md": SOUND})
    subprocess.run(["git", "init", "--quiet"], cwd=checkout, check=True)
    binaries = tmp_path / "temp/netkeep/bin"
    binaries.mkdir(parents=True)
    for name, line in (
        ("netkeep", f'PYTHONPATH={ROOT} exec {sys.executable} -m netkeep "$@"'),
        ("pip", 'echo "pip $*"'),
    ):
        (binaries / name).write_text(f"#!/bin/sh\n{line}\n")
        (binaries / name).chmod(0o755)
    return checkout


def _bash(checkout: Path, script: str, **environment: str) -> tuple[int, str]:
    """Run a script as GitHub does, and GitLab in effect: it ends where a command fails."""
    binaries = checkout.parent / "temp/netkeep/bin"
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=checkout,
        env={"PATH": f"{binaries}:/usr/bin:/bin", "HOME": str(checkout.parent), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize("visibility", ["public", "internal", ""])
def test_github_refuses_what_is_not_private(checkout: Path, visibility: str) -> None:
    first, *_ = ACTION["runs"]["steps"]
    assert first["env"] == {"VISIBILITY": "${{ github.event.repository.visibility }}"}
    message = f"::error::netkeep checks private repositories{REFUSED}"
    assert _bash(checkout, first["run"], VISIBILITY=visibility) == (1, message)
    assert _bash(checkout, first["run"], VISIBILITY="private") == (0, "")


def test_github_shows_findings_at_their_lines(checkout: Path) -> None:
    *_, last = ACTION["runs"]["steps"]
    assert last["env"] == {"NETKEEP_VAULT": "${{ inputs.vault }}"}
    environment = {"RUNNER_TEMP": str(checkout.parent / "temp"), "NETKEEP_VAULT": "my vault"}
    assert _bash(checkout, last["run"], **environment) == (0, "")
    make_vault(checkout / "my vault", {"people/ada.md": BROKEN})
    code, out = _bash(checkout, last["run"], **environment)
    assert code == 1
    assert out.startswith("::error file=my vault/people/ada.md,line=3,col=9,endLine=3,endColumn=15,title=NK401 ")


@pytest.mark.parametrize("visibility", ["public", "internal", ""])
def test_gitlab_refuses_what_is_not_private(checkout: Path, visibility: str) -> None:
    script = "\n".join(JOB["script"])
    message = f"netkeep checks private projects{REFUSED}"
    environment = {"CI_PROJECT_VISIBILITY": visibility, "NETKEEP_PACKAGE": "x", "NETKEEP_VAULT": "my vault"}
    assert _bash(checkout, script, **environment) == (1, message)
    assert not (checkout / "gl-code-quality-report.json").exists()


def test_gitlab_reports_findings_and_fails(checkout: Path) -> None:
    script = "\n".join(JOB["script"])
    report = checkout / JOB["artifacts"]["reports"]["codequality"]
    environment = {"CI_PROJECT_VISIBILITY": "private", "NETKEEP_PACKAGE": "x.whl", "NETKEEP_VAULT": "my vault"}
    installed = "pip install --quiet x.whl\n"
    assert _bash(checkout, script, **environment) == (0, installed)
    assert report.read_text() == "[]\n"
    make_vault(checkout / "my vault", {"people/ada.md": BROKEN})
    code, out = _bash(checkout, script, **environment)
    assert (code, out) == (1, f"{installed}my vault/people/ada.md:3:9: NK401 knows: no person has this id\n")
    assert '"path": "my vault/people/ada.md"' in report.read_text()
    del environment["NETKEEP_PACKAGE"]
    code, out = _bash(checkout, script, **environment)
    assert code != 0
    assert out.endswith("NETKEEP_PACKAGE: is not set\n")
