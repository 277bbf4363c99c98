"""Reading the settings of a vault from its ``netkeep.toml``."""

from pathlib import Path

from netkeep import FORMAT, config
from netkeep.config import FILE_NAME, Settings
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


def is_newer(settings: Settings) -> bool:
    """Return whether a vault has a newer format than this netkeep knows."""
    return settings.format > FORMAT


def refuse_newer(settings: Settings) -> None:
    """Raise where a vault has a newer format: what it says may be misread, and what is written, lost."""
    if is_newer(settings):
        raise ConfigError(f"{FILE_NAME}: {newer_in_words(settings)}: install a newer netkeep. Nothing was done.")


def newer_in_words(settings: Settings) -> str:
    """Return what is to be known about a vault of a newer format."""
    return f"the vault has format {settings.format}, and this netkeep knows {FORMAT}"
