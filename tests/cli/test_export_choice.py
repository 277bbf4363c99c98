"""Whom an export holds: conditions, people who can be reached, and where it goes."""

import json
from pathlib import Path

from tests.cli.conftest import Netkeep
from tests.cli.people import VAULT
from tests.vaults import make_vault


def test_only_whom_the_conditions_fit_with_all_that_happened(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    whole = json.loads(netkeep("export", "json").out)
    record = json.loads(netkeep("export", "json", "--where", "name~alan").out)
    alan = next(person for person in whole["people"] if person["id"] == "alan-sample")
    assert record["people"] == [{**alan, "knows": []}]  # it is the other who says so, and is not in the export
    assert [entry["written_in"] for entry in record["people"][0]["log"]] == ["grace-sample", "alan-sample"]
    assert record["jobs"] == whole["jobs"]


def test_only_whom_something_reaches(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    rows = netkeep("export", "csv", "--reachable", "--to", "-").out.splitlines()
    assert [row.partition(",")[0] for row in rows if ",Grace Sample," in row or ",Alan Sample," in row] == [
        "grace-sample"
    ]
    cards = netkeep("export", "vcard", "--reachable").out
    assert [line for line in cards.splitlines() if line.startswith("FN")] == ["FN:Grace Sample"]


def test_a_calendar_of_the_chosen_has_nothing_of_jobs(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    events = [
        line for line in netkeep("export", "ics", "--where", "id=alan-sample").out.splitlines() if "SUMMARY" in line
    ]
    assert len(events) == 1
    assert "Alan Sample" in events[0]
