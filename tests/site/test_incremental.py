"""A build that goes on from the last one gives, byte for byte, what a build from nothing gives."""

import random
from datetime import date
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from benchmarks.generate import person_id, write_vault
from netkeep import resources
from netkeep.errors import RefusedError
from netkeep.site.build import build_into, build_site
from netkeep.site.output import Output
from netkeep.store.again import Shelf
from netkeep.store.load import load
from tests.site.vaults import TODAY
from tests.vaults import make_vault

_DAY = date(2026, 11, 22)
_PEOPLE = 24


def _bytes(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def _times(site: Path) -> dict[str, int]:
    return {file.relative_to(site).as_posix(): file.stat().st_mtime_ns for file in site.rglob("*") if file.is_file()}


def _rename(path: Path, draw: random.Random) -> None:
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(f"name: New Name {draw.randrange(99)}\n" if x.startswith("name:") else x for x in lines))


def _log(path: Path, draw: random.Random) -> None:
    text = path.read_text()
    heading = "" if "## Log" in text else "\n## Log\n\n"
    other = person_id(draw.randrange(_PEOPLE))
    path.write_text(
        f"{text}{heading}- 2026-10-0{draw.randrange(1, 9)} coffee with [[{other}]]: About [[{other}|it]].\n"
    )


def _tag(path: Path, draw: random.Random) -> None:
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(f"tags: [tag{draw.randrange(3)}]\n" if x.startswith("tags:") else x for x in lines))


def _role(path: Path, draw: random.Random) -> None:
    org = f"New Org {draw.randrange(3)}"
    path.write_text(path.read_text().replace("roles:\n", f"roles:\n  - {{org: {org}, title: Baker, from: 2025}}\n", 1))


def _hide(path: Path, draw: random.Random) -> None:
    if draw.randrange(2):
        path.write_text(path.read_text().replace("tags:", "private: true\ntags:", 1))
    else:
        path.write_text(path.read_text().replace("private: true\n", ""))


def _remove(path: Path, draw: random.Random) -> None:
    if draw.randrange(3) == 0:
        path.unlink()


def _add(path: Path, draw: random.Random) -> None:
    new = path.with_name(f"new-{draw.randrange(5)}.md")
    new.write_text(
        f"---\nname: New {draw.randrange(9)}\nknows: [{path.stem}]\ntags: [a]\n---\n\nNotes on [[{path.stem}]].\n"
    )


def _know(path: Path, draw: random.Random) -> None:
    other = person_id(draw.randrange(_PEOPLE))
    said = draw.choice((f"knows: [{{id: {other}, how: a friend}}]", f"introduced_by: {other}"))
    lines = [x for x in path.read_text().splitlines(keepends=True) if not x.startswith(("knows:", "introduced_by:"))]
    path.write_text("".join(f"{said}\n{x}" if x.startswith("tags:") else x for x in lines))


def _link(path: Path, draw: random.Random) -> None:
    """Name somebody, a file that may come, or an organisation in notes, in each of the ways that lead to a page."""
    name = draw.choice((person_id(draw.randrange(_PEOPLE)), f"new-{draw.randrange(5)}", f"new-org-{draw.randrange(3)}"))
    ways = (f"[[{name}]]", f"[they](../people/{name}.md)", f"[they][1]\n\n[1]: {name}.md", f'<a href="{name}">they</a>')
    head, mark, log = path.read_text().partition("\n## Log")
    path.write_text(f"{head}\nThen {draw.choice(ways)}.\n{mark}{log}")


def _catch_up(path: Path, draw: random.Random) -> None:
    lines = [x for x in path.read_text().splitlines(keepends=True) if not x.startswith("cadence:")]
    said = draw.choice(("none", "2w", "yearly"))
    path.write_text("".join(f"cadence: {said}\n{x}" if x.startswith("tags:") else x for x in lines))


def _of_an_org(path: Path, draw: random.Random) -> None:
    """Give an organisation that people name a file, another name, an alias, or a log in which somebody stands."""
    number, other = draw.randrange(3), person_id(draw.randrange(_PEOPLE))
    aliases = draw.choice(("", f"aliases: [New Org {(number + 1) % 3}]\n"))
    log = draw.choice(
        ("", f"\n## Log\n\n- 2026-09-0{draw.randrange(1, 9)} event with [[{other}]]: Their summer party.\n")
    )
    org = path.parents[1] / "orgs" / f"new-org-{number}.md"
    org.write_text(f"---\nname: New Org {number}{draw.choice(('', ' Ltd'))}\n{aliases}---\n{log}")


def _of_a_job(path: Path, draw: random.Random) -> None:
    job = draw.choice(sorted((path.parents[1] / "jobs").iterdir()))
    text = job.read_text()
    heading = "" if "## Log" in text else "\n## Log\n\n"
    other = person_id(draw.randrange(_PEOPLE))
    job.write_text(f"{text}{heading}- 2026-08-0{draw.randrange(1, 9)} event with [[{other}]]: All of us.\n")


_EDITS = (_rename, _log, _log, _tag, _role, _hide, _remove, _add, _know, _link, _catch_up, _of_an_org, _of_a_job)


@pytest.mark.parametrize("served", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_a_build_that_goes_on_is_a_build_from_nothing(tmp_path: Path, seed: int, *, served: bool) -> None:
    shelf = Shelf() if served else None
    draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
    vault = tmp_path / "vault"
    write_vault(_PEOPLE, vault, seed)
    build_into(vault, _DAY, tmp_path / "site", shelf.load if shelf else load)
    for turn in range(6):
        people = sorted((vault / "people").iterdir())
        for _ in range(draw.randrange(1, 3)):
            draw.choice(_EDITS)(path, draw) if (path := draw.choice(people)).exists() else None
        goes_on = build_into(vault, _DAY, tmp_path / "site", shelf.load if shelf else load)
        build_into(vault, _DAY, tmp_path / f"anew{turn}")
        assert _bytes(tmp_path / "site") == _bytes(tmp_path / f"anew{turn}")
        assert sorted(goes_on.files) == sorted(_bytes(tmp_path / "site").keys() - {".netkeep-site"})


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
    write_vault(_PEOPLE, vault)
    build_into(vault, _DAY, tmp_path / "site")
    build_into(vault, date(2026, 12, 24), tmp_path / "site")
    build_into(vault, date(2026, 12, 24), tmp_path / "anew")
    assert _bytes(tmp_path / "site") == _bytes(tmp_path / "anew")


_SMALL = {
    "people/ada.md": "---\nname: Ada\ntags: [data]\nroles: [{org: Acme}]\n---\n",
    "people/bob.md": "---\nname: Bob\nknows: [ada]\n---\n",
    "people/cyd.md": "---\nname: Cyd\n---\n",
}


def _built(vault: Path, to: Path) -> Output:
    return build_into(vault, TODAY, to)


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    vault, site = make_vault(tmp_path / "vault", _SMALL), tmp_path / "site"
    assert _built(vault, site).written >= {"index.html", "people/ada.html", "search/names.js"}
    before = _times(site)
    assert _built(vault, site).written == set()
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
    assert "people/ada.html" in _built(vault, site).written
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
    written = _built(vault, site).written
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
    assert _built(vault, site).written == {"people/ada.html", "people/bob.html"}
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
