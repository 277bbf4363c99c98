"""Building and serving the site with MkDocs, in this process."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from netkeep import resources
from netkeep.errors import ConfigError, VaultError
from netkeep.site.guard import refuse_destination

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

SETTINGS = "mkdocs.yml"
HOST, PORT = "127.0.0.1", 8000


def find_settings(vault: Path) -> Path | None:
    """Give the ``mkdocs.yml`` in the vault or its parent folder."""
    return next((folder / SETTINGS for folder in (vault, vault.parent) if (folder / SETTINGS).is_file()), None)


def default_destination(vault: Path) -> Path:
    """Give where the site is written: ``site/`` beside the ``mkdocs.yml``, or in the vault where there is none."""
    settings = find_settings(vault)
    return (settings.parent if settings else vault) / "site"


def build_site(vault: Path, today: date, to: Path | None = None) -> Path:
    """Build the site of a vault, and give its folder.

    Raises :class:`netkeep.errors.NetkeepError` where it refuses: nothing is deleted or written then.
    """
    from mkdocs.commands.build import build
    from mkdocs.exceptions import Abort

    root = vault.resolve()
    site_dir = (to or default_destination(root)).resolve()
    refuse_destination(site_dir, root)
    with _environment(root, today), _quiet():
        config = _load(root, site_dir)
        try:
            build(config)
        except Abort as abort:
            raise VaultError(str(abort.__context__ or abort)) from None
    return site_dir


def serve_site(vault: Path, today: date | None = None, port: int = PORT) -> None:
    """Serve the site of a vault on this machine, and build it again whenever a file is saved; ends with Ctrl-C.

    Without ``today`` each build takes the day it happens on.
    """
    from mkdocs.commands.serve import serve
    from mkdocs.exceptions import Abort, MkDocsException

    root = vault.resolve()
    with _environment(root, today):
        try:
            serve(config_file=str(_settings(root)), dev_addr=f"{HOST}:{port}")
        except Abort as abort:
            raise VaultError(str(abort.__context__ or abort)) from None
        except MkDocsException as error:
            raise ConfigError(error.format_message()) from None


def _settings(vault: Path) -> Path:
    return find_settings(vault) or resources.mkdocs_settings()


def _load(vault: Path, site_dir: Path) -> "MkDocsConfig":
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    settings = _settings(vault)
    try:
        return load_config(str(settings), site_dir=str(site_dir))
    except MkDocsException as error:
        raise ConfigError(f"{settings}: {error.format_message()}") from None


@contextmanager
def _environment(vault: Path, today: date | None) -> Iterator[None]:
    """Tell the plugin, by the way it is told anywhere, which vault and which day; and then forget it."""
    told = {
        "NETKEEP_VAULT": str(vault),
        "NETKEEP_TODAY": today.isoformat() if today else "",
        "NETKEEP_STATIC": str(resources.site_templates() / "static"),
        "NO_MKDOCS_2_WARNING": "1",
    }
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep MkDocs from logging: what matters is raised."""
    logger = logging.getLogger("mkdocs")
    before = logger.disabled, logger.propagate
    handler = logging.NullHandler()
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.disabled, logger.propagate = before
