from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkeep.config import Settings
from netkeep.model.body import LogEntry, Span
from netkeep.model.dates import Duration
from netkeep.model.kinds import Kinds
from netkeep.network.strength import FAVOUR_WEIGHTS, KIND_WEIGHTS, measure, remembers, strength
from netkeep.store.load import load
from netkeep.store.vault import HistoryEntry
from tests.vaults import make_vault

TODAY = date(2024, 6, 1)
KINDS = [*KIND_WEIGHTS, *(f"{act} {favour}" for act in ("asked", "received", "gave") for favour in FAVOUR_WEIGHTS)]


def happening(days_ago: int, kind: str) -> HistoryEntry:
    day = TODAY - timedelta(days=days_ago)
    return HistoryEntry(day, kind, "", (), "bo", LogEntry(day, kind, (), "", Span(0, 0)))


def score(*happenings: tuple[int, str], settings: Settings = Settings()) -> float:  # noqa: B008 (frozen)
    return measure([happening(*one) for one in happenings], settings, TODAY).score


@pytest.mark.parametrize(
    ("entries", "expected", "level"),
    [
        ([], 0.0, "none"),
        ([(0, "note"), (3, "connected"), (5, "declined recommendation")], 0.0, "none"),
        ([(-1, "coffee")], 0.0, "none"),
        ([(0, "coffee")], 3.0, "acquainted"),
        ([(365, "coffee")], 1.5, "acquainted"),
        ([(730, "email")], 0.25, "weak"),
        ([(0, "dinner"), (0, "asked recommendation")], 5.0, "warm"),
        ([(0, "received recommendation"), (0, "gave recommendation")], 12.0, "close"),
    ],
)
def test_what_entries_weigh(entries: list[tuple[int, str]], expected: float, level: str) -> None:
    found = measure([happening(*one) for one in entries], Settings(), TODAY)
    assert (round(found.score, 6), found.level) == (expected, level)


def test_memory_sets_how_fast_a_tie_fades() -> None:
    quick = Settings(fades_after=Duration(2, "month"))
    assert round(score((30, "coffee"), settings=quick), 2) == 1.52  # half of 61 days
    assert score((30, "coffee")) > 2.8


def test_a_kind_of_ones_own_counts_where_the_settings_say_so() -> None:
    kinds = Settings(kinds=Kinds({"podcast": True, "gossip": False}))
    assert score((0, "podcast"), (0, "gossip"), settings=kinds) == 1.0


entries = st.lists(st.tuples(st.integers(0, 4000), st.sampled_from(KINDS)), max_size=12)


@settings(deadline=None)
@given(entries, st.tuples(st.integers(0, 4000), st.sampled_from(KINDS)), st.integers(0, 400))
def test_it_is_monotone(some: list[tuple[int, str]], more: tuple[int, str], later: int) -> None:
    assert score(*some, more) >= score(*some)
    sooner = (max(0, more[0] - later), more[1])
    assert score(*some, sooner) >= score(*some, more)


@settings(deadline=None)
@given(entries)
def test_its_parts_are_its_sum_and_order_is_nothing(some: list[tuple[int, str]]) -> None:
    found = measure([happening(*one) for one in some], Settings(), TODAY)
    assert found.score == pytest.approx(sum(part.left for part in found.parts))
    assert found.score == pytest.approx(score(*reversed(some)))


def test_whom_one_shares_an_entry_with_has_it_too_and_memory_ends_on_its_day(tmp_path: Path) -> None:
    vault = load(
        make_vault(
            tmp_path,
            {
                "people/ada.md": "---\nname: Ada\n---\n\n## Log\n\n- 2022-06-01 coffee with [[bo]]\n",
                "people/bo.md": "---\nname: Bo\n---\n",
                "people/cy.md": "---\nname: Cy\n---\n",
            },
        )
    )
    assert strength(vault, "bo", TODAY).score == strength(vault, "ada", TODAY).score > 0
    assert [remembers(vault, person, TODAY) for person in ("ada", "bo", "cy")] == [True, True, False]
    assert not remembers(vault, "bo", TODAY + timedelta(days=1))
