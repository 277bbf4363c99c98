"""The history of somebody's work, as archives of different days tell it one after the other."""

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

``follows``: what it no longer tells is over. ``moves``: a role is over once the source names another employer.
``adds``: nothing begins or ends by what it says, for it may be of any day. ``waits``: it may be older or newer than
what it said before, and until somebody says which, nothing changes.
"""


@dataclass(frozen=True, slots=True)
class When:
    """When a source says something. ``day`` is that day; of an ``older`` archive, the day of the newer one.

    ``first`` says that the source has not spoken of this person before: then nothing has begun or ended.
    ``following`` says how far the source is followed in what has begun and ended since.
    """

    day: date
    first: bool = True
    older: bool = False
    following: Following = "follows"

    @property
    def month(self) -> PartialDate:
        """Return the month in which what has changed has changed, as far as anybody knows."""
        return PartialDate(self.day.year, self.day.month)


@dataclass(slots=True)
class Work:
    """Roles on their way to what is wanted. ``said`` is what the source will have said; ``kept``: the owner's stay.

    ``ended`` counts the roles that end because they are no longer told. ``waits`` says that there is something to tell.
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
        """Return the roles, those opened on top."""
        return (*self.opened, *self.roles)

    def at(self, org: str) -> list[Role]:
        """Return the owner's roles at an organisation, however it is spelled."""
        return [role for role in self.owners if self.org(role.org) == self.org(org)]


def merge_roles(
    base: Iterable[Role], ours: tuple[Role, ...], theirs: Iterable[Role], org: Callable[[str], str], when: When
) -> Work:
    """Return what is wanted of the owner's roles when a source that said ``base`` says ``theirs``.

    ``org`` gives the form in which two spellings are one organisation.
    """
    work = Work(org, when, ours, list(ours))
    new = list(theirs)
    pairs, old = _paired(work, list(base), new)
    if when.older:
        work.said += [*(before for before, _ in pairs), *old]
        over = when.following == "follows" or any(role.end is None for role in work.said)
        for role in new:
            _add_past(work, role, over=over)
        return work
    if when.following == "waits" and not when.first:
        work.said += [*(before for before, _ in pairs), *old]
        work.waits = bool(new)
    elif when.following == "adds":
        _only_add(work, pairs, old, new)
    else:
        _follow(work, pairs, old, new)
    return work


def _follow(work: Work, pairs: list[tuple[Role, Role]], old: list[Role], new: list[Role]) -> None:
    for before, after in pairs:
        _update(work, before, after)
    _change_titles(work, old, new)
    if work.when.following == "moves" and all(role.end for role in new):
        work.said += old
    else:
        for role in old:
            _gone(work, role)
    for role in new:
        _add(work, role)


def _only_add(work: Work, pairs: list[tuple[Role, Role]], old: list[Role], new: list[Role]) -> None:
    """Take what the vault does not know; nothing ends, and what was removed stays so."""
    told = {work.org(role.org) for role in (*(before for before, _ in pairs), *old)}
    work.said += [*(before for before, _ in pairs), *old, *new]
    for before, role in pairs:
        if before != role:
            _complete(work, role)
    for role in new:
        mine = work.at(role.org)
        if role in mine:
            continue
        if any(_title(one) == _title(role) and (one.end is None or role.end) for one in mine):
            _complete(work, role)
        elif mine:
            _add_beside(work, role)
        elif work.org(role.org) not in told:
            _insert(work, role)


def _add_beside(work: Work, role: Role) -> None:
    """Add a role at an organisation where the vault knows of others: a former one, or the title of the present one."""
    if role.end:
        _insert(work, role)
    elif _put_title(work, role):
        _complete(work, role)
    else:
        work.kept |= bool(role.title)


def _complete(work: Work, role: Role) -> None:
    """Put team and start of a role where the vault has none."""
    for index, one in enumerate(work.roles):
        if _same(work, one, role) and (one.end is None or role.end):
            start = one.start or role.start
            start = one.start if _backward(start, one.end) else start
            work.roles[index] = replace(one, team=one.team or role.team, start=start)
            work.kept |= bool(role.team and one.team and one.team != role.team)
            return


def _paired(work: Work, base: list[Role], theirs: list[Role]) -> tuple[list[tuple[Role, Role]], list[Role]]:
    """Pair what was said before with what is said again; takes it out of ``theirs``, and gives what is left before."""
    pairs = [(before, before) for before in base if before in theirs]
    for before, _ in pairs:
        theirs.remove(before)
    left = []
    for before in (one for one in base if (one, one) not in pairs):
        found = [after for after in theirs if _same(work, before, after) and _follows(work, before, after)]
        if found:
            best = next((after for after in found if (after.start, after.end) == (before.start, before.end)), found[0])
            theirs.remove(best)
            pairs.append((before, best))
        else:
            left.append(before)
    return pairs, left


def _same(work: Work, one: Role, other: Role) -> bool:
    return work.org(one.org) == work.org(other.org) and _title(one) == _title(other)


def _follows(work: Work, before: Role, after: Role) -> bool:
    """Return whether a role can be what became of another: what has ended does not go on, but in an older archive."""
    return before.end is None or before.end == after.end or work.when.older


def _title(role: Role) -> str:
    return " ".join(re.findall(r"\w+", fold(role.title or "")))


def _update(work: Work, before: Role, after: Role) -> None:
    """Follow the source in the parts of a role that the owner has left as it said."""
    work.said.append(after)
    index = next((index for index, role in enumerate(work.roles) if _same(work, role, before)), None)
    if index is None:
        return
    role = work.roles[index]
    team = after.team if role.team == before.team else role.team
    start = after.start if role.start == before.start and after.start else role.start
    end = after.end if role.end == before.end and after.end else role.end
    if not _backward(start, end):
        work.roles[index] = replace(role, team=team, start=start, end=end)


def _backward(start: PartialDate | None, end: PartialDate | None) -> bool:
    return bool(start and end and end.latest() < start.earliest())


def _change_titles(work: Work, old: list[Role], new: list[Role]) -> None:
    """Take roles at an organisation where the person goes on under another title out of both lists."""
    for after in list(new):
        before = next((one for one in old if _goes_on(work, one, after)), None)
        if before is None:
            continue
        old.remove(before)
        new.remove(after)
        if before.title and after.title:
            _retitle(work, before, after)
        else:
            _fill(work, after)


def _goes_on(work: Work, before: Role, after: Role) -> bool:
    return before.end is None and after.end is None and work.org(before.org) == work.org(after.org)


def _fill(work: Work, after: Role) -> bool:
    """Put a title where the owner has none; a title that is no longer told is kept."""
    work.said.append(after)
    return _put_title(work, after)


def _put_title(work: Work, after: Role) -> bool:
    for index, role in enumerate(work.roles):
        if role.end is None and not role.title and work.org(role.org) == work.org(after.org):
            work.roles[index] = replace(role, title=after.title)
            return True
    return False


def _retitle(work: Work, before: Role, after: Role) -> None:
    if not work.at(before.org):  # removed, and so it stays
        work.said += [after, _ended(work, before)]
    elif _close(work, before, anything=False):
        work.said += [after, _ended(work, before)]
        work.opened.append(_begun(work, after))
    else:
        work.said.append(_ended(work, before))
        _add(work, after)


def _gone(work: Work, role: Role) -> None:
    if role.end is None:
        work.ended += _close(work, role, anything=True)
        role = _ended(work, role)
    work.said.append(role)


def _ended(work: Work, role: Role) -> Role:
    """Return a role as said and over: what was said once is not news when an older archive says it again."""
    end = work.when.month
    return replace(role, end=role.start if _backward(role.start, end) else end)


def _close(work: Work, before: Role, *, anything: bool) -> bool:
    """End the open role that the source had told, or with ``anything`` what the owner made of it."""
    found = [
        index
        for index, role in enumerate(work.roles)
        if role.end is None
        and work.org(role.org) == work.org(before.org)
        and not _backward(role.start, work.when.month)
    ]
    exact = [index for index in found if _title(work.roles[index]) == _title(before)]
    if not exact and not (anything and len(found) == 1):
        return False
    index = (exact or found)[0]
    work.roles[index] = replace(work.roles[index], end=work.when.month)
    return True


def _begun(work: Work, role: Role) -> Role:
    """Return a role as it is opened: from the month in which it was first told, where it is news."""
    if work.when.first or role.start or role.end:
        return role
    return replace(role, start=work.when.month)


def _add(work: Work, role: Role) -> None:
    work.said.append(role)
    mine = work.at(role.org)
    if any(_title(one) == _title(role) and (one.end is None or role.end) for one in mine):
        return
    if role.end:
        _insert(work, role)
    elif any(one.end is None for one in mine):
        work.kept |= bool(role.title) and not _put_title(work, role)
    elif mine and (work.when.first or _knows_better(work, mine)):
        work.kept = True
    else:
        work.opened.append(_begun(work, role))


def _knows_better(work: Work, mine: Iterable[Role]) -> bool:
    """Return whether the owner knows of an end that lies after what the source knows."""
    return any(one.end and one.end.earliest() > work.when.day for one in mine)


def _add_past(work: Work, role: Role, *, over: bool) -> None:
    """Take from an older archive what nobody has told yet.

    ``over`` says that it was so when the newer one was made, for that named another employer. A role without a title is
    no news at an organisation where one has a title now.
    """
    past = _ended(work, role) if over and not role.end else role
    work.said.append(past)
    mine = work.at(role.org)
    untold = role.end or _title(role) or not mine
    if untold and not any(_title(one) in {_title(role), ""} for one in mine):
        _insert(work, past)


def _insert(work: Work, role: Role) -> None:
    """Put a role above those that ended before it: below all that go on, where it goes on itself."""
    end = role.end.latest() if role.end else date.max
    older = (index for index, one in enumerate(work.roles) if one.end and one.end.latest() < end)
    work.roles.insert(next(older, len(work.roles)), role)
