"""A ledger of what a fleet of clones has written, merged by keys and counts: nothing here knows a line of a file.

A vault is a dictionary of files by hidden keys that outlive a rename, a file one of its parts, and so on down to single
values. Each thing that is ever written has a key of its own, so that one which was reworded is still known here.
"""

import re
from collections import Counter
from functools import lru_cache
from typing import Any

from netkeep.model.people import Contact
from netkeep.model.schema import JOB_FILE, PERSON
from netkeep.text.document import read_document

Things = dict[str, Any]
Where = tuple[str, ...]
SINGLE = ("location", "birthday", "cadence", "pronouns")
FILE = "file"
"""What a clash is about where one side has taken a file away, or both have renamed it."""


class Meeting:
    """A merge of three versions of a ledger: ``clashes`` are the places where both sides changed one thing.

    Of these ``side`` (``ours`` or ``theirs``) stands, but of two wordings of an entry both do, and of a file or an
    entry that one side took away what the other side made of it.
    """

    def __init__(self, side: str) -> None:
        self.side = side
        self.clashes: set[Where] = set()

    def merge(self, base: Any, ours: Any, theirs: Any, where: Where = ()) -> Any:  # noqa: ANN401 (any part of a ledger)
        """Return what both sides make of a thing; None where it is gone."""
        if where[1:2] == ("times",) and len(where) > 2:
            return _count(base or 0, ours or 0, theirs or 0) or None
        if theirs in (base, ours):
            return ours
        if ours == base:
            return theirs
        if isinstance(ours, dict) and isinstance(theirs, dict):
            return self._parts(base or {}, ours, theirs, where)
        self.clashes.add(where)
        if where[1:2] == ("log",) or len(where) == 1:
            return theirs if ours is None else ours
        return self._chosen(ours, theirs)

    def _parts(self, base: Things, ours: Things, theirs: Things, where: Where) -> Things:
        known = len(self.clashes)
        made: Things = {}
        for key in dict.fromkeys([*ours, *theirs, *base]):
            one, other = ours.get(key), theirs.get(key)
            value = self.merge(base.get(key), one, other, (*where, key))
            if value is not None:
                made[key] = value
            if where[1:] == ("log",) and (*where, key) in self.clashes and one and other:
                # Both wordings stay; what the others have already is the one that they know by this key.
                made[key], made[f"{key}/{one}"] = other, one
        if where[1:2] == ("todos",) and len(where) > 2 and len(self.clashes) > known:
            return dict(self._chosen(ours, theirs))  # its line is marked whole
        return made

    def _chosen(self, ours: Any, theirs: Any) -> Any:  # noqa: ANN401
        return ours if self.side == "ours" else theirs

    def fields(self) -> dict[str, set[str]]:
        """Return what clashes in each file, as the driver calls it."""
        told: dict[str, set[str]] = {}
        for file, *rest in self.clashes:
            part = rest[0] if rest and rest[0] != "path" else FILE
            name = rest[1] if part == "fields" else {"todos": "reminders"}.get(part, part)
            told.setdefault(file, set()).add(name)
        return told


def _count(base: int, ours: int, theirs: int) -> int:
    """Return how often a line stands: opposite changes add up, and of those of one direction the larger counts."""
    here, there = ours - base, theirs - base
    return base + (here + there if here * there < 0 else max(here, there, key=abs))


Said = dict[str, "Counter[str]"]


def meant(file: Things) -> Said:
    """Return what a file must say, each part counted."""
    log = Counter(file["log"].values())
    log.update(file["times"])
    return {
        "fields": Counter(f"{name}: {value}" for name, value in file["fields"].items()),
        "tags": Counter(file["tags"]),
        "roles": Counter(_role(org, parts) for org, parts in file["roles"].items()),
        "log": log,
        "reminders": Counter(_todo(**todo) for todo in file["todos"].values()),
        "notes": Counter([*file["notes"].values(), *file["fixed"]]),
    }


@lru_cache(maxsize=1000)
def said(path: str, data: bytes) -> Said | None:
    """Return what a file says, as netkeep reads it; None where it cannot be read."""
    document = read_document(path, data, JOB_FILE if path.startswith("jobs/") else PERSON)
    item = document.item
    if not document.readable or item is None or re.search(rb"(?m)^(<{7}|>{7}|={7})", data):
        return None
    fields = {name: str(getattr(item, name)) for name in SINGLE if getattr(item, name, None)}
    roles = item.roles if isinstance(item, Contact) else ()
    starts = [(role.org, {"title": role.title, "from": role.start, "to": role.end}) for role in roles]
    return {
        "fields": Counter(f"{name}: {value}" for name, value in fields.items()),
        "tags": Counter(item.tags),
        "roles": Counter(_role(org, {key: str(part) for key, part in parts.items() if part}) for org, parts in starts),
        "log": Counter(f"{entry.date} {entry.kind}: {entry.text}" for entry in item.body.log),
        "reminders": Counter(_todo(str(todo.due), todo.text, done=todo.done) for todo in item.body.reminders),
        "notes": Counter(line for line in item.body.prose.splitlines() if line.strip() and not line.startswith("- [")),
    }


def _role(org: str, parts: Things) -> str:
    return f"{org} {sorted(parts.items())}"


def _todo(due: str, text: str, *, done: bool) -> str:
    return f"[{'x' if done else ' '}] {due} {text}"
