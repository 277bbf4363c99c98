"""Pictures of the sample site, to look at: ``python -m tests.browser.screenshots FOLDER``.

Every page in light, dark and on a phone; ``site.png`` is the one in docs/images.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from netkeep import resources
from netkeep.site.build import build_site
from tests.browser.conftest import FLAGS, TODAY, Scheme
from tests.conftest import CHROMIUM

PAGES = {
    "home": "index",
    "people": "people",
    "person": "people/bethan-prosser",
    "organisations": "orgs",
    "organisation": "orgs/northbeck",
    "jobs": "jobs",
    "job": "jobs/northbeck-2025",
    "tags": "tags",
    "tag": "tags/platform",
}
WAYS: dict[str, tuple[int, Scheme]] = {"light": (1280, "light"), "dark": (1280, "dark"), "phone": (390, "light")}


def main(folder: Path) -> None:
    """Build the sample's site, and take a picture of each page in each way."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        site = build_site(resources.sample_vault(), TODAY, Path(home) / "site")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for way in WAYS:
            _take(browser, site, way, folder)
        browser.close()


def _take(browser: Browser, site: Path, way: str, folder: Path) -> None:
    width, scheme = WAYS[way]
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    for name, path in PAGES.items():
        page.goto((site / f"{path}.html").as_uri())
        page.wait_for_timeout(200)
        page.screenshot(path=folder / f"{name}-{way}.png", full_page=True)
        if (name, way) == ("home", "light"):
            page.screenshot(path=folder / "site.png")
    context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
