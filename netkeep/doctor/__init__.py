"""Whether a vault is set up well: kept, closed to others, and nowhere about to be published."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from netkeep.doctor.files import names, permissions, readable
from netkeep.doctor.publishing import ways_out
from netkeep.doctor.repository import remotes, repository
from netkeep.doctor.result import Result, State
from netkeep.doctor.settings import site_settings
from netkeep.doctor.versions import versions

__all__ = ["Result", "State", "examine"]


def examine(root: Path, today: date) -> Iterator[Result]:
    """Look at a vault and all around it. Nothing is changed, and nothing is asked on the network."""
    yield from repository(root)
    yield from remotes(root)
    yield from permissions(root)
    yield from readable(root)
    yield from names(root)
    yield from site_settings(root)
    yield from ways_out(root)
    yield from versions(today)
