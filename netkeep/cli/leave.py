"""``netkeep leave``: the plan for the end of a job."""

from collections.abc import Iterator
from datetime import date

import click

from netkeep.agenda.item import Due
from netkeep.cli.context import Context, pass_context
from netkeep.cli.job_argument import resolve_jobs
from netkeep.cli.layout import hang, indent_of, reading_width, wrap
from netkeep.cli.names import JOB
from netkeep.cli.output import heading, print_json, quiet
from netkeep.cli.parameters import COMING_DAY
from netkeep.cli.printable import clean
from netkeep.errors import LookupFailedError
from netkeep.exchange.sightings import load as load_seen
from netkeep.model.jobs import Job
from netkeep.network.exit_plan import Plan, leaving
from netkeep.presenters.exit_plan import Deed, PlanInWords, ToDo, in_words
from netkeep.store.vault import Vault


@click.command("leave", short_help="Plan the end of a job: whom to ask for what, and by when.")
@click.argument("job", type=JOB, required=False)
@click.option("--on", "end", type=COMING_DAY, help="The last day; the job's 'to' by default.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "markdown", "ics", "json"]),
    default="text",
    help="For people, as a checklist, for a calendar, or for programs.",
)
@pass_context
def command(context: Context, job: str | None, end: date | None, style: str) -> None:
    """Plan the end of a job: whom to ask for what, whose address to get, by when, and why.

    Without JOB, the current one that ends first, else your last one. The boss comes first, then peers, then the
    strongest ties; a handful a day. What to write: netkeep asks --draft. The file of the job is not changed;
    'netkeep job end' does that.

    \b
    Example:
      netkeep leave acme-2023 --on 2024-06-30 --format markdown >leaving.md
    """
    vault, today = context.vault, context.today
    own = resolve_jobs(vault, job, today)[0] if job else _ends_first(vault, today)
    last = end or (own.end.latest() if own.end else None)
    if last is None:
        raise LookupFailedError(f"no end of {own.id} is known: give it with --on, such as --on 'in 4 weeks'")
    plan = leaving(vault, own, last, load_seen(context.root), today)
    _PRINTERS[style](plan, context)


def _ends_first(vault: Vault, today: date) -> Job:
    running = resolve_jobs(vault, None, today)
    return min(running, key=lambda job: (job.end.latest() if job.end else date.max, job.id))


def _text(plan: Plan, context: Context) -> None:
    shown = in_words(plan, context.today)
    click.echo(heading(clean(f"{shown.title}, {shown.when}")))
    nobody = "Nobody to ask: everyone has been asked, or nobody of this job is in the vault yet."
    for line in wrap(" · ".join(shown.sums) or nobody, reading_width()):
        click.echo(line)
    indent = indent_of(f"  {step.contact.name}" for step in plan.steps)
    for day in shown.days:
        click.echo(f"\n{heading(day.words)}")
        for todo in day.todos:
            words = f"{todo.task}: {'; '.join(todo.why)}"
            for line in hang(f"  {todo.contact.name}", words, indent=indent, room=reading_width()):
                click.echo(line)
    for line in _rest(shown, plan.job):
        click.echo(line)


def _rest(shown: PlanInWords, job: Job) -> Iterator[str]:
    if shown.nobody_from or shown.missing:
        yield f"\n{heading('Not captured yet')}"
    if shown.nobody_from:
        yield f"  {shown.nobody_from}"
    if shown.missing:
        yield f"  {shown.missing}: netkeep suggest"
    yield ""
    yield quiet(f"What to write: netkeep asks --job {job.id} --draft")
    yield quiet("Done? netkeep log WHO -k 'asked recommendation'")
    yield quiet(f"Say hello to everyone on {shown.hello}")


def _markdown(plan: Plan, context: Context) -> None:
    shown = in_words(plan, context.today)
    click.echo(f"# {clean(shown.title)}")
    for day in shown.days:
        click.echo(f"\n## {day.words}\n")
        for todo in day.todos:
            who = f"[[{todo.contact.id}|{_inline(todo.contact.name)}]]"
            click.echo(f"- [ ] {who}: {todo.task} ({'; '.join(todo.why)})")
    if shown.nobody_from:
        click.echo(f"\n## Not captured yet\n\n- [ ] {shown.nobody_from}")
    click.echo(f"\n## Afterwards\n\n- [ ] say hello to everyone on {shown.hello}")


def _inline(name: str) -> str:
    """Return a name that cannot end a wikilink."""
    return clean(name).replace("|", "/").replace("[", "(").replace("]", ")")


def _ics(plan: Plan, context: Context) -> None:
    from netkeep.exchange.exporters.calendar import Style, calendar
    from netkeep.store.unread import refuse_closed

    refuse_closed(context.vault, "nothing was exported")
    items = [
        Due("leave", todo.contact.id, todo.contact.name, todo.by, "; ".join(todo.why), _commands(todo), text=todo.task)
        for day in in_words(plan, context.today).days
        for todo in day.todos
        if not todo.contact.private
    ]
    click.echo(calendar(context.vault, items, context.today, Style(todos=True)), nl=False)


def _json(plan: Plan, context: Context) -> None:
    print_json(
        "leave",
        {
            "today": context.today.isoformat(),
            "job": plan.job.id,
            "end": plan.end.isoformat(),
            "hello": plan.hello.isoformat(),
            "steps": [
                _record(todo, deed)
                for day in in_words(plan, context.today).days
                for todo in day.todos
                for deed in todo.deeds
            ],
            "nobody_from": [group.name for group in plan.thin],
            "missing": [{"address": sighting.address, "names": list(sighting.names)} for sighting in plan.missing],
        },
    )


def _commands(todo: ToDo) -> str:
    return "; ".join(deed.command for deed in todo.deeds)


def _record(todo: ToDo, deed: Deed) -> dict[str, object]:
    return {
        "kind": deed.kind,
        "by": todo.by.isoformat(),
        "id": todo.contact.id,
        "name": todo.contact.name,
        "favour": deed.favour,
        "what": deed.task,
        "why": list(deed.why),
        "todo": deed.command,
    }


_PRINTERS = {"text": _text, "markdown": _markdown, "ics": _ics, "json": _json}
