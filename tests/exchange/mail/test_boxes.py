import io
import mailbox
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep.exchange.importer import Options
from netkeep.exchange.importers.mail import boxes, read
from netkeep.exchange.importers.mail.boxes import LARGEST_HEADER, heads, messages
from netkeep.exchange.importers.mail.letter import headers
from netkeep.exchange.importers.trouble import Trouble
from tests.vaults import make_vault

OPTIONS = Options(date(2024, 6, 7), owner_emails=("sam@home.example",))
ONE = "From: ada@acme.example\nTo: sam@home.example\n\nText.\n"


def wheres(root: Path) -> list[tuple[str, str | None]]:
    return [(raw.where, raw.left_out) for raw in messages(root, Trouble())]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "separator",
    [
        "From mboxrd@z Thu Jan  1 00:00:00 1970",
        "From ada@acme.example Tue Mar 12 10:00:00 2024",
        "From - Tue, 12 Mar 2024 10:00:00 +0100",
        "From 1793@xxx Tue Mar 12 10:00:00 +0000 2024",
        "From MAILER-DAEMON",
        "From ",
    ],
)
def test_messages_of_an_mbox(separator: str, end: str) -> None:
    body = "From the first day on it was fine.\n\nFrom there we went.\n>From me\n\n"
    text = f"{separator}\nA: 1\n\n{body}{separator}\nA: 2\nB:\n  x\n\n{body}{separator}\nA: 3\n"
    found = list(heads(io.BytesIO(text.replace("\n", end).encode())))
    assert [(line, head.replace(b"\r", b"")) for line, head in found] == [
        (1, b"A: 1"),
        (9, b"A: 2\nB:\n  x"),
        (19, b"A: 3\n"),
    ]


def test_what_is_before_the_first_message_is_none() -> None:
    assert list(heads(io.BytesIO(b""))) == []
    assert list(heads(io.BytesIO(b"Hello\n\nWorld\n"))) == []
    assert list(heads(io.BytesIO(b"junk\n\nFrom x\nA: 1\n\n"))) == [(3, b"A: 1")]
    assert list(heads(io.BytesIO(b"From x Thu Jan  1 00:00:00 1970\n\nOnly a body: yes\n\n"))) == [(1, b"")]


def test_a_header_without_end_is_cut() -> None:
    ((_, head),) = heads(io.BytesIO(b"From x Thu Jan  1 00:00:00 1970\nA: " + b"x" * (3 * LARGEST_HEADER)))
    assert len(head) < LARGEST_HEADER
    assert len(headers(b"From: " + b"y" * LARGEST_HEADER).first(b"from")) == 64 * 1024


@given(
    st.lists(
        st.tuples(st.integers(0, 80), st.sampled_from(["From me\n", "x\n\n", "\r\n", "F", "From: y\n"])), max_size=8
    ),
    st.integers(1, 64),
)
def test_where_the_stream_is_cut_makes_no_difference(parts: list[tuple[int, str]], chunk: int) -> None:
    bodies = [text * times for times, text in parts]
    separator = "From x Thu Jan  1 00:00:00 1970\n"
    data = "".join(f"{separator}N: {number}\n\n{body}\n" for number, body in enumerate(bodies)).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(boxes, "_CHUNK", chunk)
        found = [head.split(b"\n")[0].strip() for _, head in heads(io.BytesIO(data))]
    assert [head for head in found if head.startswith(b"N")] == [
        f"N: {number}".encode() for number in range(len(parts))
    ]


@given(st.binary(max_size=400))
def test_any_bytes_are_read(data: bytes) -> None:
    for _, head in heads(io.BytesIO(b"From x Thu Jan  1 00:00:00 1970\n" + data)):
        headers(head)


def test_the_standard_library_finds_the_same_messages(tmp_path: Path) -> None:
    path = tmp_path / "box"
    box = mailbox.mbox(path)
    for number in range(20):
        box.add(f"From: p{number}@acme.example\nTo: sam@home.example\n\nFrom me\n\nFrom you\n".encode())
    box.close()
    again = mailbox.mbox(path)
    expected = [str(message["from"]) for message in again]
    again.close()
    with path.open("rb") as stream:
        assert [headers(head).first(b"from") for _, head in heads(stream)] == expected


def test_a_maildir_by_its_flags_and_folders(tmp_path: Path) -> None:
    root = make_vault(
        tmp_path,
        {
            "cur/1.host:2,S": ONE,
            "cur/2.host!2,RS": ONE,
            "cur/3.host:2,DS": ONE,
            "cur/4.host;2,T": ONE,
            "cur/5.host": ONE,
            "new/6.host": ONE,
            "tmp/7.host": ONE,
            ".Sent/cur/8.host:2,S": ONE,
            ".INBOX.Drafts/cur/9.host:2,S": ONE,
            ".Junk/new/10.host": ONE,
            "dovecot-uidlist": "3 V1 N1\n",
        },
    )
    out = "drafts, junk and trash"
    assert wheres(root) == [
        (".INBOX.Drafts/cur/9.host:2,S", out),
        (".Junk/new/10.host", out),
        (".Sent/cur/8.host:2,S", None),
        ("cur/1.host:2,S", None),
        ("cur/2.host!2,RS", None),
        ("cur/3.host:2,DS", out),
        ("cur/4.host;2,T", out),
        ("cur/5.host", None),
        ("new/6.host", None),
    ]
    assert [where for where, _ in wheres(root / "cur")] == [f"{n}.host{f}" for n, f in NAMES]
    reading = read([root], OPTIONS)
    assert reading.counts == {"messages": 9, f"left out: {out}": 4}
    assert reading.sightings[0].times == 5


NAMES = [("1", ":2,S"), ("2", "!2,RS"), ("3", ":2,DS"), ("4", ";2,T"), ("5", "")]


def test_folders_of_everything(tmp_path: Path) -> None:
    root = make_vault(
        tmp_path,
        {
            "Inbox": f"From x Thu Jan  1 00:00:00 1970\n{ONE}",
            "Inbox.msf": "From x Thu Jan  1 00:00:00 1970\n",
            "Trash": f"From x Thu Jan  1 00:00:00 1970\n{ONE}",
            "one.eml": ONE,
            "two.EML": "\ufeffSubject: x\n\n",
            "apple/3.emlx": f"{len(ONE)}\n{ONE}<?xml?>",
            "Archive.mbox/mbox": f"From x Thu Jan  1 00:00:00 1970\n{ONE}",
            "notes.txt": "From: me\n",
        },
    )
    (root / "link.eml").symlink_to(root / "one.eml")
    os.mkfifo(root / "pipe.eml")
    assert wheres(root) == [
        ("Inbox:1", None),
        ("Trash:1", "drafts, junk and trash"),
        ("one.eml", None),
        ("two.EML", None),
        ("Archive.mbox/mbox:1", None),
        ("apple/3.emlx", None),
    ]
    assert read([root], OPTIONS).sightings[0].times == 4


def test_a_single_message_may_have_any_name(tmp_path: Path) -> None:
    make_vault(tmp_path, {"saved": ONE})
    assert wheres(tmp_path / "saved") == [("saved", None)]


def test_what_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_vault(tmp_path, {"one.eml": ONE, "cur/2": ONE, "box": "From x\nA: 1\n\n"})

    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refused)
    trouble = Trouble()
    assert list(messages(tmp_path, trouble)) == []
    assert [problem.where for problem in trouble.problems("")] == ["box", "netkeep.toml", "one.eml", "cur/2"]
