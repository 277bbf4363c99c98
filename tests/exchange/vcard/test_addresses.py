"""Addresses of cards: each once, whatever an earlier version has kept of them below ``x: vcard``."""

from pathlib import Path

import pytest

from tests.exchange.importing import Book

_CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:1\r\nFN:Ada Example\r\nEMAIL:ada@mail.example\r\n"
    "item1.ADR;type=HOME;type=pref:;Flat 2;1 High St\\nBack door;Leeds;;LS1;UK\r\nitem1.X-ABADR:gb\r\n"
    'ADR;type=WORK:;;Lane 3;York;;;UK\r\nADR;type=WORK;GEO="geo:1,2":;;Point 4;Hull;;;UK\r\nX-ICQ:7\r\nEND:VCARD\r\n'
)
_FRONT = """\
---
name: Ada Example
emails:
  - ada@mail.example
addresses:
  - {street: "1 High St, Back door", city: Leeds, postcode: LS1, country: UK, extended: Flat 2, label: home}
  - {street: Lane 3, city: York, country: UK, label: work}
location: Leeds, UK
tags: [to-triage]
x:
  vcard:
    ADR;TYPE=WORK;GEO="geo:1,2": ;;Point 4;Hull;;;UK
    X-ICQ: "7"
  uid: "1"
---
"""


def _imported(book: Book, card: str, *options: str) -> str:
    (book.root.parent / "ada.vcf").write_text(card, newline="")
    done = book.run("import", "vcard", str(book.root.parent / "ada.vcf"), *options)
    assert done.code == 0, done.out
    return (book.root / "people/ada-example.md").read_text()


def test_an_address_is_read(tmp_path: Path) -> None:
    text = _imported(Book(tmp_path / "vault"), _CARD)
    assert text == (
        "---\nname: Ada Example\nemails:\n  - ada@mail.example\n"
        "addresses:\n"
        '  - {street: "1 High St, Back door", city: Leeds, postcode: LS1, country: UK, extended: Flat 2, label: home}\n'
        "  - {street: Lane 3, city: York, country: UK, label: work}\n"
        'location: "Leeds, UK"\ntags: [to-triage]\nx:\n  vcard:\n'
        '    "ADR;TYPE=WORK;GEO=\\"geo:1,2\\"": ;;Point 4;Hull;;;UK\n    X-ICQ: "7"\n---\n'
    )


def test_a_card_that_is_written_has_each_once(tmp_path: Path) -> None:
    book = Book(tmp_path / "vault")
    _imported(book, _CARD)
    assert book.run("export", "vcard", "--to", str(tmp_path / "out.vcf")).code == 0
    lines = (tmp_path / "out.vcf").read_text().splitlines()
    assert [line for line in lines if "AD" in line] == [
        "ADR;TYPE=home;PREF=1:;Flat 2;1 High St\\, Back door;Leeds;;LS1;UK",
        "ADR;TYPE=work:;;Lane 3;York;;;UK",
        'ADR;TYPE=WORK;GEO="geo:1,2":;;Point 4;Hull;;;UK',
    ]


@pytest.mark.parametrize("options", [(), ("--source", "phone")])
def test_what_an_earlier_version_kept_below_x_moves(tmp_path: Path, options: tuple[str, ...]) -> None:
    before = _FRONT.replace(_FRONT[_FRONT.index("addresses:") : _FRONT.index("location:")], "").replace(
        "  vcard:\n",
        "  vcard:\n    item1.ADR;TYPE=HOME;PREF=1: ;Flat 2;1 High St\\nBack door;Leeds;;LS1;UK\n"
        "    item1.X-ABADR: gb\n    ADR;TYPE=WORK: ;;Lane 3;York;;;UK\n",
    )
    book = Book(tmp_path / "vault", {"people/ada-example.md": before})
    assert _imported(book, _CARD, *options) == _FRONT
    assert _imported(book, _CARD, *options) == _FRONT
