"""Reading a vault again and again in one process."""

import os
from pathlib import Path

from netkeep.store.load import load
from netkeep.store.reload import VaultReloader
from netkeep.text.document import Document
from tests.vaults import make_vault

_FILES = {
    "people/ada.md": "---\nname: Ada\n---\n",
    "people/bob.md": "---\nname: Bob\n---\n",
    "people/cyd.md": "no front matter\n",
}
_LONG_AGO = 1_700_000_000_123_456_789


def _settled(root: Path) -> Path:
    """Let nothing be as new as the clock's last tick."""
    for file in root.rglob("*.md"):
        os.utime(file, ns=(_LONG_AGO, _LONG_AGO))
    return root


def _whole(document: Document) -> Document:
    return document


def test_what_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    root, shelf = _settled(make_vault(tmp_path, _FILES)), VaultReloader(_whole)
    first = shelf.load(root)
    (root / "people" / "ada.md").write_text("---\nname: Ada Two\n---\n")
    (root / "people" / "bob.md").unlink()
    (root / "people" / "dee.md").write_text("---\nname: Dee\n---\n")
    second = shelf.load(root)
    assert second == load(root)
    assert [one.path for one in second.documents] == ["people/ada.md", "people/cyd.md", "people/dee.md"]
    assert second.documents[1] is first.documents[2]
    assert second.documents[0].item is not first.documents[0].item


def test_what_was_saved_in_the_tick_of_its_reading_is_read_again(tmp_path: Path) -> None:
    root, shelf = make_vault(tmp_path, _FILES), VaultReloader(_whole)
    file = root / "people" / "ada.md"
    shelf.load(root)
    stamp = file.stat()
    file.write_text("---\nname: Eva\n---\n")
    os.utime(file, ns=(stamp.st_mtime_ns, stamp.st_mtime_ns))
    assert [one.name for one in shelf.load(root).contacts.values()] == ["Eva", "Bob"]


def test_a_file_that_cannot_be_opened_is_tried_each_time(tmp_path: Path) -> None:
    root, shelf = _settled(make_vault(tmp_path, _FILES)), VaultReloader(_whole)
    (root / "people" / "eve.md").symlink_to("nowhere.md")
    assert [one.readable for one in shelf.load(root).documents] == [True, True, False, False]
    (root / "people" / "nowhere.md").write_text("---\nname: Eve\n---\n")
    assert shelf.load(root) == load(root)
