"""People, map, time line, print and a phone's card in Chromium: with scripts, and without."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from netkeep.site.build import build_site
from tests.browser.conftest import Watched, opened, watched
from tests.vaults import make_vault

pytestmark = pytest.mark.browser


@pytest.fixture(name="seen", params=["file", "http"])
def _seen(request: pytest.FixtureRequest, browser: Browser, sample: Path) -> Iterator[Watched]:
    with opened(sample, request.param) as base, watched(browser, base) as seen:
        yield seen
        assert seen.elsewhere() == []
        assert seen.complaints == []


def test_the_table_keeps_its_state_in_the_address(seen: Watched) -> None:
    seen.go("people.html#tag=water&tie=4&sort=-last")
    rows = seen.page.locator("[data-nk-table] tbody tr")
    expect(seen.page.locator("[data-nk-count]")).to_have_text(re.compile(r"^\d+ of 61$"))
    several = rows.count()
    assert 1 < several < 20
    expect(seen.page.locator("th[data-nk-sort='last']")).to_have_attribute("aria-sort", "descending")
    seen.page.get_by_label("Organisation").select_option("Northbeck Utilities")
    assert "org=Northbeck+Utilities" in seen.page.url
    seen.page.get_by_role("button", name="Clear").click()
    expect(rows).to_have_count(61)
    assert "#" not in seen.page.url


@pytest.mark.parametrize(
    ("field", "value"), [("Your job", "Platform engineer, Northbeck Utilities"), ("Last contact", "30")]
)
def test_the_table_filters_by_job_and_last_contact(seen: Watched, field: str, value: str) -> None:
    seen.go("people.html")
    expect(seen.page.locator("[data-nk-count]")).to_have_text("61 in all")
    seen.page.get_by_label(field).select_option(value)
    expect(seen.page.locator("[data-nk-count]")).to_have_text(re.compile(r"^\d+ of 61$"))


def test_the_map_finds_filters_and_comes_nearer(seen: Watched) -> None:
    seen.go("map.html")
    expect(seen.page.locator("a.nk-dot")).to_have_count(59)
    seen.page.get_by_label("Find on the map").fill("DHUIBHIR")
    expect(seen.page.locator("a.nk-dot:not(.nk-dot--out)")).to_have_count(1)
    expect(seen.page.get_by_role("status")).to_have_text("1 of 59")
    before = seen.page.locator(".nk-map").get_attribute("viewBox")
    seen.page.get_by_role("button", name="Closer").click()
    assert seen.page.locator(".nk-map").get_attribute("viewBox") != before
    seen.page.get_by_role("button", name="All of it").click()
    expect(seen.page.locator("a.nk-dot:not(.nk-dot--out)")).to_have_count(59)
    seen.page.locator("a.nk-dot[href='people/bethan-prosser.html']").click()
    expect(seen.page.locator("h1")).to_have_text("Bethan Prosser")


def test_the_time_line_shows_its_months(seen: Watched) -> None:
    seen.go("timeline.html")
    expect(seen.page.locator("svg.nk-heat")).to_be_visible()
    expect(seen.page.get_by_role("heading", name="November 2026")).to_be_visible()


def test_a_command_is_copied(seen: Watched) -> None:
    seen.go("index.html")
    seen.page.get_by_role("button", name="Copy").first.click()
    expect(seen.page.get_by_role("button", name=re.compile("Copied|Selected"))).to_be_visible()
    assert str(seen.page.evaluate("getSelection().toString()")).startswith("netkeep ")


def test_print_is_the_dossier_alone(browser: Browser, sample: Path) -> None:
    with opened(sample, "file") as base, watched(browser, base, scheme="dark") as seen:
        seen.page.emulate_media(media="print")
        seen.go("people/bethan-prosser.html")
        for gone in (".md-header", ".md-tabs", "details.nk-qr"):
            expect(seen.page.locator(gone)).to_be_hidden()
        expect(seen.page.locator("h1")).to_be_visible()
        assert seen.page.evaluate("getComputedStyle(document.querySelector('.nk-card')).backgroundColor") in {
            "rgb(255, 255, 255)",
            "rgba(0, 0, 0, 0)",
        }
        assert seen.page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1


def test_everything_can_be_read_without_scripts(browser: Browser, sample: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((sample / "map.html").as_uri())
    expect(page.locator("a.nk-dot")).to_have_count(59)
    page.locator("summary", has_text="As a list").click()
    expect(page.locator(".nk-names a", has_text="Bethan Prosser")).to_be_visible()
    page.goto((sample / "timeline.html").as_uri())
    expect(page.locator(".nk-entry").first).to_be_visible()
    page.goto((sample / "people" / "bethan-prosser.html").as_uri())
    expect(page.locator("svg.nk-timebar")).to_be_visible()
    expect(page.locator("details.nk-qr")).to_be_hidden()
    context.close()


def test_many_people_are_drawn_as_they_are_looked_at(browser: Browser, tmp_path: Path) -> None:
    files = {f"people/p{number:03}.md": f"---\nname: Person {number:03}\n---\n" for number in range(450)}
    site = build_site(make_vault(tmp_path / "vault", files), date(2024, 6, 3), tmp_path / "site")
    with opened(site, "file") as base, watched(browser, base) as seen:
        seen.go("people.html")
        rows = seen.page.locator("[data-nk-table] tbody tr")
        expect(rows).to_have_count(100)
        seen.page.keyboard.press("End")
        expect(rows).not_to_have_count(100)
        seen.page.get_by_label("Filter").fill("449")
        expect(rows).to_have_count(1)
        assert seen.complaints == []
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "people.html").as_uri())
    page.get_by_role("link", name="All 450 as a plain list").click()
    expect(page.locator(".nk-columns li")).to_have_count(450)
    context.close()
