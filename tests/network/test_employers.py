from pathlib import Path

import pytest

from netkeep.network.employers import employers, nearest
from netkeep.store.load import load
from netkeep.store.vault import Vault
from tests.vaults import make_vault

USED = (
    *(
        "Meta",
        "Metabolic",
        "Acme Corp.",
        "ACME",
        "Acme Cloud",
        "Acmeist Poets",
        "Deutsche Bahn AG",
        "Big Example Machines",
    ),
    *("Société Générale", "Delta Air Lines"),
)


@pytest.fixture(name="vault")
def _vault(tmp_path: Path) -> Vault:
    people = {
        f"people/p-{number}.md": f"---\nname: P {number}\nroles:\n  - org: {org}\n---\n"
        for number, org in enumerate(USED)
    }
    bahn = "---\nname: Deutsche Bahn AG\naliases: [DB]\ndomains: [bahn.example]\n---\n"
    return load(make_vault(tmp_path, {**people, "orgs/bahn.md": bahn}))


@pytest.mark.parametrize(
    ("text", "exact", "related"),
    [
        ("meta", ["Meta"], []),
        ("Metabolic GmbH", ["Metabolic"], []),
        ("acme, inc", ["ACME"], ["Acme Cloud"]),
        ("Acme Cloud", ["Acme Cloud"], ["ACME"]),
        ("db", ["Deutsche Bahn AG"], []),
        ("bahn.example", ["Deutsche Bahn AG"], []),
        ("https://www.bahn.example/", ["Deutsche Bahn AG"], []),
        ("BAHN", ["Deutsche Bahn AG"], []),
        ("B.E.M.", [], ["Big Example Machines"]),
        ("societe generale", ["Société Générale"], []),
        ("Delta", [], ["Delta Air Lines"]),
        ("Air", [], []),
    ],
)
def test_what_a_name_means(vault: Vault, text: str, exact: list[str], related: list[str]) -> None:
    found = employers(vault, text)
    assert ([org.name for org in found.exact], [org.name for org in found.related]) == (exact, related)
    assert bool(found) == bool(exact or related)


@pytest.mark.parametrize(
    ("text", "names"),
    [("Metabolik", ["Metabolic", "Meta"]), ("Deutche Bann", ["Deutsche Bahn AG"]), ("qqqq", []), ("", [])],
)
def test_what_comes_near(vault: Vault, text: str, names: list[str]) -> None:
    assert [org.name for org in nearest(vault, text)][: len(names) or None] == names
