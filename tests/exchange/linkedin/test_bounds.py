"""Archives made to harm: whatever they hold, a person reads what is wrong with them."""

import csv
import io
import os
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from netkeep.errors import NetkeepError
from netkeep.exchange.importers.linkedin import archive, columns, stream
from netkeep.exchange.importers.linkedin.columns import Columns
from tests.exchange.linkedin.archives import ADA, HEADER, make, read, told

TABLES: dict[str, Columns[Any]] = {
    "Connections.csv": columns.CONNECTIONS,
    "messages.csv": columns.MESSAGES,
    "Invitations.csv": columns.INVITATIONS,
    "Positions.csv": columns.POSITIONS,
    "Profile.csv": columns.PROFILE,
    "Recommendations_Received.csv": columns.RECOMMENDATIONS,
    "Endorsement_Received_Info.csv": columns.ENDORSEMENTS_RECEIVED,
    "Endorsement_Given_Info.csv": columns.ENDORSEMENTS_GIVEN,
}


def packed(path: Path, files: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
    return path


def test_field_of_ten_megabytes_is_passed_over_and_the_next_row_read(tmp_path: Path) -> None:
    inside = "x\n" + ADA.replace("Ada", "Eve") + "y" * 10_000_000
    limit = csv.field_size_limit()
    found = read(make(tmp_path, {"Connections.csv": f'{HEADER}Big,"{inside}",,,,,\n{ADA}'}))
    assert [one.name for one in found.candidates] == ["Ada Example"]
    assert told(found) == [
        ("Connections.csv:2", "a row is longer than 131,072 characters, or its quotation marks do not match")
    ]
    assert csv.field_size_limit() == limit


def test_zip_that_unpacks_to_more_than_it_may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = packed(tmp_path / "bomb.zip", {"Connections.csv": HEADER + ADA * 1000})
    monkeypatch.setattr(stream, "MAX_TABLE", 10_000)
    with pytest.raises(NetkeepError, match=r"Connections\.csv is larger than"):
        read(path)


def test_zip_that_declares_less_than_it_holds(tmp_path: Path) -> None:
    path = packed(tmp_path / "liar.zip", {"Connections.csv": HEADER + ADA * 1000})
    size = len((HEADER + ADA * 1000).encode()).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (2000).to_bytes(4, "little")))
    with pytest.raises(NetkeepError, match=r"Connections\.csv is damaged"):
        read(path)


def test_zip_of_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = packed(tmp_path / "many.zip", {f"{number}.txt": "" for number in range(11)})
    monkeypatch.setattr(archive, "MAX_FILES", 10)
    with pytest.raises(NetkeepError, match="more than 10 files"):
        read(path)


def test_folder_of_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, {f"{number}.txt": "" for number in range(11)})
    monkeypatch.setattr(archive, "MAX_FILES", 10)
    with pytest.raises(NetkeepError, match="more than 10 files"):
        read(tmp_path)


def test_encrypted_zip(tmp_path: Path) -> None:
    path = packed(tmp_path / "secret.zip", {"Connections.csv": HEADER + ADA})
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(NetkeepError, match="is encrypted: unpack the archive with its password"):
        read(path)


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04" + b"\x00" * 50, b"no zip at all"])
def test_broken_zip(tmp_path: Path, content: bytes) -> None:
    make(tmp_path, {"broken.zip": content})
    with pytest.raises(NetkeepError, match=r"is not a \.zip, or is damaged"):
        read(tmp_path / "broken.zip")


def test_member_out_of_the_archive_is_written_nowhere(tmp_path: Path) -> None:
    path = packed(tmp_path / "out.zip", {"../Connections.csv": HEADER + ADA})
    before = sorted(tmp_path.rglob("*"))
    assert [one.name for one in read(path).candidates] == ["Ada Example"]
    assert sorted(tmp_path.rglob("*")) == before


def test_links_and_pipes_in_a_folder_are_passed_over(tmp_path: Path) -> None:
    make(tmp_path / "other", {"Connections.csv": HEADER + ADA})
    folder = make(tmp_path / "archive", {"Positions.csv": ""})
    (folder / "Connections.csv").symlink_to(tmp_path / "other" / "Connections.csv")
    os.mkfifo(folder / "messages.csv")
    assert read(folder).candidates == ()


def test_nothing_of_an_archive(tmp_path: Path) -> None:
    make(tmp_path, {"letters.csv": "a,b\n"})
    for path in (tmp_path, tmp_path / "letters.csv", tmp_path / "nowhere"):
        with pytest.raises(NetkeepError):
            read(path)


def test_two_archives_at_once_are_refused_where_they_differ(tmp_path: Path) -> None:
    one = make(tmp_path / "1", {"Connections.csv": HEADER + ADA})
    two = make(tmp_path / "2", {"Connections.csv": HEADER + ADA.replace("Acme", "Basalt")})
    with pytest.raises(NetkeepError, match="one after the other, the oldest first"):
        read(one, two)
    assert len(read(one, make(tmp_path / "3", {"Connections.csv": HEADER + ADA})).candidates) == 1


def test_table_without_its_columns_is_told(tmp_path: Path) -> None:
    assert told(read(make(tmp_path, {"Connections.csv": "Name,Job\nAda,Engineer\n"}))) == [
        ("Connections.csv", "no line names the columns of this table; nothing of it was read")
    ]


def test_a_table_that_another_program_saved_is_read_in_its_encoding(tmp_path: Path) -> None:
    found = read(make(tmp_path, {"Connections.csv": (HEADER + ADA.replace("Ada", "Zoë")).encode("cp1252")}))
    assert (told(found), found.candidates[0].name) == ([], "Zoë Example")
    read_as = "Connections.csv: not UTF-8, read as cp1252 (Windows, Western Europe)"
    assert found.notes == (f"{read_as}; if letters look wrong, name the encoding with --encoding.",)


@given(st.sampled_from(list(TABLES)), st.binary(max_size=300), st.booleans())
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(tmp_path: Path, name: str, content: bytes, known: bool) -> None:  # noqa: FBT001 (drawn)
    head = (HEADER if name == "Connections.csv" else "First Name,Last Name,Text\n").encode() if known else b""
    path = make(tmp_path, {name: head + content})
    with suppress(NetkeepError):
        read(path / name)


@given(st.lists(st.lists(st.text(max_size=12), min_size=7, max_size=7), max_size=8), st.sampled_from(list(TABLES)))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_cells_are_read(tmp_path: Path, rows: list[list[str]], name: str) -> None:
    header = [names[0] for names in TABLES[name].names.values()]
    text = io.StringIO()
    csv.writer(text).writerows([header, *([*row, *[""] * 12][: len(header)] for row in rows)])
    read(make(tmp_path, {name: text.getvalue().encode("utf-8", "replace")}) / name, owner="Sam", with_text=True)


@given(st.binary(max_size=200), st.integers(0, 400))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(damage=bytes(9), at=220)  # a member without a name
def test_any_damage_to_a_zip_is_told(tmp_path: Path, damage: bytes, at: int) -> None:
    path = packed(tmp_path / "archive.zip", {"Connections.csv": HEADER + ADA})
    content = path.read_bytes()
    path.write_bytes(content[:at] + damage + content[at + len(damage) :])
    with suppress(NetkeepError):
        read(path)
