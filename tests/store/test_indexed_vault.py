"""A vault out of its index answers as the files do, whoever has been read already."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from netkeep.check.reader import reader
from netkeep.config import Settings
from netkeep.store.index.refresh import open_index
from netkeep.store.index.vault import IndexedVault
from netkeep.store.load import load
from netkeep.store.vault import Vault
from tests.vaults import make_vault

FILES = {
    "people/ada.md": (
        "---\nname: Ada\nknows:\n  - {id: bo, how: school}\n  - nobody\n---\n\n## Log\n\n"
        "- 2024-03-01 coffee with [[bo]], [[cy]]: Hi\n- 2024-01-01 call: Alone\n"
    ),
    "people/bo.md": "---\nname: Bo\nintroduced_by: ada\n---\n\n## Log\n\n- 2024-02-01 lunch with [[ada]]\n",
    "people/cy.md": "---\nname: Cy\nknows: [ada]\nintroduced_by: bo\n---\n",
    "people/other/cy.md": "---\nname: Cy Two\nknows: [bo]\n---\n\n## Log\n\n- 2024-05-01 call with [[ada]]\n",
    "jobs/acme.md": "---\norg: Acme\n---\n\n## Log\n\n- 2024-04-01 meeting with [[ada]], [[cy]]\n- 2024-04-02 note\n",
}
PEOPLE = ("ada", "bo", "cy", "nobody")


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    return make_vault(tmp_path, FILES)


@pytest.fixture(name="vault")
def _vault(root: Path) -> Iterator[Vault]:
    with closing(open_index(root, reader(Settings()))) as index:
        yield IndexedVault(root, Settings(), (), connection=index)


@pytest.mark.parametrize("acquainted", [(), ("ada",), PEOPLE])
@pytest.mark.parametrize("recalled", [(), ("cy", "ada"), PEOPLE])
def test_it_answers_as_the_files_do(
    root: Path, vault: Vault, acquainted: tuple[str, ...], recalled: tuple[str, ...]
) -> None:
    vault.prefetch_ties(acquainted)
    vault.prefetch_history(recalled)
    told = [
        [(one.date, one.kind, one.text, one.others, one.source) for one in vault.history(person)] for person in PEOPLE
    ]
    files = load(root)
    assert told == [
        [(one.date, one.kind, one.text, one.others, one.source) for one in files.history(person)] for person in PEOPLE
    ]
    for person in PEOPLE:
        assert [one.name for one in vault.naming(person)] == [one.name for one in files.naming(person)]
        assert [one.id for one in vault.linking(person)] == [one.id for one in files.linking(person)]
    assert [one.id for one in vault.linking("cy")] == ["ada", "acme"]


def test_what_names_no_employer_is_no_organisation_in_an_index_either(tmp_path: Path) -> None:
    settings = 'format = 1\n[orgs]\nnone = ["Various"]\n'
    roles = "roles: [{org: Freelance}, {org: VARIOUS}, {org: '-'}, {org: Student}, {org: Acme}, {org: freelance ltd}]\n"
    files = {
        "netkeep.toml": settings,
        "people/ada.md": f"---\nname: Ada\n{roles}---\n",
        "jobs/own.md": "---\norg: Retired\n---\n",
        "orgs/student.md": "---\nname: Student\n---\n",
    }
    loaded = load(make_vault(tmp_path, files))
    with closing(open_index(tmp_path, reader(loaded.settings))) as index:
        vault = IndexedVault(tmp_path, loaded.settings, (), connection=index)
        told = [(org.id, org.spellings) for org in vault.orgs.all()]
        assert told == [(org.id, org.spellings) for org in loaded.orgs.all()]
        assert told == [("acme", ("Acme",)), ("freelance-ltd", ("freelance ltd",)), ("student", ("Student",))]
        for org in loaded.orgs.all():
            assert [one.id for one in vault.people_at(org.spellings)] == ["ada"]
            assert [one.id for one in loaded.people_at(org.spellings)] == ["ada"]
