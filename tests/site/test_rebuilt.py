"""A build over an earlier one gives, byte for byte, what a build from nothing gives."""

import os
import random
from datetime import date
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from benchmarks.generate import write_vault
from netkeep import resources
from netkeep.check.reader import reader
from netkeep.errors import RefusedError
from netkeep.site import make as make_module
from netkeep.site.build import build_into, build_site
from netkeep.site.make import Made, make
from netkeep.store import parallel
from netkeep.store.index.refresh import open_index
from netkeep.store.settings import read_settings
from tests.repeats import usually
from tests.site.edits import PEOPLE, edit
from tests.site.vaults import TODAY
from tests.vaults import make_vault

_DAY = date(2026, 11, 22)


def _bytes(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def _times(site: Path) -> dict[str, int]:
    return {file.relative_to(site).as_posix(): file.stat().st_mtime_ns for file in site.rglob("*") if file.is_file()}


@pytest.mark.parametrize("forked", [False, True])
@pytest.mark.parametrize("seed", usually(range(2), 0))
def test_a_build_over_another_is_a_build_from_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, *, forked: bool
) -> None:
    if forked:
        monkeypatch.setattr(parallel, "_WORTH_IT", 1)
        monkeypatch.setattr(os, "cpu_count", lambda: 2)
    draw, vault = random.Random(seed), tmp_path / "vault"  # noqa: S311 - repeatable, not secret
    write_vault(PEOPLE, vault, seed)
    build_into(vault, _DAY, tmp_path / "site")
    for turn in range(4):
        edit(vault, draw)
        build_into(vault, _DAY, tmp_path / "site")
        build_into(vault, _DAY, tmp_path / f"anew{turn}")
        assert _bytes(tmp_path / "site") == _bytes(tmp_path / f"anew{turn}")


_EVERY_WAY = {
    "people/ada.md": "---\nname: Ada\nprivate: maybe\n---\n",
    "people/bob.md": "---\nname: Bob\nPrivate: yes\n---\n",
    "people/cyd.md": "---\nname: Cyd\nknows: [ada, dee]\n---\n\nMet [[ada]] and [[dee]].\n\n- [ ] 2026-12-01 write\n\n"
    "## Log\n\n- 2026-05-20 call with [[dee]]: Hi\n- 2026-05-20 call with [[dee]]: Hi\n",
    "people/dee.md": "---\nname: Dee\npublish: false\n---\n",
    "people/eve.md": "---\nname: Eve\nmine: 1\nphones: [0049 30 1]\nroles: [{org: Acme, from: 2021-02}]\n---\n",
    "people/README.md": "A note.\n",
    "people/team/eve.md": "---\nname: Eve Two\n---\n",
    "jobs/acme.md": "---\norg: Acme\nfrom: 2021-05\nprivate: true\n---\n\n## Log\n\n- 2026-05-21 review with [[cyd]]\n",
    "orgs/acme.md": "---\nname: Acme\naliases: [Acme Corp]\n---\n",
}


def test_a_build_by_an_index_is_one_of_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = make_vault(tmp_path / "vault", _EVERY_WAY)
    _long_ago(vault)
    build_into(vault, _DAY, tmp_path / "by-files")
    open_index(vault, reader(read_settings(vault))).close()
    monkeypatch.setattr(make_module, "load", lambda _: pytest.fail("all files are read"))
    build_into(vault, _DAY, tmp_path / "by-index")
    assert _bytes(tmp_path / "by-index") == _bytes(tmp_path / "by-files")
    assert (
        "Cyd"
        in (tmp_path / "by-index" / "people.html").read_text() + (tmp_path / "by-index/data/people.js").read_text()
    )


def _long_ago(vault: Path) -> None:
    """Let no file be as new as the clock's last tick, of which no stamp can be believed."""
    for file in vault.rglob("*.md"):
        os.utime(file, ns=(1_700_000_000_123_456_789,) * 2)


def test_where_everything_is_as_it_was_nothing_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault, site = make_vault(tmp_path / "vault", _SMALL), tmp_path / "site"
    _long_ago(vault)
    _built(vault, site)
    made: list[date] = []

    def counted(root: Path, today: date) -> Made:
        made.append(today)
        return make(root, today)

    monkeypatch.setattr("netkeep.site.build.make", counted)
    assert (_built(vault, site), made) == (set(), [])
    (site / "people" / "ada.html").write_text("spoiled")
    assert (_built(vault, site), len(made)) == ({"people/ada.html"}, 1)
    build_into(vault, _DAY, site)
    assert len(made) == 2
    (vault / "netkeep.toml").write_text("format = 1\n[site]\ntitle = 'Other'\n")
    build_into(vault, _DAY, site)
    assert len(made) == 3
    (vault / "assets").mkdir()
    (vault / "assets" / "ada.png").write_bytes(b"x")
    build_into(vault, _DAY, site)
    assert len(made) == 4
    build_into(vault, _DAY, site)
    assert len(made) == 4
    (site / "mine.txt").write_text("mine")
    with pytest.raises(RefusedError, match=r"mine\.txt: unlisted"):
        build_into(vault, _DAY, site)


def test_mkdocs_by_itself_makes_the_same_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = make_vault(tmp_path / "vault", _SMALL)
    monkeypatch.setenv("NETKEEP_VAULT", str(vault))
    monkeypatch.setenv("NETKEEP_TODAY", TODAY.isoformat())
    monkeypatch.setenv("NETKEEP_STATIC", str(resources.site_templates() / "static"))
    build(load_config(str(resources.mkdocs_settings()), site_dir=str(tmp_path / "theirs")))
    build_into(vault, TODAY, tmp_path / "ours")
    assert _bytes(tmp_path / "theirs") == _bytes(tmp_path / "ours")
    # What MkDocs wrote is remembered: somebody who became private since is removed.
    (vault / "people" / "ada.md").write_text("---\nname: Ada\nprivate: true\n---\n")
    build_into(vault, TODAY, tmp_path / "theirs")
    assert not (tmp_path / "theirs" / "people" / "ada.html").exists()


def test_another_day_is_another_site(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    write_vault(PEOPLE, vault)
    build_into(vault, _DAY, tmp_path / "site")
    build_into(vault, date(2026, 12, 24), tmp_path / "site")
    build_into(vault, date(2026, 12, 24), tmp_path / "anew")
    assert _bytes(tmp_path / "site") == _bytes(tmp_path / "anew")


_SMALL = {
    "people/ada.md": "---\nname: Ada\ntags: [data]\nroles: [{org: Acme}]\n---\n",
    "people/bob.md": "---\nname: Bob\nknows: [ada]\n---\n",
    "people/cyd.md": "---\nname: Cyd\n---\n",
}


def _built(vault: Path, to: Path) -> set[str]:
    """Build, and return the files whose bytes were written."""
    before = _times(to)
    made = build_into(vault, TODAY, to)
    after = _times(to)
    assert sorted(made) == sorted(after.keys() - {".netkeep-site"})
    return {path for path, time in after.items() if before.get(path) != time}


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    vault, site = make_vault(tmp_path / "vault", _SMALL), tmp_path / "site"
    assert _built(vault, site) >= {"index.html", "people/ada.html", "search/names.js"}
    before = _times(site)
    assert _built(vault, site) == set()
    assert _times(site) == before


def test_mkdocs_is_not_asked_again_where_its_settings_did_not_change(tmp_path: Path) -> None:
    vault, site = make_vault(tmp_path / "vault", _SMALL), tmp_path / "site"
    _built(vault, site)
    frames = vault / ".netkeep" / "site" / "shell" / "shell.json"
    before = frames.stat().st_mtime_ns
    _built(vault, site)
    assert frames.stat().st_mtime_ns == before
    settings = resources.mkdocs_settings().read_text("utf-8")
    (vault / "mkdocs.yml").write_text(settings.replace("use_directory_urls", "copyright: Mine\nuse_directory_urls", 1))
    assert "people/ada.html" in _built(vault, site)
    assert b"Mine" in (site / "people" / "ada.html").read_bytes()
    assert frames.stat().st_mtime_ns != before
    # What the settings look up elsewhere may change without them.
    other = settings.replace("use_directory_urls", "copyright: !ENV [MINE, X]\nuse_directory_urls", 1)
    (vault / "mkdocs.yml").write_text(other)
    _built(vault, site)
    assert not frames.exists()


def test_an_edit_writes_what_depends_on_it(tmp_path: Path) -> None:
    vault, site = make_vault(tmp_path / "vault", _SMALL), tmp_path / "site"
    _built(vault, site)
    (vault / "people" / "ada.md").write_text("---\nname: Ada Two\ntags: [data]\nroles: [{org: Acme}]\n---\n")
    written = _built(vault, site)
    assert {"people/ada.html", "people/bob.html", "orgs/acme.html", "tags/data.html", "people.html"} <= written
    assert "search/names.js" in written
    assert "people/cyd.html" not in written
    assert "netkeep.css" not in written


def test_what_is_gone_is_removed_and_nothing_else(tmp_path: Path) -> None:
    vault, site = make_vault(tmp_path / "vault", _SMALL), tmp_path / "site"
    _built(vault, site)
    (site / "mine.txt").write_text("mine")
    (vault / "people" / "ada.md").unlink()
    # What nobody built is not ours to remove; the audit names it.
    with pytest.raises(RefusedError, match=r"mine\.txt: unlisted"):
        _built(vault, site)
    assert not (site / "people" / "ada.html").exists()
    assert not (site / "tags").exists()
    assert (site / "people" / "bob.html").is_file()
    assert (site / "mine.txt").read_text() == "mine"


def test_a_file_that_somebody_changed_or_took_is_written_again(tmp_path: Path) -> None:
    vault, site = make_vault(tmp_path / "vault", _SMALL), tmp_path / "site"
    _built(vault, site)
    expected = _bytes(site)
    (site / "people" / "ada.html").write_text("spoiled")
    (site / "people" / "bob.html").unlink()
    assert _built(vault, site) == {"people/ada.html", "people/bob.html"}
    assert _bytes(site) == expected


@pytest.mark.parametrize("text", ["", "{}", '"x"\n{"version": 1, "files": 3}', "\0"])
def test_a_spoiled_memory_is_no_memory(tmp_path: Path, text: str) -> None:
    vault, site = make_vault(tmp_path / "vault", _SMALL), tmp_path / "site"
    _built(vault, site)
    expected = _bytes(site)
    for file in (vault / ".netkeep" / "site").rglob("*.json"):
        file.write_text(text)
    _built(vault, site)
    assert _bytes(site) == expected


def test_what_is_remembered_is_for_the_owner_alone(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", _SMALL)
    build_site(vault, TODAY)
    memory = vault / ".netkeep" / "site"
    assert memory.stat().st_mode & 0o077 == 0
    for file in memory.glob("*.json"):
        assert file.stat().st_mode & 0o077 == 0
