import json
import re
from datetime import date
from pathlib import Path

import pytest

from netkeep.exchange.dismissed import dismiss, dismissed_keys
from netkeep.exchange.sightings import keep
from netkeep.model.sighting import Sighting
from tests.cli.conftest import Netkeep, files
from tests.vaults import make_vault

PAGE = Path(__file__).parents[2] / "docs/json.md"
DAY = date(2024, 6, 7)
VAULT = {
    "netkeep.toml": 'format = 1\n[owner]\nemails = ["sam@home.example"]\n',
    "orgs/acme.md": "---\nname: Acme Corp\ndomains: [acme.example]\n---\n",
    "orgs/other.md": "---\nname: Other\ndomains: [other.example]\n---\n",
    "jobs/acme-2023.md": "---\norg: Acme Corp\nfrom: 2023-04-03\n---\n",
    "people/grace.md": (
        "---\nname: Grace Sample\nemails: [grace@acme.example]\nroles: [{org: Acme Corp, from: 2023}]\n---\n\n"
        "## Log\n\n- 2024-05-20 lunch: With Rosalind Quayle.\n- 2024-05-01 coffee: With Grace Sample.\n"
    ),
}
SEEN = [
    Sighting("mail", "ada@acme.example", ("Ada; rm -rf ~",), 10, 0, 10, DAY, DAY, {"grace@acme.example": 10}),
    Sighting("mail", "bo@other.example", ("Bo\x1b[31m\u202e",), 10, 10, 0, DAY, DAY),
]
ADA = """\
Ada; rm -rf ~ <ada@acme.example>  0.86
  you wrote 10, they wrote 0, of 10 in all, last on 2024-06-07
  with Grace Sample, whom you have in the vault (10 times)
  netkeep add 'Ada; rm -rf ~' --email ada@acme.example --org 'Acme Corp' --job acme-2023

"""
GRACE = """\
Grace Sample, of your job acme-2023  0.50
  was at Acme Corp in the time of acme-2023
  netkeep edit grace

"""
ROSALIND = """\
Rosalind Quayle  0.40
  named in people/grace.md:9
  netkeep add 'Rosalind Quayle'

"""
BO = """\
Bo [31m <bo@other.example>  0.25
  you wrote 0, they wrote 10, of 10 in all, last on 2024-06-07
  netkeep add 'Bo [31m' --email bo@other.example --org Other

"""
ACME = (
    "Acme Corp: 1 in the vault, 2 in all sources together (mail, vault); how many are missing is unknown: too few"
    " are in more than one source: 0, and it takes 7\n"
)
OTHER = (
    "Other: 0 in the vault, 1 in all sources together (mail); how many are missing is unknown: only one source"
    " has seen people there\n"
)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    make_vault(tmp_path, VAULT)
    keep(tmp_path, "mail", "inbox", SEEN)
    return tmp_path


def test_who_was_missed_why_and_what_to_type(vault: Path, netkeep: Netkeep) -> None:
    before = files(vault)
    assert netkeep("suggest") == (0, ADA + GRACE + ROSALIND + BO + ACME + OTHER, "")
    assert files(vault) == before


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (("--org", "acme"), ADA + GRACE + ACME),
        (("--job", "acme"), ADA + GRACE + ACME),
        (("--org", "other"), BO + OTHER),
        (("--org", "acme", "--limit", "1"), ADA + "and 1 more; --limit 2 shows them all\n" + ACME),
    ],
)
def test_only_some(vault: Path, netkeep: Netkeep, options: tuple[str, ...], wanted: str) -> None:
    del vault
    assert netkeep("suggest", *options) == (0, wanted, "")


def test_a_dismissal_is_remembered(vault: Path, netkeep: Netkeep) -> None:
    words = "netkeep: never again: 2 new; .netkeep/never lists them; remove a line to undo\n"
    assert netkeep("suggest", "--never", "ADA@acme.example", "--never", "Rosalind  Quayle") == (0, "", words)
    assert (vault / ".netkeep/never").read_bytes() == b"ada@acme.example\nrosalind quayle\n"
    assert (vault / ".netkeep/never").stat().st_mode & 0o777 == 0o600
    assert netkeep("suggest").out == GRACE + BO + ACME + OTHER
    assert dismiss(vault, ["ada@acme.example", "grace@acme-2023"]) == 1
    assert dismissed_keys(vault) == {"ada@acme.example", "rosalind quayle", "grace@acme-2023"}
    assert netkeep("suggest", "--org", "acme").out == ACME


def test_where_nothing_was_imported(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {})
    words = (
        "netkeep: nobody seems to be missing\nnetkeep: import mail, a calendar or a repository for better suggestions\n"
    )
    assert netkeep("suggest") == (0, "", words)


def test_an_estimate_says_what_it_takes_for_granted(vault: Path, netkeep: Netkeep) -> None:
    one = [Sighting("mail", f"p{n}@other.example", times=1) for n in range(15)]
    keep(vault, "mail", "inbox", one)
    keep(vault, "calendar", "work.ics", [Sighting("calendar", f"p{n}@other.example", times=1) for n in range(5, 15)])
    seen = "Other: 0 in the vault, 15 in all sources together (calendar, mail)"
    assert netkeep("suggest", "--org", "other", "--limit", "1").out.splitlines()[-2:] == [
        f"{seen}; about 15 people (15 to 48 with 95 % confidence)",
        "Estimates assume that being in one source says nothing about being in another.",
    ]


def test_a_damaged_file_is_an_error(vault: Path, netkeep: Netkeep) -> None:
    (vault / ".netkeep/seen.jsonl").write_text("x\n")
    result = netkeep("suggest")
    assert (result.code, result.out) == (2, "")
    assert "delete it" in result.err


def test_json_is_what_is_documented(vault: Path, netkeep: Netkeep) -> None:
    del vault
    record = json.loads(netkeep("suggest", "--format", "json", "--limit", "1").out)
    assert record == {
        "format": "netkeep.suggest",
        "version": 1,
        "today": "2024-06-07",
        "suggestions": [
            {
                "kind": "unknown",
                "key": "ada@acme.example",
                "name": "Ada; rm -rf ~",
                "addresses": ["ada@acme.example"],
                "id": None,
                "org": "acme",
                "job": "acme-2023",
                "score": 0.863,
                "evidence": [
                    {
                        "source": "mail",
                        "words": "you wrote 10, they wrote 0, of 10 in all, last on 2024-06-07",
                        "weight": 0.817,
                    },
                    {
                        "source": "together",
                        "words": "with Grace Sample, whom you have in the vault (10 times)",
                        "weight": 0.25,
                    },
                ],
                "command": "netkeep add 'Ada; rm -rf ~' --email ada@acme.example --org 'Acme Corp' --job acme-2023",
            }
        ],
        "more": 3,
        "completeness": [
            {
                "org": "Acme Corp",
                "in_vault": 1,
                "seen": 2,
                "overlap": 0,
                "sources": [{"source": "mail", "people": 1}, {"source": "vault", "people": 1}],
                "estimate": None,
                "low": None,
                "high": None,
                "at_least": None,
                "why": "too few are in more than one source: 0, and it takes 7",
            },
            {
                "org": "Other",
                "in_vault": 0,
                "seen": 1,
                "overlap": 0,
                "sources": [{"source": "mail", "people": 1}],
                "estimate": None,
                "low": None,
                "high": None,
                "at_least": None,
                "why": "only one source has seen people there",
            },
        ],
    }
    section = re.search(r"^## suggest\n(.*?)(?=^## |\Z)", PAGE.read_text(), re.DOTALL | re.MULTILINE)
    assert section is not None
    documented = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]*)`", section[1]))))
    keys = {*record, *record["suggestions"][0], *record["suggestions"][0]["evidence"][0], *record["completeness"][0]}
    assert keys - {"format", "version", "today"} <= documented
