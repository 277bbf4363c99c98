import json
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

Work there now
  Ada                   CTO, since 2020-03; worked with you for 12 months, as
                        other team; acquainted tie, last: coffee, 7 days ago
  Dee                   has an address at acme.example; never in touch
  Eve                   at Acme Cloud, perhaps a part of it; Engineer; never in
                        touch

Worked there
  Cy                    Sales, until 2021; never in touch

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
    assert result["people"][0]["worked_with"] == [{"job": "acme", "as": "other-team", "days": 365}]
    assert result["people"][0]["strength"] == {"level": "acquainted", "score": 2.96}


def test_nobody_there_and_no_such_place(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {**PEOPLE, "orgs/void.md": "---\nname: Void\n---\n"})
    assert netkeep("who", "void") == (1, "Void\nNobody you know has worked there, or knows someone who does.\n", "")
    assert netkeep("who", "Acmeist Poetts") == (
        2,
        "",
        "netkeep: no organisation here is called 'Acmeist Poetts'; the nearest: Acmeist Poets, Acme Corp\n",
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

Ask: netkeep log bo -k 'asked introduction'
""",
        "",
    )
    assert netkeep("path", "acme").out.startswith("To Acme Corp\n  1 step   Ada (acquainted tie, last: coffee, 7 days")
    assert netkeep("path", "fay") == (1, "", "netkeep: no way to Fay over three steps or fewer\n")
    assert netkeep("path", "nobody").code == 2
    way = json.loads(netkeep("path", "gus", "--format", "json").out)["paths"][0]
    assert way["steps"][1] == {"id": "gus", "name": "Gus", "how": "knows", "words": None, "on": None, "org": None}
