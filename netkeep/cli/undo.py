"""``netkeep undo``: the last command, taken back."""

from collections.abc import Iterator
from pathlib import Path

import click

from netkeep.check.diff import diff_texts
from netkeep.cli.context import Context, pass_context
from netkeep.cli.forget import can_ask
from netkeep.cli.output import print_line
from netkeep.cli.printable import clean
from netkeep.errors import RefusedError
from netkeep.store.root import PRIVATE_FOLDER
from netkeep.store.running import Change
from netkeep.store.undo import Undo, last_command, take_back
from netkeep.words import count

_SHOWN = 20


@click.command("undo", short_help="Undo the last command.")
@click.option("--yes", is_flag=True, help="Do not ask; needed without a terminal.")
@pass_context
def command(context: Context, *, yes: bool) -> None:
    """Undo the last netkeep command that changed the vault, as one step: every file is byte for byte as it was.

    Shows what changes first. Nothing is undone if one of its files has changed since. Only the last command is
    kept; a second 'undo' does it again. 'forget' cannot be undone.

    \b
    Example:
      netkeep undo
    """
    context.finish()
    undo = last_command(context.root)
    for line in _shown(context.root, undo):
        print_line(line)
    if not yes:
        if not can_ask():
            raise RefusedError("nothing was changed: without a terminal to ask on, add --yes")
        click.confirm(f"Undo '{undo.title}'?", abort=True)
    take_back(context.root, undo)
    click.echo(f"Undone: {undo.title}.")


def _shown(root: Path, undo: Undo) -> Iterator[str]:
    """Yield what changes: a line for a whole file, a diff for a part of one."""
    moved = {change.path for change in undo.renames.values()}
    visible = [change for change in undo.changes if not change.path.startswith(f"{PRIVATE_FOLDER}/")]
    visible = [change for change in visible if change.path not in moved]
    for change in visible[:_SHOWN]:
        yield from _of_file(root, change, undo.renames.get(change.path, change))
    if len(visible) > _SHOWN:
        yield f"and {count(len(visible) - _SHOWN, 'more file')}\n"


def _of_file(root: Path, change: Change, present: Change) -> Iterator[str]:
    """Yield what changes of one file, which is ``present`` under that name or another."""
    path = clean(change.path)
    if change.before is None:
        yield f"remove {path}\n"
        return
    if present.after is None:
        yield f"bring back {path}\n"
        return
    if present is not change:
        yield f"rename {clean(present.path)} to {path}\n"
    now = (root / present.path).read_bytes().decode(errors="replace")
    yield from diff_texts(now, change.before.decode(errors="replace"), path, path)
