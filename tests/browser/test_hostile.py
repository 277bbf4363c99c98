"""What is planted in every field and body runs nothing and asks for nothing."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import opened, watched

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("way", ["file", "http"])
def test_nothing_planted_runs(browser: Browser, attacked: Path, way: str) -> None:
    with opened(attacked, way) as base, watched(browser, base) as seen:
        pages = sorted(file.relative_to(attacked).as_posix() for file in attacked.rglob("*.html"))
        assert len(pages) > 30
        for path in pages:
            seen.go(path)
            assert seen.page.evaluate("window.__pwned") is None
            assert str(1009 * 1009) not in seen.page.locator("body").inner_text()
        assert seen.elsewhere() == []
        assert seen.complaints == []


@pytest.mark.parametrize("way", ["file", "http"])
def test_nothing_planted_runs_in_the_results_of_a_search(browser: Browser, attacked: Path, way: str) -> None:
    with opened(attacked, way) as base, watched(browser, base) as seen:
        seen.go("index.html")
        box = seen.page.locator(".md-search__input")
        box.click()
        box.press_sequentially("link")
        expect(seen.page.locator(".md-search-result__item").first).to_be_visible()
        assert seen.page.evaluate("window.__pwned") is None
        assert seen.elsewhere() == []
        assert seen.complaints == []
