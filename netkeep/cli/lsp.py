"""``netkeep lsp``: the vault in any editor that speaks the Language Server Protocol."""

import os
import sys
from datetime import date
from importlib.util import find_spec

import click

from netkeep.cli.context import Context, pass_context
from netkeep.errors import RefusedError


@click.command("lsp", short_help="Serve an editor: findings as you type, completion, people at hand.")
@pass_context
def command(context: Context) -> None:
    """Serve an editor over the standard input and output, by the Language Server Protocol.

    Findings come while you type, of what is not saved yet; names are completed, links followed, and mending is
    one key away. Nothing is ever written but by the editor itself. docs/editors.md says how to set up yours. It
    needs the extra: pip install 'netkeep[lsp]'.

    \b
    Example:
      netkeep lsp    # which the editor runs by itself, with the vault as its folder
    """
    if find_spec("pygls") is None:
        raise RefusedError("an editor is served by the extra: pip install 'netkeep[lsp]'")
    import logging

    from netkeep.lsp.server import make_server

    logging.disable(logging.CRITICAL)  # pygls would log what is typed
    chosen = context.today if context.day_chosen else None
    server = make_server(lambda: chosen or date.today(), context.named_vault)  # noqa: DTZ011 (where the owner is)
    try:
        # It closes what it writes to when it ends; the standard output itself is still to be flushed by then.
        with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as output:
            server.start_io(stdout=output)
    finally:
        server.session.end()
