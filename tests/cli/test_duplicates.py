import json
from pathlib import Path

from tests.cli.conftest import Netkeep
from tests.cli.people import VAULT
from tests.vaults import make_vault

TWICE = {
    "people/bo.md": "---\nname: Bo Quayle\nemails: [bo@acme.example]\ntags: [chess]\n---\n",
    "people/bo-2.md": "---\nname: B. Quayle\nemails: [BO@acme.example]\n---\n",
    "people/cy.md": "---\nname: Cy Sample\nlocation: Leeds\n---\n",
    "people/cyrus.md": "---\nname: Cyrus Sample\nlocation: Leeds, UK\n---\n",
    "people/grace-2.md": "---\nname: Grace Sample\n---\n",
}


def test_the_likeliest_pair_comes_first(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {**VAULT, **TWICE})
    assert netkeep("merge") == (
        0,
        "netkeep merge bo bo-2  # the same e-mail address, a similar name\n",
        "",
    )


def test_pairs_for_programs(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, TWICE)
    result = netkeep("merge", "--format", "json")
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out)["pairs"][0] == {
        "keep": {"id": "bo", "name": "Bo Quayle", "path": "people/bo.md"},
        "other": {"id": "bo-2", "name": "B. Quayle", "path": "people/bo-2.md"},
        "score": 94,
        "evidence": ["the same e-mail address", "a similar name"],
    }


def test_nobody_is_here_twice(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    assert netkeep("merge") == (0, "", "netkeep: no likely duplicates\n")
    result = netkeep("merge", "--format", "json")
    assert json.loads(result.out) == {"format": "netkeep.duplicates", "version": 1, "pairs": []}
