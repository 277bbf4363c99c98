"""The command that runs, and what it has changed so far: for whoever writes, without being handed on by everybody.

This module imports almost nothing: every command goes through it, also those that write nothing.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


class Change(NamedTuple):
    """What became of a path: the bytes before and the hash after, each None where there is no file.

    ``origin`` is the path from which the file was moved here; ``link`` says that a link was there.
    """

    path: str
    before: bytes | None
    after: str | None
    origin: str = ""
    link: bool = False


class Running:
    """A command that runs, and what it has changed so far, by vault.

    ``called`` is what ``name`` returns when it writes for the first time.
    ``final``: it took out what was kept, as ``forget`` does, and keeps nothing itself. ``outside``: it wrote outside of
    the vault, too, which nobody takes back: what lies there may have been sent on.
    """

    def __init__(self, name: Callable[[], str]) -> None:
        self.name = name
        self.changes: dict[Path, list[Change]] = {}
        self.called = ""
        self.final = False
        self.outside = False
        self.mark = f"{os.getpid()}-{time.time_ns()}"


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
