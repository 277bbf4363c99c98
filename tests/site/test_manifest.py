"""What is remembered of a folder."""

from pathlib import Path

import pytest

from netkeep.site.manifest import Manifest, Stamp, recall, remember
from tests.vaults import make_vault


def test_what_is_remembered_is_recalled(tmp_path: Path) -> None:
    root, folder = make_vault(tmp_path / "vault", {}), tmp_path / "site"
    folder.mkdir()
    manifest = Manifest(folder, {"a.html": Stamp("aa", 1, 2), "b \u2028.html": Stamp("bb", 3, 4)}, "inputs", "shell")
    remember(root, manifest)
    assert recall(root, folder) == manifest
    assert recall(root, tmp_path / "other") == Manifest(tmp_path / "other", {})


def test_folders_that_are_gone_are_forgotten(tmp_path: Path) -> None:
    root = make_vault(tmp_path / "vault", {})
    (tmp_path / "stays").mkdir()
    remember(root, Manifest(tmp_path / "gone", {"a.html": Stamp("aa", 1, 2)}))
    remember(root, Manifest(tmp_path / "stays", {"a.html": Stamp("aa", 1, 2)}))
    assert recall(root, tmp_path / "gone").files == {}
    assert len(list((root / ".netkeep" / "site").glob("*.json"))) == 1


@pytest.mark.parametrize("path", ["../a.html", "/a.html", "a/../../b"])
def test_nothing_outside_the_folder_is_recalled_for_it_would_be_removed(tmp_path: Path, path: str) -> None:
    root, folder = make_vault(tmp_path / "vault", {}), tmp_path / "site"
    folder.mkdir()
    remember(root, Manifest(folder, {path: Stamp("aa", 1, 2), "b.html": Stamp("bb", 3, 4)}))
    assert list(recall(root, folder).files) == ["b.html"]
