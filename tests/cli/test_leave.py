import json
from pathlib import Path

from icalendar import Calendar

from tests.cli.conftest import Netkeep, files
from tests.vaults import make_vault


def contact(name: str, relation: str, reach: str, *log: str) -> str:
    entries = "\n".join(f"- {entry}" for entry in log)
    front = f"name: {name}\n{reach}\nworked_with: [{{job: acme, as: {relation}}}]"
    return f"---\n{front}\n---\n\n## Log\n\n{entries}\n"


FILES = {
    "jobs/acme.md": "---\norg: Acme\nfrom: 2023-07\nto: 2024-06-30\n---\n",
    "orgs/acme.md": "---\nname: Acme\ndomains: [acme.example]\n---\n",
    "people/ada.md": contact("Ada", "manager", "emails: [ada@acme.example]", "2024-05-31 coffee"),
    "people/bo.md": contact("Bo [x|y]", "peer", "emails: [bo@x.example]", "2024-05-01 asked recommendation"),
    "people/cy.md": contact("Cy", "peer", "emails: [cy@x.example]", "2024-02-01 received reference"),
    "people/dee.md": contact(
        "Dee", "vendor", "emails: [dee@x.example]", "2023-09-01 email", "2022-12-01 gave reference"
    ),
    "people/eve.md": contact("Eve", "other-team", "pronouns: she"),
    "people/fay.md": contact("Fay", "leadership", "private: true\nphones: ['+44 20 7946 0000']", "2024-06-01 dinner"),
}


def test_the_plan(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, FILES)
    before = files(tmp_path)
    assert netkeep("leave") == (
        0,
        """\
Leaving Acme on Sunday 30 June, in 3 weeks
3 people to ask · 1 to follow up · 1 to ask as a reference · 2 to ask for a
private address · 1 to give back

Today
  Ada                   ask for a recommendation, and whether you may name them
                        as a reference, and for a private address, a number or a
                        profile: your manager; acquainted tie, last: coffee, 7
                        days ago; only by e-mail at work
  Dee                   ask for a recommendation: a vendor; acquainted tie,
                        last: email, 9 months ago; you have put in a good word
                        for them
  Fay                   ask for a recommendation: in leadership; acquainted tie,
                        last: dinner, 6 days ago
  Bo [x|y]              ask again about the recommendation: asked 5 weeks ago;
                        your peer; weak tie, last: asked recommendation, 5 weeks
                        ago

By Saturday 8 June
  Cy                    give a reference in return: received 4 months ago; your
                        peer; acquainted tie, last: received reference, 4 months
                        ago
  Eve                   say hello, and ask how to keep in touch: in another
                        team; not in touch yet; no address, number or profile

Not captured yet
  nobody from: customers and recruiters

What to write: netkeep asks --job acme --draft
Done? netkeep log WHO -k 'asked recommendation'
Say hello to everyone on Monday 30 September
""",
        "",
    )
    assert files(tmp_path) == before


def test_a_checklist(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, FILES)
    lines = netkeep("leave", "acme", "--format", "markdown").out.splitlines()
    assert lines[:3] == ["# Leaving Acme on Sunday 30 June", "", "## Today"]
    assert (
        "- [ ] [[bo|Bo (x/y)]]: ask again about the recommendation (asked 5 weeks ago; your peer; weak tie, last:"
        " asked recommendation, 5 weeks ago)"
    ) in lines
    assert lines[-1] == "- [ ] say hello to everyone on Monday 30 September"


def test_a_calendar_without_private_people(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, FILES)
    made = Calendar.from_ical(netkeep("leave", "--format", "ics").out)
    titles = [str(todo["summary"]) for todo in made.walk("VTODO")]
    assert titles[0] == (
        "Ada: ask for a recommendation, and whether you may name them as a reference, and for a private address, a"
        " number or a profile"
    )
    assert len(titles) == 5
    assert not [title for title in titles if "Fay" in title]


def test_the_plan_for_programs(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, FILES)
    plan = json.loads(netkeep("leave", "--format", "json").out)
    assert (plan["job"], plan["end"], plan["hello"]) == ("acme", "2024-06-30", "2024-09-30")
    assert plan["nobody_from"] == ["customers", "recruiters"]
    assert [(step["id"], step["kind"], step["todo"]) for step in plan["steps"]][-3:] == [
        ("bo", "follow up", "netkeep log bo -k 'asked recommendation'"),
        ("cy", "give back", "netkeep log cy -k 'gave reference'"),
        ("eve", "private address", "netkeep edit eve"),
    ]


def test_an_end_without_warning(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {**FILES, "jobs/acme.md": "---\norg: Acme\nfrom: 2023-07\n---\n"})
    assert netkeep("leave").err == ("netkeep: no end of acme is known: give it with --on, such as --on 'in 4 weeks'\n")
    assert netkeep("leave", "--on", "today").out.splitlines()[0] == "Leaving Acme on Friday 7 June, today"
    assert "\nBy " not in netkeep("leave", "--on", "today").out
    assert netkeep("leave", "acme", "--on", "2024-05-31").out.splitlines()[0] == (
        "Left Acme on Friday 31 May, 7 days ago"
    )


def test_nobody_yet(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"jobs/acme.md": "---\norg: Acme\nto: 2024-06-30\n---\n"})
    assert netkeep("leave").out.splitlines()[1:3] == [
        "Nobody to ask: everyone has been asked, or nobody of this job is in the vault",
        "yet.",
    ]


def test_who_is_paused_is_left_in_peace(tmp_path: Path, netkeep: Netkeep) -> None:
    log = ("2024-06-01 call", "2022-12-01 received reference")
    gil = contact("Gil", "peer", "emails: [gil@acme.example]\npaused_until: 2024-08-01", *log)
    make_vault(tmp_path, {"jobs/acme.md": FILES["jobs/acme.md"], "people/gil.md": gil})
    assert (
        netkeep("leave").out.splitlines()[:10]
        == """\
Leaving Acme on Sunday 30 June, in 3 weeks
1 person to ask · 1 to give back

From Thursday 1 August on
  Gil                   ask for a recommendation, and give a reference in
                        return: your peer; acquainted tie, last: call, 6 days
                        ago; a reference from them 18 months ago; paused until
                        then; received 18 months ago

Not captured yet""".splitlines()
    )
    assert "## From Thursday 1 August on" in netkeep("leave", "--format", "markdown").out.splitlines()
    assert netkeep("--today", "2024-08-01", "leave", "acme").out.splitlines()[3] == "Today"


def test_who_declined_long_ago_is_asked_with_that_in_mind(tmp_path: Path, netkeep: Netkeep) -> None:
    dee = contact("Dee", "vendor", "emails: [dee@x.example]", "2023-09-01 email", "2022-12-01 declined recommendation")
    make_vault(tmp_path, {"jobs/acme.md": FILES["jobs/acme.md"], "people/dee.md": dee})
    assert "- [ ] [[dee|Dee]]: ask for an endorsement (a vendor; weak tie, last: email, 9 months ago;" in (
        out := netkeep("leave", "--format", "markdown").out
    )
    assert "; declined a recommendation 18 months ago)\n" in out


def test_who_is_to_be_reminded_is_asked_for_the_rest_on_that_day(tmp_path: Path, netkeep: Netkeep) -> None:
    ada = contact("Ada", "manager", "emails: [ada@x.example]", "2024-05-31 asked recommendation")
    make_vault(tmp_path, {"jobs/acme.md": FILES["jobs/acme.md"], "people/ada.md": ada})
    plan = json.loads(netkeep("leave", "--format", "json").out)
    assert [(step["by"], step["kind"]) for step in plan["steps"]] == [
        ("2024-06-21", "reference"),
        ("2024-06-21", "follow up"),
    ]
    assert "  Ada                   ask whether you may name them as a reference, and again" in netkeep("leave").out
