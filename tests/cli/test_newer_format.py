"""A vault of a newer format: nothing writes to it, judges it or publishes it, and what reads says so."""

import subprocess
from pathlib import Path

import pytest

from netkeep.store.init_vault import start_vault
from tests.cli.conftest import Netkeep
from tests.vaults import make_vault

REFUSED = "netkeep.toml: the vault has format 3, and this netkeep knows 2: install a newer netkeep. Nothing was done."
WARNING = "netkeep: the vault has format 3, and this netkeep knows 2: something may be missing\n"


@pytest.fixture(name="vault")
def _vault(tmp_path: Path) -> Path:
    start_vault(tmp_path)
    files = {
        "netkeep.toml": "format = 3\nvisibility = 1\n\n[site]\nsecret = ['ada']\n",
        "people/ada-example.md": "---\nname: Ada Example\ncadence: 3 months\nemails: [ada@x.example]\nnewer: 1\n---\n",
        "people/bo-sample.md": "---\nname: Bo Sample\nemails: [ada@x.example]\nroles: [{org: Acme}]\n---\n",
        "jobs/acme-2023.md": "---\norg: Acme\nfrom: 2023-01\n---\n",
    }
    make_vault(tmp_path, files)
    subprocess.run(["git", "add", "."], cwd=tmp_path, check=True)
    return tmp_path


def contents(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.relative_to(root).parts[0] not in {".netkeep", ".git"}
    }


@pytest.mark.parametrize(
    "words",
    [
        ("log", "ada", "-k", "call"),
        ("add", "Cy Example"),
        ("remind", "ada", "2027-01-01", "write"),
        ("set", "ada", "paused_until=2027-01-01"),
        ("rename", "ada-example", "ada-sample"),
        ("merge", "ada-example", "bo-sample"),
        ("forget", "ada-example", "--yes"),
        ("job", "end", "acme-2023"),
        ("check",),
        ("check", "--fix"),
        ("check", "--diff"),
        ("check", "--staged"),
        ("doctor", "--fix"),
        ("export", "json"),
        ("export", "vcard"),
        ("site", "build"),
    ],
)
def test_what_writes_judges_or_publishes_refuses(vault: Path, netkeep: Netkeep, words: tuple[str, ...]) -> None:
    before = contents(vault)
    result = netkeep(*words)
    assert (result.code, result.out) == (2, "")
    assert REFUSED in result.err
    assert contents(vault) == before


@pytest.mark.usefixtures("vault")
@pytest.mark.parametrize("words", [("due",), ("list",), ("who", "acme"), ("stats",), ("find", "Ada")])
def test_what_reads_goes_on_and_says_so(netkeep: Netkeep, words: tuple[str, ...]) -> None:
    result = netkeep(*words)
    assert (result.code, result.err) == (0, WARNING)
