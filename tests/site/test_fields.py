from pathlib import Path

import pytest

from netkeep.errors import ConfigError
from netkeep.model.schema import CONTACT
from netkeep.site.fields import BODY_FIELDS, PERSON_FIELDS
from netkeep.site.pages import make_pages
from netkeep.store.load import load
from tests.site.vaults import TODAY, made
from tests.vaults import make_vault

# One value a field, each with a word that stands nowhere else.
_FIELDS = {
    "aliases": ("aliases: [Lovelace]", "Lovelace"),
    "pronouns": ("pronouns: xe/xem", "xe/xem"),
    "emails": ("emails: [{address: ada@mail.example, label: atwork}]", "ada@mail.example"),
    "phones": ('phones: ["+44 20 7946 0018"]', "7946"),
    "links": ("links: {website: https://engine.example/ada}", "engine.example"),
    "location": ("location: Ockham Park", "Ockham"),
    "timezone": ("timezone: Europe/Lisbon", "Lisbon"),
    "birthday": ("birthday: 1985-06-07", "1985"),
    "dates": ("dates: [{name: Elopement, on: 2015-06-07, every: yearly}]", "Elopement"),
    "tags": ("tags: [poetry]", "poetry"),
    "roles": ("roles: [{org: Analytical Ltd, title: Enchantress, from: 2020}]", "Enchantress"),
    "worked_with": ("worked_with: [{job: acme-2023, as: vendor}]", "vendor"),
    "introduced_by": ("introduced_by: bob", "Introduced by"),
    "knows": ("knows: [{id: bob, how: chess}]", "chess"),
    "cadence": ("cadence: 11 days", "11 days"),
    "archived": ("archived: gone sailing", "archived"),
    "body": ("", "Numbers"),
    "log": ("", "Waltzed"),
    "reminders": ("", "Punchcards"),
}
_NEVER = {
    "addresses": ("addresses: [{street: Gasometer Row, city: Ockham}]", "Gasometer"),
    "paused_until": ("paused_until: 2031-01-02", "2031"),
    "check_ignore": ("check_ignore: [NK777]", "NK777"),
    "x": ("x: {shoe: Gaiter}", "Gaiter"),
    "private": ("private: false", "private"),
}
_BODY = """
Numbers, mostly.

- [ ] 2024-06-07 Punchcards
- [x] 2024-06-01 Tickedoff

## Log

- 2024-02-20 dance: Waltzed.
"""


def _vault(front: str, settings: str = "", body: str = _BODY) -> dict[str, str]:
    return {
        "netkeep.toml": f"format = 1\n[log]\nkinds = {{ dance = true }}\n{settings}",
        "people/ada.md": f"---\nname: Ada\n{front}\n---\n{body}",
        "people/bob.md": "---\nname: Bob\n---\n",
        "jobs/acme-2023.md": "---\norg: Acme\ntitle: Clerk\n---\n",
    }


def test_every_field_of_a_contact_is_either_shown_or_never() -> None:
    assert {"name", *PERSON_FIELDS, *_NEVER} == set(CONTACT.fields)
    assert set(_FIELDS) == {*PERSON_FIELDS, *BODY_FIELDS}


@pytest.mark.parametrize("field", _FIELDS)
def test_what_is_allowed_is_shown(tmp_path: Path, field: str) -> None:
    front, word = _FIELDS[field]
    assert word in made(tmp_path, _vault(front))["people/ada.md"]


@pytest.mark.parametrize("field", _FIELDS)
def test_what_is_hidden_is_nowhere(tmp_path: Path, field: str) -> None:
    front, word = _FIELDS[field]
    vault = load(make_vault(tmp_path, _vault(front, f'[site]\nhide = ["{field}"]\n')))
    pages = make_pages(vault, TODAY).pages
    found = [page.path for page in pages if word in page.html or word in (page.search or "") or word in page.title]
    assert found == []


@pytest.mark.parametrize("field", _NEVER)
def test_what_is_never_shown_is_nowhere(tmp_path: Path, field: str) -> None:
    front, word = _NEVER[field]
    pages = made(tmp_path, _vault(f"cadence: weekly\n{front}"))
    assert [path for path, text in pages.items() if word in text] == []


def test_why_someone_is_archived_and_what_is_done_stay_at_home(tmp_path: Path) -> None:
    text = "".join(made(tmp_path, _vault("archived: gone sailing")).values())
    assert "sailing" not in text
    assert "Tickedoff" not in text


def test_comments_in_files_are_not_published(tmp_path: Path) -> None:
    body = (
        "\nHello.\n\n<!-- a <b>Whisper</b> -->\n\n<!--\nWhisper\n-->\n\n## Log\n\n- 2024-01-01 note <!-- Whisper -->\n"
    )
    vault = load(make_vault(tmp_path, _vault("pronouns: she # Whisper", "", body)))
    pages = make_pages(vault, TODAY).pages
    assert [page.path for page in pages if "Whisper" in page.html or "Whisper" in (page.search or "")] == []


def test_what_a_job_and_an_organisation_keep_to_themselves(tmp_path: Path) -> None:
    files = {
        "jobs/acme.md": "---\norg: Acme\nfrom: 2023\nreview: 11-23\nsweep: 13 weeks\nx: {pay: Guinea}\n---\n",
        "orgs/acme.md": "---\nname: Acme\ndomains: [guinea.example]\nx: {pay: Guinea}\n---\n",
    }
    text = "".join(made(tmp_path, files).values()).casefold()
    assert [word for word in ("11-23", "13 weeks", "guinea") if word in text] == []


def test_the_owners_own_addresses_are_nowhere(tmp_path: Path) -> None:
    settings = '[owner]\nname = "Sam Owner"\nemails = ["sam@home.example"]\n'
    text = "".join(made(tmp_path, _vault("", settings)).values())
    assert "Sam Owner" not in text
    assert "sam@home.example" not in text


def test_a_paused_person_is_not_due_and_not_dated(tmp_path: Path) -> None:
    front = "cadence: weekly\npaused_until: 2024-06-05"
    pages = made(tmp_path, _vault(front, "", "\n## Log\n\n- 2024-02-20 coffee\n"))
    assert "Next catch-up" not in pages["people/ada.md"]
    assert "Reconnect" not in pages["index.md"]


def test_a_pause_that_is_over_is_forgotten(tmp_path: Path) -> None:
    front = "cadence: weekly\npaused_until: 2024-06-01"
    pages = made(tmp_path, _vault(front, "", "\n## Log\n\n- 2024-02-20 coffee\n"))
    assert "Any day now" in pages["people/ada.md"]
    assert "Reconnect" in pages["index.md"]


@pytest.mark.parametrize("field", ["cadence", "log"])
def test_a_catch_up_does_not_tell_what_is_hidden(tmp_path: Path, field: str) -> None:
    settings = f'[site]\nhide = ["{field}"]\n'
    pages = made(tmp_path, _vault("cadence: weekly", settings, "\n## Log\n\n- 2024-02-20 coffee\n"))
    assert "Reconnect" not in pages["index.md"]
    assert "Next catch-up" not in pages["people/ada.md"]


def test_a_hidden_field_that_nobody_has_is_refused(tmp_path: Path) -> None:
    vault = load(make_vault(tmp_path, _vault("", '[site]\nhide = ["phone"]\n')))
    with pytest.raises(ConfigError) as caught:
        make_pages(vault, TODAY)
    assert str(caught.value) == ("netkeep.toml: site.hide names no field of a contact: 'phone'; did you mean 'phones'?")


def test_the_name_cannot_be_hidden(tmp_path: Path) -> None:
    vault = load(make_vault(tmp_path, _vault("", '[site]\nhide = ["name"]\n')))
    with pytest.raises(ConfigError, match=r"site\.hide names no field of a contact: 'name'"):
        make_pages(vault, TODAY)
