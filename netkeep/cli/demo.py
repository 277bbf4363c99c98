"""``netkeep demo``: the sample vault, checked, its agenda, its site built, ready to open."""

import shutil
from datetime import date
from pathlib import Path

import click

from netkeep.cli.context import Context, pass_context
from netkeep.cli.output import heading
from netkeep.errors import Exit, VaultError
from netkeep.resources import sample_vault
from netkeep.store.discovery import is_vault

_SAMPLE_DAY = date(2026, 11, 22)  # the Sunday on which the sample is set
_FOLDER = Path("netkeep-demo")


@click.command("demo", short_help="Show it all on a vault of invented people.")
@click.argument("folder", default=_FOLDER, type=click.Path(file_okay=False, path_type=Path))
@click.option("--serve", is_flag=True, help="Serve the site on 127.0.0.1 afterwards, until you stop it.")
@pass_context
@click.pass_context
def command(ctx: click.Context, context: Context, folder: Path, *, serve: bool) -> int:
    """Show what netkeep does, on a vault of invented people put into DIR (default: netkeep-demo).

    Files that are already there stay as they are, so that you can play with them and run it again.

    \b
    Example:
      netkeep demo /tmp/look --serve
    """
    _fill(folder)
    context.named_vault = folder
    if not context.day_chosen:
        context.today = _SAMPLE_DAY
    for title, run in (("check", _check), ("due", _due), ("site build", _site)):
        click.echo(heading(f"$ netkeep {title}"))
        result = run(ctx)
        click.echo()
        if result:
            return result
    page = (folder / "site" / "index.html").resolve()
    if serve:
        from netkeep.site.serve import serve_site

        serve_site(context.root, context.today)
    click.echo(f"Open {page.as_uri()}")
    return Exit.OK


def _fill(folder: Path) -> None:
    """Copy the sample, file by file; a file that is there already stays as it is."""
    if folder.is_dir() and any(folder.iterdir()) and not is_vault(folder):
        raise VaultError(f"{folder} is not empty, and is not a vault; name another folder: netkeep demo DIR")
    source = sample_vault()
    for path in sorted(source.rglob("*")):
        target = folder / path.relative_to(source)
        if path.is_dir() or target.exists() or {"site", ".netkeep"} & set(path.relative_to(source).parts):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def _check(ctx: click.Context) -> int:
    from netkeep.cli.check import command as check

    return int(ctx.invoke(check, paths=(), style="text"))


def _due(ctx: click.Context) -> int:
    from netkeep.agenda.agenda import DEFAULT_WINDOW
    from netkeep.cli.due import command as due

    return int(ctx.invoke(due, within=DEFAULT_WINDOW, kinds=(), who=None, style="text", exit_code=False))


def _site(ctx: click.Context) -> int:
    from netkeep.cli.site import build

    return int(ctx.invoke(build, to=None) or 0)
