import os
import sys
from pathlib import Path

import pytest

from netkeep.errors import VaultError
from netkeep.model.body import Span
from netkeep.store.discovery import Listing, Stray, find_root, scan
from netkeep.store.load import load, read_file
from netkeep.text.problem import Problem
from tests.vaults import make_vault

ADA = "---\nname: Ada\n---\n"
AS_ROOT = os.geteuid() == 0


def listed(listing: Listing) -> list[tuple[str, str, str | None]]:
    return [(found.path, found.kind.name, found.trouble) for found in listing.files]


def strays(listing: Listing) -> list[tuple[str, str]]:
    return [(stray.path, stray.reason) for stray in listing.strays]


def problems(root: Path) -> list[tuple[str, str, str]]:
    return [
        (document.path, problem.kind, problem.facts.get("why", ""))
        for document in load(root).documents
        for problem in document.problems
    ]


def test_every_file_is_listed_by_path_with_its_kind(tmp_path: Path) -> None:
    make_vault(
        tmp_path,
        {
            "people/zoe.md": ADA,
            "people/work/ada.md": ADA,
            "people/a-b.md": ADA,
            "jobs/acme.md": "---\norg: A\n---\n",
            "orgs/acme.md": ADA,
            "assets/ada.md": ADA,
            "templates/ask.md": ADA,
            "imports/x.jsonl": "",
            ".netkeep/x.md": ADA,
            "people/.hidden.md": ADA,
            "people/.obsidian/x.md": ADA,
        },
    )
    listing = scan(tmp_path)
    assert listed(listing) == [
        ("jobs/acme.md", "job", None),
        ("orgs/acme.md", "organisation", None),
        ("people/a-b.md", "person", None),
        ("people/work/ada.md", "person", None),
        ("people/zoe.md", "person", None),
    ]
    assert listing.strays == ()


def test_what_no_command_would_read_is_not_skipped_without_a_word(tmp_path: Path) -> None:
    make_vault(
        tmp_path,
        {
            "people/ada.txt": "",
            "people/ada.MD": ADA,
            "people/ada.md~": ADA,
            "people/ada.md.orig": ADA,
            "people/.ada.md.swp": "",
            "ada.md": ADA,
            "bom.md": "\ufeff---\nname: A\n---\n",
            "friends/bo.md": ADA,
            "friends/notes.md": "Notes\n",
            "friends/deep/cy.md": ADA,
            "README.md": ADA,
            "empty.md": "",
            "assets/x.md": ADA,
        },
    )
    listing = scan(tmp_path)
    assert listing.files == ()
    assert strays(listing) == [
        ("ada.md", "misplaced"),
        ("bom.md", "misplaced"),
        ("friends/bo.md", "misplaced"),
        ("people/ada.MD", "not-markdown"),
        ("people/ada.txt", "not-markdown"),
    ]


def test_links_are_followed_to_files_inside_only(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    make_vault(outside, {"secret.md": ADA, "more/x.md": ADA})
    root = make_vault(tmp_path / "vault", {"people/ada.md": ADA, "people/sub/bo.md": ADA})
    people = root / "people"
    (people / "inside.md").symlink_to("sub/bo.md")
    (people / "outside.md").symlink_to(outside / "secret.md")
    (people / "up.md").symlink_to("../../outside/secret.md")
    (people / "nowhere.md").symlink_to("gone.md")
    (people / "loop.md").symlink_to("loop.md")
    (people / "folder.md").symlink_to("sub")
    (people / "linked").symlink_to(outside / "more")
    (root / "jobs").symlink_to(outside / "more")
    assert listed(scan(root)) == [
        ("people/ada.md", "person", None),
        ("people/folder.md", "person", "it is a folder, not a file"),
        ("people/inside.md", "person", None),
        ("people/loop.md", "person", "it is a link that leads nowhere"),
        ("people/nowhere.md", "person", "it is a link that leads nowhere"),
        ("people/outside.md", "person", "outside"),
        ("people/sub/bo.md", "person", None),
        ("people/up.md", "person", "outside"),
    ]
    assert strays(scan(root)) == [("jobs", "linked-folder"), ("people/linked", "linked-folder")]
    assert problems(root) == [
        ("people/folder.md", "unreadable-file", "it is a folder, not a file"),
        ("people/loop.md", "unreadable-file", "it is a link that leads nowhere"),
        ("people/nowhere.md", "unreadable-file", "it is a link that leads nowhere"),
        ("people/outside.md", "outside-link", ""),
        ("people/up.md", "outside-link", ""),
    ]
    assert sorted(load(root).contacts) == ["ada", "bo", "inside"]


def test_a_vault_reached_by_a_link_is_inside_itself(tmp_path: Path) -> None:
    make_vault(tmp_path / "real", {"people/ada.md": ADA})
    (tmp_path / "real/people/bo.md").symlink_to("ada.md")
    (tmp_path / "vault").symlink_to("real")
    assert listed(scan(tmp_path / "vault")) == [("people/ada.md", "person", None), ("people/bo.md", "person", None)]


def test_what_is_no_ordinary_file_is_not_opened(tmp_path: Path) -> None:
    root = make_vault(tmp_path, {"people/a.md/inner.md": ADA, "jobs": "a file"})
    os.mkfifo(root / "people/pipe.md")
    assert problems(root) == [
        ("people/a.md", "unreadable-file", "it is a folder, not a file"),
        ("people/pipe.md", "unreadable-file", "it is not an ordinary file"),
    ]
    assert strays(scan(root)) == [("jobs", "not-a-folder")]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_of_files_may_be_anything(tmp_path: Path) -> None:
    root = make_vault(tmp_path, {"people/two\nlines.md": ADA, "people/é 😀 .md": ADA, "people/.md": ADA})
    (root / "people" / os.fsdecode(b"latin-\xe9.md")).write_text(ADA)
    documents = load(root).documents
    assert [document.path for document in documents] == [
        r"people/latin-\xe9.md",
        "people/two\nlines.md",
        "people/é 😀 .md",
    ]
    assert [document.item.id for document in documents if document.item] == [r"latin-\xe9", "two\nlines", "é 😀 "]


@pytest.mark.skipif(AS_ROOT, reason="root may read everything")
def test_closed_files_and_folders(tmp_path: Path) -> None:
    root = make_vault(tmp_path, {"people/ada.md": ADA, "people/closed/bo.md": ADA})
    (root / "people/ada.md").chmod(0)
    (root / "people/closed").chmod(0)
    try:
        assert problems(root) == [("people/ada.md", "unreadable-file", "you have no permission to read it")]
        assert strays(scan(root)) == [("people/closed", "closed-folder")]
    finally:
        (root / "people/closed").chmod(0o700)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_vault(tmp_path, {"people/ada.md": ADA})

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    found = scan(root).files[0]
    monkeypatch.setattr("netkeep.store.load.read_bounded", refuse)
    document = read_file(found)
    assert (document.item, document.readable) == (None, False)
    assert document.problems == (Problem("unreadable-file", Span(0, 0), {"why": "you have no permission to read it"}),)


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_vault(tmp_path, {"people/ada.md": ADA, "people/closed/bo.md": ADA})
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert scan(root).strays == (Stray("people/closed", "closed-folder"),)
    assert [found.path for found in scan(root).files] == ["people/ada.md"]


def test_the_vault_is_found_as_git_finds_a_repository(tmp_path: Path) -> None:
    outer = make_vault(tmp_path / "outer", {"people/ada.md": ADA})
    inner = make_vault(outer / "deep/inner", {"netkeep.toml": ""})
    other = make_vault(tmp_path / "other", {})
    (inner / "people/work").mkdir(parents=True)
    environ = {"NETKEEP_VAULT": str(other)}
    assert find_root(outer, environ, inner) == outer
    assert find_root(None, environ, inner) == other
    assert find_root(None, {"NETKEEP_VAULT": ""}, inner / "people/work") == inner
    assert find_root(None, {}, outer / "deep") == outer
    assert find_root(None, {}, outer) == outer


def test_the_last_resort_is_a_vault_here(tmp_path: Path) -> None:
    make_vault(tmp_path / "vault", {"people/ada.md": ADA})
    assert find_root(None, {}, tmp_path) == tmp_path / "vault"
    (tmp_path / "vault/netkeep.toml").unlink()
    assert find_root(None, {}, tmp_path) == tmp_path / "vault"
    (tmp_path / "netkeep.toml").write_text("")
    assert find_root(None, {}, tmp_path) == tmp_path


def test_no_vault(tmp_path: Path) -> None:
    message = r"^no vault found: no folder from here upward has netkeep\.toml, and there is no \./vault; name one with "
    with pytest.raises(VaultError, match=message):
        find_root(None, {}, tmp_path)
    (tmp_path / "netkeep.toml").mkdir()  # a folder of that name marks nothing
    with pytest.raises(VaultError, match=message):
        find_root(None, {}, tmp_path)
    for explicit, environ in ((tmp_path / "gone", {}), (None, {"NETKEEP_VAULT": str(tmp_path / "gone")})):
        with pytest.raises(VaultError) as error:
            find_root(explicit, environ, tmp_path)
        assert (
            str(error.value) == f"{tmp_path / 'gone'} is not a vault: it has neither netkeep.toml nor a folder people/"
        )


def test_a_relative_name_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_vault(tmp_path / "vault", {})
    monkeypatch.chdir(tmp_path)
    assert find_root(Path("vault"), {}, tmp_path) == tmp_path / "vault"
