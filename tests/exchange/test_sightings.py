import stat
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkeep.errors import NetkeepError
from netkeep.exchange.sightings import file_without, keep, load
from netkeep.model.sighting import Sighting
from netkeep.store.batch import save_all

ADA = Sighting(
    "mail",
    "ada@acme.example",
    names=("Ada Éxample", "ada"),
    times=5,
    from_them=2,
    to_them=3,
    first=date(2024, 1, 2),
    last=date(2024, 5, 6),
    together={"bo@acme.example": 2},
)
BO = Sighting("mail", "bo@acme.example", times=2)


def test_what_was_kept_is_given_back_and_is_the_owners_alone(tmp_path: Path) -> None:
    assert load(tmp_path) == ()
    keep(tmp_path, "mail", "/home/sam/mail", [BO, ADA])
    assert load(tmp_path) == (ADA, BO)
    path = tmp_path / ".netkeep/seen.jsonl"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text().splitlines()[2] == (
        '{"source": "mail", "origin": "/home/sam/mail", "address": "ada@acme.example", "names": ["Ada Éxample", "ada"],'
        ' "times": 5, "from_them": 2, "to_them": 3, "first": "2024-01-02", "last": "2024-05-06",'
        ' "together": {"bo@acme.example": 2}}'
    )


def test_the_same_origin_again_takes_the_place_of_what_it_said(tmp_path: Path) -> None:
    keep(tmp_path, "mail", "inbox", [ADA, BO])
    keep(tmp_path, "mail", "inbox", [ADA])
    assert load(tmp_path) == (ADA,)
    keep(tmp_path, "git", "inbox", [Sighting("git", "ada@acme.example", times=1)])
    assert [one.source for one in load(tmp_path)] == ["git", "mail"]


def test_a_source_by_another_name_does_not_count_twice(tmp_path: Path) -> None:
    keep(tmp_path, "mail-2", "inbox", [ADA])
    keep(tmp_path, "mail-2", "inbox", [ADA])
    assert load(tmp_path) == (ADA,)


def test_origins_of_one_source_are_added_up(tmp_path: Path) -> None:
    keep(tmp_path, "mail", "inbox", [ADA])
    more = Sighting("mail", ADA.address, ("Ada E.", "ada"), 1, 1, 0, None, date(2024, 6, 1), {"bo@acme.example": 1})
    keep(tmp_path, "mail", "archive", [more])
    assert load(tmp_path) == (
        Sighting(
            "mail",
            "ada@acme.example",
            ("ada", "Ada E.", "Ada Éxample"),
            6,
            3,
            3,
            date(2024, 1, 2),
            date(2024, 6, 1),
            {"bo@acme.example": 3},
        ),
    )


def test_who_is_dropped_is_gone_from_the_others_too(tmp_path: Path) -> None:
    keep(tmp_path, "mail", "inbox", [ADA, BO])
    save_all(tmp_path, (), records=file_without(tmp_path, {"bo@acme.example"}))
    assert "bo@" not in (tmp_path / ".netkeep/seen.jsonl").read_text()
    assert [one.address for one in load(tmp_path)] == ["ada@acme.example"]
    assert file_without(tmp_path, {"bo@acme.example"}) == []


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b"{]\n", "is damaged in line 1"),
        (b"[" * 100_000, "is damaged in line 1"),
        (b'{"format": "netkeep.seen", "version": 2}\n', "was written by another version of netkeep"),
        (b'{"format": "netkeep.seen", "version": 1}\n{"source": "mail"}\n', "is damaged in line 2"),
        (b'{"format": "netkeep.seen", "version": 1}\n\xff\n', "is damaged in line 2"),
    ],
)
def test_a_damaged_file_says_how_to_make_it_again(tmp_path: Path, data: bytes, wrong: str) -> None:
    path = tmp_path / ".netkeep/seen.jsonl"
    path.parent.mkdir()
    path.write_bytes(data)
    for action in (lambda: load(tmp_path), lambda: keep(tmp_path, "mail", "inbox", [ADA])):
        with pytest.raises(NetkeepError) as caught:
            action()
        assert str(caught.value) == (
            f"{path} {wrong}. Nothing in your vault depends on it: delete it, and import your mail, calendars and "
            "repositories again to see who is missing."
        )
    assert path.read_bytes() == data


counts = st.integers(0, 10**6)
sightings = st.builds(
    Sighting,
    source=st.sampled_from(["mail", "calendar", "git"]),
    address=st.text(max_size=12),
    names=st.lists(st.text(max_size=8), unique=True, max_size=5).map(tuple),
    times=counts,
    from_them=counts,
    to_them=counts,
    first=st.none(),
    last=st.none() | st.dates(),
    together=st.dictionaries(st.text(max_size=8), counts, max_size=3),
)


@settings(deadline=None, max_examples=60)
@given(one=sightings)
def test_any_sighting_survives(one: Sighting, tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("vault")
    keep(root, one.source, "x", [one])
    (found,) = load(root)
    assert (found.address, found.names, found.times, found.last) == (one.address, one.names, one.times, one.last)
    assert found.together == one.together
