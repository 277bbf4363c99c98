"""Names as mail, calendars and histories show them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkeep.exchange.importers.display_names import LONGEST_NAME, decode_words, display_name, repair_encoded_words


@pytest.mark.parametrize(
    "text",
    [
        "Ada Calder",
        "  Ada \t Calder ",
        "Ada Calder (IT)",
        "Ada Calder ((IT) Zurich)",
        "Ada Calder (IT",
        "(Ada Calder)",
        "[EXT] Ada Calder",
        "Ada Calder [Contractor] (Acme)",
        "Ada Calder（技術）",
        "Calder, Ada",
        "Calder,Ada",
        "Calder, Ada (IT)",
        "Calder, Ada, IT",
        "Calder, Ada, PhD",
        "Calder, Ada / IT",
        "Calder, Ada | IT | Acme",
        "Ada Calder, Marketing",
        "Ada Calder, Human Resources",
        "Ada Calder, Acme GmbH",
        "Ada Calder, M.Sc.",
        "Ada Calder - Marketing",
        "Ada Calder – Head of everything",
        "Ada Calder | Acme",
        "Ada Calder •Acme",
        "Ada Calder: IT",
        "Ada Calder @ Acme",
        "IT - Ada Calder",
        "Ada Calder/IT/Acme",
        "Ada Calder/IT/Acme@Acme",
        "CN=Ada Calder/OU=IT/O=Acme",
        "Ada Calder via LinkedIn",
        "Ada Calder (via Google Docs)",
        "Ada Calder on behalf of Bo Star",
        "Ada Calder im Auftrag von Bo Star",
        "Ada Calder from Acme",
        "Ada Calder at Acme",
        "Mr. Ada Calder",
        "Calder, Frau Ada",
        "Ada Calder <ada.calder@acme.example>",
        "Ada Calder [mailto:ada.calder@acme.example]",
        "Ada Calder ada.calder@acme.example",
        '"Ada Calder"',
        '\\"Ada\\" Calder',
        '"\\"Ada\\" Calder"',
        '"Calder, Ada"',
        '"Calder", "Ada"',
        "Calder\\, Ada",
        "'Ada Calder'",
        "„Ada Calder“",
        "‘Calder, Ada’",
        "«Ada Calder»",
        "=?UTF-8?Q?Ada_Calder?=",
        "=?utf-8*en?q?Ada_Calder?=",
        '"=?UTF-8?B?QWRhIENhbGRlcg==?="',
        "=?UTF-8?B?QWRhIENhbGRlcg?=",
        "=?UTF-8?B?QWRhI ENhbGRlcg==?=",
        "=?UTF-8?Q?Ada?= =?UTF-8?Q?_Calder?=",
        "=?UTF-8?Q?Ada?==?UTF-8?Q?_Calder?=",
        "=?UTF-8?Q?Ada Calder?=",
        "=?UTF-8?Q?Ada_Calder",
        "=?UTF-8?Q?Calder,_Ada_(IT)?=",
        "=?UTF-8?Q?=3D=3FUTF-8=3FQ=3FAda=5FCalder=3F=3D?=",
        "=?UTF-8?Q?Ada?= Calder",
        "UTF-8''Ada%20Calder",
        "Ada%20Calder",
        "Ada_Calder",
    ],
)
def test_all_of_these_are_one_name(text: str) -> None:
    assert display_name(text, "ada.calder@acme.example") == "Ada Calder"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CALDER, Ada", "Ada CALDER"),
        ("van der Berg, Jan (IT)", "Jan van der Berg"),
        ("De Morgan, Augustus", "Augustus De Morgan"),
        ('O\'Neil, "Shaq"', "Shaq O'Neil"),
        ("O'Brien, Jean-Luc", "Jean-Luc O'Brien"),
        ('Shaquille "Shaq" O\'Neil', 'Shaquille "Shaq" O\'Neil'),
        ("Calder, Ada, Jr.", "Ada Calder Jr."),
        ("Ada Calder, III", "Ada Calder III"),
        ("Dr. Ada Calder", "Dr. Ada Calder"),
        ("Dr. Calder, Ada", "Dr. Ada Calder"),
        ("Calder, Dr. Ada (IT)", "Dr. Ada Calder"),
        ("Calder, Ada Prof. Dr.", "Prof. Dr. Ada Calder"),
        ("Calder, Ada, Dr.", "Dr. Ada Calder"),
        ("Calder, Frau Dr. Ada", "Dr. Ada Calder"),
        ("Calder, Phil", "Phil Calder"),
        ("Calder, M. Ada", "M. Ada Calder"),
        ("HR Department", "HR Department"),
        ("Ada Calder on behalf of Acme", ""),
        ("M. Night Example", "M. Night Example"),
        ("Gal·la Puig", "Gal·la Puig"),
        ("山田, 太郎", "山田太郎"),
        ("=?iso-8859-1?Q?Zo=EB?=", "Zoë"),
        ("=?UTF-8?Q?Zo=C3=AB=C3", "Zoë"),
        ("=?UTF-8?B?4pi6?=", ""),
        ("=?UTF-8?B?!!!?=", ""),
        ("Team A, Team B, Team C", "Team A, Team B, Team C"),
        ("", ""),
        ("007", ""),
        ("Ada \ufffd", ""),
        ("a.c@acme.example", ""),
        ('"A.C@acme.example"', ""),
        ("mailto:a.c@acme.example", ""),
        ("<a.c@acme.example>", ""),
        ("a.c", ""),
        ("/O=ACME/OU=IT/CN=ACALDER", ""),
        ("Ada Calder via DocuSign", ""),
        ("x" * 500, "x" * LONGEST_NAME),
    ],
)
def test_other_names_and_none(text: str, name: str) -> None:
    assert display_name(text, "a.c@acme.example") == name


def test_an_address_of_a_service_has_nobodys_name() -> None:
    assert display_name("Ada Calder (Jira)", "jira@acme.example") == ""
    assert display_name("Ada Calder (Jira)", "ada@acme.example") == "Ada Calder"
    assert display_name("Ada Calder | Sales", "sales-emea@acme.example") == ""


def test_encoded_words_hold_nothing_that_ends_them() -> None:
    assert repair_encoded_words('=?UTF-8?Q?Calder, "Ada" <x>?= <a@b.example>, =?utf-8?b?QWRh!?=') == (
        "=?UTF-8?Q?Calder=2C_=22Ada=22_=3Cx=3E?= <a@b.example>, =?utf-8?B?QWRh?="
    )
    assert decode_words("=?UTF-8?Q?=3D=3FUTF-8=3FQ=3F=3D3D=3D3F=3F=3D?=") == "=?"


piece = st.sampled_from(
    [
        *'()[]{}<>",;:|/\\_-=?@ .',
        "=?UTF-8?Q?",
        "?=",
        "via ",
        "Ada",
        "Calder",
        ", ",
        " - ",
        "(IT)",
        "é",
        "%20",
        "''",
        "\u202e",
    ]
)


@settings(deadline=None)
@given(st.lists(piece | st.text(max_size=3), max_size=30))
def test_any_text_is_a_name_in_one_line_or_none(parts: list[str]) -> None:
    name = display_name("".join(parts), "a.c@acme.example")
    assert name.isprintable()
    assert len(name) <= LONGEST_NAME
    assert name == " ".join(name.split())


@pytest.mark.parametrize("unit", ["(", "[(", '"', "=?a?q?", "@", " - ", ", ", "via ", "|", "a@", "\\", "''", "<a>"])
def test_a_long_text_is_read_in_a_moment(unit: str) -> None:
    assert len(display_name(unit * (65536 // len(unit)), "a@b.example")) <= LONGEST_NAME
