"""Which repetitions of a test ``make test`` runs; the marker ``thorough`` has the others run where changes land."""

from collections.abc import Iterable
from typing import Any

import pytest


def usually(cases: Iterable[Any], *chosen: Any) -> list[Any]:  # noqa: ANN401 (whatever a test is repeated for)
    """Return the cases of a test, all but those chosen marked as ``thorough``."""
    return [case if case in chosen else pytest.param(case, marks=pytest.mark.thorough) for case in cases]
