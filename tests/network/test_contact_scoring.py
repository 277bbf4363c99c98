from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep.model.sighting import Sighting
from netkeep.network.contact_scoring import is_robot, is_shared, ranked, recency, score

TODAY = date(2024, 6, 7)


@pytest.mark.parametrize(
    ("one", "wanted"),
    [
        (Sighting("mail", "a", times=10, from_them=10, last=TODAY), 0.25),
        (Sighting("mail", "a", times=10, to_them=10, last=TODAY), 0.8170),
        (Sighting("mail", "a", times=40, last=TODAY), 0.25),
        (Sighting("calendar", "a", times=5, last=TODAY), 0.5),
        (Sighting("git", "a", times=20, last=TODAY), 0.5),
        (Sighting("git", "a", times=20), 0.125),
        (Sighting("mail", "a"), 0.0),
    ],
)
def test_how_much_an_address_counts(one: Sighting, wanted: float) -> None:
    assert score(one, TODAY) == pytest.approx(wanted, abs=0.0001)


def test_recency_halves_every_two_years() -> None:
    assert [round(recency(TODAY - timedelta(days=731 * n), TODAY), 2) for n in range(4)] == [1, 0.5, 0.25, 0.12]
    assert (recency(TODAY + timedelta(days=9), TODAY), recency(None, TODAY)) == (1, 0)


sightings = st.builds(
    Sighting,
    st.just("mail"),
    st.text(max_size=3),
    times=st.integers(0, 10**7),
    from_them=st.integers(0, 10**7),
    to_them=st.integers(0, 10**7),
    last=st.none() | st.dates(),
)


@given(sightings, sightings)
def test_whom_the_owner_wrote_to_stands_first(one: Sighting, other: Sighting) -> None:
    first, second = ranked([one, other], TODAY)
    assert bool(first.to_them) >= bool(second.to_them)
    assert 0 <= score(second, TODAY) <= score(first, TODAY) <= 1


@pytest.mark.parametrize(
    "address",
    [
        *("no-reply@a.example", "noreply@a.example", "do_not_reply@a.example", "donotreply@a.example"),
        *("mailer-daemon@a.example", "x-bounces@a.example", "crew-request@a.example", "owner-crew@a.example"),
        *("reply+3fx@reply.example", "ci-bot@a.example", "dependabot@a.example", "weekly.newsletter@a.example"),
        *("crew@lists.a.example", "crew@googlegroups.com", "room-1@resource.calendar.google.com", "x@host.local"),
    ],
)
def test_robots(address: str) -> None:
    assert is_robot(address)


@pytest.mark.parametrize(
    "address", ["ada@a.example", "talbot@a.example", "noreen@a.example", "listing@a.example", "rooter@listsrv.example"]
)
def test_people(address: str) -> None:
    assert not is_robot(address)
    assert not is_shared(address)


def test_offices_are_shared() -> None:
    assert is_shared("info@a.example")
    assert is_shared("sales@a.example")
    assert not is_shared("salesman@a.example")
