"""Merging somebody's roles, as archives of different days list them one after the other."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from netkeep.model.dates import PartialDate
from netkeep.model.names import fold
from netkeep.model.people import Role

Following = Literal["waits", "adds", "moves", "follows"]
"""How far a source is followed in somebody's work.

``follows``: roles that it no longer lists are over. ``moves``: a role is over once the source names another employer.
``adds``: nothing begins or ends by what it says, for it may be of any day. ``waits``: it may be older or newer than
what it said before, and nothing changes until somebody says which.
"""


@dataclass(frozen=True, slots=True)
class When:
    """The day of what a source says; of an ``older`` archive, the day of the newer one.

    ``first`` says that the source has not mentioned this person before: then nothing has begun or ended.
    ``following`` says how far the source is followed in what has begun and ended since.
    """

    day: date
    first: bool = True
    older: bool = False
    following: Following = "follows"

    @property
    def month(self) -> PartialDate:
        """Return the month in which changes are assumed to have happened."""
        return PartialDate(self.day.year, self.day.month)


@dataclass(slots=True)
class Work:
    """Roles being merged. ``said`` is what the source will have said; ``kept`` says that the owner's role stays.

    ``ended`` counts roles that end because the source no longer lists them. ``waits`` says that changes are held back.
    """

    org: Callable[[str], str]
    when: When
    owners: tuple[Role, ...]
    roles: list[Role]
    said: list[Role] = field(default_factory=list)
    opened: list[Role] = field(default_factory=list)
    kept: bool = False
    ended: int = 0
    waits: bool = False

    def wanted(self) -> tuple[Role, ...]:
        """Return the merged roles, newly opened ones first."""
        return (*self.opened, *self.roles)

    def at(self, org: str) -> list[Role]:
        """Return the owner's roles at an organisation, however it is spelled."""
        return [role for role in self.owners if self.org(role.org) == self.org(org)]


def merge_roles(
    base: Iterable[Role], ours: tuple[Role, ...], theirs: Iterable[Role], org: Callable[[str], str], when: When
) -> Work:
    """Return the owner's roles merged with what a source says now, ``theirs``, where it said ``base`` before.

    ``org`` gives the form in which two spellings are one organisation.
    """
    work = Work(org, when, ours, list(ours))
    new = list(theirs)
    pairs, old = _pair_up(work, list(base), new)
    if when.older:
        work.said += [*(old_role for old_role, _ in pairs), *old]
        over = when.following == "follows" or any(role.end is None for role in work.said)
        for role in new:
            _add_past(work, role, over=over)
        return work
    if when.following == "waits" and not when.first:
        work.said += [*(old_role for old_role, _ in pairs), *old]
        work.waits = bool(new)
    elif when.following == "adds":
        _only_add(work, pairs, old, new)
    else:
        _follow(work, pairs, old, new)
    return work


def _follow(work: Work, pairs: list[tuple[Role, Role]], old: list[Role], new: list[Role]) -> None:
    for old_role, new_role in pairs:
        _update(work, old_role, new_role)
    _change_titles(work, old, new)
    if work.when.following == "moves" and all(role.end for role in new):
        work.said += old
    else:
        for role in old:
            _close_missing(work, role)
    for role in new:
        _add(work, role)


def _only_add(work: Work, pairs: list[tuple[Role, Role]], old: list[Role], new: list[Role]) -> None:
    """Add what the vault does not know; nothing ends, and removed roles stay removed."""
    previous_orgs = {work.org(role.org) for role in (*(old_role for old_role, _ in pairs), *old)}
    work.said += [*(old_role for old_role, _ in pairs), *old, *new]
    for old_role, role in pairs:
        if old_role != role:
            _complete(work, role)
    for role in new:
        mine = work.at(role.org)
        if role in mine:
            continue
        if any(_title(own) == _title(role) and (own.end is None or role.end) for own in mine):
            _complete(work, role)
        elif mine:
            _add_beside(work, role)
        elif work.org(role.org) not in previous_orgs:
            _insert(work, role)


def _add_beside(work: Work, role: Role) -> None:
    """Add a role at an organisation where the vault has others: a former one, or the title of the current one."""
    if role.end:
        _insert(work, role)
    elif _put_title(work, role):
        _complete(work, role)
    else:
        work.kept |= bool(role.title)


def _complete(work: Work, role: Role) -> None:
    """Fill in team and start of a role where the vault has none."""
    for index, own in enumerate(work.roles):
        if _same(work, own, role) and (own.end is None or role.end):
            start = own.start or role.start
            start = own.start if _ends_before_start(start, own.end) else start
            work.roles[index] = replace(own, team=own.team or role.team, start=start)
            work.kept |= bool(role.team and own.team and own.team != role.team)
            return


def _pair_up(work: Work, base: list[Role], theirs: list[Role]) -> tuple[list[tuple[Role, Role]], list[Role]]:
    """Pair old roles with the same ones said again; take these out of ``theirs``, and return the pairs and old rest."""
    pairs = [(old_role, old_role) for old_role in base if old_role in theirs]
    for old_role, _ in pairs:
        theirs.remove(old_role)
    left = []
    for old_role in (role for role in base if (role, role) not in pairs):
        matches = [role for role in theirs if _same(work, old_role, role) and _may_become(work, old_role, role)]
        if matches:
            exact = (role for role in matches if (role.start, role.end) == (old_role.start, old_role.end))
            best = next(exact, matches[0])
            theirs.remove(best)
            pairs.append((old_role, best))
        else:
            left.append(old_role)
    return pairs, left


def _same(work: Work, first: Role, second: Role) -> bool:
    return work.org(first.org) == work.org(second.org) and _title(first) == _title(second)


def _may_become(work: Work, old_role: Role, new_role: Role) -> bool:
    """Return whether one role may have become the other: an ended one does not go on, except in an older archive."""
    return old_role.end is None or old_role.end == new_role.end or work.when.older


def _title(role: Role) -> str:
    return " ".join(re.findall(r"\w+", fold(role.title or "")))


def _update(work: Work, old_role: Role, new_role: Role) -> None:
    """Follow the source in the parts of a role that the owner has not changed."""
    work.said.append(new_role)
    index = next((index for index, role in enumerate(work.roles) if _same(work, role, old_role)), None)
    if index is None:
        return
    role = work.roles[index]
    team = new_role.team if role.team == old_role.team else role.team
    start = new_role.start if role.start == old_role.start and new_role.start else role.start
    end = new_role.end if role.end == old_role.end and new_role.end else role.end
    if not _ends_before_start(start, end):
        work.roles[index] = replace(role, team=team, start=start, end=end)


def _ends_before_start(start: PartialDate | None, end: PartialDate | None) -> bool:
    return bool(start and end and end.latest() < start.earliest())


def _change_titles(work: Work, old: list[Role], new: list[Role]) -> None:
    """Change the title of roles that go on under another one, and take them out of both lists."""
    for new_role in list(new):
        old_role = next((role for role in old if _continues(work, role, new_role)), None)
        if old_role is None:
            continue
        old.remove(old_role)
        new.remove(new_role)
        if old_role.title and new_role.title:
            _retitle(work, old_role, new_role)
        else:
            _fill(work, new_role)


def _continues(work: Work, old_role: Role, new_role: Role) -> bool:
    return old_role.end is None and new_role.end is None and work.org(old_role.org) == work.org(new_role.org)


def _fill(work: Work, role: Role) -> bool:
    """Fill in a title where the owner has none; a title that the source no longer says is kept."""
    work.said.append(role)
    return _put_title(work, role)


def _put_title(work: Work, titled: Role) -> bool:
    for index, role in enumerate(work.roles):
        if role.end is None and not role.title and work.org(role.org) == work.org(titled.org):
            work.roles[index] = replace(role, title=titled.title)
            return True
    return False


def _retitle(work: Work, old_role: Role, new_role: Role) -> None:
    if not work.at(old_role.org):  # removed, and so it stays
        work.said += [new_role, _with_end(work, old_role)]
    elif _close(work, old_role, anything=False):
        work.said += [new_role, _with_end(work, old_role)]
        work.opened.append(_with_start(work, new_role))
    else:
        work.said.append(_with_end(work, old_role))
        _add(work, new_role)


def _close_missing(work: Work, role: Role) -> None:
    if role.end is None:
        work.ended += _close(work, role, anything=True)
        role = _with_end(work, role)
    work.said.append(role)


def _with_end(work: Work, role: Role) -> Role:
    """Return a role as ended: said once, it is not news when an older archive says it again."""
    end = work.when.month
    return replace(role, end=role.start if _ends_before_start(role.start, end) else end)


def _close(work: Work, ending: Role, *, anything: bool) -> bool:
    """End the open role that the source had listed, or with ``anything`` what the owner made of it."""
    indexes = [
        index
        for index, role in enumerate(work.roles)
        if role.end is None
        and work.org(role.org) == work.org(ending.org)
        and not _ends_before_start(role.start, work.when.month)
    ]
    exact = [index for index in indexes if _title(work.roles[index]) == _title(ending)]
    if not exact and not (anything and len(indexes) == 1):
        return False
    index = (exact or indexes)[0]
    work.roles[index] = replace(work.roles[index], end=work.when.month)
    return True


def _with_start(work: Work, role: Role) -> Role:
    """Return a new role, starting in the month in which the source first listed it, if it is news."""
    if work.when.first or role.start or role.end:
        return role
    return replace(role, start=work.when.month)


def _add(work: Work, role: Role) -> None:
    work.said.append(role)
    mine = work.at(role.org)
    if any(_title(own) == _title(role) and (own.end is None or role.end) for own in mine):
        return
    if role.end:
        _insert(work, role)
    elif any(own.end is None for own in mine):
        work.kept |= bool(role.title) and not _put_title(work, role)
    elif mine and (work.when.first or _knows_better(work, mine)):
        work.kept = True
    else:
        work.opened.append(_with_start(work, role))


def _knows_better(work: Work, mine: Iterable[Role]) -> bool:
    """Return whether the owner has noted an end later than the day of the source."""
    return any(own.end and own.end.earliest() > work.when.day for own in mine)


def _add_past(work: Work, role: Role, *, over: bool) -> None:
    """Add a role from an older archive that is not known yet.

    ``over`` says that it had ended when the newer archive was made, as that named another employer. A role without a
    title is no news at an organisation where another has one.
    """
    past = _with_end(work, role) if over and not role.end else role
    work.said.append(past)
    mine = work.at(role.org)
    untold = role.end or _title(role) or not mine
    if untold and not any(_title(own) in {_title(role), ""} for own in mine):
        _insert(work, past)


def _insert(work: Work, role: Role) -> None:
    """Insert a role above those that ended before it, and below those that go on."""
    end = role.end.latest() if role.end else date.max
    older = (index for index, other in enumerate(work.roles) if other.end and other.end.latest() < end)
    work.roles.insert(next(older, len(work.roles)), role)
