"""``netkeep history``: what was changed about somebody, in words, from the commits of their file."""

import json
import re
from pathlib import Path

import pytest

from netkeep.store.init_vault import start_vault
from tests.cli.conftest import Netkeep
from tests.versions.clones import ADA, commit, contact, git, two_clones

_WHEN = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d  ", re.MULTILINE)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Make a vault of one contact with a history."""
    start_vault(tmp_path)
    commit(tmp_path, {ADA: contact("2026-11-01 call: First.")}, "ada")
    front = "emails: [ada@x.example]\nlocation: Oslo\nroles:\n  - {org: Acme, title: Engineer}\n"
    commit(tmp_path, {ADA: contact("2026-11-01 call: First.", front=front)}, "more about ada")
    front = front.replace("Oslo", "Rome").replace("ada@", "a@")
    notes = "\nLikes trails.\n\n- [ ] 2026-12-01 send it\n"
    commit(tmp_path, {ADA: contact("2026-11-02 coffee", "2026-11-01 call: First.", front=front, notes=notes)}, "moved")
    return tmp_path


@pytest.mark.usefixtures("vault")
def test_tells_each_commit_in_words(netkeep: Netkeep) -> None:
    done = netkeep("history", "ada")
    assert (done.code, _WHEN.sub("", done.out)) == (
        0,
        """\
A: moved
  - emails: a@x.example
  + emails: a@x.example
  location: Oslo → Rome
  + log: 2026-11-02 coffee
  + reminder: [ ] 2026-12-01 send it
  notes
A: more about ada
  + emails: ada@x.example
  + location: Oslo
  + roles: {org: Acme, title: Engineer}
A: ada
  new: Ada Example
  + log: 2026-11-01 call: First.
""".replace("- emails: a@", "- emails: ada@"),
    )


def test_a_renamed_file_is_followed_and_one_that_broke_is_told(vault: Path, netkeep: Netkeep) -> None:
    git(vault, "mv", ADA, "people/ada-sample.md")
    commit(vault, {}, "renamed")
    text = (vault / "people/ada-sample.md").read_text()
    commit(vault, {"people/ada-sample.md": text.replace("---\nname", "---\nname: [")}, "broken")
    commit(vault, {"people/ada-sample.md": text}, "mended")
    lines = _WHEN.sub("", netkeep("history", "ada", "-n", "3").out).splitlines()
    assert lines == [
        "A: mended",
        "  the file could not be read",
        "A: broken",
        "  the file could not be read",
        "A: renamed",
    ]
    printed = json.loads(netkeep("history", "ada", "--format", "json").out)
    assert [change["subject"] for change in printed["changes"]] == [
        *("mended", "broken", "renamed", "moved", "more about ada", "ada"),
    ]


def test_each_commit_is_held_against_its_own_parent(tmp_path: Path, netkeep: Netkeep) -> None:
    old = "2026-11-01 call"
    first, _ = two_clones(tmp_path, contact(old), contact("2026-11-03 note", old), contact("2026-11-02 note", old))
    git(first, "remote", "set-head", "theirs", "--auto")
    git(first, "merge", "--no-edit", "theirs/HEAD")
    done = netkeep("--vault", str(first), "history", "ada")
    assert sorted(line for line in done.out.splitlines() if line.startswith(" ")) == [
        "  + log: 2026-11-01 call",
        "  + log: 2026-11-02 note",
        "  + log: 2026-11-03 note",
        "  new: Ada Example",
    ]


def test_says_where_nothing_is_known(tmp_path: Path, netkeep: Netkeep) -> None:
    (tmp_path / "people").mkdir()
    (tmp_path / ADA).write_text(contact("2026-11-01 call"))
    assert netkeep("history", "ada").err == (
        "netkeep: the vault is not in a git repository, so it has no history; 'netkeep init' makes one\n"
    )
    start_vault(tmp_path)
    assert netkeep("history", "ada").out == f"{ADA} has not been committed yet.\n"
