"""``netkeep find``: people by words in their files, and where these words are."""

from collections.abc import Iterator
from datetime import date

import click

from netkeep.cli.columns import Row, Table, print_rows, table_options, where_option
from netkeep.cli.context import Context, pass_context
from netkeep.cli.layout import excerpt, reading_width
from netkeep.cli.output import heading, page, print_json, quiet, say
from netkeep.cli.printable import clean
from netkeep.errors import Exit
from netkeep.network.search import Hit, Match, search
from netkeep.network.select import Condition, fits
from netkeep.store.vault import Vault
from netkeep.words import ago

_COLUMNS = ("id", "name", "title", "org", "last_contact")


@click.command("find")
@click.argument("text", nargs=-1, required=True)
@where_option
@table_options()
@pass_context
def command(
    context: Context,
    *,
    text: tuple[str, ...],
    conditions: tuple[Condition, ...],
    columns: tuple[str, ...] | None,
    style: str,
) -> int:
    """Find people by words in their names, work, notes and logs.

    All words must match; case and accents make no difference. The best matches come first: names, then other names,
    then work, addresses, tags and places, then your notes and the log. Exits with 1 when nobody matches.

    \b
    Examples:
      netkeep find kettle council
      netkeep find ada --where has:emails --columns email,name --format tsv
    """
    if not any(word.strip() for word in text):
        raise click.UsageError("find needs a word to look for")
    fit = fits(context.vault, conditions, context.today)
    hits = tuple(hit for hit in search(context.vault, text, context.today) if fit(hit.contact))
    if columns or style in {"tsv", "csv"}:
        print_rows(context, Table("find", "people", style, columns or _COLUMNS), [Row(hit.contact, {}) for hit in hits])
    else:
        _PRINTERS[style](context.vault, hits, context.today)
    return Exit.OK if hits else Exit.FINDINGS


def _text(_: Vault, hits: tuple[Hit, ...], today: date) -> None:
    if not hits:
        say("netkeep: no match", err=True)
    else:
        page(_lines(hits, today))


def _lines(hits: tuple[Hit, ...], today: date) -> Iterator[str]:
    for hit in hits:
        yield f"{_name(hit)}  {quiet(_about(hit, today))}"
        yield from (f"  {_line(match)}" for match in hit.matches if match.line.field != "name")


def _name(hit: Hit) -> str:
    match = next((match for match in hit.matches if match.line.field == "name"), None)
    return excerpt(hit.contact.name, match.spans, 60) if match else heading(clean(hit.contact.name))


def _about(hit: Hit, today: date) -> str:
    last = f"last seen {ago(hit.last, today)}" if hit.last else "never in touch"
    rest = " · archived" if hit.contact.archived is not None else ""
    return f"{clean(hit.contact.id)} · {last}{rest}"


def _line(match: Match) -> str:
    label = f"{clean(match.line.field)}: "
    return quiet(label) + excerpt(match.line.text, match.spans, max(20, reading_width() - 2 - len(label)))


def _json(vault: Vault, hits: tuple[Hit, ...], today: date) -> None:
    records = [
        {
            "id": hit.contact.id,
            "name": hit.contact.name,
            "path": vault.path(hit.contact),
            "last_contact": hit.last.isoformat() if hit.last else None,
            "archived": hit.contact.archived is not None,
            "matches": [{"field": match.line.field, "text": match.line.text} for match in hit.matches],
        }
        for hit in hits
    ]
    print_json("find", {"today": today.isoformat(), "people": records})


_PRINTERS = {"text": _text, "json": _json}
