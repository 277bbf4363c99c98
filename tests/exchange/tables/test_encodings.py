"""The encoding of a table: what the file says, what the user says, and else the one under which its header is known."""

from pathlib import Path

import pytest

from netkeep.errors import ConfigError, NetkeepError
from netkeep.exchange.candidate import Problem
from netkeep.exchange.encodings import Evidence, check_encoding, decode
from tests.exchange.tables.reading import names, read

IF_WRONG = "if letters look wrong, name the encoding with --encoding."


@pytest.mark.parametrize(
    ("encoding", "title", "header", "name"),
    [
        ("cp1252", "cp1252 (Windows, Western Europe)", "Prénom;Nom", "Hélène Lefèvre"),
        ("mac_roman", "mac_roman (Macintosh, Western Europe)", "Prénom;Nom", "Hélène Lefèvre"),
        ("cp1250", "cp1250 (Windows, Central Europe)", "Imię;Nazwisko", "Łukasz Żółty"),
        ("mac_latin2", "mac_latin2 (Macintosh, Central Europe)", "Jméno;Příjmení", "Šárka Dvořáková"),
        ("cp1251", "cp1251 (Windows, Cyrillic)", "Имя;Фамилия", "Иван Петров"),
        ("mac_cyrillic", "mac_cyrillic (Macintosh, Cyrillic)", "Имя;Фамилия", "Иван Петров"),
        ("koi8_r", "koi8_r (KOI8, Russian)", "Имя;Фамилия", "Иван Петров"),
        ("cp1254", "cp1254 (Windows, Turkish)", "Adı;Soyadı", "Yağmur Işık"),
        ("gb18030", "gb18030 (Chinese, simplified)", "姓名;电话", "张伟"),
        ("cp950", "cp950 (Big5: Chinese, traditional)", "姓名;電話", "王小明"),
        ("cp932", "cp932 (Shift JIS: Japanese)", "氏名;電話番号", "山田太郎"),
        ("cp949", "cp949 (Windows, Korean)", "성명;전화", "김민준"),
    ],
)
def test_the_encoding_is_that_under_which_the_header_is_known(
    tmp_path: Path, encoding: str, title: str, header: str, name: str
) -> None:
    row = name.replace(" ", ";") if " " in name else f"{name};"
    reading = read(tmp_path, f"{header}\n{row}\n".encode(encoding))
    assert (names(reading), reading.problems) == ([name], ())
    assert reading.notes == (f"people.csv: not UTF-8, read as {title}; {IF_WRONG}",)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_letters_need_no_mark(tmp_path: Path, encoding: str) -> None:
    reading = read(tmp_path, "Имя;Фамилия\nИван;Петров\n".encode(encoding))
    assert (names(reading), reading.notes) == (["Иван Петров"], ())


@pytest.mark.parametrize(
    ("encoding", "header", "rows", "wanted"),
    [
        ("cp1252", "Name;E-Mail", ["Jörg Müller", "Hélène", "Ødegård"], "cp1252"),
        ("cp1250", "Name;E-Mail", ["Łukasz Żółty", "Paweł"], "cp1250"),
        ("cp1250", "Nazwisko;Telefon", ["Dvořák"], "cp1250"),
        ("cp1250", "Vorname;Nachname", ["Łukasz", "Paweł", "Jörg"], "cp1250"),
        ("mac_roman", "Vorname;Nachname", ["Müller", "Jörg"], "mac_roman"),
        ("mac_roman", "Name", ["Zoë Núñez", "Nuño López"], "mac_roman"),
        ("cp1252", "Name", ["Köln–Bonn GmbH", "Zoë Núñez"], "cp1252"),
    ],
)
def test_a_plain_header_leaves_it_to_its_language_and_to_the_words(
    encoding: str, header: str, rows: list[str], wanted: str, tmp_path: Path
) -> None:
    reading = read(tmp_path, "\n".join([header, *rows]).encode(encoding))
    assert names(reading) == rows
    assert reading.notes[0].startswith(f"people.csv: not UTF-8, read as {wanted} (")


@pytest.mark.parametrize(
    ("encoding", "name", "candidates"),
    [
        ("cp1251", "Иван Петров", "cp1251, cp1253, gb18030"),
        ("gb18030", "王小明", "gb18030, cp950"),
        ("mac_roman", "Müller", "cp1250, mac_roman, mac_latin2, mac_greek, mac_turkish"),
    ],
)
def test_where_words_may_be_read_in_several_ways_the_user_is_asked(
    tmp_path: Path, encoding: str, name: str, candidates: str
) -> None:
    data = f"Name;E-Mail\n{name};a@home.example\n".encode(encoding)
    with pytest.raises(NetkeepError) as error:
        read(tmp_path, data)
    assert str(error.value) == (
        f"people.csv is not UTF-8, and its encoding is unclear ({candidates}); name it with --encoding, "
        "and look at the letters with --dry-run first"
    )
    assert names(read(tmp_path, data, encoding=encoding)) == [name]


def test_a_header_that_no_encoding_makes_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NetkeepError) as error:
        read(tmp_path, "Ενα;Δύο\nx;y\n".encode("cp1253"))
    assert str(error.value).startswith(
        "people.csv is not UTF-8, and no encoding that was tried makes the names of its columns known; name its "
        "encoding with --encoding (cp1252, cp1250, cp1251,"
    )


def test_a_mark_goes_before_what_was_named_and_that_before_the_bytes(tmp_path: Path) -> None:
    assert names(read(tmp_path, "Name\nJörg\n".encode("utf-8-sig"), encoding="cp1250")) == ["Jörg"]
    assert names(read(tmp_path, "Name\nJörg\n".encode(), encoding="cp1252")) == ["JÃ¶rg"]
    told = read(tmp_path, "Name\nJörg\n".encode("cp1252"), encoding="utf-8")
    assert names(told) == ["J\ufffdrg"]
    assert told.problems == (
        Problem(
            "people.csv",
            "some bytes are not utf-8, and were read as \ufffd",
            "if letters look wrong, name the encoding with --encoding",
        ),
    )


def test_utf_8_that_was_damaged_stays_utf_8() -> None:
    text = "Name\n" + "Jörg Müller\n" * 9
    decoded = decode(text.encode() + b"J\xc3rg\n", "people.csv")
    assert (decoded.text, decoded.encoding) == (f"{text}J\ufffdrg\n", "utf-8")
    assert [problem.message for problem in decoded.problems] == ["some bytes are not utf-8, and were read as \ufffd"]


def test_encodings_that_read_the_words_alike_are_no_choice() -> None:
    decoded = decode("Jürg\n".encode("cp1257"), "a.vcf", evidence_of=lambda _: Evidence(1, frozenset({"cp1257"})))
    assert (decoded.text, decoded.encoding) == ("Jürg\n", "cp1252")


@pytest.mark.parametrize("name", ["klingon", "rot13", "base64", "hex", "\0", "idna\ud800", ""])
def test_what_is_no_encoding_of_text_is_refused(name: str) -> None:
    with pytest.raises(ConfigError, match=r"^there is no such encoding; usual ones are utf-8, cp1252, utf-16"):
        check_encoding(name)
