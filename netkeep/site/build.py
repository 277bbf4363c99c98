"""Building and serving the site with MkDocs, in this process."""

import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from netkeep import resources
from netkeep.errors import ConfigError, NetkeepError, VaultError
from netkeep.site.audit import refuse_leaks
from netkeep.site.findings import make_index
from netkeep.site.guard import refuse_destination, refuse_no_vault
from netkeep.site.make import make, write
from netkeep.site.offline import WATCHED, only_here
from netkeep.site.output import Output, begin, remember
from netkeep.site.shell import shell
from netkeep.store.again import Shelf
from netkeep.store.carried import leave, left
from netkeep.store.load import load
from netkeep.store.parallel import collector_off
from netkeep.store.vault import Vault

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

SETTINGS = "mkdocs.yml"
HOST, PORT = "127.0.0.1", 8000
_NOT_FOUND = 404


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
    root = vault.resolve()
    site_dir = (to or default_destination(root)).resolve()
    refuse_no_vault(root)
    refuse_destination(site_dir, root)
    build_into(root, today, site_dir)
    return site_dir


@collector_off()
def build_into(root: Path, today: date, folder: Path, load: Callable[[Path], Vault] = load) -> Output:
    """Bring a folder up to date: what did not change since the last build there is not written again.

    ``load`` reads the vault; where one process builds several times, :meth:`netkeep.store.again.Shelf.load` does.
    """
    made = make(root, today, load)
    settings, title = _settings(root), made.vault.settings.site_title
    with _mkdocs(root, today, settings), shell(root, settings, title, made.pages) as found:
        output = begin(folder, root, left(made.vault, "manifest"))
        for path, mark in found.files.items():
            output.copy(path, found.folder / path, mark)
        write(output, made, found.frames)
    # What the pages were made of is the larger part of what is in memory, and is done with.
    vault = made.vault
    del made
    output.close()
    remember(root, output)
    leave(vault, "manifest", output.manifest)
    refuse_leaks(folder, vault, output.files, output.written)
    return output


def serve_site(vault: Path, today: date | None = None, port: int = PORT) -> None:
    """Serve the site of a vault on this machine, and build it again whenever a file is saved; ends with Ctrl-C.

    Without ``today`` each build takes the day it happens on. What MkDocs has to say goes to the standard error.
    """
    from mkdocs.livereload import LiveReloadServer

    root = vault.resolve()
    refuse_no_vault(root)
    settings = _settings(root)
    with tempfile.TemporaryDirectory(prefix="netkeep-") as folder, _log(logging.StreamHandler()):
        site_dir, shelf = Path(folder) / "site", Shelf()

        def build() -> None:
            build_into(root, today or date.today(), site_dir, shelf.load)  # noqa: DTZ011 - the day where the owner is

        def build_again() -> None:
            try:
                build()
            except NetkeepError as error:
                logging.getLogger("mkdocs").error("%s", error)  # noqa: TRY400 - whose fault it is stands in the words

        make_index(root)
        build()
        server = LiveReloadServer(build_again, HOST, port, root=str(site_dir))
        server.error_handler = lambda code: (site_dir / "404.html").read_bytes() if code == _NOT_FOUND else None
        server.set_app(only_here(server.serve_request, HOST))
        for place in (*(root / name for name in WATCHED), settings):
            if place.exists():
                server.watch(str(place))
        _run(server)


def _run(server: "LiveReloadServer") -> None:
    try:
        server.serve()  # type: ignore[no-untyped-call] # MkDocs leaves it untyped
    except KeyboardInterrupt:
        logging.getLogger("mkdocs").info("Shutting down...")
    finally:
        server.shutdown()


@contextmanager
def _mkdocs(root: Path, today: date, settings: Path) -> Iterator[None]:
    """Run MkDocs in here, with nothing to say but errors in our own words."""
    with _environment(root, today), _log(logging.NullHandler()), _own_errors(str(settings)):
        yield


def _settings(vault: Path) -> Path:
    return find_settings(vault) or resources.mkdocs_settings()


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


class _Heard(logging.Handler):
    """Keeps what MkDocs logs as errors: it raises without saying them."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.words: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message."""
        self.words.append(record.getMessage())


@contextmanager
def _own_errors(settings: str) -> Iterator[None]:
    """Turn MkDocs' ways to stop into errors that say what is wrong."""
    from mkdocs.exceptions import Abort, BuildError, MkDocsException

    heard = _Heard()
    with _log(heard):
        try:
            yield
        except Abort as abort:
            if isinstance(abort.__context__, BuildError):
                raise VaultError(str(abort.__context__)) from None
            raise ConfigError("\n".join((f"{settings}: {abort}", *heard.words))) from None
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
