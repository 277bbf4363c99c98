"""``netkeep rename``: give somebody another id, in every link as well."""

import click

from netkeep.cli.choosing import one_file
from netkeep.cli.context import Context, pass_context
from netkeep.cli.names import WHO
from netkeep.cli.output import say
from netkeep.cli.printable import clean
from netkeep.exchange.joining.notes import still_linked
from netkeep.exchange.joining.rename import rename, save_rename
from netkeep.words import join_words


@click.command("rename", short_help="Give somebody another id, and change every link to it.")
@click.argument("who", type=WHO)
@click.argument("new_id", metavar="NEW-ID")
@pass_context
def command(context: Context, who: str, new_id: str) -> None:
    """Give somebody another id: another name to the file, and to every link to it.

    WHO may also be the id or path of a job or an organisation. The name inside the file stays. Old and new id are
    recorded in imports/renames.txt, so that check finds and fixes links to the old one that come from another
    clone.

    \b
    Example:
      netkeep rename grace-sample grace-hopper
    """
    context.finish()
    vault = context.loaded()
    changes = rename(vault, one_file(vault, who), new_id)
    save_rename(vault, changes)
    old, new = changes[0]
    click.echo(f"{clean(old.path)}: is {new.path} now")
    if len(changes) > 1:
        say(f"Links to it changed in {join_words(clean(document.path) for document, _ in changes[1:])}.")
    if places := still_linked(vault, changes, old.stem):
        say(f"Still linked to by its old id, in code or comments: {clean(', '.join(places))}.")
