"""``netkeep list``: the people of the vault, and any choice of them."""

from datetime import date

import click

from netkeep.cli.choosing import one_job, one_org
from netkeep.cli.columns import Row, Table, print_rows, table_options
from netkeep.cli.context import Context, pass_context
from netkeep.cli.glance import Glance, glance
from netkeep.cli.layout import columns as terminal_columns
from netkeep.cli.layout import on_terminal, shorten
from netkeep.cli.names import JOB, ORG, TAG
from netkeep.cli.output import page, print_json, print_table, quiet, say, table_lines
from netkeep.cli.parameters import CONDITION, SPAN
from netkeep.cli.printable import clean, width
from netkeep.model.dates import Duration
from netkeep.model.people import RELATIONS, Contact
from netkeep.network.select import Condition, Wanted, select
from netkeep.network.values import current_roles, last_contact
from netkeep.store.vault import Vault
from netkeep.words import count

_COLUMNS = ("id", "name", "title", "org", "last_contact")
_ENOUGH_FOR_ROLE = 30
_GAP = 2


@click.command("list")
@click.option("--tag", "tags", type=TAG, multiple=True, help="With this tag; repeated: with all of them.")
@click.option("--org", type=ORG, help="Working there now; any spelling will do.")
@click.option("--job", type=JOB, help="People of this job: its id, or part of its name.")
@click.option("--as", "relation", type=click.Choice(RELATIONS), help="What they were to you in a job.")
@click.option("--not-seen-for", type=SPAN, metavar="SPAN", help="Not in touch for this long, or never: 6 months, 2w.")
@click.option(
    "--where", "conditions", type=CONDITION, multiple=True, metavar="EXPR", help="See above; may be repeated."
)
@click.option("--archived", is_flag=True, help="Archived people, too.")
@table_options()
@pass_context
def command(
    context: Context,
    *,
    tags: tuple[str, ...],
    org: str | None,
    job: str | None,
    relation: str | None,
    not_seen_for: Duration | None,
    conditions: tuple[Condition, ...],
    archived: bool,
    columns: tuple[str, ...] | None,
    style: str,
) -> None:
    """List people: what they do, and when you were last in touch.

    All conditions must hold. EXPR is field=value, field!=value, field~part, has:field or no:field; case and accents
    make no difference. The fields are those of a person's file: name aliases pronouns emails phones links addresses
    location timezone birthday dates tags roles worked_with introduced_by knows cadence paused_until private
    archived check_ignore x, a part of one (roles.org, links.github, x.KEY), and id path last_contact; org title
    team of the current roles, former organisations. As columns, email, phone, link, tag and alias are the first of
    each.

    \b
    Examples:
      netkeep list --tag mentor --not-seen-for "6 months" --where location~leeds --where no:emails
      netkeep list --where has:birthday --columns name,birthday,org --format tsv
    """
    vault = context.vault
    wanted = Wanted(
        tags=tags,
        org=one_org(vault, org) if org else None,
        job=one_job(vault, job) if job else None,
        relation=relation,
        not_seen_for=not_seen_for,
        conditions=conditions,
        archived=archived,
    )
    people = select(vault, wanted, context.today)
    if columns or style in {"tsv", "csv"}:
        table = Table("list", "people", style, columns or _COLUMNS)
        print_rows(context, table, [Row(contact, {}) for contact in people])
    else:
        _PRINTERS[style](vault, people, context.today)


def _text(vault: Vault, people: tuple[Contact, ...], today: date) -> None:
    if not people:
        say("netkeep: no match", err=True)
        return
    rows = [glance(vault, contact, today) for contact in people]
    if on_terminal():
        page([*table_lines(_fitted(rows, terminal_columns())), quiet(count(len(rows), "person", "people"))])
    else:
        print_table(rows)


def _fitted(rows: list[Glance], room: int) -> list[list[str]]:
    """Return the rows cut to one line each; where there is little room, ids that can be guessed go first."""
    from netkeep.store.add import plain_id  # which imports all that reads a file

    ids, names, _, seen = (max(width(clean(cell)) for cell in column) for column in zip(*rows, strict=True))
    left = room - ids - names - seen - 3 * _GAP
    if left >= _ENOUGH_FOR_ROLE:
        return [[*row[:2], shorten(row[2], left), row[3]] for row in rows]
    named = [name if plain_id(name) == person else f"{name} ({person})" for person, name, _, _ in rows]
    free = room - seen - 2 * _GAP
    names = min(max(width(clean(name)) for name in named), max(free - _ENOUGH_FOR_ROLE, free // 2))
    left = free - names
    return [[shorten(name, names), shorten(row[2], left), row[3]] for name, row in zip(named, rows, strict=True)]


def _json(vault: Vault, people: tuple[Contact, ...], today: date) -> None:
    records = [_record(vault, contact, today) for contact in people]
    print_json("list", {"today": today.isoformat(), "people": records})


def _record(vault: Vault, contact: Contact, today: date) -> dict[str, object]:
    role = next(iter(current_roles(contact, today)), None)
    last = last_contact(vault, contact, today)
    return {
        "id": contact.id,
        "name": contact.name,
        "path": vault.path(contact),
        "org": role.org if role else None,
        "title": role.title if role else None,
        "tags": list(contact.tags),
        "last_contact": last.isoformat() if last else None,
        "archived": contact.archived is not None,
    }


_PRINTERS = {"text": _text, "json": _json}
