"""What the tables of the corpus's folder ``reported/`` should give, as its README says."""

from dataclasses import replace
from unittest.mock import ANY

from tests.exchange.reported import Reported

GOOGLE = Reported(
    "c36-google-new.csv",
    "google",
    [
        {"name": "+44 7700 900123", "phones": ["mobile: +44 7700 900123"]},
        {"name": "Al", "emails": ["al@x.example"], "x": ("1850-13-40",)},
        {
            "name": "Robert Sampleton",
            "aliases": ["Bob"],
            "emails": ["work: rob@acme.example", "work: bob@mail.example"],
            "phones": ["mobile: +1 415 555 0134", "mobile: +1 415 555 0135", "grandma's: 020 7946 0018"],
            "location": "Springfield, US",
            "birthday": "--03-07",
            "tags": ["Work"],
            "roles": ["Manager @ Acme"],
            "note": "Two\nlines",
            "x": ("12 Elm St", "94110"),
        },
        {"name": "just.mail@nobody.example", "emails": ["just.mail@nobody.example"]},
    ],
    orgs={"Only Org GmbH": ("info@onlyorg.example",)},
)
OLD_GOOGLE = Reported(
    "c38-google-old-utf16.csv",
    "google",
    [
        {
            "name": "Name Surnamer",
            "emails": ["home: email2@sur.example", "home: email1@sur.example"],
            "phones": ["home: +2 222 222-22-22", "mobile: +3 333 333-33-33"],
            "tags": ["Group name 1", "Group name 2"],
        },
        {
            "name": "Имя Образцов",
            "emails": ["email@obr.example"],
            "phones": ["mobile: +7 000 000-00-00"],
            "birthday": "1990-01-01",
            "tags": ["University", "School"],
        },
    ],
)
OUTLOOK = Reported(
    "c44-outlook-ex.csv",
    "outlook",
    [
        {
            "name": "Ed Exchange",
            "parts": ANY,
            "emails": ["ed@acme.example"],
            "phones": ["mobile: +1 202 555 0177"],
            "tags": ["Red Category", "Work"],
            "roles": ["Boss @ Acme Corp"],
            "note": 'Line one\nLine two, with comma\n"quoted"',
        },
        {"name": "Fay Zero", "emails": ["fay@zero.example"], "links": {"website": "https://www.zero.example"}},
    ],
)
POLISH = Reported(
    "c47-outlook-pl-cp1250.csv",
    "outlook",
    [
        {
            "name": "Łukasz Żółty",
            "parts": ANY,
            "emails": ["lukasz@proba.example"],
            "phones": ["work: +48 22 555 01 01", "home: +48 22 555 01 02", "mobile: +48 601 555 103"],
            "location": "Łódź, Polska",
            "birthday": "1979-05-14",
            "tags": ["Klient"],
            "roles": ["Dyrektor @ Próba Sp. z o.o. / IT"],
            "note": "Notatka",
        }
    ],
)
THUNDERBIRD = Reported(
    "c39-thunderbird.csv",
    "csv",
    [
        {
            "name": "Firsty Lastman",
            "aliases": ["Nick"],
            "emails": ["test@tb.example", "next@tb.example"],
            "phones": ANY,
            "links": {"website": "http://page.example", "website-2": "http://webpage.example"},
            "location": "City, USA",
            "birthday": "1970-11-15",
            "roles": ["title @ Organisation X / department"],
            "note": "hello",
        },
        {"name": "No Year", "emails": ["noyear@tb.example"], "birthday": "--02-09"},
        {"name": "csv@import.example", "emails": ["csv@import.example"]},
    ],
    told=("Thunderbird",),
)
ROUNDCUBE = Reported(
    "c42-roundcube-all.csv",
    "csv",
    [
        {
            "name": ANY,
            "parts": {
                "family": "Roundcube",
                "given": "Rhoda",
                "additional": "Middy",
                "prefix": "Dr.",
                "suffix": "Jr.",
            },
            "aliases": ANY,
            "emails": ["home: home@rc.example", "work: work@rc.example", "other: other@rc.example"],
            "phones": ANY,
            "links": ANY,
            "location": "Home City, Home Country",
            "birthday": "1991-01-20",
            "tags": ["test"],
            "roles": ["Boss @ RC Corp / Dept"],
            "note": "Notes",
            "x": ("female", "20/02/1992", "Manager", "Assistant", "Spouse", "Home Street", "Work Street"),
        }
    ],
)
GERMAN_THUNDERBIRD = Reported(
    "c48-thunderbird-de.csv",
    "csv",
    [
        {
            "name": "Günter Vögel",
            "aliases": ["Günni"],
            "emails": ["g@voegel.example", "g2@voegel.example"],
            "phones": ["work: +49 30 5550101", "home: +49 30 5550102", "mobile: +49 171 5550103"],
            "links": {"website": "http://voegel.example"},
            "location": "Berlin, DE",
            "birthday": "1971-12-03",
            "roles": ["Chef @ Vögel AG / IT"],
            "note": "Notiz",
        }
    ],
    told=("Thunderbird",),
)
EXCEL = Reported(
    "c58-excel.csv",
    "csv",
    [
        {"name": '=HYPERLINK("http://x")'},
        {
            "name": "Anton Excelz",
            "emails": ["anton@excelz.example"],
            "birthday": "--05-14",
            "roles": ["Excelz GmbH"],
            "note": "Zeile 1\nZeile 2",
            "x": ("4.91761E+11", "4,91761E+11"),
        },
        {
            "name": "Berta Excelz",
            "emails": ANY,
            "phones": ["+49 171 5550001", "0049 171 5550002"],
            "note": "x",
            "x": ("28989",),
        },
        {"name": "Cäsar Excelz", "emails": ["caesar@excelz.example"], "phones": ANY, "birthday": "1979-05-14"},
        {"name": "Dora Excelz", "emails": ANY},
        {
            "name": "Emil Excelz",
            "emails": ["emil@excelz.example", "emil2@excelz.example"],
            "phones": ["+49 171 5550005", "+49 171 5550006"],
            "birthday": ANY,
        },
        {
            "name": "FRITZ EXCELZ",
            "emails": ["FRITZ@EXCELZ.EXAMPLE"],
            "phones": ["01715550007"],
            "roles": ["EXCELZ GMBH"],
            "x": ("May 1979",),
        },
    ],
)
ALONE = [f"test{number}@domain.example" for number in (1, 2, 3)]
ADDRESSES = Reported("c40-primary-email.csv", "csv", [{"name": one, "emails": [one]} for one in ALONE])
MEMBERS = Reported(
    "c65-members.csv",
    "csv",
    [
        {
            "name": "Wes Tablez",
            "emails": ["wes@tablez.example"],
            "phones": ["+44 7700 900122"],
            "birthday": "1980-01-02",
            "tags": ["club"],
            "roles": ["Alpha"],
        },
        {
            "name": "Xia Tablez",
            "emails": ["xia@tablez.example"],
            "phones": ["+44 7700 900123"],
            "tags": ["club"],
            "roles": ["Alpha"],
        },
    ],
)
CONFERENCE = Reported("c65-conference.csv", "csv", [{"name": "Wes Tablez", "emails": ["wes@tablez.example"]}])
DUPLICATES = Reported(
    "c66-dups.csv",
    "csv",
    [
        {
            "name": "Yara Dupz",
            "emails": ["yara@dupz.example"],
            "phones": ["+44 7700 900131", "+44 7700 900132"],
        }
    ],
    ordered=False,
)

TABLES = (
    GOOGLE,
    replace(GOOGLE, format="csv", told=("Google",)),
    replace(GOOGLE, format="outlook", told=("Google",)),
    OLD_GOOGLE,
    replace(OLD_GOOGLE, format="csv", told=("Google",)),
    OUTLOOK,
    replace(OUTLOOK, format="csv", told=("Outlook",)),
    POLISH,
    replace(POLISH, format="csv", told=("Outlook",)),
    replace(POLISH, options=("--encoding", "cp1250")),
    THUNDERBIRD,
    GERMAN_THUNDERBIRD,
    ROUNDCUBE,
    EXCEL,
    ADDRESSES,
    MEMBERS,
    CONFERENCE,
    DUPLICATES,
)
CONNECTED = "2024-03-12 connected"
NAMES = {"ed": "Ed Suffixz", "jan": "Jan Anredez", "maria": "Maria Zweitz", "olaf": "Olaf Diplomz", "ute": "Ute Titelz"}
IN = "https://www.linkedin.com/in"
LINKEDIN = (
    Reported(
        "c53/Connections.csv",
        "linkedin",
        [
            {
                "name": "Arjun Mehtaz",
                "emails": ["arjun@mehtaz.example"],
                "links": {"linkedin": f"{IN}/ArjunMehtaz"},
                "roles": ["Engineering Manager, Payments @ Amazing Web Services (AWS)"],
                "log": ["2023-01-03 connected"],
            },
            {
                "name": "Dr. Åsa Öbergz",
                "aliases": ANY,
                "parts": ANY,
                "links": {"linkedin": f"{IN}/åsa-öbergz-12345"},
                "roles": ["Founder | Coach @ Self-employed"],
                "log": ["2023-03-04 connected"],
            },
            {
                "name": "Gracie Hoppz",
                "links": {"linkedin": f"{IN}/gracie-hoppz"},
                "roles": ["Rear Admiral @ Navyz"],
                "log": ["2026-02-11 connected"],
            },
            {
                "name": "JOHN SMITHZ (JONESZ)",
                "aliases": ANY,
                "parts": ANY,
                "links": {"linkedin": f"{IN}/johnsmithz"},
                "log": ["2026-02-28 connected"],
            },
            {"name": "LinkedIn Member", "links": {"linkedin": f"{IN}/ACoAAAxyz"}, "log": ["2019-05-05 connected"]},
            {
                "name": "Marcus Smithz",
                "links": {"linkedin": f"{IN}/marcus-one"},
                "roles": ["Dev @ Onez"],
                "log": ["2019-05-05 connected"],
            },
            {
                "name": "Marcus Smithz",
                "links": {"linkedin": f"{IN}/marcus-two"},
                "roles": ["Dev @ Twoz"],
                "log": ["2019-05-06 connected"],
            },
            {
                "name": "Neha",
                "links": {"linkedin": f"{IN}/neha-kz"},
                "roles": ['Senior Engineer "Platform" @ Razorpayz'],
                "log": ["2022-02-07 connected"],
            },
            {
                "name": "Priya Sharmaz",
                "links": {"linkedin": f"{IN}/priya-sharmaz-1a2b3c"},
                "roles": ["Technical Recruiter @ Stripez, Inc."],
                "log": [CONNECTED],
            },
            {"name": "Rahul Vermaz", "roles": ["SDE II @ Flipkartz"], "log": ["2021-08-01 connected"]},
        ],
        told=("Connections.csv:9", "cp1252"),
    ),
    Reported(
        "c59/Connections.csv",
        "linkedin",
        [{"name": name, "links": {"linkedin": f"{IN}/{slug}"}, "log": [CONNECTED]} for slug, name in NAMES.items()],
    ),
)
