"""Where the program begins: a check that finds nothing changed is answered at once, everything else by Click.

A check runs before each commit and on each save of an editor. Where no file has changed since the last one, all that
is needed is a walk through the vault, or git's list of what is staged, and one look into the index
(:mod:`netkeep.cli.quick`).
"""

import gc
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
    if "check" in sys.argv:
        from netkeep.cli.quick import quick_check

        code = quick_check(sys.argv[1:])
        if code is not None:
            sys.exit(code)
    if sys.argv[1:3] == ["git", "merge"]:
        from netkeep.versions.driver import FEWEST, run

        if len(sys.argv) >= FEWEST + 3:
            sys.exit(run(sys.argv[3:]))
    gc.set_threshold(_RARELY)
    gc.enable()
    from netkeep.cli.main import main as run_command

    run_command()
