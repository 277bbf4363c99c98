"""Any table of people; the columns are known by their names, or named in ``netkeep.toml`` and by options."""

from collections.abc import Sequence
from pathlib import Path

from netkeep.exchange.candidate import Reading
from netkeep.exchange.importer import Options
from netkeep.exchange.importers.table.people import read_people


def read(paths: Sequence[Path], options: Options) -> Reading:
    """Read tables; our own exports are some."""
    return read_people(paths, options, "csv")
