"""What other programs may rely on is written down."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Netkeep
from tests.cli.people import VAULT
from tests.vaults import make_vault

PAGE = Path(__file__).parents[2] / "docs/json.md"


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            if key != "links":
                yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


@pytest.mark.parametrize(
    "command", [("due", "--within", "1 year"), ("list",), ("show", "grace"), ("find", "grace"), ("hunt", "acme")]
)
def test_every_key_is_documented(tmp_path: Path, netkeep: Netkeep, command: tuple[str, ...]) -> None:
    make_vault(tmp_path, VAULT)
    result = netkeep("--color", "always", *command, "--format", "json")
    assert result.err == ""
    record = json.loads(result.out)
    assert (record["format"], record["version"]) == (f"netkeep.{command[0]}", 1)
    section = re.search(rf"^## {command[0]}\n(.*?)(?=^## |\Z)", PAGE.read_text(), re.DOTALL | re.MULTILINE)
    assert section is not None
    documented = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]*)`", section[1]))))
    assert set(_keys(record)) - {"format", "version", "today"} <= documented
