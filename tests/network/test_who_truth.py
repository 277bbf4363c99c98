"""``who`` against a generator's truth: 10,000 people whose employers are written in many ways."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.employers import NEAR, PREFIXED, World, make
from netkeep.config import Settings
from netkeep.network.employers import employers
from netkeep.store.orgs import Org
from netkeep.store.vault import Vault

PEOPLE = 10_000
PARTS_PRECISION, INITIALS_PRECISION = 0.952, 1.0


@pytest.fixture(name="world", scope="module")
def _world() -> World:
    return make(PEOPLE, seed=1)


@pytest.fixture(name="vault", scope="module")
def _vault(world: World) -> Vault:
    vault = Vault(Path("nowhere"), Settings(), ())
    vault.__dict__["contacts"] = {one.id: one for one in world.contacts}
    vault.__dict__["organisations"] = {one.id: one for one in world.files}
    vault.__dict__["jobs"] = {}
    return vault


def questions(world: World) -> Iterator[tuple[str, str]]:
    """Yield every spelling that is used, with the organisation that it means."""
    for name in sorted(world.spellings):
        for spelling in sorted(world.spellings[name]):
            yield name, spelling


def named(orgs: tuple[Org, ...], world: World) -> set[str]:
    """Return which organisations in truth these are."""
    where = {spelling: name for name, spelling in questions(world)}
    return {where[spelling] for org in orgs for spelling in org.spellings}


def test_the_exact_tier_has_everybody_and_nobody_else(world: World, vault: Vault) -> None:
    for name, spelling in questions(world):
        org = vault.orgs.of(spelling)
        assert org is not None, spelling
        assert set(org.spellings) == world.spellings[name], (name, spelling)


def test_everybody_there_is_found_by_any_spelling(world: World, vault: Vault) -> None:
    for name, spelling in list(questions(world))[::40]:
        found = employers(vault, spelling)
        assert len(found.exact) == 1
        assert {one.id for one in vault.people_at(found.exact[0].spellings)} == world.people[name]


def test_aliases_and_domains_mean_the_one(world: World, vault: Vault) -> None:
    for record in world.files:
        for text in (*record.aliases, record.aliases[0].upper(), *record.domains, f"https://www.{record.domains[0]}/"):
            found = employers(vault, text)
            assert [org.id for org in found.exact] == [record.id], text
            assert set(found.exact[0].spellings) == world.spellings[record.name]


def test_what_only_looks_alike_is_not_even_related(world: World, vault: Vault) -> None:
    longer = dict(PREFIXED)
    for name in NEAR:
        found = employers(vault, name)
        assert named(found.exact, world) == {name}
        assert named(found.related, world) == ({longer[name]} if name in longer else set()), name


def test_parts_and_initials_are_related(world: World, vault: Vault) -> None:
    for name, parts in world.parts.items():
        assert named(employers(vault, name).related, world) == set(parts)
        assert all(name in named(employers(vault, part).related, world) for part in parts)
    for name, initials in world.initials.items():
        found = employers(vault, initials)
        assert name in named((*found.exact, *found.related), world)


def test_how_often_what_is_related_belongs_together(world: World, vault: Vault) -> None:
    """A beginning in common belongs together wherever no two firms have one; three letters stand for many."""
    told = right = 0
    for name in (*world.parts, *(short for short, _ in PREFIXED)):
        related = named(employers(vault, name).related, world)
        told, right = told + len(related), right + len(related & set(world.parts.get(name, ())))
    assert right / told == pytest.approx(PARTS_PRECISION, abs=0.005)
    told = right = 0
    for name, initials in world.initials.items():
        related = named(employers(vault, initials).related, world)
        told, right = told + len(related), right + (name in related)
    assert right / told == pytest.approx(INITIALS_PRECISION, abs=0.005)
