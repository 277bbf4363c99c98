"""A leak of each kind, planted: what the audit says of it, and that nothing else is said."""

import base64
import gzip
import json
import unicodedata
from html import escape
from pathlib import Path
from urllib.parse import quote

import pytest

from netkeep import resources
from netkeep.site.audit import Finding, audit, audit_texts, forbidden_values
from netkeep.store.load import load
from netkeep.store.vault import Vault
from tests.vaults import make_vault

ZELDA = """---
name: Zélda Quillfeather
aliases: [Zee, "Q of Quillford", 花子]
emails: [zelda@quill.example]
phones: ["+44 20 7946 0099", "030 1234567"]
links: {home: "https://www.quill.example/~zelda"}
location: Upper Quillford
birthday: 1980-06-04
tags: [friend]
roles: [{org: Quill & Sons, title: Chief quill officer, from: 2020}]
knows: [{id: ada-example, how: sang in one choir}]
private: true
x: {secret: QUILLX}
---

She keeps *seven* geese behind the house with [[ada-example]].

- [ ] 2024-06-04 bring her the new goose book

## Log

- 2024-05-01 coffee with [[ada-example]]: We spoke of moving to Lisbon next spring.
"""
ADA = """---
name: Ada Example
emails: [ada@example.org]
phones: ["+44 20 7946 0011"]
birthday: 1979-05-14
location: Nether Wallop
tags: [friend]
archived: we fell out over a goose
x: {pin: Tulip7}
---

Met at the fair. [[zelda-quillfeather|Our Zélda Quillfeather]] was there.

- [x] 2024-01-01 give back the silver ladder

## Log

- 2024-05-20 coffee: Talked about boats.
"""
FILES = {"people/zelda-quillfeather.md": ZELDA, "people/ada-example.md": ADA, "people/bob.md": "---\nname: Bob\n---\n"}
TOML = 'format = 1\n[site]\nhide = ["phones", "birthday"]\n'


@pytest.fixture(name="vault")
def _vault(tmp_path: Path) -> Vault:
    return load(make_vault(tmp_path / "vault", {**FILES, "netkeep.toml": TOML}))


def kinds(vault: Vault, text: str | bytes, path: str = "people/ada-example.html") -> list[str]:
    data = text if isinstance(text, bytes) else text.encode()
    found = audit_texts({path: data}, vault)
    assert all(finding.path == path for finding in found)
    return [finding.kind for finding in found]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<p>Zélda Quillfeather</p>", "private name"),
        ("<p>ZÉLDA quillfeather's</p>", "private name"),
        ("zelda quillfeather", "private name"),
        (unicodedata.normalize("NFD", "Zélda Quillfeather"), "private name"),
        (json.dumps("Zélda Quillfeather"), "private name"),
        ("Z&#233;lda&nbsp;Quillfeather", "private name"),
        ("Z&eacute;lda\nQuillfeather", "private name"),
        (quote("?q=Zélda Quillfeather"), "private name"),
        ("<b>Zélda</b> <i>Quillfeather</i>", "private name"),
        (r"a\nZélda Quillfeather\n", "private name"),
        ("<p>Zee</p>", "private alias"),
        ("q of quillford", "private alias"),
        ("これは花子さん", "private alias"),
        ("mailto:zelda@quill.example", "private e-mail"),
        ("ZELDA@quill.example", "private e-mail"),
        ("zelda%40quill.example", "private e-mail"),
        ("zelda&#64;quill&#46;example", "private e-mail"),
        (r"zelda\u0040quill.example", "private e-mail"),
        (base64.b64encode(b"zelda@quill.example").decode(), "private e-mail"),
        (base64.urlsafe_b64encode(b"BEGIN:VCARD\nEMAIL:zelda@quill.example").decode(), "private e-mail"),
        ("tel:+442079460099", "phone"),
        ("020 7946 0099", "phone"),
        ("+44 (20) 7946-0099", "phone"),
        ("0301234567", "phone"),
        ('<a href="https://quill.example/~zelda">', "private link"),
        ("http://quill.example/%7Ezelda/", "private link"),
        ("[[zelda-quillfeather]]", "private id"),
        ("upper quillford", "private word"),
        ("Quill &amp; Sons", "private word"),
        ("Chief quill officer", "private word"),
        ("sang in one choir", "private word"),
        ("QUILLX", "private word"),
        ("4 June 1980", "private date"),
        ("1980-06-04", "private date"),
        ("<p>She keeps <em>seven</em> geese behind the house</p>", "private text"),
        ("bring her the new goose book", "private text"),
        ("Spoke: we spoke of moving to Lisbon", "private text"),
        ("+44 20 7946 0011", "phone"),
        ("born on 14 May 1979", "hidden birthday"),
        ("archived: we fell out over a goose", "hidden why archived"),
        ("Tulip7", "hidden x"),
        ("give back the silver ladder", "hidden done reminders"),
    ],
)
def test_a_value_that_must_not_be_there(vault: Vault, text: str, kind: str) -> None:
    assert kind in kinds(vault, text)


@pytest.mark.parametrize("path", ["search/a.json", "search/a.js", "map.svg", "netkeep.js.map", "a.txt", "a.bin"])
def test_it_is_found_in_every_kind_of_file(vault: Vault, path: str) -> None:
    assert kinds(vault, '{"t": "Zélda Quillfeather"}', path) == ["private name"]


def test_it_is_found_between_bytes_that_are_no_text_and_in_what_is_packed(vault: Vault) -> None:
    assert kinds(vault, b"\x89PNG\xff\x00" + b"zelda@quill.example" + b"\x00\xff", "pictures/a.png") == [
        "private e-mail"
    ]
    assert kinds(vault, gzip.compress(b"<p>zelda@quill.example"), "a.json.gz") == ["private e-mail"]


def test_it_is_found_in_a_files_name(vault: Vault) -> None:
    assert kinds(vault, "", "people/zelda-quillfeather.html") == ["private id", "private name"]


def test_the_place_of_the_vault_is_nobodys_business(vault: Vault) -> None:
    assert kinds(vault, f"<!-- {vault.root} -->") == ["place of the vault"]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Example, ada@example.org, Nether Wallop, friend, 2024-05-20, 20 May 2024",
        "Quill, Zeeland, Sons of quill makers, chief officer",
        "Met at the fair. Talked about boats.",
        "+44 20 7946 0012 or 7946 0099",
        "M79.46 0099 442.07 L12 3",
        "zee, bob, a private contact",
    ],
)
def test_what_may_be_there(vault: Vault, text: str) -> None:
    assert kinds(vault, text) == []


def test_what_a_public_person_has_too_is_no_secret(tmp_path: Path) -> None:
    shared = "emails: [info@acme.example]\nlocation: Northern Ireland\n"
    will = f"---\nname: Will\naliases: [June, People]\n{shared}private: true\n---\n"
    other = f"---\nname: Joan Public\n{shared}---\n\nWill she call?\n"
    vault = load(make_vault(tmp_path, {"people/will.md": will, "people/joan-public.md": other}))
    assert kinds(vault, "<p>Will she call? In June, Northern Ireland. info@acme.example People") == []


def test_a_name_of_one_word_is_looked_for_as_it_is_written(tmp_path: Path) -> None:
    vault = load(make_vault(tmp_path, {"people/will.md": "---\nname: Will\nprivate: true\n---\n"}))
    assert kinds(vault, "<p>I will, at will, in goodwill and Willow.</p>") == []
    assert kinds(vault, "<p>With Will.</p>") == ["private name"]


def test_a_label_of_a_link_to_someone_private_makes_nothing_public(vault: Vault) -> None:
    assert kinds(vault, "Our Zélda Quillfeather") == ["private name"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.html", '<script src="https://cdn.example/x.js"></script>'),
        ("a.html", "<script src=//cdn.example/x.js></script>"),
        ("a.html", '<link rel="stylesheet" href="https://fonts.example/css">'),
        ("a.html", '<link rel=preconnect href="https://fonts.example">'),
        ("a.html", '<link rel="dns-prefetch" href="//fonts.example">'),
        ("a.html", '<link rel="icon" href="http://x.example/i.png">'),
        ("a.html", '<link rel="manifest" href="https://x.example/m.json">'),
        ("a.html", '<img\nalt="x" src="https://x.example/i.png">'),
        ("a.html", "<img src='https&#58;//x.example/i.png'>"),
        ("a.html", r'<img src="\\x.example/i.png">'),
        ("a.html", '<img srcset="a.png 1x, https://x.example/i.png 2x">'),
        ("a.html", '<iframe src="https://x.example/"></iframe>'),
        ("a.html", '<video poster="https://x.example/i.png"></video>'),
        ("a.html", '<object data="https://x.example/i.swf"></object>'),
        ("a.html", '<form action="https://x.example/"></form>'),
        ("a.html", '<base href="https://x.example/">'),
        ("a.html", '<meta http-equiv="refresh" content="0; url=https://x.example/">'),
        ("a.html", '<a href="b.html" ping="https://x.example/">b</a>'),
        ("a.html", '<p style="background: url(https://x.example/i.png)">'),
        ("a.html", "<style>@import 'https://x.example/a.css';</style>"),
        ("a.html", '<script>fetch("https://x.example/")</script>'),
        ("a.css", "@font-face {src: url('//x.example/f.woff2')}"),
        ("a.css", '@import "https://x.example/a.css";'),
        ("a.css", "/*# sourceMappingURL=https://x.example/a.map */"),
        ("a.js", 'import a from "https://x.example/a.js"'),
        ("a.js", "import('https://x.example/a.js')"),
        ("a.js", "importScripts('//x.example/a.js')"),
        ("a.js", "new WebSocket(`wss://x.example/a`)"),
        ("a.js", 'request.open("GET", "https://x.example/")'),
        ("a.js", 'picture.src = "https://x.example/i.png"'),
        ("a.js", 'picture.setAttribute("src", "https://x.example/i.png")'),
        ("a.js", "//# sourceMappingURL=https://x.example/a.js.map"),
        ("a.svg", '<svg><image href="https://x.example/i.png"/></svg>'),
        ("a.svg", '<svg><use xlink:href="https://x.example/i.svg#a"/></svg>'),
        ("a.webmanifest", '{"icons": [{"src": "https://x.example/i.png"}]}'),
    ],
)
def test_what_asks_for_something_elsewhere(vault: Vault, path: str, text: str) -> None:
    assert kinds(vault, text, path) == ["elsewhere"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.html", '<a href="https://social.example/ada" rel="noopener">social.example/ada</a>'),
        ("a.html", '<img src="../pictures/a.png"> <link rel="stylesheet" href="../a.css"> https://x.example/'),
        ("a.html", '<link rel="canonical" href="https://my.example/a.html">'),
        ("a.html", "<img src=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E\">"),
        ("a.html", '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'),
        ("a.js", 'document.createElementNS("http://www.w3.org/2000/svg", "path")'),
        ("a.js", '["https://x.example/ in a note", "import from https://x.example/"]'),
        ("a.css", "/* https://licence.example/ */ a {background: url(a.png)}"),
        ("a.webmanifest", '{"icons": [{"src": "i.png"}]}'),
    ],
)
def test_what_asks_for_nothing_elsewhere(vault: Vault, path: str, text: str) -> None:
    assert kinds(vault, text, path) == []


def test_files_that_nobody_meant_links_and_open_doors(vault: Vault, tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "people").mkdir(parents=True, mode=0o700)
    (site / "people" / "ada-example.html").write_text("<p>Ada</p>", encoding="utf-8")
    (site / "people" / "zelda-quillfeather.md").write_text(ZELDA, encoding="utf-8")
    (site / "notes.html").write_text("<p>Ada</p>", encoding="utf-8")
    (site / "vault").symlink_to(vault.root)
    (site / "one.html").symlink_to(vault.root / "people" / "bob.md")
    site.chmod(0o755)
    found = audit(site, forbidden_values(vault), ["people/ada-example.html"])
    assert [one for one in found if one.path != "people/zelda-quillfeather.md"] == [
        Finding(".", "open"),
        Finding("notes.html", "unlisted"),
        Finding("one.html", "link"),
        Finding("vault", "link"),
    ]
    assert Finding("people/zelda-quillfeather.md", "unlisted") in found
    site.chmod(0o700)
    for name in ("people/zelda-quillfeather.md", "notes.html", "vault", "one.html"):
        (site / name).unlink()
    assert audit(site, forbidden_values(vault), ["people/ada-example.html"]) == ()


def test_what_is_shipped_need_not_be_named_but_one_letter_more_and_it_must(vault: Vault, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir(mode=0o700)
    style = (resources.site_templates() / "static" / "netkeep.css").read_bytes()
    (site / "netkeep.css").write_bytes(style)
    assert audit(site, forbidden_values(vault), []) == ()
    (site / "netkeep.css").write_bytes(style + b" ")
    assert audit(site, forbidden_values(vault), []) == (Finding("netkeep.css", "unlisted"),)


def test_a_finding_never_says_the_value(vault: Vault) -> None:
    every = audit_texts({"a.html": ZELDA.encode() + escape(ADA).encode()}, vault)
    words = "\n".join(finding.words for finding in every)
    assert len(every) > 5
    assert "uill" not in words
    assert "Ada" not in words
