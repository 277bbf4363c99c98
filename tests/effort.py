"""What a test may say about time: that work grows with its input, and not with the square of it."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_TIMES_AS_MUCH = 8
_TIMES_AS_LONG = 24  # between eight, which is in proportion, and sixty-four, which is the square


@contextmanager
def soon(seconds: float) -> Iterator[None]:
    """Assert that the block takes less than so many seconds of this process, however busy the machine is beside it.

    The tests give it so much that the square of it would take many minutes, and what is in proportion a part of them.
    """
    gc.freeze()  # what other tests have left behind is not looked through again and again meanwhile
    started = time.process_time()
    yield
    assert time.process_time() - started < seconds


def assert_in_proportion(work: Callable[[int], object], size: int) -> None:
    """Assert that `work(size)` does not take much longer than eight times an eighth of it."""
    gc.freeze()

    def seconds(share: int) -> float:
        started = time.process_time()
        work(share)
        return time.process_time() - started

    assert seconds(size) < _TIMES_AS_LONG * max(seconds(size // _TIMES_AS_MUCH) for _ in range(2))
