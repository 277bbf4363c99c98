"""What is made of a vault that is read again and again is what is made of it at first; what did not change is kept."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from netkeep.site.pages import Pages, make_pages
from netkeep.site.people_pages import IN_THE_PAGE
from netkeep.store.again import Shelf
from netkeep.store.load import load
from tests.site.vaults import TODAY
from tests.vaults import make_vault

_ADA = "people/ada.md"
_FILES = {
    _ADA: "---\nname: Ada\ntags: [data]\nroles: [{org: Acme}]\n---\n\nKnows zebras.\n\n## Log\n\n- 2024-05-20 call\n",
    "people/bob.md": "---\nname: Bob <b>\naliases: [Robert]\ntags: [data, tea]\n---\n\nKnows zebras, too.\n",
    "people/cyd.md": "---\nname: Cyd\nroles: [{org: Initech}]\n---\n\nKnows a walrus.\n",
    "jobs/acme-2023.md": "---\norg: Acme\ntitle: Engineer\nfrom: 2020\n---\n\nA narwhal.\n",
    "orgs/initech.md": "---\nname: Initech\n---\n\nHad a gnu.\n",
}
# Each changes the files as they are at first, in one way.
_EDITS: dict[str, Callable[[dict[str, str]], None]] = {
    "a name": lambda files: _put(files, _ADA, "name: Ada", "name: Zoe"),
    "a name that comes first": lambda files: _put(files, "people/cyd.md", "name: Cyd", "name: Aaron"),
    "a log": lambda files: _put(
        files, _ADA, "- 2024-05-20", "- 2024-06-01 coffee with [[bob]]: An okapi.\n- 2024-05-20"
    ),
    "a word less": lambda files: _put(files, _ADA, "Knows zebras.", "Knows."),
    "the only one of a word": lambda files: _put(files, "people/cyd.md", "walrus", "zebra"),
    "a tag": lambda files: _put(files, _ADA, "tags: [data]", "tags: [data, apes]"),
    "the last of a tag": lambda files: _put(files, "people/bob.md", "[data, tea]", "[data]"),
    "another organisation": lambda files: _put(files, _ADA, "org: Acme", "org: Aardvark"),
    "the other organisation": lambda files: _put(files, _ADA, "org: Acme", "org: Initech"),
    "somebody gone": lambda files: files.__delitem__(_ADA),
    "somebody private": lambda files: _put(files, _ADA, "tags:", "private: true\ntags:"),
    "somebody new": lambda files: files.update({"people/abe.md": "---\nname: Abe\n---\n\nKnows zebras.\n"}),
    "a job that ended": lambda files: _put(files, "jobs/acme-2023.md", "from: 2020", "from: 2020\nto: 2021"),
    "a job of another name": lambda files: _put(files, "jobs/acme-2023.md", "Engineer", "Baker"),
    "an alias": lambda files: _put(files, "orgs/initech.md", "name: Initech", "name: Initech\naliases: [Acme]"),
    "notes on an organisation": lambda files: _put(files, "orgs/initech.md", "gnu", "gnu and an emu"),
    "what is hidden": lambda files: files.update({"netkeep.toml": 'format = 1\n[site]\nhide = ["roles"]\n'}),
    "nothing": lambda _: None,
}


def _put(files: dict[str, str], path: str, before: str, after: str) -> None:
    assert before in files[path]
    files[path] = files[path].replace(before, after)


def _save(root: Path, files: Mapping[str, str], hour: int) -> Path:
    """Write the files that are not so already, as if that were long ago."""
    had = {path.relative_to(root).as_posix(): path.read_text() for path in root.rglob("*.md")}
    for path in had.keys() - files.keys():
        (root / path).unlink()
    new = {path: text for path, text in {"netkeep.toml": "format = 1\n", **files}.items() if had.get(path) != text}
    make_vault(root, new)
    for path in new:
        os.utime(root / path, ns=(10**18 + hour * 3600 * 10**9 + 1,) * 2)
    return root


def _made(pages: Pages) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Give data and search in their order, and the pages with everybody in them."""
    words = {page.path: page.search or "" for page in pages.pages}
    files = [*pages.data.items(), *pages.search(words.__getitem__).items()]
    return files, {page.path: page.html for page in pages.pages if page.path in {"people.md", "everyone.md"}}


def _keys(pages: Pages) -> dict[str, str]:
    return {page.path: page.key for page in pages.pages if page.path in {"people.md", "everyone.md"}}


@pytest.mark.parametrize("name", _EDITS)
def test_what_goes_on_is_what_begins(tmp_path: Path, name: str) -> None:
    shelf, files = Shelf(), dict(_FILES)
    _EDITS[name](files)
    for hour, turn in enumerate((_FILES, files, _FILES, {**files, "people/eve.md": "---\nname: Eve\n---\n"})):
        root = _save(tmp_path, turn, hour)
        goes_on, begins = make_pages(shelf.load(root), TODAY), make_pages(load(root), TODAY)
        assert _made(goes_on) == _made(begins)
        assert _keys(goes_on) == _keys(begins)


def test_a_script_without_a_changed_word_is_the_same_object(tmp_path: Path) -> None:
    shelf, files = Shelf(), dict(_FILES)
    before, _ = _made(make_pages(shelf.load(_save(tmp_path, files, 0)), TODAY))
    _put(files, _ADA, "zebras", "okapis")
    after, _ = _made(make_pages(shelf.load(_save(tmp_path, files, 1)), TODAY))
    known = dict(before)
    new = {path for path, text in after if known.get(path) is not text}
    assert new == {"data/people.js", "search/names.js", "search/ze.js", "search/ok.js"}


def test_pages_of_everybody_have_the_mark_of_what_they_say(tmp_path: Path) -> None:
    files = {f"people/p{number:03}.md": f"---\nname: P{number:03}\n---\n" for number in range(IN_THE_PAGE + 1)}
    begun = _keys(make_pages(load(_save(tmp_path, files, 0)), TODAY))
    # Whoever comes last is only in the list, and what they did is not even there.
    last = f"people/p{IN_THE_PAGE}.md"
    files[last] += "\n## Log\n\n- 2024-05-20 call: Hi.\n"
    assert _keys(make_pages(load(_save(tmp_path, files, 1)), TODAY)) == begun
    _put(files, last, "name: P", "name: Q")
    renamed = _keys(make_pages(load(_save(tmp_path, files, 2)), TODAY))
    assert {path for path in begun if begun[path] != renamed[path]} == {"everyone.md"}
    files["people/p000.md"] += "\n## Log\n\n- 2024-05-20 call: Hi.\n"
    assert _keys(make_pages(load(_save(tmp_path, files, 3)), TODAY))["people.md"] != begun["people.md"]
