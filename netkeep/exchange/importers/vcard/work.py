"""The roles of a card: organisations with titles, by group or in order, and roles written only by netkeep."""

from dataclasses import replace
from itertools import zip_longest

from netkeep.exchange.importers.vcard.sheet import Sheet
from netkeep.exchange.vcard.lines import Line
from netkeep.exchange.vcard.values import parts, words
from netkeep.model.dates import PartialDate
from netkeep.model.people import Role


def work(sheet: Sheet) -> None:
    """Take ORG, TITLE and ROLE, which are about the present (RFC 6350, 6.6), and our own dated and former roles."""
    organisations = [line for line in sheet.take("ORG") if words(parts(line.value)[0])]
    titles = [line for line in sheet.take("TITLE") if sheet.text(line)]
    functions = [line for line in sheet.take("ROLE") if sheet.text(line)]
    titles, functions = (titles, functions) if titles else (functions, [])
    stated = [(_role(org, title), org) for org, title in _with_titles(sheet, organisations, titles)]
    for line in functions:
        sheet.keep(line)
    current, past = _own_roles(sheet)
    for role, line in stated:
        match = next((dated_role for dated_role in current if _same(dated_role, role)), role)
        current = [dated_role for dated_role in current if dated_role is not match]
        sheet.add("roles", match, line)
    for role in past:
        sheet.add("roles", role)


def _with_titles(sheet: Sheet, organisations: list[Line], titles: list[Line]) -> list[tuple[Line, Line | None]]:
    """Return organisations with their titles: of the same group, else those without a group in order."""
    grouped = {line.group: line for line in reversed(titles) if line.group}
    title_of: dict[int, Line | None] = {
        place: grouped.pop(org.group) for place, org in enumerate(organisations) if org.group in grouped
    }
    used = {id(title) for title in title_of.values()}
    free = [title for title in titles if id(title) not in used]
    # A title with a group of its own belongs to no other organisation if the card uses groups to pair them.
    open_places = [place for place in range(len(organisations)) if place not in title_of]
    if title_of:
        for title in [title for title in free if title.group]:
            free.remove(title)
            sheet.keep(title)
        open_places = [place for place in open_places if not organisations[place].group]
    title_of |= dict(zip_longest(open_places, free[: len(open_places)]))
    for title in free[len(open_places) :]:
        sheet.keep(title)
    return [(org, title_of.get(place)) for place, org in enumerate(organisations)]


def _role(org: Line, title: Line | None) -> Role:
    name, *units = [words(part) for part in parts(org.value)]
    return Role(name, words(title.value) or None if title else None, ", ".join(filter(None, units)) or None)


def _same(role: Role, other: Role) -> bool:
    return (role.org, role.title, role.team) == (other.org, other.title, other.team)


def _own_roles(sheet: Sheet) -> tuple[list[Role], list[Role]]:
    """Return the dated roles that netkeep wrote: those that were current then, and those that were past."""
    current: list[Role] = []
    past: list[Role] = []
    for line in sheet.take("X-NETKEEP-ROLE"):
        org, title, team = (*map(words, parts(line.value)), "", "", "")[:3]
        try:
            start, end = (_date(line.parameter(name)) for name in ("FROM", "TO"))
        except ValueError:
            org, start, end = "", None, None
        if org:
            (current if "current" in line.types() else past).append(
                replace(Role(org, title or None, team or None), start=start, end=end)
            )
        else:
            sheet.keep(line)
    return current, past


def _date(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
