"""Days and spans are understood alike by every option."""

from pathlib import Path

import pytest

from tests.cli.conftest import Netkeep, files
from tests.cli.people import VAULT
from tests.vaults import make_vault

TWO_DAYS = "this may be 3 April or 4 March; write 2026-04-03 or 2026-03-04"
NO_SPAN = "a duration is a whole number and a unit, such as '6 months', or weekly to yearly; or short: 2w"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--today", "3/4/2026", "list"),
        ("add", "Bo", "--met", "3/4/2026"),
        ("import", "csv", "x.csv", "--as-of", "3/4/2026"),
        ("job", "end", "acme", "--on", "3/4/2026"),
        ("job", "start", "Acme", "--from", "3/4/2026"),
        ("job", "start", "Acme", "--to", "3/4/2026"),
        ("leave", "acme", "--on", "3/4/2026"),
        ("log", "grace", "-d", "3/4/2026"),
        ("remind", "grace", "3/4/2026", "call"),
        ("set", "grace", "paused_until=3/4/2026"),
        ("set", "grace", "roles.1.to=3/4/2026"),
    ],
)
def test_a_day_that_may_be_two_is_refused_everywhere(
    tmp_path: Path, netkeep: Netkeep, arguments: tuple[str, ...]
) -> None:
    make_vault(tmp_path, VAULT)
    before = files(tmp_path)
    result = netkeep(*arguments)
    assert (result.code, result.err.splitlines()[-1].endswith(TWO_DAYS)) == (2, True)
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("due", "--within", "soon"),
        ("export", "ics", "--alarm", "soon"),
        ("export", "ics", "--within", "soon"),
        ("import", "csv", "x.csv", "--spread", "soon"),
        ("job", "start", "Acme", "--sweep", "soon"),
        ("list", "--not-seen-for", "soon"),
    ],
)
def test_what_is_no_span_is_refused_everywhere(tmp_path: Path, netkeep: Netkeep, arguments: tuple[str, ...]) -> None:
    make_vault(tmp_path, VAULT)
    result = netkeep(*arguments)
    assert (result.code, result.err.splitlines()[-1].endswith(NO_SPAN)) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "path", "line"),
    [
        (("log", "grace", "-k", "call", "-d", "friday"), "people/grace-sample.md", "- 2024-05-31 call"),
        (("log", "grace", "-k", "call", "-d", "3 dec"), "people/grace-sample.md", "- 2023-12-03 call"),
        (("log", "grace", "-k", "call", "-d", "3w"), "people/grace-sample.md", "- 2024-05-17 call"),
        (("remind", "grace", "friday", "call"), "people/grace-sample.md", "- [ ] 2024-06-14 call"),
        (("remind", "grace", "3 dec", "call"), "people/grace-sample.md", "- [ ] 2024-12-03 call"),
        (("remind", "grace", "3w", "call"), "people/grace-sample.md", "- [ ] 2024-06-28 call"),
        (("job", "start", "Bakery", "--from", "3w", "--to", "3 dec"), "jobs/bakery-2024.md", "from: 2024-05-17"),
        (("job", "start", "Bakery", "--from", "3w", "--to", "3 dec"), "jobs/bakery-2024.md", "to: 2024-12-03"),
        (("add", "Bo", "--met", "last week"), "people/bo.md", "- 2024-05-31 meeting: First met."),
    ],
)
def test_a_day_lies_where_the_option_looks(
    tmp_path: Path, netkeep: Netkeep, arguments: tuple[str, ...], path: str, line: str
) -> None:
    make_vault(tmp_path, VAULT)
    assert netkeep(*arguments).code == 0
    assert line in files(tmp_path)[path].decode().splitlines()
