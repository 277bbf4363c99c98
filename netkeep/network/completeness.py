"""How many people of an organisation are in no source at all: capture-recapture over independent sources.

Two lists: Chapman's estimator (1951) with the interval of Sadinle (2009). Three or more: Chao's lower bound (1987) with
its log-normal interval. Both assume that being in one list says nothing about being in another; if people in one list
are more likely to be in the other, such as colleagues one both meets and writes to, the true number is higher.
"""

import math
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

MIN_OVERLAP = 7
"""An estimate needs so many people in several lists: from 7 on the bias is small (Robson and Regier 1964)."""

_Z = 1.959964
_TWO = 2


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many people there are, with a 95 % interval; ``at_least`` if it is a lower bound."""

    total: float
    variance: float
    low: float
    high: float
    at_least: bool


@dataclass(frozen=True, slots=True)
class Completeness:
    """The people of one organisation in the sources: by source, in any, in several, and the estimate.

    Without an estimate ``why`` says why there is none.
    """

    org: str
    sources: Mapping[str, int]
    seen: int
    overlap: int
    in_vault: int
    estimate: Estimate | None
    why: str


def completeness(org: str, lists: Mapping[str, Collection[str]], in_vault: int) -> Completeness:
    """Return the estimate from the people that each source saw; empty sources do not count."""
    full = {source: frozenset(people) for source, people in sorted(lists.items()) if people}
    times = Counter(person for people in full.values() for person in people)
    overlap = sum(count > 1 for count in times.values())
    estimate = None
    if len(full) < _TWO:
        why = "only one source has seen people there"
    elif overlap < MIN_OVERLAP:
        why = f"too few are in more than one source: {overlap}, and it takes {MIN_OVERLAP}"
    else:
        why, estimate = "", _estimate(full, times)
    sizes = {source: len(people) for source, people in full.items()}
    return Completeness(org, sizes, len(times), overlap, in_vault, estimate, why)


def _estimate(lists: Mapping[str, frozenset[str]], times: Counter[str]) -> Estimate:
    if len(lists) == _TWO:
        first, second = lists.values()
        return chapman(len(first), len(second), len(first & second))
    caught = Counter(times.values())
    return chao(len(times), caught[1], caught[2])


def chapman(first: int, second: int, both: int) -> Estimate:
    """Return the estimate from the sizes of two lists and of their overlap.

    ``(n1+1)(n2+1)/(m+1) - 1``; variance ``(n1+1)(n2+1)(n1-m)(n2-m) / ((m+1)²(m+2))`` (Seber 1970).
    """
    if not 0 <= both <= min(first, second):
        raise ValueError("two lists share no more than the shorter one has")
    total = (first + 1) * (second + 1) / (both + 1) - 1
    variance = (first + 1) * (second + 1) * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    low, high = _sadinle(first, second, both)
    return Estimate(total, variance, low, high, at_least=False)


def _sadinle(first: int, second: int, both: int) -> tuple[float, float]:
    """Return the 95 % interval from the transformed logit (Sadinle 2009); it is never below the number seen."""
    only_first, only_second, shared = first - both + 0.5, second - both + 0.5, both + 0.5
    spread = math.sqrt(1 / shared + 1 / only_first + 1 / only_second + shared / (only_first * only_second))
    seen = first + second - both - 0.5
    unseen, factor = only_first * only_second / shared, math.exp(_Z * spread)
    return seen + unseen / factor, seen + unseen * factor


def chao(seen: int, once: int, twice: int) -> Estimate:
    """Return a lower bound from how many people are in any list, in exactly one, and in exactly two.

    ``S + f1²/(2·f2)``; if nobody is in exactly two, ``S + f1(f1-1)/2`` (Chao 1987, 1989).
    """
    if min(seen, once, twice) < 0 or once + twice > seen:
        raise ValueError("no more people are in one list or two than in any")
    if twice:
        unseen, ratio = once**2 / (2 * twice), once / twice
        variance = twice * (ratio**4 / 4 + ratio**3 + ratio**2 / 2)
    else:
        unseen = once * (once - 1) / 2
        variance = max(0.0, unseen + once * (2 * once - 1) ** 2 / 4 - once**4 / (4 * (seen + unseen)) if once else 0.0)
    low, high = _log_normal(seen, unseen, variance)
    return Estimate(seen + unseen, variance, low, high, at_least=True)


def _log_normal(seen: int, unseen: float, variance: float) -> tuple[float, float]:
    if not unseen:
        return float(seen), float(seen)
    spread = math.exp(_Z * math.sqrt(math.log(1 + variance / unseen**2)))
    return seen + unseen / spread, seen + unseen * spread
