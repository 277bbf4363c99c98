"""The roles of a card that is in a folder: ORG and TITLE, brought to what the vault says of today."""

from collections.abc import Hashable
from typing import TYPE_CHECKING

from netkeep.exchange.candidate import FactValue
from netkeep.exchange.exporters.vcard.card import role_lines
from netkeep.exchange.exporters.vcard.writer import Property
from netkeep.exchange.vcard.lines import Line
from netkeep.exchange.vcard.values import escape, words
from netkeep.model.people import Role

if TYPE_CHECKING:
    from netkeep.exchange.exporters.vcard.update import Update

_Work = tuple[str, str | None, str | None]


def update_roles(update: "Update") -> None:
    """Write the roles that go on; what is over, and since when, is no business of a phone."""
    ours = {_work(role): role for role in update.contact.roles if role.current(update.wish.today)}
    theirs = {_work(role): line for line, role in update.facts("roles", Role) if line.name == "ORG"}
    gone = [key for key in theirs if key not in ours and update.was_said("roles", key, _form)]
    new = [key for key in ours if key not in theirs and update.is_new("roles", key, _form)]
    if not gone and not new:
        return
    if len(theirs) == len(gone) == len(new) == len(update.splice.named("ORG")) == 1:
        _edit(update, theirs[gone[0]], gone[0], new[0])
        return
    alone = not theirs and bool(update.splice.named("TITLE", "ROLE"))  # a title that is of no organisation stays so
    grouped = alone or len(theirs) - len(gone) + len(new) > 1
    if grouped and not all(line.group for line in theirs.values()):
        gone, new = list(theirs), [*(key for key in theirs if key not in gone), *new]
    for key in gone:
        _take_out(update, theirs[key], key)
    for key in new:
        group = next(update.splice.groups) if grouped else ""
        update.splice.add(list(role_lines(Role(*key), group)), "ORG", "TITLE")


def _take_out(update: "Update", line: Line, work: _Work) -> None:
    """Remove a role, and the same organisation once more: reading passes that over."""
    again = [one for one in update.splice.named("ORG") if one.value == line.value]
    for one in (*_titles(update, line, work), *again):
        update.splice.take_out(one)


def _edit(update: "Update", line: Line, before: _Work, now: _Work) -> None:
    """Write another organisation, team or title in the place of the only one."""
    org, title, team = now
    titles = _titles(update, line, before)
    if (before[0], before[2]) != (org, team):
        update.splice.value(line, ";".join(map(escape, filter(None, (org, team)))))
    if before[1] == title:
        return
    if titles and title:
        update.splice.value(titles[0], escape(title))
    elif titles:
        update.splice.take_out(titles[0])
    elif title:
        update.splice.add([Property("TITLE", escape(title), "", line.group)], "ORG")


def _titles(update: "Update", line: Line, work: _Work) -> list[Line]:
    """Return the line of a role's title."""
    lines = [one for one in update.splice.named("TITLE", "ROLE") if words(one.value) == work[1]]
    return sorted(lines, key=lambda one: (one.group != line.group, one.name != "TITLE"))[:1]


def _work(role: Role) -> _Work:
    return role.org, role.title, role.team


def _form(value: FactValue) -> Hashable:
    return _work(value) if isinstance(value, Role) else None
