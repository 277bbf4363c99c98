"""``netkeep edit``: a file opened in the user's own editor, and checked afterwards."""

import sys
from pathlib import Path

import click

from netkeep.check.diagnostic import Severity
from netkeep.check.formats import as_text
from netkeep.check.runner import check
from netkeep.cli.choosing import one_file
from netkeep.cli.context import Context, pass_context
from netkeep.cli.names import WHO
from netkeep.cli.output import say
from netkeep.cli.printable import clean
from netkeep.errors import Exit, RefusedError
from netkeep.store.load import load
from netkeep.text.document import Document


@click.command("edit")
@click.argument("who", type=WHO, nargs=-1, required=True)
@pass_context
def command(context: Context, who: tuple[str, ...]) -> int:
    """Open somebody's file in your editor, and check it afterwards.

    The editor is $VISUAL or $EDITOR. WHO may also be the id or path of a job or an organisation, or of a file that
    has errors. Without a terminal nothing is opened, and the whole path is printed.

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
    return _report(context, document, full)


def _report(context: Context, previous: Document, full: Path) -> int:
    path = clean(previous.path)
    if not full.exists():
        say(f"{path}: is gone", err=True)
        return Exit.FINDINGS
    vault = load(context.root)
    diagnostics = check(vault, context.today, [previous.path])
    for line in as_text(diagnostics, str):
        say(clean(line), err=True)
    if any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics):
        return Exit.FINDINGS
    current = next((document for document in vault.documents if document.path == previous.path), None)
    same = previous.source and current and current.source and current.source.digest == previous.source.digest
    say(f"{path}: {'unchanged' if same else 'saved'}{'' if diagnostics else ', and reads well'}")
    return Exit.OK
