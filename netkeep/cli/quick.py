"""``netkeep check`` where no file has changed, and what is found is known: answered from rows, without Click.

This module and what it imports leave out Click, PyYAML, pathlib and dataclasses, which together take longer than all
else. Whatever it does not understand it leaves to the command proper, which says the same.
"""

import os
import sys
from collections.abc import Iterator

from netkeep.check.wording import ADVICE, MENDED, MOST_OF_A_COMMIT, headline, more_fixes, summary
from netkeep.cli.printable import clean
from netkeep.store.index.fast_path import Answer, Row, answer, answer_from, answer_staged
from netkeep.store.index.listing import Listing
from netkeep.store.index.tables import FOLDER, JOURNAL
from netkeep.store.root import root_for, within

_COLOURS = frozenset({"auto", "always", "never"})
_STYLES = frozenset({"text", "concise"})


class _Asked:
    """What is asked for: the global options, those of ``check``, and its PATHs."""

    def __init__(self, words: list[str]) -> None:
        self.vault: str | None = None
        self.today = os.environ.get("NETKEEP_TODAY")
        self.style = "text"
        self.staged = self.strict = False
        self.paths: list[str] = []
        self._words = iter(words)
        self.understood = self._globals() and self._options()

    def _globals(self) -> bool:
        """Read what stands before the command, and tell whether all of it is understood and the command is check."""
        for word in self._words:
            if word == "check":
                return True
            name, equals, value = word.partition("=")
            if name not in {"--vault", "--today", "--color"} or not (value or not equals):
                return False
            value = value or next(self._words, "")
            if name == "--vault":
                self.vault = value
            elif name == "--today":
                self.today = value
            elif value not in _COLOURS:
                return False
            if not value or value.startswith("-"):
                return False
        return False

    def _options(self) -> bool:
        for word in self._words:
            name, equals, value = word.partition("=")
            if word == "--staged":
                self.staged = True
            elif word == "--strict":
                self.strict = True
            elif name == "--format":
                self.style = value if equals else next(self._words, "")
            elif not word or word.startswith("-") or not os.path.lexists(word):
                return False
            else:
                self.paths.append(word)
        return self.style in _STYLES and _is_day(self.today)


def _is_day(text: str | None) -> bool:
    return not text or (len(text) == len("YYYY-MM-DD") and text[4] == text[7] == "-")


def quick_check(words: list[str]) -> int | None:
    """Answer ``check`` if nothing has changed since the last one; else return None: more is to be done."""
    asked = _Asked(words)
    root = _root(asked) if asked.understood else None
    if root is None:
        return None
    wanted = [within(root, path) for path in asked.paths]
    if None in wanted:
        return None
    known = _known(root, [path for path in wanted if path], asked)
    if known is None or (asked.style == "text" and _shows_otherwise(known, asked)):
        return None
    try:
        _print("\n".join([*_lines(root, known, asked.style), ""]))
    except OSError as error:
        return _not_told(error)
    return int(any(asked.strict or not row[3].startswith(ADVICE) for row in known[1]))


def _shows_otherwise(known: Answer, asked: _Asked) -> bool:
    """Return whether the command shows more, the lines where somebody is looking, or less: of a commit not all."""
    return bool(known[1] and sys.stdout.isatty()) or (asked.staged and len(known[1]) > MOST_OF_A_COMMIT)


def _known(root: str, paths: list[str], asked: _Asked) -> Answer | None:
    """Return what is found, once the index has been brought up to date; None where that is not to be had so simply."""
    if not asked.staged:
        return answer(root, paths, asked.today)
    if os.path.lexists(os.path.join(root, FOLDER, *JOURNAL)):
        return None  # a commit is refused while a command is half done, and that is said in words
    listing = Listing(root, os.environ)
    known = answer_staged(root, paths, asked.today, listing)
    try:
        return known or _renewed(root, paths, asked.today, listing)
    except Exception:  # noqa: BLE001 (as below)
        return None


def _renewed(root: str, paths: list[str], today: str | None, listing: Listing) -> Answer | None:
    """Return what is found in what git has staged, once an index has been brought up to date."""
    said = listing.read()
    if said is None:
        return None
    from pathlib import Path

    from netkeep.check.reader import reader
    from netkeep.store.index.staging import note_if_known, staged_index
    from netkeep.store.staged import Staged

    staged = Staged(Path(root), listing.index, said)
    if note_if_known(Path(root), staged):
        return answer_staged(root, paths, today, listing)
    with staged_index(Path(root), listing.index, staged, reader(staged.settings)) as index:
        return answer_from(index, paths, today)


def _root(asked: _Asked) -> str | None:
    try:
        return root_for(asked.vault, os.environ, os.getcwd(), tuple(asked.paths))
    except Exception:  # noqa: BLE001 (whatever it is, the command proper says it in words)
        return None


def _lines(root: str, known: Answer, style: str) -> Iterator[str]:
    files, rows = known
    ways: dict[str, str] = {}
    fixes = [_is_safe(row) for row in rows]
    for row, safe in zip(rows, fixes, strict=True):
        path, line, column, code, _, _, message, mend, _ = row
        folder, _, name = path.rpartition("/")
        if folder not in ways:
            way = os.path.relpath(os.path.join(root, folder))
            ways[folder] = "" if way == "." else f"{way}{os.sep}"
        shown = ways[folder] + name
        yield clean(headline(shown, line, column, code, f"{MENDED if safe else ''}{message}"))
        if style == "text":
            yield clean(f"    {mend}")
    if style == "text":
        advice = sum(row[3].startswith(ADVICE) for row in rows)
        more = more_fixes(fixes.count(True), fixes.count(False))
        yield summary(files, len(rows), len({row[0] for row in rows}), advice, more)


def _is_safe(row: Row) -> bool | None:
    """Return whether a finding's fix is safe; None where there is none."""
    if not row[8]:
        return None
    import json

    return bool(json.loads(row[8])[1])


def _print(text: str) -> None:
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # what a terminal lacks: its code
    sys.stdout.write(text)
    sys.stdout.flush()


def _not_told(error: OSError) -> int:
    """Say that the standard output takes nothing, unless its reader has gone, and return the exit code."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else the interpreter complains when it leaves
    if isinstance(error, BrokenPipeError):
        return 0
    sys.stderr.write(f"netkeep: the system says: {error.strerror}; mend that, and try again.\n")
    return 5
