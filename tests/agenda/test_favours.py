from datetime import date
from pathlib import Path

import pytest

from netkeep.agenda.item import Due
from netkeep.words import one_of
from tests.agenda.due import days, of_kind, person


def test_articles() -> None:
    assert [one_of(favour) for favour in ("recommendation", "endorsement")] == ["a recommendation", "an endorsement"]


@pytest.mark.parametrize(
    ("log", "today", "due"),
    [
        ("- 2024-01-31 asked recommendation", "2024-02-19", []),
        ("- 2024-01-31 asked recommendation", "2024-02-20", ["2024-02-21"]),
        ("- 2024-01-31 asked recommendation", "2024-07-30", ["2024-02-21"]),
        ("- 2024-01-31 asked recommendation", "2024-07-31", []),  # let go
        ("- 2023-08-31 asked reference", "2024-02-28", ["2023-09-21"]),
        ("- 2023-08-31 asked reference", "2024-02-29", []),
        ("- 2024-01-31 asked recommendation\n- 2024-02-25 received recommendation", "2024-03-01", []),
        ("- 2024-01-31 asked recommendation\n- 2024-02-25 declined recommendation", "2024-03-01", []),
        ("- 2024-01-31 asked recommendation\n- 2024-03-02 received recommendation", "2024-03-01", ["2024-02-21"]),
        ("- 2024-01-31 asked recommendation\n- 2024-02-25 received endorsement", "2024-03-01", ["2024-02-21"]),
        ("- 2024-01-31 asked recommendation\n- 2024-02-25 asked recommendation", "2024-03-01", []),
        ("- 2024-01-31 asked recommendation\n- 2024-02-25 asked recommendation", "2024-03-17", ["2024-03-17"]),
        ("- 2024-01-31 asked introduction\n- 2024-01-20 asked reference", "2024-03-01", ["2024-02-10"]),
        ("- 2023-07-31 asked introduction\n- 2024-01-20 asked reference", "2024-03-01", ["2024-02-10"]),
        ("- 2024-01-31 received recommendation", "2024-03-01", []),
    ],
)
def test_follow_ups(tmp_path: Path, log: str, today: str, due: list[str]) -> None:
    found = days(tmp_path, "follow-up", person("bo", "", log + "\n"), date.fromisoformat(today))
    assert found == [("bo", on) for on in due]


@pytest.mark.parametrize("front", ["archived: gone\n", "paused_until: 2024-03-02\n"])
@pytest.mark.parametrize("kind", ["follow-up", "give-back"])
def test_who_rests_is_passed_over(tmp_path: Path, front: str, kind: str) -> None:
    log = "- 2024-01-31 asked recommendation\n- 2024-01-31 received endorsement\n"
    assert days(tmp_path, kind, person("bo", front, log), date(2024, 3, 1)) == []
    assert len(days(tmp_path, kind, person("bo", "paused_until: 2024-03-01\n", log), date(2024, 3, 1))) == 1


@pytest.mark.parametrize(
    ("log", "today", "due"),
    [
        ("- 2024-01-31 received recommendation", "2024-01-29", []),
        ("- 2024-01-31 received recommendation", "2024-01-31", ["2024-01-31"]),
        ("- 2024-01-31 received recommendation", "2024-07-30", ["2024-01-31"]),
        ("- 2024-01-31 received recommendation", "2024-07-31", []),
        ("- 2024-01-31 received recommendation\n- 2024-02-05 gave endorsement", "2024-02-06", []),
        ("- 2024-01-31 received recommendation\n- 2024-01-01 gave endorsement", "2024-02-06", []),
        ("- 2024-01-31 received recommendation\n- 2023-12-31 gave endorsement", "2024-02-06", ["2024-01-31"]),
        ("- 2023-12-31 received recommendation\n- 2024-01-01 gave endorsement", "2024-02-06", []),
        ("- 2023-12-31 received recommendation\n- 2024-02-07 gave endorsement", "2024-02-06", ["2023-12-31"]),
        ("- 2024-02-01 received endorsement\n- 2023-09-30 received reference", "2024-02-06", ["2023-09-30"]),
        ("- 2024-02-01 asked endorsement", "2024-02-06", []),
    ],
)
def test_giving_back(tmp_path: Path, log: str, today: str, due: list[str]) -> None:
    found = of_kind(tmp_path, "give-back", person("bo", "", log + "\n"), date.fromisoformat(today))
    assert [item.on.isoformat() for item in found] == due


def test_the_whole_items(tmp_path: Path) -> None:
    asked = person("bo", "", "- 2024-01-31 asked endorsement: By mail.\n")
    assert of_kind(tmp_path, "follow-up", asked, date(2024, 3, 1)) == [
        Due(
            "follow-up",
            "bo",
            "Bo",
            date(2024, 2, 21),
            "asked for an endorsement 4 weeks ago, no answer yet: remind them kindly",
            'netkeep log bo -k "asked endorsement"',
        )
    ]
    received = person("bo", "", "- 2024-01-31 received recommendation\n")
    assert of_kind(tmp_path, "give-back", received, date(2024, 2, 1)) == [
        Due(
            "give-back",
            "bo",
            "Bo",
            date(2024, 1, 31),
            "a recommendation from them yesterday, and none from you this year: return the favour",
            'netkeep log bo -k "gave recommendation"',
        )
    ]
