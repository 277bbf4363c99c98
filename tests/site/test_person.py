"""A person's page: the tie in words, favours, years of work, the people around, a card for a phone."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from netkeep.model.dates import PartialDate
from netkeep.model.people import Contact, Email, Phone, Role
from netkeep.site.cards import portrait
from netkeep.site.pages import make_pages
from netkeep.site.pictures.neighbourhood import neighbourhood
from netkeep.site.pictures.timebar import Bar, timebar
from netkeep.site.vcard import phone_card
from netkeep.store.load import load
from tests.site.vaults import PRIVATE, TODAY, made
from tests.vaults import make_vault

_ADA = """---
name: Ada Example
emails: [ada@mail.example]
phones: ["+44 20 7946 0018"]
roles: [{org: Acme, title: Engineer, from: 2021-05}, {org: Initech, from: 2016, to: 2021-04}]
worked_with: [{job: acme-2023, as: manager}]
introduced_by: bob
knows: [{id: cy, how: neighbours}]
---

![](../assets/people/ada.jpg)

## Log

- 2024-05-20 coffee with [[dot]], [[cy]]: Long.
- 2024-01-05 asked introduction
- 2023-12-04 received recommendation
- 2023-11-04 asked recommendation
- 2023-10-01 gave endorsement
"""
_VAULT = {
    "people/ada.md": _ADA,
    "people/bob.md": "---\nname: Bob\n---\n",
    "people/cy.md": "---\nname: Cy\nknows: [dot]\n---\n",
    "people/dot.md": "---\nname: Dot\n---\n",
    "jobs/acme-2023.md": "---\norg: Acme\ntitle: Clerk\nfrom: 2023-04\nto: 2024-03\n---\n",
}


@pytest.fixture(name="ada")
def _ada(tmp_path: Path) -> str:
    return made(tmp_path, _VAULT)["people/ada.md"]


def test_the_tie_is_said_in_words_and_shown_by_marks(ada: str) -> None:
    assert '<span class="nk-level nk-level--3"><span class="nk-level__marks" aria-hidden="true">' in ada
    assert '</span>Warm</span><span class="nk-soft">5 times in touch, last: coffee, 2 weeks ago</span>' in ada


def test_favours_are_told_newest_first_with_what_came_of_them(ada: str) -> None:
    deals = re.findall(r'nk-deal--(\w+)"><span class="nk-deal__sign" aria-hidden="true">(.)</span><span>([^<]*)', ada)
    assert deals == [
        ("waiting", "…", "Asked for an introduction, no answer yet"),
        ("received", "✓", "Received a recommendation"),
        ("gave", "→", "You gave an endorsement"),
    ]
    assert "4 December 2023, asked 4 November 2023" in ada


def test_the_people_around_are_joined_as_they_know_each_other(ada: str) -> None:
    edges = re.findall(r'class="nk-edge nk-edge--(\w+)"', ada)
    assert edges == ["far", "knows", "introduced", "together"]
    assert re.search(r'<a href="../people/cy.html" class="nk-hue-\d+"><title>Cy, neighbours</title>', ada)
    assert "<title>Bob, introduced them to you</title>" in ada
    assert "<title>Dot, met together 1 time</title>" in ada


def test_work_is_drawn_beside_the_owners_own(ada: str) -> None:
    bars = re.findall(r'class="nk-pic-label">([^<]*)</text><rect x="([\d.]+)%" y="\d+" width="([\d.]+)%"', ada)
    assert bars == [("Engineer, Acme", "62.5", "36.3"), ("Initech", "0", "62.5"), ("You: Clerk, Acme", "85", "11.7")]


def test_a_picture_in_assets_with_their_id_is_their_face(tmp_path: Path, ada: str) -> None:
    assert '<img class="nk-avatar nk-avatar--large" src="../pictures/people-ada-' in ada
    hidden = {**_VAULT, "netkeep.toml": 'format = 1\n[site]\nhide = ["body"]\n'}
    assert "pictures/" not in made(tmp_path / "hidden", hidden)["people/ada.md"]


@pytest.mark.parametrize(
    "prose",
    ["![](assets/bob.jpg)", "![](https://x.example/assets/ada.jpg)", "assets/ada.jpg", "![](assets/ada.svg)"],
)
def test_any_other_picture_is_nobodys_face(prose: str) -> None:
    from netkeep.model.body import Body

    assert portrait(Contact("ada", "Ada", body=Body(prose=prose))) is None


def test_a_card_for_a_phone() -> None:
    contact = Contact(
        "ada",
        "Ada; Example",
        emails=(Email("a@mail.example"),),
        phones=(Phone("+44 (0)20 7946 0018"),),
        roles=(Role("Acme, Ltd", "VP"),),
    )
    assert phone_card(contact, TODAY) == (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Ada\\; Example;;;;\r\nFN:Ada\\; Example\r\nORG:Acme\\, Ltd\r\nTITLE:VP\r\n"
        "TEL:+442079460018\r\nEMAIL:a@mail.example\r\nEND:VCARD"
    )
    assert phone_card(Contact("ada", "Ada"), TODAY) == ""


@pytest.mark.parametrize(("field", "word"), [("phones", "TEL:"), ("emails", "EMAIL:"), ("roles", "TITLE:")])
def test_a_hidden_field_is_not_on_the_card(tmp_path: Path, field: str, word: str) -> None:
    assert word in made(tmp_path / "shown", _VAULT)["people/ada.md"]
    hidden = {**_VAULT, "netkeep.toml": f'format = 1\n[site]\nhide = ["{field}"]\n'}
    page = made(tmp_path / "hidden", hidden)["people/ada.md"]
    assert "BEGIN:VCARD" in page
    assert word not in page


def test_nothing_private_is_in_the_data(tmp_path: Path) -> None:
    found = make_pages(load(make_vault(tmp_path, PRIVATE)), TODAY).data
    assert found
    assert [path for path, text in found.items() if "canary" in text.casefold()] == []


def test_the_data_of_people_is_a_script_that_says_what_the_rows_say(tmp_path: Path) -> None:
    data = make_pages(load(make_vault(tmp_path, _VAULT)), TODAY).data["data/people.js"]
    assert data.startswith('(window.netkeep=window.netkeep||{})["people"]={')
    found = json.loads(data[data.index("={") + 1 :].removesuffix(";\n"))
    assert [row[1] for row in found["rows"]] == ["Ada Example", "Bob", "Cy", "Dot"]
    assert found["rows"][0][7:] == [0, "Engineer", "", "2024-05-20", "2 weeks ago", 3, [], [0]]
    assert (found["orgs"], found["tags"], found["jobs"]) == ([["Acme", "orgs/acme.html"]], [], ["Clerk, Acme"])


def test_many_people_are_in_a_plain_list_as_well(tmp_path: Path) -> None:
    pages = made(tmp_path, {f"people/p{number}.md": "---\nname: P\n---\n" for number in range(201)})
    assert pages["people.md"].count("<tr>") == 201
    assert '<a href="everyone.html">All 201 as a plain list</a>' in pages["people.md"]
    assert pages["everyone.md"].count("<li>") == 201


def test_years_that_nobody_knows_are_not_drawn() -> None:
    assert timebar([Bar("Acme", None, None)], TODAY, "Work") == ""
    assert "nk-bar--open" in timebar([Bar("Acme", None, PartialDate(2020))], TODAY, "Work")
    assert 'width="0.8%"' in timebar(
        [Bar("A", PartialDate(1950), None), Bar("B", PartialDate(1990, 1, 1), PartialDate(1990, 1, 2))], TODAY, "W"
    )


def test_years_are_written_below_the_bars() -> None:
    bars = [Bar("Acme & Co", PartialDate(2021, 7), None), Bar("You: Clerk", None, PartialDate(2023), yours=True)]
    assert timebar(bars, date(2024, 6, 3), "Work") == (
        '<svg class="nk-timebar" role="img" aria-label="Work" width="100%" height="82"><g class="nk-pic-grid">'
        '<line x1="0%" x2="0%" y2="64"/><line x1="28.4%" x2="28.4%" y2="64"/><line x1="56.8%" x2="56.8%" y2="64"/>'
        '<line x1="85.2%" x2="85.2%" y2="64"/></g><g class="nk-pic-soft" text-anchor="middle">'
        '<text x="0%" y="76" text-anchor="start">2021</text><text x="28.4%" y="76">2022</text>'
        '<text x="56.8%" y="76">2023</text><text x="85.2%" y="76">2024</text></g>'
        '<text x="14.1%" y="12" class="nk-pic-label">Acme &amp; Co</text>'
        '<rect x="14.1%" y="17" width="83.1%" height="9" rx="3" class="nk-bar"/>'
        '<text x="28.4%" y="42" class="nk-pic-label">You: Clerk</text>'
        '<rect x="28.4%" y="47" width="56.7%" height="9" rx="3" class="nk-bar nk-bar--yours nk-bar--open"/></svg>'
    )


def test_a_role_to_come_is_drawn_too() -> None:
    assert "2031" in timebar([Bar("Acme", PartialDate(2031), None)], date(2024, 6, 3), "Work")


def test_nobody_around_is_no_picture() -> None:
    from netkeep.site.cards import card

    assert neighbourhood(card(Contact("ada", "Ada"), TODAY), (), (), "") == ""
