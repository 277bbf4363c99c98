"""``netkeep due``: whom to ask, to greet and to catch up with, and why now."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

import click

from netkeep.agenda.agenda import DEFAULT_WINDOW, agenda
from netkeep.agenda.item import KINDS, TITLES, Due
from netkeep.cli.agenda_lines import agenda_lines
from netkeep.cli.columns import FORMATS, Row, Table, print_rows, table_options, where_option
from netkeep.cli.context import Context, pass_context
from netkeep.cli.names import WHO
from netkeep.cli.output import heading, page, print_json, quiet, say
from netkeep.cli.parameters import SPAN
from netkeep.cli.printable import clean
from netkeep.errors import Exit
from netkeep.model.dates import Duration
from netkeep.store.vault import Vault
from netkeep.words import on_day

if TYPE_CHECKING:
    from netkeep.network.select import Condition

_COLUMNS = ("on", "kind", "id", "name", "why", "text")
_LINES = 33  # of items, so that all of it fits 40 lines


@click.command("due", short_help="Show what is due, and why.")
@click.option("--within", type=SPAN, default=DEFAULT_WINDOW, show_default="2 weeks", help="How far to look ahead.")
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Only this kind; may be repeated.")
@click.option("--who", type=WHO, help="Only what concerns this person.")
@where_option
@table_options("on", "kind", "why", "text", "todo", formats=(*FORMATS, "markdown", "ics"))
@click.option("--all", "everything", is_flag=True, help="Everything, not just what fits one screen.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 when something is due today.")
@pass_context
def command(
    context: Context,
    *,
    within: Duration,
    kinds: tuple[str, ...],
    who: str | None,
    conditions: "tuple[Condition, ...]",
    columns: tuple[str, ...] | None,
    style: str,
    everything: bool,
    exit_code: bool,
) -> int:
    """Show what your jobs ask for, whom to catch up with, whose birthday comes, and what you wanted to remember.

    Promises that are due come first, then a few of each kind, as many as fit one screen; 'netkeep week' names whom to
    contact this week.

    \b
    Examples:
      netkeep due
      netkeep due --within 4w --kind birthday
      netkeep due --all
      netkeep due --where tags=mentor --columns on,name,phone,why --format tsv
    """
    person = _person(context, who) if who else None
    vault = _public(context) if style == "ics" else context.vault
    items = [
        due
        for due in agenda(vault, context.today, within)
        if (not kinds or due.kind in kinds) and person in {None, due.who}
    ]
    if conditions:
        items = _of_people(context, items, conditions)
    if style in {"tsv", "csv"} or (columns and style in FORMATS):
        rows = [_row(context.vault, due) for due in items]
        print_rows(context, Table("due", "items", style, columns or _COLUMNS), rows)
    elif columns:
        raise click.UsageError(f"--columns and --format {style} do not go together")
    elif style == "ics":
        _ics(vault, items, context.today)
    elif style == "text":
        page(_text(items, context.today, None if everything else _LINES))
    else:
        _PRINTERS[style](items, context.today)
    return Exit.FINDINGS if exit_code and any(due.on <= context.today for due in items) else Exit.OK


def _person(context: Context, who: str) -> str:
    from netkeep.cli.choosing import one_person

    return one_person(context.vault, who).id


def _of_people(context: Context, items: list[Due], conditions: "tuple[Condition, ...]") -> list[Due]:
    """Return the items that are about people who fit."""
    from netkeep.network.select import fits

    fit = fits(context.vault, conditions, context.today)
    contacts = context.vault.contacts
    return [due for due in items if (contact := contacts.get(due.who)) and fit(contact)]


def _row(vault: Vault, due: Due) -> Row:
    """Return an item as a row; one of a job or an organisation needs a name and an id, and nothing else of a person."""
    own = {"id": due.who, "name": due.name, "on": due.on.isoformat(), "kind": due.kind}
    return Row(vault.contacts.get(due.who), {**own, "why": due.why, "text": due.text, "todo": due.todo})


def _public(context: Context) -> Vault:
    """Return the vault without private people: a calendar goes to other programs, often on other machines."""
    from netkeep.cli.export.output import vault_to_export

    return vault_to_export(context, include_private=False)


def _ics(vault: Vault, items: list[Due], today: date) -> None:
    from netkeep.cli.export.output import deliver
    from netkeep.exchange.exporters.calendar import calendar

    deliver(calendar(vault, items, today), None, "")


def _text(items: list[Due], today: date, most: int | None) -> Iterator[str]:
    yield f"{heading('Agenda')} for {on_day(today, today)} {today.year}"
    if not items:
        yield "Nothing is due. People to write to anyway: netkeep week"
    yield from agenda_lines(items, today, most)
    if items:
        yield quiet("\nDone? netkeep log WHO -k coffee -m 'what you talked about'")
        yield quiet("Not now? netkeep set WHO paused_until='in 4 weeks'")


def _markdown(items: list[Due], today: date) -> None:
    say(f"# Agenda for {on_day(today, today)} {today.year}")
    for kind in KINDS:
        of_kind = [due for due in items if due.kind == kind]
        if of_kind:
            click.echo(f"\n## {TITLES[kind]}\n")
        for due in of_kind:
            words = f"{due.text} ({due.why})" if due.text else due.why
            say(f"- [ ] {due.on.isoformat()} {_escape(due.name)}: {_escape(words)}")


def _escape(text: str) -> str:
    """Escape what Markdown or HTML would interpret."""
    return "".join(f"\\{letter}" if letter in r"\`*_[]<>#|!&" else letter for letter in clean(text))


def _json(items: list[Due], today: date) -> None:
    records = [{**asdict(due), "on": due.on.isoformat(), "past": round(due.past, 3)} for due in items]
    print_json("due", {"today": today.isoformat(), "items": records})


_PRINTERS = {"markdown": _markdown, "json": _json}
