"""What is remembered of a folder: written once, gone on with, and never believed where somebody else was there."""

from collections.abc import Callable
from pathlib import Path

import pytest

from netkeep.site.build import build_into
from netkeep.site.manifest import Manifest, Stamp, recalled, remembered
from netkeep.site.output import Output
from netkeep.store.again import Shelf
from tests.site.vaults import TODAY
from tests.vaults import make_vault

_A, _B = Stamp("aa", "k", 1, 2, "words \u2028 of a"), Stamp("bb", "", 3, 4)
_SMALL = {"people/ada.md": "---\nname: Ada\n---\n", "people/bob.md": "---\nname: Bob\n---\n"}


def _place(root: Path) -> Path:
    (place,) = (root / ".netkeep" / "site").glob("*.json")
    return place


def test_a_change_is_a_further_line(tmp_path: Path) -> None:
    root, folder = make_vault(tmp_path / "vault", {}), tmp_path / "site"
    folder.mkdir()
    files = {f"{number}.html": _B for number in range(4)} | {"a.html": _A}
    first = remembered(root, Manifest(folder, {}), files)
    before = _place(root).read_bytes()
    assert recalled(root, folder) == first
    second = remembered(root, first, {**files, "a.html": _A._replace(digest="cc")})
    third = remembered(root, second, {name: stamp for name, stamp in second.files.items() if name != "0.html"})
    assert _place(root).read_bytes() == before + b'\n["a.html","cc","k",1,2,"words \\u2028 of a"]\n["0.html"]'
    assert recalled(root, folder) == third
    assert recalled(root, folder, third) is third
    assert recalled(root, folder, second) == third
    assert remembered(root, third, third.files) == third


def test_more_changes_than_files_begin_it_anew(tmp_path: Path) -> None:
    root, folder = make_vault(tmp_path / "vault", {}), tmp_path / "site"
    folder.mkdir()
    manifest = remembered(root, Manifest(folder, {}), {"a.html": _A, "b.html": _B})
    lengths = []
    for time in range(5):
        manifest = remembered(root, manifest, {"a.html": _A._replace(time=time), "b.html": _B})
        lengths.append(manifest.lines)
        assert recalled(root, folder) == manifest
        assert len(_place(root).read_bytes().splitlines()) == 2 + manifest.lines
    assert lengths == [3, 4, 2, 3, 4]


def test_what_somebody_else_wrote_down_is_read(tmp_path: Path) -> None:
    root, folder = make_vault(tmp_path / "vault", {}), tmp_path / "site"
    folder.mkdir()
    ours = remembered(root, Manifest(folder, {}), {"a.html": _A})
    theirs = remembered(root, recalled(root, folder), {"a.html": _A, "b.html": _B})
    assert recalled(root, folder, ours) == theirs
    # What was begun before that does not go on from it.
    assert recalled(root, folder) == theirs
    assert remembered(root, ours, {"a.html": _A}).files == recalled(root, folder).files == {"a.html": _A}
    _place(root).write_text("spoiled")
    assert recalled(root, folder, ours) == Manifest(folder, {})
    assert recalled(root, tmp_path / "other", ours) == Manifest(tmp_path / "other", {})


def test_what_cannot_be_written_down_is_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, folder = make_vault(tmp_path / "vault", {}), tmp_path / "site"
    folder.mkdir()
    known = remembered(root, Manifest(folder, {}), {"a.html": _A, "b.html": _B})

    def no_room(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("netkeep.site.manifest.os.fsync", no_room)
        left = remembered(root, known, {"a.html": _A})
    assert left.mark is None
    assert recalled(root, folder, left) == Manifest(folder, {})


def _spoil(place: Path) -> None:
    place.write_bytes(place.read_bytes()[:-9])


def _take(place: Path) -> None:
    place.unlink()


@pytest.mark.parametrize("meddle", [_spoil, _take])
def test_a_server_whose_memory_was_meddled_with_begins_from_nothing(
    tmp_path: Path, meddle: Callable[[Path], None]
) -> None:
    vault, site, shelf = make_vault(tmp_path / "vault", _SMALL), tmp_path / "site", Shelf()
    every = build_into(vault, TODAY, site, shelf.load).written
    meddle(_place(vault))
    assert build_into(vault, TODAY, site, shelf.load).written == every


def test_a_server_sees_what_others_did_to_its_files(tmp_path: Path) -> None:
    vault, site, shelf = make_vault(tmp_path / "vault", _SMALL), tmp_path / "site", Shelf()

    def built() -> Output:
        return build_into(vault, TODAY, site, shelf.load)

    built()
    assert built().written == set()
    (site / "people" / "ada.html").write_text("spoiled")
    (site / "people" / "bob.html").unlink()
    assert built().written == {"people/ada.html", "people/bob.html"}
    # Another process builds a later state into the same folder; this one goes on from there.
    (vault / "people" / "cyd.md").write_text("---\nname: Cyd\n---\n")
    build_into(vault, TODAY, site)
    (vault / "people" / "cyd.md").unlink()
    built()
    assert not (site / "people" / "cyd.html").exists()
