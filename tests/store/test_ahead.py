"""Looking ahead: a second process saves the walk where nothing changed, and nothing depends on it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.vaults import make_vault

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="begun on Linux alone")
ADA = "---\nname: Ada\nroles:\n  - {org: Acme}\n---\n"


@pytest.fixture(name="vault")
def _vault(tmp_path: Path) -> Path:
    vault = make_vault(tmp_path, {"people/ada.md": ADA})
    settle(vault)
    assert asked(vault) == ["Ada"]
    return vault


def settle(root: Path) -> None:
    for path in root.rglob("*.md"):
        os.utime(path, ns=(1_700_000_000_123_456_789, 1_700_000_000_123_456_789))


def asked(root: Path, first: str = "pass") -> list[str]:
    """Ask who is at Acme in a process that looks ahead even in a small vault; gives the names it printed."""
    script = f"""
import os, signal, sys
from netkeep.cli.entry import main
from netkeep.store.index import ahead, refresh
ahead._LARGE = 0
{first}
main()
"""
    command = [sys.executable, "-c", script, "who", "acme"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return [line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ")]


def test_where_nothing_changed_the_walk_is_the_other_process_s(vault: Path) -> None:
    assert asked(vault, "refresh.Walk = None") == ["Ada"]


def test_what_changed_is_seen(vault: Path) -> None:
    make_vault(vault, {"people/bo.md": ADA.replace("Ada", "Bo")})
    assert asked(vault) == ["Ada", "Bo"]


@pytest.mark.parametrize(
    "trouble",
    [
        "ahead.is_current = lambda root: 1 / 0",
        "ahead.is_current = lambda root: os.kill(os.getpid(), signal.SIGKILL)",
        "signal.signal(signal.SIGCHLD, signal.SIG_IGN)",
        "ahead.sys = type(sys)('sys'); ahead.sys.platform = 'other'",
        "os.fork = lambda: os.stat('/nowhere')",
    ],
    ids=["it fails", "it is killed", "it is taken away", "no such process", "no process left"],
)
def test_whatever_becomes_of_it_the_answer_is_the_same(vault: Path, trouble: str) -> None:
    make_vault(vault, {"people/bo.md": ADA.replace("Ada", "Bo")})
    assert asked(vault, trouble) == ["Ada", "Bo"]
    assert asked(vault, trouble) == ["Ada", "Bo"]


def test_an_index_begun_anew_since_is_filled(vault: Path) -> None:
    (vault / "netkeep.toml").write_text("format = 1\n# another\n")
    assert asked(vault, "ahead.is_current = lambda root: True") == ["Ada"]
