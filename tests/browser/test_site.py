"""The site in Chromium, opened as files and from a server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Watched, opened, watched

pytestmark = pytest.mark.browser


@pytest.fixture(name="seen", params=["file", "http"])
def _seen(request: pytest.FixtureRequest, browser: Browser, sample: Path) -> Iterator[Watched]:
    with opened(sample, request.param) as base, watched(browser, base) as seen:
        yield seen
        assert seen.elsewhere() == []
        assert seen.complaints == []
        assert len(seen.requests) > 5


def _search(seen: Watched, words: str) -> None:
    box = seen.page.locator(".md-search__input")
    box.click()
    box.press_sequentially(words)
    # The search listens to keys; letters from outside the keyboard's layout come without one.
    box.press("End")


def test_home_brings_the_day(seen: Watched) -> None:
    seen.go("index.html")
    expect(seen.page.locator("h1")).to_have_text("Monday 23 November")
    expect(seen.page).to_have_title("Today - Sam's people")
    for heading in ("You promised", "This week", "Reconnect", "Birthdays", "Reminders to come", "Lately"):
        expect(seen.page.get_by_role("heading", name=heading, exact=True)).to_be_visible()


def test_a_card_leads_to_its_person_and_its_button_copies(seen: Watched) -> None:
    seen.go("index.html")
    card = seen.page.locator(".nk-stretch").first
    name = card.locator(".nk-name").inner_text()
    card.get_by_role("button", name="Copy").click()
    expect(card.get_by_role("button")).to_have_text("Copied")
    expect(seen.page.locator("h1")).to_have_text("Monday 23 November")
    card.click(position={"x": 6, "y": 6})
    expect(seen.page.locator("h1")).to_have_text(name)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-23T23:00", ""),
        ("2026-11-24T00:30", "Made on Monday 23 November, 1 day ago: netkeep site build"),
        ("2026-11-30T12:00", "Made on Monday 23 November, 7 days ago: netkeep site build"),
    ],
)
def test_a_page_says_when_it_was_made_once_its_day_is_over(seen: Watched, now: str, words: str) -> None:
    seen.page.clock.set_fixed_time(now)
    seen.go("index.html")
    expect(seen.page.locator(".nk-stale")).to_have_text(words)
    expect(seen.page.locator(".nk-stale")).to_be_visible(visible=bool(words))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("prosser", "Bethan Prosser"),
        ("Dwyer", "Aoife Ní Dhuibhir"),
        ("akerblom", "Nils Åkerblom"),
        ("花子", "佐藤 花子"),
        ("aberystwyth", "Bethan Prosser"),
        ("chip shop", "Callum Reay"),
    ],
)
def test_a_person_is_reached_through_the_search(seen: Watched, words: str, name: str) -> None:
    seen.go("index.html")
    _search(seen, words)
    seen.page.locator(".md-search-result__item a", has_text=name).first.click()
    expect(seen.page.locator("h1")).to_have_text(name)


def test_tags_and_organisations_are_found_too(seen: Watched) -> None:
    seen.go("index.html")
    _search(seen, "northbeck utilities")
    seen.page.locator(".md-search-result__item a").first.click()
    expect(seen.page.locator("h1")).to_have_text("Northbeck Utilities")
    expect(seen.page.get_by_role("heading", name="There now")).to_be_visible()


def test_every_link_of_a_persons_page_leads_somewhere(seen: Watched) -> None:
    seen.go("people/bethan-prosser.html")
    address = "all => all.map((one) => new URL(one.getAttribute('href'), location).href)"
    links = seen.page.locator("article a").evaluate_all(address)
    inside = sorted({link.partition("#")[0] for link in links if link.startswith(seen.base)})
    assert len(inside) > 10
    for link in inside:
        seen.page.goto(link)
        expect(seen.page.locator(".nk h1")).to_be_visible()


def test_the_table_filters_without_accents_and_counts(seen: Watched) -> None:
    seen.go("people.html")
    rows = seen.page.locator("[data-nk-table] tbody tr:visible")
    everyone = rows.count()
    seen.page.get_by_label("Filter").fill("NÍ dhuibhir galway")
    expect(rows).to_have_count(1)
    expect(seen.page.locator("[data-nk-count]")).to_have_text(f"1 of {everyone}")
    seen.page.get_by_label("Filter").fill("nobody at all")
    expect(rows).to_have_count(0)
    expect(seen.page.get_by_text("Nobody fits.")).to_be_visible()
    seen.page.get_by_label("Filter").fill("")
    expect(rows).to_have_count(everyone)


def test_the_table_sorts_both_ways_with_the_empty_last(seen: Watched) -> None:
    seen.go("people.html")
    last = seen.page.get_by_role("button", name="Last contact")
    cells = seen.page.locator("[data-nk-table] tbody td:nth-child(4)")
    last.click()
    dates = cells.evaluate_all("all => all.map(one => one.dataset.key)")
    known = [one for one in dates if one]
    assert dates == sorted(known, reverse=True) + [""] * (len(dates) - len(known))
    expect(seen.page.locator("th", has=last)).to_have_attribute("aria-sort", "descending")
    last.click()
    assert cells.evaluate_all("all => all.map(one => one.dataset.key)") == sorted(known) + [""] * (
        len(dates) - len(known)
    )


def test_the_colours_can_be_chosen_and_are_kept(seen: Watched) -> None:
    seen.go("index.html")
    body = seen.page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    seen.page.get_by_title("Switch to dark").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    seen.go("people.html")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


def test_dark_follows_the_system(browser: Browser, sample: Path) -> None:
    with opened(sample, "file") as base, watched(browser, base, scheme="dark") as seen:
        seen.go("index.html")
        expect(seen.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("width", [320, 390, 768])
def test_nothing_is_wider_than_the_screen(browser: Browser, sample: Path, width: int) -> None:
    pages = (
        "index.html",
        "people.html",
        "people/bethan-prosser.html",
        "orgs/northbeck.html",
        "jobs/northbeck-2025.html",
    )
    with opened(sample, "file") as base, watched(browser, base, width) as seen:
        for page in pages:
            seen.go(page)
            assert seen.page.evaluate("document.documentElement.scrollWidth") <= width


def test_pages_say_what_they_have_to_without_scripts(browser: Browser, sample: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((sample / "people.html").as_uri())
    expect(page.locator("[data-nk-table] tbody tr")).not_to_have_count(0)
    expect(page.get_by_label("Filter")).to_be_hidden()
    page.get_by_role("link", name="Bethan Prosser").click()
    expect(page.locator("h1")).to_have_text("Bethan Prosser")
    context.close()
