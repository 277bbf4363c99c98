"""Ids that were changed: ``imports/renames.txt``, one ``old -> new`` a line, which goes along to every clone.

A link to an old id that comes in from another clone is then told as one to the new id, and can be fixed.
"""

import re
import unicodedata
from collections import deque
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netkeep.errors import VaultError
from netkeep.model.ids import is_id
from netkeep.store.bounded import read_bounded
from netkeep.store.walk import MOST_RENAMES, RENAMES, Walk, is_read, markdown_files, readable_renames
from netkeep.text.source import digest

if TYPE_CHECKING:
    from netkeep.store.batch import Record

NO_RENAMES = b"# Ids that were changed, old -> new: 'netkeep check --fix' mends links to the old ones.\n"
"""The file before the first rename."""
_RECORD = re.compile(r"(\S(?:.*\S)?) -> (\S+)")
_COMMENT = "# "
_LONGEST = 255  # of a file's name
_STEPS = 100  # nobody changes an id so often


class Rename(NamedTuple):
    """An id, and the one that a file has instead of it."""

    old: str
    new: str


class Line(NamedTuple):
    """A line of the file: its text with its end, and what it says, None where it is blank, a comment or broken."""

    text: str
    rename: Rename | None
    broken: bool = False


class Renames:
    """What the bytes of the file say; whatever else stands in it is kept as it is."""

    def __init__(self, data: bytes) -> None:
        self.lines: Sequence[Line] = [_line(text) for text in _pieces(data.decode(errors="surrogateescape"))]

    @cached_property
    def _by_old(self) -> Mapping[str, list[str]]:
        targets: dict[str, list[str]] = {}
        for line in self.lines:
            if line.rename:
                targets.setdefault(_key(line.rename.old), []).append(line.rename.new)
        return targets

    def leads_to(self, old: str, ids: Container[str]) -> tuple[str, ...]:
        """Return those of ``ids`` that an old one may stand for now, through any number of renames.

        Several where two clones renamed it differently, or where somebody else has an id on the way: then nobody
        knows who is meant.
        """
        return tuple(sorted(id_ for id_ in self._reached(old) if id_ in ids))

    def _reached(self, old: str) -> Collection[str]:
        """Return every id that an old one led to, itself included; none where it was never renamed."""
        if _key(old) not in self._by_old:
            return ()
        reached = {_key(old): None}
        ahead = list(reached)
        while ahead and len(reached) < _STEPS:
            further = [new for new in self._by_old.get(_key(ahead.pop()), ()) if new not in reached]
            reached.update(dict.fromkeys(further))
            ahead += further
        return reached

    def _leading_to(self, ids: Iterable[str]) -> set[str]:
        """Return the keys of the ids that led to one of some, these included."""
        by_new: dict[str, list[str]] = {}
        for old, new in self.all:
            by_new.setdefault(_key(new), []).append(_key(old))
        leading = set(map(_key, ids))
        ahead = list(leading)
        while ahead:
            further = [old for old in by_new.get(ahead.pop(), ()) if old not in leading]
            leading.update(further)
            ahead += further
        return leading

    def earlier(self, ids: Collection[str]) -> tuple[str, ...]:
        """Return the ids, sorted, that led to one of some."""
        leading = self._leading_to(ids).difference(map(_key, ids))
        return tuple(sorted({old for old, _ in self.all if _key(old) in leading}))

    def with_renames(self, renames: Iterable[Rename], ids: Collection[str]) -> bytes:
        """Return the file after more renames; ``ids`` are all that are in the vault then.

        Whatever led to an old id leads to the new one. A record goes where somebody has its old id again, as a link
        to it then means them, and where it leads to nobody any more.
        """
        targets = dict(renames)
        leading = self._leading_to([*ids, *targets])
        kept: dict[object, Line] = {}
        for number, line in enumerate(self.lines):
            if line.rename is None:
                kept[number] = line
                continue
            old, new = line.rename
            moved = Rename(old, targets.get(new, new))
            if old not in targets and old not in ids and _key(old) in leading:
                kept.setdefault(moved, line if new not in targets else _written(moved, line.text))
        return self._with(kept.values(), starmap(Rename, targets.items()))

    def without(self, person: str) -> bytes:
        """Return the file without any record that names a person, by the present id or an earlier one."""
        names = self._leading_to([person])
        return _joined(line for line in self.lines if not (line.rename and names & {*map(_key, line.rename)}))

    def joined(self, base: "Renames", theirs: "Renames") -> bytes | None:
        """Return the file after another one's changes since ``base``, too; None where only lines can be merged.

        What either side recorded stands, two records of one id as well, and so does what either side took away.
        """
        rest = theirs.rest
        if any(line.broken for line in (*base.lines, *self.lines, *theirs.lines)) or rest not in (base.rest, self.rest):
            return None
        gone = base.all - theirs.all
        kept = [line for line in self.lines if line.rename not in gone]
        return self._with(kept, theirs.all - base.all - self.all)

    @cached_property
    def all(self) -> frozenset[Rename]:
        """Return every rename."""
        return frozenset(line.rename for line in self.lines if line.rename)

    @property
    def rest(self) -> list[str]:
        """Return the lines that are no renames, without their ends."""
        return [line.text.rstrip() for line in self.lines if not line.rename]

    def _with(self, lines: Iterable[Line], added: Iterable[Rename]) -> bytes:
        """Return lines of the file and more renames, each before those that sort behind it."""
        like = self.lines[0].text if self.lines else ""
        waiting = deque(_written(rename, like) for rename in sorted(added))
        whole: list[Line] = []
        for line in lines:
            while waiting and line.rename and (waiting[0].rename or line.rename) < line.rename:
                whole.append(waiting.popleft())
            whole.append(line)
        return _joined([*whole, *waiting])


def _key(id_: str) -> str:
    """Return the form in which two ids are equal on systems that ignore case and forms of accents."""
    return unicodedata.normalize("NFC", id_).casefold()


def _pieces(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+\Z", text)


def _line(text: str) -> Line:
    words = text.strip()
    if not words or words.startswith(_COMMENT):
        return Line(text, None)
    match = _RECORD.fullmatch(words)
    rename = Rename(match[1], match[2]) if match else None
    good = rename and rename.old != rename.new and _is_old(rename.old) and is_id(rename.new)
    return Line(text, rename if good else None, broken=not good)


def _is_old(text: str) -> bool:
    """Return whether a file can have been called so; not every old name is a valid id."""
    return len(text) <= _LONGEST and text.isprintable()


def _written(rename: Rename, like: str) -> Line:
    """Return the line of a rename, with the line end of another one."""
    end = "\r\n" if like.endswith("\r\n") else "\n"
    return Line(f"{rename.old} -> {rename.new}{end}", rename)


def _joined(lines: Iterable[Line]) -> bytes:
    *most, last = [line.text for line in lines] or [""]
    whole = [text if text.endswith("\n") else f"{text}\n" for text in most]
    return "".join([*whole, last]).encode(errors="surrogateescape")


def read_renames(root: Path, walk: Walk | None = None) -> bytes:
    """Return what the file says, as far as it is read at all: see :mod:`netkeep.check.rules.bad_rename`."""
    stamp = walk.renames if walk else readable_renames(str(root))
    try:
        return read_bounded(root / RENAMES, MOST_RENAMES)[:MOST_RENAMES] if stamp else b""
    except OSError:
        return b""


def recorded(root: Path, renames: Iterable[tuple[str, str]]) -> "list[Record]":
    """Return the file with renames that are about to be made, as one to write; none where nothing is renamed.

    Raises :class:`VaultError` where the file cannot be read.
    """
    pairs = [Rename(*pair) for pair in renames]
    writable = [pair for pair in pairs if _line(_written(pair, "").text).rename == pair]
    if not writable:
        return []
    before = _bytes(root)
    ids = {path.rpartition("/")[2].removesuffix(".md") for path in markdown_files(str(root)) if is_read(path)}
    ids = (ids - {pair.old for pair in pairs}) | {pair.new for pair in pairs}
    data = Renames(before or NO_RENAMES).with_renames(writable, ids)
    return [(RENAMES, data, None if before is None else digest(before))]


def without(root: Path, person: str) -> "list[Record]":
    """Return the file without somebody's ids, present and earlier, as one to write; none where it has none of them.

    Raises :class:`VaultError` where the file cannot be read.
    """
    before = _bytes(root)
    data = Renames(before or b"").without(person)
    return [] if before is None or data == before else [(RENAMES, data, digest(before))]


def _bytes(root: Path) -> bytes | None:
    """Return the whole file, None where there is none."""
    path = root / RENAMES
    if not path.exists() and not path.is_symlink():
        return None
    try:
        data = read_bounded(path, MOST_RENAMES) if readable_renames(str(root)) else None
    except OSError:
        data = None
    if data is None or len(data) > MOST_RENAMES:
        raise VaultError(f"{RENAMES} cannot be read; nothing was written. 'netkeep check' says why.")
    return data
