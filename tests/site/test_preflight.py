import os
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from netkeep import resources
from netkeep.errors import ConfigError, NetkeepError, RefusedError, VaultError
from netkeep.site.build import build_site, default_destination, find_settings
from netkeep.site.fields import BODY_FIELDS, PERSON_FIELDS
from netkeep.site.files import site_files
from netkeep.site.preflight import refuse_sources
from netkeep.store.load import load
from tests.site.vaults import PRIVATE, TODAY
from tests.vaults import make_vault

_ADA = {"people/ada.md": "---\nname: Ada\n---\n"}


def _text(folder: Path) -> str:
    return "".join(file.read_bytes().decode("latin-1") for file in sorted(folder.rglob("*")) if file.is_file())


def test_a_built_site_holds_nothing_private(tmp_path: Path) -> None:
    site = build_site(make_vault(tmp_path / "vault", PRIVATE), TODAY, tmp_path / "out")
    assert site == tmp_path / "out"
    assert (site / "people" / "ada-example.html").is_file()
    assert "canary" not in _text(site).casefold()
    assert [file for file in site.rglob("*") if "canary" in file.name] == []


def test_a_built_site_holds_nothing_hidden(tmp_path: Path) -> None:
    fields = [*PERSON_FIELDS, *BODY_FIELDS]
    person = """---
name: Ada
aliases: [CANARY]
pronouns: CANARY
emails: [{address: CANARY@mail.example, label: CANARY}]
phones: [{number: "+44 20 7946 0018", label: CANARY}]
links: {CANARY: "https://CANARY.example"}
location: CANARY
birthday: 1985-06-07
tags: [CANARY]
roles: [{org: CANARY, title: CANARY, team: CANARY}]
worked_with: [{job: acme, as: vendor}]
knows: [{id: bob, how: CANARY}]
introduced_by: bob
cadence: 11 days
paused_until: 2031-01-02
archived: CANARY
x: {CANARY: CANARY}
---

CANARY

- [ ] 2024-06-05 CANARY

## Log

- 2024-06-01 coffee with [[bob]]: CANARY
"""
    org = "---\nname: Acme\naliases: [CANARY]\ndomains: [canary.example]\ntags: [CANARY]\n---\nCANARY\n"
    todo = "\n- [ ] 2024-06-05 CANARY\n\n## Log\n\n- 2024-06-01 sweep: CANARY\n"
    job = f"---\norg: Acme\ntags: [CANARY]\nx: CANARY\n---\n{todo}"
    files = {
        "netkeep.toml": f"format = 1\n[site]\nhide = {fields}\n",
        "people/ada.md": person,
        "people/bob.md": "---\nname: Bob\n---\n",
        "jobs/acme.md": job,
        "orgs/acme.md": org,
    }
    text = _text(build_site(make_vault(tmp_path / "vault", files), TODAY, tmp_path / "out")).casefold()
    assert [word for word in ("canary", "7946", "1985", "7 june", "11 days", "2031", "a vendor") if word in text] == []


def test_the_site_of_the_sample_holds_nobody_who_is_private(tmp_path: Path) -> None:
    vault = load(resources.sample_vault())
    text = _text(build_site(vault.root, TODAY, tmp_path / "out"))
    private = [contact for contact in vault.contacts.values() if contact.private]
    assert private != []
    assert [one.id for one in private if one.id in text or one.name in text] == []


def test_a_built_site_is_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        site = build_site(make_vault(tmp_path / "vault", _ADA), TODAY, tmp_path / "out")
        assert os.umask(0o022) == 0o022
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(file.stat().st_mode) for file in (site, *site.rglob("*"))}
    assert modes == {0o600, 0o700}


def test_a_build_leaves_the_environment_as_it_was(tmp_path: Path) -> None:
    before = dict(os.environ)
    build_site(make_vault(tmp_path / "vault", _ADA), TODAY, tmp_path / "out")
    assert {name: value for name, value in os.environ.items() if name != "NO_MKDOCS_2_WARNING"} == {
        name: value for name, value in before.items() if name != "NO_MKDOCS_2_WARNING"
    }


def test_building_again_replaces_what_was_there(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", {**_ADA, "people/bob.md": "---\nname: Bob\n---\n"})
    site = build_site(vault, TODAY)
    assert site == vault / "site"
    (vault / "people" / "bob.md").unlink()
    build_site(vault, TODAY)
    assert sorted(file.name for file in (site / "people").iterdir()) == ["ada.html"]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"---\nname: Bob\nprivate: true\n", "people/bob.md:1: unclosed-front-matter"),
        (b"", "people/bob.md:1: empty-file"),
        (b"Bob\n", "people/bob.md:1: no-front-matter"),
        (b"---\n- Bob\n---\n", "people/bob.md:2: not-a-mapping"),
        (b"---\nname: Bob\nx: [1\n---\n", "people/bob.md:3: yaml-syntax"),
        (b"---\nname: B\xf6b\n---\n", "people/bob.md:2: not-utf8"),
        (b"---\nname: Bob\n---\n<<<<<<< HEAD\n", "people/bob.md:4: conflict-markers"),
    ],
)
def test_a_file_that_cannot_be_read_builds_nothing_and_leaves_the_last_site(
    tmp_path: Path, content: bytes, place: str
) -> None:
    vault = make_vault(tmp_path / "vault", _ADA)
    site = build_site(vault, TODAY, tmp_path / "out")
    before = _text(site)
    make_vault(vault, {"people/bob.md": content})
    with pytest.raises(VaultError) as caught:
        build_site(vault, TODAY, site)
    assert str(caught.value) == (f"no site was built, because these cannot be read:\n  {place}\nsee 'netkeep check'")
    assert _text(site) == before
    with pytest.raises(VaultError, match="no site was built"):
        site_files(load(vault), TODAY)


@pytest.mark.parametrize("docs", ["vault", "vault/docs"])
def test_a_docs_dir_that_overlaps_the_vault_is_refused(tmp_path: Path, docs: str) -> None:
    vault = make_vault(tmp_path / "vault", _ADA)
    (vault / "docs").mkdir()
    settings = f"site_name: X\ndocs_dir: {docs}\nsite_dir: /nowhere\ntheme: material\nplugins: [search, netkeep]\n"
    (tmp_path / "mkdocs.yml").write_text(settings)
    with pytest.raises(NetkeepError) as caught:
        build_site(vault, TODAY, tmp_path.parent / f"{tmp_path.name}-out")
    folder = (tmp_path / docs).resolve()
    assert str(caught.value) == (
        f"docs_dir {folder} and the vault {vault} overlap: MkDocs would publish whole files of it; "
        "choose a docs_dir outside the vault"
    )


def test_a_docs_dir_around_the_vault_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="overlap: MkDocs would publish whole files of it"):
        refuse_sources(tmp_path, tmp_path / "people-i-know" / "vault")
    refuse_sources(tmp_path / "docs", tmp_path / "vault")


def test_a_folder_with_something_else_in_it_is_not_emptied(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", _ADA)
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "one.jpg").write_bytes(b"1")
    with pytest.raises(RefusedError) as caught:
        build_site(vault, TODAY, tmp_path / "photos")
    assert str(caught.value) == (
        f"{tmp_path / 'photos'} is not empty, and is not a site of netkeep's: empty it, or choose another folder"
    )
    assert (tmp_path / "photos" / "one.jpg").read_bytes() == b"1"


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("vault", "the vault is there, and the folder is emptied first"),
        (".", "the vault is there, and the folder is emptied first"),
        ("vault/people/new", "that folder is part of the vault"),
        ("vault/.git", "that folder is part of the vault"),
        ("vault/netkeep.toml", "it is not a folder"),
        ("link", "the vault is there, and the folder is emptied first"),
    ],
)
def test_the_vault_is_no_place_for_the_site(tmp_path: Path, to: str, why: str) -> None:
    vault = make_vault(tmp_path / "vault", _ADA)
    (tmp_path / "link").symlink_to(vault)
    with pytest.raises(RefusedError) as caught:
        build_site(vault, TODAY, tmp_path / to)
    assert str(caught.value) == f"the site cannot be written to {(tmp_path / to).resolve()}: {why}"
    assert (vault / "people" / "ada.md").is_file()


def test_the_settings_beside_the_vault_decide_where_the_site_is(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", _ADA)
    assert (find_settings(vault), default_destination(vault)) == (None, vault / "site")
    (tmp_path / "mkdocs.yml").write_text("site_name: X\n")
    assert default_destination(vault) == tmp_path / "site"
    (vault / "mkdocs.yml").write_text("site_name: X\n")
    assert default_destination(vault) == vault / "site"


def test_settings_that_cannot_be_are_named(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", _ADA)
    (tmp_path / "mkdocs.yml").write_text("site_name: X\ndocs_dir: nowhere\nplugins: [netkeep]\n")
    with pytest.raises(ConfigError) as caught:
        build_site(vault, TODAY)
    assert str(caught.value) == (
        f"{tmp_path / 'mkdocs.yml'}: Aborted with a configuration error!\n"
        f"Config value 'docs_dir': The path '{tmp_path / 'nowhere'}' isn't an existing directory."
    )


def test_a_copy_of_our_settings_works_beside_any_vault(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", _ADA)
    ours = Path(__file__).parents[2] / "mkdocs.yml"
    (vault / "mkdocs.yml").write_bytes(ours.read_bytes())
    assert (build_site(vault, date(2024, 1, 2)) / "index.html").read_text().count("Tuesday 2 January") == 1


def test_a_folder_that_is_no_vault_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(VaultError) as caught:
        build_site(tmp_path / "empty", TODAY, tmp_path / "out")
    assert str(caught.value) == (
        f"{tmp_path / 'empty'} is not a vault: it has neither netkeep.toml nor a folder people/"
    )
    assert not (tmp_path / "out").exists()


def test_a_day_that_cannot_be_is_refused(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", _ADA)
    settings = "site_name: X\ndocs_dir: docs\ntheme: material\nplugins: [{netkeep: {today: someday}}]\n"
    make_vault(tmp_path, {"mkdocs.yml": settings, "docs/x.txt": ""})
    command = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "the day of the site: a date is written YYYY-MM-DD" in done.stderr
    assert not (tmp_path / "site").exists()
    assert vault.is_dir()


def test_mkdocs_itself_builds_the_site_and_does_not_put_it_on_the_web(tmp_path: Path) -> None:
    make_vault(tmp_path / "vault", _ADA)
    settings = "site_name: X\ndocs_dir: docs\ntheme: material\nplugins: [search, {netkeep: {today: 2024-06-03}}]\n"
    make_vault(tmp_path, {"mkdocs.yml": settings, "docs/x.txt": ""})
    build = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    subprocess.run(build, cwd=tmp_path, capture_output=True, check=True)
    assert "Monday 3 June" in (tmp_path / "site" / "index.html").read_text()
    deploy = [sys.executable, "-m", "mkdocs", "gh-deploy"]
    done = subprocess.run(deploy, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "gh-deploy would put your people on the web" in done.stderr
