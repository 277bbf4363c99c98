import os
import shutil
import signal
import sys
import threading
from pathlib import Path
from unittest import mock

import pytest

from netkeep.errors import ConflictError, VaultError
from netkeep.store.write import create_file, private_folder, replace_file
from netkeep.store.write.lock import lock
from netkeep.text.source import digest
from tests.vaults import make_vault

OLD, NEW = b"---\nname: Ada\n---\n", b"---\r\nname: Ada\r\n---\r\nnew"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_vault(tmp_path / "vault", {"people/ada.md": OLD})


def files(root: Path) -> list[str]:
    """Return everything in the vault but the lock, whose life is the library's business."""
    every = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    return sorted(path for path in every if path != ".netkeep/lock")


BEFORE = ["netkeep.toml", "people/ada.md"]
AFTER = [".netkeep/.gitignore", *BEFORE]


def test_a_file_is_replaced_byte_for_byte(root: Path) -> None:
    replace_file(root, root / "people/ada.md", NEW, digest(OLD))
    assert ((root / "people/ada.md").read_bytes(), files(root)) == (NEW, AFTER)


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o640, 0o755])
def test_the_mode_of_a_file_is_kept(root: Path, mode: int) -> None:
    (root / "people/ada.md").chmod(mode)
    replace_file(root, root / "people/ada.md", NEW, digest(OLD))
    assert (root / "people/ada.md").stat().st_mode & 0o7777 == mode


def test_a_file_changed_meanwhile_is_left_alone(root: Path) -> None:
    path = root / "people/ada.md"
    path.write_bytes(b"theirs")
    with pytest.raises(ConflictError) as error:
        replace_file(root, path, NEW, digest(OLD))
    assert str(error.value) == f"{path} was changed by another program meanwhile; nothing was written. Try again."
    assert (path.read_bytes(), files(root)) == (b"theirs", AFTER)


def test_a_file_that_is_gone_stays_gone(root: Path) -> None:
    path = root / "people/ada.md"
    path.unlink()
    with pytest.raises(ConflictError) as error:
        replace_file(root, path, NEW, digest(OLD))
    assert str(error.value) == f"{path} was removed by another program meanwhile; nothing was written. Try again."
    assert files(root) == [".netkeep/.gitignore", "netkeep.toml"]


def test_a_link_stays_a_link(root: Path) -> None:
    (root / "people/link.md").symlink_to("ada.md")
    replace_file(root, root / "people/link.md", NEW, digest(OLD))
    assert (root / "people/link.md").is_symlink()
    assert ((root / "people/ada.md").read_bytes(), files(root)) == (NEW, [*AFTER, "people/link.md"])


@pytest.mark.parametrize("crash", [OSError(28, "No space left on device"), KeyboardInterrupt(), RuntimeError("bug")])
@pytest.mark.parametrize("where", ["replace", "fsync"])
def test_whatever_stops_a_write_leaves_the_old_file_and_nothing_else(
    root: Path, monkeypatch: pytest.MonkeyPatch, crash: BaseException, where: str
) -> None:
    def stop(*_: object) -> None:
        raise crash

    target: object = Path if where == "replace" else os
    monkeypatch.setattr(target, where, stop)
    expected = VaultError if isinstance(crash, OSError) else type(crash)
    with pytest.raises(expected):
        replace_file(root, root / "people/ada.md", NEW, digest(OLD))
    with pytest.raises(expected):
        create_file(root, root / "people/bo.md", NEW)
    assert ((root / "people/ada.md").read_bytes(), files(root)) == (OLD, AFTER)


def test_a_full_disk_in_words(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(VaultError) as error:
        replace_file(root, root / "people/ada.md", NEW, digest(OLD))
    assert str(error.value) == (
        f"{root / 'people/ada.md'} could not be written: the system says: No space left on device; it is as it was."
    )


def test_a_folder_that_may_not_be_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(VaultError) as error:
        create_file(root, root / "people/bo.md", NEW)
    assert str(error.value) == (
        f"{root / 'people/bo.md'} could not be written: you have no permission to write there; it is as it was."
    )


def test_a_lock_that_another_holds_is_waited_for(root: Path) -> None:
    path = root / "people/ada.md"
    with lock(root):
        waiting = threading.Thread(target=replace_file, args=(root, path, NEW, digest(OLD)))
        waiting.start()
        waiting.join(0.2)
        assert (waiting.is_alive(), path.read_bytes()) == (True, OLD)
    waiting.join(10)
    assert (waiting.is_alive(), path.read_bytes()) == (False, NEW)


def test_the_lock_of_a_process_that_died_is_free(root: Path) -> None:
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        with lock(root):
            os.write(theirs, b"locked")
            os.kill(os.getpid(), signal.SIGKILL)
    os.read(ours, 6)
    os.waitpid(child, 0)
    replace_file(root, root / "people/ada.md", NEW, digest(OLD))
    assert (root / "people/ada.md").read_bytes() == NEW


def test_whoever_waits_while_the_folder_is_deleted_takes_the_new_lock(root: Path) -> None:
    with lock(root):
        waiting = threading.Thread(target=replace_file, args=(root, root / "people/ada.md", NEW, digest(OLD)))
        waiting.start()
        waiting.join(0.2)
        shutil.rmtree(root / ".netkeep")
        with lock(root):
            pass
    waiting.join(10)
    assert not waiting.is_alive()
    assert (root / "people/ada.md").read_bytes() == NEW


def test_where_there_is_no_flock_the_library_locks(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = mock.Mock()
    monkeypatch.setattr("filelock.FileLock", taken)
    monkeypatch.setitem(sys.modules, "fcntl", None)
    replace_file(root, root / "people/ada.md", NEW, digest(OLD))
    assert taken.mock_calls == [
        mock.call(root / ".netkeep/lock", timeout=-1),
        mock.call().acquire(),
        mock.call().release(),
    ]


def test_a_lock_that_cannot_be_taken(root: Path) -> None:
    (private_folder(root) / "lock").mkdir()
    with pytest.raises(VaultError, match=r"lock could not be written: "):
        replace_file(root, root / "people/ada.md", NEW, digest(OLD))
    assert (root / "people/ada.md").read_bytes() == OLD


def test_a_private_folder_that_cannot_be_made(root: Path) -> None:
    (root / ".netkeep").write_text("a file")
    with pytest.raises(VaultError) as error:
        replace_file(root, root / "people/ada.md", NEW, digest(OLD))
    assert str(error.value) == (
        f"{root / '.netkeep'} could not be written: the system says: File exists; it is as it was."
    )


def test_git_ignores_the_private_folder_and_nobody_else_reads_it(root: Path) -> None:
    folder = private_folder(root)
    assert (folder / ".gitignore").read_bytes() == b"*\n"
    assert folder.stat().st_mode & 0o777 == 0o700
    (folder / ".gitignore").write_bytes(b"mine\n")
    assert (private_folder(root) / ".gitignore").read_bytes() == b"mine\n"


def test_an_ignore_file_that_a_full_disk_left_empty_is_written_again(root: Path) -> None:
    (root / ".netkeep").mkdir()
    (root / ".netkeep/.gitignore").touch()
    assert (private_folder(root) / ".gitignore").read_bytes() == b"*\n"


def test_a_new_file_is_the_owners_alone(root: Path) -> None:
    create_file(root, root / "people/new/bo.md", NEW)
    assert (root / "people/new/bo.md").read_bytes() == NEW
    assert (root / "people/new/bo.md").stat().st_mode & 0o777 == 0o600
    assert files(root) == [*AFTER, "people/new/bo.md"]


@pytest.mark.parametrize("dangling", [False, True])
def test_what_exists_is_not_written_over(root: Path, *, dangling: bool) -> None:
    path = root / "people/ada.md"
    if dangling:
        path.unlink()
        path.symlink_to("gone.md")
    with pytest.raises(ConflictError) as error:
        create_file(root, path, NEW)
    assert str(error.value) == f"{path} exists already; nothing was written."
    assert files(root) == ([".netkeep/.gitignore", "netkeep.toml"] if dangling else AFTER)
