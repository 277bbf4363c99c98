from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lsp.editors.screen import ADA, FILES, GRACE, WILMA, Screen, documented, home, needs, screen

needs("nvim", "0.11")


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[tuple[Path, Screen]]:
    root, environ = home(tmp_path, {".config/nvim/init.lua": documented("Neovim")})
    with screen(root, f"nvim {ADA}", environ) as nvim:
        nvim.expect("E birthday: 1815-13-10 E pronoun: she/her")
        yield root, nvim


def test_a_finding_in_words_and_its_fix(vault: tuple[Path, Screen]) -> None:
    root, nvim = vault
    nvim.type(":5\r")
    nvim.keys("C-w", "d")
    nvim.expect("unknown key 'pronoun'; did you mean 'pronouns'?")
    nvim.type("gra")
    nvim.expect("1: NK201: did you mean 'pronouns'? Else: your own keys go below x: 2: Accept NK201 here")
    nvim.type("1\r")
    nvim.expect("E birthday: 1815-13-10 pronouns: she/her")
    nvim.type("u")
    nvim.expect("E birthday: 1815-13-10 E pronoun: she/her")
    nvim.leave(":x\r")
    assert (root / ADA).read_text() == FILES[ADA]


def test_completion_and_a_card(vault: tuple[Path, Screen]) -> None:
    _, nvim = vault
    nvim.type("Go- 2026-11-22 call with [[wil")
    nvim.keys("C-x", "C-o")
    nvim.expect("- 2026-11-22 call with [[wilhelmina-wright]]")
    nvim.keys("Escape")
    nvim.type(":3\r0f[lK")
    nvim.expect("VP Engineering, Acme Corp")


def test_a_rename_with_its_file(vault: tuple[Path, Screen]) -> None:
    root, nvim = vault
    nvim.type(":3\r0f[lgrn")
    nvim.expect("New Name: grace-sample")
    nvim.keys("C-u")
    nvim.type("grace-hopper\r")
    nvim.expect("🌱 [[grace-hopper]] paints.")
    nvim.leave(":wqa\r")
    assert not (root / GRACE).exists()
    assert (root / "people/grace-hopper.md").read_text() == FILES[GRACE]
    for path in (ADA, WILMA):
        assert (root / path).read_text() == FILES[path].replace("grace-sample", "grace-hopper")
    # Neovim ends a new file with a line of its own.
    assert (root / "imports/renames.txt").read_text().endswith("\ngrace-sample -> grace-hopper\n\n")
