"""``netkeep leave``: the plan for the end of a job."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

import click

from netkeep.agenda.item import Due
from netkeep.cli.context import Context, pass_context
from netkeep.cli.layout import hang, indent_of, reading_width
from netkeep.cli.output import heading, print_json, quiet
from netkeep.cli.parameters import COMING_DAY
from netkeep.cli.printable import clean
from netkeep.cli.running import jobs_meant
from netkeep.errors import LookupFailedError
from netkeep.exchange.seen import load as load_seen
from netkeep.model.work import Job
from netkeep.network.leaving import Kind, Plan, Step, leaving
from netkeep.network.ledger import Ask
from netkeep.store.vault import Vault
from netkeep.words import ago, ahead, count, join_words, on_day, one_of, to_you

_LABELS: dict[Kind, str] = {
    "ask": "to ask for a word",
    "follow up": "to follow up",
    "reference": "to ask as a reference",
    "private address": "to ask for a private address",
    "give back": "to give back",
}


@click.command("leave")
@click.argument("job", required=False)
@click.option("--on", "end", type=COMING_DAY, help="The last day; else the job's 'to'.")
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

    Without JOB, the one that ends first. The boss comes first, then peers, then the strongest ties; a
    handful a day. What to write: netkeep asks --draft. In the file of the job nothing is changed; that
    does 'netkeep job end'.

    \b
    Example:
      netkeep leave acme-2023 --on 2024-06-30 --format markdown >leaving.md
    """
    vault, today = context.vault, context.today
    own = jobs_meant(vault, job, today)[0] if job else _ends_first(vault, today)
    last = end or (own.end.latest() if own.end else None)
    if last is None:
        raise LookupFailedError(f"no end of {own.id} is known: say it with --on, such as --on 'in 4 weeks'")
    plan = leaving(vault, own, last, load_seen(context.root), today)
    _PRINTERS[style](plan, context)


def _ends_first(vault: Vault, today: date) -> Job:
    running = jobs_meant(vault, None, today)
    return min(running, key=lambda one: (one.end.latest() if one.end else date.max, one.id))


def _text(plan: Plan, context: Context) -> None:
    today = context.today
    for line in _head(plan, today):
        click.echo(line)
    indent = indent_of(f"  {step.contact.name}" for step in plan.steps)
    for day, steps in groupby(plan.steps, key=lambda step: step.by):
        of_day = list(steps)
        click.echo(f"\n{heading(_by(day, of_day, today))}")
        for label, words in _lines(of_day, today):
            for line in hang(label, words, indent=indent, room=reading_width()):
                click.echo(line)
    for line in _rest(plan, today):
        click.echo(line)


def _lines(steps: Iterable[Step], today: date) -> Iterator[tuple[str, str]]:
    """Give each step of a day with its reasons; of one person's, what has been said is not said again."""
    said: dict[str, set[str]] = defaultdict(set)
    for step in steps:
        person = step.contact.id
        reasons = [reason for reason in why(step, today) if reason not in said[person]]
        said[person].update(reasons)
        yield f"  {step.contact.name}", f"{_what(step)}: {'; '.join(reasons)}" if reasons else _what(step)


def _head(plan: Plan, today: date) -> Iterator[str]:
    verb = "Leaving" if plan.end >= today else "Left"
    yield heading(f"{verb} {clean(plan.job.org)} on {on_day(plan.end, today)}, {ahead(plan.end, today)}")
    sums = [f"{len(plan.of(kind))} {label}" for kind, label in _LABELS.items() if plan.of(kind)]
    yield " · ".join(sums) or "Nobody to ask: everyone has been asked, or nobody of this job is in the vault yet."


def _rest(plan: Plan, today: date) -> Iterator[str]:
    if plan.thin or plan.missing:
        yield f"\n{heading('Not captured yet')}"
    if plan.thin:
        yield f"  nobody from: {join_words(group.name for group in plan.thin)}"
    if plan.missing:
        yield f"  {count(len(plan.missing), 'person', 'people')} seen at its addresses: netkeep suggest"
    yield ""
    yield quiet(f"What to write: netkeep asks --job {plan.job.id} --draft")
    yield quiet(f"Done? netkeep log WHO -k 'asked recommendation'. A hello to everyone: {on_day(plan.hello, today)}")


def _by(day: date, steps: Iterable[Step], today: date) -> str:
    if day == today:
        return "Today"
    paused = all(step.contact.rests(today) for step in steps)
    return f"{'From' if paused else 'By'} {on_day(day, today)}{' on' if paused else ''}"


def _what(step: Step) -> str:
    return {
        "ask": f"ask for {one_of(step.favour or 'word')}",
        "follow up": f"ask once more about the {step.favour}",
        "reference": "ask whether you may name them as a reference",
        "private address": _keep_in_touch(step),
        "give back": f"give back the {step.favour}",
    }[step.kind]


def _keep_in_touch(step: Step) -> str:
    if not step.strength.parts:
        return "say hello, and ask how to keep in touch"
    return "ask for a private address, a number or a profile"


def why(step: Step, today: date) -> Iterator[str]:
    """Give what speaks for a step, in words."""
    if step.since:
        yield f"{'asked' if step.kind == 'follow up' else 'received'} {ago(step.since, today)}"
    yield to_you(step.relation)
    if step.strength.parts:
        last = step.strength.parts[0].happening
        yield f"{step.strength.level} tie, last: {last.kind}, {ago(last.date, today)}"
    else:
        yield "not in touch yet"
    if step.answer and step.answer.answered:
        yield _answered(step.answer, ago(step.answer.answered, today))
    if step.owes:
        yield "you have put in a word for them"
    if step.reach == "employer":
        yield "only reached at work"
    elif step.reach == "none":
        yield "no address, number or profile"
    if step.contact.rests(today):
        yield "paused until then"


def _answered(ask: Ask, when: str) -> str:
    if ask.answer == "declined":
        return f"declined {one_of(ask.favour)} {when}"
    return f"{one_of(ask.favour)} from them {when}"


def todo(step: Step) -> str:
    """Give what to type when a step is done."""
    person = step.contact.id
    if step.kind == "private address":
        return f"netkeep edit {person}"
    act = "gave" if step.kind == "give back" else "asked"
    return f"netkeep log {person} -k '{act} {step.favour}'"


def _markdown(plan: Plan, context: Context) -> None:
    today = context.today
    click.echo(f"# Leaving {clean(plan.job.org)} on {on_day(plan.end, today)}")
    for day, steps in groupby(plan.steps, key=lambda step: step.by):
        of_day = list(steps)
        click.echo(f"\n## {_by(day, of_day, today)}\n")
        for step in of_day:
            who = f"[[{step.contact.id}|{_inline(step.contact.name)}]]"
            click.echo(f"- [ ] {who}: {_what(step)} ({'; '.join(why(step, today))})")
    if plan.thin:
        click.echo(f"\n## Not captured yet\n\n- [ ] nobody from: {join_words(group.name for group in plan.thin)}")
    click.echo(f"\n## Afterwards\n\n- [ ] say hello to everyone on {on_day(plan.hello, today)}")


def _inline(name: str) -> str:
    """Give a name that ends no wikilink."""
    return clean(name).replace("|", "/").replace("[", "(").replace("]", ")")


def _ics(plan: Plan, context: Context) -> None:
    from netkeep.exchange.exporters.calendar import Style, calendar
    from netkeep.store.unread import refuse_closed

    refuse_closed(context.vault, "nothing was exported")
    items = [
        Due(
            "leave",
            step.contact.id,
            step.contact.name,
            step.by,
            "; ".join(why(step, context.today)),
            todo(step),
            text=_what(step),
        )
        for step in plan.steps
        if not step.contact.private
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
            "steps": [_record(step, context.today) for step in plan.steps],
            "nobody_from": [group.name for group in plan.thin],
            "missing": [{"address": one.address, "names": list(one.names)} for one in plan.missing],
        },
    )


def _record(step: Step, today: date) -> dict[str, object]:
    return {
        "kind": step.kind,
        "by": step.by.isoformat(),
        "id": step.contact.id,
        "name": step.contact.name,
        "favour": step.favour,
        "what": _what(step),
        "why": list(why(step, today)),
        "todo": todo(step),
    }


_PRINTERS = {"text": _text, "markdown": _markdown, "ics": _ics, "json": _json}
