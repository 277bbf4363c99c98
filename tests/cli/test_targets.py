"""Where the owner would like to work: of that nothing leaves the vault but in netkeep's own JSON."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from netkeep.site.audit import audit_texts
from netkeep.site.findings import findings
from netkeep.store.load import load
from tests.cli.conftest import Netkeep
from tests.vaults import make_vault

ADA = (
    "---\nname: Ada\nemails: [ada@acme.example]\nroles: [{org: Acme, title: CTO, from: 2020}]\ncadence: weekly\n---\n\n"
    "- [ ] 2024-06-08 send her the slides\n\n## Log\n\n- 2024-05-20 coffee with [[bo]]\n"
)
BO = "---\nname: Bo\nknows: [ada]\nroles: [{org: Initech}]\n---\n"
WITHOUT = {
    "people/ada.md": ADA,
    "people/bo.md": BO,
    "jobs/burr.md": "---\norg: Burr\nfrom: 2023\n---\n",
    "orgs/acme.md": "---\nname: Acme\naliases: [Acme Inc]\n---\n\nMakes anvils.\n",
}
WITH = {
    **WITHOUT,
    "orgs/acme.md": "---\nname: Acme\naliases: [Acme Inc]\ntarget: 2031-07-19\n---\n\nMakes anvils.\n",
    "orgs/initech.md": "---\nname: Initech\ntarget: 2031-08\n---\n",
    "orgs/cormorant.md": "---\nname: Cormorant Works\ntarget: 2031-08\n---\n\nFishes.\n",
}


def _hashes(folder: Path) -> dict[str, str]:
    """Return every file of a folder by its hash."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _published(root: Path, netkeep: Netkeep, files: dict[str, str]) -> dict[str, object]:
    """Return all that gets out of a vault: the built site, its pages in Markdown, and each export but JSON."""
    make_vault(root, files)
    site, pages = root.parent / "site", root.parent / "pages"
    assert netkeep("--vault", str(root), "site", "build", "--to", str(site)).code == 0
    assert netkeep("--vault", str(root), "export", "site", "--to", str(pages)).code == 0
    exports = {name: netkeep("--vault", str(root), "export", name) for name in ("csv", "vcard", "ics")}
    assert {result.code for result in exports.values()} == {0}
    return {"site": _hashes(site), "pages": _hashes(pages), **{name: result.out for name, result in exports.items()}}


def test_the_site_and_exports_are_byte_for_byte_those_without_targets(tmp_path: Path, netkeep: Netkeep) -> None:
    published = [_published(tmp_path / name / "vault", netkeep, files) for name, files in (("a", WITH), ("b", WITHOUT))]
    assert published[0] == published[1]
    assert '"target": "2031-07-19"' in netkeep("--vault", str(tmp_path / "a/vault"), "export", "json").out


@pytest.mark.parametrize(
    ("leak", "kind"),
    [
        ("2031-07-19", "hidden target"),
        ("19 July 2031", "hidden target"),
        ("Cormorant Works", "private name"),
    ],
)
def test_the_audit_looks_for_targets(tmp_path: Path, leak: str, kind: str) -> None:
    vault = load(make_vault(tmp_path, WITH))
    found = audit_texts({"index.html": f"<p>Work there by {leak}</p>".encode()}, vault)
    assert [(finding.path, finding.kind) for finding in found] == [("index.html", kind)]


def test_no_finding_speaks_of_a_target(tmp_path: Path) -> None:
    files = {
        "orgs/acme.md": "---\nname: Acme\ntarget: soon\n---\n",
        "orgs/burr.md": "---\nname: Burr\ntargte: 2026-11\n---\n",
        "orgs/cormorant.md": "---\nname: Cormorant Works\ntarget: 2031-08\nalias: x\n---\n",
        "people/ada.md": "---\nname: Ada\nknows: [target]\n---\n",
    }
    root = make_vault(tmp_path, files)
    shown = findings(load(root), date(2024, 6, 7), frozenset())
    assert [(finding.code, finding.path) for finding in shown if not finding.advice] == [("NK401", "people/ada.md")]


def test_a_place_where_somebody_works_keeps_its_page(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path / "vault", WITH)
    pages = tmp_path / "pages"
    assert netkeep("--vault", str(tmp_path / "vault"), "export", "site", "--to", str(pages)).code == 0
    assert sorted(path.name for path in (pages / "orgs").iterdir()) == ["acme.md", "burr.md", "initech.md"]


def test_json_brings_targets_into_a_new_vault(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path / "vault", WITH)
    new, export = make_vault(tmp_path / "new", {}), tmp_path / "vault.json"
    assert netkeep("--vault", str(tmp_path / "vault"), "export", "json", "--to", str(export)).code == 0
    assert netkeep("--vault", str(new), "import", "json", str(export)).code == 0
    assert (new / "orgs/cormorant.md").read_text() == "---\nname: Cormorant Works\ntarget: 2031-08\n---\n\nFishes.\n"
    assert "\ntarget: 2031-07-19\n" in (new / "orgs/acme.md").read_text()
