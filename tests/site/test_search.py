import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from netkeep.site.pages import make_pages
from netkeep.site.search.names import columns, entries, entry, short
from netkeep.site.search.notes import shard, shards, words
from netkeep.site.site import Site
from netkeep.site.view import view
from netkeep.store.load import load
from netkeep.store.vault import Vault
from tests.site.vaults import PRIVATE, TODAY
from tests.vaults import make_vault

_VAULT = {
    "people/ada-example.md": """---
name: Ada Example
aliases: [A. Sample, Ädchen]
tags: [data]
roles: [{org: Initech, from: 2016, to: 2020}, {org: Acme Corp, from: 2021}]
---

Knows the <b>chip shop</b>.

## Log

- 2024-05-20 coffee with [[bob]]: Zebra crossings.
""",
    "people/bob.md": "---\nname: Bob 花子\n---\n",
    "jobs/acme-2023.md": "---\norg: Acme Corp\ntitle: Engineer\n---\n\nA walrus.\n",
    "orgs/initech.md": "---\nname: Initech\naliases: [Old Initech]\n---\n\nHad a narwhal.\n",
}


def _files(root: Path, files: dict[str, str]) -> dict[str, Any]:
    """Return what each file of the search says."""
    found = _search(load(make_vault(root, files)))
    return {path: json.loads(text.partition("]=")[2].rstrip(";\n")) for path, text in found.items()}


def _search(vault: Vault) -> Mapping[str, str]:
    made = make_pages(vault, TODAY)
    words = {page.path: page.search or "" for page in made.pages}
    return made.search(words.__getitem__)


def test_what_the_first_file_says(tmp_path: Path) -> None:
    names = _files(tmp_path, _VAULT)["search/names.js"]
    assert {kind: names[kind] for kind in ("orgs", "tags", "jobs", "people")} == {
        "orgs": ["Acme Corp\nInitech", "", "\nOld Initech", "", ""],
        "tags": ["data", "", "", "", ""],
        "jobs": ["Engineer, Acme Corp", "acme-2023", "", "", ""],
        # What someone does now comes first among the organisations.
        "people": ["Ada Example\nBob 花子", "", "A. Sample|Ädchen", "0,1", "0"],
    }


def test_notes_are_found_with_whose_they_are(tmp_path: Path) -> None:
    files = _files(tmp_path, _VAULT)
    found = {word: steps for path, says in files.items() if path != "search/names.js" for word, steps in says.items()}
    # Acme, Initech, data, the job, Ada, Bob: 0 to 5.
    assert {word: found[word] for word in ("narwhal", "walrus", "zebra", "chip", "shop")} == {
        "narwhal": "1",
        "walrus": "3",
        "zebra": "4",
        "chip": "4",
        "shop": "4",
    }
    assert "b" not in found
    assert set(files["search/names.js"]["shards"].split()) == {Path(path).stem for path in files} - {"names"}


def test_private_people_are_not_in_it(tmp_path: Path) -> None:
    found = _search(load(make_vault(tmp_path, PRIVATE)))
    assert [path for path, text in found.items() if "canary" in text.casefold() or "zelda" in text.casefold()] == []


def test_it_is_the_same_each_time(tmp_path: Path) -> None:
    vault = load(make_vault(tmp_path, _VAULT))
    assert _search(vault) == _search(vault)
    assert all(path.startswith("search/") for path in _search(vault))


def test_scripts_hold_nothing_that_ends_them(tmp_path: Path) -> None:
    vault = load(make_vault(tmp_path, {"people/a.md": "---\nname: 'A </script><b>\u2028'\n---\n\n</script>\n"}))
    for path, text in _search(vault).items():
        assert text.isascii()
        assert "<" not in text, path


def test_entries_are_flat_lines(tmp_path: Path) -> None:
    vault = make_vault(tmp_path, {"people/a.md": '---\nname: "A\\tB\\nC"\naliases: ["x|y"]\n---\n'})
    [person] = entries(Site(view(load(vault), TODAY)))
    assert columns([person])[:3] == ("A B C", "a", "x y")


def test_columns_of_nothing() -> None:
    assert columns([]) == ()
    assert columns([entry("tags", "tags/a.md", "a")]) == ("a", "", "", "", "")


@pytest.mark.parametrize(("number", "text"), [(0, "0"), (35, "z"), (36, "10"), (46_655, "zzz"), (46_656, "1000")])
def test_numbers_are_short(number: int, text: str) -> None:
    assert short(number) == text
    assert int(text, 36) == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("O'Brien, Łódź & co.", ["brien", "lodz", "co"]),
        ("佐藤 花子 said hi", ["佐", "藤", "花", "子", "said", "hi"]),
        ("a 1 я x" * 1, ["я"]),
        ("w" * 40, ["w" * 24]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert list(words(text)) == expected


@pytest.mark.parametrize(("word", "name"), [("ada", "ad"), ("aя", "a_"), ("яd", "u11"), ("花", "u20a"), ("19", "19")])
def test_shards_are_named_by_beginnings(word: str, name: str) -> None:
    assert shard(word) == name


def test_numbers_of_a_word_are_told_by_steps() -> None:
    assert shards([(3, "ada bob"), (40, "Ada"), (41, "ADA ada")]) == {"ad": {"ada": "3 11 1"}, "bo": {"bob": "3"}}
