from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lsp.editors.screen import ADA, FILES, GRACE, Screen, documented, home, needs, screen

needs("emacs", "29")
_QUIET = "(setq inhibit-startup-screen t make-backup-files nil auto-save-default nil)\n(require 'markdown-mode)\n"


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[tuple[Path, Screen]]:
    root, environ = home(tmp_path, {".emacs": _QUIET + documented("Emacs")})
    with screen(root, f"emacs -nw {ADA}", environ) as emacs:
        emacs.expect("!!birthday: 1815-13-10 !!pronoun: she/her")
        yield root, emacs


def test_a_fix_and_its_undoing(vault: tuple[Path, Screen]) -> None:
    root, emacs = vault
    emacs.keys("M-g", "g", "5", "Enter", "M-x")
    emacs.type("eglot-code-actions\r")
    emacs.expect("[eglot] Pick an action (default NK201: did you mean 'pronouns'?")
    emacs.keys("Enter")
    emacs.expect("!!birthday: 1815-13-10 pronouns: she/her")
    emacs.keys("C-/")
    emacs.expect("!!birthday: 1815-13-10 !!pronoun: she/her")
    assert (root / ADA).read_text() == FILES[ADA]


def test_completion_and_a_card(vault: tuple[Path, Screen]) -> None:
    _, emacs = vault
    emacs.keys("M->")
    emacs.type("- 2026-11-22 call with [[wil")
    emacs.keys("C-M-i")
    emacs.expect("1 possible completions: Wilhelmina Wright Reference")
    emacs.keys("M-Down", "M-Enter")
    emacs.expect("- 2026-11-22 call with [[wilhelmina-wright]]")
    emacs.keys("M-g", "g", "3", "Enter", "C-e", "C-b", "C-b")
    emacs.expect("Grace Sample")
    emacs.keys("M-x")
    emacs.type("eldoc-doc-buffer\r")
    emacs.expect("VP Engineering, Acme Corp")


def test_a_rename_is_refused_with_the_command_that_can(vault: tuple[Path, Screen]) -> None:
    root, emacs = vault
    emacs.keys("M-g", "g", "3", "Enter", "C-e", "C-b", "C-b", "M-x")
    emacs.type("eglot-rename\r")
    emacs.expect("Rename `grace-sample' to:")
    emacs.type("grace-hopper\r")
    emacs.expect("s editor cannot rename files; 'netkeep rename grace-sample grace-hopper' can")
    assert (root / GRACE).exists()
