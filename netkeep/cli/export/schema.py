"""``netkeep export schema``: JSON Schema of the front matter and of the settings."""

import json

import click

from netkeep.config.json_schema import NAME, settings_schema
from netkeep.model.json_schema import DIALECTS, LATEST, json_schema
from netkeep.model.schema import FILE_KINDS

_KINDS = {kind.name: kind for kind in FILE_KINDS}


@click.command("schema")
@click.argument("kind", type=click.Choice([*_KINDS, NAME]), default="person")
@click.option("--dialect", type=click.Choice(list(DIALECTS)), default=LATEST, show_default=True, help="Of JSON Schema.")
def command(kind: str, dialect: str) -> None:
    """Print the JSON Schema of the front matter or of netkeep.toml, for editors and other programs.

    It lists the keys and the form of each value; what must hold between files, only 'check' knows.

    \b
    Examples:
      netkeep export schema job > job.json
      netkeep export schema settings --dialect draft-07
    """
    schema = settings_schema(dialect) if kind == NAME else json_schema(_KINDS[kind], dialect)
    click.echo(json.dumps(schema, indent=2))
