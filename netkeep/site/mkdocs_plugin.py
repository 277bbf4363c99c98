"""The adapter to MkDocs: each event calls a function that does not depend on MkDocs."""

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape
from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from netkeep import resources
from netkeep.errors import ConfigError, NetkeepError
from netkeep.model.dates import parse_date
from netkeep.site.audit import refuse_leaks
from netkeep.site.files import static_files
from netkeep.site.frame import Frame, cut, frame_pages
from netkeep.site.make import Made, make, write
from netkeep.site.manifest import Manifest
from netkeep.site.offline import WATCHED, only_here, stay_home, with_policy
from netkeep.site.output import Output, remember_written
from netkeep.site.page import Page
from netkeep.site.preflight import MARKER, refuse_destination, refuse_no_vault, refuse_sources
from netkeep.store.vault import Vault

_SEARCHES = ("search", "material/search", "offline", "material/offline")
_OWNER_ONLY = 0o077


class NetkeepConfig(Config):  # type: ignore[no-untyped-call] # MkDocs leaves it untyped
    """The plugin's options; ``NETKEEP_VAULT`` and ``NETKEEP_TODAY`` win over them."""

    vault = option.Type(str, default="vault")
    today = option.Optional(option.Type((str, date)))


class NetkeepPlugin(BasePlugin[NetkeepConfig]):  # type: ignore[no-untyped-call] # MkDocs leaves it untyped
    """Lets MkDocs render the frames of the pages, and writes the pages into them."""

    def __init__(self) -> None:
        self.frames: dict[str, Frame] = {}
        self._root = Path()
        self._made: Made | None = None
        self._wanted: dict[str, Page] = {}
        self._preset = False
        self._title = ""
        self._umask: int | None = None

    def give_frames(self, wanted: Iterable[Page], title: str, root: Path) -> None:
        """Set the pages whose frames to make, instead of making the pages of the vault."""
        self._wanted = {page.path: page for page in wanted}
        self._title, self._root, self._preset = title, root, True

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002
        """Refuse to publish by accident."""
        if command == "gh-deploy":
            raise PluginError("gh-deploy would put your people on the web; copy the built folder where you want it")

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Refuse what would leak, before MkDocs deletes the last site; then read the vault and make its pages."""
        # MkDocs keeps a plugin from one build to the next.
        preset, self._preset = self._preset, False
        self.frames, self._made = {}, None
        try:
            if not preset:
                self._load(config)
            refuse_sources(Path(config.docs_dir), self._root)
        except NetkeepError as error:
            raise PluginError(str(error)) from None
        config.site_name = escape(self._title)
        stay_home(config)
        _search_is_ours(config)
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(resources.site_templates() / "theme"))
        return config

    def _load(self, config: MkDocsConfig) -> None:
        self._root = _vault_root(self.config.vault, config.config_file_path)
        refuse_no_vault(self._root)
        refuse_destination(Path(config.site_dir), self._root)
        self._made = make(self._root, self._today())
        self._wanted = {page.path: page for page in frame_pages(self._made.pages)}
        self._title = self._made.vault.settings.site_title

    def _today(self) -> date:
        named = os.environ.get("NETKEEP_TODAY") or self.config.today
        try:
            return parse_date(str(named)) if named else date.today()  # noqa: DTZ011 - the day where the owner is
        except ValueError as error:
            raise ConfigError(f"the day of the site: {error}") from None

    def on_pre_build(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Write for the owner's eyes only."""
        self._umask = os.umask(_OWNER_ONLY)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the frames; only those at the top may be in the navigation."""
        for page in self._wanted.values():
            level = InclusionLevel.NOT_IN_NAV if "/" in page.path else InclusionLevel.UNDEFINED
            _put(files, File.generated(config, page.path, content=page.markdown(), inclusion=level))
        for path, full in static_files().items():
            if files.get_file_from_path(path) is None:
                files.append(File.generated(config, path, abs_src_path=str(full)))
        return files

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Return no Markdown for our pages, which are HTML already."""
        ours = self._ours(page)
        if ours is None:
            return markdown
        page.meta["title"] = Markup(ours.escaped_title)  # noqa: S704 - it is escaped
        return ""

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Put the slot where the converted Markdown would be."""
        ours = self._ours(page)
        return html if ours is None else ours.html

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Forbid the browser to load anything from elsewhere; keep a frame, which is not written as a page."""
        html = with_policy(output)
        if self._ours(page) is None:
            return html
        self.frames[page.file.src_uri] = cut(html)
        return ""

    def _ours(self, page: MkDocsPage) -> Page | None:
        return self._wanted.get(page.file.src_uri)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Forbid that on pages that are not ours, too."""
        return with_policy(output_content)

    @event_priority(-200)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the pages into their frames; mark the folder as one that may be emptied by the next build."""
        if self._made is not None:
            output = Output(Manifest(Path(config.site_dir), {}))
            write(output, self._made, self.frames)
            (output.folder / MARKER).touch()
            remember_written(self._root, output.folder)
            self._audit(output.folder, self._made.vault)
        self._restore_umask()

    def _audit(self, folder: Path, vault: Vault) -> None:
        """Remove the site again where it leaks; MkDocs emptied the folder, so all files in it are the site's."""
        made = [full.relative_to(folder).as_posix() for full in folder.rglob("*") if full.is_file()]
        try:
            refuse_leaks(folder, vault, made)
        except NetkeepError as error:
            raise PluginError(str(error)) from None

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002
        """Restore the umask of the process."""
        self._restore_umask()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ANN401, ARG002
        """Build again when a file of the vault is saved; answer requests from this machine only."""
        server.set_app(only_here(server.serve_request, config.dev_addr.host))
        for name in WATCHED:
            if (self._root / name).exists():
                server.watch(str(self._root / name))
        return server

    def _restore_umask(self) -> None:
        if self._umask is not None:
            os.umask(self._umask)
            self._umask = None


def _put(files: Files, file: File) -> None:
    """Add a file, replacing one of that name in docs_dir."""
    other = files.get_file_from_path(file.src_uri)
    if other is not None:
        files.remove(other)
    files.append(file)


def _search_is_ours(config: MkDocsConfig) -> None:
    """Keep the search plugins from reading the pages: the theme only needs them to be there."""
    theirs = [config.plugins[name] for name in _SEARCHES if name in config.plugins]
    for event, methods in config.plugins.events.items():
        if event != "config":
            methods[:] = [method for method in methods if getattr(method, "__self__", None) not in theirs]


def _vault_root(named: str, config_file: str | None) -> Path:
    """Return the vault's folder: ``NETKEEP_VAULT``, else the option, relative to the settings file."""
    folder = Path(config_file).parent if config_file else Path.cwd()
    return Path(os.environ.get("NETKEEP_VAULT") or folder / named).resolve()
