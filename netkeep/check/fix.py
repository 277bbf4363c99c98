"""How a finding can be mended without its owner: spans of the file's text and what to put in their place."""

import json
from typing import NamedTuple

from netkeep.text.edit import Splice


class Fix(NamedTuple):
    """Splices into the text of the file. A fix that is not ``safe`` may change what the owner meant."""

    splices: tuple[Splice, ...]
    safe: bool = True


def to_json(fix: Fix | None) -> str:
    """Give a fix as it is kept in the index; empty for none."""
    return json.dumps([fix.safe, fix.splices], ensure_ascii=False) if fix else ""


def from_json(text: str) -> Fix | None:
    """Read what :func:`to_json` gave."""
    if not text:
        return None
    safe, splices = json.loads(text)
    return Fix(tuple(Splice(*splice) for splice in splices), safe)
