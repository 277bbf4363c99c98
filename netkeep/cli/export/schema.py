"""``netkeep export schema``: JSON Schema of the front matter."""

import json

import click

from netkeep.model.json_schema import json_schema
from netkeep.model.schema import FILE_KINDS

_KINDS = {kind.name: kind for kind in FILE_KINDS}


@click.command("schema")
@click.argument("kind", type=click.Choice(list(_KINDS)), default="person")
def command(kind: str) -> None:
    """Print the JSON Schema (2020-12) of the front matter, for editors and other programs.

    It lists the keys and the form of each value; what must hold between files, only 'check' knows.

    \b
    Example:
      netkeep export schema job > job.json
    """
    click.echo(json.dumps(json_schema(_KINDS[kind]), indent=2))
