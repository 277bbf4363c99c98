"""The game with a player and a clock of the test's own, and what is printed where nobody plays."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import click
import pytest

from netkeep.cli.context import Context
from netkeep.cli.sweeping.interrupts import Stopped
from netkeep.cli.sweeping.keyboard import People, completions
from netkeep.cli.sweeping.session import Seat, sweep
from netkeep.exchange.sightings import keep
from netkeep.model.sighting import Sighting
from netkeep.resources import sample_vault
from tests.cli.conftest import Netkeep, files
from tests.vaults import copy_vault, make_vault

PAGE = Path(__file__).parents[2] / "docs/json.md"
DAY = date(2024, 6, 7)
JOB = "---\norg: Acme Corp\nkind: contract\nfrom: 2023-04-03\n---\n\n## Log\n\n- 2024-01-01 review: Good.\n"
VAULT = {
    "orgs/acme.md": "---\nname: Acme Corp\ndomains: [acme.example]\n---\n",
    "jobs/acme-2023.md": JOB,
    "people/grace.md": (
        "---\nname: Grace Sample\naliases: [Gracie]\nroles: [{org: Acme Corp, title: Head, from: 2021}]\n"
        "worked_with: [{job: acme-2023, as: manager}]  # since the first day\n---\n\n"
        "## Log\n\n- 2024-05-20 lunch\n- 2024-05-01 coffee\n- 2024-04-01 dinner\n"
    ),
    "people/alan.md": "---\nname: Alan Other\nroles: [{org: Initech, title: Plumber}]  # twice\n---\n",
}
Line = str | type[BaseException]
Game = Callable[..., str]


class Player:
    """Types one line after the other, each taking so many seconds; remembers the prompts."""

    def __init__(self, lines: tuple[Line, ...], seconds: float) -> None:
        self._lines: Iterator[Line] = iter(lines)
        self._seconds = seconds
        self.now = 1000.0

    def __call__(self, prompt: str) -> str:
        line = next(self._lines, EOFError)
        self.now += self._seconds
        typed = line.encode(errors="backslashreplace").decode() if isinstance(line, str) else ""
        click.echo(f"{click.unstyle(prompt)}{typed}")
        if not isinstance(line, str):
            raise line
        return line


@pytest.fixture
def game(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Game:
    """Play with lines; gives what was on the screen below the coverage."""
    monkeypatch.setenv("COLUMNS", "80")
    make_vault(tmp_path, VAULT)
    keep(tmp_path, "calendar", "test", [Sighting("calendar", "gus@acme.example", ("Gus Green",), 9, 0, 0, DAY, DAY)])

    def play(*lines: Line, seconds: float = 10, minutes: int = 5, people: People | None = None) -> str:
        player = Player(lines, seconds)
        seat = Seat(player, lambda: player.now, minutes, people or People())
        with Context(tmp_path, DAY, day_chosen=True, verbose=False) as context:
            sweep(context, context.vault.jobs["acme-2023"], seat)
        return click.unstyle(capsys.readouterr().out)

    return play


TABLE = """\
Acme Corp: whom have you missed?
               captured      in touch
  team                1             1  ████████████████████████
  other teams         0                nobody yet
  leadership          0                nobody yet
  vendors             0                nobody yet
  customers           0                nobody yet
  recruiters          0                nobody yet

A name is enough. Enter skips · ? help · u undo · s stop; all is kept as you go.
"""
GUS = """
 1  Add Gus Green?
    you met 9 times, last on 2024-06-07
    y yes · y, p yes, a peer · Enter no
"""
CUSTOMER = """
 2  Which customer knows you by name?
"""
END = """
Nobody new, and that is worth knowing too.
jobs/acme-2023.md: Nobody new.
Next: ask Grace Sample for a private address or a profile: netkeep edit grace
"""


def logged(text: str) -> bytes:
    return JOB.replace("## Log\n\n", f"## Log\n\n- 2024-06-07 sweep: {text}\n").encode()


def test_a_whole_game(tmp_path: Path, game: Game, netkeep: Netkeep) -> None:
    before = files(tmp_path)
    shown = game(
        *("y, p", "Bea Boss, l, CEO", "bea boss", "", "Alan Other, v", "y", "u", "u", "Vi Vendor, v, Vents Ltd, Sales"),
        *("", "Gracie", "y", "s"),
    )
    assert shown == TABLE + GUS + (
        """\
    5:00 › y, p
    + Gus Green, your peer  people/gus-green.md

 2  Which customer knows you by name?
    4:50 › Bea Boss, l, CEO
    + Bea Boss, in leadership  people/bea-boss.md
    4:40 anybody else? › bea boss
    1  Bea Boss  CEO, Acme Corp
    Is it them? y yes · n somebody else · Enter nobody
    4:30 › \n\
    4:20 anybody else? › Alan Other, v
    1  Alan Other  Plumber, Initech
    Is it them? y yes · n somebody else · Enter nobody
    4:10 › y
    = Alan Other, a vendor; was in the vault already
    4:00 anybody else? › u
    Alan Other is removed again.
    3:50 anybody else? › u
    Bea Boss is removed again.
    3:40 anybody else? › Vi Vendor, v, Vents Ltd, Sales
    + Vi Vendor, a vendor  people/vi-vendor.md
    3:30 anybody else? › \n\

 3  Who would Grace Sample say you have missed?
    NAME, p is a peer; ? shows the other keys
    3:20 › Gracie
    1  Grace Sample  Head, Acme Corp
    Is it them? y yes · n somebody else · Enter nobody
    3:10 › y
    Grace Sample is in this job already.
    3:00 › s

2 new: Gus Green and Vi Vendor.
               captured      in touch
  team                2             1  ████████████████████████ +1
  other teams         0                nobody yet
  leadership          0                nobody yet
  vendors             1             0  ████████████ +1
  customers           0                nobody yet
  recruiters          0                nobody yet
jobs/acme-2023.md: Added [[gus-green]], [[vi-vendor]].
Next: ask Grace Sample for a private address or a profile: netkeep edit grace
"""
    )
    assert files(tmp_path) == before | {
        "jobs/acme-2023.md": logged("Added [[gus-green]], [[vi-vendor]]."),
        "people/gus-green.md": (
            b"---\nname: Gus Green\nemails:\n  - gus@acme.example\nroles:\n  - org: Acme Corp\n"
            b"worked_with:\n  - {job: acme-2023, as: peer}\n---\n"
        ),
        "people/vi-vendor.md": (
            b"---\nname: Vi Vendor\nroles:\n  - org: Vents Ltd\n    title: Sales\n"
            b"worked_with:\n  - {job: acme-2023, as: vendor}\n---\n"
        ),
    }
    assert netkeep("check").code == 0


def test_somebody_of_the_vault_is_of_this_job_too(tmp_path: Path, game: Game) -> None:
    before = files(tmp_path)
    people = People()
    people.offered.add("Alan Other")  # as Tab does
    assert "    = Alan Other, a customer; was in the vault already\n" in game("", "Alan Other", people=people)
    changed = VAULT["people/alan.md"].replace(
        "  # twice\n", "  # twice\nworked_with:\n  - {job: acme-2023, as: customer}\n"
    )
    assert files(tmp_path) == before | {
        "people/alan.md": changed.encode(),
        "jobs/acme-2023.md": logged("Also of this job: [[alan]]."),
    }


@pytest.mark.parametrize("line", ["alan", "[[alan]]", "Alan Other (alan)"])
def test_an_id_names_somebody_beyond_doubt(game: Game, line: str) -> None:
    assert "    = Alan Other, a customer; was in the vault already\n" in game("", line)


@pytest.mark.parametrize("line", ["Alan Other", "ALAN ÖTHER", "other"])
def test_of_a_name_like_somebodys_it_is_asked_whether_it_is_them(tmp_path: Path, game: Game, line: str) -> None:
    shown = game("", line, "n")
    assert "    1  Alan Other  Plumber, Initech\n    Is it them? y yes · n somebody else · Enter nobody\n" in shown
    assert sum(b"customer" in text for text in files(tmp_path).values()) == 1
    assert files(tmp_path)["people/alan.md"] == VAULT["people/alan.md"].encode()


def test_namesakes_are_told_apart_by_number(tmp_path: Path, game: Game) -> None:
    twin = "---\nname: Alan Other\n---\n"
    make_vault(tmp_path, {"people/alan-other.md": twin})
    shown = game("", "Alan Other", "9", "Alan Other", "2")
    assert (
        """\
    1  Alan Other  Plumber, Initech
    2  Alan Other  alan-other
    Is it one of them? 1 to 2 · n somebody else · Enter nobody
"""
        in shown
    )
    assert b"acme-2023" in files(tmp_path)["people/alan-other.md"]
    assert b"acme-2023" not in files(tmp_path)["people/alan.md"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Mal\x1b[2J Ory", "the name holds a character that cannot be seen, U+001B; leave it out"),
        ("Mal\u202eyro", "the name holds a character that cannot be seen, U+202E; leave it out"),
        ("Mal Ory, p, Chief\x07", "the title holds a character that cannot be seen, U+0007; leave it out"),
        ("Mal \ud800", "the name is not UTF-8 text"),
        ("x" * 201, "a name has at most 200 characters; this one has 201"),
        ("x", "Type a name; ? explains the keys."),
        (", p", "Type a name; ? explains the keys."),
        ("...", "Type a name; ? explains the keys."),
        ("yes", "Who? A name is enough; Enter skips."),
    ],
)
def test_what_is_refused_is_told_and_the_game_goes_on(tmp_path: Path, game: Game, line: str, told: str) -> None:
    before = files(tmp_path)
    shown = game("", line, "Cy Customer")
    assert f"\n    {told}\n" in shown
    assert "    + Cy Customer, a customer  people/cy-customer.md\n" in shown
    assert len(files(tmp_path)) == len(before) + 1


@pytest.mark.parametrize(
    "name", ["{day: *a} # x", "- [ ] 2024-01-01 x", "../../etc/passwd", "'; DROP TABLE", "Null", "山田太郎"]
)
def test_a_name_is_only_a_name(tmp_path: Path, game: Game, netkeep: Netkeep, name: str) -> None:
    game("", name)
    assert netkeep("check").code == 0
    listed = json.loads(netkeep("list", "--format", "json").out)["people"]
    assert name in {one["name"] for one in listed}
    assert {path.parent.name for path in tmp_path.rglob("*.md")} == {"people", "jobs", "orgs"}


def test_a_comma_of_another_script_divides_as_well(game: Game) -> None:
    assert "    + 山田太郎, your peer  people/shan-tian-tai-lang.md\n" in game("", "山田太郎，p，課長")


@pytest.mark.parametrize("end", ["s", "q", "STOP", EOFError, Stopped])
def test_stopping_keeps_what_was_captured(tmp_path: Path, game: Game, end: Line) -> None:
    shown = game("y", end)
    assert "\n1 new: Gus Green.\n" in shown
    assert files(tmp_path)["jobs/acme-2023.md"] == logged("Added [[gus-green]].")


@pytest.mark.parametrize("end", ["s", EOFError, Stopped])
def test_stopping_while_somebody_is_chosen_keeps_what_was_captured(tmp_path: Path, game: Game, end: Line) -> None:
    game("y", "Alan Other", end)
    assert files(tmp_path)["jobs/acme-2023.md"] == logged("Added [[gus-green]].")


def test_a_game_in_which_nothing_was_looked_at_leaves_no_entry(tmp_path: Path, game: Game) -> None:
    before = files(tmp_path)
    assert game("s") == TABLE + GUS + (
        "    5:00 › s\n\nNobody new, and that is worth knowing too.\n"
        "No question was answered, so the job's log gets no entry.\n"
        "Next: ask Grace Sample for a private address or a profile: netkeep edit grace\n"
    )
    assert files(tmp_path) == before


def test_looking_and_finding_nobody_is_an_entry(tmp_path: Path, game: Game) -> None:
    assert game("n", "s") == TABLE + GUS + "    5:00 › n\n" + CUSTOMER + "    4:50 › s\n" + END
    assert files(tmp_path)["jobs/acme-2023.md"] == logged("Nobody new.")


def test_when_the_time_is_up_one_more_name_counts(tmp_path: Path, game: Game) -> None:
    assert game("", "Cy Customer", "Di Customer", "", seconds=40, minutes=1) == TABLE + GUS + (
        "    1:00 › \n"
        + CUSTOMER
        + """\
    0:20 › Cy Customer
    + Cy Customer, a customer  people/cy-customer.md
    Time is up. Finish this one? A name counts, Enter stops, m: 1 min more.
    0:00 time is up › Di Customer
    + Di Customer, a customer  people/di-customer.md
    0:00 time is up › \n\

2 new: Cy Customer and Di Customer.
               captured      in touch
  team                1             1  ████████████
  other teams         0                nobody yet
  leadership          0                nobody yet
  vendors             0                nobody yet
  customers           2             0  ████████████████████████ +2
  recruiters          0                nobody yet
jobs/acme-2023.md: Added [[cy-customer]], [[di-customer]].
Next: ask Grace Sample for a private address or a profile: netkeep edit grace
"""
    )
    assert files(tmp_path)["jobs/acme-2023.md"] == logged("Added [[cy-customer]], [[di-customer]].")


def test_more_minutes_can_be_had(game: Game) -> None:
    shown = game("", "", "m", "s", seconds=40, minutes=1)
    assert "    0:00 time is up › m\n\n 3  Who would Grace Sample say you have missed?\n" in shown
    assert "    1:00 › s\n" in shown


def test_nothing_is_taken_back_where_there_is_nothing(game: Game) -> None:
    assert "    There is nothing to undo.\n" in game("u")


def test_what_was_changed_since_is_not_taken_back(tmp_path: Path, game: Game) -> None:
    class Meddler(Player):
        def __call__(self, prompt: str) -> str:
            line = super().__call__(prompt)
            if line == "u":
                (tmp_path / "people/cy.md").write_text("---\nname: Cy\n---\nMine.\n")
            return line

    player = Meddler(("", "Cy", "u", "s"), 1)
    with Context(tmp_path, DAY, day_chosen=True, verbose=False) as context:
        sweep(context, context.vault.jobs["acme-2023"], Seat(player, lambda: player.now, 5))
    assert (tmp_path / "people/cy.md").read_text() == "---\nname: Cy\n---\nMine.\n"
    del game


def test_what_was_answered_is_not_asked_first_the_next_time(game: Game) -> None:
    assert CUSTOMER in game("", "Cy Customer", "s")
    assert "Which customer knows you by name?" not in game("", "", "", "", "s")


def test_in_a_job_that_is_over_nobody_gets_a_role_of_today(tmp_path: Path, game: Game) -> None:
    make_vault(tmp_path, {"jobs/acme-2023.md": JOB.replace("---\n\n", "to: 2024-01-31\n---\n\n", 1)})
    shown = game("", "Ann Analyst, p, Analyst, Data")
    assert "Acme Corp, ended 4 months ago: whom have you missed?\n" in shown
    assert files(tmp_path)["people/ann-analyst.md"] == (
        b"---\nname: Ann Analyst\nworked_with:\n  - {job: acme-2023, as: peer}\n---\n\nAnalyst, Data\n"
    )


def test_an_entry_of_many_names_is_folded(tmp_path: Path, game: Game) -> None:
    game("", *(f"Customer Number {word}" for word in ("One", "Two", "Three", "Four", "Five")), "s")
    log = files(tmp_path)["jobs/acme-2023.md"].decode().partition("## Log\n\n")[2]
    assert log == (
        "- 2024-06-07 sweep: Added [[customer-number-one]], [[customer-number-two]],\n"
        "  [[customer-number-three]], [[customer-number-four]],\n"
        "  [[customer-number-five]].\n"
        "- 2024-01-01 review: Good.\n"
    )


def test_a_damaged_memory_of_answers_does_no_harm(tmp_path: Path, game: Game) -> None:
    (tmp_path / ".netkeep/swept").write_bytes(b"\xff\x00\n\nacme-2023\n" * 3)
    assert CUSTOMER in game("", "s")
    assert (tmp_path / ".netkeep/swept").read_text(errors="replace").splitlines()[-1] == "acme-2023"


@pytest.mark.parametrize(
    ("field", "typed", "expected"),
    [
        (0, "gr", ["Grace Sample"]),
        (0, "GRAC", ["Grace Sample"]),
        (0, "sam", ["Grace Sample"]),
        (0, "al", ["Alan Other", "Alma Éxample"]),
        (0, "exa", ["Alma Éxample"]),
        (0, "liddy", ["Alma Éxample"]),
        (0, "Zoe", ["Zoe, "]),
        (0, "Grace Sample", ["Grace Sample, "]),
        (0, "", []),
        (1, " pe", [" peer"]),
        (1, " re", [" report", " recruiter"]),
        (1, " peer", [" peer, "]),
        (1, " Boss", [" Boss, "]),
        (2, " An", []),
    ],
)
def test_tab_completes(field: int, typed: str, expected: list[str]) -> None:
    people = People()
    people.names = {
        "Grace Sample": ("grace sample",),
        "Alan Other": ("alan other",),
        "Alma Éxample": ("alma example", "liddy"),
    }
    assert completions(people, field, typed) == expected


def test_without_a_terminal_the_questions_are_printed_and_nothing_is_written(
    tmp_path: Path, game: Game, netkeep: Netkeep
) -> None:
    del game
    before = files(tmp_path)
    result = netkeep("sweep", "--minutes", "1")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        TABLE.rpartition("\nA name")[0]
        + """
  1  Add Gus Green? (you met 9 times, last on 2024-06-07)
  2  Which customer knows you by name?
  3  Who would Grace Sample say you have missed?
  4  Who signed for the money you spend, or are paid from?

In a terminal, 'netkeep sweep acme-2023' asks one by one and captures whom you name.
"""
    )
    assert files(tmp_path) == before


def test_without_a_job_there_is_nothing_to_sweep(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"people/a.md": "---\nname: A\n---\n"})
    assert netkeep("sweep").code == 2


def test_the_json_is_documented(tmp_path: Path, game: Game, netkeep: Netkeep) -> None:
    del game
    before = files(tmp_path)
    record = json.loads(netkeep("--color", "always", "sweep", "acme-2023", "--format", "json").out)
    assert (record["format"], record["version"], record["today"]) == ("netkeep.sweep", 1, "2024-06-07")
    (job,) = record["jobs"]
    assert (job["job"], job["coverage"][0]) == ("acme-2023", {"group": "team", "captured": 1, "remembering": 1})
    assert job["questions"][0] == {
        "key": "seen:gus@acme.example",
        "kind": "seen",
        "text": "Add Gus Green?",
        "why": "you met 9 times, last on 2024-06-07",
        "on": None,
        "as": None,
        "id": None,
        "name": "Gus Green",
        "emails": ["gus@acme.example"],
    }
    assert files(tmp_path) == before
    section = re.search(r"^## sweep\n(.*?)(?=^## |\Z)", PAGE.read_text(), re.DOTALL | re.MULTILINE)
    assert section is not None
    documented = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]*)`", section[1]))))
    keys = {*record, *job, *job["coverage"][0], *job["questions"][0]} - {"format", "version", "today"}
    assert keys <= documented, keys - documented


def test_the_page_shows_a_real_game(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    page = (Path(__file__).parents[2] / "docs/sweep.md").read_text()
    (shown,) = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    lines = [line.partition("› ")[2] for line in shown.splitlines() if "›" in line]
    player, people = Player(tuple(lines), 7), People()
    people.offered = {"Tomasz Leśniak"}  # as Tab does
    vault = copy_vault(sample_vault(), tmp_path / "vault")
    with Context(vault, date(2026, 11, 22), day_chosen=True, verbose=False) as context:
        sweep(context, context.vault.jobs["northbeck-2025"], Seat(player, lambda: player.now, 5, people))
    played = click.unstyle(capsys.readouterr().out)
    assert "\n".join(line.rstrip() for line in played.splitlines()) + "\n" == shown
