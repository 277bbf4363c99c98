"""The sample vault, exported and imported: nothing new to the vault itself, and everything to an empty one."""

import re
import shutil
from pathlib import Path

import pytest

from netkeep.model.people import Contact
from netkeep.resources import sample_vault
from netkeep.store.load import load
from netkeep.text.values import contact_values
from tests.cli.conftest import Netkeep, files
from tests.vaults import copy_vault, make_vault

TODAY = ("--today", "2026-11-22")  # nothing in the vault is yet to come
FORMATS = {
    "csv": ("csv", ("--to", "x.csv")),
    "json": ("json", ("--to", "x.json")),
    "card file": ("vcard", ("--to", "x.vcf")),
    "older card file": ("vcard", ("--version", "3.0", "--to", "x.vcf")),
    "card folder": ("vcard", ("--vdir", "cards")),
}
PRIVATE = "---\nname: Secret Person\nprivate: true\nemails: [secret@x.example]\n---\n"
TALKED_OF = """\
---
name: Zoe Example
emails: [zoe@x.example]
---

Friend of [[secret-person]]; see  [[zoe-example|her]] and [[nobody-here]].

- [ ] 2026-12-01 ask [[secret-person]]

## Log

- 2024-01-02 coffee with [[secret-person]], [[alan-example]]: Of [[secret-person]]
  and <!-- hm --> trains.
- 2024-01-01 call
"""
CHER = "---\nname: Cher\nroles:\n  - org: Cher\n---\n"
POOL = "---\nname: Pool\nroles:\n  - org: Pool\nx:\n  name_parts:\n    of: Pool\n    family: Pool\n---\n"
ALAN = "---\nname: Alan Example\nroles:\n  - org: Acme\n---\n\nKnows <things.\n"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Return the sample vault, and somebody whose text names a private person in every way."""
    copied = copy_vault(sample_vault(), tmp_path / "vault")
    texts = {"secret-person": PRIVATE, "zoe-example": TALKED_OF, "alan-example": ALAN, "cher": CHER, "pool": POOL}
    for name, text in texts.items():
        (copied / f"people/{name}.md").write_text(text, encoding="utf-8")
    return copied


def exported(netkeep: Netkeep, vault: Path, name: str, *options: str) -> list[str]:
    """Export a vault, and give the words of the command that imports it."""
    what, (way, place) = FORMATS[name][0], FORMATS[name][1][-2:]
    target = str(vault.parent / place)
    version = FORMATS[name][1][:-2]
    assert netkeep("--vault", str(vault), *TODAY, "export", what, *version, way, target, *options).code == 0
    return ["import", what, target]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("options", [(), ("--include-private",)])
def test_our_own_export_changes_nothing(vault: Path, netkeep: Netkeep, name: str, options: tuple[str, ...]) -> None:
    words = exported(netkeep, vault, name, *options)
    before = {path: text for path, text in files(vault).items() if path.startswith(("people/", "orgs/"))}
    for _ in range(2):
        done = netkeep("--vault", str(vault), *TODAY, *words)
        assert re.match(r"0 created, 0 changed, \d+ unchanged\.\n", done.out), done.out
        now = files(vault).items()
        assert {path: text for path, text in now if path.startswith(("people/", "orgs/"))} == before


def said(root: Path) -> dict[str, tuple[object, ...]]:
    """Return all that a vault says of each person, without the blanks of texts."""
    return {one.id: (contact_values(one), _words(one.body.prose), _log(one)) for one in load(root).contacts.values()}


def _words(text: str) -> str:
    return " ".join(text.split())


def _log(contact: Contact) -> list[tuple[object, ...]]:
    log = contact.body.log
    found = [(one.date, one.kind, sorted(link.id for link in one.others), _words(one.text)) for one in log]
    return sorted(found, key=repr)


def facts(root: Path) -> dict[str, object]:
    """Return what a card can carry of each person, by name: a card has no id of ours, and nobody's wishes."""
    yours = {"worked_with", "introduced_by", "knows", "cadence", "paused_until", "private", "archived", "check_ignore"}
    found: dict[str, object] = {}
    for one in load(root).contacts.values():
        values = {key: value for key, value in contact_values(one).items() if key not in {*yours, "tags"}}
        found[one.name] = {**values, "tags": [tag for tag in one.tags if tag != "to-triage"]}
    return found


def known(root: Path) -> dict[str, list[tuple[str, str | None]]]:
    """Return whom each person knows, by name."""
    found = load(root)
    here = {one.id: one.name for one in found.contacts.values()}
    return {one.name: sorted((here[tie.id], tie.how) for tie in one.knows) for one in found.contacts.values()}


@pytest.fixture
def other(tmp_path: Path, vault: Path) -> Path:
    """Return a vault without anybody; its jobs are those of the vault, for texts lead to them."""
    (vault / "people/zoe-example.md").write_text(TALKED_OF.replace(" and [[nobody-here]]", ""), encoding="utf-8")
    empty = make_vault(tmp_path / "other", {})
    shutil.copytree(vault / "jobs", empty / "jobs")
    return empty


@pytest.mark.parametrize("name", ["csv", "json"])
def test_our_own_export_brings_everything_into_an_empty_vault(
    vault: Path, other: Path, netkeep: Netkeep, name: str
) -> None:
    words = exported(netkeep, vault, name, "--include-private")
    assert netkeep("--vault", str(other), *TODAY, *words).code == 0
    assert said(other) == said(vault)


@pytest.mark.parametrize("name", ["card file", "older card file"])
def test_a_file_of_cards_brings_facts_and_notes_into_an_empty_vault(
    vault: Path, other: Path, netkeep: Netkeep, name: str
) -> None:
    words = exported(netkeep, vault, name, "--include-private")
    assert netkeep("--vault", str(other), *TODAY, *words).code == 0
    assert facts(other) == facts(vault)
    assert known(other) == (known(vault) if name == "card file" else {one: [] for one in known(vault)})


def test_who_is_not_there_stands_in_words(tmp_path: Path, vault: Path, netkeep: Netkeep) -> None:
    words = exported(netkeep, vault, "csv")
    other = make_vault(tmp_path / "other", {"people/alan-example.md": ALAN.replace("Acme", "Acme Corp")})
    table = Path(words[-1])
    lines = table.read_text(encoding="utf-8-sig")
    table.write_text(lines.replace("[[alan-example]]:", "[[alan-example]], [[left-out]]:"), encoding="utf-8")
    assert netkeep("--vault", str(other), *TODAY, *words).code == 0
    text = (other / "people/zoe-example.md").read_text(encoding="utf-8")
    assert "\n\nFriend of a private contact; see  [[zoe-example|her]] and [ [nobody-here]].\n" in text
    assert (
        "- 2024-01-02 coffee with [[alan-example]]: with left-out: Of a private contact and trains.\n"
        "- 2024-01-01 call\n"
    ) in text
