"""The house keeps its shape: every import points down, no module grows large, and start-up stays light."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "netkeep").rglob("*.py"))
LARGEST = 350
STILL_CIRCLES = ({f"netkeep.exchange.exporters.vcard.{name}" for name in ("update", "updated_reach", "updated_work")},)
"""Modules that know each other still; nothing may be added."""


def test_every_import_points_down() -> None:
    """Take a few seconds where nothing is cached: the whole import graph is built."""
    script = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", script, "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


def imported(path: Path, modules: set[str]) -> Iterator[str]:
    """Yield every module of ours that a file imports, wherever in it, and if only for its types."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name in modules)
        elif isinstance(node, ast.ImportFrom) and node.module in modules:
            yield from (f"{node.module}.{one.name}" for one in node.names if f"{node.module}.{one.name}" in modules)
            if any(f"{node.module}.{one.name}" not in modules for one in node.names):
                yield str(node.module)


def test_no_two_modules_import_each_other_by_any_way() -> None:
    names = {path: ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in MODULES}
    modules = set(names.values())
    graph = {name: set(imported(path, modules)) - {name} for path, name in names.items()}
    for circle in STILL_CIRCLES:
        for name in circle & modules:
            graph[name] -= circle
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_no_module_is_large() -> None:
    sizes = {path.relative_to(ROOT).as_posix(): len(path.read_text().splitlines()) for path in MODULES}
    assert {path: size for path, size in sizes.items() if size > LARGEST} == {}


def test_starting_loads_nothing_that_only_a_site_needs() -> None:
    heavy = ["mkdocs", "material", "markdown", "jinja2", "nh3", "slugify", "filelock", "netkeep.site"]
    heavy += ["netkeep.check.registry", "netkeep.check.rule", "concurrent.futures", "multiprocessing", "jsonschema"]
    script = f"import sys, netkeep.cli.main; print([name for name in {heavy} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


@pytest.mark.parametrize("folder", ["model", "text", "agenda", "network", "presenters"])
def test_the_lower_rooms_read_no_clock_and_print_nothing(folder: str) -> None:
    spoken = ("print(", ".today()", ".now()", "sys.exit", "import sys", "import time\n", "os.environ")
    found = [
        (path.name, words)
        for path in sorted((ROOT / "netkeep" / folder).rglob("*.py"))
        for words in spoken
        if words in path.read_text()
    ]
    assert found == []
