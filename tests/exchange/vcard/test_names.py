"""What a card says of a name, and whether it is a person's or an organisation's."""

import pytest

from netkeep.exchange.candidate import Extra
from netkeep.exchange.exporters.vcard import Wish, card
from netkeep.exchange.importers.vcard import read_bytes
from netkeep.model.contact_points import phone_key
from netkeep.model.people import Contact, Phone, Role
from tests.exchange.vcard.cards import card as lines
from tests.exchange.vcard.cards import facts, only, reading
from tests.exchange.vcard.test_exporting import TODAY


@pytest.mark.parametrize(
    ("said", "name", "parts"),
    [
        (["FN:Ada Example", "N:Example;Ada;;;"], "Ada Example", None),
        (
            ["FN:Ludwig van Sample", "N:van Sample;Ludwig;;;"],
            "Ludwig van Sample",
            {"family": "van Sample", "given": "Ludwig"},
        ),
        (
            ["N:Sample Other;Eva;;Dr.;MBE"],
            "Dr. Eva Sample Other MBE",
            {"family": "Sample Other", "given": "Eva", "prefix": "Dr.", "suffix": "MBE"},
        ),
        (
            ["N:Sample;Eva;;;Jr.,M.D."],
            "Eva Sample Jr. M.D.",
            {"family": "Sample", "given": "Eva", "suffix": ["Jr.", "M.D."]},
        ),
        (["N:山田;太郎;;;"], "山田太郎", {"family": "山田", "given": "太郎"}),
        (["FN:Adler\\, Karen", "N:Adler;Karen;;;"], "Karen Adler", None),
        (
            ["FN:Adler\\, Dr. Karen", "N:Adler;Karen;;Dr.;"],
            "Dr. Karen Adler",
            {"family": "Adler", "given": "Karen", "prefix": "Dr."},
        ),
        (
            ["FN:Frau Dr. Karen Adler", "N:Adler;Karen;;Frau Dr.;"],
            "Dr. Karen Adler",
            {"family": "Adler", "given": "Karen", "prefix": "Frau Dr."},
        ),
        (
            ["FN:Herr Prof. Karl Adler", "N:Adler;Karl;;Herr,Prof.;"],
            "Prof. Karl Adler",
            {"family": "Adler", "given": "Karl", "prefix": ["Herr", "Prof."]},
        ),
        (["FN:Adler\\, Karen"], "Adler, Karen", None),
        (
            ["FN:Ed Suffix\\, PhD", "N:Suffix;Ed;;;PhD"],
            "Ed Suffix PhD",
            {"family": "Suffix", "given": "Ed", "suffix": "PhD"},
        ),
        (["N:Back\\;Fore\\;\\;\\;;;;;"], "Fore Back", None),
        (["FN:Back\\;Fore\\;\\;", "N:Back\\;Fore\\;\\;"], "Fore Back", None),
        (["FN:Back\\;Fore\\;\\;\\;"], "Fore Back", None),
        (["FN:Back, Fore", "N:Back, Fore;;;;"], "Back, Fore", {"family": ["Back", "Fore"]}),
        (["FN:王 小明", "N:王;小明;;;"], "王 小明", None),
        (["FN:Acme", "ORG:Acme", "N:Example;Ada;;;"], "Ada Example", None),
        (["FN:Acme", "X-ABShowAs:COMPANY", "N:Example;Ada;;;"], "Ada Example", None),
    ],
)
def test_names_and_their_parts(said: list[str], name: str, parts: dict[str, object] | None) -> None:
    found = facts(only(*said))
    assert found["name"] == [name]
    assert found.get("aliases") is None
    extras = [extra for extra in found.get("x", []) if isinstance(extra, Extra) and extra.key == "name_parts"]
    assert extras == ([Extra("name_parts", {"of": name, **parts})] if parts else [])


def test_another_name_of_parts_is_written_as_names_of_parts_are() -> None:
    assert facts(only("FN:山田", "N:山田;太郎;;;"))["aliases"] == ["山田太郎"]


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_the_parts_of_a_name_go_out_as_they_came(version: str) -> None:
    said = "García Márquez;Gabriel;José de la Concordia,Gabo;Dr.;Jr.,M.D."
    candidate = only(f"N:{said}")
    contact = Contact("a", candidate.name, x={one.key: one.value for one in candidate.values("x", Extra)})
    written = card(contact, Wish(TODAY, version)).decode().replace("\r\n ", "").split("\r\n")
    assert [line for line in written if line.startswith(("N:", "X-"))] == [f"N:{said}"]
    renamed = Contact("a", "Gabo", tags=("to-triage",), x=contact.x)
    assert card(renamed, Wish(TODAY, version, whole=False)).decode().split("\r\n")[3:-2] == ["FN:Gabo", "N:;Gabo;;;"]


def test_a_person_at_the_company_in_whose_name_the_card_stands() -> None:
    found = facts(only("FN:Acme", "KIND:org", "N:Example;Ada;;;", version="4.0"))
    assert (found["name"], found["roles"]) == (["Ada Example"], [Role("Acme")])


@pytest.mark.parametrize(
    "said",
    [
        ["ORG:Acme Corp"],
        ["FN:Acme Corp", "ORG:Acme Corp;Lab"],
        ["FN:", "N:;;;;", "ORG:Acme Corp"],
        ["FN:Acme Corp", "N:Acme Corp;;;;", "KIND:org"],
        ["FN:Acme Corp", "N:;Acme Corp;;;", "ORG:Acme Corp"],
        ["N:;Acme Corp;;;", "ORG:Acme Corp"],
        ["FN:Acme Corp", "ORG:Acme Corp", "X-ABShowAs:COMPANY"],
    ],
)
def test_an_organisation_alone(said: list[str]) -> None:
    found = reading(lines(*said, "TEL;TYPE=WORK:12345", "UID:1"), lines(*said, "EMAIL:info@acme.example"))
    assert found.candidates == ()
    assert found.counts == {"cards": 2, "organisations": 2}
    (file,) = found.files
    assert (file.item.id, file.where) == ("acme-corp", "a.vcf:1")
    kept = file.item.x["vcard"]
    assert isinstance(kept, dict)
    assert (kept["TEL;TYPE=WORK"], kept["EMAIL"]) == ("12345", "info@acme.example")


@pytest.mark.parametrize("kind", ["KIND", "X-ADDRESSBOOKSERVER-KIND"])
def test_who_is_called_like_their_organisation_is_a_person_where_the_card_says_so(kind: str) -> None:
    found = facts(only("FN:Cher", "N:;Cher;;;", "ORG:Cher", f"{kind}:individual"))
    assert found == {"name": ["Cher"], "roles": [Role("Cher")]}


def test_what_is_no_person_is_counted() -> None:
    kinds = ["group", "x-group", "location", "x-device", "application", "thing"]
    found = reading(*(lines(f"FN:{kind}", f"KIND:{kind}", version="4.0") for kind in kinds))
    assert (found.candidates, found.problems) == ((), ())
    assert found.counts == {"cards": 6, "groups": 2, "places and things": 4}


def test_numbers_with_pauses_and_labels_of_types() -> None:
    found = only(
        "FN:A",
        "TEL;TYPE=FAX,WORK,PREF:205246\\;\\;\\,\\;",
        "TEL;TYPE=CELL:+1 202 555 0123\\,\\,456#",
        "item1.TEL;TYPE=pref:12345",
        "item1.X-ABLabel:WORK\\;VOICE\\;PREF",
    )
    phones = facts(found)["phones"]
    assert phones == [
        Phone("12345", "work"),
        Phone("205246;;,;", "work fax"),
        Phone("+1 202 555 0123,,456#", "cell"),
    ]
    assert [phone_key(phone.number) for phone in phones if isinstance(phone, Phone)] == [
        "12345",
        "205246",
        "+12025550123",
    ]


@pytest.mark.parametrize("encoding", ["utf-16-be", "utf-16-le", "utf-32-le", "utf-16"])
def test_wide_encodings(encoding: str) -> None:
    text = lines("FN:Åse Østgård").decode().encode(encoding)
    assert [one.name for one in read_bytes(text, "a.vcf").candidates] == ["Åse Østgård"]


def test_utf_8_that_says_it_is_another_encoding() -> None:
    found = reading(lines("FN;CHARSET=windows-1252:Jöhn Doë", version="2.1"))
    assert ([one.name for one in found.candidates], found.problems) == (["Jöhn Doë"], ())


@pytest.mark.parametrize(
    "line", ["BDAY;VALUE=date:1604-06-26", "BDAY:16040626", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-06-26"]
)
def test_the_year_that_is_none(line: str) -> None:
    assert str(facts(only("FN:A", line))["birthday"][0]) == "--06-26"
