"""``netkeep who``: who can put in a word at an organisation."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import inf
from operator import itemgetter
from shlex import quote
from typing import TYPE_CHECKING

import click

from netkeep.cli.columns import Row, Table, print_rows, table_options, where_option
from netkeep.cli.context import Context, pass_context
from netkeep.cli.layout import hang, indent_of, reading_width, wrap
from netkeep.cli.names import ORG
from netkeep.cli.output import heading, page, print_json, quiet
from netkeep.cli.printable import clean
from netkeep.errors import Exit, LookupFailedError
from netkeep.model.people import Role
from netkeep.network.employers import Employers, employers, nearest
from netkeep.network.employment import Shared
from netkeep.network.who import Standing, Way, grouped, who, worked_together
from netkeep.presenters.ties import tie_line
from netkeep.store.orgs import Org
from netkeep.store.vault import Vault
from netkeep.words import as_what, join_words, span

if TYPE_CHECKING:
    from netkeep.network.select import Condition

_HEADINGS: dict[Standing, str] = {
    "now": "Work there now",
    "before": "Worked there",
    "knows": "Know someone there",
}
_THROUGH = 3
_LINES = 38  # so that all of it fits 40, the shell's own among them
_FEW = 3
"""So many of each group come before more of any of them."""
_OF_A_GROUP = 3
"""The lines that a group takes besides its people: an empty one, the heading, and how many more there are."""
_COLUMNS = ("standing", "at", "id", "name", "title", "strength", "why")


@click.command("who", short_help="Show who works or worked somewhere, or knows someone there.")
@click.argument("org", type=ORG, nargs=-1, required=True)
@click.option("--all", "everybody", is_flag=True, help="Everybody, not just who fits one screen.")
@where_option
@table_options("standing", "at", "strength", "why")
@pass_context
def command(
    context: Context,
    *,
    org: tuple[str, ...],
    everybody: bool,
    conditions: "tuple[Condition, ...]",
    columns: tuple[str, ...] | None,
    style: str,
) -> int:
    """Show who works or worked at an organisation, and who knows someone there.

    ORG is a name in any spelling, an alias, an id, or a domain. The best people to put in a good word come first:
    how strong your tie is, whether they have recommended you, and whether they are there now; as many of each group
    as fit one screen. Words that are not one organisation together are looked up one by one. Exits with 1 when there
    is nobody.

    \b
    Examples:
      netkeep who "Acme Corp"
      netkeep who acme --where has:emails --columns standing,name,email --format tsv
    """
    answers = _answers(context.vault, org)
    ways = [who(context.vault, orgs, context.today) for orgs in answers]
    if conditions:
        from netkeep.network.select import fits

        fit = fits(context.vault, conditions, context.today)
        ways = [tuple(way for way in group if fit(way.contact)) for group in ways]
    if columns or style in {"tsv", "csv"}:
        rows = [Row(way.contact, _own(context, way)) for group in ways for way in group]
        print_rows(context, Table("who", "people", style, columns or _COLUMNS), rows)
    elif style == "json":
        print_json("who", _record(answers, ways, context))
    else:
        page(_text(context, answers, ways, None if everybody else _LINES // len(answers)))
    return Exit.OK if any(ways) else Exit.FINDINGS


def _answers(vault: Vault, words: tuple[str, ...]) -> list[Employers]:
    """Return the organisations that the whole phrase means; where it only may mean some, those of each word.

    "Google Monzo" may be a part of Google, but as each word is the name of an organisation, both are meant.
    """
    phrase = " ".join(words)
    whole = employers(vault, phrase)
    each = [] if whole.exact else [employers(vault, word) for word in dict.fromkeys(phrase.split())]
    if each and all(matched.exact for matched in each):
        return each
    if not whole:
        raise LookupFailedError(_not_found(phrase, nearest(vault, phrase)))
    return [whole]


def _own(context: Context, way: Way) -> dict[str, str]:
    """Return the columns that are about the way to an organisation."""
    return {
        "standing": way.standing,
        "at": way.at.name if way.at else "",
        "strength": way.strength.level,
        "why": "; ".join(evidence(context.vault, way, context.today, named=not way.exact)),
    }


def _not_found(text: str, near_by: tuple[Org, ...]) -> str:
    near = f"; the nearest: {', '.join(org.name for org in near_by)}" if near_by else ""
    return f"no organisation is called {text!r}{near}"


def _text(
    context: Context, answers: Sequence[Employers], ways: Sequence[tuple[Way, ...]], most: int | None
) -> Iterator[str]:
    """Yield the answers as lines, for each of them so many at most, an empty one between two."""
    for number, (matched, group) in enumerate(zip(answers, ways, strict=True)):
        if number:
            yield ""
        yield from _Page(context, matched).lines(group, most)


class _Page:
    """The answer for people."""

    def __init__(self, context: Context, matched: Employers) -> None:
        self._context = context
        self._matched = matched

    def lines(self, ways: tuple[Way, ...], most: int | None) -> Iterator[str]:
        """Yield the organisations, and below each heading its people, as many as fit into so many lines."""
        names = list(self._heading())
        yield from names
        if not ways:
            yield "Nobody you know has worked there, or knows someone who does."
        groups = {standing: group for standing, group in grouped(ways).items() if group}
        room = inf if most is None else most - len(names) - _OF_A_GROUP * len(groups)
        for standing, people in self._fitting(groups, room).items():
            yield f"\n{heading(_HEADINGS[standing])}"
            yield from (line for lines in people for line in lines)
            if left := len(groups[standing]) - len(people):
                yield quiet(f"  and {left:,} more: --all")

    def _fitting(self, groups: Mapping[Standing, tuple[Way, ...]], room: float) -> dict[Standing, list[list[str]]]:
        """Return the lines of who fits so many of them: a few people of each group, then a few more, in turns."""
        indent = indent_of(f"  {way.contact.name}" for group in groups.values() for way in group)
        turns = (
            (number // _FEW, standing, way) for standing, group in groups.items() for number, way in enumerate(group)
        )
        fitting: dict[Standing, list[list[str]]] = {standing: [] for standing in groups}
        for _, standing, way in sorted(turns, key=itemgetter(0)):
            lines = self._person(way, indent)
            room -= len(lines)
            if room < 0:
                break
            fitting[standing].append(lines)
        return fitting

    def _heading(self) -> Iterator[str]:
        names = join_words(clean(org.name) for org in self._matched.exact)
        perhaps = join_words(clean(org.name) for org in self._matched.related)
        yield heading(names or perhaps)
        if names and perhaps:
            yield from map(quiet, wrap(f"perhaps also: {perhaps}", reading_width()))
            yield quiet(self._how_to_join())

    def _how_to_join(self) -> str:
        """Return the command that makes a related organisation another name of the first."""
        keep, other = self._matched.exact[0], self._matched.related[0]
        return f"one and the same? netkeep merge {quote(clean(keep.name))} {quote(clean(other.name))}"

    def _person(self, way: Way, indent: int) -> list[str]:
        words = "; ".join(evidence(self._context.vault, way, self._context.today, named=self._says_where(way)))
        return list(hang(f"  {way.contact.name}", words, indent=indent, room=reading_width()))

    def _says_where(self, way: Way) -> bool:
        """Return whether a line names the organisation: not where the heading names only that one."""
        return not way.exact and (bool(self._matched.exact) or len(self._matched.related) > 1)


def evidence(vault: Vault, way: Way, today: date, *, named: bool) -> Iterator[str]:
    """Yield in words why to ask someone; ``named`` adds at which related organisation they are."""
    if named and way.at:
        yield f"at {way.at.name}"
    yield from (_role(role) for role in way.roles)
    if way.by_address:
        yield f"has an address at {way.by_address}"
    yield from _through(way)
    shared = worked_together(vault, way.contact, today)
    if certain := [pair for pair in shared if pair[0].certain]:
        yield f"worked with you {join_words(_together(way, *pair) for pair in certain)}"
    if perhaps := [overlap for overlap, _ in shared if not overlap.certain]:
        yield f"may have been {join_words(_place(way, overlap) or 'there' for overlap in perhaps)} at the same time"
    yield tie_line(way.strength, today)
    if words := _done_for_you(way):
        yield words
    if way.contact.archived is not None:
        yield "archived"


def _done_for_you(way: Way) -> str:
    """Return ``has recommended and referred you``; an endorsement only where there is nothing more."""
    deeds = [word for word, done in (("recommended", way.recommended), ("referred", way.referred)) if done]
    if not deeds and way.endorsed:
        deeds = ["endorsed"]
    return f"has {join_words(deeds)} you" if deeds else ""


def _together(way: Way, shared: Shared, days: int) -> str:
    """Return ``for 3 years as your manager``; the organisation only where it is another one."""
    place = _place(way, shared)
    length = f"for {span(days)}" if days else "" if place else "there"
    return " ".join(filter(None, (place, length, as_what(shared.relation))))


def _place(way: Way, shared: Shared) -> str:
    """Return ``at Acme Corp``; nothing where that is the organisation of the command."""
    here = shared.job and way.at and shared.job.org in way.at.spellings
    return "" if here else f"at {shared.job.org if shared.job else shared.id}"


def _role(role: Role) -> str:
    position = ", ".join(filter(None, (role.title, role.team))) or role.org
    if role.start is None and role.end is None:
        return position
    if role.end is None:
        return f"{position}, since {role.start}"
    return f"{position}, {role.start}–{role.end}" if role.start else f"{position}, until {role.end}"


def _through(way: Way) -> Iterator[str]:
    for acquaintance in way.through[:_THROUGH]:
        how = f" ({acquaintance.how})" if acquaintance.how else ""
        yield f"knows {acquaintance.contact.name}{how}"
    if len(way.through) > _THROUGH:
        yield f"and {len(way.through) - _THROUGH} more there"


def _record(answers: Sequence[Employers], ways: Sequence[tuple[Way, ...]], context: Context) -> dict[str, object]:
    return {
        "today": context.today.isoformat(),
        "organisations": [_org(org) for matched in answers for org in matched.exact],
        "related": [_org(org) for matched in answers for org in matched.related],
        "people": [_way(way, context) for group in ways for way in group],
    }


def _org(org: Org) -> dict[str, object]:
    return {"id": org.id, "name": org.name, "spellings": list(org.spellings)}


def _way(way: Way, context: Context) -> dict[str, object]:
    return {
        "id": way.contact.id,
        "name": way.contact.name,
        "path": context.vault.path(way.contact),
        "standing": way.standing,
        "at": way.at.name if way.at else None,
        "exact": way.exact,
        "roles": [_role_record(role) for role in way.roles],
        "by_address": way.by_address,
        "knows": [
            {"id": acquaintance.contact.id, "name": acquaintance.contact.name, "how": acquaintance.how}
            for acquaintance in way.through
        ],
        "worked_with": [
            {"job": overlap.id, "as": overlap.relation, "days": days, "certain": overlap.certain}
            for overlap, days in worked_together(context.vault, way.contact, context.today)
        ],
        "strength": {"level": way.strength.level, "score": round(way.strength.score, 2)},
        "last_contact": way.last.date.isoformat() if way.last else None,
        "recommended": way.recommended,
        "endorsed": way.endorsed,
        "referred": way.referred,
        "archived": way.contact.archived is not None,
        "why": list(evidence(context.vault, way, context.today, named=not way.exact)),
    }


def _role_record(role: Role) -> dict[str, object]:
    dates = {"from": str(role.start) if role.start else None, "to": str(role.end) if role.end else None}
    return {"org": role.org, "title": role.title, "team": role.team, **dates}
