"""Keys of other programs at the top of the front matter: allowed, kept, and what ``publish: false`` does."""

import json
from pathlib import Path

import pytest

from netkeep.cli.main import run
from tests.vaults import make_vault

OBSIDIAN = """\
---
name: Ada Example
cssclasses: [person, wide]
publish: true
created: 2024-05-01T10:00
position: {start: {line: 0}}
rating: 5
---

Text.
"""
BOB = """\
---
name: Bob Sample
cssclasses: [person, dark]
publish: false
created: 2023-01-01
updated: 2023-02-02
---
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NETKEEP_TODAY", "2024-06-01")
    root = tmp_path / "vault"
    root.mkdir()
    monkeypatch.chdir(root)
    return root


def _run(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert run(list(arguments)) == code
    return capsys.readouterr().out


def test_they_are_no_finding_and_others_may_be_allowed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_vault(here, {"people/ada.md": OBSIDIAN, "jobs/acme.md": "---\norg: Acme\npublish: false\nposition: 1\n---\n"})
    assert _run(capsys, "check", "--no-show-source", code=1) == (
        "people/ada.md:7:1: NK201 unknown key 'rating'\n    your own keys go below x:\n"
        "2 files checked: 1 finding in 1 file.\n"
    )
    make_vault(here, {"netkeep.toml": '[check]\nallow-keys = ["rating"]\n'})
    assert _run(capsys, "check") == "2 files checked: no findings.\n"
    # They are allowed at the top alone: in a role, 'position' is what was to be 'title'.
    make_vault(
        here,
        {
            "people/ada.md": "---\nname: Ada\n---\n",
            "people/bob.md": "---\nname: Bob\nroles:\n  - {org: Acme, position: CTO}\n---\n",
        },
    )
    assert _run(capsys, "check", "--format", "concise", code=1) == (
        "people/bob.md:4:17: NK201 unknown key 'position' in roles[1]\n"
    )


def test_a_change_leaves_them_where_they_are(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_vault(here, {"people/ada.md": OBSIDIAN})
    _run(capsys, "set", "ada", "paused_until=2024-07-01")
    assert (here / "people/ada.md").read_text() == OBSIDIAN.replace("Example\n", "Example\npaused_until: 2024-07-01\n")


MERGED = """\
---
name: Ada Example
aliases: [Bob Sample]
x:
  also:
    created: "2023-01-01"
cssclasses: [person, wide, dark]
publish: false
created: 2024-05-01T10:00
position: {start: {line: 0}}
rating: 5
updated: 2023-02-02
---

Text.
"""


def test_merging_keeps_both(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_vault(here, {"people/ada.md": OBSIDIAN, "people/bob.md": BOB})
    _run(capsys, "merge", "ada", "bob")
    assert (here / "people/ada.md").read_text() == MERGED


@pytest.mark.parametrize("style", ["csv", "json"])
def test_an_export_brings_them_back(style: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    acme = "---\nname: Acme\ncover: a\n---\n"
    make_vault(here, {"people/ada.md": OBSIDIAN, "people/bob.md": BOB, "orgs/acme.md": acme})
    _run(capsys, "export", style, "--to", f"../all.{style}")
    other = here.parent / "other"
    make_vault(other, {})
    _run(capsys, "--vault", str(other), "import", style, f"../all.{style}")
    assert (
        (other / "people/ada.md").read_text()
        == """\
---
name: Ada Example
cssclasses: [person, wide]
publish: true
created: 2024-05-01T10:00
position:
  start:
    line: 0
rating: 5
---

Text.
"""
    )
    assert (other / "people/bob.md").read_text() == BOB
    if style == "json":
        assert (other / "orgs/acme.md").read_text() == acme


def test_the_schema_allows_them() -> None:
    schema = json.loads((Path(__file__).parents[2] / "docs/schema/person.json").read_text())
    assert schema["properties"]["publish"] == {
        "description": "false keeps a person off the site, and out of nothing else."
    }
    assert schema["properties"]["cssclasses"] == {"description": "Obsidian: classes for the look of the note."}


@pytest.mark.parametrize("said", ["false", "no", "'False'", "maybe", "[true]"])
def test_who_is_not_published_is_on_no_page_and_in_every_export(
    said: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hidden = f"---\nname: Zebulon Quagga\nphones: ['+44 20 7946 0001']\npublish: {said}\n---\n\nXylophone.\n"
    log = "## Log\n\n- 2024-05-01 call with [[zeb|Zeb]]\n"
    ada = f"---\nname: Ada Example\nknows: [zeb]\npublish:\n---\n\n[[zeb]]\n\n{log}"
    make_vault(here, {"people/zeb.md": hidden, "people/ada.md": ada})
    _run(capsys, "site", "build")
    pages = {path.name: path.read_bytes().lower() for path in (here / "site").rglob("*") if path.is_file()}
    assert "ada.html" in pages
    for canary in (b"zebulon", b"quagga", b"xylophone", b"7946", b"zeb.html", b"[[zeb"):
        assert [name for name, data in pages.items() if canary in data] == []
    for style in ("csv", "json", "vcard"):
        assert "Zebulon Quagga" in _run(capsys, "export", style)
    assert "Zebulon Quagga" in _run(capsys, "list")


def test_a_template_that_says_true_publishes(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_vault(here, {"people/ada.md": OBSIDIAN})
    _run(capsys, "site", "build")
    assert (here / "site/people/ada.html").is_file()
