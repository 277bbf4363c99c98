"""The extension for VS Code agrees with the program that it runs."""

import json
import tomllib
from pathlib import Path

from netkeep import __version__
from netkeep.store.root import MARK

ROOT = Path(__file__).parents[1]
EXTENSION = ROOT / "editors" / "vscode"
MANIFEST = json.loads((EXTENSION / "package.json").read_text())


def test_it_has_the_version_and_the_licence_of_netkeep() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert (MANIFEST["version"], MANIFEST["license"]) == (__version__, project["license"])
    assert (EXTENSION / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    assert f"\n## {__version__}\n" in (EXTENSION / "CHANGELOG.md").read_text()


def test_it_runs_a_script_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    command = MANIFEST["contributes"]["configuration"]["properties"]["netkeep.command"]
    assert command["default"] in project["scripts"]
    assert command["scope"] == "machine"
    assert not MANIFEST["capabilities"]["untrustedWorkspaces"]["supported"]


def test_it_starts_where_a_vault_is() -> None:
    assert MANIFEST["activationEvents"] == [f"workspaceContains:**/{MARK}", "onLanguage:markdown"]


def test_the_lock_is_of_the_manifest() -> None:
    lock = json.loads((EXTENSION / "package-lock.json").read_text())["packages"][""]
    for kind in ("dependencies", "devDependencies"):
        assert lock[kind] == MANIFEST[kind]
