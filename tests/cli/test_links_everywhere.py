"""Renaming, joining and forgetting reach every file of the vault's folder, and tell what they leave."""

from pathlib import Path

import pytest

from netkeep.cli.main import run
from tests.vaults import make_vault

_FILES = {
    "netkeep.toml": 'format = 1\n[check]\nexclude = ["old/**"]\n',
    "people/ada.md": "---\nname: Ada Example\n---\n",
    "people/cy.md": "---\nname: Cy Specimen\n---\n",
    "people/bo.md": "---\nname: Bo Sample\nx: {mentor: '[[ada]]'}\n---\n"
    "[[ada|Ada]] [ada](ada.md)\n`[[ada]]` <!-- [[ada]] -->\n\n"
    "| a |\n|---|\n| [[ada\\|Ada]] |\n",
    "people/README.md": "See [[ada]].\n",
    "notes/talk.md": "Met ![[people/ada#Log]] and [ada](<../people/ada.md#x>).\n\n    [[ada]]\n",
    "old/list.md": "---\nnobody: here\n---\n- [[ada]]\r\n",
}
_LEFT = "people/bo.md:6, notes/talk.md:3"


def _texts(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes().decode()
        for path in sorted(root.rglob("*.md"))
        if ".netkeep" not in path.parts
    }


def test_rename(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_vault(tmp_path, _FILES)
    assert run(["--vault", str(tmp_path), "rename", "ada", "eva"]) == 0
    assert capsys.readouterr().out == (
        "people/ada.md: is people/eva.md now\n"
        "Links to it changed in people/bo.md, notes/talk.md, old/list.md and people/README.md.\n"
        f"Still linked to by its old id, in code or comments: {_LEFT}.\n"
    )
    texts = _texts(tmp_path)
    assert texts["people/bo.md"] == (
        "---\nname: Bo Sample\nx: {mentor: '[[eva]]'}\n---\n[[eva|Ada]] [ada](eva.md)\n`[[ada]]` <!-- [[ada]] -->\n\n"
        "| a |\n|---|\n| [[eva\\|Ada]] |\n"
    )
    assert texts["notes/talk.md"] == "Met ![[people/eva#Log]] and [ada](<../people/eva.md#x>).\n\n    [[ada]]\n"
    assert texts["old/list.md"] == "---\nnobody: here\n---\n- [[eva]]\r\n"


def test_forget(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_vault(tmp_path, _FILES)
    assert run(["--vault", str(tmp_path), "forget", "ada", "--yes"]) == 0
    assert f"Their name or id is still written out in: {_LEFT}.\n" in capsys.readouterr().out
    texts = _texts(tmp_path)
    assert texts["people/bo.md"] == (
        "---\nname: Bo Sample\nx: {mentor: 'someone'}\n---\nsomeone someone\n`[[ada]]` <!-- [[ada]] -->\n\n"
        "| a |\n|---|\n| someone |\n"
    )
    assert texts["notes/talk.md"] == "Met someone and someone.\n\n    [[ada]]\n"
    assert texts["old/list.md"] == "---\nnobody: here\n---\n- someone\r\n"


def test_merge(tmp_path: Path) -> None:
    make_vault(tmp_path, _FILES)
    assert run(["--vault", str(tmp_path), "merge", "cy", "ada"]) == 0
    texts = _texts(tmp_path)
    assert texts["notes/talk.md"] == "Met ![[people/cy#Log]] and [ada](<../people/cy.md#x>).\n\n    [[ada]]\n"
    assert "[[cy|Ada]] [ada](cy.md)" in texts["people/bo.md"]
