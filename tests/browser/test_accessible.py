"""Every kind of page held against WCAG 2.2 AA by axe-core, light and dark; and the way through the site by keys alone.

axe-core comes from npm into a cache beside the other peers' environments; without npm these tests are skipped.
"""

import io
import json
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Scheme, Watched, opened, watched
from tests.browser.screenshots import PAGES
from tests.peers.conftest import ROOT

pytestmark = pytest.mark.browser

_AXE = "4.14.1"
_STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Light and dark differ by their colours alone.
_LOOKED_FOR = {"light": _STANDARDS, "dark": ["color-contrast", "link-in-text-block"]}


@pytest.fixture(name="axe", scope="session")
def _axe() -> str:
    kept = ROOT / ".cache" / "axe" / f"axe-{_AXE}.js"
    if not kept.exists():
        if shutil.which("npm") is None:
            pytest.skip("npm is not there, from which axe-core comes")
        kept.parent.mkdir(parents=True, exist_ok=True)
        packed = subprocess.run(
            ["npm", "pack", "--silent", f"axe-core@{_AXE}"],
            cwd=kept.parent,
            capture_output=True,
            text=True,
            check=False,
        )
        if packed.returncode:
            pytest.skip(f"npm does not give axe-core: {packed.stderr[-200:]}")
        archive = kept.parent / packed.stdout.strip().splitlines()[-1]
        with tarfile.open(fileobj=io.BytesIO(archive.read_bytes())) as tar:
            member = tar.extractfile("package/axe.min.js")
            assert member is not None
            kept.write_bytes(member.read())
    return kept.read_text(encoding="utf-8")


def _violations(found: dict[str, Any]) -> list[str]:
    return [
        f"{one['id']}: {node['target']} {json.dumps(node['any'][:1])[:300]}"
        for one in found["violations"]
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_is_closed_to_anyone(browser: Browser, sample: Path, axe: str, scheme: Scheme, width: int) -> None:
    with opened(sample, "file") as base, watched(browser, base, width, scheme) as seen:
        found = {}
        for name, path in PAGES.items():
            seen.go(f"{path}.html")
            seen.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            seen.page.evaluate(axe)
            result = seen.page.evaluate("(only) => window.axe.run(document, { runOnly: only })", _LOOKED_FOR[scheme])
            found[name] = _violations(result)
        assert {name: bad for name, bad in found.items() if bad} == {}


def test_a_tour_by_keys_alone(browser: Browser, sample: Path) -> None:
    """From the home page to the table, filtered and sorted; to a person; to the map, and through it to another."""
    with opened(sample, "http") as base, watched(browser, base) as seen:
        page = seen.page
        seen.go("index.html")
        _tab_to(seen, "a.md-tabs__link[href='people.html']")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("People")
        expect(page.get_by_label("Filter")).to_be_visible()
        _tab_to(seen, "#nk-filter")
        page.keyboard.type("northbeck bethan")
        expect(page.locator("[data-nk-table] tbody tr")).to_have_count(1)
        _tab_to(seen, "th[data-nk-sort='last'] button")
        page.keyboard.press("Enter")
        expect(page.locator("th[data-nk-sort='last']")).to_have_attribute("aria-sort", "descending")
        _tab_to(seen, "a.nk-name")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text("Bethan Prosser")
        _tab_to(seen, "details.nk-qr summary")
        page.keyboard.press("Enter")
        expect(page.locator("details.nk-qr svg[role=img]")).to_be_visible()
        _tab_to(seen, "svg.nk-around a")
        seen.go("map.html")
        _tab_to(seen, "a.nk-dot")
        before = page.evaluate("document.activeElement.getAttribute('href')")
        page.keyboard.press("ArrowRight")
        after = page.evaluate("document.activeElement.getAttribute('href')")
        assert after != before
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{after}")
        assert seen.complaints == []


def _tab_to(seen: Watched, selector: str) -> None:
    """Press Tab until what a selector names has the focus, and can be seen to have it."""
    for _ in range(80):
        seen.page.keyboard.press("Tab")
        if seen.page.evaluate("(wish) => document.activeElement.matches(wish)", selector):
            return
    pytest.fail(f"no number of tabs leads to {selector}")
