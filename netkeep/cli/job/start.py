"""``netkeep job start``: a new job, in a file of its own."""

from typing import TYPE_CHECKING

import click

from netkeep.cli.context import Context, pass_context
from netkeep.cli.output import quiet, say
from netkeep.cli.parameters import COMING_DAY, PAST_DAY, SPAN, PartialDay
from netkeep.cli.printable import clean
from netkeep.model.dates import Duration, PartialDate, parse_review
from netkeep.model.jobs import JOB_KINDS, Job
from netkeep.store.jobs import start_job

if TYPE_CHECKING:
    _ReviewType = click.ParamType[tuple[int, int | None]]
else:  # generic since Click 8.4 only
    _ReviewType = click.ParamType


class Review(_ReviewType):
    """The month of the annual review, or its day."""

    name = "review"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int | None]:
        """Read ``11`` or ``11-20``."""
        try:
            return parse_review(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


@click.command("start")
@click.argument("org", nargs=-1, required=True)
@click.option("--title", help="What you are there.")
@click.option("--kind", type=click.Choice(JOB_KINDS), help="What kind of job it is.")
@click.option("--from", "start", type=PartialDay(PAST_DAY), help="Its first day, or month, or year; today by default.")
@click.option("--to", "end", type=PartialDay(COMING_DAY), help="Its last day, if one is known.")
@click.option("--review", type=Review(), metavar="MONTH", help="The annual review: a month (11) or a day (MM-DD).")
@click.option("--sweep", type=SPAN, help="How often to look for people you have missed; 6 months by default.")
@pass_context
def command(
    context: Context,
    *,
    org: tuple[str, ...],
    title: str | None,
    kind: str | None,
    start: PartialDate | None,
    end: PartialDate | None,
    review: tuple[int, int | None] | None,
    sweep: Duration | None,
) -> None:
    """Begin a job: a file of its own in jobs/, and a sweep a week for the first four weeks.

    \b
    Example:
      netkeep job start "Acme Corp" --title "Platform engineer" --from 2023-04-03 --to 2024-06-30 --review 11
    """
    context.finish()
    today = context.today
    new = Job(
        "",
        " ".join(org),
        title=title,
        kind=kind,
        start=start or PartialDate(today.year, today.month, today.day),
        end=end,
        review=review,
        sweep=sweep,
    )
    document = start_job(context.vault, new)
    job = document.path.rpartition("/")[2].removesuffix(".md")
    click.echo(f"{document.path}: started {clean(new.org)}")
    say(quiet(f"Next: netkeep add NAME --job {job} --as peer · netkeep due"))
