"""The end of a build: what leaks goes, what only strayed in is named, and what was read once is not read again."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from netkeep.errors import RefusedError
from netkeep.site.audit import refuse_leaks
from netkeep.site.build import build_site
from netkeep.store.load import load
from tests.vaults import make_vault

ZELDA = "people/zelda-quill.md"
FILES = {"people/ada.md": "---\nname: Ada\n---\n", ZELDA: "---\nname: Zelda Quill\nprivate: true\n---\n"}


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    return make_vault(tmp_path / "vault", FILES)


@pytest.fixture(name="site")
def _site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    site.mkdir()
    site.chmod(0o755)
    (site / "a.html").write_text("<p>Ada</p>")
    (site / "b.html").write_text("<p>Zelda Quill</p>")
    return site


def test_what_leaks_is_taken_away_and_neither_shown_nor_named(root: Path, site: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        refuse_leaks(site, load(root), ["a.html", "b.html"])
    said = str(refused.value)
    assert said.startswith("the site did not pass its audit, and it was removed again:\n  b.html: private name: ")
    assert "Quill" not in said
    assert list(site.iterdir()) == []


def test_what_strayed_in_is_named_and_stays(root: Path, site: Path) -> None:
    (site / "b.html").write_text("<p>Bob</p>")
    with pytest.raises(RefusedError, match=r"nothing of the vault is in it:\n  b\.html: unlisted: "):
        refuse_leaks(site, load(root), ["a.html"])
    assert sorted(path.name for path in site.iterdir()) == ["a.html", "b.html"]


def test_the_folder_is_closed_to_others_but_not_to_the_owners_group(root: Path, site: Path) -> None:
    (site / "b.html").unlink()
    refuse_leaks(site, load(root), ["a.html"])
    assert site.stat().st_mode & 0o777 == 0o750


def test_somebody_newly_private_has_every_page_read(root: Path, site: Path) -> None:
    made = ["a.html", "b.html"]
    (root / ZELDA).write_text("---\nname: Zelda Quill\n---\n")
    refuse_leaks(site, load(root), made)
    (root / ZELDA).write_text("---\nname: Zelda Quill\nprivate: true\n---\n")
    with pytest.raises(RefusedError):
        refuse_leaks(site, load(root), made)


def test_a_build_ends_with_it(root: Path, tmp_path: Path) -> None:
    site = build_site(root, date(2024, 6, 3), tmp_path / "built")
    assert (site / "people" / "ada.html").is_file()
    assert {path.stat().st_mode & 0o077 for path in (site, *site.rglob("*"))} == {0}
    (root / "people" / "bob.md").write_text("---\nname: Bob\n---\n")
    (site / "stray.html").write_text("<p>x</p>")
    with pytest.raises(RefusedError, match=r"stray\.html: unlisted"):
        build_site(root, date(2024, 6, 3), tmp_path / "built")


SETTINGS = (
    "site_name: x\ndocs_dir: own\nuse_directory_urls: false\ntheme: {name: material}\nplugins: [search, netkeep]\n"
)


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("notes.md", "# Notes\n\nDinner with *Zelda* Quill.\n", "private name"),
        ("list.json", '["Zelda Quill"]', "private name"),
        ("page.md", "<img src=https://x.example/a.png>\n", "elsewhere"),
        ("own.css", "@import 'https://x.example/a.css';", "elsewhere"),
    ],
)
def test_what_the_owners_own_files_would_leak(root: Path, path: str, text: str, kind: str) -> None:
    top = root.parent
    make_vault(top, {"netkeep.toml": "", f"own/{path}": text, "mkdocs.yml": SETTINGS})
    (top / "netkeep.toml").unlink()
    with pytest.raises(RefusedError, match=f"{path.removesuffix('md')}.*: {kind}: "):
        build_site(root, date(2024, 6, 3))
    assert [one.name for one in (top / "site").iterdir()] == [".netkeep-site"]
    program = [sys.executable, "-m", "mkdocs", "build"]
    run = subprocess.run(program, cwd=top, check=False, capture_output=True, text=True)
    assert run.returncode == 1
    assert f": {kind}: " in run.stderr
    assert [one.name for one in (top / "site").iterdir()] == [".netkeep-site"]
