"""The questions of a sweep, on small vaults written out here."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkeep.config import Settings
from netkeep.model.dates import PartialDate
from netkeep.model.jobs import JOB_KINDS, Job
from netkeep.model.people import RELATIONS
from netkeep.model.sighting import Sighting
from netkeep.network.suggest.unknown import Mention
from netkeep.network.sweeping import Seen, questions
from netkeep.network.sweeping.phase import phase
from netkeep.network.sweeping.question import Question
from netkeep.network.sweeping.shipped import SHIPPED
from netkeep.store.load import load
from netkeep.store.vault import Vault
from netkeep.text.new import NewContact
from tests.vaults import make_vault

DAY = date(2024, 6, 7)
VAULT = {
    "orgs/acme.md": "---\nname: Acme Corp\ndomains: [acme.example]\n---\n",
    "jobs/acme-2023.md": "---\norg: Acme Corp\nkind: contract\nfrom: 2023-04-03\n---\n",
    "people/grace.md": (
        "---\nname: Grace Sample\nroles: [{org: Acme Corp, team: Platform, from: 2021}]\n"
        "worked_with: [{job: acme-2023, as: manager}]\nintroduced_by: alan\n---\n\n## Log\n\n"
        "- 2024-05-20 lunch with [[ada]]: With Rosalind Quayle.\n- 2024-05-01 coffee\n- 2024-04-01 dinner\n"
    ),
    "people/ada.md": "---\nname: Ada Example\nworked_with: [{job: acme-2023, as: vendor}]\n---\n",
    "people/alan.md": "---\nname: Alan Other\nroles: [{org: Initech}]\n---\n",
    "people/bo.md": "---\nname: Bo Beside\nroles: [{org: Acme Corp, from: 2024}]\n---\n",
}
SEEN = Seen(
    (
        Sighting("calendar", "gus@acme.example", ("Gus Green",), 9, 0, 0, DAY, DAY),
        Sighting("calendar", "far@initech.example", ("Far Off",), 9, 0, 0, DAY, DAY),
    ),
    (Mention("Rosalind Quayle", "people/grace.md:9"), Mention("Else Where", "people/alan.md:9")),
)


def asked(
    tmp_path: Path, seen: Seen = SEEN, today: date = DAY, answered: frozenset[str] = frozenset()
) -> tuple[Question, ...]:
    vault = load(make_vault(tmp_path, VAULT))
    return questions(vault, vault.jobs["acme-2023"], today, seen, answered)


def of_kind(kind: str, found: tuple[Question, ...]) -> list[Question]:
    return [one for one in found if one.kind == kind]


def test_what_the_vault_and_the_imports_know_becomes_questions(tmp_path: Path) -> None:
    found = asked(tmp_path)
    assert of_kind("seen", found) == [
        Question(
            "seen:gus@acme.example",
            "seen",
            "Add Gus Green?",
            "you met 9 times, last on 2024-06-07",
            proposal=NewContact("Gus Green", ("gus@acme.example",), org="Acme Corp"),
        ),
        Question(
            "seen:rosalind quayle",
            "seen",
            "Add Rosalind Quayle?",
            "named in people/grace.md:9",
            proposal=NewContact("Rosalind Quayle"),
        ),
    ]
    assert [one.text for one in of_kind("colleague", found)] == ["Did you work with Bo Beside at Acme Corp?"]
    assert [one.person for one in of_kind("colleague", found)] == ["bo"]
    assert [one.text for one in of_kind("strong", found)] == ["Who would Grace Sample say you have missed?"]
    assert of_kind("team", found) == [
        Question(
            "team:Platform", "team", "Who else is in Platform, with Grace Sample?", relation="manager", team="Platform"
        )
    ]
    assert of_kind("meeting", found) == [
        Question(
            "meeting:2024-05-20:ada+grace",
            "meeting",
            "Who else was there?",
            "lunch with Ada Example and Grace Sample",
            date(2024, 5, 20),
        )
    ]
    assert of_kind("introduction", found) == [
        Question(
            "introduction:alan",
            "introduction",
            "Whom else did Alan Other introduce to you?",
            "already: Grace Sample",
            introduced_by="alan",
        )
    ]


def test_the_first_questions_come_by_turns(tmp_path: Path) -> None:
    assert [one.kind for one in asked(tmp_path)][:5] == ["seen", "shipped", "strong", "colleague", "seen"]


def test_groups_with_nobody_come_first(tmp_path: Path) -> None:
    relations = [one.relation for one in asked(tmp_path) if one.kind == "shipped"]
    assert set(relations[:4]) == {"other-team", "leadership", "customer", "recruiter"}


def test_nothing_is_asked_twice_and_enough_is(tmp_path: Path) -> None:
    found = asked(tmp_path)
    assert max(Counter(one.key for one in found).values()) == 1
    assert max(Counter((one.text, one.why, one.day) for one in found).values()) == 1
    assert len(found) > 30


def test_a_day_has_its_questions_and_another_day_others(tmp_path: Path) -> None:
    today = [one.key for one in asked(tmp_path)]
    assert [one.key for one in asked(tmp_path)] == today
    tomorrow = [one.key for one in asked(tmp_path, today=DAY + timedelta(days=1))]
    assert tomorrow != today
    assert set(tomorrow) == set(today)


def test_what_the_last_sweep_answered_comes_last(tmp_path: Path) -> None:
    before = asked(tmp_path)
    after = asked(tmp_path, answered=frozenset(one.mark for one in before[:3]))
    assert after == (*before[3:], *before[:3])


def test_who_is_dismissed_is_not_asked_for(tmp_path: Path) -> None:
    found = asked(tmp_path, Seen(SEEN.sightings, (), frozenset({"gus@acme.example"})))
    assert of_kind("seen", found) == []


def test_a_mark_tells_no_name() -> None:
    assert Question("seen:gus@acme.example", "seen", "Add Gus?").mark == "6580e5b7ee4dc7da"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2023, 4, 3), "first"),
        (date(2023, 4, 30), "first"),
        (date(2023, 5, 1), "middle"),
        (date(2024, 5, 30), "middle"),
        (date(2024, 5, 31), "last"),
        (date(2024, 6, 30), "last"),
        (date(2024, 7, 1), "after"),
    ],
)
def test_a_job_has_phases(today: date, expected: str) -> None:
    job = Job("acme", "Acme", start=PartialDate(2023, 4, 3), end=PartialDate(2024, 6, 30))
    assert phase(job, today) == expected


def test_a_job_of_unknown_days_is_in_its_middle() -> None:
    assert phase(Job("acme", "Acme"), DAY) == "middle"


def test_the_shipped_questions_are_well_formed() -> None:
    assert len({one.key for one in SHIPPED}) == len({one.text for one in SHIPPED}) == len(SHIPPED) >= 40
    assert {one.relation for one in SHIPPED} <= set(RELATIONS)
    assert {kind for one in SHIPPED for kind in one.kinds} <= set(JOB_KINDS)
    assert all(one.text.endswith("?") and len(one.text) <= 70 for one in SHIPPED)
    assert not any(one.key.partition(":")[1] for one in SHIPPED)


def test_every_kind_of_job_and_phase_has_questions_for_every_group(tmp_path: Path) -> None:
    for kind in JOB_KINDS:
        job = f"---\norg: Acme Corp\nkind: {kind}\nfrom: 2023-04-03\nto: 2024-06-30\n---\n"
        vault = load(make_vault(tmp_path / kind, {"jobs/acme.md": job}))
        for today in (date(2023, 4, 10), date(2023, 9, 1), date(2024, 6, 10), date(2025, 1, 1)):
            found = questions(vault, vault.jobs["acme"], today, Seen())
            missing = {"peer", "other-team", "leadership", "vendor", "customer"} - {one.relation for one in found}
            assert missing == set(), (kind, today)
            assert len(found) >= 20, (kind, today)


@settings(deadline=None, max_examples=50)
@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_any_day_gives_questions_once_and_always_the_same(today: date) -> None:
    job = Job("acme", "Acme", start=PartialDate(2023), end=PartialDate(2024, 6))
    vault = Vault(Path("/nowhere"), Settings(), ())
    found = questions(vault, job, today, Seen())
    assert found == questions(vault, job, today, Seen())
    assert len({one.key for one in found}) == len(found)
