"""Values that only one file can have, found in two."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from netkeep.check.facts import Facts
from netkeep.check.rule import Located
from netkeep.store.index.rows import Place


def shared(facts: Facts, kind: str, what: str, mend: str) -> Iterator[Located]:
    """Give a finding at each place where two files have the same key; each names the other."""
    for _, group in groupby(facts.shared(kind), key=lambda fact: fact[0]):
        yield from _findings([place for _, place in group], what, mend)


def _findings(places: Sequence[Place], what: str, mend: str) -> Iterator[Located]:
    first: dict[str, str] = {}  # by file, the first place in it
    for place in places:
        first.setdefault(place.path, at(place))
    two = list(first.items())[:2]
    rest = len(first) - len(two)
    more = f" and {rest} more file{'' if rest == 1 else 's'}" if rest else ""
    for place in places:
        other = next(words for path, words in two if path != place.path)
        yield Located(place, f"the same {what} as in {other}{more}", mend)


def at(place: Place) -> str:
    """Give ``path:line`` of a place, for messages that point to a second one."""
    return f"{place.path}:{place.line}"
