"""Traps in front matter are looked for in linear time, whatever a file holds."""

import pytest

from netkeep.model.schema import PERSON
from netkeep.text.document import read_document
from tests.effort import soon

_HOSTILE = {
    "comments": "location: a\nx:\n" + "  - b #c\n" * 60_000,
    "hashes on a line": "location: " + "a #" * 200_000,
    "blanks": "location: \u00a0" + " \u00a0" * 200_000,
    "indentation": "x:\n" + "\u00a0\u00a0- a\n" * 60_000,
    "quotes": "location: " + "“a " * 150_000,
    "quotes in a list": "aliases: [" + "“a”, " * 60_000 + "]",
    "brackets": "tags: " + "[ ," * 200_000 + "#a",
    "dates": "location: " + "1979\u2011" * 100_000,
    "fences": "\u2011\n" * 200_000,
    "dashes": "—" * 300_000,
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_much_of_one_kind_takes_no_long_time(name: str) -> None:
    data = f"---\nname: Ada\n{_HOSTILE[name]}\n---\n".encode()
    with soon(5):
        document = read_document("people/ada.md", data, PERSON)
    assert len(document.problems) <= 600
