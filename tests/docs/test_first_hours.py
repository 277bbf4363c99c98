"""Three first hours, typed as the README says: what each newcomer sees, and how soon it is of use.

The first useful result comes with the fifth command at the latest.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from netkeep.cli.main import run

TODAY = "2026-11-30"  # a Monday
CONNECTIONS = """\
First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ada,Example,https://www.linkedin.com/in/ada-example,,Google,Staff Engineer,12 Mar 2019
Bo,Sample,https://www.linkedin.com/in/bo-sample,,Acme Corp,Engineer,3 May 2021
Cleo,Fox,https://www.linkedin.com/in/cleo-fox,,Acme Corp,CIO,4 May 2022
Dan,Bell,https://www.linkedin.com/in/dan-bell,,Google,Recruiter,5 Jun 2023
"""
MESSAGES = """\
CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER
1,,Ada Example,https://www.linkedin.com/in/ada-example,Kim Owner,,2023-03-01 10:00:00 UTC,,Shall we talk?,INBOX
1,,Kim Owner,,Ada Example,https://www.linkedin.com/in/ada-example,2023-03-02 10:00:00 UTC,,Gladly.,INBOX
"""
ARCHIVE = {
    "Profile.csv": "First Name,Last Name\nKim,Owner\n",
    "Connections.csv": CONNECTIONS,
    "messages.csv": MESSAGES,
    "Positions.csv": "Company Name,Title,Started On,Finished On\nAcme Corp,Engineer,Jan 2021,Nov 2026\n",
    "Recommendations_Received.csv": (
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
        "Cleo,Fox,Acme Corp,CIO,A rare engineer.,2024-02-03 10:00:00,VISIBLE\n"
    ),
}
CARD = """\
BEGIN:VCARD\r
VERSION:3.0\r
UID:{id}\r
FN:{name}\r
N:{last};{first};;;\r
EMAIL:{id}@x.example\r
END:VCARD\r
"""


class Hour:
    """A newcomer's terminal: what is typed, in which folder, and what is shown."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys, self._monkeypatch = capsys, monkeypatch
        self.typed = 0

    def type(self, *words: str) -> str:
        self.typed += 1
        code = run(list(words))
        shown = self._capsys.readouterr()
        assert code == 0, shown.err
        return shown.out

    def cd(self, folder: str) -> None:
        self._monkeypatch.chdir(folder)


@pytest.fixture
def hour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Hour:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETKEEP_TODAY", TODAY)
    return Hour(capsys, monkeypatch)


def folder(name: str, files: Mapping[str, str]) -> None:
    Path(name).mkdir()
    for file, text in files.items():
        Path(name, file).write_text(text, encoding="utf-8", newline="")


def test_laid_off_with_a_linkedin_archive(hour: Hour) -> None:
    folder("archive", ARCHIVE)
    hour.type("init", "people")
    hour.cd("people")
    assert hour.type("import", "linkedin", "../archive").startswith("4 created, 0 changed, 0 unchanged.\n")
    week = hour.type("week")
    assert hour.typed == 3
    assert week.startswith("This week, from Monday 30 November: 3 people\n")
    assert "  Ada Example  " in week
    assert "Staff Engineer" in hour.type("who", "google")

    shown = hour.type("hunt", "google")
    assert "Google, by November 2026\n\nCan refer you\n  Ada Example " in shown
    assert "  Dan Bell " in shown
    draft = hour.type("asks", "--who", "ada", "--draft", "--kind", "referral")
    assert "https://www.linkedin.com/in/ada-example" in draft
    assert "at Google" in draft
    hour.type("log", "ada", "-k", "asked referral")
    assert "asked for a referral today, no answer yet" in hour.type("hunt")
    assert "✓ Ada Example" in hour.type("week")
    assert "to-triage" not in Path("people/ada-example.md").read_text(encoding="utf-8")
    assert hour.type("check") == "6 files checked: no findings.\n"


def test_vim_khard_and_mutt(hour: Hour, monkeypatch: pytest.MonkeyPatch) -> None:
    cards = {
        "ada.vcf": CARD.format(id="ada", name="Ada Example", first="Ada", last="Example"),
        "bo.vcf": CARD.format(id="bo", name="Bo Sample", first="Bo", last="Sample"),
    }
    folder("khard", cards)
    hour.type("init", "people")
    hour.cd("people")
    assert hour.type("import", "vcard", "../khard", "--source", "khard").startswith("2 created, 0 changed")
    assert hour.type("find", "ada", "--columns", "emails,name", "--format", "tsv").splitlines()[1:] == [
        "ada@x.example\tAda Example"
    ]
    assert hour.typed == 3

    changed = "people/ada-example.md: changed\n"
    assert hour.type("set", "ada", "cadence=3m", "tags+=mentor").endswith(changed)
    monkeypatch.setenv("EDITOR", "true")
    hour.type("edit", "ada")
    assert "1 written, 1 as they were, 0 removed" in hour.type(
        "export", "vcard", "--vdir", "../khard", "--source", "khard", "--version", "3.0"
    )
    assert Path("../khard/bo.vcf").read_bytes().decode() == cards["bo.vcf"]
    assert "CATEGORIES:mentor\r\n" in Path("../khard/ada.vcf").read_bytes().decode()
    assert hour.type("check") == "2 files checked: no findings.\n"


def test_a_consultant_between_two_contracts(hour: Hour) -> None:
    hour.type("init", "people")
    hour.cd("people")
    hour.type("job", "start", "Acme Corp", "--kind", "contract", "--from", "2026-01-05", "--to", "2026-12-18")
    hour.type("add", "Grace Sample", "--org", "Acme Corp", "--job", "acme", "--as", "manager", "--met", "yesterday")
    shown = hour.type("leave")
    assert hour.typed == 4
    assert shown.startswith("Leaving Acme Corp on Friday 18 December, in 2 weeks\n")
    assert "ask for a recommendation" in shown

    assert "A few sentences about our time at Acme Corp?" in hour.type("asks", "--draft")
    hour.type("log", "grace", "-k", "asked recommendation")
    hour.type("set", "grace", "emails+=grace@home.example label=home", "--yes")
    hour.type("log", "grace", "-k", "received recommendation", "-d", "today")
    hour.type("job", "end", "acme", "--on", "today")
    hour.type("job", "start", "Initech", "--kind", "contract", "--from", "2027-01-04")
    assert "Grace Sample" in hour.type("who", "acme")
    assert "you owe them: a recommendation" in hour.type("show", "grace")
    assert "Grace Sample  a recommendation from them today" in hour.type("due", "--kind", "give-back")
    assert hour.type("check") == "3 files checked: no findings.\n"
