"""``netkeep init``: a private vault of one's own."""

from pathlib import Path

import click

from netkeep.cli.output import join_words
from netkeep.store.start import start_vault


@click.command("init", short_help="Make a private vault of your own.")
@click.argument("folder", default=Path(), type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Make a vault in DIR (default: here): settings, ignore file, git repository, and a hook that checks commits.

    Files that are already there stay as they are.

    \b
    Example:
      netkeep init ~/people
    """
    made = start_vault(folder)
    click.echo(f"{folder.resolve()} is a vault now, with {join_words(made)}.")
    click.echo("First bring in whom you know already: netkeep import vcard contacts.vcf (or linkedin, google …)")
    click.echo("Then add whom you spoke with this week: netkeep add 'Ada Example' --met yesterday")
