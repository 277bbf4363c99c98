"""Every command has an example, and every example runs: in the sample vault, with the people whom the examples name."""

import os
import pty
import re
import select
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from inspect import cleandoc
from pathlib import Path
from typing import Final, NoReturn
from urllib.request import urlopen

import click
import pytest

from netkeep.cli.main import run
from netkeep.cli.manual import contexts
from netkeep.resources import sample_vault
from netkeep.store.init_vault import start_vault
from netkeep.store.merge_driver import ATTRIBUTES, ATTRIBUTES_TEXT
from tests.cli.programs import environment_with_netkeep
from tests.exchange.linkedin.archives import ADA, HEADER, make
from tests.vaults import copy_vault

_SECONDS: Final = 20
_QUIET: Final = 0.3  # seconds without output, after which a program waits for a key
_SHELL: Final = re.compile(r"[|<>$#]")
"""What a shell has to read; every other example runs in the process of the test."""

ADA_EXAMPLE = """\
---
name: Ada Example
emails: [ada@home.example]
roles: [{org: Acme Platform, from: 2020}]
location: Hull
cadence: 6 months
---
"""
PEOPLE: Final = {
    "people/grace-sample.md": """\
---
name: Grace Sample
emails: [grace@acme.example]
tags: [mentor]
roles: [{org: Acme Corp, title: VP Engineering, from: 2021-05}]
worked_with: [{job: acme-2023, as: manager}]
birthday: 1979-12-01
knows: [alan-sample]
---

- [ ] 2026-11-20 send her the write-up

## Log

- 2026-10-20 coffee: The reorg.
""",
    "people/g-sample.md": "---\nname: G. Sample\n---\n",
    "people/alan-sample.md": """\
---
name: Alan Sample
tags: [mentor]
location: Leeds
roles: [{org: Initech, title: Plumber, from: 2019}]
---
""",
    "people/ada-example.md": ADA_EXAMPLE,
    "people/bo-example.md": "---\nname: Bo Example\ntags: [to-triage]\nroles: [{org: Acme Corp, from: 2023}]\n---\n",
    "jobs/acme-2023.md": "---\norg: Acme Corp\ntitle: Engineer\nfrom: 2023-04-03\n---\n\n- [ ] 2026-12-01 badge\n",
    "orgs/initech.md": "---\nname: Initech\ntarget: 2027-02\n---\n",
}
CARD: Final = "BEGIN:VCARD\nVERSION:3.0\nUID:7\nFN:Cy Vogt\nEMAIL:cy@home.example\nEND:VCARD\n"
AT_HOME: Final = {".contacts/phone/7.vcf": CARD, ".config/fish/completions/README": "Completions of fish.\n"}
"""What an owner has in their home folder, beside the archive of LinkedIn."""
HERE: Final = {
    "import vcard contacts.vcf": ("contacts.vcf", CARD),
    "< message.eml": ("message.eml", "From: Cy Vogt <cy@home.example>\nSubject: Hello\n\nHello.\n"),
    "<draft.md": ("draft.md", ADA_EXAMPLE),
}
"""The file that an example reads from the folder where it runs, by a part of the example."""
FIRST: Final = {
    "netkeep add ": "rm people/grace-sample.md",
    "netkeep undo": "netkeep remind grace friday call",
    "netkeep merge": "netkeep add 'Grace M. Sample'",
    "netkeep git resolve": "! git merge --quiet origin/laptop",
    "netkeep site audit": "netkeep site build --to /tmp/site",
}
"""What has happened before an example, by its beginning."""
KEYS: Final = {
    "netkeep edit grace": "",
    "netkeep import --triage --where org=acme --limit 20": "q",
    "netkeep sweep acme-2023 --minutes 5": "\x04",
    "netkeep git resolve": "t",
    "netkeep undo": "y\n",
    "netkeep sync --commit": "y\n",
}
"""What is typed when an example asks, in a terminal."""
SERVERS: Final = ("netkeep demo /tmp/look --serve", "netkeep site serve")
SILENT: Final = {
    "netkeep check --select NK4,log-order --statistics": "there are no findings",
    "netkeep check --quiet --exit-zero": "there are no findings",
    "netkeep import linkedin ~/Downloads/Basic_LinkedInDataExport.zip --dry-run": "the plan is on standard error",
    "netkeep suggest --never newsletter@shop.example": "it is kept below .netkeep/",
    "netkeep lsp    # which the editor runs by itself, with the vault as its folder": "it waits for an editor to speak",
    'eval "$(netkeep completion bash)"    # in ~/.bashrc': "the shell completes from then on",
    'eval "$(netkeep completion zsh)"     # in ~/.zshrc, after compinit': "the shell completes from then on",
}
"""Why an example prints nothing on standard output, and changes no file of its owner's."""


def examples(command: click.Command) -> list[str]:
    """Return the examples in the help of a command; one that goes on in the next line is one."""
    block = re.search(r"^\x08\nExamples?:\n((?: +.*\n?)+)", cleandoc(command.help or ""), re.MULTILINE)
    return [line.strip() for line in block[1].replace("\\\n", "").splitlines()] if block else []


_, *_BELOW = contexts()
EXAMPLES: Final = {context.command_path: examples(context.command) for context in _BELOW}
LINES: Final = list(dict.fromkeys(line for lines in EXAMPLES.values() for line in lines))


@pytest.mark.parametrize("path", EXAMPLES)
def test_every_command_has_an_example(path: str) -> None:
    assert [line for line in EXAMPLES[path] if re.search(rf"\b{path}\b", line)]


def test_the_tables_speak_of_examples_that_exist() -> None:
    assert {*KEYS, *SERVERS, *SILENT} - {*LINES} == set()
    assert [part for part in (*HERE, *FIRST) if not any(part in line for line in LINES)] == []


def _write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


def _commit(vault: Path, *changes: tuple[str, str]) -> None:
    """Change the file of Ada Example, and commit all that there is."""
    text = ADA_EXAMPLE
    for old, new in changes:
        text = text.replace(old, new)
    (vault / "people/ada-example.md").write_text(text)
    _git(vault, "add", "--all")
    _git(vault, "commit", "--quiet", "--no-verify", "--message", "change")


def _identity() -> dict[str, str]:
    return {f"GIT_{role}_{part}": "sam@x.example" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a home and a vault in git: its remote has a change that fits, and a branch with a clash."""
    world = tmp_path_factory.mktemp("world")
    home, vault = world / "home", world / "vault"
    _write(home, AT_HOME)
    make(home / "Downloads/Basic_LinkedInDataExport.zip", {"Connections.csv": HEADER + ADA})
    _write(copy_vault(sample_vault(), vault), {**PEOPLE, ATTRIBUTES: ATTRIBUTES_TEXT})
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"HOME": str(home), **_identity()}.items():
            patch.setenv(name, value)
        start_vault(vault)
        _git(vault, "checkout", "--quiet", "-B", "main")
        _commit(vault)
        _git(world, "clone", "--quiet", "--bare", "vault", "origin.git")
        _git(vault, "remote", "add", "origin", "../origin.git")
        for branch, change in (("main", ("6 months", "3 months")), ("laptop", ("Hull", "York"))):
            _git(vault, "checkout", "--quiet", "--detach", "main")
            _commit(vault, change)
            _git(vault, "push", "--quiet", "origin", f"HEAD:refs/heads/{branch}")
        _git(vault, "checkout", "--quiet", "main")
        _commit(vault, ("Hull", "Leeds, UK"))
        _git(vault, "fetch", "--quiet")
        _git(vault, "branch", "--quiet", "--set-upstream-to", "origin/main")
    return world


@pytest.fixture
def folder(world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the world, in whose vault the process is, on a day, with an editor."""
    folder = Path(shutil.copytree(world, tmp_path / "world"))
    vault = folder / "vault"
    environment = {
        **environment_with_netkeep(vault),
        **_identity(),
        "HOME": str(folder / "home"),
        "NETKEEP_TODAY": "2026-11-22",
        "EDITOR": "true",
        "COLUMNS": "80",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NETKEEP_VAULT")
    monkeypatch.chdir(vault)
    editor = vault / ".netkeep/bin/code"
    editor.write_text('#!/bin/sh\ntest -f "$1" && echo "opened $1"\n')
    editor.chmod(0o755)
    return folder


def _prepare(line: str, folder: Path) -> None:
    _write(folder / "vault", dict(file for part, file in HERE.items() if part in line))
    for begin, command in FIRST.items():
        if line.startswith(begin):
            assert _exit_code(_inside(command, folder)) == 0


def _inside(line: str, folder: Path) -> str:
    """Return an example that writes into a folder where it would write into that of the system."""
    return line.replace("/tmp/", f"{folder}/")  # noqa: S108 (it is what an example says, and is not used)


def _shell(line: str) -> list[str]:
    """Return the shell that reads an example: the one whose settings it names, else that of the system."""
    if "~/.zshrc" in line:
        return ["zsh", "-c", f"autoload -U compinit && compinit -D -u\n{line}"]
    return ["bash" if "~/.bashrc" in line else "sh", "-c", line]


def _skip_without_its_programs(line: str) -> None:
    for program in (_shell(line)[0], *re.findall(r"\| (\w+)", line)):
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed")


@contextmanager
def _in_a_terminal(line: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Yield the process of an example, and the terminal in which it runs."""
    terminal, theirs = pty.openpty()
    with subprocess.Popen(
        ["sh", "-c", f"exec {line}"], stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as process:
        os.close(theirs)
        try:
            yield process, terminal
        finally:
            process.kill()
            os.close(terminal)


def _read(terminal: int) -> bytes | None:
    """Return what is printed next, nothing where there is a pause, None at the end."""
    if not select.select([terminal], [], [], _QUIET)[0]:
        return b""
    try:
        return os.read(terminal, 1 << 16) or None
    except OSError:  # on Linux, where the program has left
        return None


def _typed(line: str, keys: str) -> tuple[int, str]:
    """Return how an example ends and what it shows, where keys are typed whenever it waits."""
    shown, end = b"", time.monotonic() + _SECONDS
    with _in_a_terminal(line) as (process, terminal):
        while (printed := _read(terminal)) is not None and time.monotonic() < end:
            shown += printed
            if not printed and shown and keys:
                os.write(terminal, keys.encode())
        return process.wait(_SECONDS), shown.decode()


def _refused(*_: object) -> NoReturn:
    raise AssertionError("an example asks the network")


def _exit_code(line: str) -> int:
    """Return how an example ends that asks nothing: in this process, or in that of a shell where it takes one."""
    if _SHELL.search(line) or not line.startswith("netkeep "):
        return subprocess.run(_shell(line), stdin=subprocess.DEVNULL, check=False).returncode
    with pytest.MonkeyPatch.context() as patch, Path(os.devnull).open() as nothing:
        patch.setattr(sys, "stdin", nothing)
        patch.setattr(socket.socket, "connect", _refused)
        return run([os.path.expanduser(word) for word in shlex.split(line)[1:]])  # noqa: PTH111 (a word, which may be a path)


def _files(folder: Path) -> dict[str, bytes]:
    """Return what files its owner has below a folder, and what is in them; netkeep's own folder is not theirs."""
    return {
        str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".netkeep" not in path.parts
    }


@pytest.mark.parametrize("line", [line for line in LINES if line not in SERVERS])
def test_an_example_runs(line: str, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _skip_without_its_programs(line)
    _prepare(line, folder)
    existing = _files(folder)
    command = _inside(line, folder)
    capfd.readouterr()  # of what has happened before
    code, typed = _typed(command, KEYS[line]) if line in KEYS else (_exit_code(command), "")
    out, err = capfd.readouterr()
    assert code == 0, typed + out + err
    assert bool(typed or out or _files(folder) != existing) == (line not in SILENT), err


@pytest.mark.parametrize("line", SERVERS)
def test_an_example_that_serves_answers(line: str, folder: Path) -> None:
    shown, end = b"", time.monotonic() + _SECONDS
    with _in_a_terminal(_inside(line, folder)) as (_, terminal):
        while not (address := re.search(rb"http://127\.0\.0\.1:\d+/", shown)):
            printed = _read(terminal)
            assert printed is not None, shown.decode()
            assert time.monotonic() < end, shown.decode()
            shown += printed
        with urlopen(address[0].decode()) as answer:  # noqa: S310 (it begins with http)
            assert b"people/priya-raghunathan.html" in answer.read()
