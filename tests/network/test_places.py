from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep.model.dates import PartialDate
from netkeep.model.jobs import Job
from netkeep.model.people import Role
from netkeep.network.employment import colleagues, in_jobs, overlap, surely_overlap
from netkeep.network.places import posts_at, posts_by_org
from netkeep.network.ties import acquainted, neighbours
from netkeep.store.load import load
from netkeep.store.vault import Vault
from tests.vaults import make_vault

TODAY = date(2024, 6, 1)


def vault_of(root: Path, people: dict[str, str], files: dict[str, str] | None = None) -> Vault:
    contacts = {f"people/{name}.md": f"---\nname: {name.title()}\n{front}---\n" for name, front in people.items()}
    return load(make_vault(root, contacts | (files or {})))


def test_who_is_and_was_at_an_organisation(tmp_path: Path) -> None:
    vault = vault_of(
        tmp_path,
        {
            "ada": "roles: [{org: Acme Corp, from: 2020}, {org: ACME, to: 2019}]\n",
            "bo": "roles: [{org: acme, to: 2023}]\n",
            "cy": "roles: [{org: Big A, to: 2024-06}]\n",
            "di": "roles: [{org: Metacme}]\n",
            "ed": "roles: [{org: 'Acme, Inc.', to: 2024-06-01}]\n",
            "fi": "roles: [{org: Acme Ltd, to: 2024-05-31}]\n",
        },
        {"orgs/acme.md": "---\nname: Acme\naliases: [Big A]\n---\n"},
    )
    acme = vault.orgs.of("ACME")
    assert acme is not None
    assert [(post.contact.id, post.role.org) for post in posts_at(vault, acme)] == [
        ("ada", "Acme Corp"),
        ("ada", "ACME"),
        ("bo", "acme"),
        ("cy", "Big A"),
        ("ed", "Acme, Inc."),
        ("fi", "Acme Ltd"),
    ]
    assert tuple(posts_by_org(vault)["acme"]) == posts_at(vault, acme)
    assert sorted(posts_by_org(vault)) == ["acme", "metacme"]


JOB = {"jobs/acme-2023.md": "---\norg: Acme\nfrom: 2023-04-03\nto: 2024-06-30\n---\n"}


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        ("worked_with: [{job: acme-2023, as: peer}]\n", ("peer", True)),
        ("worked_with: [{job: '[[acme-2023]]'}]\n", (None, True)),
        ("worked_with: [{job: other, as: peer}]\n", None),
        ("worked_with: [{job: other, as: peer}, {job: acme-2023, as: report}]\n", ("report", True)),
        ("worked_with: [{job: acme-2023, as: vendor}]\nroles: [{org: Acme}]\n", ("vendor", True)),
        ("roles: [{org: Acme Corp}]\n", (None, False)),
        ("roles: [{org: Acme, from: 2024-06-30}]\n", (None, True)),
        ("roles: [{org: Acme, from: 2024-07-01}]\n", None),
        ("roles: [{org: Acme, from: 2024}]\n", (None, False)),
        ("roles: [{org: Acme, from: 2022}]\n", (None, True)),
        ("roles: [{org: Acme, to: 2023-04-02}]\n", None),
        ("roles: [{org: Acme, to: 2023-04-03}]\n", (None, False)),
        ("roles: [{org: Acme, to: 2023-04}]\n", (None, False)),
        ("roles: [{org: Acme, to: 2023}]\n", (None, False)),
        ("roles: [{org: Acme, to: 2022}]\n", None),
        ("roles: [{org: Other}, {org: ACME, from: 2024-01}]\n", (None, True)),
        ("roles: [{org: Acme}, {org: ACME, from: 2024-01}]\n", (None, True)),
        ("roles: [{org: Acmeology}]\n", None),
        ("", None),
    ],
)
def test_who_belongs_to_a_job(tmp_path: Path, front: str, wanted: tuple[str | None, bool] | None) -> None:
    vault = vault_of(tmp_path, {"ada": front}, JOB)
    job = vault.jobs["acme-2023"]
    assert [one[1:] for one in in_jobs(vault, vault.contacts["ada"])] == ([wanted] if wanted else [])
    certain = [("ada", wanted[0])] if wanted and wanted[1] else []
    assert [(one.contact.id, one.relation) for one in colleagues(vault, job)] == certain


@pytest.mark.parametrize(
    ("log", "certain"),
    [
        ("- 2023-04-03 call", True),
        ("- 2024-06-30 coffee", True),
        ("- 2023-04-02 call", False),
        ("- 2024-07-01 call", False),
        ("- 2024-01-01 connected", False),
        ("- 2024-01-01 note", False),
    ],
)
def test_what_happened_in_the_time_of_a_job_is_evidence(tmp_path: Path, log: str, *, certain: bool) -> None:
    ada = f"---\nname: Ada\nroles: [{{org: Acme}}]\n---\n\n## Log\n\n{log}\n"
    bo = f"---\nname: Bo\n---\n\n## Log\n\n{log}\n"
    vault = load(make_vault(tmp_path, {"people/ada.md": ada, "people/bo.md": bo, **JOB}))
    assert [one.certain for one in in_jobs(vault, vault.contacts["ada"])] == [certain]
    assert in_jobs(vault, vault.contacts["bo"]) == ()


@pytest.mark.parametrize(("dates", "certain"), [("", False), ("to: 2024-06-30\n", False), ("from: 2023\n", True)])
def test_nothing_is_told_to_have_happened_in_a_job_without_a_beginning(
    tmp_path: Path, dates: str, *, certain: bool
) -> None:
    ada = "---\nname: Ada\nroles: [{org: Acme}]\n---\n\n## Log\n\n- 2024-01-03 call\n"
    job = f"---\norg: Acme\n{dates}---\n"
    vault = load(make_vault(tmp_path, {"people/ada.md": ada, "jobs/acme.md": job}))
    assert [one.certain for one in in_jobs(vault, vault.contacts["ada"])] == [certain]


def test_who_has_no_employer_is_nobodys_colleague(tmp_path: Path) -> None:
    files = {
        "netkeep.toml": 'format = 1\n[orgs]\nnone = ["Various"]\n',
        "jobs/own.md": "---\norg: Freelance\nfrom: 2020\n---\n",
    }
    roles = "roles: [{org: Freelance, from: 2020}, {org: VARIOUS, from: 2020}, {org: '-', from: 2020}]\n"
    vault = vault_of(tmp_path, {"ada": roles, "bo": roles}, files)
    assert vault.orgs.all() == ()
    assert in_jobs(vault, vault.contacts["ada"]) == ()
    assert posts_by_org(vault) == {}


partial = st.none() | st.builds(PartialDate, st.integers(2000, 2004), st.none() | st.integers(1, 12))
Ends = tuple[PartialDate | None, PartialDate | None]
ends = st.tuples(partial, partial).filter(
    lambda pair: not (pair[0] and pair[1]) or pair[0].earliest() <= pair[1].latest()
)


@given(ends, ends)
def test_overlap_is_the_same_from_both_sides(theirs: Ends, mine: Ends) -> None:
    one = overlap(Role("a", start=theirs[0], end=theirs[1]), Job("j", "a", start=mine[0], end=mine[1]))
    other = overlap(Role("a", start=mine[0], end=mine[1]), Job("j", "a", start=theirs[0], end=theirs[1]))
    months = range(2000 * 12, 2005 * 12)

    def covers(first: PartialDate | None, last: PartialDate | None, month: int) -> bool:
        low = 0 if first is None else first.year * 12 + (first.month or 1) - 1
        high = 99999 if last is None else last.year * 12 + (last.month or 12) - 1
        return low <= month <= high

    assert one == other == any(covers(*theirs, month) and covers(*mine, month) for month in months)


@given(ends, ends)
def test_what_surely_overlaps_does_so_whenever_it_was(theirs: Ends, mine: Ends) -> None:
    one, other = Role("a", start=theirs[0], end=theirs[1]), Job("j", "a", start=mine[0], end=mine[1])
    assert surely_overlap(one, other) == surely_overlap(other, one)
    if not (theirs[0] and mine[0]):
        assert not surely_overlap(one, other)
    elif surely_overlap(one, other):
        last = Role("a", start=PartialDate.parse(str(theirs[0].latest())), end=theirs[1])
        assert overlap(one, other)
        assert overlap(last, other)


def test_neighbours_are_read_in_both_directions(tmp_path: Path) -> None:
    vault = vault_of(
        tmp_path,
        {
            "ada": "knows: [bo, {id: cy, how: siblings}, gone, ada]\n",
            "bo": "knows: [{id: ada, how: chess}]\n",
            "cy": "knows: [{id: ada, how: family}]\n",
            "di": "knows: [ada]\n",
            "ed": "",
        },
    )

    def told(person: str) -> list[tuple[str, str | None]]:
        return [(other.id, how) for other, how in neighbours(vault, vault.contacts[person])]

    assert told("ada") == [("bo", "chess"), ("cy", "siblings"), ("di", None)]
    assert told("bo") == [("ada", "chess")]
    assert told("cy") == [("ada", "family")]
    assert told("di") == [("ada", None)]
    assert told("ed") == []
    everyone = acquainted(vault)
    assert {person: [tuple(tie) for tie in ties] for person, ties in everyone.items()} == {
        person: list(neighbours(vault, vault.contacts[person])) for person in ("ada", "bo", "cy", "di")
    }
