"""``netkeep export``: what is in the vault, for other programs; one module a format."""

import click

from netkeep.cli.export import site


@click.group("export")
def command() -> None:
    """Give the vault to other programs.

    \b
    Example:
      netkeep export site --to /tmp/pages
    """


command.add_command(site.command)
