"""Which repetitions of a test ``make test`` runs, and how many cases it draws; where changes land it is all of them."""

import os
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import settings

_MANY = 100  # examples; a profile of Hypothesis that draws fewer where a test does not say is a quick one
_WANTED = os.environ.get("NETKEEP_CASES")


def usually(cases: Iterable[Any], *chosen: Any) -> list[Any]:  # noqa: ANN401 (whatever a test is repeated for)
    """Return the cases of a test, all but those chosen marked as ``thorough``."""
    return [case if case in chosen else pytest.param(case, marks=pytest.mark.thorough) for case in cases]


def cases(number: int) -> int:
    """Return how many cases to draw: as many as NETKEEP_CASES says, else this number, half of it in ``make test``."""
    if _WANTED:
        return int(_WANTED)
    return number if settings.default and settings.default.max_examples >= _MANY else number // 2
