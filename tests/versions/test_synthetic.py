"""Merges of versions that are drawn at random, held against the model, and beside git's own merge of lines.

``python -m tests.versions.test_synthetic 2000`` prints what became of so many.
"""

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

import pytest

from netkeep.model.people import Contact
from netkeep.model.schema import PERSON
from netkeep.text.document import read_document
from netkeep.versions.clash import Labels
from netkeep.versions.files import Merged, Wish, merge_file
from tests.repeats import cases
from tests.versions.edits import draw_person, edited
from tests.versions.layouts import Layout, comments, render
from tests.versions.model import Meaning, Person, expected, git_merge

PATH = "people/grace-sample.md"
WISH = Wish(Labels("base", "ours", "theirs"), "merge")
CASES = cases(200)
SEED = 1000
_TOGETHER = 50  # as many merges are one test
_SETS = ("tags", "aliases", "knows")
_POINTS = ("emails", "phones")
_SINGLE = ("name", "location", "birthday", "pronouns", "timezone", "cadence", "archived", "introduced_by")
_CONFLICT = re.compile(r"<<<<<<< ours[^\n]*\n(.*?)=======\r?\n(.*?)>>>>>>> theirs[^\n]*\n", re.DOTALL)


class Case(NamedTuple):
    """Three versions of a file, what they mean, and what their merge must mean."""

    base: bytes
    ours: bytes
    theirs: bytes
    layout: Layout
    meaning: Meaning


def draw(seed: int) -> tuple[Case, Case]:
    """Return a case, and the same with its sides swapped."""
    rng = Random(seed)  # noqa: S311 (tests)
    base = draw_person(rng)
    first, second = edited(base, rng), edited(base, rng)
    layout = Layout(seed, "", _fields(base), "\r\n" if rng.random() < 0.15 else "\n")
    old, here, there = (
        render(person, Layout(seed, side, layout.known, layout.newline))
        for person, side in ((base, ""), (first, "first"), (second, "second"))
    )
    return (
        Case(old, here, there, layout, expected(base, first, second)),
        Case(old, there, here, layout, expected(base, second, first)),
    )


def _fields(person: Person) -> frozenset[str]:
    fields = {name for kind in (person.points, person.sets, person.maps) for name, items in kind.items() if items}
    return frozenset({*fields, *person.scalars, *(["roles"] if person.roles else [])})


Said = dict[str, object]


def said(data: bytes) -> Said:
    """Return what a file says, by field; what has no order is sorted."""
    document = read_document(PATH, data, PERSON)
    assert document.readable, [problem.kind for problem in document.problems]
    assert isinstance(document.item, Contact), document.problems
    contact, body = document.item, document.item.body
    prose = [line for line in body.prose.splitlines() if line.strip() and not line.startswith("- [")]
    return {
        **{name: getattr(contact, name) for name in _SINGLE},
        **{name: list(getattr(contact, name)) for name in _POINTS},
        **{name: sorted(str(one).casefold() for one in getattr(contact, name)) for name in _SETS},
        "links": dict(contact.links),
        "x": dict(contact.x),
        "worked_with": Counter(contact.worked_with),
        "roles": Counter(contact.roles),
        "log": Counter((entry.date, entry.kind, entry.text) for entry in body.log),
        "reminders": Counter((todo.due, todo.text, todo.done) for todo in body.reminders),
        "notes": prose,
    }


def wrong(case: Case, data: bytes, clashes: set[str]) -> list[str]:
    """Return what a file says otherwise than the merge must mean, besides the fields that clash."""
    want, have = said(render(case.meaning.value, case.layout)), said(data)
    return [
        f"{name}: {have[name]} where {want[name]} is meant"
        for name in want
        if not _same(case, name, want[name], have[name], may_lack=name in clashes)
    ]


def _same(case: Case, name: str, want: object, have: object, *, may_lack: bool) -> bool:
    if isinstance(want, Counter) and isinstance(have, Counter) and name in {"log", "reminders"} and may_lack:
        return True  # see `lost`
    if may_lack:
        return True
    if name == "notes" and isinstance(want, list) and isinstance(have, list):
        return sorted(want) == sorted(have)
    if name in _POINTS and isinstance(want, list) and isinstance(have, list):
        common = [one for one in have if one in _old_points(case, name)]
        first = name in case.meaning.doubtful or want[:1] == have[:1]
        return first and Counter(want) == Counter(have) and common == [one for one in want if one in common]
    return want == have


def _old_points(case: Case, name: str) -> list[object]:
    points = [one for text in (case.base, case.ours, case.theirs) for one in said(text)[name]]  # type: ignore[attr-defined]
    return [one for one, times in Counter(points).items() if times > 2]


def lost(case: Case, data: bytes) -> int:
    """Return how many entries that must be there are not: not one of either side may be missing from a file."""
    text = data.decode().replace("\r\n", "\n")
    return sum(
        max(0, entry.times - text.count(f"- {entry.day} {entry.kind}{f': {entry.text}' if entry.text else chr(10)}"))
        for entry in case.meaning.value.log.values()
    )


def changed(case: Case, data: bytes) -> list[str]:
    """Return the lines that stand once in each version and not once in the merge: nobody has changed these.

    Where each side took a part of a list, so that nothing is left, its key and the comment on it go.
    """
    base, ours, theirs, merged = (
        Counter(text.decode().splitlines()) for text in (case.base, case.ours, case.theirs, picked(data, 1))
    )
    text = render(case.meaning.value, case.layout).decode()
    kept = {*comments(text), *text.splitlines()}
    lines = (
        line for line in base if line[max(0, line.find("# c:")) :] in kept or not (line.endswith(":") or "# c:" in line)
    )
    return [line for line in lines if (base[line], ours[line], theirs[line]) == (1, 1, 1) and merged[line] != 1]


def picked(data: bytes, side: int) -> bytes:
    """Return a file with each conflict settled as one side has it."""
    return _CONFLICT.sub(lambda match: match[side], data.decode()).encode()


def problems(case: Case, merged: Merged | None) -> list[str]:
    """Return all that is wrong with a merge."""
    if merged is None:
        return ["merged by lines only"]
    meaning = case.meaning
    told = {clash.about.partition(".")[0] for clash in merged.clashes}
    found = [f"no clash of {name}" for name in sorted(meaning.clashes - told)]
    found += [f"a false clash of {name}" for name in sorted(told - meaning.clashes - meaning.doubtful)]
    found += [f"lost {number} entries" for number in [lost(case, merged.data)] if number]
    found += [f"changed {line!r}" for line in changed(case, merged.data)]
    for side in (1, 2) if told else (1,):
        try:
            found += wrong(case, picked(merged.data, side), told)
        except AssertionError as error:
            found.append(f"unreadable: {error}")
    if not told:
        found += _layout_problems(case, merged.data.decode())
    return found


def _layout_problems(case: Case, text: str) -> list[str]:
    """Return what is wrong with the lines of a clean merge: comments, line ends, the order of the log."""
    found = []
    base, ours, theirs, have = (
        set(comments(one)) for one in (case.base.decode(), case.ours.decode(), case.theirs.decode(), text)
    )
    emptied = base - set(comments(render(case.meaning.value, case.layout).decode()))
    gone = (base - (ours & theirs)) | emptied
    if missing := (ours | theirs) - gone - have:
        found.append(f"comments that are missing: {sorted(missing)}")
    if len(have) < len(comments(text)):
        found.append(f"a comment twice: {comments(text)}")
    if case.layout.newline == "\r\n" and text.count("\n") != text.count("\r\n"):
        found.append("line ends are mixed")
    days = re.findall(r"(?m)^- (\d{4}-\d\d-\d\d) ", text)
    known = {str(day) for day, _, _ in said(case.base)["log"]}  # type: ignore[attr-defined]
    if len(known) > 1 and days != sorted(days, reverse=not case.layout.oldest_first):
        found.append(f"the log is out of order: {days}")
    return found


@pytest.mark.parametrize("seed", range(SEED, SEED + CASES, _TOGETHER))
def test_a_merge_means_what_the_model_says(seed: int) -> None:
    found = {
        (number, side): told
        for number in range(seed, min(seed + _TOGETHER, SEED + CASES))
        for side, case in enumerate(draw(number))
        if (told := problems(case, merge_file(PATH, case.base, case.ours, case.theirs, WISH)))
    }
    assert found == {}


def _is_wrong(case: Case, data: bytes) -> bool:
    """Return whether a merge without markers is not what is meant."""
    try:
        return bool(case.meaning.clashes or wrong(case, data, set()))
    except AssertionError:
        return True


@dataclass(slots=True)
class Figures:
    """What became of some merges, here, with git, and with git's ``merge=union``."""

    merges: int = 0
    clean: int = 0
    conflicts: int = 0
    wrong: int = 0
    entries_lost: int = 0
    lines_changed: int = 0
    git_conflicts: int = 0
    git_false_conflicts: int = 0
    git_false_conflicts_solved: int = 0
    git_clean_and_wrong: int = 0
    union_wrong: int = 0
    union_entries_lost: int = 0
    examples: list[str] = field(default_factory=list)

    def take(self, name: str, case: Case) -> None:
        """Count one case."""
        merged = merge_file(PATH, case.base, case.ours, case.theirs, WISH)
        self.merges += 1
        clean = merged is not None and not merged.clashes
        self.clean += clean
        self.conflicts += not clean
        if told := problems(case, merged):
            self.wrong += 1
            self.examples.append(f"{name}: {'; '.join(told)}")
        if merged:
            self.entries_lost += lost(case, merged.data)
            self.lines_changed += len(changed(case, merged.data))
        self._beside_git(case, clean=clean)

    def _beside_git(self, case: Case, *, clean: bool) -> None:
        united, _ = git_merge(case.base, case.ours, case.theirs, union=True)
        self.union_wrong += _is_wrong(case, united)
        self.union_entries_lost += lost(case, united)
        data, unmarked = git_merge(case.base, case.ours, case.theirs)
        if unmarked:
            self.git_clean_and_wrong += _is_wrong(case, data)
            return
        self.git_conflicts += 1
        false = not case.meaning.clashes and not case.meaning.doubtful
        self.git_false_conflicts += false
        self.git_false_conflicts_solved += false and clean


def main(cases: int) -> None:
    """Print what became of some merges."""
    figures = Figures()
    for number in range(SEED, SEED + cases):
        for side, case in enumerate(draw(number)):
            figures.take(f"{number}/{side}", case)
    for example in figures.examples[:40]:
        sys.stdout.write(f"{example}\n")
    for name in Figures.__slots__[:-1]:
        sys.stdout.write(f"{getattr(figures, name):6} {name.replace('_', ' ')}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CASES)
