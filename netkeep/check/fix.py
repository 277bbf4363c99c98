"""How a finding can be mended without its owner: spans of the file's text and what to put in their place."""

import json
from typing import NamedTuple

from netkeep.text.edit import Splice

# The byte order mark is no part of a file's text: it stands right before its first character.
WITHOUT_MARK = Splice(-1, 0, "")


class Swap(NamedTuple):
    """The words that a splice replaces: what they are, as they stand in the file, and what takes their place.

    ``what`` is ``key``, ``value``, ``day``, ``kind``, ``link``, ``heading`` (below which more may be read),
    ``repeated`` (lines that the file says before) or ``moved`` (an entry that goes elsewhere in its log). See
    :mod:`netkeep.check.kept_words` for what each of them may do.
    """

    what: str
    old: str
    new: str


class Fix(NamedTuple):
    """Splices into the text of the file. A fix that is not ``safe`` may change what the owner meant.

    A rule across files, which has no file's text at hand, says instead which text the value at the finding's place
    is to be (``value``); a rule about a file's name, by which id it is to be named (``rename``); and a rule about the
    order of the log, whose splices would be the whole log for each finding, that it is to be put in order (``log``).

    ``swaps`` declares, for each splice in its turn, which words it replaces by which. A splice without one may change
    blanks and punctuation, and no word.
    """

    splices: tuple[Splice, ...] = ()
    safe: bool = True
    value: str = ""
    rename: str = ""
    log: bool = False
    swaps: tuple[Swap | None, ...] = ()


def to_json(fix: Fix | None) -> str:
    """Return a fix as it is kept in the index; empty for none."""
    return json.dumps(fix, ensure_ascii=False) if fix else ""


def from_json(text: str) -> Fix | None:
    """Read what :func:`to_json` gave."""
    if not text:
        return None
    splices, safe, value, rename, log, swaps = json.loads(text)
    declared = tuple(Swap(*swap) if swap else None for swap in swaps)
    return Fix(tuple(Splice(*splice) for splice in splices), safe, value, rename, log, declared)
