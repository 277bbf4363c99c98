"""When the owner was in touch, over everybody."""

from datetime import date
from pathlib import Path

from netkeep.network.contact_history import Days, by_month, days, first_of_last, since
from netkeep.store.load import load
from tests.vaults import make_vault

_TODAY = date(2024, 6, 3)
_FILES = {
    "people/ada.md": """---
name: Ada
---

## Log

- 2024-06-04 coffee: Not yet.
- 2024-05-20 coffee with [[bob]]: Both.
- 2024-05-20 received recommendation
- 2024-05-01 note: Does not count.
- 2023-01-05 call
""",
    "people/bob.md": "---\nname: Bob\n---\n",
    "jobs/j.md": """---
org: Acme
---

## Log

- 2024-04-02 event with [[bob]], [[nobody]]: All of us.
- 2024-04-02 event: Without them.
- 2024-04-01 event with [[nobody]]: A stranger.
""",
}


def test_each_entry_counts_once_and_on_its_day(tmp_path: Path) -> None:
    vault = load(make_vault(tmp_path, _FILES))
    own = {date(2024, 5, 20): 2, date(2023, 1, 5): 1}
    assert days(vault, _TODAY) == Days(
        contacts={**own, date(2024, 4, 2): 1},
        own=own,
        received={date(2024, 5, 20): 1},
        people={date(2024, 5, 1): 2, date(2024, 4, 1): 1, date(2023, 1, 1): 1},
        new={date(2023, 1, 5): 1, date(2024, 4, 2): 1},
    )
    assert [since(vault, _TODAY, day) for day in (date(2024, 5, 21), date(2024, 5, 20), date.min)] == [
        (),
        ("ada", "bob"),
        ("ada", "bob"),
    ]


def test_days_are_added_up_and_looked_back_upon() -> None:
    counted = {date(2024, 5, 20): 2, date(2024, 5, 3): 1, date(2023, 1, 5): 1}
    assert by_month(counted) == {date(2024, 5, 1): 3, date(2023, 1, 1): 1}
    found = [first_of_last(counted, most) for most in (1, 2, 3, 4, 5)]
    assert found == [date(2024, 5, 20), date(2024, 5, 20), date(2024, 5, 3), date(2023, 1, 5), date.min]
