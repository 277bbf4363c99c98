"""Several files written, and files renamed: each whole or not at all, and no name lost."""

import os
from pathlib import Path

import pytest

from netkeep.errors import ConflictError
from netkeep.model.schema import PERSON
from netkeep.store.batch import save_all
from netkeep.store.save import Change
from netkeep.text.document import Document, read_document
from tests.vaults import make_vault

_ADA, _BO = b"---\nname: Ada\n---\n", b"---\nname: Bo\n---\n"


def _files(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "people").iterdir()}


def _document(path: str, data: bytes) -> Document:
    return read_document(path, data, PERSON)


def _change(old: str, data: bytes, new: str, after: bytes) -> Change:
    return _document(f"people/{old}.md", data), _document(f"people/{new}.md", after)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a vault of two people."""
    return make_vault(tmp_path, {"people/Ada.md": _ADA, "people/bo.md": _BO})


def _moved(data: bytes, new: str) -> list[Change]:
    return [_change("Ada", data, new, data)]


def test_a_file_gets_another_name(root: Path) -> None:
    save_all(root, _moved(_ADA, "ada"))
    assert _files(root) == {"ada.md": _ADA, "bo.md": _BO}


def test_a_name_that_is_taken(root: Path) -> None:
    with pytest.raises(ConflictError, match="exists already; nothing was written"):
        save_all(root, _moved(_ADA, "bo"))
    assert _files(root) == {"Ada.md": _ADA, "bo.md": _BO}


def test_a_name_that_a_broken_link_has(root: Path) -> None:
    (root / "people/cy.md").symlink_to("nowhere")
    with pytest.raises(ConflictError, match="exists already"):
        save_all(root, _moved(_ADA, "cy"))
    assert (root / "people/cy.md").is_symlink()


def test_where_case_does_not_count_the_file_itself_is_not_in_the_way(root: Path) -> None:
    (root / "people/ada.md").hardlink_to(root / "people/Ada.md")  # what such a system would say of the two names
    save_all(root, _moved(_ADA, "ada"))
    assert (root / "people/ada.md").read_bytes() == _ADA


def test_a_file_that_was_changed_meanwhile(root: Path) -> None:
    with pytest.raises(ConflictError, match="was changed by another program meanwhile"):
        save_all(root, _moved(_BO, "ada"))
    assert _files(root) == {"Ada.md": _ADA, "bo.md": _BO}


def test_a_file_that_is_gone(root: Path) -> None:
    with pytest.raises(ConflictError, match=r"cy\.md was removed by another program meanwhile; nothing was written"):
        save_all(root, [_change("cy", _ADA, "ada", _ADA)])


def test_a_link_is_renamed_and_what_it_leads_to_is_written(root: Path) -> None:
    (root / "people/Cy.md").symlink_to("bo.md")
    save_all(root, [_change("Cy", _BO, "cy", _BO + b"x\n")])
    assert _files(root) == {"Ada.md": _ADA, "bo.md": _BO + b"x\n", "cy.md": _BO + b"x\n"}
    assert (root / "people/cy.md").is_symlink()


def test_names_and_what_is_in_the_files(root: Path) -> None:
    new = _ADA + b"[[bo]]\n"
    save_all(root, [_change("Ada", _ADA, "ada", new), _change("bo", _BO, "bo", _BO + b"[[ada]]\n")])
    assert _files(root) == {"ada.md": new, "bo.md": _BO + b"[[ada]]\n"}


def test_one_name_that_is_refused_and_nothing_is_renamed_or_written(root: Path) -> None:
    changes = [_change("Ada", _ADA, "ada", _ADA + b"x\n"), _change("bo", _ADA, "bo-x", _BO + b"x\n")]
    with pytest.raises(ConflictError):
        save_all(root, changes)
    assert _files(root) == {"Ada.md": _ADA, "bo.md": _BO}


def test_two_names_of_one_file_are_written_once(root: Path) -> None:
    (root / "people/cy.md").symlink_to("bo.md")
    save_all(root, [_change(name, _BO, name, _BO + b"x\n") for name in ("bo", "cy")])
    assert (root / "people/bo.md").read_bytes() == _BO + b"x\n"
    assert (root / "people/cy.md").is_symlink()


def test_nothing_to_change_writes_nothing(root: Path) -> None:
    before = (root / "people/bo.md").stat().st_mtime_ns
    save_all(root, [_change("bo", _BO, "bo", _BO)])
    assert (root / "people/bo.md").stat().st_mtime_ns == before


def test_one_file_that_was_changed_and_none_is_written(root: Path) -> None:
    changes = [_change("Ada", _ADA, "Ada", _ADA + b"x\n"), _change("bo", _ADA, "bo", _BO + b"x\n")]
    with pytest.raises(ConflictError, match=r"bo\.md was changed by another program meanwhile; nothing was written\."):
        save_all(root, changes)
    assert _files(root) == {"Ada.md": _ADA, "bo.md": _BO}


def test_a_name_that_is_no_text(root: Path) -> None:
    real = root / "people" / os.fsdecode(b"ad\xe4.md")
    (root / "people/Ada.md").rename(real)
    save_all(root, [_change("ad\\xe4", _ADA, "ad-xe4", _ADA + b"x\n")])
    assert _files(root) == {"ad-xe4.md": _ADA + b"x\n", "bo.md": _BO}
