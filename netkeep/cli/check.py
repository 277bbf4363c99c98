"""``netkeep check``: find out whether the vault says what its owner meant."""

import os
from pathlib import Path

import click

from netkeep.check.diagnostic import Severity
from netkeep.check.formats import as_records, as_text, summary
from netkeep.check.runner import check
from netkeep.cli.context import Context, pass_context
from netkeep.cli.output import clean, print_json
from netkeep.errors import Exit
from netkeep.store.discovery import upward
from netkeep.store.load import load


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
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
    for path in paths:
        if not os.path.lexists(path):  # a link that leads nowhere is there, and has a finding to tell about
            raise click.BadParameter(f"{path} does not exist")
    root = _root(context, paths)
    wanted = [_within(root, path) for path in paths]
    vault = load(root)
    found = check(vault, context.today, wanted)
    if style == "json":
        print_json(
            "check",
            {
                "vault": str(root),
                "today": context.today.isoformat(),
                "files": len(vault.documents),
                "diagnostics": as_records(found),
            },
        )
    else:
        for line in as_text(found, lambda path: os.path.relpath(root / path)):
            click.echo(clean(line))
        click.echo(summary(found, len(vault.documents)))
    return Exit.FINDINGS if any(one.severity is Severity.ERROR for one in found) else Exit.OK


def _root(context: Context, paths: tuple[Path, ...]) -> Path:
    """Give the vault: the named one, else the one that the first PATH lies in, else the usual."""
    if context.named_vault is None and not os.environ.get("NETKEEP_VAULT") and paths:
        first = paths[0].absolute()
        found = upward(first if first.is_dir() else first.parent)
        if found:
            return found
    return context.root


def _within(root: Path, path: Path) -> str:
    """Give a PATH relative to the vault: as it is named, for it may be a link itself; else what it leads to."""
    inside = root.resolve()
    named = path.parent.resolve() / path.name if path.name not in {"", ".."} else path.resolve()
    found = next((one for one in (named, path.resolve()) if one.is_relative_to(inside)), None)
    if found is None:
        raise click.BadParameter(f"{path} is not in the vault {root}")
    return found.relative_to(inside).as_posix()
