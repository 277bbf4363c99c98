"""``netkeep import csv``: whatever stands in a table becomes text in files below ``people/``, and nothing else."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from netkeep.store.load import load
from netkeep.text.values import contact_values
from tests.cli.conftest import Netkeep, files
from tests.cli.people import ADA, VAULT
from tests.vaults import make_vault

HOSTILE = """\
Name,E-mail,Company,Title,Tags,Notes,Website,../x
../../../tmp/evil,one@home.example,../../orgs/evil,"---
name: Other",private: true,"---
private: false
---

## Log

- 2024-01-01 coffee: forged",https://x.example/'>,a
C:\\Windows\\evil,two@home.example,'=cmd|' /C calc'!A0,,"a: b; #c; &d; *e",<script>alert(1)</script>,file:///etc/passwd,
'=HYPERLINK("https://x.example"),three@home.example,Acme,,,"\x1b[31m\0 [[alan-sample]]",javascript:alert(1),!!object
con.md,four@home.example,,,,,,
<img src=x onerror=alert(1)>,five@home.example,{},{{7*7}},,%s%n,,
"""
GRACE = """\
---
name: Grace Sample
aliases: [G. Example]
emails:
  - grace@acme.example
  - address: grace@home.example
    label: home
phones: [+44 20 7946 0018]
links:
  linkedin: https://www.linkedin.com/in/grace-sample
location: Leeds, UK
birthday: --06-14
tags: [mentor, data]
roles:
  - org: Acme Corp
    title: VP Engineering
    from: 2021-05
  - org: Initech
    from: 2016
    to: 2021-04
x:
  shoes: "38"
---

Met at the platform kick-off.

- likes trails

## Log

- 2024-05-20 coffee: Reorg, and who to ask.
- 2024-04-20 asked recommendation: By e-mail.
"""


def test_hostile_cells_make_no_file_outside_people(tmp_path: Path, netkeep: Netkeep) -> None:
    vault = make_vault(tmp_path / "inner" / "vault", VAULT)
    before = files(tmp_path)
    table = tmp_path / "table.csv"
    table.write_text(HOSTILE, encoding="utf-8")
    done = netkeep("--vault", str(vault), "import", "csv", str(table))
    assert (done.code, done.err) == (0, "")
    table.unlink()
    new = sorted(set(files(tmp_path)) - set(before))
    people = [path for path in new if path.startswith("inner/vault/people/")]
    assert all(re.fullmatch(r"inner/vault/people/[a-z0-9-]+\.md", path) for path in people)
    assert [path for path in new if path not in people] == ["inner/vault/imports/csv.jsonl"]
    assert len(people) == 5
    assert {path: files(tmp_path)[path] for path in before} == before


def what_is_said(root: Path) -> tuple[object, ...]:
    """Return all that Grace's file says, but for the mark of who is new."""
    one = load(root).contacts["grace-sample"]
    known = replace(one, tags=tuple(tag for tag in one.tags if tag != "to-triage"))
    log = [(entry.date, entry.kind, entry.text) for entry in one.body.log]
    return contact_values(known), one.body.prose.strip(), log


@pytest.mark.parametrize("name", ["csv", "json"])
def test_our_own_export_says_nothing_new_to_its_vault_and_everything_to_another(
    tmp_path: Path, netkeep: Netkeep, name: str
) -> None:
    vault = make_vault(tmp_path / "vault", {"people/grace-sample.md": GRACE, "people/ada-example.md": ADA})
    export = tmp_path / f"export.{name}"
    netkeep("--vault", str(vault), "export", name, "--to", str(export))
    before = files(vault)
    assert netkeep("--vault", str(vault), "import", name, str(export)).code == 0
    after = files(vault)
    assert {path: after[path] for path in before} == before

    other = make_vault(tmp_path / "other", {})
    assert netkeep("--vault", str(other), "import", name, str(export)).code == 0
    assert sorted(path for path in files(other) if path.startswith("people/")) == [
        "people/ada-example.md",
        "people/grace-sample.md",
    ]
    assert what_is_said(other) == what_is_said(vault)
