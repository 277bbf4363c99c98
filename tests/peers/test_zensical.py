"""The pages of 'netkeep export site', built by Zensical with the settings that docs/publishing.md gives."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from netkeep import resources
from netkeep.site.files import site_files
from netkeep.store.load import load
from tests.peers.cached import programs
from tests.peers.conftest import ROOT, Run
from tests.site.vaults import PRIVATE
from tests.vaults import make_vault

pytestmark = pytest.mark.peer

_PACKAGE = "zensical==0.0.73"


def _build(folder: Path, vault: Path, run: Run) -> tuple[dict[str, str], Path]:
    """Return the pages as they were exported, and the folder that Zensical made of them."""
    files = site_files(load(vault), date(2026, 11, 23))
    for path, data in files.items():
        (folder / "pages" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "pages" / path).write_bytes(data)
    settings = re.search(r"```yaml\n(.*?)```", (ROOT / "docs" / "publishing.md").read_text("utf-8"), re.DOTALL)
    assert settings
    (folder / "mkdocs.yml").write_text(settings[1], encoding="utf-8")
    run(programs(_PACKAGE) / "zensical", "build", "-f", "mkdocs.yml", cwd=folder)
    pages = {path: data.decode() for path, data in files.items() if path.endswith(".md")}
    return pages, folder / "out"


def test_every_page_is_made_word_for_word(tmp_path: Path, run: Run) -> None:
    pages, out = _build(tmp_path, resources.sample_vault(), run)
    made = {path.relative_to(out).as_posix() for path in out.rglob("*.html")}
    assert made == {path.removesuffix(".md") + ".html" for path in pages} | {"404.html"}
    for path, text in pages.items():
        block = text.split("---\n", 2)[2].strip()
        assert block in (out / path).with_suffix(".html").read_text("utf-8"), path


def test_nothing_is_loaded_from_elsewhere(tmp_path: Path, run: Run) -> None:
    _, out = _build(tmp_path, resources.sample_vault(), run)
    for path in out.rglob("*.html"):
        html = path.read_text("utf-8")
        assert re.findall(r'<(?:script|link|img|iframe)\b[^>]*(?:src|href)="?(?:https?:)?//[^>]*', html) == []


def test_no_private_person_is_in_any_file(tmp_path: Path, run: Run) -> None:
    _, out = _build(tmp_path, make_vault(tmp_path / "vault", PRIVATE), run)
    every = [path for path in out.rglob("*") if path.is_file()]
    assert len(every) > 10
    assert [path.name for path in every if b"canary" in path.read_bytes().lower()] == []


def test_the_search_has_what_the_pages_offer(tmp_path: Path, run: Run) -> None:
    pages, out = _build(tmp_path, resources.sample_vault(), run)
    found = json.loads((out / "search.json").read_text("utf-8"))
    places = {item["location"].partition("#")[0] for item in found["items"]}
    assert {path.removesuffix(".md") + ".html" for path in pages if path.startswith("people/")} <= places
