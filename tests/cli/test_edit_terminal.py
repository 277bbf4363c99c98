"""``netkeep edit`` in a real terminal: editors that are installed, and what is offered when they are left."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import files
from tests.cli.terminal import terminal
from tests.vaults import make_vault

if not hasattr(os, "login_tty"):
    pytest.skip("no terminals to open here", allow_module_level=True)

GRACE = (
    "---\nname: Grace Sample\n---\n\n## Log\n\n- 2024-04-20 lunch: Pie\n- 2024-05-20 coffee: Reorg\n"
    "- 2024-06-01 call: Tea\n"
)
PATH = "people/grace-sample.md"
QUESTION = "Fix what is certain (f), edit again (e), or leave it (l)? [e]: "
FINDINGS = (
    f"{PATH}:3:1: NK201 [*] unknown key 'pronoun'\n    did you mean 'pronouns'? Else: your own keys go below x:\n"
    f"{PATH}:4:11: NK204 birthday: there is no such day in the\ncalendar\n    write a day that the calendar has\n"
)


@pytest.mark.parametrize(
    ("editor", "ready", "keys"),
    [
        ("vim -u NONE -i NONE -n --cmd 'set shortmess=atI'", "Pie", "A and cake\x1b:wq\r"),
        ("nano --ignorercfiles", "Pie", "\x05 and cake\x0f\r\x18"),
    ],
)
def test_an_editor_opens_at_the_newest_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editor: str, ready: str, keys: str
) -> None:
    program = editor.split(maxsplit=1)[0]
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    monkeypatch.setenv("VISUAL", editor)
    make_vault(tmp_path, {PATH: GRACE})
    with terminal(tmp_path, "edit", "grace") as played:
        played.expect(ready)
        played.send(keys)
        played.expect(f"{PATH}: saved, and reads well\n")
        assert played.end() == 0
    assert files(tmp_path)[PATH].decode() == GRACE.replace("Tea", "Tea and cake")


def _editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an editor that shows at which line it is opened, and writes the next of ``texts``; return their folder."""
    texts = tmp_path / "texts"
    texts.mkdir()
    script = tmp_path / "vi"
    script.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\n"
        "print('opened at', *sys.argv[1:-1])\n"
        f"text = min(pathlib.Path({str(texts)!r}).iterdir())\n"
        "pathlib.Path(sys.argv[-1]).write_bytes(text.read_bytes())\ntext.unlink()\n"
    )
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))
    return texts


def test_errors_are_fixed_edited_again_and_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts, root = _editor(tmp_path, monkeypatch), tmp_path / "vault"
    make_vault(root, {PATH: GRACE})
    (texts / "1").write_text("---\nname: Grace Sample\npronoun: she/her\nbirthday: 1979-13-14\n---\n")
    (texts / "2").write_text("---\nname: Grace Sample\npronouns: she/her\nbirthday: 1979-12-34\n---\n")
    with terminal(root, "edit", "grace") as played:
        assert played.expect(QUESTION) == f"opened at +9\n{FINDINGS}{QUESTION}"
        played.send("f\r")
        left = "Edit again (e), or leave it (l)? [e]: "
        bad_day = FINDINGS[FINDINGS.index(f"{PATH}:4") :]
        assert played.expect(left) == f"f\n1 finding fixed in 1 file, 1 left.\n{bad_day}{left}"
        assert files(root)[PATH] == b"---\nname: Grace Sample\npronouns: she/her\nbirthday: 1979-13-14\n---\n"
        played.send("\r")
        assert played.expect(left) == f"\nopened at +4\n{bad_day}{left}"
        played.send("f\r")
        assert played.expect(left) == f"f\nError: 'f' is not one of 'e', 'l'.\n{left}"
        played.send("l\r")
        assert played.end() == 1
    assert files(root)[PATH] == b"---\nname: Grace Sample\npronouns: she/her\nbirthday: 1979-12-34\n---\n"


def test_edited_again_until_it_reads_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts, root = _editor(tmp_path, monkeypatch), tmp_path / "vault"
    make_vault(root, {PATH: "---\nname: Grace Sample\n---\n"})
    (texts / "1").write_text("---\nname: [\n---\n")
    (texts / "2").write_text("---\nname: Grace Sample\ntags: [data]\n---\n")
    with terminal(root, "edit", "grace") as played:
        played.expect("Edit again (e), or leave it (l)? [e]: ")
        played.send("\r")
        played.expect(f"{PATH}: saved, and reads well\n")
        assert played.end() == 0


def test_whoever_stops_at_the_question_has_what_was_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts, root = _editor(tmp_path, monkeypatch), tmp_path / "vault"
    make_vault(root, {PATH: GRACE})
    (texts / "1").write_text("---\nname: Grace Sample\nbirthday: 1979-13-14\n---\n")
    with terminal(root, "edit", "grace") as played:
        played.expect("Edit again (e), or leave it (l)? [e]: ")
        played.send("\x04")
        assert played.end() == 130
    assert files(root)[PATH] == b"---\nname: Grace Sample\nbirthday: 1979-13-14\n---\n"


@pytest.mark.parametrize(
    ("who", "text", "line"),
    [
        (f"{PATH}:2:1:", GRACE, "+2"),
        ("grace", GRACE, "+9"),
        ("grace", "---\nname: Grace Sample\n---\n", ""),
        ("grace-sample", "---\nname: Grace Sample\ntags: [\n---\n\n## Log\n\n- 2024-05-20 call\n", "+4"),
    ],
)
def test_the_line_at_which_a_file_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, who: str, text: str, line: str
) -> None:
    texts, root = _editor(tmp_path, monkeypatch), tmp_path / "vault"
    make_vault(root, {PATH: text})
    (texts / "1").write_text("---\nname: Grace Sample\n---\n")
    with terminal(root, "edit", who) as played:
        assert played.end() == 0
        assert f"opened at {line}".strip() in played.rest.splitlines()
