"""Who was invited, however broken the line that says so."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkeep.exchange.candidate import Problem
from netkeep.exchange.importers.calendar.attendees import NumberedLine, guests, split_people

from .test_calendar import ADA, calendar, event, read_text

UNREAD = "has no e-mail address that can be read; not counted"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('ATTENDEE;CN="O\'Neil, \\"Shaq\\"":mailto:s@acme.example', [("s@acme.example", "Shaq O'Neil")]),
        ('ATTENDEE;CN="\\"Ada\\" Calder":mailto:a@acme.example', [("a@acme.example", "Ada Calder")]),
        ("ATTENDEE;CN=\"O'Neil, ^'Shaq^'\":mailto:s@acme.example", [("s@acme.example", "Shaq O'Neil")]),
        ('ATTENDEE;CN="Calder, Ada (IT)":mailto:a@acme.example', [("a@acme.example", "Ada Calder")]),
        ("ATTENDEE;CN=Calder, Ada (IT):mailto:a@acme.example", [("a@acme.example", "Ada Calder")]),
        ("ATTENDEE;CN=Calder\\, Ada:mailto:a@acme.example", [("a@acme.example", "Ada Calder")]),
        ("ATTENDEE;CN=Ada Calder;IT;RSVP=TRUE:mailto:a@acme.example", [("a@acme.example", "Ada Calder")]),
        ("ATTENDEE;CN=Ada Calder: IT;RSVP=TRUE:mailto:a@acme.example", [("a@acme.example", "Ada Calder")]),
        ('ATTENDEE;CN="Ada Calder;RSVP=TRUE:mailto:a@acme.example', [("a@acme.example", "Ada Calder")]),
        ('ATTENDEE;CN=Ada Calder";RSVP=TRUE:mailto:a@acme.example', [("a@acme.example", "Ada Calder")]),
        ("ATTENDEE;CN==?UTF-8?Q?Calder,_Ada?=:mailto:a@acme.example", [("a@acme.example", "Ada Calder")]),
        ("ATTENDEE;CN*=UTF-8''Ada%20Calder:mailto:a@acme.example", [("a@acme.example", "Ada Calder")]),
        ('ATTENDEE;CN="Ada Calder <a@acme.example>":mailto:a@acme.example', [("a@acme.example", "Ada Calder")]),
        ("ATTENDEE;CN=Ada Calder;;RSVP:mailto:a@acme.example", [("a@acme.example", "Ada Calder")]),
        ("ATTENDEE;ROLE=CHAIR;STATUS=CONFIRMED:Ada Calder <a@acme.example>", [("a@acme.example", "Ada Calder")]),
        (
            "ATTENDEE:CUTYPE=INDIVIDUAL;CN=\n a@acme.example;X-NUM-GUESTS=0:mailto:Ada Calder",
            [("a@acme.example", "Ada Calder")],
        ),
        ("ATTENDEE:mailto:a@acme.example,mailto:b@acme.example", [("a@acme.example", ""), ("b@acme.example", "")]),
        ("ATTENDEE;CN=Ada;RSVP=TR\nUE:mailto:a@acme.example", [("a@acme.example", "Ada")]),
        ("ATTENDEE;CN=Ada:mailto:a@ac\nme.example", [("a@acme.example", "Ada")]),
        ("ATTENDEE;CN=Ada:mailto:\n a@acme.example\n\t?subject=x", [("a@acme.example", "Ada")]),
        ("ATTENDEE;CN=Ada;RSVP=TRUE\nATTENDEE:mailto:b@acme.example", [("b@acme.example", "")]),
        ('ATTENDEE;PARTSTAT="DECLINED":mailto:a@acme.example', []),
        ("attendee;cn=Ada:MAILTO: A@acme.example ", [("a@acme.example", "Ada")]),
    ],
)
def test_lines_that_no_parser_takes(tmp_path: Path, line: str, expected: list[tuple[str, str]]) -> None:
    reading = read_text(tmp_path, calendar(event(line)))
    assert [(one.address, "".join(one.names)) for one in reading.sightings] == expected


def test_a_letter_that_a_fold_cuts_in_two(tmp_path: Path) -> None:
    text = calendar(event("ATTENDEE;CN=Zoë:mailto:zoe@acme.example")).encode()
    (one,) = read_text(tmp_path, text.replace("ë".encode(), b"\xc3\r\n \xab")).sightings
    assert one.names == ("Zoë",)


def test_who_has_no_address_is_named_once_with_the_line(tmp_path: Path) -> None:
    nobody = "ATTENDEE;CN=Calder\\, Ada:invalid:nomail"
    text = calendar(
        event(ADA, nobody, "ATTENDEE:urn:uuid:1234", "ATTENDEE;CN=Bo:\nORGANIZER;CN=Cy:MAILTO:cy"),
        event(nobody, "ATTENDEE;CUTYPE=ROOM;CN=Blue:invalid:nomail", uid="u2"),
        event(nobody.replace("Ada", "Eve"), "STATUS:CANCELLED", uid="u3"),
    )
    reading = read_text(tmp_path, text)
    assert [one.address for one in reading.sightings] == ["ada@acme.example"]
    assert reading.problems == (
        Problem("work.ics:8", UNREAD, who="Ada Calder"),
        Problem("work.ics:9", f"somebody named here {UNREAD}"),
        Problem("work.ics:10", UNREAD, who="Bo"),
        Problem("work.ics:11", UNREAD, who="Cy"),
    )


piece = st.sampled_from(
    [
        '"',
        "\\",
        ";",
        ":",
        "=",
        ",",
        "CN=",
        "EMAIL=",
        "mailto:",
        "a@b.example",
        "Ada",
        "\n",
        "\n ",
        "^'",
        "<",
        ">",
        "?",
        "%40",
    ]
)


@settings(deadline=None)
@given(st.lists(piece | st.text(max_size=2), max_size=25))
def test_every_line_is_a_guest_a_thing_or_named(parts: list[str]) -> None:
    lines = [NumberedLine(number, line) for number, line in enumerate(f"ATTENDEE;{''.join(parts)}".split("\n"), 1)]
    others, people = split_people(lines)
    invited, unread = guests(people)
    assert len(others) + len(people) <= len(lines)
    assert invited or unread
    assert all("@" in guest.address and guest.name.isprintable() for guest in invited)


@pytest.mark.parametrize("unit", [";", '"', '\\"', ":", "mailto:", "a@", "=?a?q?", ";CN=x", "<"])
def test_a_long_line_is_read_in_a_moment(unit: str) -> None:
    _, people = split_people([NumberedLine(1, f"ATTENDEE;{unit * (1_000_000 // len(unit))}")])
    assert len(people[0].text) == 65_536
    guests(people)
