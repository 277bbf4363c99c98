from datetime import date
from pathlib import Path

import pytest

from netkeep.errors import NetkeepError
from netkeep.exchange.candidate import Gathering, Problem, Reading
from netkeep.exchange.importer import Options, reader
from netkeep.exchange.importers.mail import read
from netkeep.model.sighting import Sighting
from tests.vaults import make_vault

TODAY = date(2024, 6, 7)
OPTIONS = Options(TODAY, owner_emails=("Sam@Home.example", "sam@work.example"))
SEPARATOR = "From sam@home.example Thu Jan  1 00:00:00 1970\n"


def message(head: str, body: str = "Hello.\n", *, day: str = "Tue, 12 Mar 2024 10:00:00 +0100") -> str:
    return f"{head}Date: {day}\n\n{body}\n"


def mbox(*messages: str, separator: str = SEPARATOR) -> str:
    return "".join(separator + one for one in messages)


def read_text(root: Path, text: str | bytes, name: str = "inbox.mbox") -> Reading:
    make_vault(root, {name: text})
    return read([root / name], OPTIONS)


def seen(reading: Reading) -> list[tuple[str, tuple[str, ...], int, int, int]]:
    return [(one.address, one.names, one.times, one.from_them, one.to_them) for one in reading.sightings]


def test_a_month_of_letters(tmp_path: Path) -> None:
    text = mbox(
        message("From: Ada Example <Ada@acme.example>\nTo: sam@home.example\nMessage-ID: <1>\n"),
        message(
            "From: sam@work.example\nTo: Ada Example <ada@acme.example>\nCc: bo@acme.example\nMessage-ID: <2>\n",
            day="Thu, 14 Mar 2024 23:59:00 -0800",
        ),
        message("From: ada@acme.example\nTo: bo@acme.example\nCc: sam@home.example\nMessage-ID: <3>\n"),
    )
    assert read_text(tmp_path, text) == Reading(
        sightings=(
            Sighting(
                "mail",
                "ada@acme.example",
                names=("Ada Example",),
                times=3,
                from_them=2,
                to_them=1,
                first=date(2024, 3, 12),
                last=date(2024, 3, 14),
                together={"bo@acme.example": 2},
            ),
            Sighting(
                "mail",
                "bo@acme.example",
                times=2,
                to_them=1,
                first=date(2024, 3, 12),
                last=date(2024, 3, 14),
                together={"ada@acme.example": 2},
            ),
        ),
        gatherings=(
            Gathering(
                "mail 2024-03 ada@acme.example",
                date(2024, 3, 14),
                "email",
                "2 messages",
                ("ada@acme.example",),
                "inbox.mbox",
            ),
        ),
        counts={"messages": 3},
    )


def test_the_owner_must_be_known(tmp_path: Path) -> None:
    with pytest.raises(NetkeepError) as caught:
        read([tmp_path], Options(TODAY))
    assert str(caught.value) == (
        "which of these addresses are your own? Set them in netkeep.toml:\n"
        '  [owner]\n  emails = ["you@home.example", "you@work.example"]'
    )
    assert reader("mail") is read


FROM_ADA = "From: ada@acme.example\nTo: sam@home.example\n"


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (FROM_ADA + "List-Id: <dev.acme.example>\n", "mailing lists"),
        (FROM_ADA + "List-Unsubscribe: <https://news.example>\n", "bulk"),
        (FROM_ADA + "Precedence: bulk\n", "bulk"),
        (FROM_ADA + "precedence: Junk\n", "bulk"),
        (FROM_ADA + "Auto-Submitted: auto-replied; owner=x\n", "automatic"),
        (FROM_ADA + "X-Autoreply: yes\n", "automatic"),
        (FROM_ADA + "X-Auto-Response-Suppress: All\n", "automatic"),
        (FROM_ADA + "Return-Path: <>\n", "automatic"),
        (FROM_ADA + "X-Gmail-Labels: Inbox,Spam\n", "drafts, junk and trash"),
        (FROM_ADA + "X-Gmail-Labels: =?UTF-8?Q?Papierkorb,Trash?=\n", "drafts, junk and trash"),
        (FROM_ADA + "X-Mozilla-Status: 0009\n", "drafts, junk and trash"),
        (FROM_ADA + "X-Spam-Flag: YES\n", "drafts, junk and trash"),
        ("From: no-reply@shop.example\nTo: sam@home.example\n", "robots"),
        ("From: Mail Delivery <MAILER-DAEMON@mx.example>\nTo: sam@home.example\n", "robots"),
        ("From: bounce+x=y@mx.example\nTo: sam@home.example\n", "robots"),
        ("From: notifications@github.example\nTo: sam@home.example\n", "robots"),
        ("From: renovate-bot@users.example\nTo: sam@home.example\n", "robots"),
        ("From: no-reply-team@shop.example\nTo: sam@home.example\n", "robots"),
        ("From: room@resource.calendar.google.com\nTo: sam@home.example\n", "robots"),
    ],
)
def test_what_people_did_not_write_is_counted_by_its_reason(tmp_path: Path, head: str, reason: str) -> None:
    reading = read_text(tmp_path, mbox(message(head)))
    assert reading == Reading(counts={"messages": 1, f"left out: {reason}": 1})


@pytest.mark.parametrize(
    "head",
    [
        FROM_ADA + "Auto-Submitted: no\n",
        FROM_ADA + "Precedence: normal\n",
        FROM_ADA + "Return-Path: <ada@acme.example>\n",
        FROM_ADA + "X-Mozilla-Status: 0001\n",
        FROM_ADA + "X-Mozilla-Status: zz\n",
        FROM_ADA + "X-Gmail-Labels: Inbox,Spam club\n",
        "From: talbot@acme.example\nTo: sam@home.example\n",
        "From: rooter@acme.example\nTo: sam@home.example\n",
        "From: noreen.reply@acme.example\nTo: sam@home.example\n",
        "From: anna.bott@acme.example\nTo: sam@home.example\n",
    ],
)
def test_what_people_wrote_counts(tmp_path: Path, head: str) -> None:
    assert len(read_text(tmp_path, mbox(message(head))).sightings) == 1


def test_a_list_is_nobody_even_where_one_writes_to_it(tmp_path: Path) -> None:
    text = mbox(
        message("From: sam@home.example\nTo: crew@acme.example, ada@acme.example\n"),
        message(FROM_ADA + "List-Id: <crew>\nList-Post: <mailto:Crew@acme.example>\n"),
    )
    reading = read_text(tmp_path, text)
    assert seen(reading) == [("ada@acme.example", (), 1, 0, 1)]
    assert [one.addresses for one in reading.gatherings] == [("ada@acme.example",)]
    assert reading.sightings[0].together == {}


def test_mail_to_many_is_seen_and_no_more(tmp_path: Path) -> None:
    many = ", ".join(f"p{number:02}@acme.example" for number in range(15))
    reading = read_text(tmp_path, mbox(message(f"From: ada@acme.example\nTo: sam@home.example, {many}\n")))
    assert {(one.times, one.from_them, len(one.together)) for one in reading.sightings} == {(1, 0, 0)}
    assert (len(reading.sightings), reading.gatherings) == (16, ())


def test_a_message_counts_once_wherever_else_it_lies(tmp_path: Path) -> None:
    text = mbox(message(FROM_ADA + "Message-ID: <1@acme>\n"), message(FROM_ADA + "Message-Id:  <1@acme>\n"))
    make_vault(tmp_path, {"a/inbox": text, "a/copy.eml": message(FROM_ADA + "Message-ID:\n <1@acme>\n")})
    reading = read([tmp_path / "a"], OPTIONS)
    assert seen(reading) == [("ada@acme.example", (), 1, 1, 0)]
    assert reading.counts == {"messages": 3, "left out: seen before": 2}


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("=?utf-8?Q?Ada_=C3=89xample?= <a@b.example>", ("Ada Éxample",)),
        ("=?UTF-8?B?QWRhIMOJeGFtcGxl?= <a@b.example>", ("Ada Éxample",)),
        ("=?iso-2022-jp?B?GyRCOzNFRBsoQg==?= <a@b.example>", ("山田",)),
        ("=?koi8-r?B?6dfBzg==?= <a@b.example>", ("Иван",)),
        ("=?utf-8?Q?Ada?=\n =?utf-8?Q?_Example?= <a@b.example>", ("Ada Example",)),
        ("=?x-nobody-knows?Q?Ada_=C9?= <a@b.example>", ("Ada É",)),
        ("=?utf-8?B?!!!?= <a@b.example>", ()),
        ("=?utf-8?Q?broken <a@b.example>", ("broken",)),
        ('"Example, Ada" <a@b.example>', ("Ada Example",)),
        ("'Ada Example' <a@b.example>", ("Ada Example",)),
        ('"a@b.example" <a@b.example>', ()),
        ("a@b.example (Ada Example)", ("Ada Example",)),
        ("Example, Ada <a@b.example>", ("Ada Example",)),
        ('"unclosed <a@b.example>', ("unclosed",)),
        ("Ada\x00\x1b\u202e Example <a@b.example>", ("Ada Example",)),
        ("=?utf-8?Q?Ada=0D=0AExample?= <a@b.example>", ("Ada Example",)),
        ("undisclosed-recipients:; <a@b.example>", ()),
        ("Ada Éxample <a@b.example>", ("Ada Éxample",)),
    ],
)
def test_names_in_every_state(tmp_path: Path, header: str, names: tuple[str, ...]) -> None:
    reading = read_text(tmp_path, mbox(message(f"From: {header}\nTo: sam@home.example\n")))
    assert [(one.address, one.names) for one in reading.sightings] == [("a@b.example", names)]
    assert reading.problems == ()


def test_latin_letters_without_a_charset(tmp_path: Path) -> None:
    text = mbox(message("From: Zoë <a@b.example>\nTo: sam@home.example\n")).encode("cp1252")
    assert [one.names for one in read_text(tmp_path, text).sightings] == [("Zoë",)]


@pytest.mark.parametrize(
    "day",
    ["", "yesterday", "Tue, 99 Mar 2024 10:00:00", "1 Jan 2030 10:00 GMT", "1 Jan 1904 10:00", "9" * 5000],
)
def test_a_day_that_cannot_be_is_no_day(tmp_path: Path, day: str) -> None:
    reading = read_text(tmp_path, mbox(message(FROM_ADA, day=day)))
    assert [(one.times, one.first, one.last) for one in reading.sightings] == [(1, None, None)]
    assert reading.gatherings == ()


def test_each_bad_message_is_a_problem_of_its_own(tmp_path: Path) -> None:
    bad = [message("Subject: nobody wrote this\n") for _ in range(53)]
    reading = read_text(tmp_path, mbox(*bad, message(FROM_ADA)))
    assert len(reading.sightings) == 1
    words = "this message has no sender, or cannot be read"
    assert reading.problems == (
        *(Problem(f"inbox.mbox:{6 * number + 1}", words) for number in range(50)),
        Problem("inbox.mbox", "and 3 more problems"),
    )
    assert reading.counts == {"messages": 54, "left out: unreadable": 53}


def test_what_is_no_mail_says_so(tmp_path: Path) -> None:
    make_vault(tmp_path, {"photo.jpg": b"\xff\xd8\xff", "empty/x.txt": "hi"})
    reading = read([tmp_path / "photo.jpg"], OPTIONS)
    assert reading.problems == (
        Problem(
            "photo.jpg",
            "this is not mail: neither an mbox nor a message",
            "name an mbox, a Maildir or .eml files",
        ),
    )
    with pytest.raises(NetkeepError, match="there is no mail"):
        read([tmp_path / "empty"], OPTIONS)
    with pytest.raises(NetkeepError, match="does not exist"):
        read([tmp_path / "gone"], OPTIONS)


def test_recipients_without_an_address_are_told_once_with_their_names(tmp_path: Path) -> None:
    text = mbox(
        message(
            "From: ada@acme.example\nTo: Byron, Bo <bo at acme>, Cy <cy@acme.example>, Dee\nCc: sam@home.example\n"
        ),
        message("From: ada@acme.example\nTo: Dee; sam@home.example\nBcc: undisclosed-recipients:;\n"),
        message("From: ada@acme.example\nTo: /O=ACME/CN=EVE\nCc: Undisclosed recipients: ;\n"),
    )
    reading = read_text(tmp_path, text)
    assert [one.address for one in reading.sightings] == ["ada@acme.example", "cy@acme.example"]
    words = "has no e-mail address that can be read; not counted"
    assert reading.problems == (
        Problem("inbox.mbox:1", words, who="Bo Byron"),
        Problem("inbox.mbox:1", words, who="Dee"),
        Problem("inbox.mbox:17", f"somebody named here {words}"),
    )


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Calder, Ada <a@b.example>, Byron, Bo <b@b.example>", ["Ada Calder", "Bo Byron"]),
        ("Ada Calder <a@b.example>; Bo <b@b.example>", ["Ada Calder", "Bo"]),
        ("'Calder, Ada' <a@b.example>, b@b.example", ["Ada Calder", ""]),
        ("c@b.example, Ada <a@b.example>, Bo b@b.example", ["", "Ada", "Bo"]),
        ("Ada [IT] <a@b.example>", ["Ada"]),
        ("Ada Calder: IT <a@b.example>", ["Ada Calder"]),
        ("Friends: Ada <a@b.example>, b@b.example;", ["Ada", ""]),
        ("Friends: Ada <a@b.example>, Calder, Bo <b@b.example>;", ["Ada", "Bo Calder"]),
        ("=?UTF-8?Q?Calder,_Ada?= <a@b.example>, =?UTF-8?B?Qm8=?= <b@b.example>", ["Ada Calder", "Bo"]),
        ("=?UTF-8?Q?Ada Calder?= <a@b.example>", ["Ada Calder"]),
        ('"Ada Calder" <a@b.example', ["Ada Calder"]),
    ],
)
def test_lists_of_people_in_every_state(tmp_path: Path, header: str, expected: list[str]) -> None:
    reading = read_text(tmp_path, mbox(message(f"From: sam@home.example\nTo: {header}\n")))
    assert sorted("".join(one.names) for one in reading.sightings) == sorted(expected)
    assert reading.problems == ()
