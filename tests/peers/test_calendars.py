"""khal and todoman on what ``netkeep export ics`` writes. Slow: both are installed."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.peers.conftest import Run, environment
from tests.vaults import make_vault

pytestmark = pytest.mark.peer

GRACE = """\
---
name: Grace, the Sample
birthday: 1979-06-14
cadence: 3 months
---

- [ ] 2024-06-09 ring her; bring cake
- [ ] 2024-06-20 send it

## Log

- 2024-03-10 coffee: Pie.
"""
KHAL = """\
[calendars]
[[due]]
path = {folder}
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/London
default_timezone = Europe/London
[default]
default_calendar = due
"""
TITLES = {
    "Catch up with Grace, the Sample": "2024-06-10",
    "Grace, the Sample turns 45": "2024-06-14",
    "Grace, the Sample: ring her; bring cake": "2024-06-09",
    "Grace, the Sample: send it": "2024-06-20",
}


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return environment(tmp_path_factory.mktemp("calendars"), "khal", "todoman")


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    monkeypatch.setenv("TZ", "UTC")
    return make_vault(tmp_path / "vault", {"people/grace.md": GRACE})


def export(run: Run, vault: Path, day: str, to: Path, *options: str) -> None:
    netkeep = [sys.executable, "-m", "netkeep", "--vault", vault, "--today", day]
    run(*netkeep, "export", "ics", "--alarm", "1d", "--to", to, *options, cwd=vault)


def test_khal_shows_every_event_and_a_later_export_brings_it_up_to_date(
    tmp_path: Path, vault: Path, programs: Path, run: Run
) -> None:
    calendar = tmp_path / "calendar"
    calendar.mkdir()
    config = tmp_path / "khal.conf"
    config.write_text(KHAL.format(folder=calendar), encoding="utf-8")
    khal = [programs / "khal", "--config", config]

    def shown(day: str) -> list[str]:
        export(run, vault, day, tmp_path / "due.ics")
        run(*khal, "import", "--batch", tmp_path / "due.ics", cwd=tmp_path)
        form = ["--format", "{title}|{start-date}|{end-date}|{all-day}", "--day-format", ""]
        return sorted(run(*khal, "list", *form, "2024-06-01", "60d", cwd=tmp_path).stdout.splitlines())

    assert shown("2024-06-07") == [f"{title}|{day}|{day}|True" for title, day in TITLES.items()]
    grace = vault / "people" / "grace.md"
    moved = grace.read_text(encoding="utf-8").replace("2024-06-20 send", "2024-06-21 send")
    grace.write_text(moved.replace("2024-03-10 coffee", "2024-03-11 coffee"), encoding="utf-8")
    later = TITLES | {"Grace, the Sample: send it": "2024-06-21", "Catch up with Grace, the Sample": "2024-06-11"}
    assert shown("2024-06-08") == [f"{title}|{day}|{day}|True" for title, day in later.items()]


def test_todoman_lists_every_todo(tmp_path: Path, vault: Path, programs: Path, run: Run) -> None:
    folder = tmp_path / "todos" / "due"
    folder.mkdir(parents=True)
    export(run, vault, "2024-06-07", folder / "due.ics", "--todos")
    config = tmp_path / "todoman.py"
    config.write_text(
        f'path = "{folder.parent}/*"\ndate_format = "%Y-%m-%d"\ntime_format = "%H:%M"\n', encoding="utf-8"
    )
    listed = json.loads(run(programs / "todo", "--config", config, "--porcelain", "list", cwd=tmp_path).stdout)
    assert {item["summary"]: datetime.fromtimestamp(item["due"], UTC).date().isoformat() for item in listed} == TITLES
