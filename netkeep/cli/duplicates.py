"""``netkeep duplicates``: people who may be in the vault twice."""

from collections.abc import Sequence

import click

from netkeep.cli.context import Context, pass_context
from netkeep.cli.layout import on_terminal
from netkeep.cli.output import print_json, print_table, quiet
from netkeep.exchange.matching.duplicates import LikelyDuplicate, likely_duplicates
from netkeep.model.people import Contact
from netkeep.store.vault import Vault


@click.command("duplicates")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people, or for programs."
)
@pass_context
def command(context: Context, style: str) -> None:
    """List people who may be in the vault twice, the likeliest first.

    They share a profile, an e-mail address or a phone number, or have a like name and something else in
    common; where a middle name is all that differs, that is enough. Titles make no difference, and people whose names
    cannot be one person's may share an address. In each line the first is the one of whom more is known. Two of
    whom one file names the other are left out, and two whose files both say check_ignore: [NK608].

    \b
    Example:
      netkeep duplicates
      netkeep merge grace-sample g-sample
    """
    vault = context.vault
    _PRINTERS[style](vault, likely_duplicates(vault.contacts.values(), vault.settings.region))


def _text(_: Vault, pairs: Sequence[LikelyDuplicate]) -> None:
    if not pairs:
        click.echo("netkeep: nobody is here twice, as far as can be seen", err=True)
        return
    print_table([(pair.keep.id, pair.other.id, str(pair.score), ", ".join(pair.evidence)) for pair in pairs])
    if on_terminal():
        click.echo(quiet("one person: netkeep merge KEEP OTHER; two: check_ignore: [NK608] in both files"))


def _json(vault: Vault, pairs: Sequence[LikelyDuplicate]) -> None:
    records = [
        {
            "keep": _person(vault, pair.keep),
            "other": _person(vault, pair.other),
            "score": pair.score,
            "evidence": list(pair.evidence),
        }
        for pair in pairs
    ]
    print_json("duplicates", {"pairs": records})


def _person(vault: Vault, contact: Contact) -> dict[str, str]:
    return {"id": contact.id, "name": contact.name, "path": vault.path(contact)}


_PRINTERS = {"text": _text, "json": _json}
