"""``netkeep show``: what to know of a person before a meeting; likewise of a job, and of an organisation."""

from collections.abc import Iterator

import click

from netkeep.cli.choosing import one_of_any
from netkeep.cli.context import Context, pass_context
from netkeep.cli.layout import reading_width
from netkeep.cli.names import WHO_JOB_OR_ORG
from netkeep.cli.output import print_json
from netkeep.model.jobs import Job
from netkeep.model.people import Contact
from netkeep.store.orgs import Org
from netkeep.store.vault import Vault


@click.command("show", short_help="Show a person, a job or an organisation on one screen.")
@click.argument("what", type=WHO_JOB_OR_ORG, metavar="WHO|JOB|ORG", nargs=-1, required=True)
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people, or for programs."
)
@click.option("--all", "everything", is_flag=True, help="Everything that a person's file says.")
@click.option("--why", is_flag=True, help="How strong the tie to a person is, and why.")
@pass_context
def command(context: Context, *, what: tuple[str, ...], style: str, everything: bool, why: bool) -> None:
    """Show what you know about a person, a job or an organisation, on one screen.

    Of a person: how you know them, your last talks, what was promised, favours both ways, whom they know, and what
    you do not know. With --why, how strong the tie is and what each entry of the log adds to it: see docs/network.md.

    \b
    Examples:
      netkeep show grace
      netkeep show "Acme Corp"
    """
    vault = context.vault
    item = one_of_any(vault, " ".join(what))
    if (why or everything) and not isinstance(item, Contact):
        raise click.UsageError("--all and --why are for people")
    if style == "json":
        print_json("show", {"today": context.today.isoformat(), **_record(context, vault, item)})
    else:
        click.echo("\n".join(_lines(context, vault, item, why=why, everything=everything)))


def _lines(context: Context, vault: Vault, item: Contact | Job | Org, *, why: bool, everything: bool) -> Iterator[str]:
    today, room = context.today, reading_width()
    match item:
        case Job():
            from netkeep.cli.showing.job import job_lines

            yield from job_lines(vault, item, today)
        case Org():
            from netkeep.cli.showing.organisation import Place

            yield from Place(vault, item, today, room).lines()
        case Contact() if why:
            from netkeep.cli.why import explain_tie

            yield from explain_tie(vault, item, today)
        case Contact() if everything:
            from netkeep.cli.showing.card import Card

            yield from Card(vault, item, today, room).lines()
        case Contact():
            from netkeep.cli.showing.person import Briefing

            yield from Briefing(vault, item, today, room).lines()


def _record(context: Context, vault: Vault, item: Contact | Job | Org) -> dict[str, object]:
    match item:
        case Job():
            from netkeep.cli.job.records import full_record

            return {"job": full_record(vault, item, context.today)}
        case Org():
            from netkeep.cli.showing.organisation_record import organisation_record

            return {"organisation": organisation_record(vault, item, context.today)}
        case Contact():
            from netkeep.exchange.exporters.person import record

            return {"person": record(vault, item, context.today)}
