"""What ``netkeep show`` says before a meeting, and of organisations."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Netkeep
from tests.cli.people import VAULT
from tests.vaults import make_vault

MORE = {
    **VAULT,
    "orgs/initech.md": "---\nname: Initech\ntarget: 2024-09\n---\n",
    "people/bo.md": "---\nname: Bo\nknows: [grace-sample]\nroles: [{org: Initech, title: CTO}]\n---\n\n"
    "- [ ] 2024-06-10 meet [[grace-sample]] together\n\n## Log\n\n- 2024-05-30 received referral\n",
}


def test_a_briefing(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, MORE)
    assert netkeep("show", "grace") == (
        0,
        """\
Grace Sample  she/her · Leeds, UK
VP Engineering, Acme Corp (Platform) · since May 2021

  Known          your manager at Acme Corp · Apr 2023 to Jun 2024; introduced by
                 Alan Sample; since January 2023
  Tie            acquainted tie, last: coffee, 2 weeks ago
  Last talks     2024-05-20 coffee with Alan Sample, Ada Éxample: Reorg, and wh…
                 2024-04-20 asked recommendation: By e-mail, before the contrac…
                 2023-01-10 lunch with Alan Sample: Pie.
  Promised       Bo: meet Grace Sample together (in 3 days)
                 send her the migration write-up (in 13 days)
  Favours        you asked for a recommendation 6 weeks ago, no answer yet
  Knows          Bo (at Initech, a target) and Alan Sample
  Reach          grace@acme.example · grace@home.example (home) · +44 20 7946 0…
  Birthday       Friday 14 June, in 7 days, turns 45
  Catch up       on Tuesday 20 August; you wanted every 3 months
  Notes          Met at the platform kick-off. Trail runner; asks good
                 questions. Knows Alan Sample and Ada. - likes trails
people/grace-sample.md · everything: netkeep show grace-sample --all
""",
        "",
    )


def test_what_is_not_known(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"people/bo.md": "---\nname: Bo\n---\n"})
    assert netkeep("show", "bo").out == (
        "Bo\n"
        "\n"
        "  Tie            not in touch yet\n"
        "  Catch up       default: every year\n"
        "  Not known      where they work now, how you met, any address, number or\n"
        "                 profile, the birthday and where they live\n"
        "people/bo.md · everything: netkeep show bo --all\n"
    )


def test_favours_both_ways(tmp_path: Path, netkeep: Netkeep) -> None:
    log = (
        "- 2024-06-01 received referral\n- 2024-05-30 asked introduction\n- 2023-11-01 declined reference\n"
        "- 2023-10-01 gave endorsement\n- 2023-09-01 received endorsement\n"
    )
    make_vault(tmp_path, {"people/bo.md": f"---\nname: Bo\n---\n\n## Log\n\n{log}"})
    shown = netkeep("show", "bo").out
    assert (
        "  Favours        you asked for an introduction 8 days ago, no answer yet\n"
        "                 you owe them: a referral from them 6 days ago\n"
        "                 they gave an endorsement 9 months ago; you gave an endorsement\n"
        "                 8 months ago; they declined a reference 7 months ago\n"
    ) in shown


def test_however_much_there_is_it_is_one_screen(tmp_path: Path, netkeep: Netkeep) -> None:
    long = "word " * 60
    others = [f"other-{number}" for number in range(30)]
    entries = "".join(
        f"- 2024-05-{day:02} {kind}{f': {long}' if day % 2 else ''}\n"
        for day, kind in enumerate(
            [
                *("coffee", "lunch", "asked recommendation", "received referral", "gave endorsement"),
                *("received endorsement", "asked introduction", "declined reference", "asked referral"),
            ],
            start=1,
        )
    )
    reminders = "".join(f"- [ ] 2024-06-{day} {long}\n" for day in range(10, 20))
    front = (
        f"name: Bo {long}\npronouns: they/them\nlocation: Leeds {long}\nbirthday: 1980-06-10\n"
        f"emails: [{', '.join(f'bo{number}@home.example' for number in range(9))}]\n"
        f"roles: [{', '.join(f'{{org: Org {number}, title: T {long}, from: 2020}}' for number in range(9))}]\n"
        f"worked_with: [{', '.join(f'{{job: j{number}, as: peer}}' for number in range(9))}]\n"
        f"knows: [{', '.join(others)}]\nintroduced_by: other-1\ncadence: 3 months\npaused_until: 2030-01-01\n"
    )
    make_vault(
        tmp_path,
        {
            "people/bo.md": f"---\n{front}---\n\n{long}\n\n{reminders}\n## Log\n\n{entries}",
            **{f"people/{other}.md": f"---\nname: {other} {long}\n---\n" for other in others},
        },
    )
    lines = netkeep("show", "bo").out.splitlines()
    assert len(lines) == 24
    assert max(map(len, lines)) <= 80
    assert lines[9:12] == [
        f"  Promised       {'word ' * 12}wo…",
        f"                 {'word ' * 12}wo…",
        "                 and 8 more",
    ]


def test_an_organisation(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(
        tmp_path,
        {
            **MORE,
            "orgs/acme.md": "---\nname: Acme\ndomains: [acme.example]\ntarget: 2024-09\n---\n\nAnvils.\n\n"
            "- [ ] 2024-06-20 read their report\n",
        },
    )
    assert netkeep("show", "acme") == (
        0,
        """\
Acme
a target by September 2024 · acme.example · also called Acme Corp and ACME, Inc.

  There now      2: Grace Sample (VP Engineering) and Alan Sample (Plumber)
  Knows someone  2: Bo (knows Grace Sample) and Ada Éxample (knows Grace Sample)
  Your jobs      acme-2023: Platform engineer · Apr 2023 to Jun 2024
  Last contact   2 weeks ago, Grace Sample: coffee with Alan Sample, Ada Éxampl…
  Favours        Grace Sample: you asked for a recommendation 6 weeks ago, no a…
  Promised       read their report (in 13 days)
  Notes          Anvils.
orgs/acme.md · who can help, and why: netkeep hunt
""",
        "",
    )
    record = json.loads(netkeep("show", "acme", "--format", "json").out)["organisation"]
    assert record == {
        "id": "acme",
        "path": "orgs/acme.md",
        "name": "Acme",
        "aliases": [],
        "spellings": ["Acme Corp", "ACME, Inc."],
        "domains": ["acme.example"],
        "links": {},
        "tags": [],
        "target": "2024-09",
        "people": [
            {
                "id": "grace-sample",
                "name": "Grace Sample",
                "standing": "now",
                "title": "VP Engineering",
                "last_contact": "2024-05-20",
            },
            {
                "id": "alan-sample",
                "name": "Alan Sample",
                "standing": "now",
                "title": "Plumber",
                "last_contact": "2024-05-20",
            },
            {"id": "bo", "name": "Bo", "standing": "knows", "title": None, "last_contact": "2024-05-30"},
            {
                "id": "ada-example",
                "name": "Ada Éxample",
                "standing": "knows",
                "title": None,
                "last_contact": "2024-05-20",
            },
        ],
        "jobs": ["acme-2023"],
        "reminders": [{"on": "2024-06-20", "text": "read their report", "done": False}],
        "prose": "Anvils.\n\n- [ ] 2024-06-20 read their report",
    }


def test_a_place_without_a_file(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"people/cy.md": "---\nname: Cy\nroles: [{org: Old Works, to: 2020}]\n---\n"})
    assert netkeep("show", "old works").out == (
        "Old Works\n\n  Was there      Cy\n"
        "  Not known      anybody who works there now and its e-mail addresses (domains)\n"
        "who can help, and why: netkeep who 'Old Works'\n"
    )


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("grace", "Grace Sample  she/her · Leeds, UK"),
        ("grace@acme.example", "Grace Sample  she/her · Leeds, UK"),
        ("acme", "Acme Corp"),
        ("acme-2023", "Platform engineer, Acme Corp"),
        ("platform eng", "Platform engineer, Acme Corp"),
        ("inite", "Initech"),
        ("plumb", None),
    ],
)
def test_what_is_meant(tmp_path: Path, netkeep: Netkeep, text: str, first: str | None) -> None:
    make_vault(tmp_path, MORE)
    result = netkeep("show", text)
    if first is None:
        assert result == (2, "", f"netkeep: nobody is called {text!r}; 'netkeep find' searches everything\n")
    else:
        assert result.out.splitlines()[0] == first


@pytest.mark.parametrize("option", ["--all", "--why"])
def test_options_for_people_alone(tmp_path: Path, netkeep: Netkeep, option: str) -> None:
    make_vault(tmp_path, MORE)
    result = netkeep("show", "initech", option)
    assert (result.code, result.out) == (2, "")
    assert "--all and --why are for people" in result.err
