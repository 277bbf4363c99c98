from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lsp.editors.screen import ADA, FILES, GRACE, WILMA, Screen, documented, home, needs, screen

needs("hx", "25.1")


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[tuple[Path, Screen]]:
    root, environ = home(tmp_path, {".config/helix/languages.toml": documented("Helix")})
    with screen(root, f"hx {ADA}", environ) as helix:
        helix.expect("birthday: 1815-13-10  birthday: there is no such day in the calendar")
        yield root, helix


def test_a_fix_and_its_undoing(vault: tuple[Path, Screen]) -> None:
    root, helix = vault
    helix.type(":5\r")
    helix.type(" a")
    helix.expect("NK201: did you mean 'pronouns'? Else: your own keys go below x:")
    helix.keys("Enter")
    helix.expect("5  pronouns: she/her 6  ---")
    helix.type("u")
    helix.expect("5  pronoun: she/her  unknown key 'pronoun'")
    helix.leave(":wq\r")
    assert (root / ADA).read_text() == FILES[ADA]


def test_completion_and_a_card(vault: tuple[Path, Screen]) -> None:
    _, helix = vault
    helix.type("geo- 2026-11-22 call with [[wil")
    helix.expect("Wilhelmina Wright reference")
    helix.keys("Tab", "Enter", "Escape")
    helix.expect("- 2026-11-22 call with [[wilhelmina-wright]]")
    helix.type(":3\r")
    helix.type("glhh k")
    helix.expect("VP Engineering, Acme Corp")


def test_a_rename_with_its_file(vault: tuple[Path, Screen]) -> None:
    root, helix = vault
    helix.type(":3\r")
    helix.type("glhh r")
    helix.expect("rename-to:grace-sample")
    helix.keys("C-u")
    helix.type("grace-hopper\r")
    helix.expect("🌱 [[grace-hopper]] paints.")
    helix.leave(":wqa\r")
    assert not (root / GRACE).exists()
    assert (root / "people/grace-hopper.md").read_text() == FILES[GRACE]
    for path in (ADA, WILMA):
        assert (root / path).read_text() == FILES[path].replace("grace-sample", "grace-hopper")
