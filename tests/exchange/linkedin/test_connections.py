import zipfile
from datetime import date
from pathlib import Path

import pytest

from netkeep.exchange.candidate import Candidate, Entry, Extra, Fact, Link
from netkeep.model.people import Email, Role
from tests.exchange.linkedin.archives import ADA, HEADER, IN, make, read, said, told


def test_connection_becomes_a_candidate_known_by_profile(tmp_path: Path) -> None:
    reading = read(make(tmp_path, {"Connections.csv": HEADER + ADA}))
    where = "Connections.csv:2"
    ada = Candidate(
        (
            Fact("name", "Ada Example", where),
            Fact("links", Link("linkedin", f"{IN}ada-example"), where),
            Fact("emails", Email("ada@mail.example"), where),
            Fact("roles", Role("Acme Corp", "Engineer"), where),
            Fact("log", Entry("connected", date(2024, 3, 12), "connected"), where),
        ),
        where,
        "linkedin.com/in/ada-example",
    )
    assert reading.candidates == (ada,)
    assert reading.problems == ()
    assert reading.counts == {"connections": 1}
    assert reading.as_of == date(2024, 3, 12)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('Notes:\n"When ""exporting"", \nyou may notice"\n\n' + HEADER + ADA, id="notes"),
        pytest.param('Notes:\n"An odd " mark\n\n' + HEADER + ADA, id="odd quotation mark in the notes"),
        pytest.param("\ufeff" + HEADER + ADA, id="byte-order mark"),
        pytest.param((HEADER + ADA).replace("\n", "\r\n"), id="CRLF"),
        pytest.param((HEADER + ADA).replace("\n", "\r"), id="CR"),
        pytest.param((HEADER + ADA).replace(",", ";"), id="semicolons"),
        pytest.param((HEADER + ADA).replace(",", "\t"), id="tabs"),
        pytest.param(HEADER.upper().replace(" ", "_") + ADA, id="header in capitals"),
        pytest.param(
            "Connected On,URL,Email Address,New Column,Position,Company,Last Name,First Name\n"
            f"12 Mar 2024,{IN}ada-example,ada@mail.example,x,Engineer,Acme Corp,Example,Ada\n",
            id="other order",
        ),
    ],
)
def test_same_person_in_every_form_of_file(tmp_path: Path, text: str) -> None:
    plain = read(make(tmp_path / "plain", {"Connections.csv": HEADER + ADA}))
    other = read(make(tmp_path / "other", {"Connections.csv": text}))
    assert [said(one) for one in other.candidates] == [said(one) for one in plain.candidates]
    assert other.problems == ()


def test_utf_16_is_known_by_its_mark(tmp_path: Path) -> None:
    reading = read(make(tmp_path, {"Connections.csv": (HEADER + ADA.replace("Ada", "Łucja")).encode("utf-16")}))
    assert [one.name for one in reading.candidates] == ["Łucja Example"]


@pytest.mark.parametrize(
    "name", ["Connections.csv", "CONNECTIONS.CSV", "My/Data/connections (2).csv", "Connections_1.csv"]
)
def test_name_of_the_file_varies(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "archive.zip", "w") as archive:
        archive.writestr(name, HEADER + ADA)
        archive.writestr("__MACOSX/._Connections.csv", b"\x00\x05")
    assert [one.name for one in read(tmp_path / "archive.zip").candidates] == ["Ada Example"]
    folder = make(tmp_path / "folder", {name: HEADER + ADA, "._Connections.csv": b"\x00\x05"})
    assert [one.name for one in read(folder).candidates] == ["Ada Example"]


def test_table_alone_is_known_by_its_columns(tmp_path: Path) -> None:
    make(tmp_path, {"mine.csv": "Notes:\n\n" + HEADER + ADA})
    assert [one.name for one in read(tmp_path / "mine.csv").candidates] == ["Ada Example"]


def test_form_of_2018_has_no_profile_and_the_minute_instead(tmp_path: Path) -> None:
    header = "First Name,Last Name,Email Address,Company,Position,Connected On\n"
    rows = (
        'Ada,Example,ada@mail.example,Acme,Engineer,"3/12/18, 9:41 AM"\n'
        'Ruth,Sample,,Basalt,Nurse,"11/02/17, 10:05 PM"\n'
        'Ruth,Sample,,Copper,Nurse,"11/02/17, 10:05 PM"\n'
        'Ruth,Sample,,Copper,Nurse,"11/02/17, 10:05 PM"\n'
        'Alan,Example,Ada@mail.example,Acme,Engineer,"3/12/18, 9:41 AM"\n'
    )
    reading = read(make(tmp_path, {"Connections.csv": header + rows}))
    assert [one.uid for one in reading.candidates] == [
        "ada@mail.example",
        "ruth sample|11/02/17, 10:05 PM",
        "ruth sample|11/02/17, 10:05 PM|copper",
        "ada@mail.example|alan example",
    ]
    assert told(reading) == []
    assert ("log", Entry("connected", date(2018, 3, 12), "connected")) in said(reading.candidates[0])


def test_person_without_profile_keeps_their_uid_with_another_job(tmp_path: Path) -> None:
    before = HEADER + "Ruth,Sample,,,Basalt,Nurse,12 Mar 2024\n"
    one = read(make(tmp_path / "1", {"Connections.csv": before}))
    two = read(make(tmp_path / "2", {"Connections.csv": before.replace("Basalt", "Copper")}))
    assert one.candidates[0].uid == two.candidates[0].uid == "ruth sample|12 Mar 2024"


def test_closed_accounts_are_counted_in_one_problem(tmp_path: Path) -> None:
    reading = read(make(tmp_path, {"Connections.csv": HEADER + ",,,,,,12 Mar 2024\n" * 3 + ADA}))
    assert len(reading.candidates) == 1
    assert told(reading) == [
        ("Connections.csv", "3 rows have neither a name nor a profile: closed accounts, not imported")
    ]


def test_namesakes_are_two_and_a_repeated_profile_is_one(tmp_path: Path) -> None:
    again = ADA.replace("ada-example", "ADA-Example/?trk=x").replace("Ada,Example", "Ada,Wed").replace("Acme", "Hooli")
    rows = ADA + ADA.replace("ada-example", "ada-2") + again
    turned = read(make(tmp_path / "turned", {"Connections.csv": HEADER + again + ADA}))
    assert (turned.candidates[0].name, ("aliases", "Ada Wed") in said(turned.candidates[0])) == ("Ada Example", True)
    reading = read(make(tmp_path / "rows", {"Connections.csv": HEADER + rows}))
    assert [one.uid for one in reading.candidates] == ["linkedin.com/in/ada-example", "linkedin.com/in/ada-2"]
    assert told(reading) == []
    assert ("aliases", "Ada Wed") in said(reading.candidates[0])
    roles = [fact.value.org for fact in reading.candidates[0].facts if isinstance(fact.value, Role)]
    assert roles == ["Acme Corp", "Hooli Corp"]


@pytest.mark.parametrize("turned", [False, True])
def test_parts_of_a_repeated_profile_are_those_of_its_name(tmp_path: Path, *, turned: bool) -> None:
    rows = [ADA.replace("Ada,Example", "Ada,van der Berg Jr."), ADA.replace("Ada,Example", "Bo,de la Cruz")]
    (person,) = read(
        make(tmp_path, {"Connections.csv": HEADER + "".join(reversed(rows) if turned else rows)})
    ).candidates
    parts = {"family": "van der Berg", "given": "Ada", "suffix": "Jr."}
    assert (person.name, [value for _, value in said(person) if isinstance(value, Extra)]) == (
        "Ada van der Berg Jr.",
        [Extra("name_parts", {"of": "Ada van der Berg Jr.", **parts})],
    )


def test_a_row_with_an_address_alone_is_a_person_named_by_it(tmp_path: Path) -> None:
    reading = read(make(tmp_path, {"Connections.csv": HEADER + ",,,ada@mail.example,,,12 Mar 2024\n"}))
    assert [one.name for one in reading.candidates] == ["ada@mail.example"]
    assert told(reading) == []


def test_what_is_wrong_in_a_cell_is_left_out_alone(tmp_path: Path) -> None:
    row = "Ada,Example,javascript:alert(1),no address,,Head of it all,31 Feb 2024\n"
    reading = read(make(tmp_path, {"Connections.csv": HEADER + row}))
    assert [said(one) for one in reading.candidates] == [
        [("name", "Ada Example"), ("x", Extra("position", "Head of it all"))]
    ]
    assert told(reading) == [
        ("Connections.csv:2", "the URL is not a web address; it is left out"),
        ("Connections.csv:2", "the e-mail address is not valid; it is left out"),
        ("Connections.csv:2", "the date of connecting is not a day in the past; it is left out"),
    ]


def test_a_problem_names_the_line_the_person_and_what_became_of_it(tmp_path: Path) -> None:
    rows = ADA + ADA.replace("Ada,Example", "Mr. Bo,Byron").replace("12 Mar 2024", "31 Feb 2024") + ",,,,,,1 Mar 2024\n"
    reading = read(make(tmp_path, {"Connections.csv": HEADER + rows}))
    assert [(one.where, one.who, one.fate) for one in reading.problems] == [
        ("Connections.csv:3", "Bo Byron", "refused"),
        ("Connections.csv", "", "skipped"),
    ]


def test_rows_cut_off_or_shifted_are_not_read_as_somebody(tmp_path: Path) -> None:
    rows = f"Ruth,Sample,{IN}ruth,,Basalt, Inc,Nurse,12 Mar 2024\nAlan,Short\n" + ADA + 'Zoë,"Open,x\nLost,Too\n'
    reading = read(make(tmp_path, {"Connections.csv": HEADER + rows}))
    assert [one.name for one in reading.candidates] == ["Ada Example"]
    assert told(reading) == [
        ("Connections.csv:2", "the row has more cells than the header"),
        ("Connections.csv:3", "the row has fewer cells than the header"),
        ("Connections.csv:5", "a quotation mark is never closed; nothing from here on was read"),
    ]


def test_many_problems_of_one_kind_are_counted(tmp_path: Path) -> None:
    reading = read(make(tmp_path, {"Connections.csv": HEADER + "Alan,Short\n" * 25}))
    assert len(reading.problems) == 21
    assert told(reading)[-1] == ("Connections.csv", "in 5 more rows: the row has fewer cells than the header")


def test_day_to_come_is_no_day(tmp_path: Path) -> None:
    rows = ADA.replace("12 Mar 2024", "24 Nov 2026") + ADA.replace("12 Mar 2024", "25 Nov 2026").replace("ada-", "b-")
    reading = read(make(tmp_path, {"Connections.csv": HEADER + rows}))
    days = [[entry.day for entry in one.values("log", Entry)] for one in reading.candidates]
    assert days == [[date(2026, 11, 23)], []]  # in UTC tomorrow may have begun
    assert reading.as_of == date(2026, 11, 23)


def test_day_of_the_archive(tmp_path: Path) -> None:
    for name, packed in (("packed.zip", (2025, 2, 3)), ("no-clock.zip", (1980, 1, 1)), ("wrong.zip", (2030, 1, 1))):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(zipfile.ZipInfo("Connections.csv", (*packed, 12, 0, 0)), HEADER + ADA)
    days = [read(tmp_path / name).as_of for name in ("packed.zip", "no-clock.zip", "wrong.zip")]
    assert days == [date(2025, 2, 3), date(2024, 3, 12), date(2024, 3, 12)]
    assert read(tmp_path / "packed.zip", as_of=date(2024, 12, 31)).as_of == date(2024, 12, 31)


def test_day_of_each_table(tmp_path: Path) -> None:
    tables = {
        "Connections.csv": HEADER + ADA + ADA.replace("ada-", "b-").replace("12 Mar 2024", "25 Nov 2026"),
        "messages.csv": "FROM,TO,DATE,CONTENT\nAda Example,Me Myself,2024-05-01 10:00:00 UTC,Hello\n",
        "Invitations.csv": 'From,To,Sent At,Message,Direction\nMe Myself,Ada Example,"2/1/24, 9:00 AM",,OUTGOING\n',
        "Positions.csv": "Company Name,Title,Started On\nZero Inc,Engineer,Oct 2026\n",
        "Profile.csv": "First Name,Last Name,Birth Date\nMe,Myself,2025-01-01\n",
        "Endorsement_Given_Info.csv": "Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name\n"
        "2024/03/01 09:00:00 UTC,Pies,Ada,Example\n",
    }
    reading = read(make(tmp_path / "unpacked", tables))
    assert reading.days == {
        "connections": date(2024, 3, 12),
        "endorsements given": date(2024, 3, 1),
        "invitations": date(2024, 2, 1),
        "messages": date(2024, 5, 1),
    }
    assert (reading.as_of, reading.as_of_assumed, reading.stamp) == (date(2024, 5, 1), True, None)
    given = read(tmp_path / "unpacked", as_of=date(2024, 6, 1))
    assert (given.as_of, given.as_of_assumed, given.stamp) == (date(2024, 6, 1), False, None)


def test_stamp_is_of_the_tables_alone_and_never_of_a_file_on_disk(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "packed.zip", "w") as archive:
        archive.writestr(zipfile.ZipInfo("Connections.csv", (2025, 2, 3, 12, 0, 0)), HEADER + ADA)
        archive.writestr(zipfile.ZipInfo("Profile.csv", (2025, 2, 4, 0, 1, 0)), "First Name,Last Name\nMe,Myself\n")
        archive.writestr(zipfile.ZipInfo("Rich Media.csv", (2025, 8, 1, 0, 0, 0)), "")
        archive.writestr(zipfile.ZipInfo("Skills.csv", (2030, 8, 1, 0, 0, 0)), "")
    assert read(tmp_path / "packed.zip").stamp == date(2025, 2, 4)
    assert read(tmp_path / "packed.zip", as_of=date(2024, 12, 31)).stamp == date(2025, 2, 4)
    make(tmp_path, {"Connections.csv": HEADER + ADA})
    assert read(tmp_path / "Connections.csv").stamp is None
