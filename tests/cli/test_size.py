"""A hostile file of the greatest size takes seconds, not hours: nothing here may take more than linear time."""

from pathlib import Path

import pytest

from tests.cli.conftest import Netkeep
from tests.vaults import make_vault

SIZE = 300_000
BODIES = {
    "strong": " **a",
    "blanks": "# " + " " * SIZE + "x",
    "lines": "a\n",
    "comments": "<!-- -\n",
    "links": "[a](x ",
    "wikilinks": "[[",
    "items": "- ",
    "letters": "é",
    "wide": "東 ",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_a_body(tmp_path: Path, netkeep: Netkeep, body: str) -> None:
    make_vault(tmp_path, {"people/bo.md": f"---\nname: Bo\n---\n\n{body * (SIZE // len(body))}\n"})
    for command in (("show", "bo"), ("find", "bo", "a"), ("list",)):
        assert netkeep(*command).code in {0, 1}


def test_a_name(tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch) -> None:
    make_vault(tmp_path, {"people/bo.md": f"---\nname: {'é' * SIZE}\n---\n"})
    monkeypatch.setattr("netkeep.cli.list_people.on_terminal", lambda: True)
    assert netkeep("list").out == f"{'é' * 40}…    never\n1 person\n"
    assert netkeep("show", "bo").code == 0
    assert netkeep("find", "ee").out.startswith("ééé")
