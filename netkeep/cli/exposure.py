"""``netkeep exposure``: whom one would lose if a job ended today."""

from collections.abc import Iterator
from datetime import date

import click

from netkeep.cli.bars import sparkline
from netkeep.cli.context import Context, pass_context
from netkeep.cli.job_argument import resolve_jobs
from netkeep.cli.layout import hang, indent_of, reading_width
from netkeep.cli.output import heading, print_json, quiet
from netkeep.cli.printable import clean
from netkeep.exchange.sightings import load as load_seen
from netkeep.network.exposure import Exposure, Standing, Step, exposure
from netkeep.presenters.exposure import KEPT, Account, Lost, account, deed
from netkeep.words import MONTHS, count

_SHOWN = 12


@click.command("exposure")
@click.argument("job", required=False)
@click.option("--minutes", type=click.IntRange(1, 600), default=10, help="How much work to propose; 10.")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people, or for programs."
)
@pass_context
def command(context: Context, job: str | None, minutes: int, style: str) -> None:
    """Show whom you would lose if a job ended today, and the minutes of work that help most.

    Without JOB, every job that goes on. Who is reached through the employer alone is known by the 'domains' in orgs/
    and by addresses labelled work; who would not remember you, by [memory] in netkeep.toml.

    \b
    Example:
      netkeep exposure acme-2023
    """
    vault, today = context.vault, context.today
    seen = load_seen(context.root)
    found = [exposure(vault, one, seen, today, minutes) for one in resolve_jobs(vault, job, today)]
    if style == "json":
        print_json("exposure", {"today": today.isoformat(), "jobs": [_record(one) for one in found]})
        return
    for number, one in enumerate(found):
        if number:
            click.echo()
        _text(one, today, minutes)


def _text(found: Exposure, today: date, minutes: int) -> None:
    shown = account(found, today)
    for line in _head(found, shown):
        click.echo(line)
    for title, people in shown.groups:
        _group(title, people)
    if found.missing:
        click.echo(f"\n{heading('Seen there, and not in the vault')}")
        for one in found.missing[:_SHOWN]:
            click.echo(f"  {clean(one.names[0] if one.names else one.address)}  {quiet(clean(one.address))}")
    if shown.deeds:
        click.echo(f"\n{heading(f'The {minutes} minutes that help most')}")
    for needed, words in shown.deeds:
        for line in hang(f"  {needed} min", words, indent=9, room=reading_width()):
            click.echo(line)


def _head(found: Exposure, shown: Account) -> Iterator[str]:
    """Yield what holds of all people of the job together."""
    yield heading(clean(shown.title))
    share = f", {round(100 * shown.kept / shown.people)} %" if shown.people else ""
    yield f"{count(shown.people, 'person', 'people')}; {shown.kept} {KEPT}{share}"
    if found.perhaps:
        more, are = ("1 more", "is") if found.perhaps == 1 else (f"{found.perhaps:,} more", "are")
        yield quiet(f"{more} may have been there at the same time, and {are} not counted.")
    if len(found.months) > 1:
        yield quiet(f"remembering, month by month: {_line(found)}")
    if not found.domains:
        yield quiet("Its e-mail domains are not known: add 'domains' to its file below orgs/ for a full answer.")


def _line(found: Exposure) -> str:
    line = sparkline([month.remembering / month.known if month.known else 0.0 for month in found.months], 1.0)
    first, last = found.months[0], found.months[-1]
    then = f"{first.remembering} of {first.known} in {MONTHS[first.day.month - 1]}"
    return f"{line}  {then}, {last.remembering} of {last.known} now"


def _group(title: str, people: tuple[Lost, ...]) -> None:
    if people:
        click.echo(f"\n{heading(title[0].upper() + title[1:])}")
    indent = indent_of(f"  {one.name}" for one in people[:_SHOWN])
    for one in people[:_SHOWN]:
        for line in hang(f"  {one.name}", one.why, indent=indent, room=reading_width()):
            click.echo(line)
    if len(people) > _SHOWN:
        click.echo(quiet(f"  and {len(people) - _SHOWN} more"))


def _record(found: Exposure) -> dict[str, object]:
    return {
        "job": found.job.id,
        "domains_known": found.domains,
        "kept": found.kept,
        "people": [_person(one) for one in found.people],
        "perhaps": found.perhaps,
        "missing": [{"address": one.address, "names": list(one.names)} for one in found.missing],
        "months": [
            {"on": month.day.isoformat(), "known": month.known, "remembering": month.remembering}
            for month in found.months
        ],
        "steps": [_step(step) for step in found.steps],
    }


def _person(one: Standing) -> dict[str, object]:
    return {
        "id": one.contact.id,
        "name": one.contact.name,
        "as": one.relation,
        "reach": one.ways.reach,
        "own": list(one.ways.own),
        "employer": list(one.ways.employer),
        "remembers": one.remembers,
        "strength": {"level": one.strength.level, "score": round(one.strength.score, 2)},
    }


def _step(step: Step) -> dict[str, object]:
    return {
        "deed": step.deed,
        "minutes": step.minutes,
        "id": step.contact.id if step.contact else None,
        "address": step.seen.address if step.seen else None,
        "todo": deed(step),
    }
