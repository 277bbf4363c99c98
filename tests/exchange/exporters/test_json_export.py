import json
import re
from datetime import date
from pathlib import Path

from netkeep.exchange.exporters.json import vault_json
from netkeep.exchange.exporters.person import record
from netkeep.store.load import load
from tests.cli.conftest import Netkeep
from tests.cli.people import VAULT
from tests.cli.test_json import PAGE, _keys
from tests.vaults import make_vault

TODAY = date(2024, 6, 7)
ORG = (
    "---\nname: Acme Corp\naliases: [Acme]\ndomains: [acme.example]\nlinks: {website: https://acme.example}\n"
    "target: 2026-11\n---\nBig.\n"
)
HIDDEN = "---\nname: Secret Person\nprivate: true\n---\n\n## Log\n\n- 2024-01-01 lunch with [[alan-sample]]: Hush.\n"
CY = """\
---
name: Cy
cadence: none
paused_until: 2024-09-01
x: {shoes: [38, {left: no}]}
knows: [secret]
---
"""
JOB = """\
---
org: Acme
review: 11-03
sweep: 6 months
from: 2023-04
---

## Log

- 2023-04-14 sweep: Five.
"""
MORE = {
    **VAULT,
    "people/cy.md": CY,
    "people/secret.md": HIDDEN,
    "orgs/acme.md": ORG,
    "jobs/acme-2023.md": JOB,
}


def test_people_are_as_show_has_them_and_a_little_more(tmp_path: Path) -> None:
    vault = load(make_vault(tmp_path, MORE))
    values = json.loads(vault_json(vault, TODAY))
    assert [values[key] for key in ("format", "version", "today")] == ["netkeep.vault", 1, "2024-06-07"]
    assert [person["id"] for person in values["people"]] == sorted(vault.contacts)
    cy = next(person for person in values["people"] if person["id"] == "cy")
    assert cy == {
        **record(vault, vault.contacts["cy"], TODAY),
        "cadence": "none",
        "paused_until": "2024-09-01",
        "knows_here": [{"id": "secret", "how": None}],
        "check_ignore": [],
        "x": {"shoes": ["38", {"left": "no"}]},
        "properties": {},
    }


def test_jobs_and_organisations(tmp_path: Path) -> None:
    values = json.loads(vault_json(load(make_vault(tmp_path, MORE)), TODAY))
    common: dict[str, object] = {"tags": [], "check_ignore": [], "x": {}, "properties": {}}
    assert values["jobs"] == [
        {
            "id": "acme-2023",
            "path": "jobs/acme-2023.md",
            "org": "Acme",
            "title": None,
            "kind": None,
            "from": "2023-04",
            "to": None,
            "review": "11-03",
            "sweep": "6 months",
            **common,
            "log": [{"on": "2023-04-14", "kind": "sweep", "with": [], "text": "Five."}],
            "prose": "",
        }
    ]
    assert values["organisations"] == [
        {
            "id": "acme",
            "path": "orgs/acme.md",
            "name": "Acme Corp",
            "aliases": ["Acme"],
            "domains": ["acme.example"],
            "links": {"website": "https://acme.example"},
            "target": "2026-11",
            **common,
            "log": [],
            "prose": "Big.",
        }
    ]


def test_every_key_is_documented(tmp_path: Path) -> None:
    values = json.loads(vault_json(load(make_vault(tmp_path, {**MORE, "people/cy.md": "---\nname: Cy\n---\n"})), TODAY))
    page = PAGE.read_text(encoding="utf-8")
    sections = re.findall(r"^## (?:vault|show)\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
    documented = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]*)`", "".join(sections)))))
    assert len(sections) == 2
    assert set(_keys(values)) - {"format", "version", "today"} <= documented


def test_the_commands_leave_private_people_out(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, MORE)
    for name in ("json", "csv"):
        printed = netkeep("export", name)
        assert (printed.code, printed.err) == (0, "")
        assert "secret" not in printed.out.casefold()
        assert "Hush" not in printed.out
        assert "Secret Person" in netkeep("export", name, "--include-private").out
        target = tmp_path / f"out.{name}"
        assert netkeep("export", name, "--to", str(target)).out == f"{target}: 4 contacts\n"
        assert target.read_bytes().decode() == printed.out
        assert target.stat().st_mode & 0o777 == 0o600
    assert netkeep("export", "csv", "--to", str(tmp_path / "no" / "where.csv")).code == 2
