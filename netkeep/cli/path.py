"""``netkeep path``: the warmest short introductions."""

from collections.abc import Mapping
from datetime import date

import click

from netkeep.agenda.words import ago, on_day
from netkeep.cli.context import Context, pass_context
from netkeep.cli.layout import hang, reading_width
from netkeep.cli.output import heading, print_json, quiet
from netkeep.cli.printable import clean
from netkeep.errors import Exit, LookupFailedError
from netkeep.model.names import fold
from netkeep.model.people import Contact
from netkeep.network.employers import employers
from netkeep.network.introductions import How, Path, Step, Tie, introductions
from netkeep.network.who import who
from netkeep.store.lookup import matches, one
from netkeep.store.vault import Vault, names_of


@click.command("path")
@click.argument("goal", metavar="WHO|ORG", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=1), default=5, help="So many ways; 5.")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people, or for programs."
)
@pass_context
def command(context: Context, goal: tuple[str, ...], limit: int, style: str) -> int:
    """Find who can introduce you: the shortest ways first, then the warmest, over three steps at most.

    The goal is a person, or an organisation where somebody works now. People know each other by 'knows', by an
    introduction, by having been at the same things, or by having worked at one place at one time. Exits with 1 when
    there is no way.

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
    """Give whom a text means: one person, or everyone at an organisation now."""
    found = employers(vault, text)
    if found.exact and not _names_somebody(vault, text):
        inside = [way.contact for way in who(vault, found, today) if way.standing == "now" and way.exact]
        name = found.exact[0].name
        if not inside:
            raise LookupFailedError(f"nobody here works at {name} now; 'netkeep who {text!r}' tells who did")
        return tuple(inside), name
    contact = one(vault, text)
    return (contact,), contact.name


def _names_somebody(vault: Vault, text: str) -> bool:
    return any(contact.id == text or fold(text) in names_of(contact) for contact in matches(vault, text))


def _text(ways: tuple[Path, ...], name: str, today: date) -> None:
    if not ways:
        click.echo(f"netkeep: no way to {clean(name)} over three steps or fewer", err=True)
        return
    click.echo(heading(f"To {clean(name)}"))
    for way in ways:
        label = f"  {len(way.steps)} step{'' if len(way.steps) == 1 else 's'}"
        for line in hang(label, sentence(way, today), indent=11, room=reading_width()):
            click.echo(line)
    click.echo(quiet(f"\nAsk: netkeep log {ways[0].steps[0].contact.id} -k 'asked introduction'"))


def sentence(way: Path, today: date) -> str:
    """Say a way in one sentence."""
    first, *rest = way.steps
    last = way.strength.parts[0].happening
    words = f"{first.contact.name} ({way.strength.level} tie, last: {last.kind}, {ago(last.date, today)})"
    before = first
    for step in rest:
        words += f"{', who' if before is not first else ''} {_knows(step, today)}"
        before = step
    return f"{words}."


_TIES: Mapping[How, str] = {
    "knows": "knows",
    "introduced": "came to you together with",
    "together": "has met",
    "colleagues": "worked at the same time as",
}


def _knows(step: Step, today: date) -> str:
    return f"{_TIES[step.tie.how]} {step.contact.name}{_detail(step.tie, today)}" if step.tie else step.contact.name


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
