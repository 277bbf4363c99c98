"""``netkeep init``: a private vault of one's own."""

from pathlib import Path

import click

from netkeep.cli.context import Context, pass_context
from netkeep.cli.output import say
from netkeep.store.discovery import is_vault
from netkeep.store.init_vault import start_vault
from netkeep.words import join_words


@click.command("init", short_help="Make a private vault of your own, or set up a clone.")
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@pass_context
def command(context: Context, folder: Path | None) -> None:
    """Make a vault in DIR: settings, ignore file, git repository, and a hook that checks commits.

    Without DIR it is made in --vault, else in the current folder.

    Files that are already there stay as they are. In a vault that was cloned or copied, what git does not copy is
    made: the hook, and netkeep's own folder. A hook of your own, and core.hooksPath, are left alone.

    \b
    Example:
      netkeep init ~/people
    """
    folder = folder or context.named_vault or Path()
    new = not is_vault(folder)
    made, left = start_vault(folder)
    if new:
        say(f"{folder.resolve()} is a vault now, with {join_words(made)}.")
    elif made:
        say(f"{folder.resolve()} is a vault already; it has {join_words(made)} now.")
    else:
        say(f"{folder.resolve()} is a vault already, and nothing was missing.")
    if left:
        say(left, err=True)
    if new:
        say("Start with the people you know: netkeep import vcard contacts.vcf (or linkedin, google …)")
        say("Then add the people you talked to this week: netkeep add 'Ada Example' --met yesterday")
