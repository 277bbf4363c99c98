"""A folder of cards whose ids do not tell them apart: none is written a second time, and none is written over."""

from pathlib import Path

import pytest

from tests.exchange.importing import Book
from tests.exchange.vcard.cards import card

ADA = card("UID:0", "FN:Ada One", "N:One;Ada;;;", "EMAIL:ada@one.example")
BEN = card("UID:0", "FN:Ben Two", "N:Two;Ben;;;", "TEL:+442079460018")
CY = card("UID:0", "FN:Cy Three", "N:Three;Cy;;;")


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path / "vault")


def _fill(folder: Path, *files: bytes) -> dict[str, bytes]:
    folder.mkdir()
    for letter, data in zip("abc", files, strict=False):
        (folder / f"{letter}.vcf").write_bytes(data)
    return _there(folder)


def _there(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.vcf")}


def _import(book: Book, folder: Path) -> None:
    done = book.run("import", "vcard", folder, "--source", "phone")
    assert done.code == 0, done.out


def _export(book: Book, folder: Path) -> str:
    return book.run("export", "vcard", "--vdir", folder, "--source", "phone", "--version", "3.0").out


def _edit(book: Book, person: str, before: str, after: str) -> None:
    file = book.root / "people" / f"{person}.md"
    file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")


def test_people_with_one_id_each_keep_their_card(book: Book, tmp_path: Path) -> None:
    folder = tmp_path / "phone"
    before = _fill(folder, ADA, BEN, CY)
    _import(book, folder)
    vault = book.everything()
    assert _export(book, folder) == f"{folder}: 0 written, 3 as they were, 0 removed\n"
    assert (_there(folder), book.everything()) == (before, vault)
    _edit(book, "ben-two", "0018", "0019")
    assert _export(book, folder) == f"{folder}: 1 written, 2 as they were, 0 removed\n"
    assert _there(folder) == {**before, "b.vcf": BEN.replace(b"+442079460018", b"+442079460019")}
    vault = book.everything()
    _import(book, folder)
    assert book.everything() == vault


def test_the_id_of_several_is_nobodys_in_another_folder(book: Book, tmp_path: Path) -> None:
    _fill(tmp_path / "phone", ADA, BEN)
    _import(book, tmp_path / "phone")
    _export(book, tmp_path / "other")
    ids = {line for data in _there(tmp_path / "other").values() for line in data.splitlines() if line[:3] == b"UID"}
    assert len(ids) == 2
    assert all(line.startswith(b"UID:urn:uuid:") for line in ids)


def test_who_is_removed_there_does_not_come_back_and_the_other_is_kept_up_to_date(book: Book, tmp_path: Path) -> None:
    folder = tmp_path / "phone"
    _fill(folder, ADA, BEN)
    _import(book, folder)
    _export(book, folder)
    (folder / "b.vcf").unlink()
    _edit(book, "ada-one", "ada@one.example", "ada@two.example")
    assert _export(book, folder).startswith(f"{folder}: 1 written, 0 as they were, 0 removed\n")
    assert _there(folder) == {"a.vcf": ADA.replace(b"ada@one", b"ada@two")}


@pytest.mark.parametrize("uid", [(), ("UID:7",)])
def test_cards_of_one_person_that_have_no_ids_of_their_own_all_stay(
    book: Book, tmp_path: Path, uid: tuple[str, ...]
) -> None:
    first = card(*uid, "FN:Ada One", "N:One;Ada;;;", "EMAIL:ada@one.example", "TEL:+442079460018")
    folder, others = tmp_path / "phone", ("EMAIL:Ada@One.example", "TEL:+442079460020")
    before = _fill(folder, first, card(*uid, "FN:Ada One", "N:One;Ada;;;", *others))
    _import(book, folder)
    assert list(book.contacts()) == ["ada-one"]
    assert _export(book, folder) == f"{folder}: 0 written, 1 as they were, 0 removed\n"
    assert _there(folder) == before
    _edit(book, "ada-one", "0018", "0019")
    assert _export(book, folder) == f"{folder}: 1 written, 0 as they were, 0 removed\n"
    assert _there(folder) == {**before, "a.vcf": first.replace(b"0018", b"0019")}
    vault = book.everything()
    _import(book, folder)
    assert book.everything() == vault


@pytest.mark.parametrize("other", ["N:One;Ada;;;", "N:One;Ada;May;;Jr."])
@pytest.mark.parametrize("unclear_first", [False, True])
def test_a_card_of_somebody_held_back_waits_beside_the_one_that_is_kept_up_to_date(
    book: Book,
    tmp_path: Path,
    unclear_first: bool,  # noqa: FBT001
    other: str,
) -> None:
    first = card("FN:Ada May One", "N:One;Ada;May;;Sr.", "EMAIL:ada@one.example", "TEL:+442079460018")
    name = "FN:Ada May One" if "May" in other else "FN:Ada One"
    folder, unclear = tmp_path / "phone", card(name, other, "EMAIL:ada@one.example")
    _fill(folder, *((unclear, first) if unclear_first else (first, unclear)))
    _import(book, folder)
    assert list(book.contacts()) == ["ada-may-one"]
    before = _there(folder)
    assert _export(book, folder) == f"{folder}: 0 written, 1 as they were, 0 removed\n"
    assert _there(folder) == before
    _edit(book, "ada-may-one", "0018", "0019")
    assert _export(book, folder) == f"{folder}: 1 written, 0 as they were, 0 removed\n"
    assert sorted(_there(folder).values()) == sorted([first.replace(b"0018", b"0019"), unclear])


@pytest.mark.parametrize("uid", [(), ("UID:0",)])
def test_cards_without_ids_of_their_own_in_one_file_are_not_written_a_second_time(
    book: Book, tmp_path: Path, uid: tuple[str, ...]
) -> None:
    folder = tmp_path / "phone"
    before = _fill(folder, card(*uid, "FN:Ada One") + card(*uid, "FN:Ben Two"))
    _import(book, folder)
    assert _export(book, folder) == (
        f"{folder}: 0 written, 0 as they were, 0 removed\n"
        "in a file with other cards, so not written: ada-one and ben-two; give each card a file of its own\n"
    )
    assert _there(folder) == before


def test_who_was_renamed_there_is_kept_up_to_date_once_it_was_imported(book: Book, tmp_path: Path) -> None:
    folder = tmp_path / "phone"
    _fill(folder, ADA)
    _import(book, folder)
    _export(book, folder)
    renamed = ADA.replace(b"One", b"Wed")
    (folder / "a.vcf").write_bytes(renamed)
    assert "changed there, so not written over: ada-one" in _export(book, folder)
    _import(book, folder)
    assert _export(book, folder) == f"{folder}: 0 written, 1 as they were, 0 removed\n"
    _edit(book, "ada-one", "ada@one.example", "ada@wed.example")
    written = renamed.replace(b"ada@one", b"ada@wed")
    assert _export(book, folder) == f"{folder}: 1 written, 0 as they were, 0 removed\n"
    assert _export(book, folder) == f"{folder}: 0 written, 1 as they were, 0 removed\n"
    assert _there(folder) == {"a.vcf": written}
    vault = book.everything()
    _import(book, folder)
    assert book.everything() == vault
    (folder / "a.vcf").write_bytes(written.replace(b"Wed", b"One"))
    assert "changed there, so not written over: ada-one" in _export(book, folder)
