from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkeep.errors import ConfigError, NetkeepError
from netkeep.exchange.candidate import Candidate, Extra, Fact, Link, Problem
from netkeep.exchange.importer import Options, reader
from netkeep.model.dates import Birthday
from netkeep.model.people import Acquaintance, Email, Engagement, Phone, Role
from tests.exchange.tables.reading import names, read, said

EVERYTHING = """\
First Name;Last Name;E-Mail;Phone (mobile);Company;Title;LinkedIn;Tags;Notes;Birthday;City;Country;Shoe size
Grace;Sample;grace@acme.example, g@home.example;'+44 20 7946 0018;Acme;VP;in/grace;mentor, data;"Met there.
Runs.";14.5.1979;Leeds;UK;38
;;info@acme.example;;Acme;;;;;;;;
"""


def test_columns_are_guessed_and_the_rest_is_kept(tmp_path: Path) -> None:
    reading = read(tmp_path, EVERYTHING)
    where = "people.csv:2"
    assert reading.candidates == (
        Candidate(
            (
                Fact("name", "Grace Sample", where),
                Fact("location", "Leeds, UK", where),
                Fact("roles", Role("Acme", "VP"), where),
                Fact("emails", Email("grace@acme.example"), where),
                Fact("emails", Email("g@home.example"), where),
                Fact("phones", Phone("+44 20 7946 0018", "mobile"), where),
                Fact("links", Link("linkedin", "https://www.linkedin.com/in/grace"), where),
                Fact("tags", "mentor", where),
                Fact("tags", "data", where),
                Fact("note", "Met there.\nRuns.", where),
                Fact("birthday", Birthday(5, 14, 1979), where),
                Fact("x", Extra("Shoe size", "38"), where),
            ),
            where,
        ),
    )
    assert (reading.problems, reading.counts) == ((), {"rows": 2, "organisations": 1})


def test_what_the_owner_wishes_and_ties(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "Name,Cadence,Paused until,Private,Archived,Worked with,Introduced by,Knows,Check ignore\n"
        "Ada,3 months,2030-01-31,TRUE,moved,peer: acme-2023; b,bo,school: bo; cy,NK304; NK601\n"
        "Bo,often,soon,perhaps,,boss: acme-2023; Acme Corp,Bo Bell,Cy!,all\n",
    )
    ada, bo = map(said, reading.candidates)
    assert ada[1:] == [
        ("cadence", "3 months"),
        ("paused_until", "2030-01-31"),
        ("private", "TRUE"),
        ("archived", "moved"),
        ("worked_with", Engagement("acme-2023", "peer")),
        ("worked_with", Engagement("b")),
        ("introduced_by", "bo"),
        ("knows", Acquaintance("bo", "school")),
        ("knows", Acquaintance("cy")),
        ("check_ignore", "NK304"),
        ("check_ignore", "NK601"),
    ]
    kept = [value for field, value in bo if field == "x"]
    assert [one.key for one in kept if isinstance(one, Extra)] == [
        "Cadence",
        "Paused until",
        "Private",
        "Worked with",
        "Worked with 2",
        "Introduced by",
        "Knows",
        "Check ignore",
    ]
    assert len(reading.problems) == len(kept) == 8
    assert not any(one.chosen for one in reading.candidates)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    rows = [["Name", "E-mail"], ["Ada Example", "ada@home.example"]]
    reading = read(tmp_path, "sep=;\n" + "\r\n".join(map(delimiter.join, rows)))
    assert said(reading.candidates[0]) == [("name", "Ada Example"), ("emails", Email("ada@home.example"))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_known_by_its_mark_or_its_bytes(tmp_path: Path, encoding: str) -> None:
    reading = read(tmp_path, "Name,Ort\nÅsa Müller,Köln\n".encode(encoding))
    assert said(reading.candidates[0]) == [("name", "Åsa Müller"), ("location", "Köln")]
    assert reading.problems == ()


def test_other_encodings_are_named_or_guessed_aloud(tmp_path: Path) -> None:
    guessed = read(tmp_path, "Name\nJörg\n".encode("cp1252"))
    assert names(guessed) == ["Jörg"]
    read_as = "people.csv: not UTF-8, read as cp1252 (Windows, Western Europe)"
    assert (guessed.problems, guessed.notes) == (
        (),
        (f"{read_as}; if letters look wrong, name the encoding with --encoding.",),
    )
    named = read(tmp_path, "Name\nЁж\n".encode("cp1251"), encoding="cp1251")
    assert (names(named), named.problems) == (["Ёж"], ())
    for unknown in ("klingon", "base64", "rot13"):
        with pytest.raises(ConfigError, match=r"^there is no such encoding; usual ones are utf-8, cp1252"):
            read(tmp_path, "Name\nA\n", encoding=unknown)


def test_a_bad_row_is_one_problem_and_the_next_is_read(tmp_path: Path) -> None:
    rows = [
        "Notes: exported by hand",
        "",
        "Name,E-mail,Note",
        '"Never closed,x,y',
        "One,one@home.example",
        "Too,many@home.example,cells,here",
        ",,",
        f"Long,l@home.example,{'x' * 10_000_000}",
        'Quoted "in" the middle,q@home.example,',
        '"Closed" early,c@home.example,',
        "Nul\0,n@home.example,a\0b",
        ",,only a note",
        "Last,not an address,",
        "",
    ]
    reading = read(tmp_path, "\n".join(rows))
    assert names(reading) == ["One", 'Quoted "in" the middle', "Closed early", "Nul", "Last"]
    out = "; the row was left out"
    assert reading.problems == (
        Problem("people.csv:4", "a quotation mark is never closed" + out, "mend it in the file"),
        Problem(
            "people.csv:6",
            "the row has 4 cells, and the header 3" + out,
            "put a cell that holds the delimiter into quotation marks",
        ),
        Problem("people.csv:8", "a cell has more than 1,000,000 characters" + out, "mend it in the file"),
        Problem("people.csv:12", "the row has no name, and no way to reach anyone; it was left out", fate="skipped"),
        Problem(
            "people.csv:13",
            'the column "E-mail" holds something else here; it was kept under x',
            "an e-mail address is written name@domain.example",
            "kept",
            "Last",
        ),
    )
    assert said(reading.candidates[-1]) == [("name", "Last"), ("x", Extra("E-mail", "not an address"))]
    assert said(reading.candidates[3])[-1] == ("note", "ab")


def test_a_quotation_mark_gone_wrong_does_not_swallow_the_rows_up_to_the_next(tmp_path: Path) -> None:
    reading = read(tmp_path, 'Name,Note\n"Anna,x\nBob,y\n"Cy, Jr.",z\nDi,\n')
    assert names(reading) == ["Bob", "Cy, Jr.", "Di"]
    assert [problem.where for problem in reading.problems] == ["people.csv:2"]


def test_thousands_of_columns_are_too_many(tmp_path: Path) -> None:
    header = ",".join(["Name", *(f"c{number}" for number in range(4999))])
    reading = read(tmp_path, header + "\n" + ",".join(["Ada", *["v"] * 4999]) + "\n")
    assert len(reading.candidates[0].facts) == 1000
    assert reading.problems == (Problem("people.csv", "only the first 1,000 columns were read, of 5,000"),)


def test_hostile_cells_are_text(tmp_path: Path) -> None:
    table = (
        "Name,Note,../x\n"
        "'=HYPERLINK(1),\"'=1+1\n<script>alert(1)</script>\",'@SUM\n"
        "../../etc/passwd,\x1b[31mred\x07,'''=1\n"
        "'Ndrangheta Example,' a,\n"
    )
    assert [said(one) for one in read(tmp_path, table).candidates] == [
        [("name", "=HYPERLINK(1)"), ("note", "=1+1\n<script>alert(1)</script>"), ("x", Extra("../x", "@SUM"))],
        [("name", "../../etc/passwd"), ("note", "[31mred"), ("x", Extra("../x", "''=1"))],
        [("name", "'Ndrangheta Example"), ("note", "' a")],
    ]


def test_columns_may_be_named(tmp_path: Path) -> None:
    table = "Spalte A,Spalte B,Name\nada@home.example,Ada Example,not the name\n"
    columns = {"email": "spalte a", "name": "Spalte-B"}
    assert said(read(tmp_path, table, columns=columns).candidates[0]) == [
        ("name", "Ada Example"),
        ("emails", Email("ada@home.example")),
        ("x", Extra("Name", "not the name")),
    ]
    with pytest.raises(ConfigError) as missing:
        read(tmp_path, table, columns={"name": "Full name"})
    assert str(missing.value) == (
        "people.csv has no column 'fullname' (case and punctuation aside); its columns are: Spalte A, Spalte B, Name"
    )
    with pytest.raises(
        ConfigError, match=r"^there is no field 'shoes' to name a column for; the fields are: name, first"
    ):
        read(tmp_path, table, columns={"shoes": "Spalte A"})


def test_first_names_and_names(tmp_path: Path) -> None:
    reading = read(tmp_path, "Vorname,Name,Anrede\nMax,Muster,Herr\nEva,Eva Beispiel,Dr.\n")
    assert names(reading) == ["Max Muster", "Dr. Eva Beispiel"]
    assert said(reading.candidates[1]) == [
        ("name", "Dr. Eva Beispiel"),
        ("x", Extra("name_parts", {"of": "Dr. Eva Beispiel", "family": "Beispiel", "given": "Eva", "prefix": "Dr."})),
    ]


def test_dates_are_taken_only_where_they_cannot_be_mistaken(tmp_path: Path) -> None:
    table = "Name,Birthday\nA,3/4/1990\n"
    unsure = read(tmp_path, table)
    assert said(unsure.candidates[0])[1:] == [("x", Extra("Birthday", "3/4/1990"))]
    assert unsure.problems == (
        Problem(
            "people.csv:2",
            'the column "Birthday" holds a date whose month may as well be its day; it was kept under x',
            'say which comes first in netkeep.toml, below [import.SOURCE]: dates = "day first"',
            "kept",
            "A",
        ),
    )
    by_another = read(tmp_path, table + "B,25/12/1980\n").candidates[0]
    assert said(by_another)[1:] == [("birthday", Birthday(4, 3, 1990))]
    by_option = read(tmp_path, table, day_first=False).candidates[0]
    assert said(by_option)[1:] == [("birthday", Birthday(3, 4, 1990))]


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NetkeepError) as none:
        read(tmp_path, "a,b\n1,2\n")
    assert str(none.value) == ('people.csv: none of its columns is known: a, b. Say what they are: --column name="a"')
    for path in (tmp_path / "missing.csv", tmp_path):
        with pytest.raises(NetkeepError):
            reader("csv")([path], Options(date(2024, 6, 7)))


def test_one_bad_file_among_several_is_a_problem(tmp_path: Path) -> None:
    good = tmp_path / "good.csv"
    good.write_text("Name\nAda\n", encoding="utf-8")
    reading = reader("csv")([tmp_path / "gone.csv", good], Options(date(2024, 6, 7)))
    assert names(reading) == ["Ada"]
    assert reading.problems == (
        Problem("gone.csv", "the system says: No such file or directory; name a file that was exported"),
    )


@pytest.mark.parametrize("name", ["csv", "google", "outlook", "json"])
@settings(deadline=None)
@given(
    data=st.binary(max_size=200)
    | st.text("Name,E-mail;\"'\n\r\t|=:;\\{}[]12/\0é", max_size=120).map(
        lambda text: ("Name,Phone,x,log\n" + text).encode()
    )
    | st.text(max_size=60).map(lambda text: f'{{"format":"netkeep.vault","version":1,"people":[{text}]}}'.encode())
)
def test_any_bytes_are_people_or_a_complaint(tmp_path_factory: pytest.TempPathFactory, name: str, data: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    try:
        reading = read(folder, data, name)
    except NetkeepError as error:
        assert str(error)  # noqa: PT017 (whether it raises is not the question)
    else:
        assert all(candidate.where for candidate in reading.candidates)


@pytest.mark.parametrize("day", ["1980-05-12T00:00:00", "1980-05-12T00:00:00Z", "1980-05-12 00:00", "19800512t0000"])
def test_a_day_may_have_a_time(tmp_path: Path, day: str) -> None:
    assert said(read(tmp_path, f"Name,Birthday\nAda,{day}\n").candidates[0])[1:] == [
        ("birthday", Birthday(5, 12, 1980))
    ]
