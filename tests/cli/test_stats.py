import json
from pathlib import Path

import pytest

from netkeep.cli.bars import bar, sparkline
from tests.cli.conftest import Netkeep
from tests.vaults import make_vault

FILES = {
    "jobs/acme.md": "---\norg: Acme\nfrom: 2024-01\n---\n",
    "people/ada.md": (
        "---\nname: Ada\nroles: [{org: ACME}]\nworked_with: [{job: acme, as: peer}]\n---\n\n## Log\n\n"
        "- 2024-06-01 dinner with [[bo]]\n- 2024-05-01 received recommendation\n- 2024-05-01 note\n"
    ),
    "people/bo.md": "---\nname: Bo\nroles: [{org: Acme}, {org: Old, to: 2020}]\n---\n",
    "people/cy.md": "---\nname: Cy\narchived: gone\n---\n",
}


def test_the_vault_in_figures(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, FILES)
    assert netkeep("stats") == (
        0,
        """\
People  3, 1 archived
  close                      0
  warm                       1  ███████████████████████
  acquainted                 1  ███████████████████████
  weak                       0
  not in touch               0

Month by month  July 2022 to June 2024
  contacts                ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁██  1 this month, 1 at most
  with people             ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▅█  2 this month, 2 at most
  for the first time      ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁██  1 this month, 1 at most

Acme  2 people
  team                       1  ███████████████████████
  other teams                0
  leadership                 0
  vendors                    0
  customers                  0
  recruiters                 0
  not said                   1  ███████████████████████

Where your people work now
  Acme                       2  ███████████████████████

Favours
  waiting                    0
  received                   1  ███████████████████████
  declined                   0
  given                      0
  to give back               1  ███████████████████████
""",
        "",
    )


def test_figures_for_programs(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, FILES)
    found = json.loads(netkeep("stats", "--format", "json").out)
    assert found["strength"] == {"close": 0, "warm": 1, "acquainted": 1, "weak": 0, "none": 0}
    assert found["months"][-1] == {"month": "2024-06", "contacts": 1, "people": 2, "first_time": 1}
    assert len(found["months"]) == 24
    assert found["jobs"][0]["coverage"][0] == {"group": "team", "people": 1, "remembering": 1}
    assert found["favours"] == {"waiting": 0, "received": 1, "declined": 0, "given": 0, "to_give_back": 1}


def test_an_empty_vault_has_figures_too(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {})
    assert netkeep("stats").code == 0


@pytest.mark.parametrize(
    ("values", "most", "expected"),
    [((), None, ""), ((0, 0), None, "▁▁"), ((0, 1, 2, 8), None, "▁▂▃█"), ((0.5,), 1.0, "▅"), ((1, 1), 1, "██")],
)
def test_lines(values: tuple[float, ...], most: float | None, expected: str) -> None:
    assert sparkline(values, most) == expected


@pytest.mark.parametrize(("value", "expected"), [(0, ""), (0.001, "▏"), (1, "▌"), (4, "██"), (5, "██▌"), (8, "████")])
def test_bars(value: float, expected: str) -> None:
    assert bar(value, 8, 4) == expected
