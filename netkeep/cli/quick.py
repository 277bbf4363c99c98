"""``netkeep check`` where no file has changed: answered from the rows of the index, without Click.

This module and what it imports leave out Click, PyYAML, pathlib and dataclasses, which together take longer than all
else. Whatever it does not understand it leaves to the full command, which prints the same.
"""

import os
import sys
from collections.abc import Iterator

from netkeep.check.wording import MENDED, MOST_OF_A_COMMIT, headline, more_fixes, no_errors, summary
from netkeep.cli.printable import clean
from netkeep.store.index.fast_path import Answer, Row, answer, answer_from, answer_staged
from netkeep.store.index.listing import Listing
from netkeep.store.root import JOURNAL, PRIVATE_FOLDER, root_for, within

_COLOURS = frozenset({"auto", "always", "never"})
_STYLES = frozenset({"text", "concise"})
_FLAGS = {
    "--staged": "staged",
    "--strict": "strict",
    "--exit-zero": "exit_zero",
    "--quiet": "quiet",
    "-q": "quiet",
}
"""The attribute of a request that an option of ``check`` sets."""


class _Request:
    """What the command line asks for: the global options, those of ``check``, and its PATHs."""

    def __init__(self, words: list[str]) -> None:
        self.vault: str | None = None
        self.today = os.environ.get("NETKEEP_TODAY")
        self.style = "text"
        self.staged = self.strict = self.quiet = self.exit_zero = False
        self.paths: list[str] = []
        self._words = iter(words)
        self.understood = self._globals() and self._options()

    def _globals(self) -> bool:
        """Read the global options; return whether all of them are understood and the command is check."""
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
            if word in _FLAGS:
                setattr(self, _FLAGS[word], True)
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
    """Answer ``check`` if nothing has changed since the last one; else return None: there is more to do."""
    request = _Request(words)
    root = _root(request) if request.understood else None
    if root is None:
        return None
    wanted = [within(root, path) for path in request.paths]
    if None in wanted:
        return None
    result = _find_answer(root, [path for path in wanted if path], request)
    if result is None or (request.style == "text" and _prints_differently(result, request)):
        return None
    try:
        _print("\n".join([*_lines(root, result, request), ""]))
    except OSError as error:
        return _report_output_error(error)
    _, rows, lenient = result
    return int(not request.exit_zero and any(request.strict or row[3] not in lenient for row in rows))


def _prints_differently(result: Answer, request: _Request) -> bool:
    """Return whether the full command prints more (lines, on a terminal) or less (the first of many, of a commit)."""
    return bool(result[1] and sys.stdout.isatty()) or (request.staged and len(result[1]) > MOST_OF_A_COMMIT)


def _find_answer(root: str, paths: list[str], request: _Request) -> Answer | None:
    """Return the findings, once the index is up to date; None where that takes more than this module."""
    if not request.staged:
        return answer(root, paths, request.today)
    if os.path.lexists(os.path.join(root, PRIVATE_FOLDER, *JOURNAL)):
        return None  # a commit is refused while a command is half done, and the full command says so
    listing = Listing(root, os.environ)
    result = answer_staged(root, paths, request.today, listing)
    try:
        return result or _renew_answer(root, paths, request.today, listing)
    except Exception:  # noqa: BLE001 (as below)
        return None


def _renew_answer(root: str, paths: list[str], today: str | None, listing: Listing) -> Answer | None:
    """Return the findings in what git has staged, once an index is up to date."""
    listed = listing.read()
    if listed is None:
        return None
    from pathlib import Path

    from netkeep.check.reader import reader
    from netkeep.store.index.staging import note_if_known, staged_index
    from netkeep.store.staged import Staged

    staged = Staged(Path(root), listing.index, listed)
    if note_if_known(Path(root), staged):
        return answer_staged(root, paths, today, listing)
    with staged_index(Path(root), listing.index, staged, reader(staged.settings)) as index:
        return answer_from(index, paths, today)


def _root(request: _Request) -> str | None:
    try:
        return root_for(request.vault, os.environ, os.getcwd(), tuple(request.paths))
    except Exception:  # noqa: BLE001 (whatever it is, the full command says it in words)
        return None


def _lines(root: str, result: Answer, request: _Request) -> Iterator[str]:
    files, rows, lenient = result
    folders: dict[str, str] = {}
    fixes = [_is_safe(row) for row in rows]
    for row, safe in zip(rows, fixes, strict=True):
        path, line, column, code, _, _, message, mend, _ = row
        folder, _, name = path.rpartition("/")
        if folder not in folders:
            way = os.path.relpath(os.path.join(root, folder))
            folders[folder] = "" if way == "." else f"{way}{os.sep}"
        shown = folders[folder] + name
        yield clean(headline(shown, line, column, code, f"{MENDED if safe else ''}{message}"))
        if request.style == "text":
            yield clean(f"    {mend}")
    if request.style == "text" and not request.quiet:
        weights = [lenient.get(row[3]) for row in rows]
        more = more_fixes(fixes.count(True), fixes.count(False))
        lenient_ones = no_errors(weights.count("warning"), weights.count("advice"))
        yield summary(files, len(rows), len({row[0] for row in rows}), lenient_ones, more)


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


def _report_output_error(error: OSError) -> int:
    """Report that standard output cannot be written, unless its reader has gone; return the exit code."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else the interpreter complains when it leaves
    if isinstance(error, BrokenPipeError):
        return 0
    sys.stderr.write(f"netkeep: the system says: {error.strerror}; fix that, and try again.\n")
    return 5
