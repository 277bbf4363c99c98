"""``netkeep export vcard``: cards for phones, mail programs and other address books."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from netkeep.cli.context import Context, pass_context
from netkeep.cli.export.output import choice_options, deliver, to_option, vault_to_export
from netkeep.cli.output import say
from netkeep.cli.printable import clean
from netkeep.store.vault import Vault
from netkeep.words import count, join_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netkeep.exchange.exporters.vcard.vdir import Outcome
    from netkeep.model.people import Contact
    from netkeep.network.select import Condition


@click.command("vcard")
@to_option
@click.option("--vdir", type=click.Path(file_okay=False, path_type=Path), help="A folder, with one file per person.")
@click.option("--source", help="With --vdir: the source that the folder is imported as, such as phone.")
@click.option(
    "--version", type=click.Choice(["4.0", "3.0"]), default="4.0", show_default=True, help="The version of vCard."
)
@choice_options
@click.option("--no-archived", is_flag=True, help="Leave out archived people.")
@pass_context
def command(
    context: Context,
    *,
    to: Path | None,
    vdir: Path | None,
    source: str | None,
    version: str,
    include_private: bool,
    conditions: "tuple[Condition, ...]",
    reachable: bool,
    no_archived: bool,
) -> None:
    """Write a vCard for everybody but private people.

    A file holds all that a card can say: importing it brings back the same contacts. A folder is for synchronising:
    unchanged cards stay as they are, cards that were changed there wait to be imported, and with --source netkeep
    remembers what it wrote, so that changes can be imported back.

    \b
    Examples:
      netkeep export vcard --to contacts.vcf
      netkeep export vcard --vdir ~/.contacts/phone --source phone --version 3.0
    """
    if to and vdir:
        raise click.UsageError("--to writes one file, --vdir a folder: give one of them")
    if source and not vdir:
        raise click.UsageError("--source needs --vdir: the folder that is imported as this source")
    vault = vault_to_export(context, include_private=include_private, conditions=conditions, reachable=reachable)
    people = [contact for contact in vault.contacts.values() if not (no_archived and contact.archived is not None)]
    if vdir:
        _folder(context, vault, people, vdir, source=source, version=version)
    else:
        _file(context, people, to, version)


def _file(context: Context, people: "list[Contact]", to: Path | None, version: str) -> None:
    from netkeep.exchange.exporters.vcard import Wish, write

    data, left_out = write(people, Wish(context.today, version, there={contact.id: contact for contact in people}))
    deliver(data, to, count(len(people), "card"))
    _tell(left_out)


def _folder(
    context: Context, vault: Vault, people: "list[Contact]", folder: Path, *, source: str | None, version: str
) -> None:
    from netkeep.exchange.exporters.vcard import Wish, left_out
    from netkeep.exchange.vdir_sync import give

    context.finish()
    wish = Wish(context.today, version, whole=False, there={contact.id: contact for contact in people})
    outcome = give(vault, folder, source, people, wish)
    counts = {
        "written": len(outcome.written),
        "as they were": len(outcome.same),
        "removed": len(outcome.gone),
    }
    say(f"{folder}: {', '.join(f'{number} {words}' for words, number in counts.items())}")
    _warn(outcome, folder, source)
    _tell(left_out(people, wish))


def _warn(outcome: "Outcome", folder: Path, source: str | None) -> None:
    listed = outcome.changed_there
    again = f"netkeep import vcard {folder} --source {source or 'phone'}"
    if listed:
        say(f"changed there, so not written over: {clean(join_words(listed))}; first '{again}'", err=True)
    if outcome.removed_there:
        names = clean(join_words(outcome.removed_there))
        say(f"removed there, so not written again: {names}", err=True)
    if outcome.in_a_file_of_several:
        names = clean(join_words(outcome.in_a_file_of_several))
        say(f"in a file with other cards, so not written: {names}; give each card a file of its own", err=True)
    if outcome.left:
        names = clean(join_words(outcome.left))
        say(f"no longer in the vault, but changed there, so not removed: {names}", err=True)


def _tell(left_out: "Mapping[str, int]") -> None:
    if left_out:
        words = join_words(f"{number} × {name}" for name, number in left_out.items())
        say(f"not in the cards: {words}", err=True)
