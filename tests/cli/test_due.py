import json
from pathlib import Path

from tests.cli.conftest import Netkeep
from tests.cli.people import VAULT
from tests.vaults import make_vault

BO = """\
---
name: Bo *Star*
cadence: 2 weeks
---

- [ ] 2024-06-09 ring <b>him</b>

## Log

- 2024-05-03 call: Long.
"""
MORE = {**VAULT, "people/bo.md": BO}

HINT = (
    "\nDone? netkeep log WHO -k coffee -m 'what you talked about'\nNot now? netkeep set WHO paused_until='in 4 weeks'\n"
)


def test_the_agenda_of_a_day(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, MORE)
    assert netkeep("due") == (
        0,
        (
            "Agenda for Friday 7 June 2024\n"
            "\nReminders\n"
            "  Bo *Star*     ring <b>him</b> (in 2 days, Sunday 9 June)\n"
            "  Grace Sample  send her the migration write-up (in 13 days, Thursday 20 June)\n"
            "\nBirthdays\n"
            "  Grace Sample  turns 45 on Friday 14 June, in 7 days\n"
            "\nFollow up\n"
            "  Grace Sample  asked for a recommendation 6 weeks ago, no answer yet: remind them kindly\n"
            '                netkeep log grace-sample -k "asked recommendation"\n'
            "\nAsk while they remember\n"
            "  Alan Sample   at Acme Corp at the same time; it ends in 3 weeks, on Sunday 30 June. "
            "Ask for a recommendation\n"
            '                netkeep log alan-sample -k "asked recommendation"\n'
            "\nSweep\n"
            "  Acme Corp     no sweep yet: who is missing?\n"
            "                netkeep sweep acme-2023\n"
            "\nReconnect\n"
            "  Bo *Star*     last: call, 5 weeks ago; you wanted every 2 weeks\n" + HINT
        ),
        "",
    )


def test_choosing_what_to_see(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, MORE)
    assert netkeep("due", "--kind", "birthday", "--within", "1w").out == (
        "Agenda for Friday 7 June 2024\n\nBirthdays\n  Grace Sample  turns 45 on Friday 14 June, in 7 days\n" + HINT
    )
    assert netkeep("due", "--who", "alan", "--kind", "reminder").out == (
        "Agenda for Friday 7 June 2024\nNothing is due. People to write to anyway: netkeep week\n"
    )
    soon = netkeep("due", "--kind", "catch-up", "--who", "grace", "--within", "6 months").out
    assert "  Grace Sample  last: coffee, 2 weeks ago; you wanted every 3 months (from Tuesday 20 August)\n" in soon


def test_the_exit_code_says_whether_something_is_due_today(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, MORE)
    assert netkeep("due", "--exit-code").code == 1
    assert netkeep("due", "--exit-code", "--kind", "birthday").code == 0


def test_markdown_is_a_list_to_tick_and_shows_signs_as_they_are(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, MORE)
    assert netkeep("due", "--format", "markdown", "--who", "bo").out == (
        "# Agenda for Friday 7 June 2024\n"
        "\n## Reminders\n\n"
        "- [ ] 2024-06-09 Bo \\*Star\\*: ring \\<b\\>him\\</b\\> (in 2 days, Sunday 9 June)\n"
        "\n## Reconnect\n\n"
        "- [ ] 2024-05-17 Bo \\*Star\\*: last: call, 5 weeks ago; you wanted every 2 weeks\n"
    )


def test_json(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, MORE)
    assert json.loads(netkeep("due", "--format", "json", "--who", "bo").out) == {
        "format": "netkeep.due",
        "version": 1,
        "today": "2024-06-07",
        "items": [
            {
                "kind": "reminder",
                "who": "bo",
                "name": "Bo *Star*",
                "on": "2024-06-09",
                "why": "in 2 days, Sunday 9 June",
                "todo": "netkeep done bo",
                "past": 1.0,
                "text": "ring <b>him</b>",
            },
            {
                "kind": "catch-up",
                "who": "bo",
                "name": "Bo *Star*",
                "on": "2024-05-17",
                "why": "last: call, 5 weeks ago; you wanted every 2 weeks",
                "todo": "netkeep log bo -k coffee",
                "past": 2.5,
                "text": "",
            },
        ],
    }
