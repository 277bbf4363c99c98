"""``netkeep sync``: this machine and a remote, brought together."""

import click

from netkeep.cli.context import Context, pass_context
from netkeep.cli.layout import on_terminal


@click.command("sync", short_help="Fetch, merge, check and push, in one step.")
@click.argument("remote", required=False)
@click.option("--commit", is_flag=True, help="First commit all changes.")
@click.option("-m", "--message", default="netkeep sync", show_default=True, help="The message of that commit.")
@click.option("--yes", is_flag=True, help="Push without asking, which is done once for each new address.")
@pass_context
def command(context: Context, remote: str | None, *, commit: bool, message: str, yes: bool) -> None:
    """Bring the vault and a REMOTE together: fetch, merge (or rebase, as git is set), check, push.

    Stops if something is left to decide, if the merge has new findings, or if somebody you forgot would be sent on;
    it says how to go on, and how to go back. Never forces anything. It uses git's own connection, and no other.

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
