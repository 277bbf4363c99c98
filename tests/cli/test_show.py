import json
from pathlib import Path

from tests.cli.conftest import Netkeep
from tests.cli.people import VAULT
from tests.vaults import make_vault

CARD = """\
Grace Sample  she/her
VP Engineering, Acme Corp (Platform) · since May 2021

  Also called    G. Example
  E-mail         grace@acme.example
                 grace@home.example (home)
  Phone          +44 20 7946 0018
  LinkedIn       https://www.linkedin.com/in/grace-sample
  Lives in       Leeds, UK · Europe/London
  Birthday       Friday 14 June, in 7 days, turns 45
  Tags           mentor, data
  Together       your manager at Acme Corp · Apr 2023 to Jun 2024
  Introduced by  Alan Sample
  Knows          Ada Éxample (same choir)
                 Alan Sample
  Earlier        Engineering Manager, Initech · 2016 to Apr 2021
  Catch up       on Tuesday 20 August (last: coffee, 2 weeks ago; you wanted
                 every 3 months)

Notes
  Met at the platform kick-off. Trail runner; asks good questions. Knows Alan
  Sample and Ada.

  - likes trails

To remember
  2024-06-20  send her the migration write-up (in 13 days)

Log
  2024-05-20  coffee with Alan Sample, Ada Éxample: Reorg, and who to ask about
              data.
  2024-04-20  asked recommendation: By e-mail, before the contract ends.
  2023-01-10  lunch with Alan Sample: Pie.

people/grace-sample.md
"""


def test_a_card(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    assert netkeep("show", "grace", "--all") == (0, CARD, "")


def test_somebody_of_whom_little_is_known(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {**VAULT, "people/bo.md": "---\nname: Bo\npaused_until: 2024-07-01\nprivate: true\n---\n"})
    assert netkeep("show", "bo", "--all").out == (
        "Bo  private\n\n  Catch up       every year, once you have been in touch; paused until Monday 1\n"
        "                 July\n\n"
        "people/bo.md\n"
    )


def test_an_archived_person_and_dates_that_say_you_shared_a_job(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    assert netkeep("show", "alan-sample", "--all").out == (
        "Alan Sample\n"
        "Plumber, ACME, Inc.\n"
        "\n"
        "  Together       at Acme Corp at the same time · Apr 2023 to Jun 2024\n"
        "  Knows          Grace Sample\n"
        "  Catch up       on Tuesday 20 May 2025 (last: coffee, 2 weeks ago; default:\n"
        "                 every year)\n"
        "\n"
        "Log\n"
        "  2024-05-20  coffee with Grace Sample, Ada Éxample: Reorg, and who to ask about\n"
        "              data.\n"
        "  2023-01-10  lunch with Grace Sample: Pie.\n"
        "\n"
        "people/alan-sample.md\n"
    )
    assert "Archived: moved to the moon\n" in netkeep("show", "ada-example", "--all").out
    assert "  Catch up       never: archived\n" in netkeep("show", "ada-example", "--all").out


def test_a_long_log_is_cut_and_says_so(tmp_path: Path, netkeep: Netkeep) -> None:
    entries = "".join(f"- 2024-01-{day:02} note: Day {day}\n" for day in range(12, 0, -1))
    make_vault(tmp_path, {"people/bo.md": f"---\nname: Bo\n---\n\n## Log\n\n{entries}"})
    lines = netkeep("show", "bo", "--all").out.splitlines()
    at = lines.index("Log, the last 8 of 12")
    assert lines[at + 1 : at + 10] == [*(f"  2024-01-{day:02}  note: Day {day}" for day in range(12, 4, -1)), ""]


def test_wide_letters_and_words_without_blanks_keep_to_the_terminal(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"people/bo.md": f"---\nname: Bo\n---\n\n{'東京' * 60}\n"})
    prose = netkeep("show", "bo", "--all").out.splitlines()[4:9]
    assert prose == ["Notes", f"  {'東京' * 19}東", f"  {'京東' * 19}京", f"  {'東京' * 19}東", f"  {'京東' * 1}京"]


def test_hostile_text_never_reaches_the_terminal(tmp_path: Path, netkeep: Netkeep) -> None:
    escape = "\\x1b]0;owned\\x07"
    make_vault(
        tmp_path,
        {
            "people/bo.md": f'---\nname: "Bo{escape}"\nlinks: {{"a\\x1bb": https://a.example}}\ntags: ["\\u202etag"]\n'
            "---\n\nprose \u202e\x1b[2J\n\n## Log\n\n- 2024-01-01 note: \x1b[31m red\n",
        },
    )
    for command in (
        ("show", "bo"),
        ("show", "bo", "--all"),
        ("list",),
        ("find", "bo"),
        ("find", "red"),
        ("due", "--within", "1 year"),
    ):
        result = netkeep(*command)
        assert not any(ord(letter) < 32 and letter != "\n" for letter in result.out + result.err), command
        assert "\u202e" not in result.out + result.err, command


def test_json(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    assert json.loads(netkeep("show", "grace", "--format", "json").out) == {
        "format": "netkeep.show",
        "version": 1,
        "today": "2024-06-07",
        "person": {
            "id": "grace-sample",
            "path": "people/grace-sample.md",
            "name": "Grace Sample",
            "aliases": ["G. Example"],
            "pronouns": "she/her",
            "emails": [
                {"address": "grace@acme.example", "label": None},
                {"address": "grace@home.example", "label": "home"},
            ],
            "phones": [{"number": "+44 20 7946 0018", "label": None}],
            "links": {"linkedin": "https://www.linkedin.com/in/grace-sample"},
            "addresses": [],
            "location": "Leeds, UK",
            "timezone": "Europe/London",
            "birthday": "1979-06-14",
            "dates": [],
            "tags": ["mentor", "data"],
            "private": False,
            "archived": None,
            "roles": [
                {
                    "org": "Acme Corp",
                    "title": "VP Engineering",
                    "team": "Platform",
                    "from": "2021-05",
                    "to": None,
                    "current": True,
                },
                {
                    "org": "Initech",
                    "title": "Engineering Manager",
                    "team": None,
                    "from": "2016",
                    "to": "2021-04",
                    "current": False,
                },
            ],
            "worked_with": [{"job": "acme-2023", "as": "manager"}],
            "introduced_by": "alan-sample",
            "knows": [
                {"id": "ada-example", "name": "Ada Éxample", "how": "same choir"},
                {"id": "alan-sample", "name": "Alan Sample", "how": None},
            ],
            "catch_up": {
                "cadence": "3 months",
                "said_by": "contact",
                "paused_until": None,
                "next": "2024-08-20",
                "why": "last: coffee, 2 weeks ago; you wanted every 3 months",
            },
            "reminders": [
                {"on": "2024-06-20", "text": "send her the migration write-up", "done": False},
                {"on": "2024-01-01", "text": "done already", "done": True},
            ],
            "log": [
                {
                    "on": "2024-05-20",
                    "kind": "coffee",
                    "with": ["alan-sample", "ada-example"],
                    "text": "Reorg, and who to ask about\ndata.",
                    "written_in": "grace-sample",
                },
                {
                    "on": "2024-04-20",
                    "kind": "asked recommendation",
                    "with": [],
                    "text": "By e-mail, before the contract ends.",
                    "written_in": "grace-sample",
                },
                {
                    "on": "2023-01-10",
                    "kind": "lunch",
                    "with": ["alan-sample"],
                    "text": "Pie.",
                    "written_in": "alan-sample",
                },
            ],
            "prose": "Met at the platform kick-off. Trail runner; asks\n**good** questions. "
            "Knows [[alan-sample]] and [[ada-example|Ada]].\n\n- likes trails\n"
            "- [ ] 2024-06-20 send her the migration write-up\n- [x] 2024-01-01 done already",
        },
    }


def test_a_name_that_fits_several_lists_them_and_does_nothing(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    listed = (
        "netkeep: 'sample' fits 2 people; say which by id:\n"
        "  alan-sample   Alan Sample   Plumber, ACME, Inc.        2 weeks ago\n"
        "  grace-sample  Grace Sample  VP Engineering, Acme Corp  2 weeks ago\n"
    )
    assert netkeep("show", "sample") == (2, "", listed)
    before = (tmp_path / "people/grace-sample.md").read_bytes()
    for command in (
        ("log", "sample"),
        ("set", "sample", "paused_until=friday"),
        ("remind", "sample", "friday", "call"),
    ):
        assert netkeep(*command) == (2, "", listed)
    assert netkeep("edit", "sample") == (2, "", listed)
    assert (tmp_path / "people/grace-sample.md").read_bytes() == before


def test_nobody_of_that_name(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    assert netkeep("show", "zoe") == (
        2,
        "",
        "netkeep: nobody is called 'zoe'; 'netkeep find' searches everything\n",
    )


def test_markdown_is_read_not_shown(tmp_path: Path, netkeep: Netkeep) -> None:
    prose = """\
# Heading
One *soft*
and **hard** line, [a link](https://a.example "t"), ![a picture](x.png), -5 degrees.
<!-- never
shown -->
* a list item that is so long that it has to be broken and hangs below its own text
  1. deeper
> quoted
```
code   as [[it]] is
```
"""
    make_vault(tmp_path, {"people/bo.md": f"---\nname: Bo\n---\n\n{prose}"})
    assert netkeep("show", "bo", "--all").out.split("Notes\n")[1] == (
        "  Heading\n"
        "  One soft and hard line, a link (https://a.example), a picture, -5 degrees.\n"
        "  * a list item that is so long that it has to be broken and hangs below its own\n"
        "    text\n"
        "    1. deeper\n"
        "  > quoted\n"
        "  code as it is\n"
        "\n"
        "people/bo.md\n"
    )
