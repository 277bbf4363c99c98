"""A card that is in a folder: only what the vault says otherwise is written, all else stays byte for byte."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import cast

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from netkeep.exchange.candidate import Candidate, Extra, Link
from netkeep.exchange.exporters.vcard import Wish
from netkeep.exchange.exporters.vcard.card_update import FolderCard
from netkeep.exchange.exporters.vcard.update import updated
from netkeep.exchange.importers.vcard import read_bytes
from netkeep.exchange.vcard.cards import Card, read_cards
from netkeep.model import person_names
from netkeep.model.body import Body
from netkeep.model.contact_points import email_key, phone_key, url_key
from netkeep.model.dates import Birthday, Duration
from netkeep.model.people import Address, Contact, Email, NamedDate, Phone, Role
from tests.exchange.vcard.cards import card

TODAY = date(2026, 3, 1)
LINES = (
    "PRODID:-//Apple Inc.//iOS 17.0//EN",
    "UID:1",
    "N:García Márquez;Gabriel;José,Gabo;Dr.;Jr.,M.D.",
    "FN:Dr. Gabriel García Már",
    " quez",
    "X-PHONETIC-LAST-NAME:Garthia",
    "ORG:Editorial Sample;Ventas;",
    "TITLE:Autor",
    "TEL;type=CELL;type=VOICE;type=pref:+57 300 5550101",
    "TEL;type=WORK;X-EVOLUTION-UI-SLOT=2:+57 1 5550103",
    "item1.EMAIL;type=INTERNET;type=pref:gabo@sample.example",
    "item1.X-ABLabel:Agencia",
    "EMAIL;type=HOME:gabo@home.example",
    "ADR;type=HOME:;;Calle 1;Bogotá;DC;11001;Colombia",
    "item3.X-ABDATE;type=pref:2010-05-06",
    "item3.X-ABLabel:_$!<Anniversary>!$_",
    "CATEGORIES:writers,myContacts",
    "BDAY;value=date:1604-03-06",
    "NOTE:Line 1\\nLine 2",
    "PHOTO;ENCODING=b;TYPE=JPEG:" + "A" * 60,
    " " + "B" * 70,
    'X-CUSTOM;X-P="a;b":keep me',
    "REV:2023-03-06T14:51:01Z",
)


def _candidate(data: bytes) -> Candidate:
    (candidate,) = read_bytes(data, "card").candidates
    return candidate


def _there(data: bytes) -> FolderCard:
    lines = next(one for one in read_cards(data) if isinstance(one, Card))
    return FolderCard(data, lines, _candidate(data), (), None, phone_key, lambda one, other: one == other)


def _contact(candidate: Candidate) -> Contact:
    """Return what an import into an empty vault makes of a card."""

    def first(field: str, kind: type[str | Birthday]) -> object:
        return next(
            (fact.value for fact in candidate.facts if fact.field == field and isinstance(fact.value, kind)), None
        )

    birthday = first("birthday", Birthday)
    location = first("location", str)
    return Contact(
        "a",
        candidate.name,
        aliases=tuple(candidate.values("aliases", str)),
        emails=tuple(candidate.values("emails", Email)),
        phones=tuple(candidate.values("phones", Phone)),
        addresses=tuple(candidate.values("addresses", Address)),
        links=MappingProxyType({link.service: link.url for link in candidate.values("links", Link)}),
        location=str(location) if location else None,
        dates=tuple(candidate.values("dates", NamedDate)),
        birthday=birthday if isinstance(birthday, Birthday) else None,
        tags=("to-triage", *candidate.values("tags", str)),
        roles=tuple(candidate.values("roles", Role)),
        x={extra.key: extra.value for extra in candidate.values("x", Extra)},
        body=Body(prose="".join(candidate.values("note", str))),
    )


def _lines(data: bytes) -> list[str]:
    return data.decode().split("\r\n")


HERE = card(*LINES)
CONTACT = _contact(_candidate(HERE))
_KEPT = dict(CONTACT.x["vcard"])  # type: ignore[call-overload]


def _differences(contact: Contact, data: bytes = HERE) -> tuple[list[str], list[str]]:
    """Return the lines of the card that went, and those that came."""
    after = updated(_there(data), contact, Wish(TODAY))
    assert after is not None
    before, now = _lines(data), _lines(after)
    return [line for line in before if line not in now], [line for line in now if line not in before]


def test_what_an_import_made_of_a_card_changes_no_byte_of_it() -> None:
    assert updated(_there(HERE), CONTACT, Wish(TODAY)) == HERE


@pytest.mark.parametrize(
    ("changes", "gone", "new"),
    [
        (
            {"name": "Gabo"},
            ["N:García Márquez;Gabriel;José,Gabo;Dr.;Jr.,M.D.", "FN:Dr. Gabriel García Már", " quez"],
            ["N:;Gabo;;;", "FN:Gabo"],
        ),
        ({"aliases": ("Gabo",)}, [], ["NICKNAME:Gabo"]),
        ({"birthday": Birthday(3, 6, 1927)}, ["BDAY;value=date:1604-03-06"], ["BDAY:1927-03-06"]),
        ({"birthday": None}, ["BDAY;value=date:1604-03-06"], []),
        (
            {"tags": ("writers", "to-triage", "friends")},
            ["CATEGORIES:writers,myContacts"],
            ["CATEGORIES:writers,myContacts,friends"],
        ),
        ({"tags": ()}, ["CATEGORIES:writers,myContacts"], ["CATEGORIES:myContacts"]),
        (
            {"addresses": (Address("Calle 2", "Bogotá", "DC", "11002", "Colombia", label="home"),)},
            ["ADR;type=HOME:;;Calle 1;Bogotá;DC;11001;Colombia"],
            ["ADR;TYPE=HOME:;;Calle 2;Bogotá;DC;11002;Colombia"],
        ),
        ({"addresses": ()}, ["ADR;type=HOME:;;Calle 1;Bogotá;DC;11001;Colombia"], []),
        (
            {"addresses": (), "x": {**CONTACT.x, "vcard": {**_KEPT, "ADR": ";;Calle 1;Bogotá;DC;11001;Colombia"}}},
            [],
            [],
        ),
        (
            {"dates": (NamedDate("Started", Birthday(2, 29), Duration(1, "year")), *CONTACT.dates)},
            [],
            ["item2.X-ABDATE;X-APPLE-OMIT-YEAR=1604:1604-02-29", "item2.X-ABLabel:Started"],
        ),
        ({"dates": ()}, ["item3.X-ABDATE;type=pref:2010-05-06", "item3.X-ABLabel:_$!<Anniversary>!$_"], []),
        ({"location": "Cartagena, Colombia"}, [], ["ADR;TYPE=pref:;;;Cartagena;;;Colombia"]),
        ({"pronouns": "he/him"}, [], ["X-PRONOUNS:he/him"]),
        ({"roles": (Role("Editorial Sample", "Jefe", "Ventas"),)}, ["TITLE:Autor"], ["TITLE:Jefe"]),
        ({"roles": (Role("Otra", "Autor"),)}, ["ORG:Editorial Sample;Ventas;"], ["ORG:Otra"]),
        ({"roles": ()}, ["ORG:Editorial Sample;Ventas;", "TITLE:Autor"], []),
        ({"body": Body(prose="Line 1\n- [ ] 2026-04-01 first catch-up")}, ["NOTE:Line 1\\nLine 2"], ["NOTE:Line 1"]),
        ({"body": Body(prose="")}, ["NOTE:Line 1\\nLine 2"], []),
        (
            {"emails": (Email("gabo@home.example", "home"),)},
            ["item1.EMAIL;type=INTERNET;type=pref:gabo@sample.example", "item1.X-ABLabel:Agencia"],
            [],
        ),
        (
            {"emails": (*CONTACT.emails, Email("third@home.example", "Club"))},
            [],
            ["item2.EMAIL:third@home.example", "item2.X-ABLabel:Club"],
        ),
        (
            {"phones": (CONTACT.phones[0], Phone("+57 1 5550199", "work"))},
            ["TEL;type=WORK;X-EVOLUTION-UI-SLOT=2:+57 1 5550103"],
            ["TEL;TYPE=WORK;X-EVOLUTION-UI-SLOT=2:+57 1 5550199"],
        ),
        (
            {"phones": CONTACT.phones[::-1]},
            ["TEL;type=CELL;type=VOICE;type=pref:+57 300 5550101", "TEL;type=WORK;X-EVOLUTION-UI-SLOT=2:+57 1 5550103"],
            ["TEL;TYPE=CELL,VOICE:+57 300 5550101", "TEL;X-EVOLUTION-UI-SLOT=2;TYPE=WORK;TYPE=pref:+57 1 5550103"],
        ),
        ({"links": {"website": "https://gabo.example"}}, [], ["URL:https://gabo.example"]),
    ],
)
def test_an_edit_in_the_vault_writes_its_own_lines(changes: dict[str, object], gone: list[str], new: list[str]) -> None:
    assert _differences(replace(CONTACT, **changes)) == (gone, new)  # type: ignore[arg-type]


def test_a_line_below_x_that_was_taken_out_goes_and_an_edited_one_changes() -> None:
    kept = dict(CONTACT.x["vcard"])  # type: ignore[call-overload]
    kept.pop('X-CUSTOM;X-P="a;b"')
    kept["X-PHONETIC-LAST-NAME"] = "Garsia"
    assert _differences(replace(CONTACT, x={**CONTACT.x, "vcard": kept})) == (
        ["X-PHONETIC-LAST-NAME:Garthia", 'X-CUSTOM;X-P="a;b":keep me'],
        ["X-PHONETIC-LAST-NAME:Garsia"],
    )
    assert _differences(replace(CONTACT, x={"name_parts": CONTACT.x["name_parts"]})) == ([], [])


_WORD = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=8)
_TEXT = st.lists(
    st.one_of(_WORD, st.sampled_from(["a,b", "c;d", "e\\f", "van", "de la", "Jr."])), min_size=1, max_size=3
).map(" ".join)
_LABEL = st.sampled_from(["", ";TYPE=HOME", ";type=WORK;type=pref", ";TYPE=CELL;X-SLOT=1"])


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")


_PART = st.one_of(st.just(""), _TEXT.map(_escaped), st.lists(_TEXT.map(_escaped), min_size=2, max_size=2).map(",".join))
_PROPERTIES = st.one_of(
    st.tuples(_LABEL, st.integers(100, 120)).map(lambda pair: f"EMAIL{pair[0]}:a{pair[1]}@home.example"),
    st.tuples(_LABEL, st.integers(100, 120)).map(lambda pair: f"TEL{pair[0]}:+44 20 7946 0{pair[1]}"),
    _TEXT.map(lambda text: f"CATEGORIES:{_escaped(text)},more"),
    _TEXT.map(lambda text: f"NICKNAME:{_escaped(text)}"),
    _TEXT.map(lambda text: f"item7.X-ABRELATEDNAMES:{_escaped(text)}"),
    _TEXT.map(lambda text: f"X-ODD;X-P=1:{_escaped(text)}\r\n {_escaped(text)}"),
    st.sampled_from(
        ["BDAY:1980-03-22", "BDAY:1604-03-22", "ORG:Acme;Lab", "TITLE:Head", "URL:https://a.example", "NOTE:Hm"]
    ),
    st.sampled_from(
        ["ADR:;;Street 1;Leeds;;;UK", "ADR:;;;Leeds;;;UK", "REV:2020", "PHOTO;ENCODING=b:AAAA", "item7.X-ABLabel:L"]
    ),
)


@st.composite
def _cards(draw: st.DrawFn) -> bytes:
    name = ";".join(draw(st.lists(_PART, min_size=5, max_size=5)))
    several = draw(st.lists(_PROPERTIES, max_size=10, unique_by=lambda line: line if line[:4] != "BDAY" else "BDAY"))
    full = draw(_TEXT)
    lines = draw(st.permutations([f"N:{name}", f"FN:{_escaped(full)}", "UID:1", *several]))
    return card(*lines, version=draw(st.sampled_from(["3.0", "4.0"])), newline=draw(st.sampled_from(["\r\n", "\n"])))


_EDITS: st.SearchStrategy[dict[str, object]] = st.fixed_dictionaries(
    {},
    optional={
        "aliases": st.lists(_TEXT, max_size=2, unique=True).map(tuple),
        "birthday": st.sampled_from([None, Birthday(3, 4), Birthday(5, 6, 1970)]),
        "pronouns": st.none() | _TEXT,
        "timezone": st.sampled_from([None, "Europe/London"]),
        "emails": st.lists(st.sampled_from(["b@b.example", "c@c.example"]).map(Email), max_size=2, unique=True).map(
            tuple
        ),
        "phones": st.lists(st.sampled_from(["+1 202 555 0123", "12345"]).map(Phone), max_size=2, unique=True).map(
            tuple
        ),
        "links": st.dictionaries(st.just("blog"), st.just("https://blog.example"), max_size=1),
        "tags": st.lists(_TEXT, max_size=2, unique_by=str.casefold).map(tuple),
        "roles": st.lists(st.builds(Role, _TEXT.map("Firm {}".format), st.none() | _TEXT), max_size=2, unique=True).map(
            tuple
        ),
        "body": st.builds(Body, prose=st.just("") | _TEXT),
    },
)
_PROPERTIES_OF = {
    "aliases": ("NICKNAME",),
    "birthday": ("BDAY",),
    "pronouns": ("PRONOUNS", "X-PRONOUNS"),
    "timezone": ("TZ",),
    "emails": ("EMAIL", "X-ABLABEL"),
    "phones": ("TEL", "X-ABLABEL"),
    "links": ("URL", "X-ABLABEL"),
    "tags": ("CATEGORIES",),
    "roles": ("ORG", "TITLE"),
    "body": ("NOTE",),
    "name": ("FN", "N"),
}


def _others(data: bytes, edit: dict[str, object]) -> list[bytes]:
    """Return the lines of a card but those of the fields that were edited, as they stand."""
    unfolded = data.replace(b"\r\n ", b"~fold~").replace(b"\n ", b"~fold~")
    mine = tuple(name for field in edit for name in _PROPERTIES_OF[field])
    lines = unfolded.splitlines(keepends=True)
    return [
        one for one in lines if one.decode().partition(":")[0].partition(";")[0].rpartition(".")[2].upper() not in mine
    ]


@given(_cards(), _EDITS)
@settings(deadline=None, max_examples=40)
def test_only_what_was_edited_is_written_and_it_is_read_again(data: bytes, edit: dict[str, object]) -> None:
    contact = _contact(_candidate(data))
    untitled = [role for role in cast("tuple[Role, ...]", edit.get("roles", ())) if role.title is None]
    assume(not untitled or contact.roles)  # or a title that the card has of no organisation would go to this one
    assert updated(_there(data), contact, Wish(TODAY)) == data
    wanted = replace(contact, **edit)  # type: ignore[arg-type]
    after = updated(_there(data), wanted, Wish(TODAY))
    assert after is not None
    assert _others(after, edit) == _others(data, edit)
    again = _contact(_candidate(after))
    _assert_says(again, wanted)
    assert person_names.parts_of(again.name, again.x) == person_names.parts_of(contact.name, contact.x)
    assert updated(_there(after), wanted, Wish(TODAY)) == after


def _assert_says(read: Contact, wanted: Contact) -> None:
    """Hold what a card says against the vault; nicknames that its N tells stay, and only the first is told apart."""
    assert (read.name, read.birthday, read.location, read.body.prose) == (
        wanted.name,
        wanted.birthday,
        wanted.location,
        wanted.body.prose,
    )
    assert {tag.casefold() for tag in read.tags} == {tag.casefold() for tag in wanted.tags} | {"to-triage"}
    assert {email_key(one.address) for one in read.emails} == {email_key(one.address) for one in wanted.emails}
    assert {phone_key(one.number) for one in read.phones} == {phone_key(one.number) for one in wanted.phones}
    assert read.emails[:1] == wanted.emails[:1] or not read.emails
    assert set(map(url_key, read.links.values())) == set(map(url_key, wanted.links.values()))
    assert set(read.roles) == set(wanted.roles)
    assert set(wanted.aliases) - {wanted.name} <= set(read.aliases)
