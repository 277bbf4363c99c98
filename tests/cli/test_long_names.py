"""In a terminal of eighty columns: texts begin in one column, and no word breaks, however long the names are."""

import sys
from pathlib import Path

import click
import pytest

from netkeep.cli.printable import width
from tests.cli.conftest import Netkeep
from tests.vaults import make_vault

LONG = "Maximiliana Alexandrina Konstantinopolitana von der Hohenfels"
WIDE = "山田太郎左衛門之助義経山田太郎左衛門之助義経"
RIGHT_TO_LEFT = "عبد الرحمن بن محمد"
NAMES = {"max": LONG, "jiro": WIDE, "omar": RIGHT_TO_LEFT, "ann": "Ann Lee"}
_PERSON = """\
---
name: {name}
emails: [{id}@x.example]
roles: [{{org: Initech, title: Head of the Platform, from: 2023}}, {{org: Acme, from: 2023}}]
worked_with: [{{job: acme-2023, as: peer}}]
cadence: 1 month
knows: [{knows}]
---

- [ ] 2024-06-01 send the write-up

## Log

- 2024-04-10 coffee: Kettles.
- 2024-03-02 received recommendation: On paper.
- 2024-01-15 asked introduction
"""
FILES = {
    "jobs/acme-2023.md": "---\norg: Acme\nfrom: 2023-04-03\n---\n",
    "orgs/initech.md": "---\nname: Initech\ntarget: 2024-12\n---\n",
    "people/twin.md": f"---\nname: {LONG}\nemails: [max@x.example]\n---\n",
    **{
        f"people/{person}.md": _PERSON.format(id=person, name=name, knows="ann" if person != "ann" else "max")
        for person, name in NAMES.items()
    },
}
COMMANDS = ("list", "find kettles", "who initech", "due", "week", "show max", "show initech", "asks", "hunt", "merge")


@pytest.fixture
def _terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 (its streams)
    for stream in (sys.stdout, sys.stderr):
        monkeypatch.setattr(type(stream), "isatty", lambda _: True, raising=False)


def _lines(text: str) -> list[str]:
    return click.unstyle(text).splitlines()


@pytest.mark.usefixtures("_terminal")
@pytest.mark.parametrize("command", [*COMMANDS, "stats", "exposure"])
def test_every_line_fits(tmp_path: Path, netkeep: Netkeep, command: str) -> None:
    make_vault(tmp_path, FILES)
    result = netkeep(*command.split())
    assert result.code == 0
    assert [line for line in _lines(result.out + result.err) if width(line) > 80] == []


@pytest.mark.usefixtures("_terminal")
@pytest.mark.parametrize(
    ("command", "text"), [("who initech", "Head of the Platform"), ("asks", "introduction, asked")]
)
def test_texts_begin_in_one_column(tmp_path: Path, netkeep: Netkeep, command: str, text: str) -> None:
    make_vault(tmp_path, FILES)
    lines = [line for line in _lines(netkeep(*command.split()).out) if text in line]
    assert {width(line[: line.index(text)]) for line in lines} == {24}
    assert len(lines) == len(NAMES)


@pytest.mark.usefixtures("_terminal")
def test_days_are_below_each_other(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, FILES)
    lines = [line for line in _lines(netkeep("list").out) if "8 weeks ago" in line]
    assert len({width(line[: line.index("8 weeks ago")]) for line in lines}) == 1
    assert len(lines) == len(NAMES)


@pytest.mark.usefixtures("_terminal")
def test_a_message_does_not_break_within_a_word(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, FILES)
    assert netkeep("leave").err == (
        "netkeep: no end of acme-2023 is known: give it with --on, such as --on 'in 4\nweeks'\n"
    )
