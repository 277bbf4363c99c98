"""The manual pages: what the commands say of themselves, well formed, and in the wheel."""

import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from netkeep.cli.manual import pages, shared_files

ROOT = Path(__file__).parents[2]
SHARE = ROOT / "share"
PAGE = r""".TH NETKEEP\-HISTORY 1 2026-11-30 "netkeep 0.1.0" netkeep
.SH NAME
netkeep\-history \- show what changed about someone, and when
.SH SYNOPSIS
.B netkeep history
[OPTIONS] WHO...
.SH DESCRIPTION
Show what changed about someone and when, the newest first, from git's
commits.
.SH EXAMPLES
.nf
netkeep history grace
.fi
.SH OPTIONS
.TP
.B \-n, \-\-limit INTEGER RANGE
At most this many commits.  [default: 20; x>=1]
.TP
.B \-\-format [text|json]
For people, or for programs.
.TP
.B \-h, \-\-help
Show this message and exit.
.SH SEE ALSO
.BR netkeep (1)
"""


def test_what_is_shared_is_current() -> None:
    shared = {path.relative_to(SHARE).as_posix(): path.read_text() for path in SHARE.rglob("*") if path.is_file()}
    assert shared == shared_files(), "make share"


def test_a_page() -> None:
    assert dict(pages())["netkeep-history.1"] == PAGE


@pytest.mark.skipif(not shutil.which("mandoc"), reason="mandoc is not installed")
def test_mandoc_has_nothing_to_say(tmp_path: Path) -> None:
    for name, text in pages():
        (tmp_path / name).write_text(text)
    done = subprocess.run(
        ["mandoc", "-Tlint", *map(str, sorted(tmp_path.iterdir()))], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_wheel_has_them(tmp_path: Path) -> None:
    """Takes some seconds: it builds the wheel."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    with ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = {name.partition(".data/data/share/")[2] for name in wheel.namelist()} - {""}
    assert names == shared_files().keys()
