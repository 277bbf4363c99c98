"""What one row says: who has no name, what says nothing, which number comes first, addresses as programs write them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkeep.errors import NetkeepError
from netkeep.exchange.candidate import Extra, Problem
from netkeep.model.jobs import Organisation
from netkeep.model.people import Email, Phone, Role
from tests.exchange.tables.reading import names, read, said
from tests.repeats import cases


def test_who_has_an_address_or_a_number_alone_is_named_by_it(tmp_path: Path) -> None:
    reading = read(
        tmp_path, "Name,Nickname,E-mail,Phone\n,,a@b.example,\n,,,+44 7700 900122\n,Bob,b@b.example,\n,,x,\n"
    )
    assert [said(candidate) for candidate in reading.candidates] == [
        [("name", "a@b.example"), ("emails", Email("a@b.example"))],
        [("name", "+44 7700 900122"), ("phones", Phone("+44 7700 900122"))],
        [("name", "Bob"), ("emails", Email("b@b.example"))],
    ]
    assert reading.problems == (
        Problem("people.csv:5", "the row has no name, and no way to reach anyone; it was left out", fate="skipped"),
    )


def test_what_stands_beside_a_name_is_none(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "Anrede,Vorname,Name,Firma,E-Mail,Telefon\n"
        "Dr.,,,,a@b.example,\n"
        "Herr,,,Acme,b@b.example,\n"
        "Firma,,,Bau GmbH,,030 999999\n",
    )
    assert [said(candidate) for candidate in reading.candidates] == [
        [("name", "a@b.example"), ("x", Extra("Anrede", "Dr.")), ("emails", Email("a@b.example"))],
        [
            ("name", "b@b.example"),
            ("x", Extra("Anrede", "Herr")),
            ("roles", Role("Acme")),
            ("emails", Email("b@b.example")),
        ],
    ]
    assert [file.item for file in reading.files] == [
        Organisation("bau-gmbh", "Bau GmbH", x={"Anrede": "Firma", "phones": ["030 999999"]})
    ]


def test_a_problem_names_the_person_but_no_address(tmp_path: Path) -> None:
    reading = read(tmp_path, "Name,E-mail,Birthday\nAda,a@b.example,soon\n,b@b.example,soon\n")
    what, advice = 'the column "Birthday" holds no date here; it was kept under x', "a date is best written YYYY-MM-DD"
    assert reading.problems == (
        Problem("people.csv:2", what, advice, "kept", "Ada"),
        Problem("people.csv:3", what, advice, "kept"),
    )


@pytest.mark.parametrize(
    "nothing",
    ["-", "--", "—", "n/a", "N/A", "n.a.", "k.A.", "#N/A", "#NV", "(leer)", "none", "NULL", " None ", ".", "?", "_"],
)
def test_what_is_written_for_nothing_is_nothing(tmp_path: Path, nothing: str) -> None:
    row = ",".join([nothing] * 6)
    reading = read(tmp_path, f"Name,Company,E-mail,Phone,Notes,Tags,Shoe size\nAda,{row}\n")
    assert (said(reading.candidates[0]), reading.problems) == ([("name", "Ada")], ())


def test_somebody_may_be_called_null(tmp_path: Path) -> None:
    table = "First name,Last name,E-mail\nAda,Null,a@b.example\nNone,Example,b@b.example\n-,Example,c@b.example\n"
    assert names(read(tmp_path, table)) == ["Ada Null", "None Example", "Example"]


def test_a_dash_of_our_own_is_a_dash(tmp_path: Path) -> None:
    reading = read(tmp_path, "id,name,note,tags,more_roles,log\nada,Ada,-,none,,\n")
    assert said(reading.candidates[0]) == [("name", "Ada"), ("note", "-"), ("tags", "none")]


@pytest.mark.parametrize(
    "header",
    ["Business Fax", "Fax", "Home fax", "Fax geschäftlich", "Télécopie (bureau)", "Факс", "传真", "Faks służbowy"],
)
def test_a_fax_is_never_the_first_number(tmp_path: Path, header: str) -> None:
    reading = read(tmp_path, f"Name,{header},Work phone,Home Mobile\nAda,+44 1234,+44 20 7946 0018,+44 7700 900122\n")
    assert list(reading.candidates[0].values("phones", Phone)) == [
        Phone("+44 20 7946 0018", "work"),
        Phone("+44 7700 900122", "mobile"),
        Phone("+44 1234", "fax"),
    ]


@pytest.mark.parametrize("label", ["* Télécopie", "Faks", "Fax (Arbeit)"])
def test_a_fax_of_googles_in_another_language(tmp_path: Path, label: str) -> None:
    table = "Name,Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value\n"
    reading = read(tmp_path, f"{table}Ada,{label},+44 1234,Mobil,+44 7700 900122\n")
    assert list(reading.candidates[0].values("phones", Phone)) == [
        Phone("+44 7700 900122", "mobil"),
        Phone("+44 1234", label.lower().removeprefix("* ")),
    ]


def test_googles_fax_and_groups(tmp_path: Path) -> None:
    table = (
        "First Name,Last Name,Labels,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\n"
        "Ada,Example,* myContacts ::: * starred ::: * friends ::: Choir ::: My Contacts,"
        "* Work Fax,+44 1234,Home,+44 5678\n"
    )
    assert said(read(tmp_path, table).candidates[0]) == [
        ("name", "Ada Example"),
        ("phones", Phone("+44 5678", "home")),
        ("tags", "Choir"),
        ("x", Extra("Labels", "friends")),
        ("phones", Phone("+44 1234", "fax")),
    ]


@pytest.mark.parametrize(
    ("cell", "addresses"),
    [
        ("'a@b.example'", ["a@b.example"]),
        ("smtp:a@b.example", ["a@b.example"]),
        ("SMTP:a@b.example", ["a@b.example"]),
        ("mailto:a@b.example", ["a@b.example"]),
        ('"Ada Example <a@b.example>"', ["a@b.example"]),
        ("\"'Example, Ada' <a@b.example>\"", ["a@b.example"]),
        ("a@b.example / b@b.example", ["a@b.example", "b@b.example"]),
        ('"a@b.example\nb@b.example"', ["a@b.example", "b@b.example"]),
        ("a@b.example b@b.example", ["a@b.example", "b@b.example"]),
        ("Ada Example <a@b.example>; b@b.example", ["a@b.example", "b@b.example"]),
        ('"a@b.example, Example Ada <b@b.example>"', ["a@b.example", "b@b.example"]),
        ("<a@b.example> <mailto:b@b.example>", ["a@b.example", "b@b.example"]),
        ('"a@b.example, home: b@b.example"', ["a@b.example", "b@b.example"]),
    ],
)
def test_addresses_as_programs_write_them(tmp_path: Path, cell: str, addresses: list[str]) -> None:
    reading = read(tmp_path, f"Name,E-mail\nAda Example,{cell}\n")
    assert [email.address for email in reading.candidates[0].values("emails", Email)] == addresses
    assert reading.problems == ()
    assert not list(reading.candidates[0].values("x", Extra))


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("+44 20 7946 0018 / +44 20 7946 0019", ["+44 20 7946 0018", "+44 20 7946 0019"]),
        ("030 123456 / 030 123457", ["030 123456", "030 123457"]),
        ("+44 20 7946 0018, +44 20 7946 0019", ["+44 20 7946 0018", "+44 20 7946 0019"]),
        ("+44 20 7946 0018/+44 20 7946 0019", ["+44 20 7946 0018", "+44 20 7946 0019"]),
        ("+49 (0) 2203 / 123456", ["+49 (0) 2203 / 123456"]),
        ("030 / 123456", ["030 / 123456"]),
        ("+1 202 555 0123, 456", ["+1 202 555 0123, 456"]),
        ("+1 202 555 0123,,456#", ["+1 202 555 0123,,456#"]),
    ],
)
def test_several_numbers_in_a_cell(tmp_path: Path, cell: str, numbers: list[str]) -> None:
    reading = read(tmp_path, f'Name,Phone\nAda,"{cell}"\n')
    assert [phone.number for phone in reading.candidates[0].values("phones", Phone)] == numbers
    assert reading.problems == ()


def test_another_name_beside_an_address_is_kept(tmp_path: Path) -> None:
    reading = read(tmp_path, "Name,E-mail\nAda Example,Bo Star <a@b.example>\n")
    assert said(reading.candidates[0]) == [
        ("name", "Ada Example"),
        ("x", Extra("E-mail", "Bo Star <a@b.example>")),
        ("emails", Email("a@b.example")),
    ]


def test_a_spreadsheet_says_its_delimiter(tmp_path: Path) -> None:
    table = 'sep=;\r\nName;E-Mail;Firma\r\n"Müller, Jörg";j@b.example;Acme\r\n'.encode("cp1252")
    reading = read(tmp_path, table)
    assert said(reading.candidates[0]) == [
        ("name", "Müller, Jörg"),
        ("roles", Role("Acme")),
        ("emails", Email("j@b.example")),
    ]


HEADERS = st.sampled_from(
    [
        *(
            "Name",
            "First name",
            "Nachname",
            "E-mail",
            "Phone",
            "Fax",
            "Title",
            "Job Title",
            "Company",
            "x",
            "log",
            "id",
        ),
        *("Birth Year", "Birth Month", "Geburtstag", "E-mail 1 - Value", "E-mail 1 - Label", "Labels", "File As"),
        *("E-mail Type", "E-mail Display Name", "Имя", "Фамилия", "姓", "名", "more_roles", "Secondary Email", "", "?"),
    ]
)
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "a@b.example",
            "+44 20 7946 0018",
            "Dr.",
            "-",
            "n/a",
            "14",
            "1979-05-14",
            " ::: ",
            "* myContacts",
            "'",
            '"',
            "[]",
            "{}",
        ]
    ),
)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp1251", "mac_roman", "gb18030", "shift_jis"]


@settings(deadline=None, max_examples=cases(200))
@given(
    lines=st.tuples(st.lists(HEADERS, min_size=1, max_size=6), st.lists(st.lists(CELLS, max_size=7), max_size=5)).map(
        lambda drawn: [drawn[0], *drawn[1]]
    ),
    encoding=st.sampled_from(ENCODINGS),
    named=st.sampled_from([None, *ENCODINGS]),
)
@pytest.mark.parametrize("typed", ["csv", "google", "outlook", "linkedin"])
def test_any_table_is_people_or_a_complaint(
    tmp_path_factory: pytest.TempPathFactory, typed: str, lines: list[list[str]], encoding: str, named: str | None
) -> None:
    data = "\n".join(map(";".join, lines)).encode(encoding, "replace")
    try:
        reading = read(tmp_path_factory.getbasetemp(), data, typed, encoding=named)
    except NetkeepError as error:
        assert str(error)  # noqa: PT017 (whether it raises is not the question)
    else:
        assert all(candidate.where for candidate in reading.candidates)
        assert all(file.where for file in reading.files)
