"""A command that is killed, or meets a full disk, at its k-th call that writes."""

import errno
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum, auto
from typing import Any

import pytest

_CALLS = ("open", "write", "fsync", "replace", "rename", "unlink", "mkdir", "chmod")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Fate(Enum):
    """What becomes of a call: the process is killed, the disk is full once, or is full from then on."""

    KILLED = auto()
    FULL_ONCE = auto()
    FULL_FROM_THEN_ON = auto()


class Disk:
    """Counts the calls that write; ``met`` tells whether there was a k-th one."""

    def __init__(self, fate: Fate, number: int) -> None:
        self._fate, self._number = fate, number
        self._count = 0
        self._real = {name: getattr(os, name) for name in _CALLS}

    @property
    def met(self) -> bool:
        return self._count >= self._number

    @contextmanager
    def stands_in(self) -> Iterator[None]:
        """Stand in the place of the system's functions."""
        with pytest.MonkeyPatch.context() as patch:
            for name in _CALLS:
                patch.setattr(os, name, self._call(name))
            yield

    def _call(self, name: str) -> Callable[..., object]:
        def call(*arguments: Any, **named: Any) -> object:  # noqa: ANN401 (whatever the function takes)
            if name != "open" or arguments[1] & _WRITES:
                self._count += 1
                self._meet(name, arguments)
            return self._real[name](*arguments, **named)

        return call

    def _meet(self, name: str, arguments: tuple[Any, ...]) -> None:
        if self._count < self._number:
            return
        if self._fate is Fate.KILLED:
            if name == "write":
                self._real["write"](arguments[0], arguments[1][: len(arguments[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        again = self._fate is Fate.FULL_FROM_THEN_ON and name not in {"unlink", "chmod"}
        if self._count == self._number or again:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
