"""``netkeep site``: the private site, built or served."""

import gc
import os
from pathlib import Path

import click

from netkeep.cli.context import Context, pass_context
from netkeep.cli.output import say
from netkeep.errors import Exit


@click.group("site")
def command() -> None:
    """Build the private site, or serve it on this machine.

    Uses the mkdocs.yml in the vault or the folder above it, or built-in settings if there is none.

    \b
    Example:
      netkeep site build --to /tmp/site
    """


@command.command("build")
@click.option(
    "--to", type=click.Path(file_okay=False, path_type=Path), help="Where to; site/ beside mkdocs.yml by default."
)
@pass_context
def build(context: Context, to: Path | None) -> None:
    """Build the site; it opens from disk, and loads nothing from elsewhere.

    \b
    Example:
      netkeep site build --to /tmp/site
    """
    from netkeep.site.build import build_site

    gc.disable()  # the process ends with its build: nothing of it has to be looked through for cycles
    folder = build_site(context.root, context.today, to)
    say(f"{os.path.relpath(folder)}: open index.html in it, or serve it with 'netkeep site serve'")


@command.command("audit")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@pass_context
def audit(context: Context, folder: Path | None) -> int:
    """Read a built site as a stranger would; exits with 1 if there is something that must not be.

    Without DIR, it reads where the site is usually built. The report names files and kinds, never what is in them.

    \b
    Example:
      netkeep site audit /tmp/site
    """
    from netkeep.site.audit import listed
    from netkeep.site.build import default_destination
    from netkeep.site.recheck import audit_site

    place = folder or default_destination(context.root)
    findings = audit_site(context.root, context.today, place)
    say(listed(findings) if findings else f"{os.path.relpath(place)}: nothing there that must not be")
    return Exit.FINDINGS if findings else Exit.OK


@command.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), help="On 127.0.0.1; 8000 by default, or the next free one.")
@pass_context
def serve(context: Context, port: int | None) -> None:
    """Serve the site on 127.0.0.1; pages are made when the browser asks for them. Ctrl-C ends it.

    The browser loads a page again whenever a contact is saved. Nothing is written; to keep the site, build it.

    \b
    Example:
      netkeep site serve
    """
    from netkeep.site.serve import serve_site

    serve_site(context.root, context.today if context.day_chosen else None, port, click.echo)
