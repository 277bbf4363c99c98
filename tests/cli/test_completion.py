"""Completion: what is proposed, from the index alone, and in the real shells, where they are installed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Netkeep
from tests.cli.people import VAULT
from tests.cli.programs import environment_with_netkeep
from tests.vaults import make_vault


@pytest.fixture
def vault(tmp_path: Path, netkeep: Netkeep) -> Path:
    """Make a vault with an index."""
    make_vault(tmp_path, VAULT)
    assert netkeep("list").code == 0
    return tmp_path


def _proposed(vault: Path, line: str) -> list[str]:
    """Return what zsh would be told for a line, as ``value: description``."""
    words = line.split(" ")
    done = subprocess.run(
        [sys.executable, "-m", "netkeep"],
        env={
            **environment_with_netkeep(vault),
            "_NETKEEP_COMPLETE": "zsh_complete",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words) - 1),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    return [
        value if about == "_" else f"{value}: {about}" for value, about in zip(lines[1::3], lines[2::3], strict=True)
    ]


@pytest.mark.parametrize(
    ("line", "proposed"),
    [
        ("netkeep he", []),
        ("netkeep re", ["remind", "rename"]),
        ("netkeep show gr", ["grace-sample: Grace Sample"]),
        ("netkeep show Grace", ["grace-sample: Grace Sample"]),
        ("netkeep show éx", ["ada-example: Ada Éxample", "grace-sample: Grace Sample"]),
        ("netkeep show sam", ["alan-sample: Alan Sample", "grace-sample: Grace Sample"]),
        ("netkeep due --who a", ["ada-example: Ada Éxample", "alan-sample: Alan Sample"]),
        ("netkeep log ac", ["acme-2023: Acme Corp"]),
        ("netkeep log grace -k cof", ["coffee"]),
        ("netkeep who i", ["initech: Initech"]),
        ("netkeep path i", ["initech: Initech"]),
        ("netkeep leave ac", ["acme-2023: Acme Corp"]),
        ("netkeep list --tag da", ["data"]),
        ("netkeep list --columns name,em", ["name,emails"]),
        ("netkeep list --columns name,emails,la", ["name,emails,last_contact"]),
    ],
)
def test_what_is_proposed(vault: Path, line: str, proposed: list[str]) -> None:
    assert _proposed(vault, line) == proposed


def test_without_an_index_names_are_not_completed_and_nothing_is_written(tmp_path: Path) -> None:
    make_vault(tmp_path, VAULT)
    assert _proposed(tmp_path, "netkeep show gr") == []
    assert not (tmp_path / ".netkeep/index.sqlite").exists()


_BASH = """
eval "$(netkeep completion bash)"
COMP_WORDS=({words}); COMP_CWORD={last}
_netkeep_completion netkeep
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


def _in_bash(vault: Path, *words: str) -> str:
    script = _BASH.format(words=" ".join(words), last=len(words) - 1)
    return _output(["bash", "--norc", "-c", script], vault)


def _output(command: list[str], vault: Path) -> str:
    done = subprocess.run(
        command, env=environment_with_netkeep(vault), capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_bash(vault: Path) -> None:
    assert _in_bash(vault, "netkeep", "show", "gr") == "grace-sample\n"
    assert _in_bash(vault, "netkeep", "log", "grace-sample", "-k", "'asked\\ refere'") == "asked\\ reference\n"


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed")
def test_fish(vault: Path) -> None:
    script = "netkeep completion fish | source; complete -C 'netkeep show gr'"
    assert _output(["fish", "--no-config", "-c", script], vault) == "grace-sample\tGrace Sample\n"


_ZSH = """
autoload -U compinit; compinit -D
compadd() {{ print -l -- ${{(P)@[-1]}} }}
_describe() {{ print -l -- ${{(P)3}} }}
eval "$(netkeep completion zsh)"
words=({words}); CURRENT={last}
_netkeep_completion
"""


@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is not installed")
def test_zsh(vault: Path) -> None:
    script = _ZSH.format(words="netkeep show gr", last=3)
    assert _output(["zsh", "-f", "-c", script], vault) == "grace-sample:Grace Sample\n"
