"""``netkeep site``: the private site, built or served."""

import os
from pathlib import Path

import click

from netkeep.cli.context import Context, pass_context


@click.group("site")
def command() -> None:
    """Build the private site, or serve it on this machine.

    The mkdocs.yml in the vault or the folder above it is used, or built-in settings where there is none.

    \b
    Example:
      netkeep site build --to /tmp/site
    """


@command.command("build")
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), help="Where to; else site/ beside mkdocs.yml.")
@pass_context
def build(context: Context, to: Path | None) -> None:
    """Build the site; it opens from disk, and asks for nothing elsewhere."""
    from netkeep.site.build import build_site

    folder = build_site(context.root, context.today, to)
    click.echo(f"{os.path.relpath(folder)}: open index.html in it, or serve it with 'netkeep site serve'")


@command.command("serve")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="On 127.0.0.1.")
@pass_context
def serve(context: Context, port: int) -> None:
    """Serve the site on 127.0.0.1, and build it again whenever a contact is saved; Ctrl-C ends it."""
    from netkeep.site.build import serve_site

    serve_site(context.root, context.today if context.given else None, port)
