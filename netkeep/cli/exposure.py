"""``netkeep exposure``: whom the owner would lose if a job ended today."""

from collections.abc import Iterator
from datetime import date

import click

from netkeep.cli.bars import sparkline
from netkeep.cli.context import Context, pass_context
from netkeep.cli.job_argument import resolve_jobs
from netkeep.cli.layout import hang, indent_of, reading_width
from netkeep.cli.names import JOB
from netkeep.cli.output import heading, print_json, quiet, say
from netkeep.cli.printable import clean
from netkeep.exchange.sightings import load as load_seen
from netkeep.model.dates import Duration
from netkeep.network.exposure import Exposure, Standing, Step, exposure
from netkeep.presenters.exposure import Account, Lost, account, deed, kept_in_words
from netkeep.words import MONTHS, count

_SHOWN = 12


@click.command("exposure", short_help="Show whom you would lose if a job ended today.")
@click.argument("job", type=JOB, required=False)
@click.option("--minutes", type=click.IntRange(1, 600), default=10, help="How many minutes of work to propose; 10.")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people, or for programs."
)
@pass_context
def command(context: Context, job: str | None, minutes: int, style: str) -> None:
    """Show whom you would lose if a job ended today, and the minutes of work that help most.

    Without JOB, every current one, else your last one. Who can be reached only through the employer is known by the
    'domains' in orgs/ and by addresses labelled work. How long people remember you after the last contact is
    [memory] fades_after in netkeep.toml.

    \b
    Example:
      netkeep exposure acme-2023
    """
    vault, today = context.vault, context.today
    seen = load_seen(context.root)
    exposures = [exposure(vault, own_job, seen, today, minutes) for own_job in resolve_jobs(vault, job, today)]
    if style == "json":
        print_json(
            "exposure", {"today": today.isoformat(), "jobs": [_record(job_exposure) for job_exposure in exposures]}
        )
        return
    for number, job_exposure in enumerate(exposures):
        if number:
            click.echo()
        _text(job_exposure, vault.settings.fades_after, today, minutes)


def _text(job_exposure: Exposure, fades_after: Duration, today: date, minutes: int) -> None:
    shown = account(job_exposure, fades_after, today)
    for line in _head(job_exposure, shown, kept_in_words(fades_after)):
        say(line)
    for title, people in shown.groups:
        _group(title, people)
    if job_exposure.missing:
        click.echo(f"\n{heading('Seen there, but not in the vault')}")
        for person in job_exposure.missing[:_SHOWN]:
            say(f"  {clean(person.names[0] if person.names else person.address)}  {quiet(clean(person.address))}")
    if shown.deeds:
        click.echo(f"\n{heading(f'The {minutes} minutes that help most')}")
    for needed, words in shown.deeds:
        for line in hang(f"  {needed} min", words, indent=9, room=reading_width()):
            click.echo(line)


def _head(job_exposure: Exposure, shown: Account, kept: str) -> Iterator[str]:
    """Yield what applies to all people of the job together."""
    yield heading(clean(shown.title))
    share = f", {round(100 * shown.kept / shown.people)} %" if shown.people else ""
    yield f"{count(shown.people, 'person', 'people')}; {shown.kept} {kept}{share}"
    if job_exposure.perhaps:
        more, are = ("1 more", "is") if job_exposure.perhaps == 1 else (f"{job_exposure.perhaps:,} more", "are")
        yield quiet(f"{more} may have been there at the same time, and {are} not counted.")
    if len(job_exposure.months) > 1:
        yield quiet(f"in touch, month by month: {_line(job_exposure)}")
    if not job_exposure.domains:
        yield quiet("Its e-mail domains are not known: add 'domains' to its file below orgs/ for a full answer.")


def _line(job_exposure: Exposure) -> str:
    line = sparkline([month.remembering / month.known if month.known else 0.0 for month in job_exposure.months], 1.0)
    first, last = job_exposure.months[0], job_exposure.months[-1]
    start = f"{first.remembering} of {first.known} in {MONTHS[first.day.month - 1]}"
    return f"{line}  {start}, {last.remembering} of {last.known} now"


def _group(title: str, people: tuple[Lost, ...]) -> None:
    if people:
        click.echo(f"\n{heading(title[0].upper() + title[1:])}")
    indent = indent_of(f"  {person.name}" for person in people[:_SHOWN])
    for person in people[:_SHOWN]:
        for line in hang(f"  {person.name}", person.why, indent=indent, room=reading_width()):
            click.echo(line)
    if len(people) > _SHOWN:
        click.echo(quiet(f"  and {len(people) - _SHOWN} more"))


def _record(job_exposure: Exposure) -> dict[str, object]:
    return {
        "job": job_exposure.job.id,
        "domains_known": job_exposure.domains,
        "kept": job_exposure.kept,
        "people": [_person(standing) for standing in job_exposure.people],
        "perhaps": job_exposure.perhaps,
        "missing": [{"address": sighting.address, "names": list(sighting.names)} for sighting in job_exposure.missing],
        "months": [
            {"on": month.day.isoformat(), "known": month.known, "remembering": month.remembering}
            for month in job_exposure.months
        ],
        "steps": [_step(step) for step in job_exposure.steps],
    }


def _person(standing: Standing) -> dict[str, object]:
    return {
        "id": standing.contact.id,
        "name": standing.contact.name,
        "as": standing.relation,
        "reach": standing.ways.reach,
        "own": list(standing.ways.own),
        "employer": list(standing.ways.employer),
        "remembers": standing.remembers,
        "strength": {"level": standing.strength.level, "score": round(standing.strength.score, 2)},
    }


def _step(step: Step) -> dict[str, object]:
    return {
        "deed": step.deed,
        "minutes": step.minutes,
        "id": step.contact.id if step.contact else None,
        "address": step.seen.address if step.seen else None,
        "todo": deed(step),
    }
