"""Values that only one file can have, but two files do."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, groupby, pairwise

from netkeep.check.collect_people import GENERATION, NAME
from netkeep.check.facts import Facts
from netkeep.check.names import alike
from netkeep.check.rule import Located
from netkeep.store.index.rows import Place

_MANY = 100  # more names than this that are only alike are a crowd, not spellings of one name


def shared(facts: Facts, kind: str, noun: str, mend: str) -> Iterator[Located]:
    """Yield a finding at each place where two files have the same key; each names the other."""
    for _, group in groupby(facts.places_with_shared_key(kind), key=lambda fact: fact[0]):
        yield from _findings([place for _, place in group], noun, mend)


def shared_by_one(facts: Facts, kind: str, noun: str, mend: str) -> Iterator[Located]:
    """Yield such findings only if the names allow the files to be one person's: a family may share a telephone."""
    for _, group in groupby(facts.places_with_shared_key(kind), key=lambda fact: fact[0]):
        places = [place for _, place in group]
        for files in _persons(facts, dict.fromkeys(place.path for place in places)):
            yield from _findings([place for place in places if place.path in files], noun, mend)


def generations_differ(facts: Facts, first: str, second: str) -> bool:
    """Return whether two files name different generations, such as a father and his son."""
    ones, others = facts.of_file(GENERATION, first), facts.of_file(GENERATION, second)
    return bool(ones and others) and not ones & others


def _persons(facts: Facts, files: Iterable[str]) -> Iterator[frozenset[str]]:
    """Yield groups of files that may be one person's, by their names; no file by itself."""
    groups = {path: frozenset((path,)) for path in files}
    for first, second in _alike(facts, groups):
        if second not in groups[first] and not generations_differ(facts, first, second):
            joined = groups[first] | groups[second]
            groups |= dict.fromkeys(joined, joined)
    yield from (group for group in dict.fromkeys(groups.values()) if len(group) > 1)


def _alike(facts: Facts, files: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of files with similar names; of those with the same name, each with the next."""
    same: dict[str, dict[str, None]] = defaultdict(dict)
    near: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path in files:
        for block, name in sorted(facts.of_file(NAME, path)):
            same[" ".join(sorted(name.split()))][path] = None
            near[block].append((path, name))
    for paths in same.values():
        yield from pairwise(paths)
    for named in near.values():
        for (first, name), (second, other) in combinations(named, 2) if len(named) <= _MANY else ():
            if name != other and alike(name, other):
                yield first, second


def _findings(places: Sequence[Place], noun: str, mend: str) -> Iterator[Located]:
    first: dict[str, str] = {}  # by file, the first place in it
    for place in places:
        first.setdefault(place.path, at(place))
    two = list(first.items())[:2]
    rest = len(first) - len(two)
    more = f" and {rest} more file{'' if rest == 1 else 's'}" if rest else ""
    for place in places:
        other = next(words for path, words in two if path != place.path)
        yield Located(place, f"the same {noun} as in {other}{more}", mend)


def at(place: Place) -> str:
    """Return ``path:line`` of a place, for messages that point to a second place."""
    return f"{place.path}:{place.line}"
