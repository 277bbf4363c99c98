"""``netkeep import``: what it prints, what it writes, and that it writes nothing where it must not."""

import io
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from netkeep.cli import import_
from netkeep.errors import NetkeepError
from netkeep.exchange.candidate import Candidate, Entry, Fact, OwnJob, Problem, Reading
from netkeep.exchange.importer import Options, Read
from netkeep.exchange.sightings import load as load_seen
from netkeep.model.dates import PartialDate
from netkeep.model.people import Email, Role
from netkeep.model.sighting import Sighting
from tests.cli.conftest import Netkeep, files
from tests.vaults import make_vault

GRACE = "---\nname: Grace Sample\nemails: [grace@acme.example]\n---\n"
NEXT = "Next: netkeep import --triage sorts the new people, one key each\n"


def _person(where: str, name: str, *facts: Fact) -> Candidate:
    return Candidate((Fact("name", name, where), *facts), where, None)


GRACE_AGAIN = _person(
    "c.vcf:1",
    "Grace Sample",
    Fact("emails", Email("grace@acme.example"), "c.vcf:1"),
    Fact("location", "Leeds", "c.vcf:1"),
)
ADA = _person("c.vcf:5", "Ada Bell", Fact("log", Entry("1", date(2020, 1, 2), "connected"), "c.vcf:5"))
NAMESAKE = _person("c.vcf:9", "grace sample")
NOBODY = Problem("c.vcf:13", "has no name", "give it one")
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
    "1 created, 1 changed, 0 unchanged, 1 held back, 1 refused.\n"
    "1 log entry added.\n"
    "Your jobs: jobs/acme-2023.md.\n"
    "Read: 4 cards.\n"
    "\n"
    "Held back:\n"
    "  c.vcf:9, grace sample: may be somebody in the vault (grace-sample: the same name)\n"
    "To say who they are, add --triage, which asks about each of them. Or write the profile link or e-mail address that"
    " the source has into the person's file, and import again. Or add --namesakes create: each of whom only the name is"
    " in the vault becomes somebody new.\n"
    "\n"
    "Refused:\n"
    "  c.vcf:13: has no name (give it one)\n"
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
        "netkeep.toml": b"format = 2\n",
        "people/ada-bell.md": b"---\nname: Ada Bell\ntags: [to-triage]\n---\n\n## Log\n\n- 2020-01-02 connected\n",
        "people/grace-sample.md": b"---\nname: Grace Sample\nemails: [grace@acme.example]\nlocation: Leeds\n---\n",
    }
    again = netkeep("import", "vcard", card)
    assert again.out.startswith(
        "0 created, 0 changed, 2 unchanged, 1 held back, 1 refused.\nRead: 4 cards.\n\nHeld back:\n"
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
    summary = SUMMARY.replace("entry added", "entry to add")
    assert result.err == f"Would be: {summary}Nothing was written. Next: the same without --dry-run\n"
    assert (result.code, files(tmp_path)) == (0, before)


@pytest.mark.usefixtures("told")
def test_json(netkeep: Netkeep, card: str) -> None:
    result = netkeep("import", "vcard", card, "--dry-run", "--format", "json", "--source", "phone-2")
    ada = {"id": "ada-bell", "name": "Ada Bell", "path": "people/ada-bell.md", "where": "c.vcf:5"}
    grace = {"id": "grace-sample", "name": "Grace Sample", "path": "people/grace-sample.md", "where": "c.vcf:1"}
    pair = {"id": "grace-sample", "score": 50, "evidence": ["the same name"]}
    rest: dict[str, object] = {"notes": [], "kept": [], "taken_back": {}}
    unclear = {
        "where": "c.vcf:9",
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
        "created": [ada | rest],
        "changed": [grace | rest],
        "unchanged": [],
        "unclear": [unclear],
        "refused": [{"where": "c.vcf:13", "who": "", "why": "has no name", "help": "give it one"}],
        "kept_as_is": [],
        "skipped": [],
        "noted": [],
        "away": [],
        "absent": 0,
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
    assert files(tmp_path)["imports/b.jsonl"].startswith(b'{"as_of": "2024-05-01", "format": 2}\n')


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
    assert netkeep("import", "vcard", card).out == (
        "0 created, 1 changed, 0 unchanged.\n"
        "\n"
        "Your version stays where the source differs:\n"
        "  people/grace-sample.md  Grace Sample: location\n"
        "To follow what this source changes and removes, name it each time: --source vcard\n"
    )


CARDS = "".join(
    f"BEGIN:VCARD\nVERSION:3.0\nUID:u{number}\nFN:{name}\nEMAIL:{name[:3].lower()}@x.example\nTEL:+4420794600{number}\n"
    "END:VCARD\n"
    for number, name in enumerate(("Ada Bell", "Ben Coe", "Cyd Doe", "Dov Eck", "Eva Fox"), 10)
)
LOSS = "1 of 5 people would lose something"


def test_a_named_source_takes_back_and_says_what(tmp_path: Path, netkeep: Netkeep, card: str) -> None:
    Path(card).write_text(CARDS)
    phone = ("import", "vcard", card, "--source", "phone")
    assert netkeep(*phone).code == 0
    Path(card).write_text(CARDS.replace("TEL:+442079460010\n", ""))
    before = files(tmp_path)
    refused = f"netkeep: nothing was imported: {LOSS}; --dry-run shows what, --take-back agrees to it\n"
    assert (netkeep(*phone), files(tmp_path)) == ((2, "", refused), before)
    taken = "\nNo longer in the source: 1 phone removed:\n  people/ada-bell.md  Ada Bell: 1 phone removed\n"
    assert taken in netkeep(*phone, "--dry-run").err
    assert netkeep(*phone, "--take-back").out == f"0 created, 1 changed, 4 unchanged.\nRead: 5 cards.\n{taken}"
    assert netkeep("import", "vcard", card).out.startswith("0 created, 0 changed, 5 unchanged.\n")
    assert netkeep(*phone).code == 0
    Path(card).write_text(Path(card).read_text().partition("BEGIN:VCARD\nVERSION:3.0\nUID:u14")[0])
    assert netkeep(*phone).out == (
        "0 created, 0 changed, 4 unchanged.\n1 no longer in it: kept as they are.\nRead: 4 cards.\n"
    )


def test_the_standard_input_is_read(tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch) -> None:
    make_vault(tmp_path, {})
    with (tmp_path / "cards").open("wb+") as cards:
        cards.write(CARDS.encode() + b"BEGIN:VCARD\nVERSION:3.0\nTITLE:CEO\nEND:VCARD\n")
        cards.seek(0)
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(cards))
        result = netkeep("import", "vcard", "-")
    assert (result.code, result.out.splitlines()[0]) == (0, "5 created, 0 changed, 0 unchanged, 1 refused.")
    assert "  stdin:36: " in result.out


def test_a_pipe_is_read(tmp_path: Path, netkeep: Netkeep) -> None:
    pipe = tmp_path / "pipe"
    make_vault(tmp_path, {})
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        writing = pool.submit(pipe.write_text, "name,email\nAda Bell,ada@x.example\n")
        result = netkeep("import", "csv", str(pipe))
        writing.result()
    assert (result.code, result.out.splitlines()[0]) == (0, "1 created, 0 changed, 0 unchanged.")


def test_only_the_first_files_are_shown_unless_all_are_asked_for(netkeep: Netkeep, card: str) -> None:
    Path(card).write_text(CARDS)
    result = netkeep("import", "vcard", card, "--dry-run")
    assert [line for line in result.out.splitlines() if line.startswith("+++")] == [
        "+++ people/ada-bell.md",
        "+++ people/ben-coe.md",
        "+++ people/cyd-doe.md",
    ]
    assert result.err.startswith("and 2 more files ('netkeep -v import …' shows all)\n\nWould be: 5 created, ")
    whole = netkeep("-v", "import", "vcard", card, "--dry-run")
    assert sum(line.startswith("+++") for line in whole.out.splitlines()) == 5


def test_nothing_could_be_read(tmp_path: Path, netkeep: Netkeep, card: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, Reading((), (Problem("c.vcf", "is not a vCard"),)))
    before = files(tmp_path)
    assert netkeep("import", "vcard", card) == (2, "", "netkeep: nothing could be read: c.vcf: is not a vCard\n")
    reads(monkeypatch, Reading(counts={"rows": 0}))
    assert netkeep("import", "csv", card) == (2, "", "netkeep: nothing could be read: there is nothing in it\n")

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
                "netkeep: nothing was imported: 1 file of the vault cannot be read, so it is unclear who is in there; "
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
        "0 created, 0 changed, 0 unchanged.\n"
        "Seen: 1 person, by address.\n"
        "Next: netkeep suggest shows who of those seen is probably missing\n"
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
