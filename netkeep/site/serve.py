"""Serving the site on this machine: a page is made when a browser asks for it, of the vault as it is then.

A version of the site is dropped as soon as anything it was made of changes, and nothing of it is taken over. Every
answer passes the audit, and nothing is written but what a build writes below ``.netkeep/``.
"""

import gc
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from functools import cached_property
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from mimetypes import guess_type
from pathlib import Path
from posixpath import normpath
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from netkeep.config import FILE_NAME
from netkeep.errors import NetkeepError, VaultError
from netkeep.site.audit import forbidden_values, listed
from netkeep.site.audit.folder import Reader
from netkeep.site.audit.needles import SecretIndex
from netkeep.site.audit.shipped import is_known
from netkeep.site.build import mkdocs, settings_for
from netkeep.site.editor_link import with_editor_link
from netkeep.site.fields import hidden
from netkeep.site.files import pictures
from netkeep.site.findings import Finding, findings, has_index
from netkeep.site.frame import frame_of
from netkeep.site.pages import make_pages
from netkeep.site.paths import picture_url, url
from netkeep.site.preflight import refuse_no_vault, unreadable_places
from netkeep.site.private import bare_document
from netkeep.site.search.files import FOLDER as SEARCH
from netkeep.site.shell import Shell, shell, state
from netkeep.store.assets import FOLDER as ASSETS
from netkeep.store.discovery import walk
from netkeep.store.load import load
from netkeep.store.parallel import collector_off
from netkeep.store.reload import VaultReloader
from netkeep.store.settings import read_settings
from netkeep.store.unread import refuse_closed
from netkeep.store.vault import Vault

if TYPE_CHECKING:
    from netkeep.site.page import Page

HOST, PORT = "127.0.0.1", 8000
_PORTS = 20  # that many are tried where none was asked for
_RELOAD = "/netkeep-reload"
_POLL_SECONDS, _WAIT_SECONDS = 0.5, 30.0
_BODY = re.compile(rb"<body\b[^>]*>", re.IGNORECASE)
# Asks whether there is another version, as long as somebody looks; the answer comes when there is, or after a while.
_SCRIPT = """<script>(function(version){var asking=false;function ask(){if(asking||document.hidden)return;asking=true;\
fetch("%s?"+version).then(function(answer){return answer.text()}).then(function(now){asking=false;\
now===version?ask():location.reload()},function(){asking=false;setTimeout(ask,2000)})}\
addEventListener("load",ask);addEventListener("visibilitychange",ask)})("%s")</script>"""
_BAR = (
    '<div role="alert" style="position:fixed;bottom:0;left:0;right:0;z-index:9;padding:.4rem 1rem;'
    'background:#b00020;color:#fff;font:.75rem/1.4 sans-serif">%s</div>'
)


class Answer(NamedTuple):
    """What a browser gets: the ``path`` of a file of the site tells what kind of content it is."""

    status: HTTPStatus
    path: str
    content: bytes


class Version:
    """The site as it is at one moment; each part is made when it is first asked for."""

    def __init__(self, root: Path, today: date, vault: Vault, until: ExitStack) -> None:
        refuse_closed(vault, "there is no site")
        self.broken = unreadable_places(vault)
        self._vault = vault
        settings = settings_for(root)
        self._made = make_pages(vault, today, self._findings(root, today))
        self._pages: Mapping[str, Page] = {url(page.path): page for page in self._made.pages}
        with mkdocs(root, today, settings):
            title = vault.settings.site_title
            self.shell: Shell = until.enter_context(shell(root, settings, title, self._made.pages))

    def _findings(self, root: Path, today: date) -> Callable[[], tuple[Finding, ...]]:
        hide = hidden(self._vault.settings.hide)
        # Without an index the check reads what is not kept of the files here.
        return lambda: findings(self._vault if has_index(root) else load(root), today, hide)

    @cached_property
    def _needles(self) -> SecretIndex:
        return forbidden_values(self._vault)

    @cached_property
    def _pictures(self) -> Mapping[str, str]:
        return {picture_url(path): path for path in self._made.pictures}

    @cached_property
    def _search(self) -> Mapping[str, bytes]:
        words = {page.path: page.search or "" for page in self._made.pages}
        return {path: text.encode() for path, text in self._made.search(words.__getitem__).items()}

    def with_editor_link(self, content: bytes) -> bytes:
        """Return a page with a link to the owner's editor, if one is set."""
        editor = self._vault.settings.editor
        if not editor:
            return content
        paths = {document.path for document in self._vault.documents}
        return with_editor_link(content.decode("utf-8"), self._vault.root, paths, editor).encode("utf-8")

    def close(self) -> None:
        """Let go of everything: its parts know each other, and would stay until Python looks for cycles."""
        for part in (self._made.site.view, self._made.site, self._made, self):
            vars(part).clear()

    def paths(self) -> Iterable[str]:
        """Return the path of every file of the site."""
        return (*self.shell.files, *self._pages, *self._made.data, *self._pictures, *self._search)

    def content(self, path: str) -> bytes | None:
        """Return a file of the site as a build would write it; None where there is none."""
        if page := self._pages.get(path):
            return self.shell.frames[frame_of(page.path)].fill(page, page.html)
        if path.startswith(f"{SEARCH}/") and path in self._search:
            return self._search[path]
        if path.startswith(f"{ASSETS}/") and path in self._pictures:
            return pictures(self._vault.root, (self._pictures[path],)).get(path)
        if path in self._made.data:
            return self._made.data[path].encode()
        return (self.shell.folder / path).read_bytes() if path in self.shell.files else None

    def refused(self, path: str, content: bytes) -> str:
        """Return what must not be in a file of the site, in words; empty where it may be answered."""
        if is_known(path, content):
            return ""
        # A reader knows the lines that it has read: what one answer was refused for, the next one is refused for, too.
        return listed(tuple(Reader(self._needles).read(path, content)))


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Spare what an answer needed, which stays for the next one, Python's search for cycles: a sixth of the time.

    A version that is closed is freed all the same; what is not are some hundred small objects a version.
    """
    with collector_off():
        yield
        gc.freeze()


class Served:
    """The version of the site that is answered from, made anew when anything that it was made of has changed."""

    def __init__(self, root: Path, today: date | None = None) -> None:
        self._root, self._day = root, today
        self._shelf = VaultReloader(bare_document)
        self._lock = Lock()
        self._numbers = count(time.time_ns())  # a page of a server before this one is loaded again
        self._stamp: object = None
        self._looked = 0.0
        self._until = ExitStack()
        self._version: Version | None = None
        self._sources: tuple[Path, ...] = ()
        self._frames = state(())
        self._trouble = ""
        self._number = ""

    def number(self) -> str:
        """Return the number of the version that a browser gets now."""
        with self._lock:
            if time.monotonic() - self._looked >= _POLL_SECONDS:
                self._look()
            return self._number

    def answer(self, path: str) -> Answer:
        """Return what to answer to a path of the site."""
        with self._lock, _no_search_for_cycles():
            self._look()
            version = self._made()
            if version is None:
                return self._told(HTTPStatus.INTERNAL_SERVER_ERROR, self._trouble)
            content, status = version.content(path), HTTPStatus.OK
            if content is None:
                path, status = "404.html", HTTPStatus.NOT_FOUND
                content = version.content(path) or b"<h1>404</h1>"
            if refused := version.refused(path, content):
                words = f"This page did not pass its audit, and is not shown:\n{refused}"
                return self._told(HTTPStatus.INTERNAL_SERVER_ERROR, words)
            return Answer(status, path, self._for_here(content, version) if path.endswith(".html") else content)

    def _look(self) -> None:
        """Let the version go if anything has changed."""
        stamp = self._stamp_now()
        if stamp != self._stamp or state(self._sources) != self._frames:
            if self._version:
                self._version.close()
            self._stamp, self._version, self._trouble = stamp, None, ""
            self._sources, self._frames = (), state(())
            self._number = str(next(self._numbers))
            self._until.close()
        self._looked = time.monotonic()

    def _stamp_now(self) -> object:
        settings = settings_for(self._root)
        texts = [path.read_bytes() if path.is_file() else b"" for path in (self._root / FILE_NAME, settings)]
        with suppress(NetkeepError, OSError):
            files = walk(self._root, read_settings(self._root))
            return files.mark(), files.troubles, texts, state([self._root / ASSETS]), self._today()
        return texts, self._today()

    def _today(self) -> date:
        return self._day or date.today()  # noqa: DTZ011 (the day where the owner is)

    def _made(self) -> Version | None:
        if self._version is None and not self._trouble:
            try:
                vault = self._shelf.load(self._root)
                self._version = Version(self._root, self._today(), vault, self._until)
                self._sources = self._version.shell.sources
                self._frames = state(self._sources)
            except NetkeepError as error:
                self._trouble = str(error)
        return self._version

    def _told(self, status: HTTPStatus, words: str) -> Answer:
        page = (
            f"<!doctype html><title>netkeep</title><body><pre>{escape(words)}</pre>{_SCRIPT % (_RELOAD, self._number)}"
        )
        return Answer(status, "error.html", page.encode("utf-8", "replace"))

    def _for_here(self, content: bytes, version: Version) -> bytes:
        """Return a page that is loaded again after a save, with a link to the editor, below a bar of what is broken."""
        content = version.with_editor_link(content)
        if version.broken:
            places = " · ".join(map(escape, version.broken))
            bar = (_BAR % f"Not read, and left out: {places}; see netkeep check").encode("utf-8", "replace")
            content = _BODY.sub(lambda match: match[0] + bar, content, count=1)
        head, end, tail = content.rpartition(b"</body>")
        script = (_SCRIPT % (_RELOAD, self._number)).encode()
        return head + script + end + tail if end else content + script


class _Handler(BaseHTTPRequestHandler):
    """Answers a browser on this machine."""

    server: "_Server"
    server_version = "netkeep"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer with a file of the site."""
        self._answer(with_content=True)

    def do_HEAD(self) -> None:
        """Answer as to GET, without the content."""
        self._answer(with_content=False)

    def _answer(self, *, with_content: bool) -> None:
        host = re.sub(r":\d+$", "", self.headers.get("Host", ""))
        asked = urlsplit(self.path)
        if host not in {HOST, "localhost"}:
            # A page elsewhere could give its own name our address (DNS rebinding), and be handed the whole site.
            words = b"This site answers to the name of this machine alone.\n"
            answer = Answer(HTTPStatus.FORBIDDEN, "refused.txt", words)
        elif asked.path == _RELOAD:
            answer = Answer(HTTPStatus.OK, "version.txt", self._next_version(asked.query).encode())
        else:
            path = unquote(asked.path, errors="replace")
            answer = self.server.served.answer(
                normpath(f"/{path}{'index.html' if path.endswith('/') else ''}").lstrip("/")
            )
        self.send_response(answer.status)
        kind = guess_type(answer.path)[0] or "application/octet-stream"
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(answer.content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if with_content:
            self.wfile.write(answer.content)

    def _next_version(self, number_shown: str) -> str:
        """Return the number of the version as soon as it is another than the one that a browser has."""
        until = time.monotonic() + _WAIT_SECONDS
        while (number := self.server.served.number()) == number_shown and time.monotonic() < until:
            time.sleep(_POLL_SECONDS)
        return number

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name in the library)
        """Say nothing: which pages somebody looks at is nobody's business."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int, served: Served) -> None:
        self.served = served
        super().__init__((HOST, port), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Let a browser go away in the middle of an answer; anything else is told as usual."""
        import sys

        if not isinstance(sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type] # as the library gave it


def serve_site(
    vault: Path, today: date | None = None, port: int | None = None, say: Callable[[str], None] = print
) -> None:
    """Serve the site of a vault on this machine until Ctrl-C, which ends it.

    Without ``today`` it is that of the day on which a page is asked for; without ``port`` the next one that is free is
    taken. Raises :class:`netkeep.errors.VaultError` where the port is taken.
    """
    root = vault.resolve()
    refuse_no_vault(root)
    server = _bound(Served(root, today), port)
    number = server.server_address[1]
    taken = f"port {PORT} is taken; " if port is None and number != PORT else ""
    say(f"{taken}serving on http://{HOST}:{number}/ · Ctrl-C ends it")
    with server, suppress(KeyboardInterrupt):
        server.serve_forever()


def _bound(served: Served, port: int | None) -> _Server:
    for number in (port,) if port else range(PORT, PORT + _PORTS):
        with suppress(OSError):
            return _Server(number, served)
    raise VaultError(
        f"port {port} is taken: give another one, or none" if port else f"the ports {PORT} to {PORT + _PORTS} are taken"
    )
