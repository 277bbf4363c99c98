"""``netkeep export site``: the pages, for another generator."""

from pathlib import Path

import click

from netkeep.cli.context import Context, pass_context


@click.command("site")
@click.option("--to", required=True, type=click.Path(file_okay=False, path_type=Path), help="A new or empty folder.")
@pass_context
def command(context: Context, to: Path) -> None:
    """Write the pages of the site as Markdown, for another generator. Private people are not in them.

    \b
    Example:
      netkeep export site --to /tmp/pages
    """
    from netkeep.site.files import site_files
    from netkeep.store.write import write_tree

    files = site_files(context.vault, context.today)
    write_tree(to, files)
    click.echo(f"{to}: {len(files)} files")
