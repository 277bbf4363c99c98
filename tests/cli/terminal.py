"""A command in a real terminal: keys are sent, and the screen is read."""

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SECONDS = 10
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x07|\r|\x08")


class Terminal:
    """A program in a terminal of its own, eighty columns wide."""

    def __init__(self, root: Path, *arguments: str) -> None:
        self._master, slave = os.openpty()
        environ = {**os.environ, "TERM": "xterm", "COLUMNS": "80", "INPUTRC": os.devnull, "PYTHONUTF8": "1"}
        command = [sys.executable, "-m", "netkeep", "--vault", str(root), "--today", "2024-06-07", *arguments]
        self.process = subprocess.Popen(
            command,
            env=environ,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=lambda: os.login_tty(os.dup(slave)),  # noqa: PLW1509 (Ctrl-C goes to who owns the terminal)
        )
        os.close(slave)
        self._seen = b""
        self._at = 0

    def send(self, keys: str) -> None:
        """Type."""
        os.write(self._master, keys.encode())

    def expect(self, words: str) -> str:
        """Wait until the screen shows some words; gives what it showed up to them."""
        end = time.monotonic() + SECONDS
        while words not in self.rest:
            assert time.monotonic() < end, f"{words!r} is not on the screen:\n{self.rest}"
            if not self._read():
                assert words in self.rest, self.rest
        shown, found, _ = self.rest.partition(words)
        self._at += len(shown + found)
        return shown + found

    def end(self) -> int:
        """Wait until the program has left; gives its exit code."""
        end = time.monotonic() + SECONDS
        while self._read() and time.monotonic() < end:
            pass
        return self.process.wait(SECONDS)

    @property
    def rest(self) -> str:
        """Return what was shown and not waited for."""
        return _ESCAPES.sub("", self._seen.decode(errors="replace"))[self._at :]

    def close(self) -> None:
        """Hang up."""
        os.close(self._master)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._master], [], [], 0.2)
        if not ready:
            return self.process.poll() is None
        try:
            data = os.read(self._master, 65536)
        except OSError:  # Linux says so when nobody has the other end any more
            return False
        self._seen += data
        return bool(data)


@contextmanager
def terminal(root: Path, *arguments: str) -> Iterator[Terminal]:
    made = Terminal(root, *arguments)
    try:
        yield made
    finally:
        if made.process.poll() is None:
            made.process.kill()
            made.process.wait()
        with suppress(OSError):
            made.close()
