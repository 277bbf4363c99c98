import json
from pathlib import Path

import pytest

from netkeep.exchange.sightings import keep
from netkeep.model.sighting import Sighting
from tests.cli.conftest import Netkeep
from tests.vaults import make_vault


def contact(name: str, front: str, log: str = "") -> str:
    entries = f"\n## Log\n\n{log}" if log else ""
    return f"---\nname: {name}\n{front}worked_with: [{{job: acme}}]\n---\n{entries}"


FILES = {
    "jobs/acme.md": "---\norg: Acme\nfrom: 2024-01\n---\n",
    "orgs/acme.md": "---\nname: Acme\ndomains: [acme.example]\n---\n",
    "people/ada.md": contact("Ada", "emails: [ada@mail.acme.example]\n", "- 2024-06-01 dinner\n"),
    "people/bo.md": contact("Bo", "phones: ['+44 20 7946 0000']\n", "- 2024-04-30 call\n"),
    "people/cy.md": contact("Cy", "emails: [{address: cy@home.example, label: home}]\n", "- 2021-01-01 coffee\n"),
    "people/dee.md": contact("Dee", "phones: [{number: '+44 20 7946 0001', label: work}]\n"),
    "people/eve.md": contact("Eve", ""),
    "people/fay.md": contact("Fay", "archived: gone\n"),
}


def test_whom_one_would_lose(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, FILES)
    seen = [
        Sighting("mail", "gus@acme.example", ("Gus",), times=3, to_them=2),
        Sighting("calendar", "gus@acme.example", ("Gus G",), times=9),
        Sighting("mail", "ada@mail.acme.example", ("Ada",), times=9),
        Sighting("mail", "hal@other.example", ("Hal",), times=9),
    ]
    keep(tmp_path, "mail", "box", seen[:1] + seen[2:])
    keep(tmp_path, "calendar", "cal", seen[1:2])
    assert netkeep("exposure") == (
        0,
        """\
Acme, if it ended today
5 people; 1 could still be reached, and had contact with you in the last 2 years, 20 %
in touch, month by month: ▁▁▁▅▅▆  0 of 1 in January, 2 of 3 now

Reached through the employer alone, or not at all
  Ada                   only by e-mail at work; acquainted tie, last: dinner, 6
                        days ago
  Dee                   only by phone at work; not in touch yet
  Eve                   no address, number or profile; not in touch yet

No contact in 2 years
  Cy                    weak tie, last: coffee, 3 years ago
  Dee                   not in touch yet
  Eve                   not in touch yet

Seen there, but not in the vault
  Gus  gus@acme.example

The 10 minutes that help most
  2 min  ask Ada for a private address or a profile: netkeep edit ada
  1 min  add Gus: netkeep suggest
  3 min  say hello to Cy: netkeep log cy -k coffee
  3 min  say hello to Dee, and ask how to keep in touch: netkeep edit dee
""",
        "",
    )


def test_few_minutes_and_unknown_domains(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {key: text for key, text in FILES.items() if not key.startswith("orgs/")})
    out = netkeep("exposure", "acme", "--minutes", "1").out
    assert "add 'domains' to its file below orgs/" in out
    assert "minutes that help" not in out
    found = json.loads(netkeep("exposure", "acme", "--minutes", "9", "--format", "json").out)["jobs"][0]
    assert (found["domains_known"], found["kept"], len(found["people"])) == (False, 2, 5)
    assert [(step["deed"], step["id"]) for step in found["steps"]] == [
        ("hello", "cy"),
        ("private address", "dee"),
        ("private address", "eve"),
    ]
    assert found["months"][-1] == {"on": "2024-06-07", "known": 3, "remembering": 2}


def test_no_work_with_who_is_paused(tmp_path: Path, netkeep: Netkeep) -> None:
    paused = FILES["people/ada.md"].replace("emails", "paused_until: 2025-01-11\nemails")
    make_vault(tmp_path, {**FILES, "people/ada.md": paused})
    out = netkeep("exposure", "acme").out
    assert "tie, last: dinner, 6\n                        days ago; paused until Saturday 11 January 2025\n" in out
    assert "ask Ada" not in out


def test_which_job(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"jobs/new.md": "---\norg: New\nfrom: 2025\n---\n"})
    for command in ("exposure", "sweep", "leave"):
        assert netkeep(command) == (
            2,
            "",
            "netkeep: you have no current job: name one, or start one with 'netkeep job start'\n",
        )


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("exposure", "Old Ltd, which has ended\n0 people; "),
        ("sweep", "Old Ltd, "),
        ("leave", "Left Old Ltd on Sunday 31 December 2023, 5 months ago\n"),
    ],
)
def test_after_the_end_of_a_job_it_is_about_the_last(
    tmp_path: Path, netkeep: Netkeep, command: str, words: str
) -> None:
    jobs = {
        "jobs/new.md": "---\norg: New\nfrom: 2025\n---\n",
        "jobs/old.md": "---\norg: Old Ltd\nfrom: 2022\nto: 2023\n---\n",
        "jobs/older.md": "---\norg: Older\nto: 2021\n---\n",
    }
    make_vault(tmp_path, jobs)
    shown = netkeep(command)
    assert (shown.code, shown.err) == (
        0,
        "netkeep: you have no current job; this is your last, Old Ltd (old), until 31 December 2023\n",
    )
    assert shown.out.startswith(words)
    assert netkeep(command, "older").err == ""
    assert netkeep("job", "end").err.startswith("netkeep: you have no current job: name one")
