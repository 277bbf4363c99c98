"""Who is meant: a terminal asks, everything else is told who there is; and what a slip may have meant."""

import sys
from pathlib import Path

import click
import pytest

from tests.cli.conftest import Netkeep
from tests.cli.people import VAULT
from tests.vaults import make_vault

LISTED = (
    "  1  alan-sample   Alan Sample   Plumber, ACME, Inc.        2 weeks ago\n"
    "  2  grace-sample  Grace Sample  VP Engineering, Acme Corp  2 weeks ago\n"
)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of what is typed at a terminal, answer by answer."""
    answers: list[str] = []
    for stream in (sys.stdin, sys.stderr):
        monkeypatch.setattr(type(stream), "isatty", lambda _: True, raising=False)

    def read(question: str) -> str:
        click.echo(question, err=True)
        return answers.pop(0)

    monkeypatch.setattr("click.termui.visible_prompt_func", read)
    return answers


def test_a_terminal_asks_which_of_them(tmp_path: Path, netkeep: Netkeep, typed: list[str]) -> None:
    make_vault(tmp_path, VAULT)
    typed += ["7", "2"]
    code, out, err = netkeep("history", "sample")
    assert (code, out) == (2, "")
    assert err.startswith(f"{LISTED}Which of them? 1-2: \n")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("graec", "did you mean 'grace-sample' (Grace Sample)?"),
        ("Alan Smaple", "did you mean 'alan-sample' (Alan Sample)?"),
        ("zzzzz", "'netkeep find' searches everything"),
    ],
)
def test_a_slip(tmp_path: Path, netkeep: Netkeep, name: str, hint: str) -> None:
    make_vault(tmp_path, VAULT)
    assert netkeep("show", name) == (2, "", f"netkeep: nobody is called {name!r}; {hint}\n")


def test_a_slip_in_an_organisation(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    told = "netkeep: no organisation is called 'initehc'; did you mean Initech?\n"
    assert netkeep("list", "--org", "initehc") == (2, "", told)


def test_several_organisations_are_asked_for_where_the_phrase_is_none(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    code, out, err = netkeep("who", "acme", "initech", "--columns", "at,name", "--format", "tsv")
    assert (code, err) == (0, "")
    assert out == "at\tname\nAcme Corp\tGrace Sample\nAcme Corp\tAlan Sample\n\tAda Éxample\nInitech\tGrace Sample\n"
