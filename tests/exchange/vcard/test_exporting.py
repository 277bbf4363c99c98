from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkeep.exchange.candidate import Candidate, Extra, Link
from netkeep.exchange.exporters.vcard import Wish, card, write
from netkeep.exchange.importers.vcard import read_bytes
from netkeep.model.body import Body
from netkeep.model.dates import Birthday, Duration, PartialDate
from netkeep.model.people import Acquaintance, Address, Contact, Email, Engagement, Phone, Role
from tests.exchange.vcard.cards import facts
from tests.repeats import cases

TODAY = date(2026, 3, 1)
GRACE = Contact(
    "grace-sample",
    "Grace Sample",
    aliases=("Gracie", "G, Example"),
    pronouns="she/her",
    emails=(Email("grace@acme.example", "work"), Email("grace@home.example", "Old; private")),
    phones=(Phone("+44 20 7946 0018", "work cell"),),
    links=MappingProxyType({"linkedin": "https://www.linkedin.com/in/grace", "blog": "https://grace.example/a,b;c"}),
    location="Leeds, UK",
    timezone="Europe/London",
    birthday=Birthday(5, 14),
    tags=("mentor", "big data"),
    roles=(
        Role("Acme; Corp", "VP, Engineering", "Platform", PartialDate(2021, 5)),
        Role("Initech", "Engineer", None, PartialDate(2016), PartialDate(2021, 4)),
    ),
    worked_with=(Engagement("acme-2023", "manager"),),
    knows=(Acquaintance("alan-sample", "from; school"), Acquaintance("secret-sample")),
    cadence=Duration(3, "month"),
    x=MappingProxyType({"uid": "7F\\A", "vcard": {"item1.X-ABDATE": "1975-03-01"}, "shirt": "L"}),
    body=Body(prose="\nMet at the kick-off, and\nlater.\n\n"),
)
WHOLE = Wish(TODAY, there={"grace-sample": GRACE, "alan-sample": Contact("alan-sample", "Alan Sample")})


def test_a_whole_card_in_version_4() -> None:
    data, left_out = write([GRACE], WHOLE)
    assert data.decode().split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "UID:7F\\\\A",
        "FN:Grace Sample",
        "N:Sample;Grace;;;",
        "NICKNAME:Gracie,G\\, Example",
        "EMAIL;TYPE=work;PREF=1:grace@acme.example",
        "item2.EMAIL:grace@home.example",
        "item2.X-ABLabel:Old\\; private",
        "TEL;TYPE=work;TYPE=cell:+44 20 7946 0018",
        "URL:https://www.linkedin.com/in/grace",
        "item3.URL:https://grace.example/a,b;c",
        "item3.X-ABLabel:blog",
        "ORG:Acme\\; Corp;Platform",
        "TITLE:VP\\, Engineering",
        "ADR:;;;Leeds;;;UK",
        "TZ:Europe/London",
        "BDAY:--0514",
        "PRONOUNS:she/her",
        "CATEGORIES:mentor,big data",
        "NOTE:Met at the kick-off\\, and\\nlater.",
        "item1.X-ABDATE:1975-03-01",
        "X-NETKEEP-ROLE;TYPE=current;FROM=2021-05:Acme\\; Corp;VP\\, Engineering;Platf",
        " orm",
        "X-NETKEEP-ROLE;TYPE=past;FROM=2016;TO=2021-04:Initech;Engineer;",
        'RELATED;TYPE=acquaintance;X-NETKEEP=knows;X-NETKEEP-HOW="from; school":urn:',
        " uuid:1ca5a32e-ad74-5e8c-848e-31c974431cc6",
        'X-NETKEEP-X;KEY="shirt":"L"',
        "END:VCARD",
        "",
    ]
    assert left_out == {"worked_with": 1, "knows": 1, "cadence": 1}


def test_a_card_for_a_phone_in_version_3() -> None:
    data = card(GRACE, Wish(TODAY, "3.0", whole=False))
    assert data.decode().split("\r\n")[6:24] == [
        "EMAIL;TYPE=work;TYPE=pref:grace@acme.example",
        "item2.EMAIL:grace@home.example",
        "item2.X-ABLabel:Old\\; private",
        "TEL;TYPE=work;TYPE=cell:+44 20 7946 0018",
        "URL:https://www.linkedin.com/in/grace",
        "item3.URL:https://grace.example/a,b;c",
        "item3.X-ABLabel:blog",
        "ORG:Acme\\; Corp;Platform",
        "TITLE:VP\\, Engineering",
        "ADR:;;;Leeds;;;UK",
        "TZ;VALUE=text:Europe/London",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-14",
        "X-PRONOUNS:she/her",
        "CATEGORIES:mentor,big data",
        "NOTE:Met at the kick-off\\, and\\nlater.",
        "item1.X-ABDATE:1975-03-01",
        "END:VCARD",
        "",
    ]


def test_lines_are_folded_at_75_octets_and_never_in_a_character() -> None:
    data = card(Contact("a", "ü" * 100), WHOLE)
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1])


def test_an_id_is_always_the_same() -> None:
    first = card(Contact("grace-sample", "Grace"), WHOLE)
    assert b"\r\nUID:urn:uuid:7c68f694-4f89-51f7-ba4f-5dd6ca7f2370\r\n" in first
    assert card(Contact("grace-sample", "Grace"), WHOLE) == first


def test_hand_made_extras_that_are_no_properties_are_passed_over() -> None:
    kept = {"END": "VCARD", "a b": "1", "X-A:B\r\nX-C": "2", "X-D": "two\nlines", "X-E": ["1", 2], "X-F;Q=\r\n": "3"}
    data = card(Contact("a", "A", x={"vcard": kept}), WHOLE).decode()
    assert data.split("\r\n")[5:] == ["X-D:two\\nlines", "X-E:1", "END:VCARD", ""]


def test_a_whole_address_is_not_told_twice() -> None:
    kept = {"ADR;TYPE=home": ";;Street 1;Leeds;;;UK"}
    same = card(Contact("a", "A", location="Leeds, UK", x={"vcard": kept}), WHOLE).decode()
    moved = card(Contact("a", "A", location="York, UK", x={"vcard": kept}), WHOLE).decode()
    assert [line for line in same.split("\r\n") if "ADR" in line] == ["ADR;TYPE=home:;;Street 1;Leeds;;;UK"]
    assert [line for line in moved.split("\r\n") if "ADR" in line] == [
        "ADR;PREF=1:;;;York;;;UK",
        "ADR;TYPE=home:;;Street 1;Leeds;;;UK",
    ]


def test_an_address_goes_out_once_wherever_it_stands() -> None:
    kept = {"item1.ADR": ";;Street 1;Leeds;;;UK", "item1.X-ABADR": "gb", 'ADR;GEO="geo:1,2"': ";;Lane 2;York;;;UK"}
    addresses = (
        Address("STREET 1", "Leeds", country="UK", label="home"),
        Address("Lane 2", "York", country="UK"),
        Address("Row 3", "Hull", label="club"),
        Address("Quay 4; Dock", "Hull", "Yorks", "HU1", "UK", "Box 5", "Flat 6", "work"),
    )
    text = card(Contact("a", "A", location="Hull", addresses=addresses, x={"vcard": kept}), WHOLE).decode()
    assert [line for line in text.split("\r\n") if "AD" in line or "LABEL" in line.upper()] == [
        "item2.ADR;PREF=1:;;Row 3;Hull;;;",
        "item2.X-ABLabel:club",
        "ADR;TYPE=work:Box 5;Flat 6;Quay 4\\; Dock;Hull;Yorks;HU1;UK",
        "item1.ADR:;;Street 1;Leeds;;;UK",
        "item1.X-ABADR:gb",
        'ADR;GEO="geo:1,2":;;Lane 2;York;;;UK',
    ]


_LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cn", "Zl", "Zp"])
_LINE = st.text(st.one_of(_LETTERS, st.sampled_from('\\;,:"^n=')), min_size=1, max_size=20).map(
    lambda text: " ".join(text.split()) or "x"
)
_DATES = st.one_of(
    st.none(),
    st.builds(PartialDate, st.integers(1, 9999)),
    st.builds(PartialDate, st.integers(1, 9999), st.integers(1, 12)),
)
_LABELS = st.one_of(st.none(), st.sampled_from(["home", "work", "cell", "home fax", "fax work", "Home"]), _LINE)
_ROLES = st.lists(
    st.builds(Role, _LINE, st.none() | _LINE, st.none() | _LINE, _DATES, _DATES),
    max_size=4,
    unique_by=lambda role: (role.org, role.title, role.team),
)
_KEPT = st.dictionaries(
    st.sampled_from(["X-ICQ", "item1.X-ABDATE", "GENDER", "ADR;GEO=1", 'X-ODD;LABEL="a,b"', "TZ"]),
    st.sampled_from(["1", "a\\, b\\;c", ";;Street 1;;;;"]),
)
_X = st.recursive(
    _LINE, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_LINE, inner, max_size=3), max_leaves=5
)
_CONTACTS = st.builds(
    Contact,
    st.sampled_from(["ada-example", "a"]),
    _LINE,
    aliases=st.lists(_LINE, max_size=3, unique=True).map(tuple),
    pronouns=st.none() | _LINE,
    emails=st.lists(
        st.builds(Email, st.sampled_from(["a@a.example", "b+c@ü.example"]), _LABELS), max_size=3, unique=True
    ).map(tuple),
    phones=st.lists(
        st.builds(Phone, st.sampled_from(["+44 20", "020/7946,12", "12345 x7"]), _LABELS), max_size=3, unique=True
    ).map(tuple),
    links=st.dictionaries(
        st.one_of(st.sampled_from(["website", "linkedin", "profile", "Home", "blog"]), _LINE),
        st.sampled_from(["https://www.linkedin.com/in/a", "http://a.example/?a=1;b,c", "https://b.example"]),
        max_size=3,
    ),
    addresses=st.lists(
        st.builds(
            Address,
            *(st.none() | _LINE for _ in range(4)),
            st.sampled_from([None, "UK"]),
            label=_LABELS.filter(lambda label: label not in {"cell", "home fax", "fax work"}),
        ).filter(lambda one: one.street),
        max_size=3,
        unique_by=lambda one: one.street,
    ).map(tuple),
    location=st.none() | _LINE.map(lambda text: " ".join(text.strip(", ").split()) or "x"),
    timezone=st.sampled_from([None, "Europe/London"]),
    birthday=st.sampled_from([None, Birthday(2, 29), Birthday(5, 14, 1979)]),
    tags=st.lists(_LINE, max_size=3, unique=True).map(tuple),
    roles=_ROLES.map(tuple),
    x=st.builds(
        lambda kept, own: {**own, **({"vcard": kept} if kept else {})},
        _KEPT,
        st.dictionaries(st.sampled_from(["shirt", "a b", "ü"]), _X, max_size=2),
    ),
    # What stands behind the sign of a comment never leaves the vault.
    body=st.builds(Body, prose=st.lists(_LINE.filter(lambda line: "%%" not in line), max_size=3).map("\n  ".join)),
)


def _no_fax_first(phones: tuple[Phone, ...]) -> list[object]:
    first = [phone for phone in phones if "fax" not in (phone.label or "").casefold().split()][:1]
    return [*first, *(phone for phone in phones if phone not in first)]


def _expected(contact: Contact, *, whole: bool) -> dict[str, list[object]]:
    """Return the facts of a contact; roles in the order of a card: those that go on, then those that are over."""
    current = [role for role in contact.roles if role.current(TODAY)]
    past = [role for role in contact.roles if not role.current(TODAY)]
    roles = [*current, *past] if whole else [Role(role.org, role.title, role.team) for role in current]
    prose = contact.body.prose.strip("\n")
    cities = (", ".join(filter(None, (one.city or one.region, one.country))) for one in contact.addresses)
    place = contact.location or next(filter(None, cities), None)
    found: dict[str, list[object]] = {
        "name": [contact.name],
        "aliases": [alias for alias in contact.aliases if alias != contact.name],
        "pronouns": [contact.pronouns] if contact.pronouns else [],
        "emails": list(contact.emails),
        "phones": _no_fax_first(contact.phones),
        "links": [Link(service, url) for service, url in contact.links.items()],
        "addresses": list(contact.addresses),
        "location": [place] if place else [],
        "timezone": [contact.timezone] if contact.timezone else [],
        "birthday": [contact.birthday] if contact.birthday else [],
        "tags": [tag for tag in contact.tags if tag.casefold() != "mycontacts"],
        "roles": list(roles),
        "note": [prose] if prose else [],
    }
    return {name: values for name, values in found.items() if values}


def _read(contact: Contact, wish: Wish) -> tuple[dict[str, list[object]], dict[str, object]]:
    found = read_bytes(card(contact, wish), "a.vcf")
    (candidate,) = found.candidates
    assert isinstance(candidate, Candidate)
    assert found.problems == ()
    every = facts(candidate)
    extras = {extra.key: extra.value for extra in every.pop("x", []) if isinstance(extra, Extra)}
    return every, extras


@given(_CONTACTS)
@settings(deadline=None, max_examples=cases(150))
def test_what_is_written_is_what_is_read(contact: Contact) -> None:
    every, extras = _read(contact, WHOLE)
    assert every == _expected(contact, whole=True)
    assert extras == dict(contact.x)


@given(_CONTACTS)
def test_version_3_for_a_phone_loses_former_roles_dates_and_x_alone(contact: Contact) -> None:
    every, extras = _read(contact, Wish(TODAY, "3.0", whole=False))
    assert every == _expected(contact, whole=False)
    assert extras.keys() <= {"vcard"}


@given(_CONTACTS)
def test_version_3_whole_loses_nothing_that_it_says(contact: Contact) -> None:
    every, extras = _read(contact, Wish(TODAY, "3.0"))
    assert every == _expected(contact, whole=True)
    assert extras == dict(contact.x)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_small_pictures_go_there_and_back(version: str) -> None:
    contact = Contact("a", "A", x={"vcard": {"PHOTO;VALUE=uri": "data:image/png;base64,AAAA"}})
    data = card(contact, Wish(TODAY, version))
    assert (b"PHOTO;ENCODING=b;TYPE=PNG:AAAA" in data) == (version == "3.0")
    assert _read(contact, Wish(TODAY, version))[1] == dict(contact.x)
