"""The house keeps its shape: every import points down, no module grows large, and start-up stays light."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "netkeep").rglob("*.py"))
LARGEST = 350


def test_every_import_points_down() -> None:
    """Take a few seconds where nothing is cached: the whole import graph is built."""
    script = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", script, "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


def test_no_module_is_large() -> None:
    sizes = {path.relative_to(ROOT).as_posix(): len(path.read_text().splitlines()) for path in MODULES}
    assert {path: size for path, size in sizes.items() if size > LARGEST} == {}


def test_starting_loads_nothing_that_only_a_site_needs() -> None:
    heavy = ["mkdocs", "material", "markdown", "jinja2", "nh3", "slugify", "filelock", "netkeep.site"]
    heavy += ["netkeep.check.registry", "netkeep.check.rule", "concurrent.futures", "multiprocessing", "jsonschema"]
    script = f"import sys, netkeep.cli.main; print([name for name in {heavy} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


@pytest.mark.parametrize("folder", ["model", "text", "agenda", "network"])
def test_the_lower_rooms_read_no_clock_and_print_nothing(folder: str) -> None:
    spoken = ("print(", ".today()", ".now()", "sys.exit", "import sys", "import time\n", "os.environ")
    found = [
        (path.name, words)
        for path in sorted((ROOT / "netkeep" / folder).rglob("*.py"))
        for words in spoken
        if words in path.read_text()
    ]
    assert found == []
