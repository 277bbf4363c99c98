"""Checks of a vault's surroundings: kept in git, closed to others, and not about to be published."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from netkeep.doctor.files import names, permissions, readable, unfinished
from netkeep.doctor.publishing import ways_out
from netkeep.doctor.repository import remotes, repository
from netkeep.doctor.result import Result, State
from netkeep.doctor.settings import site_settings
from netkeep.doctor.versions import versions

__all__ = ["Result", "State", "examine"]


def examine(root: Path, today: date) -> Iterator[Result]:
    """Yield the results of examining a vault and its surroundings, without changing anything or using the network."""
    yield from repository(root)
    yield from remotes(root)
    yield from unfinished(root)
    yield from permissions(root)
    yield from readable(root)
    yield from names(root)
    yield from site_settings(root)
    yield from ways_out(root)
    yield from versions(root, today)
