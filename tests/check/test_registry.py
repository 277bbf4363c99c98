"""Every rule is registered, tested both ways, and its page tells the truth."""

import pkgutil
import re
from pathlib import Path

import pytest

from netkeep.check import rules
from netkeep.check.page import read_page
from netkeep.check.registry import CODES, RULES
from netkeep.check.rule import Rule
from netkeep.model.schema import FILE_KINDS, PERSON
from tests.check import (
    test_rules_1xx,
    test_rules_2xx,
    test_rules_3xx,
    test_rules_4xx,
    test_rules_5xx,
    test_rules_6xx,
)
from tests.check.cases import findings
from tests.vaults import make_vault

_TABLES = {
    "1": test_rules_1xx.CASES,
    "2": test_rules_2xx.CASES,
    "3": test_rules_3xx.CASES,
    "4": test_rules_4xx.CASES,
    "5": test_rules_5xx.CASES,
    "6": test_rules_6xx.CASES,
}
_CASES = [case for cases in _TABLES.values() for case in cases]
_by_code = pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])

_OF_FILES = "is about bytes or names of files, which an example in a page cannot hold"
_OF_TWO = "needs a second file, which the example tells in words"
_WORDS = "says in words what to leave out"
# Which examples are told in words, and why; all others are tried.
_PROSE = {
    **dict.fromkeys(("NK101", "NK112", "NK113", "NK114", "NK115", "NK501", "NK502", "NK503", "NK504"), _OF_FILES),
    **dict.fromkeys(("NK410", "NK505", "NK506", "NK507"), _OF_FILES),
    **dict.fromkeys(("NK403", "NK404", "NK405", "NK406", "NK407", "NK409", "NK602", "NK608"), _OF_TWO),
    **dict.fromkeys(("NK603", "NK605", "NK606"), "needs front matter and a log, or two files"),
    **dict.fromkeys(("NK110", "NK310"), "fits in a line of prose"),
}
_PROSE_BAD = {"NK102": "is a file of nothing"}
_PROSE_GOOD = dict.fromkeys(("NK108", "NK111", "NK306"), _WORDS)
_WHOLE_FILES = {"NK103"}
_AROUND = {
    "people/alan-sample.md": (
        "---\nname: Alan Sample\nlinks: {web: https://alan.example}\nroles: [{org: Acme Corp}]\n---\n"
    ),
    "jobs/acme-2023.md": "---\norg: Acme Corp\n---\n",
}


def _examples(page: str) -> dict[str, str]:
    """Return the indented examples of a page by the word before them."""
    found: dict[str, str] = {}
    for word, block in re.findall(r"^(Bad|Good)[^\n]*:\n\n((?:(?: {4}[^\n]*)?\n?)+)", page, re.MULTILINE):
        found[word] = "\n".join(line[4:] for line in block.rstrip().split("\n")) + "\n"
    return found


def _example_vault(code: str, example: str) -> dict[str, str]:
    """Make a file of an example: a whole one, log lines, or bare keys of the first kind of file that knows them."""
    if code in _WHOLE_FILES or example.startswith("---\n"):
        return {**_AROUND, "people/ada-example.md": example}
    if example.startswith("- "):
        example = f"## Log\n\n{example}"
    if example.startswith("#"):
        return {**_AROUND, "people/ada-example.md": f"---\nname: Ada Example\n---\n\n{example}"}
    keys = set(re.findall(r"^(\w+):", example, re.MULTILINE))
    kind = next((kind for kind in FILE_KINDS if keys <= kind.shape.fields.keys()), PERSON)
    required = "".join(f"{key}: Ada Example\n" for key in kind.shape.required - keys)
    return {**_AROUND, f"{kind.folder}/ada-example.md": f"---\n{required}{example}---\n"}


def _asking(rule: Rule) -> dict[str, str]:
    """Return settings that switch a rule on, where somebody has to."""
    return {"netkeep.toml": f'format = 1\n[check]\nselect = ["{rule.code}"]\n'} if rule.opt_in else {}


def test_every_rule_module_is_registered_once() -> None:
    modules = {f"{rules.__name__}.{module.name}" for module in pkgutil.iter_modules(rules.__path__)}
    assert sorted(rule.module for rule in RULES) == sorted(modules)


def test_codes_and_names_are_unique_and_sorted() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert frozenset(codes) == CODES
    assert all(re.fullmatch(r"NK[1-6]\d\d", code) for code in codes)
    assert len({rule.name for rule in RULES}) == len(RULES)


@_by_code
def test_name_is_the_module_with_hyphens_or_says_more(rule: Rule) -> None:
    assert rule.module.rpartition(".")[2].replace("_", "-") == rule.name


@_by_code
def test_page_has_a_summary_and_both_examples(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z`][^\n]*\.", rule.summary)
    assert re.search(r"^Bad\b", rule.page, re.MULTILINE)
    assert re.search(r"^Good\b", rule.page, re.MULTILINE)
    assert rule.page.isprintable() or set(filter(lambda c: not c.isprintable(), rule.page)) == {"\n"}


@_by_code
def test_page_says_why_and_how_to_mend_it(rule: Rule) -> None:
    page = read_page(rule)
    assert page.why
    assert all(text.endswith((".", ")")) for text in page.why)
    assert re.fullmatch(r"[a-z`][^\n]*\.", page.mend)
    for example in (page.bad, page.good):
        assert bool(example.words) != bool(example.lines)


@_by_code
def test_every_rule_fails_and_passes_somewhere(rule: Rule) -> None:
    cases = [case for case in _TABLES[rule.code[2]] if case.code == rule.code]
    failing = [case for case in cases if case.expected]
    assert failing
    assert all(rule.code in {one.code for one in case.expected} for case in failing)
    assert any(not case.expected for case in cases)


def test_cases_are_of_rules_and_have_names_of_their_own() -> None:
    assert {case.code for case in _CASES} <= CODES
    assert len({(case.code, case.name) for case in _CASES}) == len(_CASES)


def test_words_are_calm_and_short() -> None:
    for case in _CASES:
        for one in case.expected:
            assert one.message[0].islower() or one.message[0] == "'"
            assert not one.message.endswith(".")
            assert one.help
            assert "!" not in one.message.replace("(!)", "")
            assert len(one.message) <= 160


@_by_code
def test_bad_example_is_found(rule: Rule, tmp_path: Path) -> None:
    bad = _examples(rule.page).get("Bad")
    assert (bad is None) == (rule.code in _PROSE | _PROSE_BAD)
    if bad is not None:
        make_vault(tmp_path, {**_asking(rule), **_example_vault(rule.code, bad)})
        assert rule.code in {one.code for one in findings(tmp_path)}


@_by_code
def test_good_example_is_good(rule: Rule, tmp_path: Path) -> None:
    good = _examples(rule.page).get("Good")
    assert (good is None) == (rule.code in _PROSE | _PROSE_GOOD)
    if good is not None:
        make_vault(tmp_path, {**_asking(rule), **_example_vault(rule.code, good)})
        assert findings(tmp_path) == []
