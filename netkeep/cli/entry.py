"""Where the program begins: a check that finds nothing new is answered at once, everything else by Click.

A check runs before each commit and on each save of an editor. Where no file has changed since the last one and there is
nothing to tell, all that is needed is a walk through the vault and one look into the index. This module and what it
imports leave out Click, PyYAML, pathlib and dataclasses, which together take longer than that.
"""

import gc
import os
import sys

_RARELY = 50_000  # objects made, until cycles are looked for: an everyday command has left by then


def main() -> None:
    """Run netkeep, and leave the process with its exit code."""
    try:
        _run()
    finally:
        gc.freeze()  # else the interpreter looks through all that there is for cycles once more, only to leave


def _run() -> None:
    gc.disable()  # a walk makes many small tuples, and leaves at once
    code = quick_check(sys.argv[1:])
    if code is not None:
        sys.exit(code)
    gc.set_threshold(_RARELY)
    gc.enable()
    from netkeep.cli.main import main as run_command

    run_command()


def quick_check(arguments: list[str]) -> int | None:
    """Answer ``check [PATH…]`` where nothing changed and nothing is wrong; None wherever more is to be done."""
    if arguments[:1] != ["check"] or any(word.startswith("-") or not os.path.lexists(word) for word in arguments[1:]):
        return None
    from netkeep.store.index.quick import all_clear
    from netkeep.store.root import within

    root = _root(tuple(arguments[1:]))
    if root is None:
        return None
    wanted = [within(root, path) for path in arguments[1:]]
    if None in wanted:
        return None
    files = all_clear(root, [path for path in wanted if path], os.environ.get("NETKEEP_TODAY"))
    if files is None:
        return None
    try:
        sys.stdout.write(f"{files} file{'' if files == 1 else 's'} checked: no findings.\n")
        sys.stdout.flush()
    except OSError as error:
        return _not_told(error)
    return 0


def _not_told(error: OSError) -> int:
    """Say that the standard output takes nothing, unless its reader has gone, and give the exit code."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # as in netkeep.cli.main
    if isinstance(error, BrokenPipeError):
        return 0
    sys.stderr.write(f"netkeep: the system says: {error.strerror}; mend that, and try again.\n")
    return 5


def _root(paths: tuple[str, ...]) -> str | None:
    from netkeep.store.root import root_for

    try:
        return root_for(None, os.environ, os.getcwd(), paths)
    except Exception:  # noqa: BLE001 (whatever it is, the command proper says it in words)
        return None
