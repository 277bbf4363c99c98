"""Contacts exported from Google as CSV; other kinds of tables are recognised as well."""

from collections.abc import Sequence
from pathlib import Path

from netkeep.exchange.candidate import Reading
from netkeep.exchange.importer import Options
from netkeep.exchange.importers.table.people import read_people


def read(paths: Sequence[Path], options: Options) -> Reading:
    """Read tables that Google Contacts exported."""
    return read_people(paths, options, "google")
