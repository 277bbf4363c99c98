"""The command that runs, and what it has changed so far: for whoever writes, without being handed on by everybody.

This module imports almost nothing: every command goes through it, also those that write nothing.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


class Change(NamedTuple):
    """What became of a path: the bytes before and the hash after, each None where there is no file.

    ``origin`` is the path from which the file was moved here; ``link`` says that a link was there.
    """

    path: str
    before: bytes | None
    after: str | None
    origin: str = ""
    link: bool = False


@dataclass
class Running:
    """A command that runs, and what it has changed so far, by vault.

    ``called`` is what ``name`` returns when it writes for the first time.
    ``final``: it took out what was kept, as ``forget`` does, and keeps nothing itself. ``outside``: it wrote outside of
    the vault, too, which nobody takes back: what lies there may have been sent on.
    """

    name: Callable[[], str]
    changes: dict[Path, list[Change]] = field(default_factory=dict)
    called: str = ""
    final: bool = False
    outside: bool = False
    mark: str = field(default_factory=lambda: f"{os.getpid()}-{time.time_ns()}")


RUNNING: ContextVar[Running | None] = ContextVar("running", default=None)


@contextmanager
def running(name: Callable[[], str]) -> Iterator[Running]:
    """Keep all that is written meanwhile as one command."""
    command = Running(name)
    token = RUNNING.set(command)
    try:
        yield command
    finally:
        RUNNING.reset(token)
