"""The site against plain MkDocs and hugo on the same pages, in one run: ``python -m benchmarks.site 100 1000 10000``.

Processor time of all processes (a machine's speed drifts; ratios of one run are what counts), and peak memory of the
largest. MkDocs gets the pages as ``netkeep export site`` writes them, a small nav and Material; hugo, where it is
installed, gets them with a plain layout and writes a JSON index.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import edits
from benchmarks.generate import TODAY, write_vault

_EDITS = 7
_BIN = Path(sys.executable).parent
_NETKEEP = (str(_BIN / "netkeep"), "--today", TODAY.isoformat())
_KILO = 1024
_MKDOCS = """site_name: Plain
theme: {name: material, font: false}
use_directory_urls: false
nav: [index.md, people.md, orgs.md, jobs.md, tags.md]
"""
_HUGO = {
    "hugo.toml": (
        'baseURL = "https://site.example/"\ntitle = "Plain"\nuglyURLs = true\n'
        'disableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n'
        '[outputs]\nhome = ["HTML", "JSON"]\n[markup.goldmark.renderer]\nunsafe = true\n'
    ),
    "layouts/_default/single.html": (
        '<!doctype html><html><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>'
        '<nav><a href="/index.html">Today</a><a href="/people.html">People</a></nav>{{ .Content }}</body></html>'
    ),
    "layouts/index.html": "<!doctype html><html><body>{{ .Content }}</body></html>",
    "layouts/_default/list.html": "<!doctype html><html><body>{{ .Content }}</body></html>",
    "layouts/index.json": (
        "{{ $pages := slice }}{{ range site.RegularPages }}{{ $pages = $pages | append "
        '(dict "title" .Title "url" .RelPermalink "text" .Plain) }}{{ end }}{{ $pages | jsonify }}'
    ),
}


class Cost(NamedTuple):
    """What a command took: processor seconds of all its processes, and the largest one's memory in MB."""

    seconds: float
    memory: float


class Row(NamedTuple):
    """A line of the table."""

    people: int
    what: str
    ours: Cost
    theirs: Cost


def main() -> None:
    """Make the vaults, build all sites, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="+", type=int, help="numbers of people")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    print("| people | what | first | second | ratio | memory |\n| ---: | --- | ---: | ---: | ---: | ---: |")
    whole: dict[int, Cost] = {}
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory() as folder:
            for row in _rows(size, Path(folder), arguments.runs):
                _print(row)
                whole.setdefault(size, row.ours)
    for size, next_size in zip(arguments.sizes, arguments.sizes[1:], strict=False):
        _print(Row(next_size, f"growth from {size:,}", whole[next_size], whole[size]))


def _rows(size: int, folder: Path, runs: int) -> list[Row]:
    vault, site = folder / "vault", folder / "site"
    write_vault(size, vault)
    build = (*_NETKEEP, "--vault", str(vault), "site", "build", "--to", str(site))
    _run((*_NETKEEP, "--vault", str(vault), "export", "site", "--to", str(folder / "plain" / "docs")), folder)
    (folder / "plain" / "mkdocs.yml").write_text(_MKDOCS, encoding="utf-8")
    others: list[tuple[str, tuple[str, ...], Path]] = []
    others.append(("plain MkDocs", (str(_BIN / "mkdocs"), "build", "--quiet"), folder / "plain"))
    if hugo := shutil.which("hugo"):
        _hugo_pages(folder / "plain" / "docs", folder / "hugo")
        others.append(("hugo with a JSON index", (hugo, "--quiet"), folder / "hugo"))
    rows = []
    for name, command, place in others:
        ours, theirs = [], []
        for _ in range(runs):
            _forget(vault, site)
            ours.append(_run(build, folder))
            theirs.append(_run(command, place))
        rows.append(Row(size, f"whole site : {name}", _middle(ours), _middle(theirs)))
    whole = rows[0].ours
    kinds: list[tuple[str, Callable[[int], None]]] = [
        ("nothing changed : whole site", lambda _: None),
        ("an entry of a log : whole site", lambda turn: edits.log(vault, size, turn)),
        ("a name : whole site", lambda turn: edits.name(vault, size, turn)),
    ]
    for name, edit in kinds:
        costs = []
        for turn in range(runs):
            edit(turn)
            costs.append(_run(build, folder))
        rows.append(Row(size, name, _middle(costs), whole))
    rows += [Row(size, f"{name} : whole site", cost, whole) for name, cost in _served(vault, size)]
    return rows


def _served(vault: Path, size: int) -> list[tuple[str, Cost]]:
    """Return what a server's pages cost, by what they are: see :mod:`benchmarks.served`."""
    command = (sys.executable, "-m", "benchmarks.served", str(vault), str(size), str(_EDITS))
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    lines = (line.split(" ", 2) for line in done.stdout.splitlines())
    return [(f"served: {name}", Cost(float(seconds), float(memory))) for seconds, memory, name in lines]


def _forget(vault: Path, site: Path) -> None:
    shutil.rmtree(vault / ".netkeep", ignore_errors=True)
    shutil.rmtree(site, ignore_errors=True)


def _hugo_pages(docs: Path, folder: Path) -> None:
    for path, text in _HUGO.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    for page in docs.rglob("*.md"):
        name = page.relative_to(docs).as_posix()
        target = folder / "content" / ("_index.md" if name == "index.md" else name)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(page, target)


def _run(command: Sequence[str], folder: Path) -> Cost:
    """Run a command, and give what it and its processes took."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    script = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True);"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN); print(used.ru_utime + used.ru_stime, used.ru_maxrss)"
    )
    run = [sys.executable, "-c", script, *command]
    done = subprocess.run(run, cwd=folder, env=environment, capture_output=True, text=True, check=True)  # noqa: S603
    seconds, memory = done.stdout.split()[-2:]
    return Cost(float(seconds), int(memory) / _KILO)


def _middle(costs: Sequence[Cost]) -> Cost:
    return Cost(statistics.median(one.seconds for one in costs), max(one.memory for one in costs))


def _print(row: Row) -> None:
    first, second = row.ours, row.theirs
    cells = (f"{row.people:,}", row.what, f"{first.seconds:.2f} s", f"{second.seconds:.2f} s")
    memory = f"{first.memory:.0f} : {second.memory:.0f} MB"
    print(f"| {' | '.join(cells)} | {first.seconds / second.seconds:.3f} | {memory} |", flush=True)


if __name__ == "__main__":
    main()
