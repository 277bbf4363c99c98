"""Two owners of one vault, and one owner of two."""

import json
import re
from pathlib import Path

import pytest

from netkeep.store.init_vault import start_vault
from tests.cli.conftest import TODAY, Netkeep
from tests.vaults import make_vault
from tests.versions.clones import ADA, contact, git

_WHEN = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d  ", re.MULTILINE)
_SETTINGS = '\nformat = 2\n\n[owner]\nname = "Sam and Kim"\nemails = ["sam@firm.example", "kim@firm.example"]\n'


def test_two_owners_of_one_vault(tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    git(tmp_path, "init", "--quiet", "--bare", "-b", "main", "firm.git")

    def owner(name: str, *words: str) -> str:
        for role in ("AUTHOR", "COMMITTER"):
            monkeypatch.setenv(f"GIT_{role}_NAME", name)
            monkeypatch.setenv(f"GIT_{role}_EMAIL", f"{name.lower()}@firm.example")
        done = netkeep("--vault", str(tmp_path / name), *words)
        assert done.code == 0, done.err
        return done.out

    start_vault(tmp_path / "Sam")
    make_vault(tmp_path / "Sam", {"netkeep.toml": _SETTINGS, ADA: contact("2024-01-02 call")})
    git(tmp_path / "Sam", "checkout", "--quiet", "-B", "main")
    git(tmp_path / "Sam", "remote", "add", "origin", "../firm.git")
    owner("Sam", "sync", "--commit", "--yes")
    git(tmp_path / "Sam", "push", "--quiet", "--set-upstream", "origin", "main")
    git(tmp_path, "clone", "--quiet", "firm.git", "Kim")
    start_vault(tmp_path / "Kim")
    owner("Sam", "log", "ada", "-k", "coffee", "-m", "The grant.", "-d", "2024-06-03")
    owner("Kim", "log", "ada", "-k", "call", "-d", "2024-06-04")
    owner("Sam", "sync", "--commit", "--yes")
    owner("Kim", "sync", "--commit", "--yes")
    owner("Sam", "sync")
    merged = contact("2024-06-04 call", "2024-06-03 coffee: The grant.", "2024-01-02 call")
    assert [(tmp_path / name / ADA).read_text() for name in ("Sam", "Kim")] == [merged, merged]
    told = _WHEN.sub("", owner("Sam", "history", "ada"))
    assert "Sam: netkeep sync\n  + log: 2024-06-03 coffee: The grant.\n" in told
    assert "Kim: netkeep sync\n  + log: 2024-06-04 call\n" in told

    mail = tmp_path / "mail.mbox"
    mail.write_text(
        "From x\nFrom: Kim <kim@firm.example>\nTo: Ada Example <ada@home.example>\nSubject: Hi\n"
        "Date: Mon, 3 Jun 2024 10:00:00 +0000\n\nHi.\n"
    )
    owner("Sam", "import", "mail", str(mail))
    assert "kim@firm.example" not in "".join(path.read_text() for path in (tmp_path / "Sam" / "people").rglob("*.md"))


def test_somebody_goes_from_one_vault_into_another(tmp_path: Path, netkeep: Netkeep) -> None:
    ada = contact(
        "2024-06-03 coffee: Hi.", front="emails: [ada@home.example]\ntags: [climbing]\n", notes="\nA friend.\n"
    )
    work = make_vault(tmp_path / "work", {ADA: ada, "people/bo-bell.md": "---\nname: Bo Bell\n---\n"})
    home = make_vault(tmp_path / "home", {})

    def bring() -> str:
        everybody = json.loads(netkeep("--vault", str(work), "export", "json").out)
        everybody["people"] = [person for person in everybody["people"] if person["id"] == "ada-example"]
        (tmp_path / "ada.json").write_text(json.dumps(everybody))
        done = netkeep("--vault", str(home), "--today", TODAY, "import", "json", str(tmp_path / "ada.json"))
        assert done.code == 0, done.err
        return done.out

    bring()
    assert [path.name for path in (home / "people").rglob("*.md")] == ["ada-example.md"]
    brought = (home / ADA).read_text()
    assert brought == ada.replace("emails: [ada@home.example]\n", "emails:\n  - ada@home.example\n")
    bring()
    assert (home / ADA).read_text() == brought
    netkeep("--vault", str(work), "log", "ada", "-k", "call")
    bring()
    assert (home / ADA).read_text() == brought.replace("- 2024-06-03", f"- {TODAY} call\n- 2024-06-03")
