"""What the exports of a file share: whose people they hold, and where they go."""

from pathlib import Path

import click

from netkeep.cli.context import Context
from netkeep.cli.printable import clean
from netkeep.store.vault import Vault

to_option = click.option(
    "--to", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; else the standard output."
)
private_option = click.option("--include-private", is_flag=True, help="Private people, too.")


def chosen(context: Context, *, include_private: bool) -> Vault:
    """Give the vault as it may be told: read from its files, and without its private people unless asked for."""
    from netkeep.site.private import without_private
    from netkeep.store.load import load

    vault = load(context.root)
    if bad := vault.unreadable:
        listed = ", ".join(bad[:3]) + (f" and {len(bad) - 3} more" if len(bad) > 3 else "")  # noqa: PLR2004 (as three)
        click.echo(f"netkeep: left out, because unreadable: {clean(listed)}; see 'netkeep check'", err=True)
    return vault if include_private else without_private(vault)


def deliver(data: bytes, to: Path | None, what: str) -> None:
    """Write a file for the owner's eyes only, and say what is in it; or print it, and nothing else."""
    from netkeep.store.write import write_file

    if to is None:
        click.echo(data, nl=False)
        return
    write_file(to, data)
    click.echo(f"{to}: {what}")
