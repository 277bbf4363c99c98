"""Signals that stop a sweep at any moment, but never in the middle of writing."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_TICK = 0.2  # seconds
_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


class Stopped(BaseException):
    """Raised at a prompt when somebody wants the program to end."""


class SignalGuard:
    """Keeps a signal to end until the next prompt, so that what is being written is written whole."""

    def __init__(self) -> None:
        self._number: int | None = None
        self._listening = False

    @property
    def exit_code(self) -> int:
        """Return 0 where the player stopped, also by Ctrl-C; else 128 plus the signal's number, as shells do."""
        return 0 if self._number in {None, signal.SIGINT} else 128 + int(self._number or 0)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Handle the signals, and restore their previous handlers at the end."""
        previous = {number: signal.signal(number, self._on) for number in _SIGNALS}
        if hasattr(signal, "SIGALRM"):
            previous[signal.SIGALRM] = signal.signal(signal.SIGALRM, lambda *_: None)
        try:
            yield
        finally:
            for number, handler in previous.items():
                signal.signal(number, handler)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Let a signal, also an earlier one, end the wait for a line. Raises :class:`Stopped`."""
        self._listening = True
        try:
            if self._number is not None:
                raise Stopped
            with _ticking():
                yield
        finally:
            self._listening = False

    def _on(self, number: int, frame: FrameType | None) -> None:
        del frame
        self._number = number
        if self._listening:
            self._listening = False  # one is enough: what comes after it must not break the farewell
            raise Stopped


@contextmanager
def _ticking() -> Iterator[None]:
    """Wake the wait for keys now and then: else a signal just before it would be noticed only at the next key."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, _TICK, _TICK)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
