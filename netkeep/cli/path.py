"""``netkeep path``: the warmest short introductions."""

from collections.abc import Mapping
from datetime import date
from shlex import quote

import click

from netkeep.cli.choosing import one_person
from netkeep.cli.context import Context, pass_context
from netkeep.cli.layout import hang, reading_width
from netkeep.cli.names import WHO_OR_ORG
from netkeep.cli.output import heading, print_json, quiet, say
from netkeep.cli.printable import clean
from netkeep.errors import Exit, LookupFailedError
from netkeep.model.names import fold
from netkeep.model.people import Contact
from netkeep.network.employers import Employers, employers
from netkeep.network.introductions import Path, Step, introductions
from netkeep.network.ties import How, Tie
from netkeep.network.who import insiders
from netkeep.presenters.ties import tie_line
from netkeep.store.lookup import matches
from netkeep.store.vault import Vault, names_of
from netkeep.words import count, join_words, on_day


@click.command("path", short_help="Find who can introduce you.")
@click.argument("goal", type=WHO_OR_ORG, metavar="WHO|ORG", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), default=5, help="At most this many ways; 5.")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people, or for programs."
)
@pass_context
def command(context: Context, goal: tuple[str, ...], limit: int, style: str) -> int:
    """Find who can introduce you: the shortest ways first, then the warmest, over three steps at most.

    The goal is a person, or an organisation where somebody works now. People know each other by 'knows', by an
    introduction, by having been at the same things, or by having worked at one place at one time. Where the shortest
    ways begin with weak ties, longer ones are shown too. Exits with 1 when there is no way.

    \b
    Example:
      netkeep path initech
    """
    vault, text = context.vault, " ".join(goal)
    people, name = _goals(vault, text, context.today)
    ways = introductions(vault, [contact.id for contact in people], context.today, limit)
    if style == "json":
        print_json("path", {"today": context.today.isoformat(), "paths": [_record(way, context.today) for way in ways]})
    else:
        _text(ways, name, context.today)
    return Exit.OK if ways else Exit.FINDINGS


def _goals(vault: Vault, text: str, today: date) -> tuple[tuple[Contact, ...], str]:
    """Return the people that a text names: one person, or everyone at an organisation now; and its name."""
    matched = employers(vault, text)
    if matched and not _names_somebody(vault, text):
        orgs = matched.exact or matched.related
        inside = [lead.contact for lead in insiders(vault, Employers(exact=orgs), today) if lead.standing == "now"]
        name = join_words(org.name for org in orgs)
        if not inside:
            raise LookupFailedError(f"nobody in the vault works at {name} now; who once did: netkeep who {quote(text)}")
        return tuple(inside), name
    contact = one_person(vault, text)
    return (contact,), contact.name


def _names_somebody(vault: Vault, text: str) -> bool:
    return any(contact.id == text or fold(text) in names_of(contact) for contact in matches(vault, text))


def _text(ways: tuple[Path, ...], name: str, today: date) -> None:
    if not ways:
        say(f"netkeep: no way to {clean(name)} in three steps or fewer", err=True)
        return
    click.echo(heading(f"To {clean(name)}"))
    for way in ways:
        label = f"  {count(len(way.steps), 'step')}"
        for line in hang(label, sentence(way, today), indent=11, room=reading_width()):
            click.echo(line)
    click.echo(quiet(f"\n{_next(ways[0])}"))


def _next(way: Path) -> str:
    """Return what to type once the first of a way has been written to."""
    first = way.steps[0].contact.id
    if len(way.steps) == 1:
        return f"When you have written: netkeep log {first} -k message"
    return f"When you have asked: netkeep log {first} -k 'asked introduction'"


def sentence(way: Path, today: date) -> str:
    """Return a way in one sentence."""
    first, *rest = way.steps
    tie = tie_line(way.strength, today)
    if not rest:
        return f"You know {first.contact.name} yourself: {tie}."
    words = f"{first.contact.name} ({tie})"
    previous = first
    for step in rest:
        words += f"{', who' if previous is not first else ''} {_knows(previous, step, today)}"
        previous = step
    return f"{words}."


_TIES: Mapping[How, str] = {
    "knows": "knows",
    "introduced": "came to you through",
    "together": "has met",
    "colleagues": "worked at the same time as",
}


def _knows(previous: Step, step: Step, today: date) -> str:
    if step.tie is None:
        return step.contact.name
    if step.tie.how == "introduced" and step.contact.introduced_by == previous.contact.id:
        return f"introduced you to {step.contact.name}"
    return f"{_TIES[step.tie.how]} {step.contact.name}{_detail(step.tie, today)}"


def _detail(tie: Tie, today: date) -> str:
    if tie.on:
        return f" (on {on_day(tie.on, today)})"
    words = tie.words or (f"at {tie.org.name}" if tie.org else "")
    return f" ({words})" if words else ""


def _record(way: Path, today: date) -> dict[str, object]:
    return {
        "warmth": round(way.warmth, 2),
        "sentence": sentence(way, today),
        "steps": [_step(step) for step in way.steps],
    }


def _step(step: Step) -> dict[str, object]:
    tie = step.tie
    return {
        "id": step.contact.id,
        "name": step.contact.name,
        "how": tie.how if tie else None,
        "words": tie.words if tie else None,
        "on": tie.on.isoformat() if tie and tie.on else None,
        "org": tie.org.name if tie and tie.org else None,
    }
