"""The settings of a vault, read from its ``netkeep.toml``; each has a default."""

from netkeep.config.parse import parse
from netkeep.config.settings import FILE_NAME, Settings, TableSettings

__all__ = ["FILE_NAME", "Settings", "TableSettings", "parse"]
