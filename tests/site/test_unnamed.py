"""People named by an address or a number that is hidden: nothing of it is on the site, in any form."""

import re
from datetime import date
from pathlib import Path

import pytest

from netkeep.site.audit import forbidden_values
from netkeep.site.build import build_site
from netkeep.site.unnamed import has_telling_id, is_hidden_way, telling_ids
from netkeep.store.load import load
from tests.site.vaults import made
from tests.vaults import make_vault

_TODAY = date(2024, 6, 3)
_NUMBER, _ADDRESS = "people/442079460958.md", "people/canary-home-example.md"
_FILES = {
    _NUMBER: """---
name: "+44 20 7946 0958"
aliases: [020 7946 0958]
phones: ["+44 (0)20 7946 0958"]
roles: [{org: Acme Corp, title: Plumber, from: 2020}]
worked_with: [{job: acme-2023, as: vendor}]
tags: [trade]
knows: [ada-example]
cadence: weekly
---

Came with [[ada-example]].

- [ ] 2024-06-10 ring

## Log

- 2024-05-01 call with [[ada-example]]: Pipes.
""",
    _ADDRESS: """---
name: CANARY@home.example
emails: [canary@home.example]
introduced_by: '442079460958'
location: Leeds
---

## Log

- 2024-05-02 email
""",
    "people/ada-example.md": """---
name: Ada Example
introduced_by: canary-home-example
knows: [{id: '442079460958', how: pipes}]
---

See [[442079460958]], [[442079460958|+44 20 7946 0958]], [the plumber](442079460958.md) and [[canary-home-example]].

- [ ] 2024-06-11 ask [[canary-home-example|CANARY]] and [[442079460958]]

## Log

- 2024-05-03 coffee with [[442079460958]], [[canary-home-example]]: With [[442079460958|0207 946 0958]].
""",
    "jobs/acme-2023.md": """---
org: Acme Corp
from: 2023-04
---

[[442079460958]] came twice.

## Log

- 2024-01-01 meeting with [[442079460958]], [[canary-home-example]]
""",
}
_TOLD = re.compile(rb"[^a-z0-9]{0,3}".join([bytes([digit]) for digit in b"7946095"]) + rb"|canary", re.IGNORECASE)


def _settings(*hide: str) -> str:
    return f"format = 1\n[site]\nhide = {list(hide)}\n"


def test_not_a_byte_of_a_built_site_tells_them(tmp_path: Path) -> None:
    root = make_vault(tmp_path / "vault", {**_FILES, "netkeep.toml": _settings("phones", "emails")})
    site = build_site(root, _TODAY, tmp_path / "built")
    assert sorted(path.name for path in (site / "people").iterdir()) == [
        "ada-example.html",
        "unnamed-1.html",
        "unnamed-2.html",
    ]
    told = [
        str(path.relative_to(site))
        for path in site.rglob("*")
        if _TOLD.search(str(path.relative_to(site)).encode()) or (path.is_file() and _TOLD.search(path.read_bytes()))
    ]
    assert told == []


def test_they_are_shown_as_unnamed_and_stay_joined_to_the_others(tmp_path: Path) -> None:
    pages = made(tmp_path, {**_FILES, "netkeep.toml": _settings("phones", "emails")})
    ada = pages["people/ada-example.md"]
    link = '<a href="../people/unnamed-1.html" rel="noopener noreferrer">Unnamed</a>'
    assert f"See {link}, {link}, {link} and" in ada
    assert "Introduced by" in ada
    assert "<h1" in pages["people/unnamed-1.md"]
    assert "Plumber" in pages["people/unnamed-1.md"]
    assert "Written in" not in pages["people/unnamed-1.md"]
    assert "Written in <code>people/ada-example.md</code>" in ada


@pytest.mark.parametrize(
    ("hide", "names"),
    [
        ((), ["442079460958", "ada-example", "canary-home-example"]),
        (("phones",), ["ada-example", "canary-home-example", "unnamed-1"]),
        (("emails",), ["442079460958", "ada-example", "unnamed-1"]),
    ],
)
def test_a_name_follows_the_field_that_it_is_of(tmp_path: Path, hide: tuple[str, ...], names: list[str]) -> None:
    pages = made(tmp_path, {**_FILES, "netkeep.toml": _settings(*hide)})
    assert sorted(path[7:-3] for path in pages if path.startswith("people/")) == names


def test_an_id_that_a_file_has_is_given_to_nobody_else(tmp_path: Path) -> None:
    files = {**_FILES, "people/unnamed-1.md": "---\nname: Bo\n---\n", "netkeep.toml": _settings("phones")}
    assert "people/unnamed-2.md" in made(tmp_path, files)


def test_a_name_of_their_own_does_not_open_the_name_of_the_file(tmp_path: Path) -> None:
    plumber = _FILES[_NUMBER].replace('name: "+44 20 7946 0958"', "name: Bo Plumber")
    pages = made(tmp_path, {**_FILES, _NUMBER: plumber, "netkeep.toml": _settings("phones", "emails")})
    assert "Bo Plumber" in pages["people/unnamed-1.md"]
    assert not [path for path, text in pages.items() if _TOLD.search(f"{path} {text}".encode())]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("+44 20 7946 0958", "phone"),
        ("442079460958", "phone"),
        ("020-7946-0958", "phone"),
        ("canary@home.example", "hidden emails"),
        ("canary-home-example", "hidden id"),
    ],
)
def test_the_audit_knows_them(tmp_path: Path, text: str, kind: str) -> None:
    vault = load(make_vault(tmp_path, {**_FILES, "netkeep.toml": _settings("phones", "emails")}))
    assert kind in forbidden_values(vault).kinds(f"<p>{text}</p>")


@pytest.mark.parametrize(
    ("name", "number", "same"),
    [
        ("+44 20 7946 0958", "+44 20 7946 0958", True),
        ("020 7946 0958", "+442079460958", True),
        ("0044 20 7946 0958", "020 7946 0958", True),
        ("112", "112", True),
        ("12", "112", False),
        ("958", "+44 20 7946 0958", False),
        ("+44 20 7946 0959", "+44 20 7946 0958", False),
        ("Agent 442079460958", "+44 20 7946 0958", False),
    ],
)
def test_numbers_that_are_one(tmp_path: Path, name: str, number: str, *, same: bool) -> None:
    vault = load(make_vault(tmp_path, {"people/a.md": f'---\nname: "{name}"\nphones: ["{number}"]\n---\n'}))
    hide = frozenset({"phones"})
    assert is_hidden_way(vault.contacts["a"], name, hide) is same
    assert has_telling_id(vault.contacts["a"], hide) is same
    assert telling_ids(vault, hide) == (frozenset({"a"}) if same else frozenset())
    assert telling_ids(vault, frozenset()) == frozenset()
