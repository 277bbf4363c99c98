"""The file of ids that were changed: what it says, and what becomes of it, byte for byte."""

from pathlib import Path

import pytest

from netkeep.errors import VaultError
from netkeep.store.renames import NO_RENAMES, Rename, Renames, recorded, without
from netkeep.store.walk import MOST_RENAMES
from netkeep.text.source import digest
from tests.vaults import make_vault

PATH = "imports/renames.txt"
_CYCLE = "a -> b\nb -> a\n"


def written(root: Path, *renames: tuple[str, str]) -> str:
    """Return what the file says below its first line after renames of files that are there."""
    ((path, data, _),) = recorded(root, renames)
    assert path == PATH
    return data.decode().removeprefix(NO_RENAMES.decode())


def people(*ids: str, renames: str = "") -> dict[str, str | bytes]:
    """Return the files of a vault of these people, and its renames."""
    files: dict[str, str | bytes] = {f"people/{id_}.md": "---\nname: X\n---\n" for id_ in ids}
    return {**files, **({PATH: NO_RENAMES.decode() + renames} if renames else {})}


@pytest.mark.parametrize(
    ("said", "old", "ids", "now"),
    [
        ("a -> b\n", "a", "b", ["b"]),
        ("a -> b\nb -> c\nc -> d\n", "a", "d", ["d"]),
        ("a -> b\n", "a", "c", []),
        ("a -> b\n", "b", "b c", []),
        (_CYCLE, "b", "a", ["a"]),
        (_CYCLE, "a", "b", ["b"]),
        ("a -> b\na -> c\n", "a", "b c", ["b", "c"]),
        ("a -> b\na -> c\n", "a", "c", ["c"]),
        ("a -> b\nx -> a\n", "x", "a b", ["a", "b"]),
        ("ada-x -> ada\n", "Ada-X", "ada", ["ada"]),
        ("Ada X -> ada\n", "Ada X", "ada", ["ada"]),
        ("Ada -> ada\n", "Ada", "ada", ["ada"]),
        ("ada -> bo\n", "Ada", "ada bo", ["ada", "bo"]),
        ("J\u00e9 -> je\n", "Je\u0301", "je", ["je"]),
        ("a -> b -> c\n", "a -> b", "c", ["c"]),
    ],
)
def test_where_an_old_id_leads(said: str, old: str, ids: str, now: list[str]) -> None:
    assert list(Renames(said.encode()).leads_to(old, ids.split())) == now


def test_a_long_chain_is_not_followed_for_ever() -> None:
    chain = "".join(f"a{number} -> a{number + 1}\n" for number in range(50_000))
    renames = Renames(chain.encode())
    assert renames.leads_to("a0", {"a90"}) == ("a90",)
    assert renames.leads_to("a0", {"a200"}) == ()


@pytest.mark.parametrize(
    ("before", "rename", "ids", "after"),
    [
        ("", ("a", "b"), "b", "a -> b\n"),
        ("m -> n\n", ("a", "b"), "b n", "a -> b\nm -> n\n"),
        ("a -> b\n", ("m", "n"), "b n", "a -> b\nm -> n\n"),
        ("a -> b\n", ("b", "c"), "c", "a -> c\nb -> c\n"),
        ("a -> b\n", ("b", "a"), "a", "b -> a\n"),
        ("a -> b\nb -> a\n", ("a", "b"), "b", "a -> b\n"),
        ("a -> b\n", ("a", "c"), "b c", "a -> c\n"),
        ("a -> b\nk -> l\n", ("m", "n"), "a b l n", "k -> l\nm -> n\n"),
        ("a -> b\nk -> l\n", ("m", "n"), "l n", "k -> l\nm -> n\n"),
        ("a -> b\na -> c\n", ("c", "d"), "b d", "a -> b\na -> d\nc -> d\n"),
        ("a -> b\na -> c\n", ("c", "b"), "b", "a -> b\nc -> b\n"),
        ("broken\n# mine\n\nm -> n", ("a", "b"), "b n", "broken\n# mine\n\na -> b\nm -> n"),
        ("a -> b\r\n", ("m", "n"), "b n", "a -> b\r\nm -> n\r\n"),
        ("a -> b", ("m", "n"), "b n", "a -> b\nm -> n\n"),
        ("\udcff -> b\n", ("m", "n"), "b n", "\udcff -> b\nm -> n\n"),
    ],
)
def test_one_more_rename(before: str, rename: tuple[str, str], ids: str, after: str) -> None:
    data = before.encode(errors="surrogateescape")
    assert Renames(data).with_renames([Rename(*rename)], ids.split()).decode(errors="surrogateescape") == after


def test_a_file_knows_who_is_there_and_who_will_be(tmp_path: Path) -> None:
    make_vault(tmp_path, people("a", "b", "n", renames="b -> x\nm -> n\nz -> a\n"))
    assert written(tmp_path, ("a", "c")) == "a -> c\nm -> n\nz -> c\n"
    assert recorded(tmp_path, []) == []
    (record,) = recorded(tmp_path, [("a", "c")])
    assert record[2] == digest((tmp_path / PATH).read_bytes())


def test_the_first_rename_makes_the_file(tmp_path: Path) -> None:
    make_vault(tmp_path, people("a"))
    assert recorded(tmp_path, [("a", "b")]) == [(PATH, NO_RENAMES + b"a -> b\n", None)]
    assert recorded(tmp_path, [("# a", "b")]) == []


@pytest.mark.parametrize(
    ("said", "who", "after"),
    [
        ("a -> b\nm -> n\n", "b", "m -> n\n"),
        ("a -> b\nb -> c\nm -> n\n", "c", "m -> n\n"),
        ("a -> b\nb -> c\nm -> n\n", "a", "b -> c\nm -> n\n"),
        ("a -> c\na -> d\n", "c", ""),
        ("a -> b\nbroken b\n", "b", "broken b\n"),
    ],
)
def test_nobody_who_is_forgotten_stays_in_it(tmp_path: Path, said: str, who: str, after: str) -> None:
    make_vault(tmp_path, people("b", "n", renames=said))
    ((path, data, _),) = without(tmp_path, who)
    assert (path, data) == (PATH, NO_RENAMES + after.encode())
    assert without(tmp_path, "zed") == []


def test_what_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    root = make_vault(tmp_path, people("b"))
    assert without(root, "b") == []
    said = "imports/renames.txt cannot be read; nothing was written. 'netkeep check' says why."
    make_vault(root, {PATH: b"\n" * (MOST_RENAMES + 1)})
    with pytest.raises(VaultError, match=said):
        recorded(root, [("a", "b")])
    (root / PATH).unlink()
    (root / PATH).symlink_to("/dev/zero")
    with pytest.raises(VaultError, match=said):
        without(root, "b")
