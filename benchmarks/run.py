"""One table of ratios from one run, each pair of commands timed in turn: ``python -m benchmarks.run 10000``.

It needs git, and yamllint in an environment of its own (``--yamllint PATH``). Wall-clock medians; the machine's speed
may drift, which is why each pair alternates, and why only ratios are worth quoting.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.generate import SEED, Generator, person_id, write_vault

_NETKEEP = str(Path(sys.executable).with_name("netkeep"))
_CHECK = [_NETKEEP, "check"]
_STATUS = ["git", "status", "--short"]
_SETTLE_SECONDS = 0.2
_KILO = 1024


class Pair(NamedTuple):
    """What is compared: two commands, the vault to run them in, and what to do before each run of the first."""

    what: str
    ours: Sequence[str]
    theirs: Sequence[str]
    vault: Path
    before: Callable[[], None] = lambda: None
    runs: int = 9


def main() -> None:
    """Make the vaults, time the pairs, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="+", type=int, help="numbers of people")
    parser.add_argument("--yamllint", default=shutil.which("yamllint"), help="the program to compare with")
    parser.add_argument("--runs", type=int, default=9)
    arguments = parser.parse_args()
    print("| people | what | netkeep | the other | ratio | peak memory |")
    print("| ---: | --- | ---: | ---: | ---: | ---: |")
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory() as folder:
            _keep_bytecode(Path(folder, "bytecode"))
            _table(size, Path(folder), arguments.yamllint, arguments.runs)


def _keep_bytecode(folder: Path) -> None:
    """Let Python keep what it compiled, as it does wherever a program is installed, whatever is set here."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder)


def _table(size: int, folder: Path, yamllint: str | None, runs: int) -> None:
    vault, flawed = folder / "vault", folder / "flawed"
    for target in (vault, flawed):
        write_vault(size, target)
    for number in range(0, size, 2):
        _put(flawed / f"people/{person_id(number)}.md", "email: nobody@home.example\n")  # the key is 'emails'
    for target in (vault, flawed):
        _git(target, "init", "--quiet")
        _git(target, "add", "--all")
        _git(target, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "all")
    time.sleep(_SETTLE_SECONDS)
    pairs = _pairs(size, vault, flawed, runs)
    if yamllint:
        pairs += _pairs_with_yamllint(size, vault, flawed, yamllint, runs)
    for pair in (*pairs, *_pairs_as_you_type(size, vault, runs), *_pairs_staged(size, vault, runs)):
        _row(size, pair)


def _pairs(size: int, vault: Path, flawed: Path, runs: int) -> list[Pair]:
    org = Generator(size, SEED).org
    who, path, grep = [_NETKEEP, "who", org], [_NETKEEP, "path", org], ["git", "grep", "--fixed-strings", org]
    named = [_NETKEEP, "--vault", str(vault), "check"]
    return [
        Pair("check, warm : git status", _CHECK, _STATUS, vault, runs=runs),
        Pair("--vault X check, warm : git status", named, _STATUS, vault, runs=runs),
        Pair("check, a finding in every second file : git status", _CHECK, _STATUS, flawed, runs=runs),
        Pair("who ORG : git grep for its name", who, grep, vault, runs=runs),
        Pair("path ORG : git grep for its name", path, grep, vault, runs=runs),
    ]


def _pairs_as_you_type(size: int, vault: Path, runs: int) -> list[Pair]:
    """Return what a mail program and a shell ask for while somebody types, beside the least that netkeep does."""
    version = [_NETKEEP, "--version"]
    find = [_NETKEEP, "find", person_id(size // 2), "--columns", "email,name", "--format", "tsv"]
    return [
        Pair("find NAME as TSV : netkeep --version", find, version, vault, runs=runs),
        Pair("complete a person : netkeep --version", _completing("netkeep show person-0"), version, vault, runs=runs),
        Pair("complete a tag : netkeep --version", _completing("netkeep list --tag "), version, vault, runs=runs),
        Pair("complete a command : netkeep --version", _completing("netkeep "), version, vault, runs=runs),
    ]


def _completing(line: str) -> list[str]:
    """Return the command with which bash asks how a line may go on."""
    last = len(line.split(" ")) - 1
    settings = [f"COMP_WORDS={line}", f"COMP_CWORD={last}", "_NETKEEP_COMPLETE=bash_complete"]
    return ["env", *settings, _NETKEEP]


def _pairs_with_yamllint(size: int, vault: Path, flawed: Path, yamllint: str, runs: int) -> list[Pair]:
    yaml = vault.with_name("yaml")
    _front_matter(vault, yaml)
    lint, version = [yamllint, "-d", "relaxed", str(yaml)], [yamllint, "--version"]
    one = [*_CHECK, f"people/{person_id(size // 4 * 2)}.md"]
    return [
        Pair("check, cold : yamllint of the front matter", _CHECK, lint, vault, lambda: _forget(vault), runs=3),
        Pair("check of one file : yamllint --version", one, version, vault, runs=runs),
        Pair("check of one file with a finding : yamllint --version", one, version, flawed, runs=runs),
    ]


def _pairs_staged(size: int, vault: Path, runs: int) -> list[Pair]:
    """Return what a commit of one file costs: once more, after the first time, and each time with other content."""
    numbers = iter(range(size))
    staged = [*_CHECK, "--staged"]

    def stage() -> None:
        path = vault / f"people/{person_id(size // 2)}.md"
        _put(path, f"timezone: Etc/GMT+{next(numbers) % 12 + 1}\n")
        _git(vault, "add", "--all")

    stage()
    return [
        Pair("check --staged, one file staged : git status", staged, _STATUS, vault, runs=runs),
        Pair("check --staged, the file just changed : git status", staged, _STATUS, vault, stage, runs=runs),
    ]


def _put(path: Path, line: str) -> None:
    """Put a line at the beginning of a contact's front matter, in place of one with the same key."""
    key = line.partition(":")[0]
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([lines[0], line, *(one for one in lines[1:] if not one.startswith(f"{key}:"))]), "utf-8")


def _front_matter(vault: Path, folder: Path) -> None:
    folder.mkdir()
    for path in (vault / "people").iterdir():
        front = path.read_text(encoding="utf-8").split("---\n")[1]
        (folder / f"{path.stem}.yaml").write_text(f"---\n{front}", encoding="utf-8")


def _forget(vault: Path) -> None:
    shutil.rmtree(vault / ".netkeep", ignore_errors=True)


def _row(size: int, pair: Pair) -> None:
    vault = pair.vault
    ours: list[float] = []
    theirs: list[float] = []
    for number in range(pair.runs + 1):
        pair.before()
        first, second = _seconds(pair.ours, vault), _seconds(pair.theirs, vault)
        if number:  # the first run of each warms the disk's cache
            ours.append(first)
            theirs.append(second)
    mine, other = statistics.median(ours), statistics.median(theirs)
    ratio = statistics.median(one / two for one, two in zip(ours, theirs, strict=True))
    cells = (f"{size:,}", pair.what, _time(mine), _time(other), f"{ratio:.2f}", f"{_peak(pair.ours, vault):.0f} MB")
    print(f"| {' | '.join(cells)} |", flush=True)


def _seconds(command: Sequence[str], folder: Path) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)  # noqa: S603
    return time.perf_counter() - start


def _peak(command: Sequence[str], folder: Path) -> float:
    """Return the peak memory of a command, in MB: that of a process which does nothing but wait for it."""
    script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL);"
    script += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    run = [sys.executable, "-c", script, *command]
    done = subprocess.run(run, cwd=folder, capture_output=True, text=True, check=True)  # noqa: S603
    return int(done.stdout) / _KILO


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"


def _git(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, env=environment)  # noqa: S603, S607


if __name__ == "__main__":
    main()
