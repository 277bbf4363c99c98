"""Everything that is looked at, in the order in which it is told."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from netkeep.site.doctor.files import names, permissions, readable
from netkeep.site.doctor.publishing import ways_out
from netkeep.site.doctor.repository import remotes, repository
from netkeep.site.doctor.result import Result
from netkeep.site.doctor.settings import site_settings
from netkeep.site.doctor.versions import versions


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
