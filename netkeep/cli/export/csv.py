"""``netkeep export csv``: everybody in one table."""

from pathlib import Path

import click

from netkeep.cli.context import Context, pass_context
from netkeep.cli.export.output import deliver, private_option, to_option, vault_to_export
from netkeep.words import count


@click.command("csv")
@to_option
@private_option
@pass_context
def command(context: Context, to: Path | None, *, include_private: bool) -> None:
    """Write everybody as one table, for a spreadsheet; 'netkeep import csv' reads it back.

    \b
    Example:
      netkeep export csv --to people.csv
    """
    from netkeep.exchange.exporters.table import vault_table

    vault = vault_to_export(context, include_private=include_private)
    deliver(vault_table(vault), to, count(len(vault.contacts), "contact"))
