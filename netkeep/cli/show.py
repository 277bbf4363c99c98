"""``netkeep show``: everything about one person, on a card."""

import click

from netkeep.cli.card import Card
from netkeep.cli.context import Context, pass_context
from netkeep.cli.layout import reading_width
from netkeep.cli.output import print_json
from netkeep.exchange.exporters.person import record
from netkeep.store.lookup import one


@click.command("show")
@click.argument("who", nargs=-1, required=True)
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people, or for programs."
)
@pass_context
def command(context: Context, who: tuple[str, ...], style: str) -> None:
    """Show who someone is, how to reach them, and what happened.

    \b
    Example:
      netkeep show grace
    """
    person = one(context.vault, " ".join(who))
    if style == "json":
        print_json("show", {"today": context.today.isoformat(), "person": record(context.vault, person, context.today)})
        return
    click.echo("\n".join(Card(context.vault, person, context.today, reading_width()).lines()))
