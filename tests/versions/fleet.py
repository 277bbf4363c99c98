"""A fleet: clones of one vault that are edited, each by itself, and brought together through one bare remote."""

import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random

from netkeep.errors import ConflictError
from netkeep.store.init_vault import start_vault
from netkeep.store.merge_driver import ATTRIBUTES
from netkeep.versions.clash import Clash
from netkeep.versions.files import Wish
from netkeep.versions.repository import Versions, unmerged
from netkeep.versions.sync import LeftToDecideError, Wanted, sync
from tests.versions.clones import commit, git
from tests.versions.fleet_edits import TODAY, Desk, edit, first_file
from tests.versions.ledger import FILE, Meeting, Things, meant, said

UPSTREAM = "refs/remotes/origin/main"
_UNION = "/people/**/*.md merge=union\n/jobs/**/*.md merge=union\n/imports/*.jsonl merge=union\n"


@dataclass(slots=True)
class Figures:
    """What became of the files of a fleet; ``examples`` say it of each that is not as it must be."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def add(self, name: str, number: int = 1, example: str = "") -> None:
        """Count something, and keep an example of it."""
        self.counts[name] += number
        if number and example:
            self.examples.append(f"{name}: {example}")


@dataclass(slots=True)
class Clone:
    """A clone, and its ledger; ``known`` is the commit of the remote that it has taken in last."""

    root: Path
    files: Things
    known: str


class Fleet:
    """Clones of one vault, and what each commit of the remote must say; merged by ``way``: netkeep, git or union."""

    def __init__(self, folder: Path, clones: int, seed: int, way: str = "netkeep", *, people: int = 30) -> None:
        self.way, self.rng, self.figures = way, Random(seed), Figures()  # noqa: S311 (tests)
        self.number, self.imported = 0, set[str]()
        drawn = {key: first_file(key, self.rng) for key in [*(f"base-{n}" for n in range(people)), "job-1", "job-2"]}
        start_vault(folder / "first")
        first = folder / "first"
        if way != "netkeep":
            (first / ATTRIBUTES).write_text(_UNION if way == "union" else "")
        commit(first, {file["path"]: text for file, text in drawn.values()})
        git(first, "branch", "--move", "main")
        git(folder, "clone", "--quiet", "--bare", str(first), "remote.git")
        known = git(first, "rev-parse", "HEAD").out.strip()
        self.said: dict[str, Things] = {known: {key: file for key, (file, _) in drawn.items()}}
        self.clones = [self._clone(folder / f"clone-{number}", known) for number in range(clones)]

    def _clone(self, root: Path, known: str) -> Clone:
        git(root.parent, "clone", "--quiet", "remote.git", root.name)
        if self.way == "netkeep":
            start_vault(root)
        for key, value in {"user.name": "A", "user.email": "a@example.org", "gc.auto": "0"}.items():
            git(root, "config", key, value)
        return Clone(root, deepcopy(self.said[known]), known)

    def run(self, edits: int) -> None:
        """Make so many edits on each clone, in turn by chance; each clone syncs after every few."""
        turns = [clone for clone in self.clones for _ in range(edits)]
        self.rng.shuffle(turns)
        for clone in turns:
            self.edit(clone)
            if self.rng.random() < 0.2:
                self.sync(clone, self.rng.choice(self.clones) if self.rng.random() < 0.5 else None)
        for clone in (*self.clones, *self.clones):
            self.sync(clone)

    def edit(self, clone: Clone) -> None:
        """Make one edit on a clone, and commit it."""
        self.number += 1
        shared = frozenset(self.said[clone.known])
        mark = f"c{self.clones.index(clone)}n{self.number}"
        self.figures.add(f"edits: {edit(Desk(clone.root, clone.files, shared, self.rng, mark))}")
        self.imported |= {key for key in clone.files if key.startswith("book-")}
        git(clone.root, "add", "--all")
        git(clone.root, "commit", "--no-verify", "--quiet", "--message", mark)

    def sync(self, clone: Clone, quicker: Clone | None = None) -> None:
        """Bring a clone and the remote together; another one may be ``quicker``, between its merge and its push."""
        self.figures.add("syncs")
        done = False
        while not done:
            steps = self._steps(clone)
            try:
                for number, _ in enumerate(steps):
                    if self._take(clone) and number:
                        self.figures.add("syncs that another was quicker than")
                    if quicker and quicker is not clone:
                        self.sync(quicker)
                        quicker = None
                done = True
            except LeftToDecideError:
                self.figures.add("merges with findings", not unmerged(clone.root))
                self._take(clone)
            except ConflictError:
                self.figures.add("syncs that gave up")

    def _steps(self, clone: Clone) -> Iterator[str]:
        if self.way == "netkeep":
            yield from sync(clone.root, Wanted(None, None, date.fromisoformat(TODAY), lambda _: True))
            return
        while True:
            git(clone.root, "fetch", "--quiet", "origin")
            if git(clone.root, "merge", "--no-edit", "--quiet", UPSTREAM).code and unmerged(clone.root):
                raise LeftToDecideError("")
            yield "merged"
            if not git(clone.root, "push", "--quiet", "origin", "HEAD:refs/heads/main").code:
                yield "pushed"
                return

    def _pushed(self, clone: Clone) -> bool:
        """Return whether the remote has all of a clone now; then keep what it says."""
        head, there = git(clone.root, "rev-parse", "HEAD", UPSTREAM).out.split()
        if head != there or there in self.said:
            return False
        self.said[head] = deepcopy(clone.files)
        clone.known = head
        return True

    def _take(self, clone: Clone) -> bool:
        """Return whether a clone has merged something; the ledger has it then, and what was left is decided."""
        there = git(clone.root, "rev-parse", UPSTREAM).out.strip()
        if there == clone.known or self._pushed(clone):
            return False
        side = self.rng.choice(["ours", "theirs"]) if self.way == "netkeep" else "ours"
        base, theirs = self.said[clone.known], self.said[there]
        meeting = Meeting(side)
        paths = {file["path"]: key for files in (base, theirs, clone.files) for key, file in files.items()}
        clone.files = deepcopy(meeting.merge(base, clone.files, theirs))
        clone.known = there
        self.figures.add("merges")
        told: dict[str, set[str]] = {}
        left = unmerged(clone.root)
        for versions in left:
            key = paths.get(versions.path, versions.path)
            about = self._decide(clone, versions, side, clone.files.get(key, {}).get("path"))
            told.setdefault(key, set()).update(about)
        if left:
            git(clone.root, "add", "--all")
            git(clone.root, "commit", "--no-verify", "--no-edit", "--quiet")
        self._compare(told, meeting.fields(), clone)
        return True

    def _compare(self, told: dict[str, set[str]], legitimate: dict[str, set[str]], clone: Clone) -> None:
        """Count the conflicts that a merge has left, and those of them that there should not be."""
        self.figures.add("files in conflict", len(told))
        for key in {*told, *legitimate}:
            there, must = told.get(key, set()), legitimate.get(key, set())
            if there and not must:
                self.figures.add("files in conflict for no reason")
            if self.way == "netkeep":
                self.figures.add("clashes", len(there))
                self.figures.add("false clashes", len(there - must), f"{clone.root.name} {key}: {there - must}")
                self.figures.add("clashes not told", len(must - there), f"{clone.root.name} {key}: {must - there}")
            elif must and not there:
                self.figures.add("clashes not told")
        if self.way == "netkeep":
            for key, problem in self.differences(clone):
                self.figures.add("wrong after a merge", example=f"{clone.root.name} {key}: {problem}")

    def _decide(self, clone: Clone, versions: Versions, side: str, place: str | None) -> set[str]:
        """Decide one file through its stages, and return what it clashed about."""
        path = clone.root / versions.path
        if versions.ours is None or versions.theirs is None:
            data = versions.theirs if versions.ours is None else versions.ours
            if versions.path == place and data is not None:
                path.write_bytes(data)
            else:
                path.unlink(missing_ok=True)
            return {FILE}
        if self.way != "netkeep":
            path.write_bytes(versions.ours)
            return {"its lines"}

        def choose(clash: Clash) -> str:
            if clash.about == "log":
                return clash.ours + clash.theirs
            return clash.ours if side == "ours" else clash.theirs

        found = versions.merged(Wish())
        decided = versions.merged(Wish(choose=choose))
        if found is None or decided is None:
            path.write_bytes(versions.ours)
            return {"its lines"}
        path.write_bytes(decided.data)
        return {clash.about.partition(".")[0] for clash in found.clashes}

    def differences(self, clone: Clone) -> Iterator[tuple[str, str]]:
        """Yield what the files of a clone say otherwise than its ledger, by key."""
        there = {path.relative_to(clone.root).as_posix() for path in clone.root.glob("[pj]*/*.md")}
        for path in sorted(there - {file["path"] for file in clone.files.values()}):
            yield path, "came back"
        for key, file in clone.files.items():
            have = said(file["path"], (clone.root / file["path"]).read_bytes()) if file["path"] in there else None
            if have is None:
                yield key, f"{file['path']} cannot be read" if file["path"] in there else "gone"
                continue
            for name, want in meant(file).items():
                for thing, number in (want - have[name]).items():
                    yield key, f"{name} lacks {number}: {thing}"
                for thing, number in (have[name] - want).items():
                    yield key, f"{name} has {number} too many: {thing}"

    def entries(self, clone: Clone) -> tuple[int, int, int]:
        """Return how many entries the ledger has, how many of these no file has, and how many are there too often."""
        files = {path.relative_to(clone.root).as_posix(): path.read_text() for path in clone.root.glob("[pj]*/*.md")}
        total = lost = more = 0
        for file in clone.files.values():
            want = meant(file)["log"]
            lines = Counter(line[2:] for line in files.pop(file["path"], "").splitlines() if line.startswith("- 20"))
            total += want.total()
            lost += (want - lines).total()
            more += (lines - want).total()
        return total, lost, more + sum(text.count("\n- 20") for text in files.values())

    def records(self, clone: Clone) -> list[str]:
        """Return of whom what their source said is lost, and what is kept twice of one file."""
        path = clone.root / "imports/csv.jsonl"
        text = path.read_text() if path.is_file() else ""
        lost = [key for key in self.imported if f"{key}@book.example" not in text]
        files = Counter(re.findall(r'(?m)^\{"id": "[^"]*"', text))
        return [*lost, *(line for line, times in files.items() if times > 1)]

    def tree(self, clone: Clone) -> str:
        """Return the name that git has for all files of a clone."""
        return git(clone.root, "rev-parse", "HEAD^{tree}").out.strip()
