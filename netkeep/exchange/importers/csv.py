"""Any table of people; its columns are known by their names, or named in ``netkeep.toml`` or by options."""

from collections.abc import Sequence
from pathlib import Path

from netkeep.exchange.candidate import Reading
from netkeep.exchange.importer import Options
from netkeep.exchange.importers.table.people import read_people


def read(paths: Sequence[Path], options: Options) -> Reading:
    """Read tables, including our own exports."""
    return read_people(paths, options, "csv")
