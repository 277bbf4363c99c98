"""``netkeep export``: what is in the vault, for other programs; one module for each format."""

import click

from netkeep.cli.export import csv, ics, json, schema, site, vcard


@click.group("export")
def command() -> None:
    """Export the vault, or the schema of its files.

    \b
    Example:
      netkeep export site --to /tmp/pages
    """


command.add_command(csv.command)
command.add_command(ics.command)
command.add_command(json.command)
command.add_command(schema.command)
command.add_command(site.command)
command.add_command(vcard.command)
