"""``netkeep check``: find out whether the vault says what its owner meant."""

import os
from contextlib import closing
from pathlib import Path

import click

from netkeep.check.choice import chosen
from netkeep.check.diagnostic import Severity
from netkeep.check.formats import as_records, as_text, summary
from netkeep.check.reader import reader
from netkeep.check.runner import report
from netkeep.cli.context import Context, pass_context
from netkeep.cli.mend import Mender
from netkeep.cli.output import print_json
from netkeep.cli.printable import clean
from netkeep.errors import Exit
from netkeep.store.index.keep import count_files
from netkeep.store.index.refresh import open_index
from netkeep.store.load import read_settings
from netkeep.store.root import root_for, within


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--fix", is_flag=True, help="Mend what is certain, then tell what is left.")
@click.option("--diff", is_flag=True, help="Show what --fix would change; nothing is written.")
@click.option("--unsafe-fixes", is_flag=True, help="Mend also what may not be meant; look at --diff first.")
@pass_context
def command(context: Context, paths: tuple[Path, ...], style: str, *, fix: bool, diff: bool, unsafe_fixes: bool) -> int:
    """Check the vault: files, fields, logs, and what holds between files.

    The whole vault is always read; with PATHs, only what concerns them is reported. Exits with 1 when there are
    findings, with 2 when a PATH does not exist or is not in the vault.

    \b
    Example:
      netkeep check people/ada-example.md --format json
    """
    if unsafe_fixes and not (fix or diff):
        raise click.UsageError("--unsafe-fixes says what --fix or --diff may mend: name one of the two")
    for path in paths:
        if not os.path.lexists(path):  # a link that leads nowhere is there, and has a finding to tell about
            raise click.BadParameter(f"{path} does not exist")
    root, wanted = _target(context, paths)
    settings = read_settings(root)
    codes = chosen(settings)
    mender = Mender(root, codes, wanted, context.today, unsafe_fixes) if fix or diff else None
    if mender and diff:
        return mender.show()
    mending = mender.save() if mender else None
    wanted += mending.renamed() if mending and wanted else []
    with closing(open_index(root, reader(settings))) as index:
        found = report(index, context.today, codes, wanted)
        files = count_files(index)
    if style == "json":
        print_json(
            "check",
            {
                "vault": str(root),
                "today": context.today.isoformat(),
                "files": files,
                "diagnostics": as_records(found),
            },
        )
    else:
        for line in as_text(found, lambda path: os.path.relpath(root / path)):
            click.echo(clean(line))
        if not mending:
            click.echo(summary(found, files))
    if mender and mending:
        mender.tell(mending, to_errors=style != "text")
    return Exit.FINDINGS if any(one.severity is Severity.ERROR for one in found) else Exit.OK


def _target(context: Context, paths: tuple[Path, ...]) -> tuple[Path, list[str]]:
    """Give the vault that is meant, and the PATHs relative to it."""
    named = str(context.named_vault) if context.named_vault else None
    root = Path(root_for(named, os.environ, str(Path.cwd()), tuple(map(str, paths))))
    wanted: list[str] = []
    for path in paths:
        inside = within(str(root), str(path))
        if inside is None:
            raise click.BadParameter(f"{path} is not in the vault {root}")
        wanted.append(inside)
    return root, wanted
