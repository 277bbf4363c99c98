"""What the exports share: which people they hold, and where they are written."""

from pathlib import Path

import click

from netkeep.cli.context import Context
from netkeep.store.vault import Vault

to_option = click.option(
    "--to", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; else the standard output."
)
private_option = click.option("--include-private", is_flag=True, help="Private people, too.")


def vault_to_export(context: Context, *, include_private: bool) -> Vault:
    """Return the vault to export: read from its files, without private people unless they are asked for.

    Raises :class:`netkeep.errors.VaultError` where a folder of it cannot be listed.
    """
    from netkeep.site.private import without_private
    from netkeep.store.unread import refuse_closed

    vault = context.loaded()
    refuse_closed(vault, "nothing was exported")
    return vault if include_private else without_private(vault)


def deliver(data: bytes, to: Path | None, summary: str) -> None:
    """Write a file for the owner's eyes only, and print its summary; or print the data, and nothing else."""
    from netkeep.store.write import write_file

    if to is None:
        click.echo(data, nl=False)
        return
    write_file(to, data)
    click.echo(f"{to}: {summary}")
