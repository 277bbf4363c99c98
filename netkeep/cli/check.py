"""``netkeep check``: find out whether the vault says what its owner meant."""

import os
from pathlib import Path

import click

from netkeep.check.formats import as_records, as_text, summary
from netkeep.check.runner import check
from netkeep.cli.context import Context, pass_context
from netkeep.cli.output import clean, print_json
from netkeep.errors import Exit
from netkeep.store.discovery import upward
from netkeep.store.load import load


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
@pass_context
def command(context: Context, paths: tuple[Path, ...], style: str) -> int:
    """Check the vault: files, fields, logs, and what holds between files.

    The whole vault is always read; with PATHs, only what concerns them is reported. Exits with 1 when there are
    findings, with 2 when a PATH does not exist or is not in the vault.

    \b
    Example:
      netkeep check people/ada-example.md --format json
    """
    root = _root(context, paths)
    wanted = [_within(root, path) for path in paths]
    vault = load(root)
    found = check(vault, context.today, wanted)
    if style == "json":
        print_json(
            "check",
            {"vault": str(root), "files": len(vault.documents), "diagnostics": as_records(found)},
        )
    else:
        for line in as_text(found, lambda path: os.path.relpath(root / path)):
            click.echo(clean(line))
        click.echo(summary(found, len(vault.documents)))
    return Exit.FINDINGS if found else Exit.OK


def _root(context: Context, paths: tuple[Path, ...]) -> Path:
    """Give the vault: the named one, else the one that the first PATH lies in, else the usual."""
    if context.named_vault is None and not os.environ.get("NETKEEP_VAULT") and paths:
        first = paths[0].absolute()
        found = upward(first if first.is_dir() else first.parent)
        if found:
            return found
    return context.root


def _within(root: Path, path: Path) -> str:
    """Give a PATH relative to the vault; the last part is not resolved, because it may be a link itself."""
    absolute = path.parent.resolve() / path.name if path.name not in {"", ".."} else path.resolve()
    try:
        return absolute.relative_to(root.resolve()).as_posix()
    except ValueError:
        raise click.BadParameter(f"{path} is not in the vault {root}") from None
