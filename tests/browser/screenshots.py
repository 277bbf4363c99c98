"""Pictures of the sample site, to look at: ``python -m tests.browser.screenshots FOLDER [PAGE ...]``.

Every page in light, dark and on a phone; those called ``site-PAGE.png`` are the ones in docs/images.
"""

import sys
import tempfile
from collections.abc import Collection
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from netkeep import resources
from netkeep.site.build import build_site
from tests.browser.conftest import FLAGS, TODAY, Scheme
from tests.conftest import CHROMIUM

PAGES = {
    "today": "index",
    "people": "people",
    "person": "people/bethan-prosser",
    "organisations": "orgs",
    "organisation": "orgs/northbeck",
    "jobs": "jobs",
    "job": "jobs/northbeck-2025",
    "tags": "tags",
    "tag": "tags/platform",
    "map": "map",
    "timeline": "timeline",
    "health": "health",
}
WAYS: dict[str, tuple[int, Scheme]] = {"light": (1280, "light"), "dark": (1280, "dark"), "phone": (390, "light")}
FOR_THE_DOCS = ("today", "person", "organisation", "job", "map")


def main(folder: Path, only: Collection[str]) -> None:
    """Build the sample's site, and take a picture of each page in each way, or ``only`` of some pages."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        site = build_site(resources.sample_vault(), TODAY, Path(home) / "site")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for way in WAYS:
            _take(browser, site, way, folder, only or PAGES)
        browser.close()


def _take(browser: Browser, site: Path, way: str, folder: Path, names: Collection[str]) -> None:
    width, scheme = WAYS[way]
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.clock.set_fixed_time(f"{TODAY.isoformat()}T09:00")  # else a page says that its day is over
    for name in (name for name in PAGES if name in names):
        page.goto((site / f"{PAGES[name]}.html").as_uri())
        page.wait_for_timeout(300)
        page.screenshot(path=folder / f"{name}-{way}.png", full_page=True)
        if name in FOR_THE_DOCS and way == "light":
            page.set_viewport_size({"width": 1100, "height": 760})
            page.screenshot(path=folder / f"site-{name}.png")
            page.set_viewport_size({"width": width, "height": 900})
    context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
