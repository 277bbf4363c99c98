"""A field that is added is a row and an attribute: nothing loses it, and nothing publishes it."""

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from netkeep.model.schema import PERSON
from tests.vaults import make_vault

_ROOT = Path(__file__).parents[2]
_FRONT = """\
shoe: Gaiter Boots
named: 1987-03-04
hobbies:
  - Goose Racing
pets:
  - {name: Lord Quackington, species: Muscovy Duck, since: 2021-05}
  - Mr. Bun
"""
ADA = f"---\nname: Ada Example\nemails: [ada@mail.example]\n{_FRONT}---\n"
_COMMANDS = """
import contextlib, io, json, sys
from tests.model import made_up  # before anything else of netkeep
from netkeep.cli.main import run

printed = []
for arguments in json.loads(sys.argv[1]):
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = run(["--today", "2026-11-29", *arguments.split()])
    printed.append([code, out.buffer.getvalue().decode()])
print(json.dumps(printed))
"""
_SITE = """
import json
from datetime import date
from pathlib import Path
from tests.model import made_up  # before anything else of netkeep
from netkeep.site.audit import audit_texts
from netkeep.site.pages import make_pages
from netkeep.store.load import load

vault = load(Path())
published = "".join(page.html + (page.search or "") for page in make_pages(vault, date(2026, 11, 29)).pages)
words = ("Gaiter Boots", "4 March 1987", "Goose Racing", "Lord Quackington", "Muscovy Duck")
sought = [[one.kind for one in audit_texts({"a.html": word.encode()}, vault)] for word in words]
print(json.dumps([[word for word in ("Ada Example", *words) if word in published], sought]))
"""


def _added(where: Path, script: str, *arguments: str) -> list[list[object]]:
    """Return what a script prints as JSON, in a process in which the fields of ``made_up`` have been added."""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=where,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[list[object]] = json.loads(done.stdout)
    return found


def _netkeep(where: Path, *commands: str) -> list[list[object]]:
    return _added(where, _COMMANDS, json.dumps(commands))


def test_processes_hand_the_fields_over() -> None:
    assert pickle.loads(pickle.dumps(PERSON)) == PERSON  # noqa: S301 (made here)


def test_it_is_checked(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/bo.md": "---\nname: Bo\nnamed: 31 May\npets: [{name: Rex, color: red}]\n---\n"})
    [[code, out]] = _netkeep(tmp_path, "check --format github --ignore NK6")
    assert code == 1
    assert [line.partition("title=")[2] for line in str(out).splitlines() if line] == [
        (
            "NK204 (bad-date)::named: a day is written YYYY-MM-DD, or --MM-DD where the year is unknown"
            "%0Awrite a day that the calendar has"
        ),
        "NK201 (unknown-key)::unknown key 'color' in pets[1]%0Ayour own keys go below x:",
    ]


def test_it_is_shown_and_found(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/ada.md": ADA})
    shown, found, chosen = _netkeep(tmp_path, "show ada --all", "find muscovy", "list --where hobbies~goose")
    assert shown[1] == (
        "Ada Example\n\n"
        "  E-mail         ada@mail.example\n"
        "  Shoe           Gaiter Boots\n"
        "  Named          1987-03-04\n"
        "  Hobbies        Goose Racing\n"
        "  Pets           Lord Quackington, Muscovy Duck, 2021-05\n"
        "                 Mr. Bun\n"
        "  Catch up       every year, once you have been in touch\n"
        "\npeople/ada.md\n"
    )
    assert found[1] == "Ada Example  ada · never in touch\n  pets: Lord Quackington, Muscovy Duck, 2021-05\n"
    assert chosen[1] == "ada  Ada Example    never\n"


def test_an_edit_keeps_it(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/ada.md": ADA})
    done = _netkeep(tmp_path, "log ada -k coffee -m Geese", "set ada paused_until=2027-01-01")
    assert [code for code, _ in done] == [0, 0]
    paused = ADA.replace("mail.example]\n", "mail.example]\npaused_until: 2027-01-01\n")
    assert (tmp_path / "people/ada.md").read_text() == f"{paused}\n## Log\n\n- 2026-11-29 coffee: Geese\n"


def test_it_is_set(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/ada.md": ADA})
    commands = ("set ada shoe=Pumps named= hobbies+=Chess", "set ada pets.2.species=Rabbit pets+=Rex")
    assert [code for code, _ in _netkeep(tmp_path, *commands)] == [0, 0]
    assert (tmp_path / "people/ada.md").read_text() == (
        "---\nname: Ada Example\nemails: [ada@mail.example]\nshoe: Pumps\nhobbies:\n  - Goose Racing\n  - Chess\n"
        "pets:\n"
        "  - {name: Lord Quackington, species: Muscovy Duck, since: 2021-05}\n"
        "  - {name: Mr. Bun, species: Rabbit}\n  - Rex\n---\n"
    )


@pytest.mark.parametrize("form", ["csv", "json"])
def test_an_export_and_its_import_keep_it(tmp_path: Path, form: str) -> None:
    make_vault(tmp_path / "one", {"people/ada.md": ADA})
    make_vault(tmp_path / "two", {})
    once = f"--vault two import {form} out.{form}"
    done = _netkeep(tmp_path, f"--vault one export {form} --to out.{form}", once, once)
    assert [code for code, _ in done] == [0, 0, 0]
    text = ADA.replace("emails: [ada@mail.example]", "emails:\n  - ada@mail.example")
    assert (tmp_path / "two/people/ada.md").read_text() == text


def test_an_import_merges_it(tmp_path: Path) -> None:
    theirs = "---\nname: Ada Example\nemails: [ada@mail.example]\npets: [mr. bun, Rex]\nshoe: Clogs\n---\n"
    make_vault(tmp_path / "one", {"people/ada.md": ADA})
    make_vault(tmp_path / "two", {"people/ada.md": theirs})
    done = _netkeep(tmp_path, "--vault one export json --to out.json", "--vault two import json out.json")
    assert [code for code, _ in done] == [0, 0]
    assert (tmp_path / "two/people/ada.md").read_text() == (
        "---\nname: Ada Example\nemails: [ada@mail.example]\n"
        "pets: [mr. bun, Rex, {name: Lord Quackington, species: Muscovy Duck, since: 2021-05}]\n"
        "shoe: Clogs\nnamed: 1987-03-04\nhobbies:\n  - Goose Racing\n---\n"
    )


def test_two_people_joined_keep_it(tmp_path: Path) -> None:
    bo = "---\nname: Bo\nshoe: Clogs\nhobbies: [Chess]\npets: [{name: mr. bun, species: Rabbit}, Rex]\n---\n"
    make_vault(tmp_path, {"people/ada.md": ADA, "people/bo.md": bo})
    [[code, _]] = _netkeep(tmp_path, "merge ada bo")
    assert code == 0
    assert (tmp_path / "people/ada.md").read_text() == (
        "---\nname: Ada Example\naliases: [Bo]\nemails: [ada@mail.example]\nx:\n  also:\n    shoe: Clogs\n"
        "shoe: Gaiter Boots\nnamed: 1987-03-04\nhobbies:\n  - Goose Racing\n  - Chess\n"
        "pets:\n  - {name: Lord Quackington, species: Muscovy Duck, since: 2021-05}\n"
        "  - {name: Mr. Bun, species: Rabbit}\n  - Rex\n---\n"
    )


def test_the_site_hides_it_and_the_audit_seeks_it(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/ada.md": ADA})
    published, sought = _added(tmp_path, _SITE)
    assert published == ["Ada Example"]
    assert sought == [["hidden shoe"], ["hidden named"], ["hidden hobbies"], ["hidden pets"], ["hidden pets"]]


def test_the_audit_seeks_what_somebody_private_has_in_it(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/ada.md": ADA.replace("shoe:", "private: true\nshoe:")})
    published, sought = _added(tmp_path, _SITE)
    assert published == []
    assert sought == [["private word"], ["private date"], ["private word"], ["private word"], ["private word"]]
