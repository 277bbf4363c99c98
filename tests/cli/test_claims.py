"""Nothing is claimed that is not known: colleagues, recommendations and employers, whichever command tells."""

import json
from pathlib import Path

from tests.cli.conftest import Netkeep
from tests.site.vaults import made
from tests.vaults import make_vault

_FILES = {
    "netkeep.toml": 'format = 1\n[orgs]\nnone = ["Various"]\n',
    "jobs/acme-2023.md": "---\norg: Acme Corp\nfrom: 2023-04-03\n---\n",
    "people/cert.md": "---\nname: Cert\nroles: [{org: Acme Corp, from: 2023-01}]\n---\n",
    "people/may.md": "---\nname: May\nroles: [{org: ACME Corp}]\n---\n\n## Log\n\n- 2023-03-01 received endorsement\n",
    "people/met.md": "---\nname: Met\nroles: [{org: Acme Corp}]\n---\n\n## Log\n\n- 2024-05-01 call\n",
    "people/free.md": "---\nname: Free\nroles: [{org: Self-employed, from: 2020}, {org: Various}, {org: '-'}]\n---\n",
    "people/lance.md": "---\nname: Lance\nroles: [{org: Self-Employed, title: Painter, from: 2020}]\n---\n",
}


def test_who_tells_a_maybe_from_a_colleague_and_an_endorsement_from_a_recommendation(
    tmp_path: Path, netkeep: Netkeep
) -> None:
    make_vault(tmp_path, _FILES)
    assert (
        netkeep("who", "acme").out
        == """\
Acme Corp

Work there now
  Met                   Acme Corp; worked with you there; acquainted tie, last:
                        call, 5 weeks ago
  May                   ACME Corp; may have been there at the same time; weak
                        tie, last: received endorsement, 15 months ago; has
                        endorsed you
  Cert                  Acme Corp, since 2023-01; worked with you for 14 months;
                        not in touch yet
"""
    )
    people = json.loads(netkeep("who", "acme", "--format", "json").out)["people"]
    assert [(one["id"], one["recommended"], one["endorsed"]) for one in people] == [
        ("met", False, False),
        ("may", False, True),
        ("cert", False, False),
    ]
    assert [one["worked_with"] for one in people] == [
        [{"job": "acme-2023", "as": None, "days": 0, "certain": True}],
        [{"job": "acme-2023", "as": None, "days": 0, "certain": False}],
        [{"job": "acme-2023", "as": None, "days": 432, "certain": True}],
    ]


def test_show_and_the_site_say_the_same(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, _FILES)
    assert "may have been at Acme Corp at the same time · since Apr 2023" in netkeep("show", "may").out
    assert "at Acme Corp at the same time · since Apr 2023" in netkeep("show", "met").out
    pages = made(tmp_path / "site", _FILES)
    assert "May have been there at the same time" in pages["people/may.md"]
    assert "There at the same time" in pages["people/met.md"]
    assert ">May<" not in pages["jobs/acme-2023.md"]
    assert "Met" in pages["jobs/acme-2023.md"]


def test_exposure_counts_no_maybe_and_says_so(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, _FILES)
    lines = netkeep("exposure").out.splitlines()
    assert lines[1:3] == [
        "2 people; 0 could still be reached, and had contact with you in the last 2 years, 0 %",
        "1 more may have been there at the same time, and is not counted.",
    ]
    (job,) = json.loads(netkeep("exposure", "--format", "json").out)["jobs"]
    assert ([one["id"] for one in job["people"]], job["perhaps"]) == (["met", "cert"], 1)


def test_what_names_no_employer_is_no_organisation_anywhere(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, _FILES)
    code, _, err = netkeep("who", "Self-employed")
    assert (code, err) == (2, "netkeep: no organisation is called 'Self-employed'\n")
    stats = json.loads(netkeep("stats", "--format", "json").out)
    assert stats["organisations"] == [{"name": "Acme Corp", "people": 3}]
    checked = json.loads(netkeep("check", "--select", "NK407,NK608", "--format", "json").out)
    assert [(one["path"], one["code"], one["line"]) for one in checked["diagnostics"]] == [
        ("people/may.md", "NK407", 3)
    ]
    assert netkeep("path", "lance").code == 1
    assert "Painter, Self-Employed · since 2020" in netkeep("show", "lance").out
    pages = made(tmp_path / "site", _FILES)
    assert [path for path in pages if path.startswith("orgs/")] == ["orgs/acme-corp.md"]
    assert '<span dir="auto">Self-Employed</span>' in pages["people/lance.md"]
    assert '<span dir="auto">Self-Employed</span>' in pages["people.md"]


def test_no_letter_speaks_of_a_job_that_they_only_may_have_been_in(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, _FILES)
    assert "at Acme Corp" in netkeep("asks", "--who", "cert", "--draft", "--kind", "recommendation").out
    assert "Acme" not in netkeep("asks", "--who", "may", "--draft", "--kind", "recommendation").out


def test_nobody_is_asked_or_greeted_who_only_may_have_been_there(tmp_path: Path, netkeep: Netkeep) -> None:
    ended = "---\norg: Acme Corp\nfrom: 2023-04-03\nto: {}\n---\n"
    make_vault(tmp_path, {**_FILES, "jobs/acme-2023.md": ended.format("2024-06-20")})
    asked = json.loads(netkeep("due", "--kind", "ask", "--format", "json").out)
    assert [one["who"] for one in asked["items"]] == ["met"]
    make_vault(tmp_path, {**_FILES, "jobs/acme-2023.md": ended.format("2024-03-01")})
    greeted = json.loads(netkeep("due", "--kind", "hello", "--format", "json").out)
    assert [one["who"] for one in greeted["items"]] == []
