"""Cases of rules as data: a vault written in the test, and every finding in it, word for word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from netkeep.check.diagnostic import Diagnostic
from netkeep.check.registry import RULES
from netkeep.check.runner import check
from netkeep.store.load import load
from tests.vaults import make_vault

TODAY = date(2024, 6, 1)
NAMES = {rule.code: rule.name for rule in RULES}
Files = Mapping[str, str | bytes]


@dataclass(frozen=True)
class Case:
    """Files of a vault, and all that check says about them; ``setup`` makes what is no file."""

    code: str
    name: str
    files: Files
    expected: tuple[Diagnostic, ...] = ()
    setup: Callable[[Path], None] | None = None


def at(place: str, until: tuple[int, int], message: str, help_: str) -> Diagnostic:
    """Return a finding; ``place`` is ``path:line:column``. The case fills in its code and name."""
    path, line, column = place.rsplit(":", 2)
    return Diagnostic(path, int(line), int(column), "", *until, "", message, help_)


def coded(code: str, found: Diagnostic) -> Diagnostic:
    """Return the same finding as one of a rule, which has its name from the registry."""
    return replace(found, code=code, name=NAMES[code])


def fails(
    code: str, name: str, files: Files, *expected: Diagnostic, setup: Callable[[Path], None] | None = None
) -> Case:
    """Return a case in which a rule, and no other unless it says so, has findings."""
    return Case(code, name, files, tuple(one if one.code else coded(code, one) for one in expected), setup)


def passes(code: str, name: str, files: Files, setup: Callable[[Path], None] | None = None) -> Case:
    """Return a near miss, about which nothing at all is said."""
    return Case(code, name, files, (), setup)


def person(front: str = "", body: str = "", name: str = "Ada Example") -> str:
    """Return a contact with these lines of front matter and this body."""
    return f"---\nname: {name}\n{front}---\n{body}"


def log(*lines: str) -> str:
    """Return a contact with a log; its first line is the sixth of the file."""
    return person(body="\n## Log\n" + "".join(f"{line}\n" for line in lines))


def findings(root: Path, *paths: str) -> list[Diagnostic]:
    """Check the vault on the tests' day."""
    return list(check(load(root), TODAY, paths))


def each(cases: tuple[Case, ...]) -> pytest.MarkDecorator:
    """Run a test for every case."""
    return pytest.mark.parametrize("case", cases, ids=[f"{case.code}-{case.name}" for case in cases])


def report(case: Case, root: Path) -> list[Diagnostic]:
    """Make the case's vault and check it."""
    make_vault(root, case.files)
    if case.setup:
        case.setup(root)
    return findings(root)
