"""``netkeep export json``: the whole vault for other programs."""

from pathlib import Path

import click

from netkeep.cli.context import Context, pass_context
from netkeep.cli.export.output import deliver, private_option, to_option, vault_to_export
from netkeep.words import count


@click.command("json")
@to_option
@private_option
@pass_context
def command(context: Context, to: Path | None, *, include_private: bool) -> None:
    """Write people, jobs and organisations as one JSON object of a documented, versioned shape.

    \b
    Example:
      netkeep export json | jq -r '.people[].name'
    """
    from netkeep.exchange.exporters.json import vault_json

    vault = vault_to_export(context, include_private=include_private)
    deliver(vault_json(vault, context.today), to, count(len(vault.contacts), "contact"))
