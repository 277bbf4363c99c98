from pathlib import Path

from netkeep.exchange.candidate import Extra, Link
from netkeep.model.dates import Birthday
from netkeep.model.people import Email, Phone, Role
from tests.exchange.tables.reading import read, said

OLD = """\
Name,Given Name,Additional Name,Family Name,Yomi Name,Name Prefix,Name Suffix,Nickname,Birthday,Notes,Group Membership,\
E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,Phone 1 - Type,Phone 1 - Value,\
Address 1 - Type,Address 1 - Formatted,Address 1 - City,Address 1 - Country,\
Organization 1 - Type,Organization 1 - Name,Organization 1 - Title,Website 1 - Type,Website 1 - Value,\
Custom Field 1 - Type,Custom Field 1 - Value
Grace M. Sample,Grace,M.,Sample,,Dr.,,Gracie,--05-20,"Line one
line two",* myContacts ::: Choir,Home,grace@home.example,* Work,grace@acme.example ::: g@acme.example,Mobile,\
+44 20 7946 0018 ::: +44 20 7946 0019,Home,"1 High St
Leeds",Leeds,UK,,Acme Corp,VP ; Sales,Profile,https://github.com/grace;v=1,Shoe size,38
,,,,,,,,,,* myContacts,* Work,info@acme.example,,,,,,,,,,Acme Corp,,,,,
"""

NEW = """\
First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,\
Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,\
Phone 1 - Label,Phone 1 - Value,Event 1 - Label,Event 1 - Value
Ada,,Example,,,,,"Example, Ada",Initech,Engineer,Data,1815-12-10,,https://photos.example/1,mentor ::: * myContacts,\
* ,ada@home.example,,020 7946 0018,Anniversary,2001-02-03
,,,,,,,,Initech,,,,,,* myContacts,,,,,,
"""


def test_the_old_header(tmp_path: Path) -> None:
    reading = read(tmp_path, OLD, "google")
    assert said(reading.candidates[0]) == [
        ("name", "Dr. Grace M. Sample"),
        (
            "x",
            Extra(
                "name_parts",
                {
                    "of": "Dr. Grace M. Sample",
                    "family": "Sample",
                    "given": "Grace",
                    "additional": "M.",
                    "prefix": "Dr.",
                },
            ),
        ),
        ("location", "Leeds, UK"),
        ("roles", Role("Acme Corp", "VP ; Sales")),
        ("emails", Email("grace@acme.example", "work")),
        ("emails", Email("g@acme.example", "work")),
        ("aliases", "Gracie"),
        ("birthday", Birthday(5, 20)),
        ("note", "Line one\nline two"),
        ("tags", "Choir"),
        ("emails", Email("grace@home.example", "home")),
        ("phones", Phone("+44 20 7946 0018", "mobile")),
        ("phones", Phone("+44 20 7946 0019", "mobile")),
        ("x", Extra("Address 1 - Formatted", "1 High St\nLeeds")),
        ("links", Link("github", "https://github.com/grace;v=1")),
        ("x", Extra("Shoe size", "38")),
    ]
    assert (reading.problems, reading.counts) == ((), {"rows": 2, "organisations": 1})


def test_the_new_header(tmp_path: Path) -> None:
    reading = read(tmp_path, NEW, "google")
    assert [said(candidate) for candidate in reading.candidates] == [
        [
            ("name", "Ada Example"),
            ("roles", Role("Initech", "Engineer", "Data")),
            ("emails", Email("ada@home.example")),
            ("birthday", Birthday(12, 10, 1815)),
            ("tags", "mentor"),
            ("phones", Phone("020 7946 0018")),
            ("x", Extra("Anniversary", "2001-02-03")),
        ]
    ]
    assert (reading.problems, reading.counts) == ((), {"rows": 2, "organisations": 1})


def test_several_organisations_in_one_cell(tmp_path: Path) -> None:
    table = (
        "Name,Organization 1 - Name,Organization 1 - Title,Organization 2 - Name\n"
        "Ada,Initech ::: Acme,Engineer ::: Board,Club\n"
    )
    assert said(read(tmp_path, table, "google").candidates[0]) == [
        ("name", "Ada"),
        ("roles", Role("Initech", "Engineer")),
        ("roles", Role("Acme", "Board")),
        ("roles", Role("Club")),
    ]


def test_a_dash_is_no_group_and_a_page_has_no_backslash(tmp_path: Path) -> None:
    table = "First Name,Labels,Website 1 - Value\nAda,-,http\\://www.google.com/profiles/1 ::: https\\://a.example\n"
    assert said(read(tmp_path, table, "google").candidates[0]) == [
        ("name", "Ada"),
        ("links", Link("website", "http://www.google.com/profiles/1")),
        ("links", Link("website-2", "https://a.example")),
    ]


def test_another_table_is_read_as_it_is_where_googles_was_typed(tmp_path: Path) -> None:
    table = "Name;E-Mail;Fax;Mobil\nAda;a@b.example, b@b.example;+44 1234;+44 7700 900122\n"
    assert said(read(tmp_path, table, "google").candidates[0]) == [
        ("name", "Ada"),
        ("emails", Email("a@b.example")),
        ("emails", Email("b@b.example")),
        ("phones", Phone("+44 7700 900122", "mobile")),
        ("phones", Phone("+44 1234", "fax")),
    ]


def test_groups_of_the_system_are_no_tags_by_their_older_name_either(tmp_path: Path) -> None:
    table = "Name,Group Membership,E-mail 1 - Value\nAda,System Group: My Contacts ::: System Group: Kin ::: Choir,\n"
    assert said(read(tmp_path, table).candidates[0]) == [
        ("name", "Ada"),
        ("tags", "Choir"),
        ("x", Extra("Group Membership", "Kin")),
    ]
