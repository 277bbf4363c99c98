"""What the system refuses to write is a message and exit code 5, whatever was to be written."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from netkeep.site import output
from tests.cli.conftest import TODAY, Netkeep
from tests.vaults import make_vault

FULL = "the system says: No space left on device"


def _full(*paths: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), *paths)


def test_a_page_of_the_site(tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch) -> None:
    make_vault(tmp_path, {"people/bo.md": "---\nname: Bo\n---\n"})
    monkeypatch.setattr(output, "_new_file", _full)
    code, out, err = netkeep("site", "build", "--to", str(tmp_path / "site"))
    assert (code, out) == (5, "")
    assert err.startswith(f"netkeep: {tmp_path / 'site'}")
    assert err.endswith(f" could not be written: {FULL}\n")


def test_what_is_common_to_all_pages(tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch) -> None:
    make_vault(tmp_path, {"people/bo.md": "---\nname: Bo\n---\n"})
    monkeypatch.setattr(shutil, "move", lambda _, target: _full("their", None, str(target)))
    assert netkeep("site", "build", "--to", str(tmp_path / "site")) == (
        5,
        "",
        f"netkeep: {tmp_path / '.netkeep/site/shell/files'}: {FULL}; fix that, and try again.\n",
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
@pytest.mark.parametrize("command", ["list", "check"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_the_standard_output(tmp_path: Path, netkeep: Netkeep, command: str, unbuffered: str) -> None:
    make_vault(tmp_path, {"people/bo.md": "---\nname: Bo\n---\n"})
    os.utime(tmp_path / "people/bo.md", ns=(1_700_000_000_123_456_789,) * 2)
    assert netkeep("check").code == 0
    environment = {**os.environ, "NETKEEP_TODAY": TODAY, "NETKEEP_VAULT": str(tmp_path), "PYTHONUNBUFFERED": unbuffered}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "netkeep", command],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment,
            check=False,
        )
    assert (done.returncode, done.stderr.decode()) == (5, f"netkeep: {FULL}; fix that, and try again.\n")
