"""vdirsyncer carries the cards to a CardDAV server and from there to a phone, and changes back."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.peers.cached import programs
from tests.peers.conftest import Run
from tests.vaults import make_vault

pytestmark = pytest.mark.peer

_PACKAGES = ("vdirsyncer==0.21.0", "radicale==3.9.0")
_CONFIG = """\
[general]
status_path = "{root}/status"

[pair ours]
a = "vault"
b = "server"
collections = ["contacts"]
conflict_resolution = null

[pair theirs]
a = "phone"
b = "server"
collections = ["contacts"]

[storage vault]
type = "filesystem"
path = "{root}/vault-cards"
fileext = ".vcf"

[storage phone]
type = "filesystem"
path = "{root}/phone-cards"
fileext = ".vcf"

[storage server]
type = "carddav"
url = "http://127.0.0.1:{port}/"
username = "me"
password = "me"
"""
GRACE = """\
---
name: Grace Sample # as she signs
phones: [+44 20 7946 0018]
links: {website: https://grace.example}
roles:
  - {org: Acme Corp, title: VP Engineering, from: 2021-05}
  - {org: Initech, from: 2016, to: 2021-04}
worked_with: [{job: acme-2023, as: manager}]
cadence: 3 months
---

Trail runner; asks good questions.

## Log

- 2024-05-20 coffee: Reorg.
"""
ALAN = "---\nname: Alan Sample\nemails: [alan@acme.example]\n---\n"
ADA = "BEGIN:VCARD\nVERSION:3.0\nUID:7F\nN:Example;Ada;;;\nFN:Ada Example\nTEL;TYPE=CELL:+44 1632 960002\nEND:VCARD\n"
JOB = "---\norg: Acme Corp\n---\n"
Netkeep = Callable[..., str]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[int]:
    """Run Radicale on the loopback; gives its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    python = programs(*_PACKAGES) / "python"
    options = f"--server-hosts 127.0.0.1:{port} --auth-type none --storage-filesystem-folder {tmp_path}/server"
    process = subprocess.Popen(
        [str(python), "-m", "radicale", "--config", "", *options.split()],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("Radicale does not answer")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    files = {"people/grace-sample.md": GRACE, "people/alan-sample.md": ALAN, "jobs/acme-2023.md": JOB}
    return make_vault(tmp_path / "vault", files)


@pytest.fixture
def netkeep(vault: Path, tmp_path: Path, run: Run) -> Netkeep:
    def call(*words: str | Path) -> str:
        found = run(sys.executable, "-m", "netkeep", "--vault", vault, *words, cwd=tmp_path)
        return str(found.stdout + found.stderr)

    return call


@pytest.fixture
def sync(tmp_path: Path, server: int, run: Run) -> Callable[[], None]:
    program = programs(*_PACKAGES) / "vdirsyncer"
    config = tmp_path / "vdirsyncer.conf"
    config.write_text(_CONFIG.format(root=tmp_path, port=server), encoding="utf-8")

    def call() -> None:
        for pair in ("ours", "theirs", "ours"):
            run(program, "-c", config, "sync", pair, cwd=tmp_path)

    (tmp_path / "vault-cards" / "contacts").mkdir(parents=True)
    for pair in ("ours", "theirs"):
        subprocess.run(
            [str(program), "-c", str(config), "discover", pair], input=b"y\n" * 9, check=True, capture_output=True
        )
    return call


def _cards(folder: Path) -> dict[str, Path]:
    """Return the files of a folder of cards by the person's name."""
    found = {}
    for path in folder.glob("*.vcf"):
        match = re.search(r"^FN:(.*?)\r?$", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert match
        found[match[1]] = path
    return found


def _edit(path: Path, old: str, new: str) -> None:
    """Change a card as a phone does: in its own order, with a word of its own, and the moment of the change."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new).replace("VERSION:3.0", "VERSION:3.0\nPRODID:-//Phone//EN\nREV:20260301T101500Z")
    path.write_text(text, encoding="utf-8")


def _vault_files(vault: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in vault.glob("*/*.md")}


def test_changes_go_both_ways(tmp_path: Path, vault: Path, netkeep: Netkeep, sync: Callable[[], None]) -> None:
    ours, theirs = tmp_path / "vault-cards" / "contacts", tmp_path / "phone-cards" / "contacts"
    export = ("export", "vcard", "--vdir", ours, "--source", "phone", "--version", "3.0")
    take = ("import", "vcard", ours, "--source", "phone")
    assert "2 written" in netkeep(*export)
    sync()
    assert sorted(_cards(theirs)) == ["Alan Sample", "Grace Sample"]

    netkeep(*take)
    assert _vault_files(vault) == {"grace-sample.md": GRACE, "alan-sample.md": ALAN, "acme-2023.md": JOB}

    _edit(_cards(theirs)["Grace Sample"], "0018", "0077")
    sync()
    netkeep(*take)
    assert _vault_files(vault) == {
        "grace-sample.md": GRACE.replace("0018", "0077"),
        "alan-sample.md": ALAN,
        "acme-2023.md": JOB,
    }
    assert "0 written, 2 as they were" in netkeep(*export)

    alan = vault / "people" / "alan-sample.md"
    alan.write_text(ALAN.replace("emails:", "phones: ['+44 1632 960001']\nemails:"), encoding="utf-8")
    assert "1 written, 1 as they were" in netkeep(*export)
    sync()
    assert "+44 1632 960001" in _cards(theirs)["Alan Sample"].read_text(encoding="utf-8")

    text = _cards(theirs)["Grace Sample"].read_text(encoding="utf-8")
    without = re.sub(r"^URL.*\r?\n", "", text, flags=re.MULTILINE)
    assert without != text
    _cards(theirs)["Grace Sample"].write_text(without, encoding="utf-8")
    sync()
    netkeep(*take)
    assert _vault_files(vault)["grace-sample.md"] == GRACE.replace("0018", "0077").replace(
        "links: {website: https://grace.example}\n", ""
    )


def test_a_new_contact_of_the_phone_comes_in_and_one_removed_there_stays_here(
    tmp_path: Path, vault: Path, netkeep: Netkeep, sync: Callable[[], None]
) -> None:
    ours, theirs = tmp_path / "vault-cards" / "contacts", tmp_path / "phone-cards" / "contacts"
    export = ("export", "vcard", "--vdir", ours, "--source", "phone", "--version", "3.0")
    netkeep(*export)
    sync()
    (theirs / "7F.vcf").write_text(ADA, encoding="utf-8")
    _cards(theirs)["Alan Sample"].unlink()
    sync()
    netkeep("import", "vcard", ours, "--source", "phone")
    assert sorted(_vault_files(vault)) == ["acme-2023.md", "ada-example.md", "alan-sample.md", "grace-sample.md"]
    told = netkeep(*export)
    assert "0 written, 2 as they were, 0 removed" in told  # to-triage is the vault's own, and stays there
    assert "removed there, so not written again: alan-sample" in told
    sync()
    assert "UID:7F" in _cards(theirs)["Ada Example"].read_text(encoding="utf-8")
    assert sorted(_cards(theirs)) == ["Ada Example", "Grace Sample"]
