"""``netkeep pause``: not now, later."""

import click

from netkeep.cli.context import Context, pass_context
from netkeep.cli.parameters import COMING_DAY
from netkeep.cli.printable import clean
from netkeep.store.edits import pause
from netkeep.store.lookup import one_person
from netkeep.words import on_day


@click.command("pause")
@click.argument("who")
@click.argument("until", nargs=-1, required=True)
@pass_context
def command(context: Context, who: str, until: tuple[str, ...]) -> None:
    """Leave somebody's catch-up out of the agenda until a day.

    The day 'today' ends a pause.

    \b
    Examples:
      netkeep pause grace in 4 weeks
      netkeep pause grace 2026-03-01
    """
    day = COMING_DAY.convert(" ".join(until), None, click.get_current_context())
    if day < context.today:
        raise click.BadParameter("this day has gone by", param_hint="UNTIL")
    context.finish()
    person = one_person(context.vault, who)
    path = pause(context.vault, person, day)
    if day == context.today:
        click.echo(f"{path}: {clean(person.name)} is no longer paused")
    else:
        click.echo(f"{path}: no catch-up with {clean(person.name)} before {on_day(day, context.today)}")
