"""``netkeep rule`` and the reference: made from the rules, and true."""

import json
import sys
from pathlib import Path

import pytest

from netkeep.check.fix import Fix
from netkeep.check.reference import reference
from netkeep.check.references import meant, renamed
from netkeep.check.registry import CODES, RULES
from netkeep.check.rule import Rule
from netkeep.check.selection import resolve
from tests.check.cases import report
from tests.check.test_registry import _CASES
from tests.cli.conftest import Netkeep

ROOT = Path(__file__).parents[2]


def test_page(netkeep: Netkeep) -> None:
    shown = """\
NK303 future-entry
A log entry of a day that is yet to come.

The log says what happened. It would count as contact before it took place.

Bad (on 1 June 2024)
    - 2042-05-20 coffee: The reorg.

Good
    - 2024-05-20 coffee: The reorg.

To fix
    correct the date; what you plan is a reminder above the log: - [ ]
    YYYY-MM-DD text. Only you can fix it.
"""
    assert netkeep("rule", "NK303") == (0, shown, "")
    assert netkeep("rule", "future-entry") == (0, shown, "")


def test_list_has_every_rule(netkeep: Netkeep) -> None:
    code, out, err = netkeep("rule")
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in out.splitlines() if line.startswith("  NK")] == sorted(CODES)
    assert "  NK304  log-order        [*]  The log is out of order.\n" in out


def test_json(netkeep: Netkeep) -> None:
    code, out, _ = netkeep("rule", "log-order", "--format", "json")
    assert (code, json.loads(out)) == (
        0,
        {
            "format": "netkeep.rule",
            "version": 1,
            "rules": [
                {
                    "code": "NK304",
                    "name": "log-order",
                    "severity": "error",
                    "fixable": True,
                    "opt_in": False,
                    "summary": "The log is out of order.",
                    "why": [
                        (
                            "A log is kept newest first, or oldest first throughout; "
                            "then the eye finds the last contact where it expects it."
                        )
                    ],
                    "bad": {
                        "about": "",
                        "words": "",
                        "lines": ["- 2024-04-20 call", "- 2024-05-20 coffee", "- 2024-03-11 lunch"],
                    },
                    "good": {
                        "about": "",
                        "words": "",
                        "lines": ["- 2024-05-20 coffee", "- 2024-04-20 call", "- 2024-03-11 lunch"],
                    },
                    "mend": "move the entry to where its date belongs.",
                }
            ],
        },
    )
    assert len(json.loads(netkeep("rule", "--format", "json").out)["rules"]) == len(RULES)


def test_group(netkeep: Netkeep) -> None:
    out = netkeep("rule", "NK5", "--format", "markdown").out
    assert [line for line in out.splitlines() if line.startswith("# ")] == [
        f"# {rule.code} {rule.name}" for rule in RULES if rule.code.startswith("NK5")
    ]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("NK340", "did you mean NK304?"),
        ("log-oder", "did you mean log-order?"),
        ("nk304", "did you mean NK304?"),
        ("zzz", "'netkeep rule' lists them all"),
    ],
)
def test_unknown_rule(word: str, hint: str, netkeep: Netkeep) -> None:
    code, out, err = netkeep("rule", word)
    assert (code, out) == (2, "")
    assert err.startswith(f"netkeep: netkeep rule: there is no rule {word!r}; ")
    if word != "NK340":  # there are several near ones
        assert err.endswith(f"; {hint}\n")


def test_reference_is_current(netkeep: Netkeep) -> None:
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == reference(), (
        "the rules have changed: netkeep rule --format markdown >docs/rules.md"
    )
    assert netkeep("rule", "--format", "markdown").out == reference()


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_a_rule_that_offers_fixes_is_marked(rule: Rule) -> None:
    names = [one for one in vars(sys.modules[rule.module]).values() if callable(one)]
    of_fixes = {Fix, meant, renamed}
    offers = any(one.__module__.startswith("netkeep.check.mend") or one in of_fixes for one in names)
    assert offers == (rule.fixes is not None)


def test_what_is_mended_is_marked(tmp_path: Path) -> None:
    found = [one for number, case in enumerate(_CASES) for one in report(case, tmp_path / str(number))]
    assert {one.code for one in found if one.fix} <= {rule.code for rule in RULES if rule.fixes}


def test_codes_names_and_groups_are_understood() -> None:
    assert resolve(["log-order", "NK10"], "") == {"NK304", *(code for code in CODES if code.startswith("NK10"))}
    assert resolve(["NK"], "") == CODES
