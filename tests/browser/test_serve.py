"""Serving the site, and seeing a saved contact without doing anything."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import watched
from tests.vaults import make_vault

pytestmark = pytest.mark.browser

_SERVE = """
import sys
from datetime import date
from pathlib import Path
from netkeep.site.serve import serve_site
serve_site(Path(sys.argv[1]), date(2024, 6, 3), int(sys.argv[2]))
"""
_PATIENCE = 30


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _wait_for(address: str) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310 - on this machine
                answer.read()
                return
        except urllib.error.URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


@pytest.fixture(name="served_vault")
def _served_vault(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    vault = make_vault(tmp_path / "vault", {"people/ada.md": "---\nname: Ada Before\n---\n"})
    port = _free_port()
    command = [sys.executable, "-c", _SERVE, str(vault), str(port)]
    env = {**os.environ, "NO_COLOR": "1"}
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}/")
            yield vault, f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()
            process.communicate()


def test_a_saved_contact_appears_by_itself(browser: Browser, served_vault: tuple[Path, str]) -> None:
    vault, base = served_vault
    with watched(browser, base) as seen:
        seen.go("people/ada.html")
        expect(seen.page.locator("h1")).to_have_text("Ada Before")
        (vault / "people" / "ada.md").write_text("---\nname: Ada After\n---\n")
        expect(seen.page.locator("h1")).to_have_text("Ada After", timeout=_PATIENCE * 1000)
        assert seen.elsewhere() == []
    assert not (vault / "site").exists()


def test_the_server_answers_to_its_own_name_alone(served_vault: tuple[Path, str]) -> None:
    request = urllib.request.Request(served_vault[1], headers={"Host": "evil.example"})  # noqa: S310 - on this machine
    with pytest.raises(urllib.error.HTTPError, match="403") as caught:
        urllib.request.urlopen(request)  # noqa: S310 - on this machine
    assert caught.value.read() == b"This site answers to the name of this machine alone.\n"
    caught.value.close()
