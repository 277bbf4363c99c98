"""What the exports share: which people they hold, and where they are written."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from netkeep.cli.columns import where_option
from netkeep.cli.context import Context
from netkeep.cli.piped import STANDARD_STREAM
from netkeep.model.people import Contact
from netkeep.store.vault import Vault

if TYPE_CHECKING:
    from netkeep.network.select import Condition

_Command = TypeVar("_Command", bound=Callable[..., object])

to_option = click.option(
    "--to",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="The file to write; without it, or with -, the standard output.",
)
private_option = click.option("--include-private", is_flag=True, help="Include private people.")


def choice_options(command: _Command) -> _Command:
    """Add the options that choose whom an export holds."""
    command = click.option("--reachable", is_flag=True, help="Only people with an address, a number or a link.")(
        command
    )
    return where_option(private_option(command))


def vault_to_export(
    context: Context, *, include_private: bool, conditions: "Sequence[Condition]" = (), reachable: bool = False
) -> Vault:
    """Return the vault to export: read from its files, without private people unless they are asked for.

    It has the people of whom the conditions hold, with all that happened with them; and, if they are to be
    ``reachable``, only those with an address, a number or a link.

    Raises :class:`netkeep.errors.VaultError` where a folder of it cannot be listed.
    """
    from netkeep.site.private import without_private
    from netkeep.store.unread import refuse_closed

    vault = context.loaded()
    refuse_closed(vault, "nothing was exported")
    vault = vault if include_private else without_private(vault)
    return _chosen(context, vault, conditions, reachable=reachable) if conditions or reachable else vault


def _chosen(context: Context, vault: Vault, conditions: "Sequence[Condition]", *, reachable: bool) -> Vault:
    from netkeep.network.select import fits, is_reachable

    fit = fits(vault, conditions, context.today)
    left_out = {
        contact.id
        for contact in vault.contacts.values()
        if not fit(contact) or (reachable and not is_reachable(contact))
    }
    documents = tuple(
        document
        for document in vault.documents
        if not (isinstance(document.item, Contact) and document.item.id in left_out)
    )
    return Vault(vault.root, vault.settings, documents, vault.strays, vault.renames, same_logs=vault)


def deliver(data: bytes, to: Path | None, summary: str) -> None:
    """Write a file for the owner's eyes only, and print its summary; or print the data, and nothing else."""
    from netkeep.store.write import write_file

    if to is None or to == STANDARD_STREAM:
        click.echo(data, nl=False)
        return
    write_file(to, data)
    click.echo(f"{to}: {summary}")
