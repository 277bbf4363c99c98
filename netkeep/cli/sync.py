"""``netkeep sync``: this machine and a remote, brought together."""

import click

from netkeep.cli.context import Context, pass_context
from netkeep.cli.layout import on_terminal


@click.command("sync", short_help="Fetch, merge, check and push, in one step.")
@click.argument("remote", required=False)
@click.option("--commit", is_flag=True, help="First commit whatever is not committed.")
@click.option("-m", "--message", default="netkeep sync", show_default=True, help="The message of that commit.")
@click.option("--yes", is_flag=True, help="Agree to push to this remote, which is asked once for each address.")
@pass_context
def command(context: Context, remote: str | None, *, commit: bool, message: str, yes: bool) -> None:
    """Bring the vault and a REMOTE together: fetch, merge (or rebase, as git is set), check, push.

    Stops with the way on and the way back where something is left to decide, where the merge has new findings, or where
    somebody who was forgotten would be sent on. Never forces anything. It uses git's own connection, and no other.

    \b
    Example:
      netkeep sync --commit
    """
    from netkeep.versions.sync import Wanted, sync

    def confirm(address: str) -> bool:
        if yes or not on_terminal():
            return yes
        return click.confirm(f"Send the vault to {address}? It has not been sent there before", default=False)

    for line in sync(context.root, Wanted(remote, message if commit else None, context.today, confirm)):
        click.echo(line)
