"""Updating the roles of a card in a folder: ORG and TITLE, as the vault has them today."""

from collections.abc import Hashable

from netkeep.exchange.candidate import FactValue
from netkeep.exchange.exporters.vcard.card import role_lines
from netkeep.exchange.exporters.vcard.card_update import CardUpdate
from netkeep.exchange.exporters.vcard.writer import Property
from netkeep.exchange.vcard.lines import Line
from netkeep.exchange.vcard.values import escape, words
from netkeep.model.people import Role

_Work = tuple[str, str | None, str | None]


def update_roles(update: CardUpdate) -> None:
    """Write current roles; former ones and dates are no business of a phone."""
    ours = {_work(role): role for role in update.contact.roles if role.current(update.wish.today)}
    theirs = {_work(role): line for line, role in update.facts("roles", Role) if line.name == "ORG"}
    gone = [key for key in theirs if key not in ours and update.was_said("roles", key, _form)]
    new = [key for key in ours if key not in theirs and update.is_new("roles", key, _form)]
    if not gone and not new:
        return
    if len(theirs) == len(gone) == len(new) == len(update.splice.named("ORG")) == 1:
        _edit(update, theirs[gone[0]], gone[0], new[0])
        return
    alone = not theirs and bool(update.splice.named("TITLE", "ROLE"))  # a title without an organisation stays so
    grouped = alone or len(theirs) - len(gone) + len(new) > 1
    if grouped and not all(line.group for line in theirs.values()):
        gone, new = list(theirs), [*(key for key in theirs if key not in gone), *new]
    for key in gone:
        _take_out(update, theirs[key], key)
    for key in new:
        group = next(update.splice.groups) if grouped else ""
        update.splice.add(list(role_lines(Role(*key), group)), "ORG", "TITLE")


def _take_out(update: CardUpdate, line: Line, work: _Work) -> None:
    """Remove a role, and repeated lines of its organisation, which reading skips."""
    again = [other for other in update.splice.named("ORG") if other.value == line.value]
    for other in (*_titles(update, line, work), *again):
        update.splice.take_out(other)


def _edit(update: CardUpdate, line: Line, previous: _Work, current: _Work) -> None:
    """Change organisation, team or title of the only role."""
    org, title, team = current
    titles = _titles(update, line, previous)
    if (previous[0], previous[2]) != (org, team):
        update.splice.value(line, ";".join(map(escape, filter(None, (org, team)))))
    if previous[1] == title:
        return
    if titles and title:
        update.splice.value(titles[0], escape(title))
    elif titles:
        update.splice.take_out(titles[0])
    elif title:
        update.splice.add([Property("TITLE", escape(title), "", line.group)], "ORG")


def _titles(update: CardUpdate, line: Line, work: _Work) -> list[Line]:
    """Return the line of a role's title."""
    lines = [other for other in update.splice.named("TITLE", "ROLE") if words(other.value) == work[1]]
    return sorted(lines, key=lambda other: (other.group != line.group, other.name != "TITLE"))[:1]


def _work(role: Role) -> _Work:
    return role.org, role.title, role.team


def _form(value: FactValue) -> Hashable:
    return _work(value) if isinstance(value, Role) else None
