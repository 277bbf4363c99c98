import json
from pathlib import Path

import click
import pytest

from tests.cli.conftest import Netkeep
from tests.vaults import make_vault


def contact(name: str, relation: str, email: str, *log: str) -> str:
    entries = "\n".join(f"- {entry}" for entry in log)
    front = f"name: {name}\nemails: [{email}]\nworked_with: [{{job: acme, as: {relation}}}]"
    return f"---\n{front}\n---\n\n## Log\n\n{entries}\n"


FILES = {
    "netkeep.toml": 'format = 1\n[owner]\nname = "Sam Owner"\n',
    "jobs/acme.md": "---\norg: Acme\nfrom: 2023-07\nto: 2024-06-30\n---\n",
    "people/ada.md": contact("Ada Example", "manager", "ada@x.example", "2024-05-31 coffee"),
    "people/bo.md": contact("Bo Example", "peer", "bo@x.example", "2024-05-01 asked recommendation"),
    "people/cy.md": contact("Cy Example", "peer", "cy@x.example", "2023-12-01 received reference"),
    "people/eve.md": contact("Eve Example", "peer", "eve@x.example", "2024-05-31 coffee").replace(
        "emails", "paused_until: 2024-07-01\nemails"
    ),
    "people/dee.md": contact(
        *(
            "Dee Example",
            "vendor",
            "dee@x.example",
            "2024-05-02 gave endorsement",
            "2024-04-02 declined recommendation",
        ),
    ),
}


def test_the_ledger(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, FILES)
    assert netkeep("asks") == (
        0,
        """\
Summary
  1 waiting · 1 received · 1 declined · 1 given · 1 to give back

Ask next
  Ada Example           recommendation, for Acme: your manager; acquainted tie

Waiting
  Bo Example            recommendation, asked 5 weeks ago, Wednesday 1 May

To give back
  Cy Example            reference, 6 months ago, without being asked

Received
  Cy Example            reference, 6 months ago, without being asked

Declined
  Dee Example           recommendation, 2 months ago

Given
  Dee Example           endorsement, 5 weeks ago
""",
        "",
    )
    assert netkeep("asks", "--who", "dee").out.startswith("Summary\n  0 waiting · 0 received · 1 declined · 1 given")
    make_vault(tmp_path, {"jobs/other.md": "---\norg: Other\n---\n"})
    assert netkeep("asks", "--job", "other").out == ("No favours asked or given yet, and you have no current job.\n")


def test_who_is_paused_is_not_asked_next(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, FILES)
    assert "Eve" not in netkeep("asks").out
    found = netkeep("--today", "2024-07-01", "asks", "--job", "acme").out
    assert "  Eve Example           recommendation, for Acme: your peer; acquainted tie\n" in found


def test_long_names_stand_apart_from_what_is_said(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, FILES)
    make_vault(tmp_path, {"people/ada.md": FILES["people/ada.md"].replace("Ada", "Ada Long-Barrelled")})
    assert "  Ada Long-Barrelled Example  recommendation, for Acme:" in netkeep("asks").out


def test_the_ledger_for_programs(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, FILES)
    found = json.loads(netkeep("asks", "--format", "json").out)
    assert [(one["id"], one["owed"], one["balance"], one["jobs"]) for one in found["people"]] == [
        ("bo", 0, 0, ["acme"]),
        ("cy", 1, 1, ["acme"]),
        ("dee", 0, -1, ["acme"]),
    ]
    assert found["next"] == [
        {
            "job": "acme",
            "id": "ada",
            "name": "Ada Example",
            "as": "manager",
            "favour": "recommendation",
            "why": "your manager; acquainted tie",
        }
    ]


def test_a_draft_for_each_that_is_open(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, FILES)
    letters = netkeep("asks", "--draft").out.split("─" * 40 + "\n")
    assert [letter.splitlines()[:3] for letter in letters] == [
        ["Ada Example", "To: ada@x.example", "Subject: A few sentences about our time at Acme?"],
        ["Bo Example", "To: bo@x.example", "Subject: Re: recommendation"],
        ["Cy Example", "To: cy@x.example", "Subject: Thank you, and the other way round"],
    ]
    assert "that I asked you for on 1 May 2024. There" in letters[1]
    assert "Thank you once more for the reference." in letters[2]


def test_a_letter_opens_in_the_mail_program(tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch) -> None:
    make_vault(tmp_path, FILES)
    opened: list[str] = []
    monkeypatch.setattr(click, "launch", opened.append)
    assert netkeep("asks", "--who", "dee", "--draft", "--kind", "hello", "--open") == (0, "", "")
    assert opened[0].startswith("mailto:dee@x.example?subject=How%20are%20you%3F&body=Dear%20Dee%2C")
    assert netkeep("asks", "--open").code == 2
    assert netkeep("asks", "--who", "dee", "--draft").err.startswith("Nothing is open, so there is no draft.")


def test_whom_a_letter_is_to(tmp_path: Path, netkeep: Netkeep) -> None:
    roles = "roles: [{org: Old, title: Clerk, to: 2020}, {org: Beta, title: Head of Data}]"
    link = "links: {github: https://github.com/fay, linkedin: https://www.linkedin.com/in/fay}"
    fay = FILES["people/ada.md"].replace("Ada", "Fay").replace("emails: [ada@x.example]", f"{link}\n{roles}")
    gil = FILES["people/ada.md"].replace("Ada", "Gil").replace("emails: [ada@x.example]", f"pronouns: he\n{roles}")
    make_vault(tmp_path, {**FILES, "people/fay.md": fay, "people/gil.md": gil})
    message = netkeep("asks", "--who", "fay", "--draft", "--kind", "hello").out
    assert message == (
        "Fay Example, Head of Data, Beta\n"
        "Profile: https://www.linkedin.com/in/fay\n"
        "\n"
        "Hi Fay, I wondered how you are, and what you are working on. Coffee or a call one of these weeks?\n"
    )
    assert netkeep("asks", "--who", "fay", "--draft", "--kind", "hello", "--tone", "plain").out == (
        "Fay Example, Head of Data, Beta\n"
        "Profile: https://www.linkedin.com/in/fay\n"
        "Subject: Hello\n"
        "\n"
        "Hello Fay,\n"
        "\n"
        "how are you, and what are you working on? Would you have time for a coffee or a call?\n"
        "\n"
        "Regards,\n"
        "Sam Owner\n"
    )
    assert netkeep("asks", "--who", "gil", "--draft", "--kind", "hello").out.splitlines()[:3] == [
        "Gil Example, Head of Data, Beta",
        "No address and no profile known",
        "Subject: How are you?",
    ]


@pytest.mark.parametrize(
    ("who", "kind", "words"),
    [
        ("bo", "recommendation", "Bo Example was asked for a recommendation already; --kind follow-up asks again"),
        ("cy", "reference", "you have a reference from Cy Example already; --kind thanks writes a thank-you"),
    ],
)
def test_nobody_is_asked_for_what_is_on_file(tmp_path: Path, netkeep: Netkeep, who: str, kind: str, words: str) -> None:
    make_vault(tmp_path, FILES)
    assert netkeep("asks", "--who", who, "--draft", "--kind", kind) == (2, "", f"netkeep: {words}\n")


def test_who_is_of_two_jobs_is_asked_once(tmp_path: Path, netkeep: Netkeep) -> None:
    ada = FILES["people/ada.md"].replace(
        "[{job: acme, as: manager}]", "[{job: acme, as: manager}, {job: beta, as: peer}]"
    )
    make_vault(tmp_path, {**FILES, "people/ada.md": ada, "jobs/beta.md": "---\norg: Beta\nfrom: 2023\n---\n"})
    assert [(row["job"], row["id"]) for row in json.loads(netkeep("asks", "--format", "json").out)["next"]] == [
        ("acme", "ada")
    ]


def test_thanks_are_for_what_was_received(tmp_path: Path, netkeep: Netkeep) -> None:
    cy = contact(
        "Cy Example", "peer", "cy@x.example", "2024-05-01 asked recommendation", "2023-12-01 received reference"
    )
    make_vault(tmp_path, {**FILES, "people/cy.md": cy})
    assert (
        "Thank you once more for the reference. I would"
        in netkeep("asks", "--who", "cy", "--draft", "--kind", "thanks").out
    )
    assert "Subject: Re: recommendation\n" in netkeep("asks", "--who", "cy", "--draft", "--kind", "follow-up").out
