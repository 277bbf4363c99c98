import os
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep.errors import NetkeepError
from netkeep.exchange.candidate import Gathering, Problem, Reading
from netkeep.exchange.importer import Options, reader
from netkeep.exchange.importers.calendar import read
from netkeep.exchange.importers.calendar.blocks import blocks
from netkeep.exchange.importers.calendar.repeat import NotExpandedError, days
from netkeep.model.sighting import Sighting
from tests.vaults import make_vault

TODAY = date(2024, 6, 7)
OPTIONS = Options(TODAY, owner_emails=("Sam@home.example",))
ADA = "ATTENDEE;CN=Ada Example:mailto:ada@acme.example"


def event(*lines: str, start: str = "DTSTART;TZID=Europe/Berlin:20240312T100000", uid: str = "u1") -> str:
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", start, "SUMMARY:Planning", *lines, "END:VEVENT", ""])


def calendar(*events: str, method: str = "") -> str:
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{method}{''.join(events)}END:VCALENDAR\n"


def read_text(root: Path, text: str | bytes, name: str = "work.ics") -> Reading:
    make_vault(root, {name: text})
    return read([root / name], OPTIONS)


def met(reading: Reading) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.day.isoformat(), one.addresses) for one in reading.gatherings]


def test_a_meeting(tmp_path: Path) -> None:
    text = calendar(
        event(
            ADA,
            'ATTENDEE;CN="Example, Bo":MAILTO:Bo@acme.example',
            "ATTENDEE;CN=sam@home.example:mailto:sam@home.example",
            "ORGANIZER;CN=Ada Example:mailto:ADA@acme.example",
        )
    )
    day = date(2024, 3, 12)
    ada = Sighting("calendar", "ada@acme.example", ("Ada Example",), 1, 0, 0, day, day, {"bo@acme.example": 1})
    bo = Sighting("calendar", "bo@acme.example", ("Bo Example",), 1, 0, 0, day, day, {"ada@acme.example": 1})
    both = ("ada@acme.example", "bo@acme.example")
    assert read_text(tmp_path, text) == Reading(
        sightings=(ada, bo),
        gatherings=(Gathering("u1 2024-03-12", day, "meeting", "Planning", both, "work.ics:3"),),
        counts={"events": 1},
    )
    assert reader("calendar") is read


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("ATTENDEE;CUTYPE=ROOM;CN=Blue room:mailto:blue@acme.example", []),
        ("ATTENDEE;CUTYPE=RESOURCE:mailto:van@acme.example", []),
        ("ATTENDEE;CUTYPE=GROUP:mailto:crew@acme.example", []),
        ("ATTENDEE;PARTSTAT=DECLINED:mailto:ada@acme.example", []),
        ("ATTENDEE:mailto:c_1@resource.calendar.google.com", []),
        ("ATTENDEE:mailto:no-reply@acme.example", []),
        ("ATTENDEE;CUTYPE=room:urn:uuid:1234", []),
        ("BEGIN:VALARM\nATTENDEE:mailto:ada@acme.example\nEND:VALARM", []),
        ("BEGIN:VALARM\nATTENDEE:mailto:ada@acme.example\nEND:VEVENT\nEND:VALARM", []),
        ("ATTENDEE;PARTSTAT=TENTATIVE:MailTo:Ada@Acme.example", [("ada@acme.example", ())]),
        ("ATTENDEE:mailto:ada%40acme.example", [("ada@acme.example", ())]),
        ("ATTENDEE:ada@acme.example", [("ada@acme.example", ())]),
        ("ATTENDEE;EMAIL=ada@acme.example;CN=Ada:/aXBsYW5ldA/principal/", [("ada@acme.example", ("Ada",))]),
        ("ATTENDEE;CN=ada@acme.example:mailto:ada@acme.example", [("ada@acme.example", ())]),
        ('ATTENDEE;CN="Éxample, Ada":mailto:ada@acme.example', [("ada@acme.example", ("Ada Éxample",))]),
        ("ATTENDEE;CN=Ada Ex\n ample:mailto:ada@ac\n me.example", [("ada@acme.example", ("Ada Example",))]),
        ("ORGANIZER;CN=Ada:mailto:ada@acme.example", [("ada@acme.example", ("Ada",))]),
    ],
)
def test_who_is_a_person(tmp_path: Path, line: str, found: list[tuple[str, tuple[str, ...]]]) -> None:
    reading = read_text(tmp_path, calendar(event(line)))
    assert [(one.address, one.names) for one in reading.sightings] == found
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("lines", "start", "reason"),
    [
        (("STATUS:CANCELLED",), "DTSTART:20240312T100000Z", "cancelled"),
        (("TRANSP:TRANSPARENT",), "DTSTART;VALUE=DATE:20240312", "whole days that are free"),
        (("X-MICROSOFT-CDO-BUSYSTATUS:OOF",), "DTSTART;VALUE=DATE:20240312", "whole days that are free"),
        ((), "DTSTART:20240608T000000Z", "to come"),
        (("ATTENDEE;PARTSTAT=DECLINED:mailto:sam@home.example",), "DTSTART:20240312T100000Z", "declined"),
    ],
)
def test_what_did_not_happen_is_left_out(tmp_path: Path, lines: tuple[str, ...], start: str, reason: str) -> None:
    reading = read_text(tmp_path, calendar(event(ADA, *lines, start=start)))
    assert reading == Reading(counts={"events": 1, f"left out: {reason}": 1})


def test_a_calendar_that_takes_back_its_events(tmp_path: Path) -> None:
    reading = read_text(tmp_path, calendar(event(ADA), method="METHOD:CANCEL\n"))
    assert reading.counts == {"events": 1, "left out: cancelled": 1}


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("FREQ=WEEKLY;COUNT=3", ["03-12", "03-19", "03-26"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20240401T000000Z", ["03-12", "03-14", "03-26", "03-28"]),
        ("FREQ=MONTHLY;BYDAY=2TU;UNTIL=20240531", ["03-12", "04-09", "05-14"]),
        ("FREQ=MONTHLY;BYMONTHDAY=12", ["03-12", "04-12", "05-12"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", ["03-12", "03-29", "04-30", "05-31"]),
        ("FREQ=YEARLY", ["03-12"]),
        ("FREQ=DAILY;UNTIL=20240314T235959Z", ["03-12", "03-13", "03-14"]),
    ],
)
def test_series_up_to_today(tmp_path: Path, rule: str, found: list[str]) -> None:
    reading = read_text(tmp_path, calendar(event(ADA, f"RRULE:{rule}")))
    assert [day for day, _ in met(reading)] == [f"2024-{day}" for day in found]
    assert reading.sightings[0].times == len(found)
    assert reading.problems == ()


@pytest.mark.parametrize(
    "rule",
    [
        *("FREQ=SECONDLY", "FREQ=HOURLY;COUNT=3", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYWEEKNO=53"),
        *("FREQ=DAILY;INTERVAL=7;BYDAY=MO", "FREQ=MONTHLY;BYDAY=6MO", "FREQ=WEEKLY;INTERVAL=0", "FREQ=WEEKLY;BYDAY=XX"),
        *("FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=3", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=5", "FREQ=YEARLY;BYSETPOS=1"),
        *("FREQ=DAILY;INTERVAL=366;BYMONTH=2", "FREQ=MONTHLY;INTERVAL=12;BYMONTH=4", "FREQ=NEVER", "COUNT=2"),
    ],
)
def test_other_series_count_once_and_say_so(tmp_path: Path, rule: str) -> None:
    reading = read_text(tmp_path, calendar(event(ADA, f"RRULE:{rule}")))
    assert [day for day, _ in met(reading)] == ["2024-03-12"]
    assert {(one.where, one.message) for one in reading.problems} == {
        ("work.ics:3", "RRULE of this event cannot be used")
    }


def test_the_last_thousand_days_of_a_long_series_count() -> None:
    found = days(date(2015, 1, 1), {"FREQ": ["DAILY"]}, date(2024, 6, 7))
    assert (len(found), found[0], found[-1]) == (1000, date(2021, 9, 12), date(2024, 6, 7))


def test_days_taken_out_put_in_and_moved(tmp_path: Path) -> None:
    series = event(
        ADA, "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE;TZID=Europe/Berlin:20240319T100000", "RDATE:20240401T100000"
    )
    moved = event("ATTENDEE:mailto:bo@acme.example", "RECURRENCE-ID:20240326T100000", start="DTSTART:20240327T100000")
    gone = event(ADA, "RECURRENCE-ID:20240402T100000", "STATUS:CANCELLED", start="DTSTART:20240402T100000")
    reading = read_text(tmp_path, calendar(moved, series, gone))
    assert met(reading) == [
        ("2024-03-12", ("ada@acme.example",)),
        ("2024-03-27", ("bo@acme.example",)),
        ("2024-04-01", ("ada@acme.example",)),
    ]


def test_the_same_event_in_two_files_counts_once(tmp_path: Path) -> None:
    make_vault(tmp_path, {"a.ics": calendar(event(ADA)), "sub/b.ICS": calendar(event(ADA)), "notes.txt": "x"})
    (tmp_path / "link.ics").symlink_to(tmp_path / "a.ics")
    os.mkfifo(tmp_path / "pipe.ics")
    reading = read([tmp_path], OPTIONS)
    assert (len(reading.gatherings), reading.sightings[0].times, reading.counts) == (1, 1, {"events": 2})


def test_many_people_are_seen_but_did_not_meet(tmp_path: Path) -> None:
    everyone = [f"ATTENDEE:mailto:p{number:02}@acme.example" for number in range(16)]
    reading = read_text(tmp_path, calendar(event(*everyone)))
    assert (len(reading.sightings), len(reading.sightings[0].together), reading.gatherings) == (16, 0, ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_titles_in_one_line_and_any_encoding(tmp_path: Path, encoding: str) -> None:
    text = calendar(event(ADA).replace("Planning", "Zoë\\n\u00a0and " + "x" * 99))
    (one,) = read_text(tmp_path, text.encode(encoding)).gatherings
    assert one.text == "Zoë and " + "x" * 71 + "…"


@pytest.mark.parametrize("word", ["PRIVATE", "CONFIDENTIAL"])
def test_a_private_title_stays_where_it_is(tmp_path: Path, word: str) -> None:
    (one,) = read_text(tmp_path, calendar(event(ADA, f"CLASS:{word}"))).gatherings
    assert one.text == ""


def test_periods_put_into_a_series(tmp_path: Path) -> None:
    lines = ("RDATE;VALUE=PERIOD:20240401T080000Z/PT1H,20240402T080000Z/20240402T090000Z", "EXDATE:20240402T080000Z")
    reading = read_text(tmp_path, calendar(event(ADA, *lines)))
    assert [day for day, _ in met(reading)] == ["2024-03-12", "2024-04-01"]
    assert reading.problems == ()


def test_a_series_that_changes_from_some_day_on(tmp_path: Path) -> None:
    bo = "ATTENDEE:mailto:bo@acme.example"
    series = event(ADA, "RRULE:FREQ=WEEKLY;COUNT=6")
    onward = event(
        ADA, bo, "RECURRENCE-ID;RANGE=THISANDFUTURE:20240326T100000", start="DTSTART:20240327T100000"
    ).replace("Planning", "Reviews")
    single = event(ADA, "RECURRENCE-ID:20240402T100000", start="DTSTART:20240404T100000")
    over = event(
        ADA, "RECURRENCE-ID;RANGE=THISANDFUTURE:20240416T100000", "STATUS:CANCELLED", start="DTSTART:20240416T100000"
    )
    reading = read_text(tmp_path, calendar(over, single, onward, series))
    assert [(one.day.isoformat(), one.text, one.addresses) for one in reading.gatherings] == [
        ("2024-03-12", "Planning", ("ada@acme.example",)),
        ("2024-03-19", "Planning", ("ada@acme.example",)),
        ("2024-03-27", "Reviews", ("ada@acme.example", "bo@acme.example")),
        ("2024-04-04", "Planning", ("ada@acme.example",)),
        ("2024-04-10", "Reviews", ("ada@acme.example", "bo@acme.example")),
    ]


def test_windows_time_zones_and_zones_that_nobody_knows(tmp_path: Path) -> None:
    for zone in ("W. Europe Standard Time", "Custom/Zone", '"(UTC+01:00) Amsterdam, Berlin"'):
        reading = read_text(tmp_path, calendar(event(ADA, start=f"DTSTART;TZID={zone}:20240312T233000")))
        assert (met(reading), reading.problems) == ([("2024-03-12", ("ada@acme.example",))], ())


def test_one_bad_event_is_one_problem(tmp_path: Path) -> None:
    bad = "BEGIN:VEVENT\nUID:x\nDTSTART;;VALUE=DATE-TIME:2014\nEND:VEVENT\n"
    open_ended = "BEGIN:VEVENT\nUID:y\nDTSTART:20240312T100000\n"
    large = event("DESCRIPTION:" + "x" * 1024 * 1024)
    reading = read_text(tmp_path, calendar(bad, open_ended, event(ADA), large, open_ended))
    assert len(reading.gatherings) == 1
    assert reading.problems == (
        Problem("work.ics:3", "DTSTART is missing or cannot be read; the event is left out"),
        Problem("work.ics:7", "this event has no end, or is larger than 1 MB"),
        Problem("work.ics:16", "this event has no end, or is larger than 1 MB"),
        Problem("work.ics:22", "this event has no end, or is larger than 1 MB"),
    )


def test_what_is_no_calendar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_text(tmp_path, "Hello\n").problems == (
        Problem("work.ics", "this is not a calendar: it has no BEGIN:VCALENDAR"),
    )
    with pytest.raises(NetkeepError, match="does not exist"):
        read([tmp_path / "gone.ics"], OPTIONS)
    with pytest.raises(NetkeepError, match="there is no calendar"):
        read([make_vault(tmp_path / "empty", {})], OPTIONS)
    with pytest.raises(NetkeepError, match="which of these addresses are your own"):
        read([tmp_path], Options(TODAY))
    monkeypatch.setattr(sys.modules[blocks.__module__], "_LARGEST", 3)
    assert read([tmp_path / "work.ics"], OPTIONS).problems[0].message == "this file is larger than 128 MB"


line = st.sampled_from(
    [
        *(ADA, "DTSTART:20240312", "DTSTART;TZID=x:20240312T100000", "DTSTART:99999999", "RRULE:FREQ=DAILY", "RRULE:;"),
        *("BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM", "EXDATE:20240312", "RDATE;VALUE=PERIOD:x/y", "X"),
        *("ATTENDEE;CN=:mailto:", "ATTENDEE;=;:x", "RECURRENCE-ID:20240312", "UID:\x00", " folded", "SUMMARY:\ud7ff"),
    ]
)


@given(lines=st.lists(line | st.text(max_size=20), max_size=12))
def test_any_lines_are_read(lines: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    text = calendar("\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""]))
    reading = read_text(tmp_path_factory.mktemp("ics"), text.encode(errors="replace"))
    assert all(one.day <= TODAY for one in reading.gatherings)


@given(
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.dictionaries(
        st.sampled_from(["INTERVAL", "COUNT", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"]),
        st.lists(st.integers(-40, 400) | st.sampled_from(["MO", "SU", "-1FR", "5WE"]), min_size=1, max_size=2),
    ),
)
def test_no_rule_takes_for_ever(freq: str, parts: dict[str, list[object]]) -> None:
    try:
        found = days(date(2024, 1, 31), {"FREQ": [freq], **parts}, date(2026, 1, 31))
    except NotExpandedError:
        return
    assert found == tuple(sorted(found))
    assert len(found) <= 1000


CORPUS = os.environ.get("NETKEEP_CORPUS")


@pytest.mark.skipif(not CORPUS, reason="NETKEEP_CORPUS names no folder")
def test_reported_attendees_are_read_or_named() -> None:
    reading = read(
        [Path(CORPUS or "", "reported", "c60-attendees.ics")], Options(date(2026, 11, 22), None, ("x@y.example",))
    )
    assert [(one.address, one.names) for one in sorted(reading.sightings, key=lambda one: one.address)] == [
        ("ada@cal.example", ("Ada Calder",)),
        ("bandre@linagora.example", ("Benjamin André",)),
        ("bob@cal.example", ("Bob",)),
        ("boss@corp.example", ("Sent By",)),
        ("felix@derk.example", ()),
        ("per+cent@corp.example", ("Percent",)),
        ("principal@corp.example", ("Principal",)),
        ("sam@home.example", ("Sam Owner",)),
        ("sanchezluc@mail.example", ("Jean DUPOND",)),
        ("shaq@corp.example", ("Shaq O'Neil",)),
        ("spaced@corp.example", ("Space Address",)),
        ("urn@corp.example", ("Urn",)),
    ]
    assert reading.problems == (
        Problem("c60-attendees.ics:25", "has no e-mail address that can be read; not counted", who="Invalid"),
    )


@pytest.mark.skipif(not CORPUS, reason="NETKEEP_CORPUS names no folder")
def test_reported_series_are_on_the_right_days() -> None:
    reading = read(
        [Path(CORPUS or "", "reported", "c61-recurrence.ics")], Options(date(2026, 11, 22), None, ("x@y.example",))
    )
    assert reading.problems == ()
    found: dict[str, list[str]] = {}
    for one in reading.gatherings:
        names = "+".join(address.partition("@")[0] for address in one.addresses)
        found.setdefault(one.key.partition(" ")[0], []).append(f"{one.day:%m-%d} {names}")
    assert found == {
        "r1": ["04-08 ada", "04-10 ada", "04-16 ada", "04-20 ada+bob"],
        "r2": ["03-27 bob", "04-10 bob"],
        "r3": ["07-01 felix"],
        "r4": [f"{day} maya" for day in ("07-02", "07-26", "08-06", "08-30", "09-03", "09-27", "10-01")],
        "r5": ["01-31 felix", "02-29 felix", "03-29 felix"],
        "r6": ["05-01 felix", "05-05 felix", "05-07 felix"],
        "r7": ["06-01 ada", "06-08 ada", "06-15 ada+bob", "06-22 ada+bob"],
    }


@pytest.mark.skipif(not CORPUS, reason="NETKEEP_CORPUS names no folder")
def test_every_calendar_of_the_corpus_is_read_or_what_is_bad_is_named() -> None:
    folder = Path(CORPUS or "", "ics")
    found = {}
    for file in sorted(folder.glob("*.ics")):
        reading = read([file], Options(date(2026, 11, 22), owner_emails=("sam@home.example",)))
        events = (reading.counts or {}).get("events", 0)
        found[file.name] = (events, len(reading.gatherings), len(reading.sightings), len(reading.problems))
    assert found == {
        "alarm_google_future.ics": (1, 0, 0, 0),
        "big_bad_calendar.ics": (20, 0, 0, 20),
        "bom_calendar.ics": (0, 0, 0, 0),
        "broken_ical.ics": (1, 0, 0, 1),
        "calendar_with_unicode.ics": (0, 0, 0, 0),
        "example.ics": (3, 0, 0, 0),
        "issue_218_bad_tzid.ics": (1, 0, 0, 0),
        "property_params.ics": (1, 1, 3, 0),
        "rfc_7256_multi_value_parameters.ics": (2, 0, 0, 2),
        "timezoned.ics": (1, 0, 0, 0),
        "x_location.ics": (1, 0, 0, 0),
    }
