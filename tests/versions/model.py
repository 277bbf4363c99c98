"""What a merge of three versions of a person must mean, told of sets and counts: nothing here knows a line of a file.

A thing keeps its key from version to version (``roles``, ``log``, ``reminders`` and ``prose`` hidden ones), so that
a reworded entry is known here to be the same one.
"""

import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from zlib import crc32

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a log; ``times`` is how often its line stands there."""

    day: str
    kind: str
    text: str
    times: int = 1

    @property
    def line(self) -> tuple[str, str, str]:
        """Return what it says."""
        return self.day, self.kind, self.text


@dataclass(frozen=True, slots=True)
class Todo:
    """A reminder."""

    due: str
    text: str
    done: bool = False


@dataclass(slots=True)
class Person:
    """A contact. Dictionaries are ordered where the order counts: ``points`` (emails, phones), ``roles``, ``prose``."""

    scalars: dict[str, str] = field(default_factory=dict)
    points: dict[str, dict[str, str]] = field(default_factory=dict)  # field -> address -> label
    sets: dict[str, list[str]] = field(default_factory=dict)
    maps: dict[str, dict[str, str]] = field(default_factory=dict)  # links, worked_with, x
    roles: dict[str, dict[str, str]] = field(default_factory=dict)
    log: dict[str, Entry] = field(default_factory=dict)
    reminders: dict[str, Todo] = field(default_factory=dict)
    prose: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Meaning:
    """What a merge must mean: ``clashes`` must be told, those in ``doubtful`` may be; all else is as in ``value``."""

    value: Person
    clashes: set[str] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)


class Differ(Exception):  # noqa: N818 (nothing is wrong: both sides changed one thing)
    """Both sides changed one thing, each in another way."""


def either(base: T, ours: T, theirs: T) -> T:
    """Return what one side made of a thing, or both; raise where each made something else of it."""
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    raise Differ


def expected(base: Person, ours: Person, theirs: Person) -> Meaning:
    """Return what the merge of three versions must mean."""
    meaning = Meaning(Person())
    _scalars(meaning, base, ours, theirs)
    for name in _names(base.points, ours.points, theirs.points):
        _points(meaning, name, [one.points.get(name, {}) for one in (base, ours, theirs)])
    for name in _names(base.sets, ours.sets, theirs.sets):
        meaning.value.sets[name] = _set(*(one.sets.get(name, []) for one in (base, ours, theirs)))
    for name in _names(base.maps, ours.maps, theirs.maps):
        merged = _keyed(meaning, name, *(one.maps.get(name, {}) for one in (base, ours, theirs)))
        meaning.value.maps[name] = merged
    _roles(meaning, base.roles, ours.roles, theirs.roles)
    _log(meaning, base.log, ours.log, theirs.log)
    _reminders(meaning, base.reminders, ours.reminders, theirs.reminders)
    _prose(meaning, base.prose, ours.prose, theirs.prose)
    return meaning


def _names(*versions: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for version in versions for name in version))


def _scalars(meaning: Meaning, base: Person, ours: Person, theirs: Person) -> None:
    for name in _names(base.scalars, ours.scalars, theirs.scalars):
        values = [one.scalars.get(name) for one in (base, ours, theirs)]
        merged = _keyed(meaning, name, *({name: value} if value else {} for value in values))
        meaning.value.scalars.update(merged)


def _keyed(
    meaning: Meaning, name: str, base: Mapping[str, T], ours: Mapping[str, T], theirs: Mapping[str, T]
) -> dict[str, T]:
    """Merge by key; a clash keeps ours."""
    merged: dict[str, T] = {}
    for key in _names(ours, theirs, base):
        try:
            value = either(base.get(key), ours.get(key), theirs.get(key))
        except Differ:
            meaning.clashes.add(name)
            value = ours.get(key)
        if value is not None:
            merged[key] = value
    return merged


def _set(base: list[str], ours: list[str], theirs: list[str]) -> list[str]:
    """Merge what has no order, the case of letters apart: what either side added comes, what either took away goes."""
    first, second, third = ({one.casefold() for one in version} for version in (base, ours, theirs))
    kept = (first & second & third) | (second - first) | (third - first)
    return list({one.casefold(): one for one in (*theirs, *ours) if one.casefold() in kept}.values())


def _points(meaning: Meaning, name: str, versions: list[dict[str, str]]) -> None:
    base, ours, theirs = versions
    merged = _keyed(meaning, name, base, ours, theirs)
    put = [_put_first(base, side) for side in (ours, theirs)]
    common = [key for key in base if key in ours and key in theirs]
    orders = [[key for key in version if key in common] for version in versions]
    if put[0] and put[1] and put[0] != put[1]:
        # Where nothing of the base is left that the new one was put before, it may be that nobody preferred anything.
        (meaning.clashes if all(base.keys() & side.keys() for side in (ours, theirs)) else meaning.doubtful).add(name)
    if _both_reordered(orders):
        meaning.clashes.add(name)
    first = put[0] or put[1]
    if first and first not in merged:
        meaning.doubtful.add(name)  # one side prefers what the other takes away
    if not common and not first and ours.keys() - base.keys() and theirs.keys() - base.keys():
        meaning.doubtful.add(name)  # nothing that is left says which of the new ones comes first
    order = orders[1] if orders[1] != orders[0] else orders[2]
    kept = [*([first] if first in merged else []), *order, *merged]
    meaning.value.points[name] = {key: merged[key] for key in dict.fromkeys(kept) if key in merged}


def _put_first(base: Mapping[str, str], side: Mapping[str, str]) -> str | None:
    """Return what a side put first; None where the first is what was left when others went."""
    left = next((key for key in base if key in side), None)
    first = next(iter(side), None)
    return first if first != left else None


def _both_reordered(orders: list[list[str]]) -> bool:
    base, ours, theirs = orders
    return base not in (ours, theirs) and ours != theirs


def _roles(
    meaning: Meaning,
    base: dict[str, dict[str, str]],
    ours: dict[str, dict[str, str]],
    theirs: dict[str, dict[str, str]],
) -> None:
    for key in _names(ours, theirs, base):
        here, there = ours.get(key), theirs.get(key)
        if here is not None and there is not None:
            meaning.value.roles[key] = _keyed(meaning, "roles", base.get(key, {}), here, there)
            continue
        meaning.value.roles.update(
            _keyed(
                meaning, "roles", *({key: version[key]} if key in version else {} for version in (base, ours, theirs))
            )
        )


def _log(meaning: Meaning, base: dict[str, Entry], ours: dict[str, Entry], theirs: dict[str, Entry]) -> None:
    for key in _names(ours, theirs, base):
        old, here, there = (version.get(key) for version in (base, ours, theirs))
        lines = list(dict.fromkeys(entry.line for entry in (old, here, there) if entry))
        if len(lines) > 1 and (not old or not here or not there or len(lines) > 2):
            versions = ({key: entry} if entry else {} for entry in (old, here, there))
            meaning.value.log.update(_keyed(meaning, "log", *versions))
            continue
        # Where one side reworded it and the other repeated it, it stands there in the new words and in the old.
        for number, line in enumerate(lines):
            times = count(*(entry.times if entry and entry.line == line else 0 for entry in (old, here, there)))
            if times:
                meaning.value.log[f"{key}{'/' * number}"] = Entry(*line, times)


def count(base: int, ours: int, theirs: int) -> int:
    """Return how often something stands in the merge: opposite changes add up, of same-sign ones the larger counts."""
    here, there = ours - base, theirs - base
    if here * there < 0:
        return max(0, base + here + there)
    return base + max(here, there, key=abs)


def _reminders(meaning: Meaning, base: dict[str, Todo], ours: dict[str, Todo], theirs: dict[str, Todo]) -> None:
    for key in _names(ours, theirs, base):
        old, here, there = base.get(key), ours.get(key), theirs.get(key)
        if not old and here and there and (here.due, here.text) != (there.due, there.text):
            meaning.value.reminders |= {key: here, f"{key}/": there}  # one of two new ones was changed at once
            continue
        if here and there:
            old = old or Todo("", "")
            try:
                meaning.value.reminders[key] = Todo(
                    either(old.due, here.due, there.due),
                    either(old.text, here.text, there.text),
                    either(old.done, here.done, there.done),
                )
            except Differ:
                meaning.clashes.add("reminders")
                meaning.value.reminders[key] = here
            continue
        versions = ({key: todo} if todo else {} for todo in (old, here, there))
        meaning.value.reminders.update(_keyed(meaning, "reminders", *versions))


def _prose(meaning: Meaning, base: dict[str, str], ours: dict[str, str], theirs: dict[str, str]) -> None:
    """Merge the paragraphs one by one; what git would not merge of the whole is doubtful."""
    for key in _names(ours, theirs, base):
        versions = [version.get(key, "") for version in (base, ours, theirs)]
        text, clean = merge_lines(*versions)
        if not clean:
            meaning.clashes.add("notes")
            text = versions[1]
        if text.strip():
            meaning.value.prose[key] = text
    whole, clean = merge_lines(*map(_whole, (base, ours, theirs)))
    clean = clean and merge_lines(*(_whole(version, "") for version in (base, ours, theirs)))[1]
    words = _whole(meaning.value.prose).split()
    if "notes" in meaning.clashes or not clean or sorted(whole.split()) != sorted(words):
        meaning.doubtful.add("notes")


def is_behind(key: str) -> bool:
    """Return whether a paragraph stands behind the reminders."""
    return crc32(key.encode()) // 7 % 3 == 0


def in_place(prose: Mapping[str, str], *, behind: bool) -> list[str]:
    """Return the paragraphs that stand before or behind the reminders."""
    return [text for key, text in prose.items() if is_behind(key) == behind]


def _whole(prose: Mapping[str, str], reminders: str = "(reminders)") -> str:
    parts = [*in_place(prose, behind=False), reminders, *in_place(prose, behind=True)]
    return "\n\n".join(part for part in parts if part)


def merge_lines(base: str, ours: str, theirs: str) -> tuple[str, bool]:
    """Return what git makes of three versions of a text, and whether nothing clashed."""
    if theirs in (base, ours):
        return ours, True
    if ours == base:
        return theirs, True
    data, clean = git_merge(*(f"{text}\n".encode() for text in (base, ours, theirs)))
    return data.decode().strip(), clean


def git_merge(base: bytes, ours: bytes, theirs: bytes, *, union: bool = False) -> tuple[bytes, bool]:
    """Return what ``git merge-file`` makes of three files, and whether nothing clashed."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for path, data in zip(paths, (ours, base, theirs), strict=True):
            path.write_bytes(data)
        done = subprocess.run(
            ["git", "merge-file", "-p", *(["--union"] if union else []), *map(str, paths)],
            check=False,
            capture_output=True,
        )
    return done.stdout, done.returncode == 0
