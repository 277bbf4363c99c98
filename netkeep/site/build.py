"""Building the site with MkDocs, in this process."""

import logging
import os
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import blake2b
from pathlib import Path

from netkeep import resources
from netkeep.config import FILE_NAME
from netkeep.errors import ConfigError, VaultError
from netkeep.site.audit import refuse_leaks
from netkeep.site.make import make, write
from netkeep.site.manifest import Manifest, remember
from netkeep.site.output import begin, unchanged_files
from netkeep.site.preflight import refuse_destination, refuse_no_vault
from netkeep.site.render import code
from netkeep.site.shell import kept_shell, shell, state
from netkeep.store.assets import FOLDER as ASSETS
from netkeep.store.discovery import walk
from netkeep.store.parallel import collector_off
from netkeep.store.settings import read_settings
from netkeep.store.walk import may_change_unseen

SETTINGS = "mkdocs.yml"


def find_settings(vault: Path) -> Path | None:
    """Return the ``mkdocs.yml`` in the vault or its parent folder."""
    return next((folder / SETTINGS for folder in (vault, vault.parent) if (folder / SETTINGS).is_file()), None)


def default_destination(vault: Path) -> Path:
    """Return where the site is written: ``site/`` beside the ``mkdocs.yml``, or in the vault where there is none."""
    settings = find_settings(vault)
    return (settings.parent if settings else vault) / "site"


def build_site(vault: Path, today: date, to: Path | None = None) -> Path:
    """Build the site of a vault, and return its folder.

    Raises :class:`netkeep.errors.NetkeepError` where it refuses: nothing is deleted or written then.
    """
    root = vault.resolve()
    site_dir = (to or default_destination(root)).resolve()
    refuse_no_vault(root)
    refuse_destination(site_dir, root)
    build_into(root, today, site_dir)
    return site_dir


@collector_off()
def build_into(root: Path, today: date, folder: Path) -> Collection[str]:
    """Build the site into a folder, and return the paths of its files; only bytes that differ are written.

    Where everything is as the last build there left it, this ends at once.
    """
    settings = settings_for(root)
    inputs = _inputs(root, today, settings)
    if last := unchanged_files(root, folder, inputs, kept_shell(root, settings)):
        return last
    made = make(root, today)
    with mkdocs(root, today, settings), shell(root, settings, made.vault.settings.site_title, made.pages) as site_shell:
        output = begin(folder, root)
        for path, mark in site_shell.files.items():
            output.copy(path, site_shell.folder / path, mark)
        write(output, made, site_shell.frames)
    vault = made.vault
    del made  # pages and their sources take most of the memory
    output.close()
    remember(root, Manifest(folder, output.files))
    refuse_leaks(folder, vault, output.files)
    remember(root, Manifest(folder, output.files, inputs, kept_shell(root, settings)))
    return output.files


def _inputs(root: Path, today: date, settings: Path) -> str:
    """Return a digest of all that pages are made of; empty where a file may change without a new stamp."""
    listing, config = walk(root, read_settings(root)), root / FILE_NAME
    if any(may_change_unseen(file[2], time.time_ns()) for file in listing.files):
        return ""
    mark = blake2b(listing.mark() + code() + settings.read_bytes(), digest_size=16)
    mark.update(config.read_bytes() if config.is_file() else b"")
    mark.update(f"{today} {state([root / ASSETS])}".encode())
    return mark.hexdigest()


@contextmanager
def mkdocs(root: Path, today: date, settings: Path) -> Iterator[None]:
    """Prepare this process to run MkDocs, which then prints nothing but errors in our own words."""
    with _environment(root, today), _log(logging.NullHandler()), _own_errors(str(settings)):
        yield


def settings_for(vault: Path) -> Path:
    """Return the settings of MkDocs for a vault: its own, or the built-in ones."""
    return find_settings(vault) or resources.mkdocs_settings()


@contextmanager
def _environment(vault: Path, today: date | None) -> Iterator[None]:
    """Tell the plugin, by environment variables as usual, which vault and day to use; restore them afterwards."""
    variables = {
        "NETKEEP_VAULT": str(vault),
        "NETKEEP_TODAY": today.isoformat() if today else "",
        "NETKEEP_STATIC": str(resources.site_templates() / "static"),
        "NO_MKDOCS_2_WARNING": "1",
    }
    previous = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in previous.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


class _ErrorLog(logging.Handler):
    """Keeps what MkDocs logs as errors: its exceptions do not include it."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.words: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.words.append(record.getMessage())


@contextmanager
def _own_errors(settings: str) -> Iterator[None]:
    """Turn MkDocs' exceptions into errors that say what is wrong."""
    from mkdocs.exceptions import Abort, BuildError, MkDocsException

    log = _ErrorLog()
    with _log(log):
        try:
            yield
        except Abort as abort:
            if isinstance(abort.__context__, BuildError):
                raise VaultError(str(abort.__context__)) from None
            raise ConfigError("\n".join((f"{settings}: {abort}", *log.words))) from None
        except MkDocsException as error:
            raise ConfigError(f"{settings}: {error}") from None


@contextmanager
def _log(handler: logging.Handler) -> Iterator[None]:
    """Send what MkDocs logs to a handler, and nowhere else."""
    logger = logging.getLogger("mkdocs")
    level, propagate = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagate
