"""``netkeep edit``: a file in the person's own editor, and whether it still reads well afterwards."""

import sys
from pathlib import Path

import click

from netkeep.cli.context import Context, pass_context
from netkeep.cli.output import clean
from netkeep.errors import Exit, RefusedError
from netkeep.store.discovery import Found
from netkeep.store.load import read_file
from netkeep.store.lookup import one_file
from netkeep.text.document import Document

_SHOWN = 5


@click.command("edit")
@click.argument("who", nargs=-1, required=True)
@pass_context
def command(context: Context, who: tuple[str, ...]) -> int:
    """Open a file in your editor ($VISUAL or $EDITOR), and say whether it still reads well.

    WHO may also be the id or path of a job or an organisation, or of a file that cannot be read as it is.
    Where there is no terminal, nothing is opened and the whole path is printed.

    \b
    Examples:
      netkeep edit grace
      code "$(netkeep edit acme-2023)"
    """
    document = one_file(context.vault, " ".join(who))
    full = context.root / document.path
    if not full.resolve().is_relative_to(context.root.resolve()):
        raise RefusedError(f"{document.path} is a link that leads out of the vault; it is not opened")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo(str(full))
        return Exit.OK
    click.edit(filename=str(full))
    return _report(document, full)


def _report(before: Document, full: Path) -> int:
    if not full.exists():
        click.echo(f"{clean(before.path)}: is gone", err=True)
        return Exit.FINDINGS
    after = read_file(Found(before.path, full, before.kind))
    changed = before.source is None or after.source is None or before.source.digest != after.source.digest
    if not after.problems:
        click.echo(f"{clean(after.path)}: {'saved, and reads well' if changed else 'unchanged'}")
        return Exit.OK
    number = len(after.problems)
    click.echo(f"{clean(after.path)}: {number} {'problem' if number == 1 else 'problems'}", err=True)
    for problem in after.problems[:_SHOWN]:
        line, column = after.source.position(problem.span.start) if after.source else (1, 1)
        field = f"{problem.facts['field']}: " if "field" in problem.facts else ""
        what = problem.facts.get("wanted", problem.kind.replace("-", " "))
        click.echo(f"  line {line}, column {column}: {clean(field + what)}", err=True)
    click.echo(f"  'netkeep check {clean(after.path)}' explains, and mends what it can", err=True)
    return Exit.FINDINGS
