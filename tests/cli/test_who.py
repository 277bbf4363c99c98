import json
import os
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Netkeep
from tests.vaults import make_vault

PEOPLE = {
    "people/ada.md": (
        "---\nname: Ada\nroles:\n  - {org: Acme Corp, title: CTO, from: 2020-03}\n"
        "worked_with: [{job: acme, as: other-team}]\n---\n\n## Log\n\n- 2024-05-31 coffee\n"
    ),
    "people/bo.md": (
        "---\nname: Bo\nknows: [{id: ada, how: school}]\n---\n\n## Log\n\n- 2023-06-07 received recommendation\n"
    ),
    "people/cy.md": "---\nname: Cy\nroles:\n  - {org: ACME, team: Sales, to: 2021}\n---\n",
    "people/dee.md": "---\nname: Dee\nemails: [dee@acme.example]\n---\n",
    "people/eve.md": "---\nname: Eve\nroles:\n  - {org: Acme Cloud, title: Engineer}\n---\n",
    "people/fay.md": "---\nname: Fay\nroles:\n  - {org: Acmeist Poets}\n---\n",
    "jobs/acme.md": "---\norg: acme\nfrom: 2022-06-08\nto: 2023-06-07\n---\n",
    "orgs/acme-corp.md": "---\nname: Acme Corp\ndomains: [acme.example]\n---\n",
}


def test_who_can_put_in_a_word(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, PEOPLE)
    assert netkeep("who", "acme", "inc") == (
        0,
        """\
Acme Corp
perhaps also: Acme Cloud
one and the same? netkeep merge 'Acme Corp' 'Acme Cloud'

Work there now
  Ada                   CTO, since 2020-03; worked with you for 12 months in
                        another team; acquainted tie, last: coffee, 7 days ago
  Dee                   has an address at acme.example; not in touch yet
  Eve                   at Acme Cloud; Engineer; not in touch yet

Worked there
  Cy                    Sales, until 2021; not in touch yet

Know someone there
  Bo                    knows Ada (school); acquainted tie, last: received
                        recommendation, 12 months ago; has recommended you
""",
        "",
    )


def test_who_for_programs(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, PEOPLE)
    result = json.loads(netkeep("who", "acme.example", "--format", "json").out)
    assert [org["id"] for org in result["organisations"]] == ["acme-corp"]
    assert [(one["id"], one["standing"], one["exact"]) for one in result["people"]] == [
        ("ada", "now", True),
        ("bo", "knows", True),
        ("dee", "now", True),
        ("cy", "before", True),
        ("eve", "now", False),
    ]
    assert result["people"][0]["worked_with"] == [{"job": "acme", "as": "other-team", "days": 365, "certain": True}]
    assert result["people"][0]["strength"] == {"level": "acquainted", "score": 2.96}


def test_a_referral_is_a_word_put_in(tmp_path: Path, netkeep: Netkeep) -> None:
    logs = {
        "ada": "received referral",
        "bo": "received referral\n- 2024-06-01 received reference",
        "cy": "gave referral",
    }
    role = "roles: [{org: Acme, title: CTO}]"
    make_vault(
        tmp_path,
        {
            f"people/{key}.md": f"---\nname: {key}\n{role}\n---\n\n## Log\n\n- 2024-06-07 {log}\n"
            for key, log in logs.items()
        },
    )
    assert netkeep("who", "acme").out == (
        "Acme\n\nWork there now\n"
        "  bo                    CTO; warm tie, last: received referral, today; has\n"
        "                        recommended and referred you\n"
        "  ada                   CTO; warm tie, last: received referral, today; has\n"
        "                        referred you\n"
        "  cy                    CTO; warm tie, last: gave referral, today\n"
    )
    people = json.loads(netkeep("who", "acme", "--format", "json").out)["people"]
    assert [(person["id"], person["recommended"], person["referred"]) for person in people] == [
        ("bo", True, True),
        ("ada", False, True),
        ("cy", False, False),
    ]


def test_nobody_there_and_no_such_place(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {**PEOPLE, "orgs/void.md": "---\nname: Void\n---\n"})
    assert netkeep("who", "void") == (1, "Void\nNobody you know has worked there, or knows someone who does.\n", "")
    assert netkeep("who", "Acmeist Poetts") == (
        2,
        "",
        "netkeep: no organisation is called 'Acmeist Poetts'; the nearest: Acmeist Poets, Acme Corp\n",
    )


def test_the_way_to_somebody(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, PEOPLE)
    (tmp_path / "people/gus.md").write_text("---\nname: Gus\nknows: [bo]\n---\n")
    assert netkeep("path", "gus") == (
        0,
        """\
To Gus
  2 steps  Bo (acquainted tie, last: received recommendation, 12 months ago)
           knows Gus.

When you have asked: netkeep log bo -k 'asked introduction'
""",
        "",
    )
    assert netkeep("path", "acme").out.startswith(
        "To Acme Corp\n  1 step   You know Ada yourself: acquainted tie, last: coffee, 7"
    )
    assert netkeep("path", "fay") == (1, "", "netkeep: no way to Fay in three steps or fewer\n")
    assert netkeep("path", "acmeist").code == 1
    assert netkeep("path", "nobody").code == 2
    way = json.loads(netkeep("path", "gus", "--format", "json").out)["paths"][0]
    assert way["steps"][1] == {"id": "gus", "name": "Gus", "how": "knows", "words": None, "on": None, "org": None}


def test_a_beginning_is_enough_where_nothing_is_called_so(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(
        tmp_path,
        {"people/cy.md": "---\nname: Cy\nroles:\n  - {org: Big Acme Labs}\n---\n\n## Log\n\n- 2024-06-06 call\n"},
    )
    assert netkeep("who", "big acme").out == (
        "Big Acme Labs\n\nWork there now\n"
        "  Cy                    Big Acme Labs; acquainted tie, last: call, yesterday\n"
    )
    assert netkeep("path", "big acme").out == (
        "To Big Acme Labs\n  1 step   You know Cy yourself: acquainted tie, last: call, yesterday.\n\n"
        "When you have written: netkeep log cy -k message\n"
    )


def test_the_archived_come_last_and_whoever_saw_the_work_first(tmp_path: Path, netkeep: Netkeep) -> None:
    roles = "roles: [{org: Acme}]\n"
    people = {
        "ada": f"{roles}archived: moved on\n---\n\n## Log\n\n- 2024-06-06 received recommendation\n",
        "bo": f"{roles}---\n\n## Log\n\n- 2024-06-06 chat\n",
        "cy": f"{roles}worked_with: [{{job: old, as: peer}}]\n---\n",
        "dee": f"{roles}worked_with: [{{job: old, as: recruiter}}]\n---\n",
    }
    make_vault(tmp_path, {f"people/{one}.md": f"---\nname: {one}\n{text}" for one, text in people.items()})
    result = json.loads(netkeep("who", "acme", "--format", "json").out)
    assert [one["id"] for one in result["people"]] == ["cy", "bo", "dee", "ada"]


def test_introductions_are_told_from_the_side_of_who_made_them(tmp_path: Path, netkeep: Netkeep) -> None:
    called = "---\n\n## Log\n\n- 2024-06-06 call\n"
    people = {"ada": called, "bo": "introduced_by: ada\n---\n", "cy": f"introduced_by: bo\n{called}"}
    make_vault(tmp_path, {f"people/{one}.md": f"---\nname: {one}\n{text}" for one, text in people.items()})
    ways = json.loads(netkeep("path", "bo", "--format", "json").out)["paths"]
    assert [way["sentence"] for way in ways] == [
        "ada (acquainted tie, last: call, yesterday) introduced you to bo.",
        "cy (acquainted tie, last: call, yesterday) came to you through bo.",
    ]


def test_where_nobody_works_now_says_what_to_type(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"people/cy.md": "---\nname: Cy\nroles:\n  - {org: Old Acme, to: 2020}\n---\n"})
    assert netkeep("path", "Old Acme").err == (
        "netkeep: nobody in the vault works at Old Acme now; who once did: netkeep who 'Old Acme'\n"
    )


def test_a_question_that_changes_nothing_imports_nothing_that_reads_files(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, PEOPLE)
    for path in tmp_path.rglob("*.md"):
        os.utime(path, ns=(1_700_000_000_123_456_789, 1_700_000_000_123_456_789))  # not touched for a while
    assert netkeep("who", "acme").code == 0  # which reads them
    script = (
        "import sys; from netkeep.cli.main import run; run(sys.argv[1:]);"
        "heavy = {'yaml', 'frontmatter', 'slugify', 'rapidfuzz', 'netkeep.text.document', 'netkeep.check.registry',"
        " 'filelock', 'tempfile', 'concurrent.futures', 'netkeep.model.schema', 'netkeep.network.select',"
        " 'shutil', 'difflib'};"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    for question in (["who", "acme"], ["path", "ada"], ["path", "acme"]):
        command = [sys.executable, "-c", script, "--vault", str(tmp_path), "--today", "2024-06-01", *question]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def _crowd(size: int, org: str, years: str) -> dict[str, str]:
    names = [f"Person {org[:4]} {years[-4:]} {number:03}" for number in range(size)]
    role = f"roles: [{{org: {org}, {years}}}]"
    return {f"people/{name[7:].replace(' ', '-').lower()}.md": f"---\nname: {name}\n{role}\n---\n" for name in names}


def test_what_fits_a_screen_and_how_many_more(tmp_path: Path, netkeep: Netkeep) -> None:
    zoe = {"people/zoe.md": "---\nname: Zoe\nknows: [acme-2020-001]\n---\n"}
    make_vault(tmp_path, {**_crowd(300, "Acme", "from: 2020"), **_crowd(15, "Acme", "to: 2019"), **zoe})
    shown = netkeep("who", "acme").out.splitlines()
    assert len(shown) == 37
    assert [line for line in shown if not line.startswith("  Person")] == [
        "Acme",
        "",
        "Work there now",
        "  and 285 more: --all",
        "",
        "Worked there",
        "  and 3 more: --all",
        "",
        "Know someone there",
        "  Zoe                   knows Person Acme 2020 001; not in touch yet",
    ]
    everybody = netkeep("who", "acme", "--all").out.splitlines()
    assert len([line for line in everybody if line.startswith("  Person")]) == 315
    assert len(netkeep("who", "acme", "--format", "tsv").out.splitlines()) == 317


def test_two_answers_fit_a_screen_together(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {**_crowd(90, "Acme", "from: 2020"), **_crowd(90, "Initech", "from: 2020")})
    shown = netkeep("who", "acme", "initech").out.splitlines()
    assert len(shown) == 39
    assert [line for line in shown if line.endswith("more: --all")] == ["  and 75 more: --all"] * 2


def test_a_long_name_moves_what_stands_beside_it(tmp_path: Path, netkeep: Netkeep) -> None:
    names = ("Ada", "Wilhelmina van der Example")
    role = "roles: [{org: Acme Corp, title: CTO}]"
    make_vault(tmp_path, {f"people/{name[:3].lower()}.md": f"---\nname: {name}\n{role}\n---\n" for name in names})
    assert netkeep("who", "acme").out.splitlines()[-2:] == [
        "  Ada                         CTO; not in touch yet",
        "  Wilhelmina van der Example  CTO; not in touch yet",
    ]
