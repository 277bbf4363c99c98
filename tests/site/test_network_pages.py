"""Today's five minutes, an organisation's helpers, a job's stake and plan, the map, the time line, health."""

import re
from datetime import date, timedelta
from html import unescape
from math import hypot
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkeep import resources
from netkeep.agenda.agenda import DEFAULT_WINDOW, agenda
from netkeep.site.map_page import MOST
from netkeep.site.pictures.columns import columns
from netkeep.site.pictures.heat import heat
from netkeep.site.pictures.layout import clusters, sunflower
from netkeep.site.view import AHEAD
from netkeep.store.load import load
from netkeep.words import join_words
from tests.site.vaults import PRIVATE, TODAY, made

_VAULT = {
    "people/ada.md": """---
name: Ada
emails: [{address: ada@acme.example, label: work}]
roles: [{org: Acme, title: Head, from: 2021}]
worked_with: [{job: acme-2023, as: manager}]
---

## Log

- 2024-05-20 coffee with [[bob]]: Long.
- 2024-04-02 received recommendation
""",
    "people/bob.md": """---
name: Bob
emails: [bob@home.example]
roles: [{org: Initech, from: 2020}, {org: Acme, from: 2018, to: 2020}]
worked_with: [{job: acme-2023, as: peer}]
---

## Log

- 2024-03-01 asked recommendation
- 2024-02-01 call with [[ada]]
""",
    "people/cy.md": "---\nname: Cy\nknows: [ada]\nbirthday: --07-01\n---\n\n## Log\n\n- 2023-01-05 visit\n",
    "people/old.md": "---\nname: Old\narchived: gone\n---\n",
    "jobs/acme-2023.md": "---\norg: Acme\ntitle: Clerk\nfrom: 2023-04\nto: 2024-06-20\n---\n",
}


@pytest.fixture(name="pages")
def _pages(tmp_path: Path) -> dict[str, str]:
    return made(tmp_path, _VAULT)


def _commands(html: str) -> list[str]:
    return [unescape(text) for text in re.findall(r"<code data-nk-copy>([^<]*)</code>", html)]


def test_whatever_stands_on_today_has_what_to_type(pages: dict[str, str]) -> None:
    assert _commands(pages["index.md"]) == [
        'netkeep log bob -k "asked recommendation"',
        "netkeep log cy -k message",
        "netkeep sweep acme-2023",
        'netkeep log ada -k "gave recommendation"',
    ]


def test_today_offers_five_minutes_where_no_sweep_is_due(tmp_path: Path) -> None:
    job = "---\norg: Acme\ntitle: Clerk\nfrom: 2023-04\n---\n\n## Log\n\n- 2024-06-01 sweep\n"
    html = made(tmp_path, {**_VAULT, "jobs/acme-2023.md": job})["index.md"]
    assert "Five minutes?" in html
    assert "netkeep sweep acme-2023" in _commands(html)


def test_of_a_person_and_of_a_reminder_too(tmp_path: Path) -> None:
    text = "---\nname: Di\n---\n\n- [ ] 2024-06-02 call her\n- [ ] 2024-07-01 write\n"
    pages = made(tmp_path, {"people/di.md": text, "people/old.md": "---\nname: Old\narchived: gone\n---\n"})
    assert _commands(pages["people/di.md"]) == [
        "netkeep done di 2024-06-02",
        "netkeep done di 2024-07-01",
        "netkeep log di -k coffee",
        'netkeep remind di 3w "…"',
        "netkeep edit di",
    ]
    assert _commands(pages["people/old.md"]) == ["netkeep edit old"]
    assert '<span class="nk-badge nk-badge--warm">overdue</span>' in pages["people/di.md"]


def test_what_is_overdue_comes_first_and_the_week_after_it_names_nobody_again(tmp_path: Path) -> None:
    late = "---\nname: Late\n---\n\n- [ ] 2024-06-02 call her\n"
    soon = "---\nname: Soon\n---\n\n- [ ] 2024-06-06 write to him\n"
    html = made(tmp_path, {"people/late.md": late, "people/soon.md": soon})["index.md"]
    promised, week = html.split('<h2 id="this-week">')
    assert promised.count("people/late.html") == 1
    assert "overdue" in promised
    assert "people/late.html" not in week
    assert week.count("write to him") == 1
    assert _commands(html) == ["netkeep done late", "netkeep done soon"]


def test_a_week_of_more_than_seven_promises_counts_the_rest(tmp_path: Path) -> None:
    text = "---\nname: P\n---\n\n- [ ] 2024-06-05 write\n"
    html = made(tmp_path, {f"people/p{number}.md": text for number in range(9)})["index.md"]
    assert html.count("nk-stretch") == 7
    assert '<p class="nk-soft">And 2 more promises:</p>' in html
    assert "netkeep due --kind reminder" in _commands(html)


@pytest.mark.parametrize("hide", ["log", "cadence"])
def test_there_is_no_week_where_what_it_goes_by_is_hidden(tmp_path: Path, hide: str) -> None:
    html = made(tmp_path, {**_VAULT, "netkeep.toml": f'format = 1\n[site]\nhide = ["{hide}"]\n'})["index.md"]
    assert "This week" not in html


def test_who_came_by_an_import_is_counted_with_what_to_type(tmp_path: Path) -> None:
    text = "---\nname: P\ntags: [to-triage]\n---\n"
    html = made(tmp_path, {f"people/p{number}.md": text for number in range(3)})["index.md"]
    assert "<p>3 people wait to be sorted, one key each, as many as you like at a time.</p>" in html
    assert "netkeep import --triage --limit 20" in _commands(html)


def test_today_offers_first_what_is_due_first(tmp_path: Path) -> None:
    log = "---\nname: Di\ncadence: weekly\n---\n\n## Log\n\n- 2024-01-01 call\n"
    html = made(tmp_path, {"people/di.md": log})["index.md"]
    assert "<code data-nk-copy>netkeep log di -k coffee</code>" in html


def test_today_tells_the_weeks_after_and_what_is_new(pages: dict[str, str]) -> None:
    html = pages["index.md"]
    assert '<h3>1 – 7 July</h3> <ul class="nk-week"> <li><a href="people/cy.html" dir="auto">Cy</a>' in html
    assert '<span class="nk-soft">birthday, 1 July</span>' in html
    assert "<p>1 entry</p>" in html
    assert "<title>May 2024: 1 contact</title>" in html


def test_what_is_ahead_begins_where_the_agenda_of_the_day_ends() -> None:
    vault = load(resources.sample_vault())
    for days in range(0, 400, 29):
        today = date(2026, 1, 1) + timedelta(days)
        until = DEFAULT_WINDOW.after(today)
        assert agenda(vault, today) == tuple(due for due in agenda(vault, today, AHEAD) if due.on <= until)


def test_an_organisation_says_who_knows_someone_there(pages: dict[str, str]) -> None:
    html = pages["orgs/acme.md"]
    there = html[html.index("Knows someone there") :]
    assert (
        '<a class="nk-name" href="../people/cy.html" dir="auto">Cy</a> <span class="nk-soft" dir="auto">knows Ada'
        in there
    )


def test_a_job_says_what_is_missing_asked_at_stake_and_to_do(pages: dict[str, str]) -> None:
    html = pages["jobs/acme-2023.md"]
    assert '<span class="nk-badge nk-badge--warm">ends in 2 weeks</span>' in html
    assert "<b>1</b> of 2 could still be reached, and had contact with you in the last 2 years." in html
    assert "<summary>1 reached through the employer alone, or not at all</summary>" in html
    assert '<span class="nk-cover__name">Vendors</span><span class="nk-soft">nobody yet</span>' in html
    assert '<span class="nk-cover__name">Team</span><span class="nk-soft">2 of 2 in touch</span>' in html
    assert (
        "Ask whether you may name them as a reference, and give a recommendation in return, and ask for a private"
        " address, a number or a profile; your manager"
    ) in html
    assert "Ask again about the recommendation; your peer" in html
    assert html.index("<h3>Received</h3>") < html.index("Ada", html.index("<h3>Received</h3>"))


@pytest.mark.parametrize("field", ["log", "roles", "worked_with"])
def test_what_speaks_of_a_hidden_field_is_not_told_of_a_job(tmp_path: Path, field: str) -> None:
    html = made(tmp_path, {**_VAULT, "netkeep.toml": f'format = 1\n[site]\nhide = ["{field}"]\n'})["jobs/acme-2023.md"]
    assert "If it ended today" not in html
    assert "Before it ends" not in html


@pytest.mark.parametrize("field", ["emails", "phones", "links"])
def test_who_has_no_address_is_not_told_where_addresses_are_hidden(tmp_path: Path, field: str) -> None:
    html = made(tmp_path, {**_VAULT, "netkeep.toml": f'format = 1\n[site]\nhide = ["{field}"]\n'})["jobs/acme-2023.md"]
    assert "could still be reached" in html
    assert "employer alone" not in html
    assert "private address" not in html


def test_the_map_has_everybody_who_is_not_archived_and_a_list_of_them(pages: dict[str, str]) -> None:
    html = pages["map.md"]
    assert re.findall(r'href="([^"]*)" class="nk-dot nk-dot--(\d)" data-find="([^"]*)" data-of="([^"]*)"', html) == [
        ("people/ada.html", "3", "ada head, acme acme", "1 2"),
        ("people/cy.html", "2", "cy  ", "0"),
        ("people/bob.html", "3", "bob initech initech acme", "0"),
    ]
    assert '<path d="' in html
    assert len(re.findall(r"M-?\d+ -?\d+L-?\d+ -?\d+", html)) == 2
    assert "Old" not in html
    assert '<h2><a href="orgs/acme.html" dir="auto">Acme</a></h2>' in html
    assert "<h2>Elsewhere</h2>" in html


def test_the_map_is_the_same_each_time(tmp_path: Path) -> None:
    assert made(tmp_path / "one", _VAULT)["map.md"] == made(tmp_path / "two", _VAULT)["map.md"]


def test_a_large_map_has_the_strongest_ties(tmp_path: Path) -> None:
    files = {f"people/p{number}.md": "---\nname: P\n---\n" for number in range(MOST)}
    html = made(tmp_path, {**_VAULT, **files})["map.md"]
    assert html.count('class="nk-dot ') == MOST
    assert "The 2000 people with the strongest ties, of 2003" in html
    assert "people/ada.html" in html


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(1, 60), min_size=1, max_size=20), st.data()
)
def test_no_two_islands_overlap(sizes: dict[str, int], data: st.DataObject) -> None:
    names = st.sampled_from(sorted(sizes))
    pairs = data.draw(st.dictionaries(st.tuples(names, names), st.integers(1, 9), max_size=10))
    common = {pair: weight for pair, weight in pairs.items() if pair[0] != pair[1]}
    placed = list(clusters(sizes, common, 15).values())
    assert len(placed) == len(sizes)
    for at, one in enumerate(placed):
        for other in placed[:at]:
            assert hypot(one.x - other.x, one.y - other.y) > (one.radius + other.radius) * 0.8


def test_dots_of_one_island_do_not_cover_each_other() -> None:
    spots = sunflower(80, 15.0)
    nearest = min(hypot(a.x - b.x, a.y - b.y) for at, a in enumerate(spots) for b in spots[:at])
    assert nearest > 15 * 0.7


def test_the_time_line_counts_each_contact_once(pages: dict[str, str]) -> None:
    html = pages["timeline.md"]
    assert '<p class="nk-soft">5 contacts</p>' in html
    assert "<title>May 2024: 1</title>" in html
    assert "<title>January 2023: 1</title>" in html
    assert [int(count) for count in re.findall(r'nk-heat__number--\d">(\d+)<', html)] == [1, 1, 1, 1, 1]
    assert html.index("May 2024 <span") < html.index("January 2023 <span")


def test_health_tells_findings_by_rule_and_what_people_have(pages: dict[str, str]) -> None:
    html = pages["health.md"]
    assert "Nothing is wrong." in html
    assert '<span class="nk-cover__name">A birthday</span><span class="nk-soft">25 %</span>' in html


def test_health_names_the_place_and_not_the_value(tmp_path: Path) -> None:
    html = made(tmp_path, {"people/ada.md": "---\nname: Ada\nbirthday: 1999-13-44\nphones: ['abc']\n---\n"})[
        "health.md"
    ]
    assert '<a href="people/ada.html">people/ada.md:3</a>' in html
    assert "1999-13-44" not in html
    assert 'class="nk-badge">NK' in html


@pytest.mark.parametrize(("field", "line"), [("phones", "phones: ['abc']"), ("birthday", "birthday: 1999-13-44")])
def test_health_does_not_speak_of_hidden_fields(tmp_path: Path, field: str, line: str) -> None:
    hidden = f'format = 1\n[site]\nhide = ["{field}"]\n'
    html = made(tmp_path, {"netkeep.toml": hidden, "people/ada.md": f"---\nname: Ada\n{line}\n---\n"})["health.md"]
    assert "people/ada.md:" not in html
    assert field.rstrip("s") not in html.casefold().replace("nk-", "")


def test_health_does_not_speak_of_private_people(tmp_path: Path) -> None:
    same_address = "---\nname: Bob Example\nemails: [CANARYMAIL@canary.example]\n---\n"
    pages = made(tmp_path, {**PRIVATE, "people/bob-example.md": same_address})
    assert "canary" not in pages["health.md"].casefold()
    assert "canarymail" in pages["people/bob-example.md"].casefold()


def test_pictures_of_nothing_are_no_pictures() -> None:
    assert (heat({}), columns([(TODAY, 0)], "x", ("a", "b")), columns([], "x", ("a", "b"))) == ("", "", "")


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], ""),
        (["Ada"], "Ada"),
        (["Ada", "Bo"], "Ada and Bo"),
        (["Ada", "Bo", "Cy", "Di", "Ed"], "Ada, Bo, Cy and 2 more"),
    ],
)
def test_names_in_a_row(names: list[str], words: str) -> None:
    assert join_words(names, 3) == words
