import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from netkeep.network.completeness import MIN_OVERLAP, chao, chapman, completeness


def test_chapman_on_the_turtles_of_the_textbooks() -> None:
    """Ten marked, fifteen caught later, five of them marked: 28, with an interval of 22 to 65 (Sadinle 2009)."""
    found = chapman(10, 15, 5)
    assert found.total == pytest.approx(28.333, abs=0.001)
    assert found.variance == pytest.approx(34.92, abs=0.01)
    assert (round(found.low), round(found.high), found.at_least) == (22, 65, False)


def test_chao_on_the_penned_rabbits() -> None:
    """Of 135 cottontails 76 were trapped: 43 once, 16 twice (Edwards and Eberhardt 1967; Chao 1987)."""
    found = chao(76, 43, 16)
    assert found.total == pytest.approx(133.78, abs=0.01)
    assert found.low < 135 < found.high
    assert found.at_least


def test_chao_where_nobody_was_seen_twice() -> None:
    assert chao(10, 4, 0).total == 16
    assert (chao(10, 0, 0).low, chao(10, 0, 0).high) == (10, 10)


@pytest.mark.parametrize(("first", "second", "both"), [(3, 3, 4), (3, 2, 3), (3, 3, -1)])
def test_lists_that_cannot_be(first: int, second: int, both: int) -> None:
    with pytest.raises(ValueError, match="share"):
        chapman(first, second, both)
    with pytest.raises(ValueError, match="no more people"):
        chao(3, 2, 2)


@given(st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 5000))
def test_chapman_never_says_fewer_than_were_seen(first: int, second: int, both: int) -> None:
    assume(both <= min(first, second))
    found = chapman(first, second, both)
    assert found.total >= first + second - both - 1e-6
    assert first + second - both - 0.5 <= found.low <= found.high
    assert found.variance >= 0
    assert found == chapman(second, first, both) or found.total == pytest.approx(chapman(second, first, both).total)


@given(st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 5000))
def test_chao_never_says_fewer_than_were_seen(once: int, twice: int, more: int) -> None:
    found = chao(once + twice + more, once, twice)
    assert once + twice + more <= found.low <= found.total <= found.high or math.isclose(found.low, found.total)


PEOPLE = [str(number) for number in range(30)]


def test_two_sources_three_sources_and_none() -> None:
    two = completeness("Acme", {"mail": PEOPLE[:15], "calendar": PEOPLE[5:15], "git": []}, 3)
    assert (two.sources, two.seen, two.overlap, two.in_vault) == ({"calendar": 10, "mail": 15}, 15, 10, 3)
    assert two.estimate is not None
    assert (two.estimate.total, two.estimate.at_least) == (15, False)
    three = completeness("Acme", {"mail": PEOPLE[:15], "calendar": PEOPLE[5:20], "vault": PEOPLE[14:16]}, 2)
    assert three.estimate is not None
    assert three.estimate.at_least
    assert three.estimate.total == pytest.approx(20 + 9**2 / (2 * 10))
    assert completeness("Acme", {"mail": PEOPLE}, 0).why == "only one source has seen people there"
    few = completeness("Acme", {"mail": PEOPLE[:10], "git": PEOPLE[10 - MIN_OVERLAP + 1 :]}, 0)
    assert (few.estimate, few.why) == (None, "too few are in more than one source: 6, and it takes 7")
