"""khard reads the folder of cards that we write."""

import sys
from pathlib import Path

import pytest

from tests.peers.cached import programs
from tests.peers.conftest import Run
from tests.vaults import make_vault

pytestmark = pytest.mark.peer

_CONFIG = """\
[addressbooks]
[[friends]]
path = {folder}

[general]
default_action = list

[contact table]
show_uids = no
"""
_GRACE = """\
---
name: Grace Sample
aliases: [Gracie]
emails: [grace@acme.example, {address: grace@home.example, label: home}]
phones: [{number: "+44 20 7946 0018", label: cell}]
links: {website: https://grace.example}
location: Leeds, UK
birthday: 1979-05-14
tags: [mentor]
roles: [{org: Acme Corp, title: VP Engineering, team: Platform}]
---

Trail runner; asks good questions.
"""


@pytest.mark.parametrize("version", ["4.0", "3.0"])
def test_khard_lists_and_shows_everybody(tmp_path: Path, run: Run, version: str) -> None:
    khard = programs("khard==0.22.0") / "khard"
    names = {"grace-sample": _GRACE}
    for person, name in {"jurgen": "Jürgen Schäfer", "yamada": "山田太郎", "van": "Ludwig van Beethoven, Jr."}.items():
        names[person] = f'---\nname: "{name}"\n---\n'
    vault = make_vault(tmp_path / "vault", {f"people/{person}.md": text for person, text in names.items()})
    folder = tmp_path / "cards"
    netkeep = (sys.executable, "-m", "netkeep", "--vault", vault)
    run(*netkeep, "export", "vcard", "--vdir", folder, "--version", version, cwd=tmp_path)
    config = tmp_path / "khard.conf"
    config.write_text(_CONFIG.format(folder=folder), encoding="utf-8")
    listed = run(khard, "--config", config, "list", "--parsable", "--fields", "formatted_name", cwd=tmp_path).stdout
    assert sorted(listed.splitlines()) == sorted(
        ["Grace Sample", "Jürgen Schäfer", "Ludwig van Beethoven, Jr.", "山田太郎"]
    )
    shown = run(khard, "--config", config, "show", "grace", cwd=tmp_path).stdout
    assert [line.strip() for line in shown.splitlines()] == [
        "Name: Grace Sample",
        "Full name: Grace Sample",
        "Kind: individual",
        "Organisation:",
        "-",
        "- Acme Corp",
        "- Platform",
        "Address book: friends",
        "Kind: individual",
        "General:",
        "Birthday: 05/14/79",
        "Nickname: Gracie",
        "Title: VP Engineering",
        "Phone",
        "cell: +44 20 7946 0018",
        "E-Mail",
        "home: grace@home.example",
        f"{'pref=1' if version == '4.0' else 'pref'}: grace@acme.example",
        "Address",
        "home:",
        "Leeds",
        "UK",
        "Miscellaneous",
        "UID: urn:uuid:7c68f694-4f89-51f7-ba4f-5dd6ca7f2370",
        "Categories: mentor",
        "Webpage: https://grace.example",
        "Note: Trail runner; asks good questions.",
    ]
