"""A search that asks the index first finds whom one through all files finds, and nobody else."""

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from benchmarks.generate import write_vault
from netkeep.check.reader import reader
from netkeep.config import Settings
from netkeep.network.search import search
from netkeep.store.index.refresh import open_index
from netkeep.store.index.vault import IndexedVault
from netkeep.store.load import load
from netkeep.store.vault import Vault
from tests.vaults import make_vault

TODAY = date(2026, 11, 22)
ODD = {
    "people/ada.md": (
        "---\nname: Ada Éxample\nroles: [{org: Kettle, title: CTO}]\nemails: [ada@mail.example]\n"
        "knows: [bo, {id: cy, how: choir}]\ndates: [{name: jubilee, on: 2020-01-02, every: 5 years}]\n---\n\n"
        "Met with go**od** people, ([[bo]])'s friends and x[[cy|Sigh]]y.\n\n## Log\n\n"
        "- 2026-01-02 call with [[bo]]: Tea\n"
    ),
    "people/bo.md": "---\nname: Bo Straße\n---\n\n## Log\n\n- 2026-01-03 lunch with [[ada]]: About [[cy]]'s plan.\n",
    "people/cy.md": "---\nname: Cy Quartz\naliases: [Rock]\n---\n",
    "people/di.md": "---\nname: Di\n---\n",
    "jobs/kettle-2024.md": (
        "---\norg: Kettle\n---\n\n## Log\n\n- 2026-01-04 meeting with [[di]]: Of [[kettle]] and pots\n"
    ),
    "orgs/kettle.md": "---\nname: Kettle Group\naliases: [Pots Ltd, Kettle]\n---\n",
}


@pytest.fixture(name="vaults")
def _vaults(tmp_path: Path) -> Iterator[tuple[Vault, Vault]]:
    write_vault(60, tmp_path)
    make_vault(tmp_path, ODD)
    with closing(open_index(tmp_path, reader(Settings()))) as index:
        yield IndexedVault(tmp_path, Settings(), (), connection=index), load(tmp_path)


@pytest.mark.parametrize(
    ("words", "people"),
    [
        ("quartz", ["ada", "bo", "cy"]),
        ("quartz's", ["ada", "bo"]),
        ("strasse)'s", ["ada"]),
        ("good", ["ada"]),
        ("xsighy", ["ada"]),
        ("cto,", ["ada"]),
        ("pots", ["ada", "di"]),
        ("group pots", ["ada", "di"]),
        ("quartz: choir", ["ada"]),
        ("every 5", ["ada"]),
        ("zzz", []),
    ],
)
def test_words_from_several_files(vaults: tuple[Vault, Vault], words: str, people: list[str]) -> None:
    for vault in vaults:
        hits = search(vault, words.split(), TODAY)
        assert sorted(hit.contact.id for hit in hits if not hit.contact.id.startswith("person-")) == people


def _hits(vault: Vault, words: list[str]) -> list[tuple[object, ...]]:
    """Return all that a search tells; the places in a file, which the index does not keep, left out."""
    return [(hit.contact.id, hit.matches, hit.score, hit.last) for hit in search(vault, words, TODAY)]


def test_pieces_of_all_that_is_written(vaults: tuple[Vault, Vault]) -> None:
    """Takes some seconds: some hundred searches, each through all files, too."""
    indexed, whole = vaults
    drawn = random.Random(20261122)  # noqa: S311 (drawn, not secret)
    for _ in range(150):
        text = drawn.choice(whole.documents).source
        assert text is not None
        words = [word for word in text.text.split() if drawn.random() < 0.05][:2] or ["a"]
        words = [word[(start := drawn.randrange(len(word))) : start + drawn.randint(1, 9)] for word in words]
        assert _hits(indexed, words) == _hits(whole, words), words
