import io
import sys
from pathlib import Path

import pytest

from netkeep.model.schema import PERSON
from netkeep.text.document import read_document
from tests.cli.conftest import Netkeep, Result, files
from tests.cli.people import VAULT
from tests.vaults import make_vault


def test_everything_given_is_laid_out_as_by_hand(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    result = netkeep(
        *("add", "Ruth Sample", "--org", "Acme Corp", "--title", "Head: of #things"),
        *("--email", "ruth@acme.example", "--email", "ruth@home.example", "--phone", "+442079460019"),
        *("--link", "https://www.linkedin.com/in/ruth", "--link", "site=https://ruth.example/a?b=c"),
        *("--link", "https://ruth.example", "--job", "platform", "--as", "peer", "--met", "yesterday"),
        *("--tag", "mentor", "--tag", "NO", "--introduced-by", "grace", "-m", "Trail runner.\nAsks."),
    )
    assert result == (0, "people/ruth-sample.md: added Ruth Sample\n", "")
    assert (tmp_path / "people/ruth-sample.md").read_text() == (
        "---\n"
        "name: Ruth Sample\n"
        "emails:\n"
        "  - ruth@acme.example\n"
        "  - ruth@home.example\n"
        'phones: ["+442079460019"]\n'
        "links:\n"
        "  linkedin: https://www.linkedin.com/in/ruth\n"
        '  site: "https://ruth.example/a?b=c"\n'
        "  website: https://ruth.example\n"
        'tags: [mentor, "NO"]\n'
        "roles:\n"
        "  - org: Acme Corp\n"
        '    title: "Head: of #things"\n'
        "worked_with:\n"
        "  - {job: acme-2023, as: peer}\n"
        "introduced_by: grace-sample\n"
        "---\n"
        "\n"
        "Trail runner.\n"
        "Asks.\n"
        "\n"
        "## Log\n"
        "\n"
        "- 2024-06-06 meeting: First met.\n"
    )


def test_a_name_alone_is_enough(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {})
    result = netkeep("add", "Grace", "Sample")
    hint = "Next: netkeep log grace-sample -k coffee -m 'what you talked about' · netkeep edit grace-sample\n"
    assert result == (0, "people/grace-sample.md: added Grace Sample\n" + hint, "")
    assert files(tmp_path)["people/grace-sample.md"] == b"---\nname: Grace Sample\n---\n"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (
            ("X", "--email", "GRACE@acme.example"),
            (
                "netkeep: not added: this e-mail address is Grace Sample's already, in people/grace-sample.md; "
                "'netkeep show grace-sample' shows whether they are the same\n"
            ),
        ),
        (
            ("X", "--phone", "0044 (0)20 7946-0018"),
            (
                "netkeep: not added: this phone number is Grace Sample's already, in people/grace-sample.md; "
                "'netkeep show grace-sample' shows whether they are the same\n"
            ),
        ),
        (
            ("X", "--another", "--link", "http://uk.linkedin.com/in/Grace-Sample/?trk=x"),
            (
                "netkeep: not added: this link is Grace Sample's already, in people/grace-sample.md; "
                "'netkeep show grace-sample' shows whether they are the same\n"
            ),
        ),
        (
            ("ada example",),
            (
                "netkeep: not added: Ada Éxample is in the vault already, in people/old/ada-example.md; "
                "if this is somebody else of the same name, add --another\n"
            ),
        ),
        (
            ("g. example",),
            (
                "netkeep: not added: Grace Sample is in the vault already, in people/grace-sample.md; "
                "if this is somebody else of the same name, add --another\n"
            ),
        ),
        ((" ",), "netkeep: not added: a contact needs a name\n"),
        (
            ("é" * 10_000,),
            "netkeep: not added: a name has at most 200 characters; this one has 10,000\n",
        ),
        (
            ("Evil \u202etxt.exe",),
            "netkeep: not added: the name holds a character that cannot be seen, U+202E; leave it out\n",
        ),
        (
            ("Bell", "--tag", "\x07"),
            "netkeep: not added: the tag holds a character that cannot be seen, U+0007; leave it out\n",
        ),
        (("Half \udcff",), "netkeep: not added: the name is not UTF-8 text\n"),
        (
            ("X", "-m", "```\nan open code block", "--met", "today"),
            (
                "netkeep: not added: written this way, the note would not be read as a note; "
                "look for an unclosed code block or comment, or a heading 'Log'\n"
            ),
        ),
        (("X", "--job", "nowhere"), "netkeep: no job is called 'nowhere'; there are:\n  acme-2023  (Acme Corp)\n"),
        (
            ("X", "--introduced-by", "sample"),
            (
                "netkeep: 'sample' fits 2 people; say which by id:\n"
                "  alan-sample   Alan Sample   Plumber, ACME, Inc.        2 weeks ago\n"
                "  grace-sample  Grace Sample  VP Engineering, Acme Corp  2 weeks ago\n"
            ),
        ),
    ],
)
def test_refused_with_nothing_written(
    tmp_path: Path, netkeep: Netkeep, arguments: tuple[str, ...], complaint: str
) -> None:
    make_vault(tmp_path, VAULT)
    before = files(tmp_path)
    assert netkeep("add", *arguments) == (2, "", complaint)
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    ("arguments", "last_line"),
    [
        (("X", "--title", "Boss"), "Error: --title needs --org: at which organisation?"),
        (("X", "--as", "peer"), "Error: --as needs --job: in which of your jobs?"),
        (("X", "--met", "tomorrow"), "Error: Invalid value for '--met': this day is in the future"),
        (
            ("X", "--email", "nobody"),
            "Error: Invalid value for '--email': an e-mail address is written name@domain.example",
        ),
        (
            ("X", "--link", "javascript:alert(1)"),
            "Error: Invalid value for '--link': a link begins with https:// or http:// and a host name",
        ),
        (
            ("X", "--phone", "12"),
            (
                "Error: Invalid value for '--phone': "
                "a phone number has 3 to 15 digits, best with its country: +44 20 7946 0000"
            ),
        ),
    ],
)
def test_options_that_cannot_be(tmp_path: Path, netkeep: Netkeep, arguments: tuple[str, ...], last_line: str) -> None:
    make_vault(tmp_path, VAULT)
    before = files(tmp_path)
    result = netkeep("add", *arguments)
    assert (result.code, result.out, result.err.splitlines()[-1]) == (2, "", last_line)
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("../../etc/passwd", "people/etc-passwd.md"),
        ("/etc/cron.d/x", "people/etc-cron-d-x.md"),
        ("con", "people/con-2.md"),
        ("🎉", "people/contact.md"),
        ("..", "people/contact.md"),
        ("王 伟", "people/wang-wei.md"),
        ("Łukasz\nGrzybowiak", "people/lukasz-grzybowiak.md"),
        ("--- name: x", "people/name-x.md"),
        ("{a: [b, *c]}", "people/a-b-c.md"),
        ("&#99999999999999999999;", "people/99999999999999999999.md"),
        ("a" * 200, f"people/{'a' * 95}.md"),
        ("!!python/object:os.system x", "people/python-object-os-system-x.md"),
    ],
)
def test_any_name_ends_as_text_in_a_file_among_the_people(
    tmp_path: Path, netkeep: Netkeep, name: str, path: str
) -> None:
    make_vault(tmp_path, {})
    assert netkeep("add", "--", name).code == 0
    assert list(files(tmp_path)) == ["netkeep.toml", path]
    document = read_document(path, (tmp_path / path).read_bytes(), PERSON)
    assert document.problems == ()
    assert document.item is not None
    assert getattr(document.item, "name", None) == " ".join(name.split())


def test_an_id_is_free_in_every_folder_and_in_every_case(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(
        tmp_path,
        {
            "people/old/Grace-Sample.md": "---\nname: Other\n---\n",
            "orgs/grace-sample-2.md": "---\nname: Org\n---\n",
            "people/grace-sample-3.md": b"\xff not even text",
        },
    )
    result = netkeep("add", "Grace Sample")
    assert result.out.splitlines()[0] == "people/grace-sample-4.md: added Grace Sample"
    assert result.err == "netkeep: left out, because unreadable: people/grace-sample-3.md; see 'netkeep check'\n"


def test_two_links_to_one_service_are_told_apart(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {})
    links = ("https://github.com/a", "https://gist.github.com/a", "https://github.com/a")
    assert netkeep("add", "A", *(part for link in links for part in ("--link", link))).code == 0
    assert files(tmp_path)["people/a.md"] == (
        b"---\nname: A\nlinks:\n  github: https://github.com/a\n  github-2: https://gist.github.com/a\n---\n"
    )


MESSAGE = b"""\
From dee@example.org Mon Jun  3 09:00:00 2024
From: =?utf-8?q?Dee_S=C3=A1mple?= <Dee@Example.org>
To: you@home.example
Date: Mon, 3 Jun 2024 09:00:00 +0200
Subject: The shelves

From: Somebody Else <else@example.org>
"""


def _piped(netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch, data: bytes, *arguments: str) -> Result:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    return netkeep("add", "--from-mail", "-", *arguments)


def test_the_sender_of_a_message(tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch) -> None:
    make_vault(tmp_path, {})
    added = (0, "people/dee-sample.md: added Dee Sámple\n", "")
    assert _piped(netkeep, monkeypatch, MESSAGE, "--tag", "vendor") == added
    assert (tmp_path / "people/dee-sample.md").read_text() == (
        "---\nname: Dee Sámple\nemails:\n  - dee@example.org\ntags: [vendor]\n---\n\n## Log\n\n"
        "- 2024-06-03 meeting: First met.\n"
    )
    again = _piped(netkeep, monkeypatch, MESSAGE)
    assert (again.code, again.out) == (2, "")
    assert again.err.startswith("netkeep: not added: this e-mail address is Dee Sámple's already, in people/dee-sample")


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"Hello\n", "this is not a message, or it has no sender; nothing was added"),
        (b"", "this is not a message, or it has no sender; nothing was added"),
        (
            b"From: noreply@shop.example\n\n",
            "this message was written by a program, not by a person; nothing was added",
        ),
        (
            b"From: dee@example.org\n\n",
            "not added: the message has the sender's address but no name; give one: netkeep add NAME …",
        ),
        (
            b"From: Me <me@home.example>\n\n",
            "not added: this message is from you; netkeep.toml names its address as yours",
        ),
    ],
)
def test_no_sender(
    tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch, data: bytes, complaint: str
) -> None:
    make_vault(tmp_path, {"netkeep.toml": 'format = 2\n[owner]\nemails = ["ME@home.example"]\n'})
    assert _piped(netkeep, monkeypatch, data) == (2, "", f"netkeep: {complaint}\n")
    assert sorted(files(tmp_path)) == ["netkeep.toml"]
