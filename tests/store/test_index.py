"""The index: current, whatever happened to the files or to itself."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest

from netkeep.check.analysis import analyse
from netkeep.check.reader import reader
from netkeep.check.runner import check, report
from netkeep.store.index.fast_path import answer
from netkeep.store.index.refresh import open_index
from netkeep.store.index.reread import stamp_to_keep
from netkeep.store.index.rows import Stamp
from netkeep.store.index.tables import on_disk
from netkeep.store.load import load
from netkeep.store.settings import read_settings
from netkeep.text.document import Document
from tests.vaults import make_vault

TODAY = date(2024, 6, 1)
ADA = "---\nname: Ada\nknows: [bob, cy]\n---\n"
BOB = "---\nname: Bob\nemails: [bob@x.example]\n---\n"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return make_vault(tmp_path / "vault", {"people/ada.md": ADA, "people/bob.md": BOB})


def indexed(root: Path, read: list[str] | None = None) -> list[str]:
    def noted(document: Document, settings: object) -> object:
        if read is not None:
            read.append(document.path)
        return analyse(document, settings)  # type: ignore[arg-type]

    with closing(open_index(root, reader(read_settings(root))._replace(analyse=noted))) as connection:  # type: ignore[arg-type]
        return [f"{one.path}:{one.line} {one.code}" for one in report(connection, read_settings(root), TODAY)]


def afresh(root: Path) -> list[str]:
    return [f"{one.path}:{one.line} {one.code}" for one in check(load(root), TODAY)]


def settle(root: Path) -> None:
    """Give all files a time that is long past, as if nobody had touched them for a while."""
    for path in root.rglob("*.md"):
        os.utime(path, ns=(1_700_000_000_123_456_789, 1_700_000_000_123_456_789))


def change_nothing(root: Path) -> None:
    assert root.is_dir()


def edit(root: Path) -> None:
    make_vault(root, {"people/bob.md": BOB.replace("Bob", "Bert")})


def edit_keeping_size_and_time(root: Path) -> None:
    path = root / "people/bob.md"
    before = path.stat()
    other = root / "people/other.tmp"  # there at the same time, so that it has another inode
    other.write_text(BOB.replace("emails", "emials"))
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)


def delete(root: Path) -> None:
    (root / "people/bob.md").unlink()


def add(root: Path) -> None:
    make_vault(root, {"people/cy.md": BOB, "people/stray.txt": "", "people/sub/bob.md": BOB})


def rename(root: Path) -> None:
    (root / "people/bob.md").rename(root / "people/cy.md")


def tear(root: Path) -> None:
    (root / "people/bob.md").write_bytes(b"---\nname: Bob\n")
    (root / "people/folder.md").mkdir()


def settings(root: Path) -> None:
    make_vault(root, {"netkeep.toml": "format = 1\n[log]\nkinds = { swim = true }\n", "people/cy.md": BOB})


CHANGES = [change_nothing, edit, edit_keeping_size_and_time, delete, add, rename, tear, settings]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: str(change.__name__))
def test_says_what_a_fresh_look_says(change: Callable[[Path], None], vault: Path) -> None:
    settle(vault)
    assert indexed(vault) == afresh(vault) == ["people/ada.md:3 NK401"]
    change(vault)
    assert indexed(vault) == afresh(vault)
    assert indexed(vault) == afresh(vault)


def test_reads_again_only_what_changed(vault: Path) -> None:
    settle(vault)
    read: list[str] = []
    indexed(vault, read)
    assert sorted(read) == ["people/ada.md", "people/bob.md"]
    read.clear()
    indexed(vault, read)
    assert read == []
    edit(vault)
    (vault / "people/bob.md").touch()
    indexed(vault, read)
    assert read == ["people/bob.md"]


def noise(path: Path) -> None:
    path.write_bytes(b"\x93not a database at all" * 1000)


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def scratch(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:8192] = bytes(range(256)) * 16
    path.write_bytes(data)


def unlink(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def older(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE meta SET value = 'another version' WHERE key = 'fingerprint'")
        connection.execute("DELETE FROM file")
        connection.commit()


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE file (somebody TEXT)")
        connection.commit()


DAMAGE = [noise, truncate, scratch, unlink, empty, older, foreign]


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: str(damage.__name__))
def test_is_rebuilt_without_a_word(
    damage: Callable[[Path], None], vault: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    settle(vault)
    expected = indexed(vault)
    for leftover in (vault / ".netkeep").glob("index.sqlite-*"):
        leftover.unlink()
    damage(vault / ".netkeep/index.sqlite")
    assert indexed(vault) == expected
    assert indexed(vault) == expected
    assert tuple(capfd.readouterr()) == ("", "")


def test_a_place_that_cannot_be_written_is_no_obstacle(vault: Path) -> None:
    (vault / ".netkeep").write_text("a file where the folder should be")
    assert indexed(vault) == ["people/ada.md:3 NK401"]
    (vault / ".netkeep").unlink()
    (vault / ".netkeep/index.sqlite").mkdir(parents=True)
    assert indexed(vault) == ["people/ada.md:3 NK401"]


def test_a_lock_held_by_another_program_is_no_obstacle(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netkeep.store.index.tables._SECONDS", 0.05)
    indexed(vault)
    edit(vault)
    with closing(sqlite3.connect(vault / ".netkeep/index.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert indexed(vault) == afresh(vault)


def test_many_at_once_agree(vault: Path) -> None:
    command = [sys.executable, "-m", "netkeep", "--vault", str(vault), "--today", "2024-06-01", "check"]

    def look() -> tuple[int, bytes]:
        done = subprocess.run(command, capture_output=True, check=False)
        return done.returncode, done.stderr

    with ThreadPoolExecutor(4) as pool:
        assert {future.result() for future in [pool.submit(look) for _ in range(6)]} == {(1, b"")}


def test_an_index_in_use_is_not_taken_away(vault: Path) -> None:
    path = str(vault / "index.sqlite")
    with closing(on_disk(path, "one")) as before, closing(on_disk(path, "another")) as after:
        assert [one.execute("SELECT value FROM meta").fetchall() for one in (before, after)] == [[("another",)]] * 2
        before.execute("INSERT INTO meta VALUES ('said', 'by the first')")
        assert after.execute("SELECT value FROM meta WHERE key = 'said'").fetchall() == [("by the first",)]


def test_a_damaged_index_is_begun_anew_once(vault: Path) -> None:
    path = vault / "index.sqlite"
    path.write_bytes(b"noise" * 5000)
    everyone = Barrier(8, timeout=30)

    def say(number: int) -> int:
        with closing(on_disk(str(path), "one")) as connection:
            everyone.wait()
            connection.execute("INSERT INTO meta VALUES (?, 'said')", (str(number),))
            everyone.wait()
            return int(connection.execute("SELECT COUNT(*) FROM meta WHERE value = 'said'").fetchone()[0])

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(say, range(8))) == [8] * 8


def test_a_file_saved_in_the_tick_it_was_read_in_is_read_again() -> None:
    began = 1_700_000_000_500_000_000
    early = Stamp("x", 5, began - 60_000_000, 1)
    assert stamp_to_keep(early, began) == early
    assert stamp_to_keep(early._replace(mtime_ns=began - 40_000_000), began).size == -1
    assert stamp_to_keep(early._replace(mtime_ns=began + 10**9), began).size == -1
    whole_seconds = early._replace(mtime_ns=1_699_999_999 * 10**9)
    assert stamp_to_keep(whole_seconds, began).size == -1
    assert stamp_to_keep(whole_seconds, began + 3 * 10**9) == whole_seconds


def test_a_fresh_file_changed_again_unseen_is_seen(vault: Path) -> None:
    """The same size, time and inode, as when an editor writes twice within a tick."""
    path = vault / "people/bob.md"
    indexed(vault)  # so that all that is needed is loaded, and the next look is a quick one
    path.touch()
    indexed(vault)
    before = path.stat()
    with path.open("r+b") as file:
        file.write(BOB.replace("emails", "emials").encode())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert indexed(vault) == afresh(vault) == ["people/ada.md:3 NK401", "people/bob.md:3 NK201"]


def test_an_answer_is_given_only_where_the_index_is_current(vault: Path) -> None:
    def told(paths: list[str], today: str) -> tuple[int, list[str]] | None:
        known = answer(str(vault), paths, today)
        return known and (known[0], [f"{row[0]}:{row[1]} {row[3]}" for row in known[1]])

    assert told([], "2024-06-01") is None
    make_vault(vault, {"people/cy.md": "---\nname: Cy\n---\n\n## Log\n\n- 2024-06-02 call\n"})
    settle(vault)
    indexed(vault)
    assert told([], "2024-06-02") == (3, [])
    assert told([], "2024-06-01") == (3, ["people/cy.md:7 NK303"])
    assert told(["people/ada.md"], "2024-06-01") == (3, [])
    assert told(["people"], "2024-06-01") == (3, ["people/cy.md:7 NK303"])
    assert told([], "someday") is None
    (vault / "people/cy.md").touch()
    assert told([], "2024-06-02") is None


def test_rules_that_are_only_asked_for_a_check_are_asked(vault: Path) -> None:
    make_vault(vault, {"netkeep.toml": '[check]\nselect = ["never-in-touch"]\n'})
    settle(vault)
    with closing(open_index(vault, reader(read_settings(vault)))):
        pass
    assert answer(str(vault), [], "2024-06-01") is None


def test_an_entry_to_come_comes(vault: Path) -> None:
    make_vault(vault, {"people/cy.md": "---\nname: Cy\n---\n\n## Log\n\n- 2024-06-02 call\n"})
    for day, found in ((date(2024, 6, 1), 1), (date(2024, 6, 2), 0), (date(2024, 5, 1), 1)):
        with closing(open_index(vault, reader(read_settings(vault)))) as connection:
            assert len(report(connection, read_settings(vault), day)) == found


def test_nothing_heavy_is_imported_where_nothing_changed(vault: Path) -> None:
    make_vault(vault, {"people/cy.md": "---\nname: Cy\n---\n"})
    settle(vault)
    assert indexed(vault) == []
    script = (
        "import sys; from netkeep.cli.quick import quick_check; assert quick_check(['check']) == 0;"
        "heavy = {'click', 'yaml', 'frontmatter', 'pathlib', 'dataclasses', 'typing', 're', 'json', 'inspect', 'enum'};"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=vault, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("3 files checked: no findings.\n", "")
