import json
from pathlib import Path

import pytest

from tests.cli.conftest import Netkeep
from tests.cli.people import VAULT
from tests.vaults import make_vault


def test_names_first_then_work_then_text(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(
        tmp_path,
        {
            "people/a.md": "---\nname: Aa\n---\n\nOnce met Kettle.\n",
            "people/b.md": "---\nname: Bb\nroles: [{org: Kettle & Co}]\n---\n",
            "people/c.md": "---\nname: Cc\naliases: [Kettle]\n---\n",
            "people/d.md": "---\nname: Dd Kéttle\n---\n",
            "people/e.md": "---\nname: Ee\n---\n\n## Log\n\n- 2024-06-06 call: The kettle.\n",
            "people/f.md": "---\nname: Ff\n---\n\nNothing.\n",
        },
    )
    assert netkeep("find", "KETTLE") == (
        0,
        (
            "Dd Kéttle  d · never in touch\n"
            "Cc  c · never in touch\n  alias: Kettle\n"
            "Bb  b · never in touch\n  role: Kettle & Co\n"
            "Ee  e · last seen yesterday\n  log 2024-06-06: call: The kettle.\n"
            "Aa  a · never in touch\n  text: Once met Kettle.\n"
        ),
        "",
    )


def test_every_word_must_stand_somewhere(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    assert netkeep("find", "grace reorg", "choir").out == (
        "Grace Sample  grace-sample · last seen 2 weeks ago\n"
        "  log 2024-05-20: coffee: Reorg, and who to ask about data.\n"
        "  knows: Ada Éxample: same choir\n"
    )
    assert netkeep("find", "grace", "zzz") == (1, "", "netkeep: no match\n")


def test_an_entry_in_somebody_elses_file_is_found_too(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    assert netkeep("find", "reorg", "plumber").out == (
        "Alan Sample  alan-sample · last seen 2 weeks ago\n"
        "  role: Plumber, ACME, Inc.\n"
        "  log 2024-05-20: coffee: Reorg, and who to ask about data.\n"
    )


def test_archived_people_are_found_and_marked(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    assert netkeep("find", "ada").out.splitlines()[0] == "Ada Éxample  ada-example · last seen 2 weeks ago · archived"


def test_what_was_found_is_marked_when_colour_is_wanted(
    tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_vault(tmp_path, {"people/z.md": "---\nname: Zoë Straße\n---\n"})
    monkeypatch.delenv("NO_COLOR")
    assert netkeep("--color", "always", "find", "zoe", "strasse").out.startswith(
        "\x1b[33m\x1b[1mZoë\x1b[0m \x1b[33m\x1b[1mStraße\x1b[0m  "
    )
    assert netkeep("find", "zoe").out == "Zoë Straße  z · never in touch\n"


def test_a_long_line_is_cut_round_what_was_found(tmp_path: Path, netkeep: Netkeep) -> None:
    text = f"{'before ' * 30}needle{' after' * 30}"
    make_vault(tmp_path, {"people/z.md": f"---\nname: Zoë\n---\n\n{text}\n"})
    line = netkeep("find", "needle").out.splitlines()[1]
    assert line == "  text: …before before needle after after after after after after after…"
    assert len(line) <= 80


def test_a_blank_is_no_word(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    result = netkeep("find", " ")
    assert (result.code, result.err.splitlines()[-1]) == (2, "Error: find needs a word to look for")


def test_json(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    result = netkeep("find", "choir", "--format", "json")
    assert result.code == 0
    assert json.loads(result.out) == {
        "format": "netkeep.find",
        "version": 1,
        "today": "2024-06-07",
        "people": [
            {
                "id": "grace-sample",
                "name": "Grace Sample",
                "path": "people/grace-sample.md",
                "last_contact": "2024-05-20",
                "archived": False,
                "matches": [{"field": "knows", "text": "Ada Éxample: same choir"}],
            }
        ],
    }
    assert netkeep("find", "zzz", "--format", "json").code == 1
