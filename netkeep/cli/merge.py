"""``netkeep merge``: two files of one person become one."""

import click

from netkeep.check.diff import diff
from netkeep.cli.context import Context, pass_context
from netkeep.cli.output import print_line
from netkeep.cli.printable import clean
from netkeep.exchange.joining.merge import Merge, merge, save_merge
from netkeep.store.lookup import one_person
from netkeep.words import join_words


@click.command("merge")
@click.argument("keep")
@click.argument("other")
@click.option("--dry-run", is_flag=True, help="Show as a diff what would change, and write nothing.")
@pass_context
def command(context: Context, keep: str, other: str, *, dry_run: bool) -> None:
    """Join OTHER to KEEP, who are one person: one file that says what both said.

    What KEEP lacks is taken from OTHER, whose name becomes an alias; the texts and reminders stand one after the
    other, the logs in one order, and every link to OTHER leads to KEEP. Where both have another single value,
    such as a location, KEEP's stays and OTHER's is kept under x:. OTHER's file is removed last.
    The way back is git.

    \b
    Example:
      netkeep merge grace-sample g-sample --dry-run
    """
    if not dry_run:
        context.finish()
    vault = context.loaded()
    plan = merge(vault, one_person(vault, keep), one_person(vault, other))
    if dry_run:
        _show(plan)
        return
    save_merge(vault, plan)
    _tell(plan)


def _show(plan: Merge) -> None:
    for old, new in plan.changes:
        for line in diff(old, new, str):
            print_line(line)
    click.echo(f"{clean(plan.gone.path)} would be removed.", err=True)


def _tell(plan: Merge) -> None:
    path = clean(plan.keep[0].path)
    click.echo(f"{path}: says now what {clean(plan.gone.path)} said, which is removed")
    if plan.aside:
        click.echo(f"{path}: different in both, and kept under x: {clean(', '.join(plan.aside))}")
    if plan.others:
        files = join_words(clean(old.path) for old, _ in plan.others)
        click.echo(f"Links to it lead to {clean(plan.keep[0].stem)} now, in {files}.")
