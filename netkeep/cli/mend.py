"""``netkeep check --fix`` and ``--diff``: what can be mended, mended or shown."""

import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import click

from netkeep.check.diagnostic import Diagnostic
from netkeep.check.diff import diff
from netkeep.check.mending import Look, Mending, mend
from netkeep.cli.output import join_words
from netkeep.cli.printable import clean
from netkeep.errors import Exit
from netkeep.store.load import load
from netkeep.store.save import save_changes

Show = Callable[[str], str]


def show_diff(root: Path, look: Look, today: date, *, unsafe: bool) -> int:
    """Print as a diff what mending would change, and write nothing; exits with 1 where it would change anything."""
    mending = mend(load(root), look, today, unsafe=unsafe)
    for before, after in mending.changes():
        for line in diff(before, after, lambda path: os.path.relpath(root / path)):
            _print(line)
    click.echo(_summary(mending, "would be mended", "would be left"), err=True)
    return Exit.FINDINGS if mending.mended else Exit.OK


def _print(line: str) -> None:
    """Print a line of a file as it is where a program reads it, and without its tricks on a terminal."""
    click.echo(clean(line.removesuffix("\n")) + "\n" if sys.stdout.isatty() else line.encode(), nl=False)


def save_mended(root: Path, look: Look, today: date, *, unsafe: bool) -> Mending:
    """Mend the vault on disk; what is left is for the caller to report."""
    mending = mend(load(root), look, today, unsafe=unsafe)
    save_changes(root, mending.changes())
    return mending


def summary(mending: Mending, wanted: Sequence[str]) -> list[str]:
    """Give the last lines: how much was mended, and which files were changed that nobody named."""
    lines = [_summary(mending, "mended", "left")]
    elsewhere = [after.path for before, after in mending.changes() if wanted and not _concerns(before.path, wanted)]
    if elsewhere:
        lines.append(f"Links were changed in {join_words(map(clean, elsewhere))}, too.")
    return lines


def _summary(mending: Mending, mended: str, left: str) -> str:
    count, files = len(mending.mended), len(mending.changes())
    where = f" in {files} file{'' if files == 1 else 's'}" if files else ""
    return f"{count} finding{'' if count == 1 else 's'} {mended}{where}, {len(mending.left)} {left}."


def _concerns(path: str, wanted: Sequence[str]) -> bool:
    return any(one in {path, "."} or path.startswith(f"{one}/") for one in wanted)


def why_not(mending: Mending, one: Diagnostic) -> str:
    """Give the line below a finding that could have been mended and was not; empty for any other."""
    why = mending.refused.get(one)
    return f"    not mended: {why}" if why else ""
