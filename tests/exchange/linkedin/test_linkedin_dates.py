from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep.exchange.importers.linkedin.dates import day_of, partial_of
from netkeep.model.dates import PartialDate


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 Mar 2024", date(2024, 3, 12)),
        (" 5 January 2020 ", date(2020, 1, 5)),
        ("12-Mar-24", date(2024, 3, 12)),
        ("5.3.2024", date(2024, 3, 5)),
        ("2024-03-14 09:41:53 UTC", date(2024, 3, 14)),
        ("2024-03-14", date(2024, 3, 14)),
        ("2023/06/10 23:13:46 UTC", date(2023, 6, 10)),
        ("7/8/26, 3:43 PM", date(2026, 7, 8)),
        ("03/12/2018, 09:41 AM", date(2018, 3, 12)),
        ("11/2/17", date(2017, 11, 2)),
        ("14/03/24", None),
        ("31 Feb 2024", None),
        ("12 Foo 2024", None),
        ("٣ Mar ٢٠٢٤", None),
        ("Mar 2024", None),
        ("", None),
    ],
)
def test_day(text: str, day: date | None) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Mar 2024", PartialDate(2024, 3)),
        ("2019", PartialDate(2019)),
        ("01 Oct 2022", PartialDate(2022, 10, 1)),
        ("Foo 2024", None),
        ("0", None),
        ("", None),
    ],
)
def test_partial_date(text: str, when: PartialDate | None) -> None:
    assert partial_of(text) == when


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_none(text: str) -> None:
    day_of(text)
    partial_of(text)
