"""Many files written in one go: all of them, or none where one may not be."""

import os
import unicodedata
from pathlib import Path

import pytest

from netkeep.errors import ConflictError, DiskError, VaultError
from netkeep.model.schema import PERSON
from netkeep.store.batch import replace_or_create, save_all
from netkeep.store.save import Change
from netkeep.store.write import Finished, Write, finish
from netkeep.text.document import read_document
from netkeep.text.source import digest
from tests.vaults import make_vault

_ADA, _BO, _LINES = b"---\nname: Ada\n---\n", b"---\nname: Bo\n---\n", b'{"a": 1}\n'
_FILES = {"imports/x.jsonl": _LINES, "people/ada.md": _ADA, "people/bo.md": _BO}


def _change(stem: str, before: bytes, after: bytes) -> Change:
    path = f"people/{stem}.md"
    return read_document(path, before, PERSON), read_document(path, after, PERSON)


_BOTH = [_change("ada", _ADA, _ADA + b"x\n"), _change("bo", _BO, _BO + b"x\n")]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a vault of two people and one record."""
    return make_vault(tmp_path, {**_FILES})


def _files(root: Path) -> dict[str, bytes]:
    """Return every file, temporary ones too, but what is netkeep's own."""
    every = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in sorted(every.items()) if name[:8] not in {".netkeep", "netkeep."}}


def test_changed_and_new_files_and_records(root: Path) -> None:
    (root / "people/ada.md").chmod(0o640)
    records = [("imports/x.jsonl", b"new\n", digest(_LINES)), ("imports/y.jsonl", b"y\n", None)]
    save_all(root, _BOTH, [("people/new/cy.md", b"cy")], records)
    assert _files(root) == {
        "imports/x.jsonl": b"new\n",
        "imports/y.jsonl": b"y\n",
        "people/ada.md": _ADA + b"x\n",
        "people/bo.md": _BO + b"x\n",
        "people/new/cy.md": b"cy",
    }
    modes = [(root / path).stat().st_mode & 0o777 for path in ("people/ada.md", "people/new/cy.md")]
    assert modes == [0o640, 0o600]


def test_nothing_to_write_touches_nothing(root: Path) -> None:
    save_all(root, [_change("ada", _BO, _BO)])
    assert _files(root) == _FILES
    assert not (root / ".netkeep").exists()


def test_more_files_than_are_synced_one_by_one(root: Path) -> None:
    new = [(f"people/p{number}.md", b"p") for number in range(30)]
    save_all(root, _BOTH, new)
    assert len(_files(root)) == 33


@pytest.mark.parametrize(
    ("changes", "new", "records", "message"),
    [
        ([_BOTH[0], _change("bo", _ADA, _BO)], [], [], "people/bo.md was changed by another program meanwhile"),
        (_BOTH, [("people/Ada.md", b"")], [], "people/Ada.md exists already"),
        (_BOTH, [], [("imports/x.jsonl", b"", digest(b""))], "imports/x.jsonl was changed by another program"),
        (_BOTH, [], [("imports/x.jsonl", b"", None)], "imports/x.jsonl exists already"),
        (_BOTH, [("people/cy.md", b""), ("people/CY.md", b"")], [], "people/CY.md is a name for two new files"),
    ],
)
def test_one_conflict_and_nothing_is_written(
    root: Path, changes: list[Change], new: list[tuple[str, bytes]], records: list[Write], message: str
) -> None:
    with pytest.raises(ConflictError) as error:
        save_all(root, changes, new, [(str(path), data, expected) for path, data, expected in records])
    assert message in str(error.value)
    assert "nothing was written" in str(error.value)
    assert _files(root) == _FILES


def test_a_name_that_is_taken_in_another_form_of_unicode(root: Path) -> None:
    taken = unicodedata.normalize("NFD", "zoë")
    (root / f"people/{taken}.md").write_bytes(b"")
    with pytest.raises(ConflictError, match="exists already; nothing was written"):
        save_all(root, _BOTH, [("people/zoë.md", b"")])
    assert _files(root) == {**_FILES, f"people/{taken}.md": b""}


def test_a_name_that_a_broken_link_has(root: Path) -> None:
    (root / "people/cy.md").symlink_to("nowhere")
    with pytest.raises(ConflictError, match="exists already"):
        save_all(root, [], [("people/cy.md", b"")])
    assert (root / "people/cy.md").is_symlink()


def test_a_file_that_is_gone(root: Path) -> None:
    (root / "people/bo.md").unlink()
    with pytest.raises(ConflictError, match=r"bo\.md was removed by another program meanwhile; nothing was written\."):
        save_all(root, _BOTH)
    assert _files(root) == {path: data for path, data in _FILES.items() if path != "people/bo.md"}


def test_a_link_stays_a_link_and_its_file_is_written_once(root: Path) -> None:
    (root / "people/cy.md").symlink_to("bo.md")
    save_all(root, [_change(stem, _BO, _BO + b"x\n") for stem in ("bo", "cy")])
    assert (root / "people/bo.md").read_bytes() == _BO + b"x\n"
    assert (root / "people/cy.md").is_symlink()


def test_a_name_that_is_no_text(root: Path) -> None:
    real = root / "people" / os.fsdecode(b"ad\xe4.md")
    (root / "people/ada.md").rename(real)
    save_all(root, [_change("ad\\xe4", _ADA, _ADA + b"x\n")])
    assert real.read_bytes() == _ADA + b"x\n"


@pytest.mark.parametrize("crash", [OSError(28, "No space left on device"), KeyboardInterrupt(), RuntimeError("bug")])
def test_whatever_stops_it_before_the_first_rename_leaves_every_file(
    root: Path, monkeypatch: pytest.MonkeyPatch, crash: BaseException
) -> None:
    synced: list[int] = []

    def stop(handle: int) -> None:
        synced.append(handle)
        if len(synced) > 1:
            raise crash

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(VaultError if isinstance(crash, OSError) else type(crash)) as error:
        save_all(root, _BOTH, [("people/cy.md", b"cy")])
    if isinstance(crash, OSError):
        assert str(error.value) == (
            f"{root / 'people/ada.md'} could not be written: the system says: No space left on device; it is as it "
            "was. Nothing was written."
        )
    assert _files(root) == _FILES


@pytest.mark.parametrize("done", [0, 1, 2])
def test_a_rename_that_fails_is_made_by_the_next_one_who_writes(
    root: Path, monkeypatch: pytest.MonkeyPatch, done: int
) -> None:
    replace, renamed = Path.replace, list[Path]()

    def fail(path: Path, target: Path) -> Path:
        if len(renamed) == done:
            raise OSError(5, "Input/output error")
        renamed.append(target)
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(DiskError) as error:
        save_all(root, _BOTH, [("people/cy.md", b"cy")])
    path = root / "people" / ["ada.md", "bo.md", "cy.md"][done]
    so_far = ["; it is as it was. Nothing was written.", ". Of 3 changes, 1 was", ". Of 3 changes, 2 were"][done]
    rest = " made before it; the next command that writes makes the rest, or 'netkeep doctor --fix'." if done else ""
    assert str(error.value) == f"{path} could not be written: the system says: Input/output error{so_far}{rest}"
    written = {"people/ada.md": _ADA + b"x\n", "people/bo.md": _BO + b"x\n", "people/cy.md": b"cy"}
    assert _files(root) == {**_FILES, **dict(list(written.items())[:done])}
    monkeypatch.undo()
    assert finish(root) == Finished(3 - done if done else 0)
    assert _files(root) == {**_FILES, **(written if done else {})}
    assert [path.name for path in (root / ".netkeep/pending").iterdir()] == []


def test_a_folder_that_may_not_be_written_is_known_before_anything_is(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, _: path != root / "imports")
    with pytest.raises(DiskError) as error:
        save_all(root, _BOTH, records=[("imports/x.jsonl", b"", digest(_LINES))])
    assert str(error.value) == (
        f"{root / 'imports'} could not be written: you have no permission to write there; it is as it was. Nothing was "
        "written."
    )
    assert _files(root) == _FILES


def test_a_record_made_and_written_again(root: Path) -> None:
    replace_or_create(root, "imports/y.jsonl", b"1\n", None)
    replace_or_create(root, "imports/y.jsonl", b"2\n", digest(b"1\n"))
    with pytest.raises(ConflictError, match="changed by another program"):
        replace_or_create(root, "imports/y.jsonl", b"3\n", digest(b"1\n"))
    assert _files(root) == {**_FILES, "imports/y.jsonl": b"2\n"}
