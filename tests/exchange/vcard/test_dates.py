"""Dates of cards besides the birthday: each once, whatever an earlier version has kept of them below ``x: vcard``."""

from pathlib import Path

import pytest

from netkeep.exchange.exporters.vcard import Wish, card
from netkeep.model.dates import Birthday, Duration
from netkeep.model.people import Contact, NamedDate
from tests.exchange.importing import Book
from tests.exchange.vcard.cards import facts, only
from tests.site.vaults import TODAY

_CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:1\r\nFN:Ada Example\r\nEMAIL:ada@mail.example\r\n"
    "item1.X-ABDATE;type=pref:2010-05-06\r\nitem1.X-ABLabel:_$!<Anniversary>!$_\r\n"
    "item2.X-ABDATE;X-APPLE-OMIT-YEAR=1604:1604-02-29\r\nitem2.X-ABLabel:Name day\r\n"
    "item3.X-ABDATE:2010-05\r\nitem3.X-ABLabel:Began\r\nX-ICQ:7\r\nEND:VCARD\r\n"
)
_FRONT = """\
---
name: Ada Example
emails:
  - ada@mail.example
dates:
  - {name: anniversary, "on": 2010-05-06, every: 1 year}
  - {name: Name day, "on": --02-29}
tags: [to-triage]
x:
  vcard:
    item3.X-ABDATE: "2010-05"
    item3.X-ABLABEL: Began
    X-ICQ: "7"
  uid: "1"
---
"""


@pytest.mark.parametrize("options", [(), ("--source", "phone")])
def test_what_an_earlier_version_kept_below_x_moves(tmp_path: Path, options: tuple[str, ...]) -> None:
    before = _FRONT.replace(_FRONT[_FRONT.index("dates:") : _FRONT.index("tags:")], "").replace(
        "  vcard:\n",
        "  vcard:\n    item1.X-ABDATE;TYPE=pref: 2010-05-06\n    item1.X-ABLABEL: _$!<Anniversary>!$_\n"
        "    item2.X-ABDATE;X-APPLE-OMIT-YEAR=1604: 1604-02-29\n    item2.X-ABLABEL: Name day\n",
    )
    book = Book(tmp_path / "vault", {"people/ada-example.md": before})
    (tmp_path / "ada.vcf").write_text(_CARD, newline="")
    for _ in range(2):
        assert book.run("import", "vcard", tmp_path / "ada.vcf", *options).code == 0
        assert (book.root / "people/ada-example.md").read_text() == _FRONT


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ANNIVERSARY:20090808", NamedDate("anniversary", Birthday(8, 8, 2009), Duration(1, "year"))),
        ("ANNIVERSARY:--0229", NamedDate("anniversary", Birthday(2, 29), Duration(1, "year"))),
        ("X-ANNIVERSARY;VALUE=date:2009-08-08", NamedDate("anniversary", Birthday(8, 8, 2009), Duration(1, "year"))),
        ("ANNIVERSARY:20090808T1430-0500", None),
        ("ANNIVERSARY:2009", None),
        ("ANNIVERSARY;CALSCALE=hebrew:20090808", None),
        ("X-ABDATE:2009-08-08", None),
    ],
)
def test_what_a_property_says(line: str, said: NamedDate | None) -> None:
    found = facts(only("FN:Ada", line))
    assert found.get("dates") == ([said] if said else None)
    assert ("x" in found) == (said is None)


_DATES = (
    NamedDate("anniversary", Birthday(8, 8, 2009), Duration(1, "year")),
    NamedDate("jubilee", Birthday(2, 29, 2012), Duration(5, "year")),
    NamedDate("Name day; hers", Birthday(2, 29)),
)


@pytest.mark.parametrize(
    ("version", "lines"),
    [
        (
            "4.0",
            [
                "ANNIVERSARY:20090808",
                "item1.X-ABDATE;X-NETKEEP-EVERY=5 years:20120229",
                "item1.X-ABLabel:jubilee",
                "item2.X-ABDATE:--0229",
                "item2.X-ABLabel:Name day\\; hers",
            ],
        ),
        (
            "3.0",
            [
                "item1.X-ABDATE:2009-08-08",
                "item1.X-ABLabel:_$!<Anniversary>!$_",
                "item2.X-ABDATE;X-NETKEEP-EVERY=5 years:2012-02-29",
                "item2.X-ABLabel:jubilee",
                "item3.X-ABDATE;X-APPLE-OMIT-YEAR=1604:1604-02-29",
                "item3.X-ABLabel:Name day\\; hers",
            ],
        ),
    ],
)
def test_there_and_back(version: str, lines: list[str]) -> None:
    contact = Contact("ada", "Ada", dates=_DATES)
    data = card(contact, Wish(TODAY, version))
    assert data.decode().split("\r\n")[5:-2] == lines
    assert facts(only(*data.decode().split("\r\n")[3:-2]))["dates"] == [*_DATES]


def test_what_stands_below_x_as_well_goes_out_once() -> None:
    kept = {"item1.X-ABDATE": "2009-08-08", "item1.X-ABLABEL": "_$!<Anniversary>!$_"}
    data = card(Contact("ada", "Ada", dates=_DATES[:1], x={"vcard": kept}), Wish(TODAY)).decode()
    assert [line for line in data.split("\r\n") if "2009" in line] == ["item1.X-ABDATE:2009-08-08"]
