"""The built wheel in a clean environment. Slow: it builds, and installs every dependency from PyPI."""

import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.peers.conftest import Run, environment

pytestmark = pytest.mark.peer


def test_the_wheel_alone_can_show_everything(tmp_path: Path, project: Path, run: Run) -> None:
    run(sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path, cwd=project)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(ZipFile(wheel).namelist())
    assert {
        "netkeep/py.typed",
        "netkeep/_data/mkdocs.yml",
        "netkeep/_data/vault/netkeep.toml",
        "netkeep/_data/vault/people/hartmut-pietzke.md",
    } <= names
    assert any(name.startswith("netkeep/_data/site_templates/") for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)

    programs = environment(tmp_path / "clean", str(wheel))
    shown = run(programs / "netkeep", "demo", "look", cwd=tmp_path).stdout
    page = tmp_path / "look" / "site" / "index.html"
    assert shown.splitlines()[-1] == f"Open {page.resolve().as_uri()}"
    assert "Hartmut Pietzke" in page.read_text(encoding="utf-8")
