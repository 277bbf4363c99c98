from datetime import date
from pathlib import Path

import pytest

from netkeep.agenda.agenda import agenda
from netkeep.agenda.item import Due
from netkeep.config import Settings
from netkeep.exchange.exporters.calendar import Style, calendar
from netkeep.model.dates import Duration
from netkeep.store.load import load
from netkeep.store.vault import Vault
from tests.cli.conftest import Netkeep
from tests.cli.people import VAULT
from tests.vaults import make_vault

TODAY = date(2024, 6, 7)
BO = """\
---
name: Bo, the *Star*
cadence: 2 weeks
---

- [ ] 2024-06-09 ring [[grace-sample]]; bring cake
- [ ] 2024-06-01 late

## Log

- 2024-05-03 call: Long.
"""
HIDDEN = "---\nname: Secret Person\nprivate: true\nbirthday: 1980-06-08\n---\n\n- [ ] 2024-06-09 hide\n"
MORE = {
    **VAULT,
    "people/bo.md": BO,
    "people/secret.md": HIDDEN,
    "people/zoe.md": "---\nname: Zoe\nbirthday: --06-10\n---\n\n- [ ] 2024-06-11 ask [[secret|the Secret Person]]\n",
}
EVENT = """\
BEGIN:VEVENT
SUMMARY:Catch up with Bo\\, the *Star*
DTSTART;VALUE=DATE:20240607
DTEND;VALUE=DATE:20240608
DTSTAMP:20240607T000000Z
UID:{uid}
CATEGORIES:catch-up
DESCRIPTION:As of 2024-06-07: last: call\\, 5 weeks ago\\; you wanted every 2 weeks\\nnetkeep log bo -k coffee
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Catch up with Bo\\, the *Star*
TRIGGER:-P1D
END:VALARM
END:VEVENT
"""


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return load(make_vault(tmp_path, MORE))


def unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")


def values(data: bytes, name: str) -> list[str]:
    return [line.partition(":")[2] for line in unfolded(data) if line.split(":")[0].split(";")[0] == name]


def test_an_event_to_the_letter(vault: Vault) -> None:
    items = [due for due in agenda(vault, TODAY) if due.kind == "catch-up"]
    data = calendar(vault, items, TODAY, Style(alarm=Duration(1, "day")))
    (uid,) = values(data, "UID")
    assert all(len(line) <= 75 and line.isprintable() for line in data.decode().split("\r\n"))
    assert "\n".join(unfolded(data)) == (
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//netkeep//netkeep//EN\nMETHOD:PUBLISH\n"
        + EVENT.format(uid=uid)
        + "END:VCALENDAR\n"
    )


def test_titles_and_days(vault: Vault) -> None:
    data = calendar(vault, agenda(vault, TODAY), TODAY)
    assert sorted(zip(values(data, "SUMMARY"), values(data, "DTSTART"), strict=True)) == [
        ("Ask: Alan Sample", "20240607"),
        ("Bo\\, the *Star*: late", "20240607"),
        ("Bo\\, the *Star*: ring Grace Sample\\; bring cake", "20240609"),
        ("Catch up with Bo\\, the *Star*", "20240607"),
        ("Follow-up: Grace Sample", "20240607"),
        ("Grace Sample turns 45", "20240614"),
        ("Grace Sample: send her the migration write-up", "20240620"),
        ("Secret Person turns 44", "20240608"),
        ("Secret Person: hide", "20240609"),
        ("Sweep: Acme Corp", "20240607"),
        ("Zoe has a birthday", "20240610"),
        ("Zoe: ask the Secret Person", "20240611"),
    ]


def test_todos_keep_their_day(vault: Vault) -> None:
    items = [due for due in agenda(vault, TODAY) if due.who == "bo"]
    data = calendar(vault, items, TODAY, Style(todos=True, alarm=Duration(1, "week")))
    assert (values(data, "DUE"), values(data, "DTSTART")) == (["20240517", "20240601", "20240609"], [])
    assert [line for line in unfolded(data) if line.startswith("TRIGGER")] == ["TRIGGER;RELATED=END:-P7D"] * 3


def test_the_same_thing_has_the_same_uid_on_another_day() -> None:
    empty = Vault(Path(), Settings(), ())
    one, two = (
        calendar(empty, [Due("reminder", "bo", "Bo", day, "why", "todo", text="ring")], TODAY)
        for day in (date(2024, 6, 9), date(2024, 7, 9))
    )
    assert values(one, "UID") == values(two, "UID") == ["660d6a84-85dc-5b13-a041-281c0c30be2f"]
    twice = [Due("reminder", "bo", "Bo", date(2024, 6, day), "", "", text="ring") for day in (9, 10)]
    uids = values(calendar(empty, twice, TODAY), "UID")
    assert uids[0] == values(one, "UID")[0] != uids[1]


def test_nothing_due_and_the_last_day_of_the_calendar() -> None:
    empty = Vault(Path(), Settings(), ())
    assert calendar(empty, [], TODAY).endswith(b"METHOD:PUBLISH\r\nEND:VCALENDAR\r\n")
    last = Due("reminder", "bo", "Bo\x00\x1b", date.max, "", "", text="a\x7fb\u2028c")
    assert values(calendar(empty, [last], TODAY), "SUMMARY") == ["Bo: ab c"]


def test_the_command_leaves_private_people_out(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, MORE)
    printed = netkeep("export", "ics", "--within", "4w")
    assert (printed.code, printed.err, "Secret" in printed.out) == (0, "", False)
    assert "SUMMARY:Zoe: ask a private contact" in printed.out
    assert "Secret" not in netkeep("due", "--format", "ics").out
    target = tmp_path / "due.ics"
    assert netkeep("export", "ics", "--include-private", "--to", str(target)).out == f"{target}: 12 items\n"
    assert target.stat().st_mode & 0o777 == 0o600
    assert b"Secret Person turns 44" in target.read_bytes()


def test_due_gives_the_same_calendar(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, MORE)
    assert netkeep("due", "--format", "ics").out == netkeep("export", "ics").out
    one = netkeep("due", "--format", "ics", "--who", "bo", "--kind", "catch-up").out
    assert one.count("BEGIN:VEVENT") == 1
