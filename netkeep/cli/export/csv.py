"""``netkeep export csv``: everybody in one table."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from netkeep.cli.context import Context, pass_context
from netkeep.cli.export.output import choice_options, deliver, to_option, vault_to_export
from netkeep.words import count

if TYPE_CHECKING:
    from netkeep.network.select import Condition


@click.command("csv")
@to_option
@choice_options
@pass_context
def command(
    context: Context, to: Path | None, *, include_private: bool, conditions: "tuple[Condition, ...]", reachable: bool
) -> None:
    """Write everybody as one table, for a spreadsheet; 'netkeep import csv' reads it back.

    \b
    Examples:
      netkeep export csv --to people.csv
      netkeep export csv --where tags=mentor --reachable
    """
    from netkeep.exchange.exporters.table import vault_table

    vault = vault_to_export(context, include_private=include_private, conditions=conditions, reachable=reachable)
    deliver(vault_table(vault), to, count(len(vault.contacts), "contact"))
