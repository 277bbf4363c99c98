"""``netkeep log``: one entry, written once, for one person or several."""

from datetime import date

import click

from netkeep.agenda.words import on_day
from netkeep.cli.context import Context, pass_context
from netkeep.cli.output import join_words
from netkeep.cli.parameters import PAST_DAY
from netkeep.cli.printable import clean
from netkeep.store.entries import Draft, log_entry
from netkeep.store.lookup import one


@click.command("log", short_help="Write down what happened, with one person or several.")
@click.argument("who", nargs=-1, required=True)
@click.option(
    "-k", "--kind", default="note", show_default=True, help="call, coffee, email, meeting, note, asked recommendation …"
)
@click.option("-d", "--date", "day", type=PAST_DAY, help="When; today if not said.")
@click.option("-m", "--message", default="", help="What it was about.")
@pass_context
def command(context: Context, who: tuple[str, ...], kind: str, day: date | None, message: str) -> None:
    """Write down that something happened, with one person or several at once.

    The entry goes into the first person's file and names the others, so that it counts for all of them.

    \b
    Example:
      netkeep log grace alan -k coffee -d yesterday -m "The reorg, and who to ask about data."
    """
    when = day or context.today
    if when > context.today:
        raise click.BadParameter("this day is yet to come; for what you plan there is 'netkeep remind'")
    people = list({person.id: person for person in (one(context.vault, name) for name in who)}.values())
    path = log_entry(context.vault, people, Draft(when, kind, message))
    names = join_words(clean(person.name) for person in people)
    click.echo(f"{path}: {kind} with {names} on {on_day(when, context.today)}")
