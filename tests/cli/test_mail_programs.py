"""mutt and aerc, the real ones, complete addresses with the lines that the documents tell to write."""

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import termios
import time
from pathlib import Path

import pytest

from tests.cli.people import VAULT
from tests.cli.programs import ROOT, environment_with_netkeep
from tests.vaults import make_vault

PAGE = (ROOT / "docs/pipes.md").read_text()
_SECONDS = 40
_QUIET = 1.0  # seconds without output, until a program has drawn its screen and waits for keys


def _shown(command: list[str], environment: dict[str, str], keys: list[bytes], awaited: bytes) -> bytes:
    """Return what a program draws on a terminal until it shows what is awaited; each key follows on a quiet screen."""
    process, terminal = pty.fork()
    if not process:
        os.execvpe(command[0], command, environment)  # noqa: S606 (the program of the test)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    drawn, end = b"", time.monotonic() + _SECONDS
    try:
        while awaited not in drawn and time.monotonic() < end:
            if select.select([terminal], [], [], _QUIET)[0]:
                drawn += os.read(terminal, 1 << 16)
            elif keys:
                os.write(terminal, keys.pop(0))
    except OSError:
        pass  # the program has left
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)
    return drawn


def _line(begin: str) -> str:
    match = re.search(rf"^{re.escape(begin)}.*$", PAGE, re.MULTILINE)
    assert match is not None
    return match[0]


@pytest.fixture
def environment(tmp_path: Path, home: Path) -> dict[str, str]:
    make_vault(tmp_path, VAULT)
    return {
        **environment_with_netkeep(tmp_path),
        "TERM": "xterm",
        "EDITOR": "tail -f",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
    }


@pytest.mark.skipif(not shutil.which("mutt"), reason="mutt is not installed")
def test_mutt(home: Path, environment: dict[str, str]) -> None:
    """Takes some seconds: it waits for mutt to draw its screens."""
    (home / "muttrc").write_text(f"{_line('set query_command')}\nset folder={home}\n")
    command = ["mutt", "-n", "-F", str(home / "muttrc"), "-f", "/dev/null"]
    drawn = _shown(command, environment, [b"Qgrace\r"], b"grace@acme.example")
    assert b"1   grace@acme.example        Grace Sample" in drawn


@pytest.mark.skipif(not shutil.which("aerc"), reason="aerc is not installed")
def test_aerc(home: Path, environment: dict[str, str]) -> None:
    """Takes some seconds, as that of mutt does."""
    settings = home / ".config/aerc"
    settings.mkdir(parents=True)
    for folder in ("cur", "new", "tmp"):
        (home / "Mail/INBOX" / folder).mkdir(parents=True)
    account = f"[me]\nsource = maildir://{home}/Mail\nfrom = Me <me@home.example>\noutgoing = /bin/true\n"
    (settings / "accounts.conf").write_text(account)
    (settings / "accounts.conf").chmod(0o600)
    (settings / "aerc.conf").write_text(f"[compose]\n{_line('address-book-cmd')}\n")
    drawn = _shown(["aerc"], environment, [b":compose\r", b"grace"], b"<grace@acme.example>")
    assert b"<grace@acme.example>" in drawn
