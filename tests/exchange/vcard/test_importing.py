from datetime import date
from pathlib import Path

import pytest

from netkeep.errors import ConfigError
from netkeep.exchange.candidate import Extra, Link, Problem
from netkeep.exchange.importer import Options
from netkeep.exchange.importers.vcard import read
from netkeep.model.dates import Birthday
from netkeep.model.people import Address, Email, Phone, Role
from tests.exchange.vcard.cards import card, facts, only, reading

OPTIONS = Options(date(2026, 1, 1))


def test_a_card_of_an_address_book() -> None:
    assert facts(
        only(
            "UID:7F-a",
            "REV:20260101T000000Z",
            "FN:Grace Sample",
            "N:Sample;Grace;;;",
            "NICKNAME:Gracie",
            "ORG:Acme Corp;Platform",
            "TITLE:VP Engineering",
            "item1.EMAIL;type=INTERNET:grace@home.example",
            "item1.X-ABLabel:_$!<Home>!$_",
            "EMAIL;type=INTERNET;type=WORK;type=pref:grace@acme.example",
            "TEL;type=CELL;type=VOICE:+44 20 7946 0018",
            "item2.URL;type=pref:http\\://grace.example",
            "item2.X-ABLabel:_$!<HomePage>!$_",
            "X-SOCIALPROFILE;type=linkedin:https://www.linkedin.com/in/grace-sample",
            "BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-14",
            "CATEGORIES:mentor,big\\, data,myContacts",
            "PRONOUNS:she/her",
            "TZ;VALUE=text:Europe/London",
            "NOTE:One\\nTwo\\, and three",
        )
    ) == {
        "name": ["Grace Sample"],
        "aliases": ["Gracie"],
        "emails": [Email("grace@acme.example", "work"), Email("grace@home.example", "home")],
        "phones": [Phone("+44 20 7946 0018", "cell")],
        "links": [
            Link("website", "http://grace.example"),
            Link("linkedin", "https://www.linkedin.com/in/grace-sample"),
        ],
        "roles": [Role("Acme Corp", "VP Engineering", "Platform")],
        "timezone": ["Europe/London"],
        "birthday": [Birthday(5, 14)],
        "pronouns": ["she/her"],
        "tags": ["mentor", "big, data"],
        "note": ["One\nTwo, and three"],
    }


def test_vcard_2_1_with_quoted_printable_in_another_charset() -> None:
    data = (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\n"
        b"N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Sch=E4fer;J=\r\n=FCrgen;;;\r\n"
        b"TEL;HOME;VOICE:020 7946 0000\r\n"
        b"ADR;WORK;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;Stra=C3=9Fe 1;K=C3=B6ln;;;Deutschland\r\n"
        b"NOTE;ENCODING=QUOTED-PRINTABLE:a;b=0D=0A=\r\nsecond\r\n"
        b"END:VCARD\r\n"
    )
    (candidate,) = reading(data).candidates
    assert facts(candidate) == {
        "name": ["Jürgen Schäfer"],
        "phones": [Phone("020 7946 0000", "home")],
        "location": ["Köln, Deutschland"],
        "note": ["a;b\nsecond"],
        "addresses": [Address("Straße 1", "Köln", country="Deutschland", label="work")],
    }


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("BDAY:19800322", Birthday(3, 22, 1980)),
        ("BDAY:1980-03-22", Birthday(3, 22, 1980)),
        ("BDAY:1980-03-22T00:00:00Z", Birthday(3, 22, 1980)),
        ("BDAY:--0203", Birthday(2, 3)),
        ("BDAY:--02-03", Birthday(2, 3)),
        ("BDAY:--0229", Birthday(2, 29)),
        ("BDAY:0000-04-12", Birthday(4, 12)),
    ],
)
def test_birthdays(line: str, birthday: Birthday) -> None:
    assert facts(only("FN:A", line)) == {"name": ["A"], "birthday": [birthday]}


@pytest.mark.parametrize("line", ["BDAY;VALUE=text:circa 1800", "BDAY:1980", "BDAY:---03", "BDAY:19800231"])
def test_a_birthday_that_is_no_day_is_kept(line: str) -> None:
    head, _, value = line.partition(":")
    found = reading(card("FN:A", line))
    assert facts(found.candidates[0]) == {"name": ["A"], "x": [Extra("vcard", {head: value})]}
    assert found.problems == (Problem("a.vcf:4", "BDAY: no day can be read; kept under x", "", "kept", "A"),)


def test_of_two_birthdays_the_second_is_kept_and_named() -> None:
    found = reading(card("FN:A", "BDAY:1985-04-12", "BDAY:19850412", "BDAY:1985-04-13"))
    assert facts(found.candidates[0])["birthday"] == [Birthday(4, 12, 1985)]
    message = "BDAY: the card has another birthday; kept under x"
    assert found.problems == (Problem("a.vcf:6", message, "", "kept", "A"),)


def test_alternatives_say_the_same_once() -> None:
    assert facts(
        only(
            "FN;ALTID=1:山田太郎",
            "FN;ALTID=1;LANGUAGE=en:Yamada Taro",
            "N;ALTID=1:山田;太郎;;;",
            "N;ALTID=1;LANGUAGE=en:Yamada;Taro;;;",
            "BDAY;ALTID=1:20160801",
            "BDAY;ALTID=1;VALUE=text:summer",
            version="4.0",
        )
    ) == {
        "name": ["山田太郎"],
        "aliases": ["Yamada Taro"],
        "birthday": [Birthday(8, 1, 2016)],
        "x": [
            Extra("name_parts", {"of": "山田太郎", "family": "山田", "given": "太郎"}),
            Extra("vcard", {"N;ALTID=1;LANGUAGE=en": "Yamada;Taro;;;", "BDAY;ALTID=1;VALUE=text": "summer"}),
        ],
    }


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FN:", "N:Sample;Grace;Ann;Dr.;PhD"], "Dr. Grace Ann Sample PhD"),
        (["N:;;;;", "ORG:Acme;Lab", "NICKNAME:Gracie"], "Gracie"),
        (["EMAIL:a@acme.example", "TEL:12345"], "a@acme.example"),
        (["FN:", "N:;;;;", "TEL;VALUE=uri:tel:+1-202-555-0125"], "+1-202-555-0125"),
        (["FN:Robert \\n Smith"], "Robert Smith"),
    ],
)
def test_names(lines: list[str], name: str) -> None:
    assert only(*lines).name == name


def test_who_is_called_otherwise_in_parts_has_an_alias() -> None:
    assert facts(only("FN:Bob Smith", "N:Smith;Robert;;;"))["aliases"] == ["Robert Smith"]


def test_several_organisations() -> None:
    assert facts(only("FN:A", "item1.ORG:One", "item2.ORG:Two;Lab", "item2.TITLE:Head", "ORG:Three", "TITLE:Clerk"))[
        "roles"
    ] == [Role("One"), Role("Two", "Head", "Lab"), Role("Three", "Clerk")]
    assert facts(only("FN:A", "TITLE:Clerk")) == {"name": ["A"], "x": [Extra("vcard", {"TITLE": "Clerk"})]}
    assert facts(only("FN:A", "ORG:One", "ROLE:Clerk"))["roles"] == [Role("One", "Clerk")]


def test_numbers_as_uris() -> None:
    candidate = only(
        'TEL;VALUE=uri;PREF=2;TYPE="voice,work":tel:+1-418-656-9254;ext=102',
        "TEL;VALUE=uri;PREF=1;TYPE=home:tel:+1-418-555-5555",
        "FN:A",
        version="4.0",
    )
    assert facts(candidate)["phones"] == [
        Phone("+1-418-555-5555", "home"),
        Phone("+1-418-656-9254;ext=102", "work"),
    ]


def test_what_is_not_right_is_kept_and_named_without_its_value() -> None:
    found = reading(card("FN:A", "EMAIL:not an address", "TEL:ask me", "URL:javascript:alert(1)", "no property"))
    (candidate,) = found.candidates
    assert facts(candidate) == {
        "name": ["A"],
        "x": [Extra("vcard", {"EMAIL": "not an address", "TEL": "ask me", "URL": "javascript:alert(1)"})],
    }
    number = "TEL: a phone number has 3 to 15 digits, best with its country: +44 20 7946 0000; kept under x"
    assert [tuple(problem) for problem in found.problems] == [
        ("a.vcf:7", "a line is not a property of a card (NAME:value); it is left out", "", "refused", "A"),
        ("a.vcf:4", "EMAIL: an e-mail address is written name@domain.example; kept under x", "", "kept", "A"),
        ("a.vcf:5", number, "", "kept", "A"),
        ("a.vcf:6", "URL: a link begins with https:// or http:// and a host name; kept under x", "", "kept", "A"),
    ]


def test_what_has_no_field_is_kept_with_its_label() -> None:
    assert facts(
        only(
            "FN:A",
            "item3.X-ABRELATEDNAMES:Jenny",
            "item3.X-ABLabel:_$!<Spouse>!$_",
            "RELATED;TYPE=friend:urn:uuid:1",
            "RELATED;TYPE=friend:urn:uuid:2",
            "GENDER:M",
            'X-ODD;LABEL="a,b":1',
        )
    ) == {
        "name": ["A"],
        "x": [
            Extra(
                "vcard",
                {
                    "item3.X-ABRELATEDNAMES": "Jenny",
                    "RELATED;TYPE=friend": ["urn:uuid:1", "urn:uuid:2"],
                    "GENDER": "M",
                    'X-ODD;LABEL="a,b"': "1",
                    "item3.X-ABLABEL": "_$!<Spouse>!$_",
                },
            )
        ],
    }


def test_groups_and_organisations_are_counted() -> None:
    found = reading(
        card("FN:A", "KIND:individual", version="4.0"),
        card("FN:B", "KIND:org", version="4.0"),
        card("FN:C", "X-ADDRESSBOOKSERVER-KIND:group"),
        card("FN:D", "ORG:D", "X-ABShowAs:COMPANY"),
        card("FN:E", "KIND:location", version="4.0"),
    )
    assert [candidate.name for candidate in found.candidates] == ["A"]
    assert found.counts == {"cards": 5, "organisations": 2, "groups": 1, "places and things": 1}


def test_large_pictures_are_counted_small_ones_kept() -> None:
    found = reading(card("FN:A", f"PHOTO;ENCODING=b;TYPE=JPEG:{'A' * 6000}", "LOGO;ENCODING=b;TYPE=PNG:AAAA"))
    assert found.counts == {"cards": 1, "pictures left out": 1}
    assert found.problems == ()
    assert facts(found.candidates[0])["x"] == [Extra("vcard", {"LOGO;VALUE=uri": "data:image/png;base64,AAAA"})]


def test_bytes_that_say_nothing_of_themselves() -> None:
    data = card("FN:Jürgen").decode().encode("cp1252")
    found = reading(data)
    assert found.candidates[0].name == "Jürgen"
    assert [tuple(problem) for problem in found.problems] == [
        (
            "a.vcf:1",
            "is not UTF-8; it was read as Windows-1252",
            "name the right one with --encoding",
            "noted",
            "Jürgen",
        )
    ]
    assert reading("\ufeff".encode() + card("FN:Jürgen")).candidates[0].name == "Jürgen"
    assert reading(card("FN:Jürgen").decode().encode("utf-16")).candidates[0].name == "Jürgen"


def test_a_fold_inside_a_character() -> None:
    data = card("FN:Jürgen").replace("ü".encode(), b"\xc3\r\n \xbc")
    assert reading(data).candidates[0].name == "Jürgen"


def test_an_encoding_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.vcf").write_bytes(card("FN:Ковалёв").decode().encode("cp1251"))
    found = read([tmp_path], Options(date(2026, 1, 1), encoding="cp1251"))
    assert (found.candidates[0].name, found.problems) == ("Ковалёв", ())
    with pytest.raises(ConfigError, match="no encoding has this name"):
        read([tmp_path], Options(date(2026, 1, 1), encoding="klingon"))


def test_folders_at_any_depth(tmp_path: Path) -> None:
    (tmp_path / "one" / "two").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    for name in ("b.vcf", "one/two/a.VCF", "one/c.txt", ".hidden/d.vcf", ".e.vcf"):
        (tmp_path / name).write_bytes(card(f"FN:{name}", f"UID:{name}"))
    (tmp_path / "one" / "link.vcf").symlink_to(tmp_path / "b.vcf")
    found = read([tmp_path], OPTIONS)
    assert [(candidate.name, candidate.uid, candidate.where) for candidate in found.candidates] == [
        ("b.vcf", "b.vcf", "b.vcf:1"),
        ("one/two/a.VCF", "one/two/a.VCF", "one/two/a.VCF:1"),
    ]


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file or folder"):
        read([tmp_path / "none.vcf"], OPTIONS)
    with pytest.raises(ConfigError, match="no vCard was found"):
        read([tmp_path], OPTIONS)


def test_a_card_without_a_name_is_a_problem() -> None:
    found = reading(card("NOTE:who?"), card("FN:A"))
    assert [candidate.name for candidate in found.candidates] == ["A"]
    assert [tuple(problem) for problem in found.problems] == [
        (
            "a.vcf:1",
            "has no name, no e-mail address and no number; it is left out",
            "write their name into it, FN:Ada Example, and import it again",
            "refused",
            "",
        )
    ]


def test_a_card_that_says_nothing_is_passed_over() -> None:
    found = reading(card("FN:", "N:;;;;", "UID:1"), card("FN:A"))
    message = "has no name, no e-mail address and no number; it is left out"
    assert found.problems == (Problem("a.vcf:1", message, fate="skipped"),)


@pytest.mark.parametrize("address", ["'ada@a.example'", '"ada@a.example"', "<ada@a.example>", "mailto:ada@a.example"])
def test_what_programs_put_around_an_address_is_no_part_of_it(address: str) -> None:
    assert facts(only("FN:A", f"EMAIL:{address}")) == {"name": ["A"], "emails": [Email("ada@a.example")]}


@pytest.mark.parametrize("name", [("FN:Ada Sample",), ("N:Sample;Ada;;;",)])
def test_a_line_that_is_none_is_told_with_the_name_of_the_card(name: tuple[str, ...]) -> None:
    found = reading(card(*name, "no property"))
    message = "a line is not a property of a card (NAME:value); it is left out"
    assert found.problems == (Problem("a.vcf:4", message, who="Ada Sample"),)
