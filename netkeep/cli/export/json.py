"""``netkeep export json``: the whole vault for other programs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from netkeep.cli.context import Context, pass_context
from netkeep.cli.export.output import choice_options, deliver, to_option, vault_to_export
from netkeep.words import count

if TYPE_CHECKING:
    from netkeep.network.select import Condition


@click.command("json")
@to_option
@choice_options
@pass_context
def command(
    context: Context, to: Path | None, *, include_private: bool, conditions: "tuple[Condition, ...]", reachable: bool
) -> None:
    """Write people, jobs and organisations as one JSON object, in a documented, versioned format.

    \b
    Example:
      netkeep export json | jq -r '.people[].name'
    """
    from netkeep.exchange.exporters.json import vault_json

    vault = vault_to_export(context, include_private=include_private, conditions=conditions, reachable=reachable)
    deliver(vault_json(vault, context.today), to, count(len(vault.contacts), "contact"))
