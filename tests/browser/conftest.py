"""A browser, sites for it to open, and its own record of what it asked for."""

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from netkeep import resources
from netkeep.site.build import build_site
from tests.conftest import CHROMIUM
from tests.site.test_hostile import ATTACKS, hostile_vault
from tests.vaults import make_vault

TODAY = date(2026, 11, 23)
Scheme = Literal["light", "dark"]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(name="browser", scope="session")
def _browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.fail(f"{CHROMIUM} is not there, and NETKEEP_REQUIRE_BROWSER=1 wants it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(name="sample", scope="session")
def _sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(resources.sample_vault(), TODAY, tmp_path_factory.mktemp("sample") / "site")


@pytest.fixture(name="attacked", scope="session")
def _attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files: dict[str, str] = {}
    for number, attack in enumerate(ATTACKS):
        for path, text in hostile_vault(attack).items():
            files[path.replace(".md", f"-{number}.md")] = text.replace("ada|", f"ada-{number}|")
    return build_site(make_vault(tmp_path_factory.mktemp("attacked") / "vault", files), date(2024, 6, 3))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
        pass


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def opened(site: Path, way: str) -> Iterator[str]:
    """Yield the address at which a site is to be opened: as files, or from a server."""
    if way == "file":
        yield f"{site.as_uri()}/"
    else:
        with served(site) as address:
            yield address


@dataclass
class Watched:
    """A page, and all that the browser says about it."""

    page: Page
    base: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def elsewhere(self) -> list[str]:
        """Return what was asked for outside the site."""
        return [url for url in self.requests if not url.startswith(self.base)]

    def go(self, path: str) -> None:
        """Open a page of the site, and give late scripts a moment."""
        self.page.goto(self.base + path)
        self.page.wait_for_timeout(100)


@contextmanager
def watched(browser: Browser, base: str, width: int = 1280, scheme: Scheme = "light") -> Iterator[Watched]:
    """Yield a new page whose every request, complaint and dialog is on record."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    seen = Watched(page, base)
    context.on("request", lambda request: seen.requests.append(request.url))
    page.on("console", lambda message: seen.complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: seen.complaints.append(f"error: {error}"))
    page.on("dialog", lambda dialog: seen.complaints.append(f"dialog: {dialog.message}"))
    try:
        yield seen
    finally:
        context.close()
