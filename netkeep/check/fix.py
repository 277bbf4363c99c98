"""How a finding can be mended without its owner: spans of the file's text and what to put in their place."""

import json
from typing import NamedTuple

from netkeep.text.edit import Splice

# The byte order mark is no part of a file's text: it stands right before its first character.
WITHOUT_MARK = Splice(-1, 0, "")


class Fix(NamedTuple):
    """Splices into the text of the file. A fix that is not ``safe`` may change what the owner meant.

    A rule across files, which has no file's text at hand, says instead which text the value at the finding's place
    is to be (``value``); a rule about a file's name, by which id it is to be named (``rename``); and a rule about the
    order of the log, whose splices would be the whole log for each finding, that it is to be put in order (``log``).
    """

    splices: tuple[Splice, ...] = ()
    safe: bool = True
    value: str = ""
    rename: str = ""
    log: bool = False


def to_json(fix: Fix | None) -> str:
    """Give a fix as it is kept in the index; empty for none."""
    return json.dumps(fix, ensure_ascii=False) if fix else ""


def from_json(text: str) -> Fix | None:
    """Read what :func:`to_json` gave."""
    if not text:
        return None
    splices, *others = json.loads(text)
    return Fix(tuple(Splice(*splice) for splice in splices), *others)
