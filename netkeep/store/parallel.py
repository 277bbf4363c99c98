"""Work on many files at once, where there are enough of them to be worth starting processes."""

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

_WORTH_IT = 500
_CHUNK = 100
_MOST_PROCESSES = 8
_SELDOM = 50_000
_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


def in_parallel(work: Callable[[_Task], _Result], tasks: Sequence[_Task]) -> list[_Result]:
    """Return the result of each task, in their order; from as many processes as there are processors."""
    processes = min(os.cpu_count() or 1, _MOST_PROCESSES)
    # Processes that are forked have everything loaded already; systems that cannot fork well do the work themselves.
    if len(tasks) < _WORTH_IT or processes == 1 or sys.platform != "linux":
        with collector_off():
            return [work(task) for task in tasks]
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A forked process inherits the work to do, whatever it holds; only tasks and results travel between processes. The
    # first task is done before the fork, so that all of them inherit its imports, too.
    with collector_off():
        first = work(tasks[0])
        with ProcessPoolExecutor(processes, get_context("fork"), _inherit, (work,)) as pool:
            return [first, *pool.map(_do, tasks[1:], chunksize=_CHUNK)]


@contextmanager
def meanwhile(work: Callable[[], _Result], size: int) -> Iterator[Callable[[], _Result]]:
    """Do work in another process while this one goes on; yield a function that waits for the result and returns it.

    Where ``size`` files are too few for that, the work is done first, in this process.
    """
    if size < _WORTH_IT or (os.cpu_count() or 1) == 1 or sys.platform != "linux":
        with collector_off():
            result = work()
        yield lambda: result
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(1, get_context("fork"), _inherit, (lambda _: work(),)) as pool:
        yield pool.submit(_do, None).result


_inherited: list[Callable[..., object]] = []


def _inherit(work: Callable[..., object]) -> None:
    # What the parent made stays: only new objects are searched for cycles.
    gc.freeze()
    gc.set_threshold(_SELDOM)
    gc.enable()
    _inherited.append(work)


def _do(task: object) -> Any:  # noqa: ANN401 (the result of whatever work was inherited)
    return _inherited[-1](task)


@contextmanager
def collector_off() -> Iterator[None]:
    """Keep Python from looking for cycles while millions of small objects are made that have none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
