"""Which column is what: several for one field, columns that nobody knows, and tables given under another name."""

from pathlib import Path

import pytest

from netkeep.errors import NetkeepError
from netkeep.exchange.candidate import Extra, Link, Problem
from netkeep.exchange.importer import Options, reader
from netkeep.model.dates import Birthday
from netkeep.model.jobs import Organisation
from netkeep.model.people import Email, Phone, Role
from tests.exchange.tables.reading import TODAY, names, read, said

GOOGLE = """\
First Name,Last Name,File As,Labels,E-mail 1 - Label,E-mail 1 - Value
Ada,Example,,* myContacts,Home,a@b.example
"""
OUTLOOK = "Title,First Name,Last Name,E-mail Address,E-mail Type,E-mail Display Name\n,Ada,Example,a@b.example,SMTP,x\n"
LINKEDIN = """\
Notes:
"Some addresses are missing.
So it is."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ada,Example,https://www.linkedin.com/in/ada,a@b.example,Acme,CEO,12 Mar 2024
"""
OURS = "id,name,emails,more_roles,log\nada,Ada Example,a@b.example,,\n"


@pytest.mark.parametrize(
    ("table", "title", "name"),
    [
        (GOOGLE, "Google's table", "google"),
        (OUTLOOK, "Outlook's table", "outlook"),
        (LINKEDIN, "LinkedIn's table", "linkedin"),
        (OURS, "netkeep's own table", "csv"),
    ],
)
@pytest.mark.parametrize("typed", ["csv", "google", "outlook", "linkedin"])
def test_a_known_table_is_read_as_what_it_is_and_that_is_said(
    tmp_path: Path, table: str, title: str, name: str, typed: str
) -> None:
    reading = read(tmp_path, table, typed)
    assert names(reading) == ["Ada Example"]
    assert [email.address for email in reading.candidates[0].values("emails", Email)] == ["a@b.example"]
    assert reading.notes == (() if typed == name else (f"people.{typed}: read as {title}.",))


def test_an_archive_and_a_table_of_another_program_are_read_together(tmp_path: Path) -> None:
    archive, other = tmp_path / "Connections.csv", tmp_path / "people.csv"
    archive.write_text(LINKEDIN, encoding="utf-8")
    other.write_text(GOOGLE.replace("Ada", "Bo"), encoding="utf-8")
    reading = reader("linkedin")([archive, other], Options(TODAY))
    assert names(reading) == ["Ada Example", "Bo Example"]
    assert reading.notes == ("people.csv: read as Google's table.",)


def test_a_column_that_is_named_goes_before_the_layout(tmp_path: Path) -> None:
    reading = read(tmp_path, LINKEDIN, columns={"note": "Position"})
    assert said(reading.candidates[0])[-2:] == [("note", "CEO"), ("x", Extra("Connected On", "12 Mar 2024"))]


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Account Name,Title", [("roles", Role("Leeds", "Boss"))]),
        ("Mailing City,Mailing State/Province", [("location", "Leeds, Boss")]),
        ("City,State/Region", [("location", "Leeds, Boss")]),
    ],
)
def test_columns_of_programs_for_customers(tmp_path: Path, header: str, fields: list[tuple[str, object]]) -> None:
    reading = read(tmp_path, f"Full Name,{header}\nAda,Leeds,Boss\n")
    assert said(reading.candidates[0]) == [("name", "Ada"), *fields]


@pytest.mark.parametrize(
    "header",
    [
        "Alternate Email 1",
        "Indirizzo email secondario",
        "Première adresse électronique",
        "Segunda dirección de correo electrónico",
    ],
)
def test_a_second_address_is_one_in_any_language(tmp_path: Path, header: str) -> None:
    reading = read(tmp_path, f"Name,{header}\nAda,a@b.example\n")
    assert said(reading.candidates[0]) == [("name", "Ada"), ("emails", Email("a@b.example"))]


def test_a_title_goes_before_a_column_of_mr_and_ms(tmp_path: Path) -> None:
    reading = read(tmp_path, "Anrede;Titel;Vorname;Name\nFrau;Prof. Dr.;Ida;Beispiel\nHerr;;Max;Muster\n")
    parts = {"of": "Prof. Dr. Ida Beispiel", "family": "Beispiel", "given": "Ida", "prefix": "Prof. Dr."}
    assert [said(candidate) for candidate in reading.candidates] == [
        [("name", "Prof. Dr. Ida Beispiel"), ("x", Extra("name_parts", parts)), ("x", Extra("Anrede", "Frau"))],
        [("name", "Max Muster"), ("x", Extra("Anrede", "Herr"))],
    ]
    assert reading.notes == ('people.csv: "Titel" is read as prefix; kept below x: "Anrede".',)


def test_a_job_title_goes_before_a_title_that_stands_before_names(tmp_path: Path) -> None:
    table = "Name,Title,Job Title,Company\nAda Example,Dr.,Engineer,Acme\nBo Example,Mr.,CEO,Acme\n"
    reading = read(tmp_path, table)
    assert [said(candidate) for candidate in reading.candidates] == [
        [
            ("name", "Dr. Ada Example"),
            ("x", Extra("name_parts", {"of": "Dr. Ada Example", "family": "Example", "given": "Ada", "prefix": "Dr."})),
            ("roles", Role("Acme", "Engineer")),
        ],
        [
            ("name", "Bo Example"),
            ("x", Extra("name_parts", {"of": "Bo Example", "family": "Example", "given": "Bo", "prefix": "Mr."})),
            ("roles", Role("Acme", "CEO")),
        ],
    ]
    assert reading.notes == ()


def test_of_two_titles_the_better_name_is_taken_and_the_other_kept_and_said(tmp_path: Path) -> None:
    reading = read(tmp_path, "Name,Occupation,Company,Job title\nAda,Plumber,Acme,Engineer\n")
    assert said(reading.candidates[0]) == [
        ("name", "Ada"),
        ("roles", Role("Acme", "Engineer")),
        ("x", Extra("Occupation", "Plumber")),
    ]
    assert reading.notes == ('people.csv: "Job title" is read as title; kept below x: "Occupation".',)


def test_a_column_without_any_address_is_none_of_addresses(tmp_path: Path) -> None:
    reading = read(tmp_path, "Name,Email,E-mail address\nAda,yes,a@b.example\nBo,no,\n")
    assert [said(candidate) for candidate in reading.candidates] == [
        [("name", "Ada"), ("x", Extra("Email", "yes")), ("emails", Email("a@b.example"))],
        [("name", "Bo"), ("x", Extra("Email", "no"))],
    ]
    assert reading.problems == ()
    assert reading.notes == ('people.csv: "E-mail address" is read as emails; kept below x: "Email".',)


def test_the_column_with_the_days_is_the_birthday(tmp_path: Path) -> None:
    reading = read(tmp_path, "Name,Date of birth,Birthday\nAda,unknown,1979-05-14\nBo,secret,1980-05-14\n")
    assert [value for _, value in said(reading.candidates[0])[1:]] == [
        Extra("Date of birth", "unknown"),
        Birthday(5, 14, 1979),
    ]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Birth Year,Birth Month,Birth Day", "1979,5,14"),
        ("Birth Day,Birth Month,Birth Year", "14,May,1979"),
        ("Geburtsjahr,Geburtsmonat,Geburtstag", "1979,05,14."),
        ("Год рождения,Месяц рождения,День рождения", "1979,5,14"),
        ("誕生年,誕生月,誕生日", "1979年,5月,14日"),
        ("Birthday", "1979/5/14"),
        ("生年月日", "1979年5月14日"),
        ("생년월일", "1979. 5. 14."),
        ("Année de naissance,Mois de naissance,Jour de naissance", "1979,mai,14"),
        ("Geburtstag", "14. Mai 1979"),
        ("Fecha de nacimiento", "14 de mayo de 1979"),
        ("Дата рождения", "14 мая 1979 г."),
        ("Birthday", "14-May-1979"),
    ],
)
def test_birthdays_stand_in_one_column_or_in_three(tmp_path: Path, header: str, cells: str) -> None:
    reading = read(tmp_path, f"Name,{header}\nAda,{cells}\n")
    assert said(reading.candidates[0]) == [("name", "Ada"), ("birthday", Birthday(5, 14, 1979))]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("7. červen 1980", Birthday(6, 7, 1980)),
        ("7. července 1980", Birthday(7, 7, 1980)),
        ("7 juil. 1980", Birthday(7, 7, 1980)),
        ("1er août", Birthday(8, 1)),
        ("7-Nov-67", Birthday(11, 7)),
        ("7 mar 1980", Birthday(3, 7, 1980)),
    ],
)
def test_months_have_names_in_many_languages(tmp_path: Path, text: str, day: Birthday) -> None:
    reading = read(tmp_path, f"Name,Birthday\nAda,{text}\n")
    assert said(reading.candidates[0]) == [("name", "Ada"), ("birthday", day)]


@pytest.mark.parametrize("text", ["7 jui 1980", "7 ma 1980", "7 Elm 1980", "31 février 1980"])
def test_what_names_no_month_is_no_day(tmp_path: Path, text: str) -> None:
    reading = read(tmp_path, f"Name,Birthday\nAda,{text}\n")
    assert said(reading.candidates[0]) == [("name", "Ada"), ("x", Extra("Birthday", text))]


def test_a_day_that_is_not_whole_is_kept_as_it_is(tmp_path: Path) -> None:
    reading = read(tmp_path, "Name,Birth Year,Birth Month,Birth Day\nAda,,2,9\nBo,1971,,\nCy,1971,13,40\n")
    assert [said(candidate)[1:] for candidate in reading.candidates] == [
        [("birthday", Birthday(2, 9))],
        [("x", Extra("Birth Year", "1971"))],
        [("x", Extra("Birth Year", "1971")), ("x", Extra("Birth Month", "13")), ("x", Extra("Birth Day", "40"))],
    ]
    what = 'the column "Birth Year" and similar columns hold no whole day; they were kept under x'
    assert reading.problems == (
        Problem("people.csv:3", what, fate="kept", who="Bo"),
        Problem("people.csv:4", what, fate="kept", who="Cy"),
    )


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (
            "Ime;Prezime;Epošta;Mobitel\nIvana;Horvat;ivana@home.example;+385 91 123 4567\n",
            (
                "names seem to be in columns that are not known: Ime, Prezime, Mobitel. Say what these are: "
                '--column first="Ime" --column last="Prezime" --column phones="Mobitel" '
                '(or --column note="Ime", if these are not names)'
            ),
        ),
        (
            "Firma;Ime i prezime;Napomena\nAcme;Ivana Horvat;dobra\nBasalt;Ana Kovač;nova\n",
            (
                "names seem to be in columns that are not known: Ime i prezime, Napomena. Say what these are: "
                '--column name="Ime i prezime" (or --column note="Ime i prezime", if these are not names)'
            ),
        ),
        (
            "First name;Prezime;E-mail\nIvana;Horvat;ivana@home.example\n",
            (
                "names seem to be in columns that are not known: Prezime. Say what these are: "
                '--column last="Prezime" (or --column note="Prezime", if these are not names)'
            ),
        ),
        (
            "Ime;Pošta;Broj;Rođen\nIvana;ivana@home.example;+385 91 123 4567;14.5.1979\n",
            (
                "none of its columns is known: Ime, Pošta, Broj, Rođen. Say what they are: "
                '--column name="Ime" --column emails="Pošta" --column birthday="Rođen" --column phones="Broj"'
            ),
        ),
        (
            'A "quoted" $name;B\nIvana;x\n',
            'none of its columns is known: A "quoted" $name, B. Say what they are: --column \'name=A "quoted" $name\'',
        ),
        (
            "Ivana Horvat;ivana@home.example;+385 91 123 4567\n",
            'no row names the columns; give the table such a row, or name its columns: --column name="Full name"',
        ),
    ],
)
def test_names_in_no_column_that_is_known_are_refused_with_a_line_to_paste(
    tmp_path: Path, table: str, why: str
) -> None:
    with pytest.raises(NetkeepError) as error:
        read(tmp_path, table)
    assert str(error.value) == f"people.csv: {why}"
    assert error.value.exit_code == 2


def test_what_was_said_about_columns_is_taken(tmp_path: Path) -> None:
    table = "Ime;Prezime;Mobitel\nIvana;Horvat;+385 91 123 4567\n"
    reading = read(tmp_path, table, columns={"first": "Ime", "last": "Prezime", "phones": "Mobitel"})
    assert said(reading.candidates[0]) == [("name", "Ivana Horvat"), ("phones", Phone("+385 91 123 4567"))]


def test_a_table_of_organisations_is_one(tmp_path: Path) -> None:
    table = (
        "Company,Website,E-mail,Phone,City,Notes,Labels\n"
        "Acme GmbH,www.acme.example,info@acme.example,+44 20 7946 0018,Leeds,Good.,maker\n"
        "Acme GmbH,,sales@acme.example,,,,\n"
        "Basalt AG,,,,,,\n"
    )
    reading = read(tmp_path, table)
    assert (reading.candidates, reading.problems, reading.counts) == ((), (), {"rows": 3, "organisations": 3})
    assert [(file.item.id, file.where, file.note, dict(file.item.x)) for file in reading.files] == [
        (
            "acme-gmbh",
            "people.csv:2",
            "Good.",
            {
                "location": "Leeds",
                "links": [{"website": "https://www.acme.example"}],
                "emails": ["info@acme.example", "sales@acme.example"],
                "phones": ["+44 20 7946 0018"],
                "tags": ["maker"],
            },
        ),
        ("basalt-ag", "people.csv:4", "", {}),
    ]


def test_what_names_no_employer_is_somebodys(tmp_path: Path) -> None:
    reading = read(tmp_path, "Company,E-mail\nSelf-employed,a@b.example\n")
    assert reading.files == ()
    assert [said(candidate) for candidate in reading.candidates] == [
        [("name", "a@b.example"), ("roles", Role("Self-employed")), ("emails", Email("a@b.example"))]
    ]


def test_an_organisation_that_is_spelled_in_two_ways_is_one(tmp_path: Path) -> None:
    reading = read(tmp_path, "Company,Phone\nAcme,+44 20 7946 0018\nACME GmbH,+44 20 7946 0019\nacme,\n")
    assert [file.item for file in reading.files] == [
        Organisation("acme", "Acme", ("ACME GmbH", "acme"), x={"phones": ["+44 20 7946 0018", "+44 20 7946 0019"]})
    ]


def test_somebody_at_an_organisation_is_somebody(tmp_path: Path) -> None:
    reading = read(tmp_path, "Company,Job title,E-mail\nAcme,CEO,ceo@acme.example\n")
    assert said(reading.candidates[0]) == [
        ("name", "ceo@acme.example"),
        ("roles", Role("Acme", "CEO")),
        ("emails", Email("ceo@acme.example")),
    ]


def test_names_are_written_in_one_way(tmp_path: Path) -> None:
    table = (
        "Display name,Prefix,First name,Middle name,Last name,Suffix\n"
        '"Calder, Ada",,Ada,,Calder,\n'
        '"de la Cruz, Ana María",,Ana María,,de la Cruz,\n'
        "Bobby C.,Mr.,Robert,,Calder,\n"
        "Eva Calder,Prof. Dr.,Eva,Maria,Calder,MBE\n"
        '"Calder, Cy",,,,,\n'
    )
    assert names(read(tmp_path, table)) == [
        "Ada Calder",
        "Ana María de la Cruz",
        "Bobby C.",
        "Prof. Dr. Eva Maria Calder MBE",
        "Calder, Cy",
    ]
    assert said(read(tmp_path, table).candidates[2]) == [
        ("name", "Bobby C."),
        ("x", Extra("name_parts", {"of": "Bobby C.", "family": "Calder", "given": "Robert", "prefix": "Mr."})),
    ]


def test_links_of_outlook_and_ours_are_whole(tmp_path: Path) -> None:
    reading = read(
        tmp_path, OUTLOOK.replace("E-mail Type", "Web Page,E-mail Type").replace("SMTP", "www.a.example/a;b,SMTP")
    )
    assert list(reading.candidates[0].values("links", Link)) == [Link("website", "https://www.a.example/a;b")]


def test_addresses_in_a_column_that_is_not_known_are_told_of(tmp_path: Path) -> None:
    table = "Nimi,Meiliaadress,Toru,Kliendinumber\nJaan Tamm,jaan@a.example,+372 5550 1234,12345678\nAda Bell,,,\n"
    told = 'people.csv: {} seem to be in "{}", and are kept below x; to have them read: --column {}="{}".'
    assert read(tmp_path, table).notes == (
        told.format("e-mail addresses", "Meiliaadress", "emails", "Meiliaadress"),
        told.format("phone numbers", "Toru", "phones", "Toru"),
    )
    named = read(tmp_path, table.replace("Toru", "Phone"), columns={"emails": "Meiliaadress"})
    assert (named.notes, said(named.candidates[0])) == (
        (),
        [
            ("name", "Jaan Tamm"),
            ("emails", Email("jaan@a.example")),
            ("phones", Phone("+372 5550 1234")),
            ("x", Extra("Kliendinumber", "12345678")),
        ],
    )
    more = read(tmp_path, table.replace("Kliendinumber", "Email").replace("12345678", "j@a.example"))
    assert more.notes[0] == ('people.csv: e-mail addresses seem to be in "Meiliaadress", and are kept below x.')


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nEND:VCARD\n", "vcard"),
        ("\nBEGIN:VCARD\nVERSION:2.1\nN:Example;Ada;;;\nTEL;CELL;PREF:12345\nTITLE;Company;Name\nEND:VCARD\n", "vcard"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "calendar"),
        ('{"people": [],\n "jobs": []}\n', "json"),
    ],
)
def test_what_is_no_table_is_told_of_with_what_may_read_it(tmp_path: Path, text: str, kind: str) -> None:
    with pytest.raises(NetkeepError, match=f"^people.csv: this is not a table; 'netkeep import {kind}' may read it$"):
        read(tmp_path, text)


def test_another_birthday_is_kept_as_it_is(tmp_path: Path) -> None:
    reading = read(tmp_path, "Name,Birthday,Birth year,Birth month,Birth day\nAda,1980-01-02,1981,1,2\nBo,,1979,5,14\n")
    assert said(reading.candidates[0]) == [
        ("name", "Ada"),
        ("birthday", Birthday(1, 2, 1981)),
        ("x", Extra("Birthday", "1980-01-02")),
    ]
    assert reading.problems == (
        Problem("people.csv:2", 'the column "Birthday" holds another birthday; it was kept under x', "", "kept", "Ada"),
    )


@pytest.mark.parametrize("whole", ["Smith, Dr. John", "Smith, John X.", "smith, John"])
def test_last_first_is_turned_round_where_the_parts_say_so(tmp_path: Path, whole: str) -> None:
    table = f'Name,First Name,Last Name,Email\n"{whole}",John,Smith,j@b.example\n'
    turned = {"Smith, Dr. John": "Dr. John Smith", "Smith, John X.": "John X. Smith", "smith, John": "John Smith"}
    assert names(read(tmp_path, table)) == [turned[whole]]
    assert names(read(tmp_path, table.replace(whole, "Acme, Smith"))) == ["Acme, Smith"]


def test_marks_that_nobody_sees_are_no_part_of_an_address(tmp_path: Path) -> None:
    table = 'Name,Email,Phone,Mobile\nAda,a@b.example\u200b,\u202a+44 20 7946 0018\u202c,"=""+44 7700 900123"""\n'
    assert said(read(tmp_path, table).candidates[0]) == [
        ("name", "Ada"),
        ("emails", Email("a@b.example")),
        ("phones", Phone("+44 20 7946 0018")),
        ("phones", Phone("+44 7700 900123", "mobile")),
    ]
