"""``netkeep show``: everything about one person, on a card."""

import click

from netkeep.cli.card import Card
from netkeep.cli.context import Context, pass_context
from netkeep.cli.layout import reading_width
from netkeep.cli.output import print_json
from netkeep.cli.why import explain_tie
from netkeep.exchange.exporters.person import record
from netkeep.store.lookup import one_person


@click.command("show")
@click.argument("who", nargs=-1, required=True)
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people, or for programs."
)
@click.option("--why", is_flag=True, help="How strong the tie is, and what makes it so.")
@pass_context
def command(context: Context, who: tuple[str, ...], style: str, why: bool) -> None:  # noqa: FBT001
    """Show who someone is, how to reach them, and what happened.

    With --why, how strong the tie is and what each entry of the log adds to it: see docs/network.md.

    \b
    Example:
      netkeep show grace
    """
    person = one_person(context.vault, " ".join(who))
    if style == "json":
        print_json("show", {"today": context.today.isoformat(), "person": record(context.vault, person, context.today)})
        return
    if why:
        click.echo("\n".join(explain_tie(context.vault, person, context.today)))
        return
    click.echo("\n".join(Card(context.vault, person, context.today, reading_width()).lines()))
