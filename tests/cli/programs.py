"""This netkeep as a program that others start by its name."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def environment_with_netkeep(vault: Path) -> dict[str, str]:
    """Return an environment in which ``netkeep`` is this one, and the vault the given one."""
    programs = vault / ".netkeep" / "bin"
    programs.mkdir(parents=True, exist_ok=True)
    program = programs / "netkeep"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m netkeep "$@"\n')
    program.chmod(0o755)
    return {
        **os.environ,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "NETKEEP_VAULT": str(vault),
        "TERM": "dumb",
    }
