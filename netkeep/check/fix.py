"""Fixes: how a finding can be fixed without its owner, as spans of the file's text and their replacements."""

import json
from typing import NamedTuple

from netkeep.text.edit import Splice

# The byte order mark is not part of a file's text: it comes right before the first character.
WITHOUT_MARK = Splice(-1, 0, "")


class Swap(NamedTuple):
    """The words that a splice replaces: their kind, the words in the file, and the new ones.

    ``kind`` is ``key``, ``value``, ``day``, ``kind``, ``link``, ``heading`` (below which more may be read),
    ``repeated`` (lines that the file has already) or ``moved`` (an entry that moves within its log). See
    :mod:`netkeep.check.kept_words` for what each of them may do.
    """

    kind: str
    old: str
    new: str


class Fix(NamedTuple):
    """Splices into the text of the file. A fix that is not ``safe`` may change what the owner meant.

    Some rules have no splices. A rule across files does not have the file's text, and gives the new text of the value
    at the finding's place (``value``), or the id that is to be named there (``target``); a rule about a file's name
    gives its new id (``rename``); a rule about the order of the log, whose splices would be the whole log for each
    finding, asks for the log to be sorted (``log``).

    ``swaps`` declares, for each splice in turn, which words it replaces by which. A splice without one may only change
    blanks and punctuation, and no word.
    """

    splices: tuple[Splice, ...] = ()
    safe: bool = True
    value: str = ""
    rename: str = ""
    log: bool = False
    swaps: tuple[Swap | None, ...] = ()
    target: str = ""


def to_json(fix: Fix | None) -> str:
    """Return a fix as it is kept in the index; empty for none."""
    return json.dumps(fix, ensure_ascii=False) if fix else ""


def from_json(text: str) -> Fix | None:
    """Return the fix that :func:`to_json` wrote; None for none."""
    if not text:
        return None
    splices, safe, value, rename, log, swaps, target = json.loads(text)
    declared = tuple(Swap(*swap) if swap else None for swap in swaps)
    return Fix(tuple(Splice(*splice) for splice in splices), safe, value, rename, log, declared, target)
