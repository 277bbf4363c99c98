"""Real cards, as other programs' tests have them."""

import os
from datetime import date
from pathlib import Path

import pytest

from netkeep.exchange.candidate import Extra, Link, Reading
from netkeep.exchange.importer import Options
from netkeep.exchange.importers.vcard import read
from netkeep.model.dates import Birthday, Duration
from netkeep.model.people import Address, Email, NamedDate, Phone, Role
from tests.exchange.vcard.cards import facts

CORPUS = Path(os.environ.get("NETKEEP_CORPUS", "none")) / "vcard"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="NETKEEP_CORPUS names no folder of public test data")


def _read(name: str) -> Reading:
    return read([CORPUS / name], Options(date(2026, 1, 1)))


def _facts(name: str) -> dict[str, list[object]]:
    (candidate,) = _read(name).candidates
    return facts(candidate)


@pytest.mark.parametrize(
    ("name", "people", "said", "kept", "problems"),
    [
        ("John_Doe_GMAIL.vcf", 1, 10, 4, 0),
        ("John_Doe_IPHONE.vcf", 1, 14, 4, 0),
        ("John_Doe_MS_OUTLOOK.vcf", 1, 12, 10, 0),
        ("fullcontact.vcf", 1, 30, 32, 0),
        ("gmail-list.vcf", 3, 6, 0, 0),
        ("gmail-single.vcf", 1, 13, 7, 0),
        ("outlook-2003.vcf", 1, 9, 8, 4),
        ("rfc6350-example.vcf", 1, 9, 7, 0),
    ],
)
def test_how_much_is_read(name: str, people: int, said: int, kept: int, problems: int) -> None:
    found = _read(name)
    every = [fact for candidate in found.candidates for fact in candidate.facts]
    extras = [fact.value for fact in every if isinstance(fact.value, Extra)]
    properties = sum(len(extra.value) for extra in extras if isinstance(extra.value, dict) and extra.key == "vcard")
    assert (len(found.candidates), len(every) - len(extras), properties, len(found.problems)) == (
        people,
        said,
        kept,
        problems,
    )


def test_an_iphone() -> None:
    assert _read("John_Doe_IPHONE.vcf").counts == {"cards": 1, "pictures left out": 1}
    assert _facts("John_Doe_IPHONE.vcf") == {
        "name": ["John Richter James Doe Sr."],
        "aliases": ["Johny"],
        "emails": [Email("john.doe@ibm.com")],
        "phones": [
            Phone("905-555-1234", "cell"),
            Phone("905-666-1234", "home"),
            Phone("905-777-1234", "work"),
            Phone("905-888-1234", "home fax"),
            Phone("905-999-1234", "work fax"),
            Phone("905-111-1234", "pager"),
            Phone("905-222-1234", "assistant phone"),
        ],
        "links": [Link("website", "http://www.ibm.com")],
        "roles": [Role("IBM", "Money Counter", "Accounting")],
        "location": ["New York, United States of America"],
        "birthday": [Birthday(6, 6, 2012)],
        "x": [
            Extra(
                "name_parts",
                {
                    "of": "John Richter James Doe Sr.",
                    "family": "Doe",
                    "given": "John",
                    "additional": ["Richter", "James"],
                    "prefix": "Mr.",
                    "suffix": "Sr.",
                },
            ),
            Extra(
                "vcard",
                {
                    "item3.ADR;TYPE=HOME,pref": ";;Silicon Alley 5,;New York;New York;12345;United States of America",
                    "item4.ADR;TYPE=WORK": ";;Street4\\nBuilding 6\\nFloor 8;New York;;12345;USA",
                    "item3.X-ABADR": "Silicon Alley",
                    "item4.X-ABADR": "Street 4, Building 6,\\n Floor 8\\nNew York\\nUSA",
                },
            ),
        ],
    }


def test_gmail() -> None:
    assert _facts("gmail-single.vcf") == {
        "name": ["Greg Dartmouth"],
        "aliases": ["Gman"],
        "emails": [Email("gdartmouth@hotmail.com")],
        "phones": [Phone("555 555 1111", "cell"), Phone("555 555 2222", "GRAND_CENTRAL")],
        "links": [Link("website", "http://TheProfile.com")],
        "roles": [Role("TheCompany", "TheJobTitle")],
        "addresses": [
            Address("123 Home St, Home City, HM 12345", label="home"),
            Address("321 Custom St", "Custom City", "TX", "98765", "USA", label="CustomAdrType"),
        ],
        "location": ["Custom City, USA"],
        "birthday": [Birthday(9, 10, 1960)],
        "dates": [NamedDate("anniversary", Birthday(6, 2, 1970), Duration(1, "year"))],
        "note": [
            "This is GMail's note field.\nIt should be added as a NOTE type.\nACustomField: CustomField",
        ],
        "x": [
            Extra(
                "vcard",
                {
                    "X-PHONETIC-FIRST-NAME": "Grregg",
                    "X-PHONETIC-LAST-NAME": "Dart-mowth",
                    "X-ICQ": "123456789",
                    "item5.X-ABRELATEDNAMES": "MySpouse",
                    "item6.X-ABRELATEDNAMES": "MyCustom",
                    "item5.X-ABLABEL": "_$!<Spouse>!$_",
                    "item6.X-ABLABEL": "CustomRelationship",
                },
            )
        ],
    }


def test_outlook() -> None:
    found = _facts("outlook-2003.vcf")
    parts, extra = found.pop("x")
    assert parts == Extra(
        "name_parts", {"of": "John Doe III", "family": "Doe", "given": "John", "prefix": "Mr.", "suffix": "III"}
    )
    assert found == {
        "name": ["John Doe III"],
        "aliases": ["Joey"],
        "emails": [Email("jdoe@hotmail.com")],
        "links": [Link("website", "http://web-page-address.com")],
        "roles": [Role("Company, The", "The Job Title", "TheDepartment")],
        "addresses": [
            Address(
                "123 Main St", "Austin", "TX", "12345", "United States of America", extended="TheOffice", label="work"
            )
        ],
        "location": ["Austin, United States of America"],
        "birthday": [Birthday(3, 21, 1980)],
        "note": ["This is the note field!!\nSecond line\n\nThird line is empty"],
    }
    assert isinstance(extra, Extra)
    assert isinstance(extra.value, dict)
    assert extra.value["LABEL;TYPE=WORK"] == ("TheOffice\\n123 Main St\\nAustin, TX 12345\\nUnited States of America")
    assert extra.value["KEY;VALUE=uri"].startswith("data:;base64,MIIDIT")
    assert [problem.where for problem in _read("outlook-2003.vcf").problems] == [
        f"outlook-2003.vcf:{line}" for line in range(10, 14)
    ]


def test_the_example_of_rfc_6350() -> None:
    assert _facts("rfc6350-example.vcf") == {
        "name": ["Simon Perreault"],
        "emails": [Email("simon.perreault@viagenie.ca", "work")],
        "phones": [Phone("+1-418-656-9254;ext=102", "work"), Phone("+1-418-262-6501", "work cell")],
        "links": [Link("website", "http://nomis80.org")],
        "roles": [Role("Viagenie")],
        "addresses": [
            Address("2875 Laurier", "Quebec", "QC", "G1V 2M2", "Canada", extended="Suite D2-630", label="work")
        ],
        "location": ["Quebec, Canada"],
        "birthday": [Birthday(2, 3)],
        "x": [
            Extra(
                "name_parts",
                {"of": "Simon Perreault", "family": "Perreault", "given": "Simon", "suffix": ["ing. jr", "M.Sc."]},
            ),
            Extra(
                "vcard",
                {
                    "TZ": "-0500",
                    "ANNIVERSARY": "20090808T1430-0500",
                    "GENDER": "M",
                    "LANG;PREF=1": "fr",
                    "LANG;PREF=2": "en",
                    "GEO;TYPE=work": "geo:46.772673,-71.282945",
                    "KEY;TYPE=work;VALUE=uri": "http://www.viagenie.ca/simon.perreault/simon.asc",
                },
            ),
        ],
    }
