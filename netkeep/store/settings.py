"""Reading the settings of a vault from its ``netkeep.toml``."""

from pathlib import Path

from netkeep import config
from netkeep.config import Settings
from netkeep.errors import ConfigError
from netkeep.store.walk import reason


def read_settings(root: Path) -> Settings:
    """Return the settings in ``netkeep.toml``, or the defaults if there is none."""
    path = root / config.FILE_NAME
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise ConfigError(f"{path}: {reason(error)}") from None
    return config.parse(data)
