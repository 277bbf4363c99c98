"""Files of the corpus's folder ``reported/`` that belong together, one after the other into one vault."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import files
from tests.exchange.importing import Book, Import, assert_kept, assert_unchanged, said
from tests.exchange.reported import REPORTED, SKIP

pytestmark = pytest.mark.skipif(SKIP[0], reason=SKIP[1])


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path / "vault")


def reported(format_: str, name: str, *options: str) -> Import:
    return Import(format_, (REPORTED / name,), options)


def ends(book: Book) -> list[str]:
    """Return the roles that are over, by the name of their person."""
    return [f"{contact.name}: {role.org}" for contact in book.people() for role in contact.roles if role.end]


def phones(person: dict[str, object]) -> list[str]:
    numbers = person["phones"]
    assert isinstance(numbers, list)
    return numbers


UMA = {
    "name": "Uma Twofilez",
    "emails": ["home: uma@home.example", "work: uma@work.example"],
    "phones": ["cell: +44 7700 900111", "work: +44 20 7946 0999"],
    "birthday": "1980-02-03",
    "tags": ["friends"],
    "roles": ["Workco", "CTO @ Newco"],  # the first is what a phone shows: it stays
    "note": "met at the fair",
}
VIC = {"name": "Vic Otherz", "emails": ["vic@otherz.example"]}


def test_a_business_card_adds_to_what_the_phone_said(book: Book, tmp_path: Path) -> None:
    imports = [reported("vcard", "c64-phone.vcf"), reported("vcard", "c64-businesscard.vcf")]
    for wanted in imports:
        assert book.take(wanted).code == 0
    assert [said(contact) for contact in book.people()] == [UMA, VIC]
    assert ends(book) == []
    assert_kept(book, imports, tmp_path)


def test_the_phone_adds_to_what_a_business_card_said(book: Book, tmp_path: Path) -> None:
    imports = [reported("vcard", "c64-businesscard.vcf"), reported("vcard", "c64-phone.vcf")]
    for wanted in imports:
        assert book.take(wanted).code == 0
    uma, vic = book.people()
    assert ([email.address for email in uma.emails], [phone.number for phone in uma.phones]) == (
        ["uma@work.example", "uma@home.example"],
        ["+44 20 7946 0999", "+44 7700 900111"],
    )
    assert (str(uma.birthday), {role.org for role in uma.roles}, ends(book)) == ("1980-02-03", {"Newco", "Workco"}, [])
    assert (said(uma)["tags"], said(vic)) == (["friends"], VIC)
    assert_kept(book, imports, tmp_path)


@pytest.mark.parametrize("other", ["c65-conference.csv", "c65-members.csv"])
def test_a_table_that_says_less_adds_nothing(book: Book, tmp_path: Path, other: str) -> None:
    members = reported("csv", "c65-members.csv")
    assert book.take(members).code == 0
    before = book.content()
    for name in ("c65-conference.csv", other, "c65-members.csv"):
        assert book.take(reported("csv", name)).code == 0
        assert book.content() == before
    assert_kept(book, [members, reported("csv", "c65-conference.csv")], tmp_path)


def test_a_table_that_says_more_adds_it(book: Book) -> None:
    for name in ("c65-conference.csv", "c65-members.csv"):
        assert book.take(reported("csv", name)).code == 0
    wes, xia = (said(contact) for contact in book.people())
    assert wes == {
        "name": "Wes Tablez",
        "emails": ["wes@tablez.example"],
        "phones": ["+44 7700 900122"],
        "birthday": "1980-01-02",
        "tags": ["club"],
        "roles": ["Alpha"],
    }
    assert xia["phones"] == ["+44 7700 900123"]


TITLED = ["Ed Suffixz", "Jan Anredez", "Maria Zweitz", "Olaf Diplomz", "Ute Titelz"]


def test_titles_and_middle_names_make_nobody_somebody_else(book: Book, tmp_path: Path) -> None:
    """Whoever is not the same person already is held back, or found by ``netkeep merge``."""
    imports = [reported("vcard", "c59-titles.vcf"), reported("linkedin", "c59/Connections.csv")]
    assert book.take(imports[0]).code == 0
    record = json.loads(book.run("import", "linkedin", *imports[1].paths, "--format", "json").out)
    pairs = json.loads(book.run("merge", "--format", "json").out)["pairs"]
    known = [
        *(one["name"] for one in record["unclear"]),
        *(one["name"] for one in record["changed"]),
        *(one["name"] for pair in pairs for one in (pair["keep"], pair["other"])),
    ]
    assert {name for name in TITLED if not any(name.split()[-1] in one for one in known)} == set()
    assert len(book.contacts()) == 5 + len(record["created"]) == 5 + len(pairs)
    assert_kept(book, imports, tmp_path)


def test_one_name_and_one_address_are_one_person_whichever_file(book: Book, tmp_path: Path) -> None:
    imports = [reported("vcard", "c66-dups.vcf"), reported("csv", "c66-dups.csv")]
    for wanted in imports:
        assert book.take(wanted).code == 0
    yara, zed = (said(contact) for contact in book.people())
    numbers = {"cell: +44 7700 900131", "work: +44 7700 900132"}
    assert (yara["name"], {*phones(yara)}, yara["roles"]) == ("Yara Dupz", numbers, ["Dupco"])
    assert (zed["name"], zed["phones"]) == ("Zed Dupz", ["+44 7700 900133"])
    assert_kept(book, imports, tmp_path)


def test_two_people_with_one_id_are_told_of_and_stay_two(book: Book, tmp_path: Path) -> None:
    wanted = reported("vcard", "c21b-same-uid.vcf")
    done = book.take(wanted)
    assert ("c21b-same-uid.vcf:" in done.out, [contact.name for contact in book.people()]) == (
        True,
        ["Foo Barson", "Quite Different"],
    ), done.out
    assert_kept(book, [wanted], tmp_path)


def test_the_first_export_after_an_import_rewrites_no_card_of_a_phone(book: Book, tmp_path: Path) -> None:
    folder = tmp_path / "phone"
    folder.mkdir()
    card = (REPORTED / "c54-khard38.vcf").read_bytes()
    van = card.replace(b"UID:5afb1f7c8a81195c", b"UID:van")
    lines = [
        b"N:van Samplehoven;Ludwig;;;\nFN:Ludwig van Samplehoven\nEMAIL:lvs@sample.example"
        if line.startswith(b"N:")
        else line
        for line in van.split(b"\n")
        if line.startswith((b"BEGIN", b"VERSION", b"UID", b"N:", b"END"))
    ]
    (folder / "gabo.vcf").write_bytes(card)
    (folder / "van.vcf").write_bytes(b"\n".join([*lines, b""]))
    before = files(folder)
    wanted = Import("vcard", (folder,), ("--source", "phone"))
    export = ("export", "vcard", "--vdir", folder, "--source", "phone", "--version", "3.0")
    assert book.take(wanted).code == 0
    assert "0 written, 2 as they were, 0 removed" in book.run(*export).out
    assert {path: text for path, text in files(folder).items() if path in before} == before
    assert_unchanged(book, [wanted])

    assert book.run("log", "ludwig", "-k", "coffee", "-m", "Hello").code == 0
    (path,) = (path for path, contact in book.contacts().items() if contact.name == "Ludwig van Samplehoven")
    file = book.root / "people" / f"{path}.md"
    file.write_text(file.read_text(encoding="utf-8").replace("---\n\n", "tags: [music]\n---\n\n", 1), encoding="utf-8")
    assert "1 written, 1 as they were, 0 removed" in book.run(*export).out
    written = files(folder)["van.vcf"].decode().replace("\r\n", "\n").split("\n")
    assert [line for line in written if line.startswith(("N:", "FN:", "CATEGORIES"))] == [
        "N:van Samplehoven;Ludwig;;;",
        "FN:Ludwig van Samplehoven",
        "CATEGORIES:music",
    ]
    assert files(folder)["gabo.vcf"] == before["gabo.vcf"]
