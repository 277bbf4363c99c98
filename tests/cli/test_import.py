"""``netkeep import``: what it prints, what it writes, and that it writes nothing where it must not."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from netkeep.cli import import_
from netkeep.errors import NetkeepError
from netkeep.exchange.candidate import Candidate, Entry, Fact, OwnJob, Problem, Reading
from netkeep.exchange.importer import Options, Read
from netkeep.exchange.seen import load as load_seen
from netkeep.model.dates import PartialDate
from netkeep.model.people import Email, Role
from netkeep.model.sighting import Sighting
from tests.cli.conftest import Netkeep, files
from tests.vaults import make_vault

GRACE = "---\nname: Grace Sample\nemails: [grace@acme.example]\n---\n"
NEXT = "Next: netkeep list --tag to-triage · netkeep check\n"


def _person(where: str, name: str, *facts: Fact) -> Candidate:
    return Candidate((Fact("name", name, where), *facts), where, None)


GRACE_AGAIN = _person(
    "c.vcf: card 1",
    "Grace Sample",
    Fact("emails", Email("grace@acme.example"), "c.vcf: card 1"),
    Fact("location", "Leeds", "c.vcf: card 1"),
)
ADA = _person("c.vcf: card 2", "Ada Bell", Fact("log", Entry("1", date(2020, 1, 2), "connected"), "c.vcf: card 2"))
NAMESAKE = _person("c.vcf: card 3", "grace sample")
NOBODY = Problem("c.vcf: card 4", "has no name", "give it one")
JOB = OwnJob(Role("Acme", start=PartialDate(2023)), "p:2")
READING = Reading((GRACE_AGAIN, ADA, NAMESAKE), (NOBODY,), jobs=(JOB,), counts={"cards": 4})


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[Options]:
    """Read the same whatever the files are; gives the options that the reader was called with."""
    return reads(monkeypatch, READING)


def reads(monkeypatch: pytest.MonkeyPatch, reading: Reading) -> list[Options]:
    calls: list[Options] = []

    def read(_: Sequence[Path], options: Options) -> Reading:
        calls.append(options)
        return replace(reading, as_of=options.as_of)

    def reader(_: str) -> Read:
        return read

    monkeypatch.setattr(import_, "reader", reader)
    return calls


@pytest.fixture
def card(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Make a vault, and give a file beside it."""
    make_vault(tmp_path, {"people/grace-sample.md": GRACE})
    path = tmp_path_factory.mktemp("from") / "c.vcf"
    path.touch()
    return str(path)


SUMMARY = (
    "1 created, 1 changed, 0 unchanged, 1 unclear, 1 refused.\n"
    "1 new in logs.\n"
    "Jobs of yours: jobs/acme-2023.md.\n"
    "Read: 4 cards.\n"
    "\n"
    "Unclear:\n"
    "  c.vcf: card 3  grace sample: may be somebody in the vault (grace-sample: the same name)\n"
    "To say who they are, write the profile link or e-mail address that the source has into the person's file,\n"
    "and import again; --namesakes create makes people of their own of all whose name alone is somebody's.\n"
    "\n"
    "Refused:\n"
    "  c.vcf: card 4: has no name (give it one)\n"
)


@pytest.mark.usefixtures("told")
def test_people_come_in(tmp_path: Path, netkeep: Netkeep, card: str) -> None:
    assert netkeep("import", "vcard", card) == (0, SUMMARY + NEXT, "")
    before = files(tmp_path)
    assert before == {
        "imports/vcard.jsonl": (
            b'{"format": 1}\n'
            b'{"id": "acme-2023", "keys": ["job:acme|2023"], "said": {}}\n'
            b'{"id": "ada-bell", "keys": ["name:ada bell"], "said": {"log": [{"day": "2020-01-02", "key": "1", '
            b'"kind": "connected"}], "name": ["Ada Bell"]}}\n'
            b'{"id": "grace-sample", "keys": ["email:grace@acme.example"], "said": {"emails": '
            b'[{"address": "grace@acme.example"}], "location": ["Leeds"], "name": ["Grace Sample"]}}\n'
        ),
        "jobs/acme-2023.md": b"---\norg: Acme\nfrom: 2023\n---\n",
        "netkeep.toml": b"format = 1\n",
        "people/ada-bell.md": b"---\nname: Ada Bell\ntags: [to-triage]\n---\n\n## Log\n\n- 2020-01-02 connected\n",
        "people/grace-sample.md": b"---\nname: Grace Sample\nemails: [grace@acme.example]\nlocation: Leeds\n---\n",
    }
    again = netkeep("import", "vcard", card)
    assert again.out.startswith(
        "0 created, 0 changed, 2 unchanged, 1 unclear, 1 refused.\nRead: 4 cards.\n\nUnclear:\n"
    )
    assert (again.code, files(tmp_path)) == (0, before)
    assert netkeep("check").code == 0


@pytest.mark.usefixtures("told")
def test_a_dry_run_shows_it_all_and_writes_nothing(tmp_path: Path, netkeep: Netkeep, card: str) -> None:
    before = files(tmp_path)
    result = netkeep("import", "vcard", card, "--dry-run", "--spread", "4w")
    assert result.out == (
        "--- people/grace-sample.md\n"
        "+++ people/grace-sample.md\n"
        "@@ -1,4 +1,5 @@\n"
        " ---\n name: Grace Sample\n emails: [grace@acme.example]\n+location: Leeds\n ---\n"
        "--- /dev/null\n+++ people/ada-bell.md\n@@ -0,0 +1,10 @@\n"
        "+---\n+name: Ada Bell\n+tags: [to-triage]\n+---\n+\n+- [ ] 2024-07-05 first catch-up\n+\n+## Log\n+\n"
        "+- 2020-01-02 connected\n"
        "--- /dev/null\n+++ jobs/acme-2023.md\n@@ -0,0 +1,4 @@\n+---\n+org: Acme\n+from: 2023\n+---\n"
    )
    assert result.err == f"Would be: {SUMMARY}Nothing was written. Next: the same without --dry-run\n"
    assert (result.code, files(tmp_path)) == (0, before)


@pytest.mark.usefixtures("told")
def test_json(netkeep: Netkeep, card: str) -> None:
    result = netkeep("import", "vcard", card, "--dry-run", "--format", "json", "--source", "phone-2")
    ada = {"id": "ada-bell", "name": "Ada Bell", "path": "people/ada-bell.md", "where": "c.vcf: card 2", "notes": []}
    grace = {"id": "grace-sample", "name": "Grace Sample", "path": "people/grace-sample.md", "where": "c.vcf: card 1"}
    pair = {"id": "grace-sample", "score": 50, "evidence": ["the same name"]}
    unclear = {
        "where": "c.vcf: card 3",
        "name": "grace sample",
        "why": "may be somebody in the vault",
        "people": [pair],
    }
    assert json.loads(result.out) == {
        "format": "netkeep.import",
        "version": 1,
        "today": "2024-06-07",
        "source": "phone-2",
        "dry_run": True,
        "created": [ada],
        "changed": [grace | {"notes": []}],
        "unchanged": [],
        "unclear": [unclear],
        "refused": [{"where": "c.vcf: card 4", "why": "has no name", "help": "give it one"}],
        "away": [],
        "jobs": ["jobs/acme-2023.md"],
        "files": [],
        "entries": 1,
    }
    assert (result.code, result.err) == (0, "")


def test_the_reader_is_told_what_it_needs(tmp_path: Path, netkeep: Netkeep, card: str, told: list[Options]) -> None:
    settings = '[owner]\nname = "Sam Owner"\nemails = ["sam@home.example"]\nregion = "GB"\n'
    make_vault(tmp_path, {"netkeep.toml": settings})
    options = (
        "--as-of",
        "2024-05-01",
        "--encoding",
        "cp1252",
        "--with-text",
        "--column",
        "name=Full=name",
        "--source",
        "b",
    )
    assert netkeep("import", "csv", card, *options).code == 0
    assert told == [
        Options(
            date(2024, 6, 7),
            "Sam Owner",
            ("sam@home.example",),
            "GB",
            "cp1252",
            date(2024, 5, 1),
            {"name": "Full=name"},
            with_text=True,
        )
    ]
    assert files(tmp_path)["imports/b.jsonl"].startswith(b'{"as_of": "2024-05-01", "format": 1}\n')


def test_long_lists_are_cut_and_whole_on_request(netkeep: Netkeep, card: str, monkeypatch: pytest.MonkeyPatch) -> None:
    problems = tuple(Problem(f"c:{number}", "is broken") for number in range(1025))
    reads(monkeypatch, Reading((ADA, GRACE_AGAIN), problems))
    result = netkeep("import", "vcard", card, "--dry-run")
    assert result.err.splitlines()[-3:] == [
        "  c:19: is broken",
        "  and 1,005 more ('netkeep -v import …' names all)",
        "Nothing was written. Next: the same without --dry-run",
    ]
    whole = netkeep("-v", "import", "vcard", card)
    assert whole.out.splitlines()[2:9] == [
        "",
        "Created:",
        "  people/ada-bell.md  Ada Bell",
        "",
        "Changed:",
        "  people/grace-sample.md  Grace Sample",
        "",
    ]
    assert whole.out.splitlines()[-2:] == ["  c:1024: is broken", NEXT.strip()]


def test_what_the_owner_wrote_is_said_to_stay(
    tmp_path: Path, netkeep: Netkeep, card: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(monkeypatch, Reading((replace(GRACE_AGAIN, facts=(*GRACE_AGAIN.facts, Fact("pronouns", "she", "c"))),)))
    make_vault(tmp_path, {"people/grace-sample.md": GRACE.replace("name:", "location: York\nname:")})
    assert (
        "  people/grace-sample.md  Grace Sample  (kept yours: location)\n" in netkeep("-v", "import", "vcard", card).out
    )


def test_nothing_could_be_read(tmp_path: Path, netkeep: Netkeep, card: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, Reading((), (Problem("c.vcf", "is not a vCard"),)))
    before = files(tmp_path)
    assert netkeep("import", "vcard", card) == (2, "", "netkeep: nothing could be read: c.vcf: is not a vCard\n")

    def broken(_: str) -> Read:
        raise NetkeepError("c.vcf: no")

    monkeypatch.setattr(import_, "reader", broken)
    assert netkeep("import", "vcard", card) == (2, "", "netkeep: c.vcf: no\n")
    assert files(tmp_path) == before


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("path", "text", "complaint"),
    [
        (
            "imports/vcard.jsonl",
            "<<<<<<< HEAD\n",
            (
                "netkeep: imports/vcard.jsonl:1 is not what netkeep writes there; nothing was written. Bring it back "
                "as it was ('git log -p imports/vcard.jsonl' shows its versions), or remove the line: what it says of "
                "its person is then taken as said for the first time.\n"
            ),
        ),
        (
            "people/x.md",
            "no front matter",
            (
                "netkeep: left out, because unreadable: people/x.md; see 'netkeep check'\n"
                "netkeep: nothing was imported: 1 file of the vault cannot be read, and nobody knows who is in there; "
                "see 'netkeep check'\n"
            ),
        ),
    ],
)
def test_nothing_is_imported_into_a_vault_that_cannot_be_read(  # noqa: PLR0913, PLR0917 (fixtures and cases)
    tmp_path: Path, netkeep: Netkeep, card: str, path: str, text: str, complaint: str
) -> None:
    make_vault(tmp_path, {path: text})
    before = files(tmp_path)
    assert netkeep("import", "vcard", card) == (2, "", complaint)
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    ("arguments", "last"),
    [
        (
            ("--column", "name"),
            "Error: Invalid value for '--column': a column is named FIELD=HEADER, such as name='Full name'",
        ),
        (
            ("--source", "../x"),
            (
                "Error: Invalid value for '--source': "
                "a source is named in lower-case letters, digits, - and _, such as 'phone-2'"
            ),
        ),
    ],
)
def test_options_that_cannot_be(netkeep: Netkeep, card: str, arguments: tuple[str, ...], last: str) -> None:
    result = netkeep("import", "csv", card, *arguments)
    assert (result.code, result.err.splitlines()[-1]) == (2, last)


def test_who_was_only_seen_stays_beside_the_vault(
    tmp_path: Path, netkeep: Netkeep, card: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(monkeypatch, Reading(sightings=(Sighting("mail", "nobody@x.example", times=3),)))
    before = files(tmp_path)
    assert netkeep("import", "mail", card, "--dry-run").code == 0
    assert not (tmp_path / ".netkeep/seen.jsonl").exists()
    assert netkeep("import", "mail", card).out == (
        "0 created, 0 changed, 0 unchanged, 0 unclear, 0 refused.\n"
        "Seen: 1 person, by address.\n"
        "Next: netkeep suggest tells who of those seen you have probably missed\n"
    )
    assert '"origin": ' + json.dumps(card) in (tmp_path / ".netkeep/seen.jsonl").read_text()
    assert files(tmp_path) == before


def test_columns_and_dates_of_a_table_stand_in_the_settings(tmp_path: Path, netkeep: Netkeep) -> None:
    table = 'format = 1\n[import.club]\ncolumns = { name = "Wer", birthday = "Wann" }\ndates = "day first"\n'
    make_vault(tmp_path, {"netkeep.toml": table, "club.csv": "Wer;Wann\nAda Example;03.04.1980\n"})
    assert netkeep("import", "csv", str(tmp_path / "club.csv"), "--source", "club").code == 0
    text = (tmp_path / "people/ada-example.md").read_text()
    assert "name: Ada Example\n" in text
    assert "birthday: 1980-04-03\n" in text


def test_what_two_mailboxes_saw_is_kept_apart(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"netkeep.toml": 'format = 1\n[owner]\nemails = ["me@x.example"]\n'})
    for name in ("one", "two"):
        (tmp_path / f"{name}.eml").write_text(
            f"From: me@x.example\nTo: bo@y.example\nDate: Mon, 3 Jun 2024 10:00:00 +0000\nMessage-ID: <{name}@x>\n\n"
        )
    one, two = str(tmp_path / "one.eml"), str(tmp_path / "two.eml")
    for paths in ((one, two), (one,), (two, one)):
        assert netkeep("import", "mail", *paths).code == 0
    assert [(seen.address, seen.times) for seen in load_seen(tmp_path)] == [("bo@y.example", 2)]
