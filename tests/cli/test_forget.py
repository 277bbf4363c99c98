import json
from pathlib import Path

import pytest

from netkeep.exchange import sightings
from netkeep.exchange.merging.tombstones import read_forgotten
from netkeep.model.sighting import Sighting
from netkeep.store.git import git
from tests.cli.conftest import Netkeep, files
from tests.cli.people import ALAN, GRACE, VAULT
from tests.vaults import make_vault

BO = """\
---
name: Bo
introduced_by: grace-sample
knows: [grace-sample, {id: alan-sample, how: chess}]
---

Saw [[grace-sample]] and [[grace-sample|Gracie]]; `[[grace-sample]]` is how it is written.

## Log

- 2024-01-01 lunch with [[grace-sample]], [[alan-sample]]: Soup with Grace Sample.
- 2023-01-01 lunch with [[grace-sample]]: Pie.
- 2022-01-01 note: About [[grace-sample]].
"""
BO_AFTER = """\
---
name: Bo
knows: [{id: alan-sample, how: chess}]
---

Saw someone and someone; `[[grace-sample]]` is how it is written.

## Log

- 2024-01-01 lunch with [[alan-sample]]: Soup with Grace Sample.
- 2023-01-01 lunch: Pie.
- 2022-01-01 note: About someone.
"""
SHARES = "---\nname: Cy\nemails: [grace@home.example]\n---\n"
LINE = '{"id": "grace-sample", "keys": ["uid:1"], "said": {"name": ["Grace Sample"]}}\n'
BEFORE = {
    **VAULT,
    "people/bo.md": BO,
    "people/cy.md": SHARES,
    "imports/phone.jsonl": '{"format": 1}\n' + LINE,
    "imports/csv.jsonl": '{"format": 1}\n' + LINE.replace("grace-sample", "bo"),
}
PLAN = """\
remove people/grace-sample.md
change people/alan-sample.md, which names them
change people/bo.md, which names them
change imports/phone.jsonl, what was imported of them
"""
TOLD = """\
Their name or id is still written out in: people/bo.md:10, people/cy.md:3, people/bo.md:6.
A site or an export made earlier still has them: make it again.
"""


def test_nothing_is_left_but_hashes(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, BEFORE)
    addresses = ("grace@acme.example", "grace@home.example", "bo@acme.example")
    sightings.keep(tmp_path, "mail", "x", [Sighting("mail", one, times=1) for one in addresses])
    private = tmp_path / ".netkeep/never"
    private.write_text(
        "x@acme.example\ngrace@acme.example\ngrace sample\ngrace-sample@acme-2023\ngrace@home.example\nbo\n"
    )
    assert netkeep("forget", "grace-sample", "--yes") == (0, PLAN + TOLD, "")
    assert private.read_text() == "x@acme.example\ngrace@home.example\nbo\n"
    after = files(tmp_path)
    hashes = json.loads(after.pop("imports/forgotten.json"))["hashes"]
    wanted = {"netkeep.toml": "format = 2\n", **BEFORE}
    del wanted["people/grace-sample.md"]
    wanted["people/bo.md"] = BO_AFTER
    wanted["people/alan-sample.md"] = ALAN.replace(" with [[grace-sample]]", "")
    wanted["imports/phone.jsonl"] = '{"format": 1}\n'
    assert {path: data.decode() for path, data in after.items()} == wanted
    assert len(hashes) == 4
    forgotten = read_forgotten(tmp_path)
    for key in ("uid:1", "url:linkedin.com/in/grace-sample", "email:grace@acme.example", "phone:+442079460018"):
        assert forgotten.knows([key])
    assert not forgotten.knows(["email:grace@home.example"])  # Cy has it, too
    assert [one.address for one in sightings.load(tmp_path)] == ["bo@acme.example", "grace@home.example"]
    sightings.keep(
        tmp_path, "mail", "x", [Sighting("mail", one, together={addresses[0]: 2, "b@x": 1}) for one in addresses]
    )
    again = [(one.address, dict(one.together)) for one in sightings.load(tmp_path)]
    assert again == [("bo@acme.example", {"b@x": 1}), ("grace@home.example", {"b@x": 1})]
    left = [path for path in (tmp_path / ".netkeep").rglob("*") if path.is_file() and b"Grace" in path.read_bytes()]
    assert left == []


def test_nobody_is_forgotten_unasked(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, BEFORE)
    before = files(tmp_path)
    said = "netkeep: nothing was removed: without a terminal to ask on, add --yes\n"
    assert netkeep("forget", "grace-sample") == (2, PLAN, said)
    assert files(tmp_path) == before


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 130), ("", 130)])
def test_on_a_terminal_it_asks(
    tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    make_vault(tmp_path, BEFORE)
    monkeypatch.setattr("netkeep.cli.forget.can_ask", lambda: True)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: answer.strip() or _stop())
    assert netkeep("forget", "grace-sample").code == code
    assert (tmp_path / "people/grace-sample.md").exists() == (code != 0)


def _stop() -> str:
    raise EOFError


def test_nobody_fits(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, BEFORE)
    said = "netkeep: nobody is called 'zed'; 'netkeep find' searches everything\n"
    assert netkeep("forget", "zed", "--yes") == (2, "", said)
    result = netkeep("forget", "sample", "--yes")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("netkeep: 'sample' fits 2 people; say which by id:\n")


def test_who_has_no_address_may_come_back(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"people/bo.md": "---\nname: Bo\n---\n"})
    assert netkeep("forget", "bo", "--yes") == (
        0,
        (
            "remove people/bo.md\n"
            "No address, number or profile of theirs is known: the next import takes them for somebody new.\n"
            "A site or an export made earlier still has them: make it again.\n"
        ),
        "",
    )
    assert files(tmp_path) == {"netkeep.toml": b"format = 2\n"}


def test_git_still_has_them(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"people/grace-sample.md": GRACE})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "-q", "-m", "x")
    out = netkeep("forget", "grace", "--yes").out
    assert "  git filter-repo --invert-paths --path people/grace-sample.md\n" in out
    assert out.startswith("remove people/grace-sample.md\nA site")
