"""What a command that was stopped has left: finished file by file, or left where somebody has changed it since."""

import errno
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from netkeep.errors import ConflictError, DiskError, VaultError
from netkeep.store.write import Finished, create_file, finish, refuse_unfinished, replace_file
from netkeep.store.write.journal import finished_in_words
from netkeep.store.write.step import Step
from netkeep.text.source import digest
from tests.vaults import make_vault

ADA, BO, NEW = b"---\nname: Ada\n---\n", b"---\nname: Bo\n---\n", b"---\nname: New\n---\n"
HASH = {data: digest(data) for data in (ADA, BO, NEW)}
WRITE = Step("write", "people/ada.md", HASH[ADA], HASH[NEW], "0")
MOVE = Step("move", "people/bo.md", HASH[BO], HASH[BO], "people/cy.md")
REMOVE = Step("remove", "people/bo.md", HASH[BO])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a vault of two people, with bytes laid down."""
    return make_vault(tmp_path, {"people/ada.md": ADA, "people/bo.md": BO, ".netkeep/pending/0": NEW})


def journal(root: Path, *steps: Step, form: int = 1) -> Path:
    """Write the journal of a command that was stopped."""
    lines = [{"format": form}, *map(list, steps)]
    text = "".join(f"{json.dumps(line)}\n" for line in lines)
    place = root / ".netkeep/pending/journal"
    place.write_text(f"{text}{json.dumps({'end': digest(text.encode())})}\n")
    return place


def people(root: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / "people").iterdir())}


def pending(root: Path) -> list[str]:
    return [path.name for path in (root / ".netkeep/pending").iterdir()]


@pytest.mark.parametrize(
    ("step", "wanted"),
    [
        (WRITE, {"ada.md": NEW, "bo.md": BO}),
        (Step("write", "people/new.md", None, HASH[NEW], "0"), {"ada.md": ADA, "bo.md": BO, "new.md": NEW}),
        (MOVE, {"ada.md": ADA, "cy.md": BO}),
        (REMOVE, {"ada.md": ADA}),
        (Step("remove", "people/bo.md", None), {"ada.md": ADA}),
    ],
)
def test_what_is_as_before_is_made_once(root: Path, step: Step, wanted: Mapping[str, bytes]) -> None:
    place = journal(root, step)
    text = place.read_text()
    assert finish(root) == Finished(1)
    assert (people(root), pending(root)) == (wanted, [])
    place.write_text(text)
    assert finish(root) == Finished()
    assert (people(root), pending(root)) == (wanted, [])


@pytest.mark.parametrize(
    ("step", "changed"),
    [
        (WRITE, {"people/ada.md": b"theirs"}),
        (WRITE, {"people/ada.md": None}),
        (WRITE, {".netkeep/pending/0": None}),
        (Step("write", "people/new.md", None, HASH[NEW], "0"), {"people/new.md": b"theirs"}),
        (MOVE, {"people/bo.md": b"theirs"}),
        (MOVE, {"people/bo.md": None}),
        (MOVE, {"people/cy.md": b"theirs"}),
        (REMOVE, {"people/bo.md": b"theirs"}),
    ],
)
def test_what_somebody_has_changed_since_is_left_and_told(
    root: Path, step: Step, changed: Mapping[str, bytes | None]
) -> None:
    journal(root, step)
    for path, data in changed.items():
        if data is None:
            (root / path).unlink()
        else:
            (root / path).write_bytes(data)
    before = people(root)
    with pytest.raises(ConflictError) as error:
        create_file(root, root / "people/zed.md", NEW)
    assert str(error.value) == (
        "an earlier command was interrupted; 0 changes it had left were made now. Changed since by another program, "
        f"and left as they are: {step.path}; compare them ('git diff'). Nothing else was written. Try again."
    )
    assert (people(root), pending(root)) == (before, [])
    create_file(root, root / "people/zed.md", NEW)


def test_whatever_writes_next_finishes_it_first(root: Path) -> None:
    journal(root, WRITE)
    with pytest.raises(ConflictError, match="was changed by another program"):
        replace_file(root, root / "people/ada.md", BO, HASH[ADA])
    replace_file(root, root / "people/ada.md", BO, HASH[NEW])
    assert people(root) == {"ada.md": BO, "bo.md": BO}


@pytest.mark.parametrize("cut", range(0, 200, 7))
def test_a_journal_that_is_cut_short_was_never_begun(root: Path, cut: int) -> None:
    place = journal(root, WRITE, REMOVE)
    place.write_bytes(place.read_bytes()[:cut])
    refuse_unfinished(root)
    assert finish(root) == Finished()
    assert (people(root), pending(root)) == ({"ada.md": ADA, "bo.md": BO}, [])


def test_a_journal_of_another_version_is_left_to_that(root: Path) -> None:
    place = journal(root, WRITE, form=2)
    with pytest.raises(VaultError) as error:
        create_file(root, root / "people/zed.md", NEW)
    assert str(error.value) == f"{place} was written by another version of netkeep: finish it with that version."
    assert (people(root), sorted(pending(root))) == ({"ada.md": ADA, "bo.md": BO}, ["0", "journal"])


def test_what_the_system_still_refuses_is_told_and_waits(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = journal(root, MOVE, WRITE)

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(DiskError) as error:
            create_file(root, root / "people/zed.md", NEW)
    assert str(error.value) == (
        f"{root / 'people/ada.md'} could not be written: the system says: No space left on device. An earlier command "
        "was interrupted, and has to be finished first: fix that, then run 'netkeep doctor --fix'; or delete "
        f"{place} to give up the rest of it."
    )
    assert finish(root) == Finished(1)
    assert people(root) == {"ada.md": NEW, "cy.md": BO}


def test_where_case_does_not_count_a_file_that_was_renamed_is_itself(root: Path) -> None:
    (root / "people/BO.md").hardlink_to(root / "people/bo.md")  # what such a system would say of the two names
    journal(root, Step("move", "people/bo.md", HASH[BO], HASH[BO], "people/BO.md"))
    assert finish(root).left == ()


def test_a_vault_that_was_moved_finishes_its_own_files(root: Path, tmp_path: Path) -> None:
    journal(root, WRITE)
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    for name in ("people", ".netkeep"):
        (root / name).rename(moved / name)
    assert finish(moved) == Finished(1)
    assert people(moved) == {"ada.md": NEW, "bo.md": BO}


def test_in_words() -> None:
    assert finished_in_words(Finished(1)) == "an earlier command was interrupted; 1 change it had left was made now."
    assert finished_in_words(Finished(1_000, ("a.md", "b.md"))) == (
        "an earlier command was interrupted; 1,000 changes it had left were made now. Changed since by another "
        "program, and left as they are: a.md, b.md; compare them ('git diff')."
    )
