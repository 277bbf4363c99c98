"""A page's mark is another where the page is, and hardly ever else; one taken over is the one that is found anew."""

import random
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.generate import TODAY, write_vault
from netkeep.site.make import make
from netkeep.site.page import Page
from netkeep.store.again import Shelf
from netkeep.store.load import load
from tests.site.test_incremental import _EDITS
from tests.vaults import make_vault

_PEOPLE = 24


def _pages(vault: Path, shelf: Shelf | None = None) -> dict[str, Page]:
    return {page.path: page for page in make(vault, TODAY, shelf.load if shelf else load).pages}


def _drawn(pages: Mapping[str, Page]) -> dict[str, tuple[str, str, str | None]]:
    return {path: (page.title, page.html, page.search) for path, page in pages.items()}


def _marked(pages: Mapping[str, Page]) -> dict[str, str]:
    return {path: page.key for path, page in pages.items() if page.key}


@pytest.mark.parametrize("seed", range(4))
def test_marks_tell_pages_apart_and_are_taken_over_as_they_would_be_found(tmp_path: Path, seed: int) -> None:
    draw, shelf, vault = random.Random(seed), Shelf(), tmp_path / "vault"  # noqa: S311 - repeatable, not secret
    write_vault(_PEOPLE, vault, seed)
    pages = _pages(vault, shelf)
    marked, drawn = _marked(pages), _drawn(pages)
    for _ in range(8):
        path = draw.choice(sorted((vault / "people").iterdir()))
        draw.choice(_EDITS)(path, draw)
        pages = _pages(vault, shelf)
        now, then, before, marked, drawn = _drawn(pages), drawn, marked, _marked(pages), _drawn(pages)
        assert marked == _marked(_pages(vault))
        alike = [path for path, mark in marked.items() if before.get(path) == mark]
        assert {path: then[path] for path in alike} == {path: now[path] for path in alike}


_VAULT = {
    "people/ada.md": "---\nname: Ada\ntags: [data]\nroles: [{org: Acme}]\nknows: [bob]\n---\n\nSee [[bob]].\n"
    "\n## Log\n\n- 2026-11-01 coffee with [[bob]]: Of [[dee]].\n",
    "people/bob.md": "---\nname: Bob\ntags: [data]\nintroduced_by: cyd\n---\n",
    "people/cyd.md": "---\nname: Cyd\nroles: [{org: Acme}]\n---\n\n## Log\n\n- 2026-10-01 call: Hello.\n",
    "people/dee.md": "---\nname: Dee\nroles: [{org: Umbrella}]\n---\n",
    "people/eve.md": "---\nname: Eve\nknows: [dee]\n---\n",
    "jobs/acme.md": "---\norg: Acme\nfrom: 2020\n---\n",
    "orgs/umbrella.md": "---\nname: Umbrella\n---\n\nAsk [them](../people/eve.md).\n",
}


def _made_again(tmp_path: Path, file: str, old: str, new: str) -> set[str]:
    vault, shelf = make_vault(tmp_path / "vault", _VAULT), Shelf()
    before = _marked(_pages(vault, shelf))
    path = vault / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    again = {path for path, mark in _marked(_pages(vault, shelf)).items() if before.get(path) != mark}
    return {path for path in again if "/" in path or path in {"orgs.md", "jobs.md", "tags.md"}}


_ADA, _BOB, _CYD, _DEE, _EVE = (f"people/{name}.md" for name in ("ada", "bob", "cyd", "dee", "eve"))
_ACME, _UMBRELLA, _JOB, _DATA = "orgs/acme.md", "orgs/umbrella.md", "jobs/acme.md", "tags/data.md"


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (_EVE, "knows: [dee]\n---\n", "knows: [dee]\n---\n\nMore.\n", {_EVE}),
        (_ADA, "See", "Ask", {_ADA}),
        (_ADA, "Of [[dee]]", "On [[dee]]", {_ADA, _BOB}),
        (_CYD, "call: Hello", "call: Good day", {_CYD}),
        (_DEE, "name: Dee", "name: Dea", {_DEE, _ADA, _BOB, _EVE, _UMBRELLA, "orgs.md"}),
        (_EVE, "[dee]", "[{id: dee, how: a friend}]", {_EVE, _DEE}),
        (_UMBRELLA, "Ask", "Tell", {_UMBRELLA}),
        (_UMBRELLA, "---\n\n", "aliases: [Parasol]\n---\n\n", {_UMBRELLA}),
        (_BOB, "tags: [data]", "tags: [data, new]", {_BOB, "tags.md", "tags/new.md"}),
        (_JOB, "---\n", "---\ntags: [past]\n", {_JOB, "jobs.md", "tags.md", "tags/past.md"}),
    ],
)
def test_an_edit_makes_again_only_what_shows_it(
    tmp_path: Path, file: str, old: str, new: str, expected: set[str]
) -> None:
    assert _made_again(tmp_path, file, old, new) == expected
