"""How long Markdown may take for a text, told before it begins: some of what nobody writes takes it hours.

Python-Markdown looks from each bracket for the one that closes it, from each tag for its end, and at each line of a
block for what comes after: where there is none, to the end of the block. That grows with the square of the length.
"""

import re
from collections.abc import Iterator

_LONGEST = 100_000  # characters
_MOST = 100_000_000  # steps: about a second
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_BRACKETS = re.compile(r"[\[\]]")
_TAG_ENDS = re.compile(r"<(?=[A-Za-z/!?])|>")
_ROUND = re.compile(r"\]?\(|\)")
# How long a step takes beside one of the quickest.
_OF_A_BRACKET, _OF_A_TARGET, _OF_A_TAG = 25, 10, 10


def tangled(text: str) -> bool:
    """Tell whether a text is longer, or more entangled, than anybody's notes are."""
    return len(text) > _LONGEST or sum(_steps(text)) > _MOST


def _steps(text: str) -> Iterator[int]:
    yield _OF_A_TAG * _to_ends(text)
    for block in _BLANK_LINE.split(text):
        yield len(block) * block.count("\n")
        yield _OF_A_BRACKET * _to_partners(block, _BRACKETS, "[")
        yield _OF_A_TARGET * _to_partners(block, _ROUND, "](")


def _to_ends(text: str) -> int:
    """Add up the way from each ``<`` that may begin a tag to the next ``>``."""
    end, steps = len(text), 0
    for found in reversed(list(_TAG_ENDS.finditer(text))):
        if found[0] == ">":
            end = found.start()
        else:
            steps += end - found.start()
    return steps


def _to_partners(block: str, signs: re.Pattern[str], counted: str) -> int:
    """Add up the way from each sign that counts to the one that closes it; what nothing closes goes to the end."""
    opened: list[re.Match[str]] = []
    steps = 0
    for found in signs.finditer(block):
        if found[0][-1] in "[(":
            opened.append(found)
        elif opened:
            first = opened.pop()
            steps += found.start() - first.start() if first[0] == counted else 0
    return steps + sum(len(block) - one.start() for one in opened if one[0] == counted)
