"""``netkeep stats``: the vault in figures."""

from collections.abc import Sequence

import click

from netkeep.cli.bars import bar, sparkline
from netkeep.cli.context import Context, pass_context
from netkeep.cli.layout import reading_width, shorten
from netkeep.cli.output import heading, print_json, quiet
from netkeep.cli.printable import clean, pad, width
from netkeep.network.coverage import Group
from netkeep.network.stats import Month, Stats, stats
from netkeep.words import count, month_of

_ORGS = 10
_LABEL = 24
_FIGURES = 8


@click.command("stats", short_help="Show the vault in figures.")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people, or for programs."
)
@pass_context
def command(context: Context, style: str) -> None:
    """Show the vault in figures: growth, contact by month, coverage of each job, reach, and favours.

    \b
    Example:
      netkeep stats
    """
    figures = stats(context.vault, context.today)
    if style == "json":
        print_json("stats", {"today": context.today.isoformat(), **_record(figures)})
    else:
        _text(figures)


def _text(figures: Stats) -> None:
    archived = f", {figures.archived} archived" if figures.archived else ""
    click.echo(f"{heading('People')}  {figures.people}{archived}")
    _bars([(level if level != "none" else "not in touch", number) for level, number in figures.levels])
    click.echo(f"\n{heading('Month by month')}  {quiet(_span(figures.months))}")
    _lines(figures.months)
    for job, groups in figures.jobs:
        total = sum(len(group.people) for group in groups)
        click.echo(f"\n{heading(clean(job.org))}  {quiet(count(total, 'person', 'people'))}")
        _bars([(group.name, len(group.people)) for group in groups])
    if figures.orgs:
        click.echo(f"\n{heading('Where your people work now')}")
        _bars(figures.orgs[:_ORGS])
    if len(figures.orgs) > _ORGS:
        click.echo(quiet(f"  and {len(figures.orgs) - _ORGS} more organisations"))
    click.echo(f"\n{heading('Favours')}")
    _bars(_favours(figures))


def _span(months: Sequence[Month]) -> str:
    return " to ".join(f"{month_of(month.first)}" for month in (months[0], months[-1]))


def _lines(months: Sequence[Month]) -> None:
    for label, values in (
        ("contacts", [month.contacts for month in months]),
        ("with people", [month.people for month in months]),
        ("for the first time", [month.new for month in months]),
    ):
        click.echo(
            f"  {pad(label, _LABEL)}{sparkline(values)}  {quiet(f'{values[-1]} this month, {max(values)} at most')}"
        )


def _bars(rows: Sequence[tuple[str, int]]) -> None:
    most = max((number for _, number in rows), default=0)
    room = max(10, reading_width() - _LABEL - _FIGURES - 2)
    for label, number in rows:
        name = shorten(label, _LABEL - 2)
        click.echo(f"  {name}{' ' * (_LABEL - width(name))}{number:>4}  {bar(number, most, room // 2)}".rstrip())


def _favours(figures: Stats) -> list[tuple[str, int]]:
    return [
        ("waiting", len(figures.books.asks(None))),
        ("received", len(figures.books.asks("received"))),
        ("declined", len(figures.books.asks("declined"))),
        ("given", len(figures.books.given())),
        ("to give back", len(figures.books.owed())),
    ]


def _record(figures: Stats) -> dict[str, object]:
    return {
        "people": figures.people,
        "archived": figures.archived,
        "strength": dict(figures.levels),
        "months": [
            {
                "month": f"{month.first:%Y-%m}",
                "contacts": month.contacts,
                "people": month.people,
                "first_time": month.new,
            }
            for month in figures.months
        ],
        "jobs": [
            {"id": job.id, "org": job.org, "coverage": [_group(group) for group in groups]}
            for job, groups in figures.jobs
        ],
        "organisations": [{"name": name, "people": number} for name, number in figures.orgs],
        "favours": {name.replace(" ", "_"): number for name, number in _favours(figures)},
    }


def _group(group: Group) -> dict[str, object]:
    return {"group": group.name, "people": len(group.people), "remembering": group.remembering}
