import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Netkeep, files
from tests.cli.people import JOB, VAULT
from tests.vaults import make_vault

BURR = """\
---
org: Burr GmbH
kind: contract
to:                   # still open
review: 11-20
---

Ünder the arches.
"""


def test_a_job_begins_with_a_file_of_its_own(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {})
    assert netkeep("job", "start", "Acme Corp.") == (
        0,
        "jobs/acme-2024.md: started Acme Corp.\nNext: netkeep add NAME --job acme-2024 --as peer · netkeep due\n",
        "",
    )
    options = ("--title", "Clerk: filing", "--kind", "contract", "--from", "2023-04", "--to", "2024-06-30")
    assert netkeep("job", "start", "Über", "GmbH", *options, "--review", "02-29", "--sweep", "3m").code == 0
    assert netkeep("job", "start", "Cole", "--from", "yesterday", "--review", "2").code == 0
    assert files(tmp_path) == {
        "jobs/acme-2024.md": b"---\norg: Acme Corp.\nfrom: 2024-06-07\n---\n",
        "jobs/cole-2024.md": b"---\norg: Cole\nfrom: 2024-06-06\nreview: 2\n---\n",
        "jobs/uber-2023.md": (
            '---\norg: Über GmbH\ntitle: "Clerk: filing"\nkind: contract\nfrom: 2023-04\nto: 2024-06-30\n'
            "review: 02-29\nsweep: 3 months\n---\n"
        ).encode(),
        "netkeep.toml": b"format = 2\n",
    }
    assert netkeep("check").code == 0


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("Acme", "--title", "Platform engineer"), "you have this job already, jobs/acme-2023.md"),
        (("Burr", "--to", "2023"), "the job would end before it began, on 2024-06-07"),
        (("  ",), "a job needs an organisation"),
        (("Bu\u202err",), "the organisation holds a character that cannot be seen, U+202E"),
        (("Burr", "--review", "13"), "there is no such month or day in the calendar"),
        (("Burr", "--sweep", "often"), "a duration is a whole number and a unit"),
        (("Burr", "--from", "2024-02-30"), "there is no such day in the calendar"),
        (("Burr", "--kind", "hobby"), "'hobby' is not one of"),
    ],
)
def test_what_cannot_be_begun_leaves_nothing(
    tmp_path: Path, netkeep: Netkeep, arguments: tuple[str, ...], complaint: str
) -> None:
    make_vault(tmp_path, VAULT)
    before = files(tmp_path)
    result = netkeep("job", "start", *arguments)
    assert (result.code, result.out) == (2, "")
    assert complaint in result.err
    assert files(tmp_path) == before


def test_the_same_again_after_it_was_over_is_another_job(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    assert netkeep("job", "start", "Acme Corp", "--from", "2024-07-01").code == 0
    assert netkeep("job", "start", "Acme Corp", "--title", "Platform engineer", "--from", "2024-07-01").code == 0
    assert sorted(path for path in files(tmp_path) if path.startswith("jobs")) == [
        "jobs/acme-2023.md",
        "jobs/acme-2024-2.md",
        "jobs/acme-2024.md",
    ]


def test_jobs_that_go_on_come_first(tmp_path: Path, netkeep: Netkeep) -> None:
    old = "---\norg: Old Ltd\nfrom: 2010\nto: 2012\n---\n"
    make_vault(tmp_path, {**VAULT, "jobs/burr.md": BURR, "jobs/old.md": old})
    assert netkeep("job", "list").out == (
        "burr       Burr GmbH                     contract                            now  0 people\n"
        "acme-2023  Platform engineer, Acme Corp            2023-04-03 to 2024-06-30  now  2 people\n"
        "old        Old Ltd                                 2010 to 2012                   0 people\n"
    )


def test_a_vault_without_jobs(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {})
    assert netkeep("job", "list") == (0, "", "netkeep: no jobs yet; start one with 'netkeep job start'\n")


def test_a_job_on_a_page(tmp_path: Path, netkeep: Netkeep) -> None:
    log = "## Log\n\n- 2024-01-10 sweep with [[alan-sample]]: The [[grace-sample]] people.\n"
    make_vault(tmp_path, {**VAULT, "jobs/acme-2023.md": f"{JOB}\n{log}"})
    assert netkeep("show", "acme-2023") == (
        0,
        (
            "Platform engineer, Acme Corp\n"
            "2023-04-03 to 2024-06-30 · ends in 3 weeks · sweep every 6 months\n"
            "\nPeople\n"
            "  team           1: Grace Sample\n"
            "  other teams    nobody yet\n"
            "  leadership     nobody yet\n"
            "  vendors        nobody yet\n"
            "  customers      nobody yet\n"
            "  recruiters     nobody yet\n"
            "  not said       1: Alan Sample\n"
            "\nFollow up\n"
            "  Grace Sample  asked for a recommendation 6 weeks ago, no answer yet: remind them kindly\n"
            '                netkeep log grace-sample -k "asked recommendation"\n'
            "\nAsk while they remember\n"
            "  Alan Sample   at Acme Corp at the same time; it ends in 3 weeks, on Sunday 30 June. "
            "Ask for a recommendation\n"
            '                netkeep log alan-sample -k "asked recommendation"\n'
            "\nLog\n"
            "  2024-01-10  sweep with Alan Sample: The Grace Sample people.\n"
            "\njobs/acme-2023.md\n"
        ),
        "",
    )


def test_the_end_of_a_job_is_one_line_and_a_plan(tmp_path: Path, netkeep: Netkeep) -> None:
    front = "emails: [{address: bo@acme.example, label: work}]\nworked_with: [{job: burr, as: manager}]\n"
    bo = f"---\nname: Bo\n{front}---\n"
    make_vault(tmp_path, {"jobs/burr.md": BURR, "people/bo.md": bo})
    assert netkeep("job", "end", "--on", "today") == (
        0,
        (
            "jobs/burr.md: Burr GmbH ends today\n"
            "\nOnly reachable at work: get a private address or a profile\n"
            "  Bo                    only by e-mail at work: netkeep edit bo\n"
            "\nAsk while they remember\n"
            "  Bo         your manager at Burr GmbH; it ends today. Ask for a recommendation\n"
            '             netkeep log bo -k "asked recommendation"\n'
            "\nSweep\n"
            "  Burr GmbH  it ends today: sweep once more for people you would lose\n"
            "             netkeep sweep burr\n"
        ),
        "",
    )
    ended = BURR.replace("to:                   # still open", "to: 2024-06-07                   # still open")
    assert files(tmp_path)["jobs/burr.md"] == ended.encode()


def test_an_end_far_ahead_or_long_ago_needs_no_plan(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    assert netkeep("job", "end", "acme", "--on", "2024-12-20").out == (
        "jobs/acme-2023.md: Acme Corp ends on Friday 20 December, in 6 months\n"
    )
    assert files(tmp_path)["jobs/acme-2023.md"] == JOB.replace("2024-06-30", "2024-12-20").encode()
    assert netkeep("job", "end", "acme", "--on", "2023-04-03").out == (
        "jobs/acme-2023.md: Acme Corp ended on Monday 3 April 2023, 14 months ago\n"
    )


def test_no_job_ends_by_mistake(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {**VAULT, "jobs/burr.md": BURR})
    before = files(tmp_path)
    assert netkeep("job", "end") == (
        2,
        "",
        "netkeep: you have 2 current jobs; say which one ends:\n  acme-2023  (Acme Corp)\n  burr  (Burr GmbH)\n",
    )
    assert "would end before it began, on 2023-04-03" in netkeep("job", "end", "acme", "--on", "2023-04-02").err
    assert files(tmp_path) == before


def test_the_log_of_a_job(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    assert netkeep("log", "acme", "-k", "sweep", "-m", "Added five.").out == (
        "jobs/acme-2023.md: sweep on Friday 7 June\n"
    )
    assert netkeep("log", "platform engineer", "grace", "alan", "-k", "review", "-d", "2023-11-20").out == (
        "jobs/acme-2023.md: review with Grace Sample and Alan Sample on Monday 20 November 2023\n"
    )
    assert netkeep("log", "[[acme-2023]]", "-m", "New badge.").out == "jobs/acme-2023.md: note on Friday 7 June\n"
    assert files(tmp_path)["jobs/acme-2023.md"].decode() == JOB + (
        "\n## Log\n\n"
        "- 2024-06-07 note: New badge.\n"
        "- 2024-06-07 sweep: Added five.\n"
        "- 2023-11-20 review with [[grace-sample]], [[alan-sample]]\n"
    )
    assert netkeep("due", "--kind", "sweep").out.startswith("Agenda for Friday 7 June 2024\nNothing is due.")
    refused = netkeep("log", "grace", "-k", "sweep")
    assert refused == (2, "", "netkeep: no job is called 'grace'; there are:\n  acme-2023  (Acme Corp)\n")
    assert "did you mean 'sweep'" in netkeep("log", "acme-2023", "-k", "sweeep").err


@pytest.mark.parametrize(("command", "kind"), [(("job", "list"), "job.list"), (("show", "acme-2023"), "show")])
def test_every_key_is_documented(tmp_path: Path, netkeep: Netkeep, command: tuple[str, ...], kind: str) -> None:
    make_vault(tmp_path, VAULT)
    record = json.loads(netkeep(*command, "--format", "json").out)
    assert (record["format"], record["version"], record["today"]) == (f"netkeep.{kind}", 1, "2024-06-07")
    page = (Path(__file__).parents[2] / "docs/json.md").read_text()
    sections = re.findall(r"^## (?:job list|show|due)\n(.*?)(?=^## )", page, re.DOTALL | re.MULTILINE)
    documented = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]*)`", "".join(sections)))))
    assert set(_keys(record)) - {"format", "version", "today"} <= documented


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return {*value, *(key for inner in value.values() for key in _keys(inner))}
    return {key for inner in value for key in _keys(inner)} if isinstance(value, list) else set()


def test_json(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {**VAULT, "jobs/burr.md": BURR})
    jobs = json.loads(netkeep("job", "list", "--format", "json").out)["jobs"]
    assert jobs[0] == {
        "id": "burr",
        "path": "jobs/burr.md",
        "org": "Burr GmbH",
        "title": None,
        "kind": "contract",
        "from": None,
        "to": None,
        "review": "11-20",
        "sweep": None,
        "runs": True,
        "people": 0,
    }
    shown = json.loads(netkeep("show", "acme-2023", "--format", "json").out)["job"]
    assert {key: shown[key] for key in jobs[1]} == jobs[1]
    assert shown["coverage"][0] == {
        "group": "team",
        "people": [{"id": "grace-sample", "name": "Grace Sample", "as": "manager"}],
        "remembering": 1,
    }
    assert [(due["kind"], due["who"]) for due in shown["due"]] == [
        ("follow-up", "grace-sample"),
        ("ask", "alan-sample"),
        ("sweep", "acme-2023"),
    ]
