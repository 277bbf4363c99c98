"""A vault made to exhaust the machine: one clear finding a file, in little memory and little time."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.check.cases import person
from tests.vaults import make_vault

pytest.importorskip("resource", reason="this system has no limits to set")
pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this system does not tell its peak")
# 400 MB of addresses and 30 s of processor for everything; what it takes of memory is told at the end.
_RUN = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (400_000_000, 400_000_000))
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
from netkeep.cli.main import run
code = run(sys.argv[1:])
# Not ru_maxrss: that is inherited, at a fork, from the process that runs the tests.
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(int(peak.split()[1]) // 1024, file=sys.stderr)
sys.exit(code)
"""
_MEGABYTES = 150


def _check(root: Path) -> dict[str, list[str]]:
    """Check with limits, and give the findings' codes by file; what else is said would be an error."""
    command = [sys.executable, "-c", _RUN, "--vault", str(root), "--today", "2024-06-01", "check"]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=60)
    assert result.returncode == 1, result.stderr
    assert int(result.stderr) < _MEGABYTES
    found: dict[str, list[str]] = {}
    for line in result.stdout.splitlines():
        if match := re.match(r"(\S+\.md):\d+:\d+: (NK\d{3}) ", line):
            found.setdefault(match[1], []).append(match[2])
    return found


def _sparse(path: Path, size: int) -> None:
    """Make a file that begins like a contact and goes on for as long as is asked."""
    path.write_text(person())
    os.truncate(path, size)


def test_a_hundred_megabytes(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/ada.md": person()})
    _sparse(tmp_path / "people/large.md", 100_000_000)
    _sparse(tmp_path / "people/larger.md", 100_000_000_000)
    assert _check(tmp_path) == {"people/large.md": ["NK114"], "people/larger.md": ["NK114"]}


def _levels(line: str) -> str:
    return "".join(line.format(n=n, below=n - 1) for n in range(1, 60))


_BOMBS = {
    "brackets": ("NK110", "x: " + "[" * 990_000),
    "braces": ("NK106", "x: " + "{" * 990_000),
    "mappings": ("NK110", "x: " + "{a: " * 240_000),
    "dashes": ("NK106", "- " * 490_000),
    "aliases": ("NK108", "a0: &a0 [x]\n" + _levels("a{n}: &a{n} [" + "*a{below}, " * 9 + "]\n")),
    "merge-keys": ("NK108", "a0: &a0 {x: 1}\n" + _levels("a{n}: &a{n} {{<<: [" + "*a{below}, " * 9 + "]}}\n")),
}


def test_a_million_brackets_and_small_files_that_grow(tmp_path: Path) -> None:
    make_vault(tmp_path, {f"people/{name}.md": f"---\nname: A\n{yaml}\n---\n" for name, (_, yaml) in _BOMBS.items()})
    assert _check(tmp_path) == {f"people/{name}.md": [code] for name, (code, _) in sorted(_BOMBS.items())}


def test_what_is_no_file_is_one_finding(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/ada.md": person(), "people/folder.md/inner.md": person(name="B")})
    os.mkfifo(tmp_path / "people/pipe.md")
    (tmp_path / "people/gone.md").symlink_to("nowhere.md")
    (tmp_path / "people/round.md").symlink_to("round.md")
    (tmp_path / "people/zero.md").symlink_to("/dev/zero")
    assert _check(tmp_path) == {
        "people/folder.md": ["NK113"],
        "people/gone.md": ["NK113"],
        "people/pipe.md": ["NK113"],
        "people/round.md": ["NK113"],
        "people/zero.md": ["NK503"],
    }
