import sys
from pathlib import Path

import pytest

from netkeep.cli.editor import open_in_editor
from tests.cli.conftest import Netkeep, files
from tests.cli.people import VAULT
from tests.vaults import make_vault


@pytest.fixture
def _terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    del capsys  # it puts its own streams in place first
    monkeypatch.setattr(type(sys.stdin), "isatty", lambda _: True, raising=False)
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True, raising=False)


def _editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    """Make an editor of a line of Python that changes ``text``."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "text = path.read_bytes().decode(errors='surrogateescape')\n"
        f"{change}\n"
        "path.write_bytes(text.encode(errors='surrogateescape'))\n"
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("grace", "people/grace-sample.md"),
        ("[[grace-sample]]", "people/grace-sample.md"),
        ("people/old/ada-example.md", "people/old/ada-example.md"),
        ("acme-2023", "jobs/acme-2023.md"),
        ("initech", "orgs/initech.md"),
        ("broken", "people/broken.md"),
    ],
)
def test_without_a_terminal_the_path_is_said_and_nothing_opened(
    tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch, who: str, path: str
) -> None:
    monkeypatch.setenv("VISUAL", "false")
    make_vault(
        tmp_path, {**VAULT, "orgs/initech.md": "---\nname: Initech\n---\n", "people/broken.md": "---\nname: [\n"}
    )
    result = netkeep("edit", who)
    assert (result.code, result.out) == (0, f"{tmp_path / path}\n")


@pytest.mark.usefixtures("_terminal")
def test_a_file_that_still_reads_well(tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch) -> None:
    make_vault(tmp_path, VAULT)
    _editor(tmp_path, monkeypatch, "text = text.replace('Leeds', 'York')")
    assert netkeep("edit", "grace") == (0, "people/grace-sample.md: saved, and reads well\n", "")
    assert netkeep("edit", "grace") == (0, "people/grace-sample.md: unchanged, and reads well\n", "")
    assert b"location: York, UK\n" in files(tmp_path)["people/grace-sample.md"]


@pytest.mark.usefixtures("_terminal")
def test_a_file_that_cannot_be_read_is_opened_all_the_same(
    tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_vault(tmp_path, {"people/broken.md": "---\nname: Bo\n"})
    _editor(tmp_path, monkeypatch, "text += '---\\n'")
    assert netkeep("edit", "broken") == (
        0,
        "people/broken.md: saved, and reads well\n",
        "netkeep: left out, because unreadable: people/broken.md; see 'netkeep check'\n",
    )


@pytest.mark.usefixtures("_terminal")
def test_an_editor_that_fails(tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch) -> None:
    make_vault(tmp_path, VAULT)
    monkeypatch.setenv("VISUAL", "false")
    assert netkeep("edit", "grace") == (2, "", "Error: false: Editing failed\n")


@pytest.mark.usefixtures("_terminal")
def test_a_link_out_of_the_vault_is_not_opened(tmp_path: Path, netkeep: Netkeep) -> None:
    (tmp_path / "secret").write_text("secret")
    vault = make_vault(tmp_path / "vault", VAULT)
    (vault / "people/out.md").symlink_to(tmp_path / "secret")
    result = netkeep("--vault", str(vault), "edit", "out")
    assert (result.code, result.err.splitlines()[-1]) == (
        2,
        "netkeep: people/out.md is a link that leads out of the vault; it is not opened",
    )


def test_two_files_of_one_id_are_listed(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {**VAULT, "people/old/grace-sample.md": "---\nname: Other\n---\n"})
    assert netkeep("edit", "grace-sample") == (
        2,
        "",
        (
            "netkeep: 2 files are called 'grace-sample'; say which by its path:\n"
            "  people/grace-sample.md\n  people/old/grace-sample.md\n"
        ),
    )


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        *((f"/usr/bin/{name} -x", f"/usr/bin/{name} -x +7|FILE") for name in ("vi", "vim", "nvim", "nano", "kak")),
        ("emacsclient -nw", "emacsclient -nw +7|FILE"),
        ("micro", "micro +7|FILE"),
        ("hx", "hx|FILE:7"),
        ("subl --wait", "subl --wait|FILE:7"),
        ("code --wait", "code --wait --goto|FILE:7"),
        ("ed -s", "ed -s|FILE"),
        ("'of two words' -x", "'of two words' -x|FILE"),
        ("'unclosed", "'unclosed|FILE"),
    ],
)
def test_how_an_editor_is_told_the_line(monkeypatch: pytest.MonkeyPatch, editor: str, command: str) -> None:
    ran: list[str] = []
    monkeypatch.setattr("click.edit", lambda editor, filename: ran.append(f"{editor}|{filename}"))
    monkeypatch.setenv("VISUAL", editor)
    open_in_editor(Path("FILE"), 7)
    open_in_editor(Path("FILE"), 1)
    assert ran == [command, f"{editor}|FILE"]


def test_without_a_named_editor_a_usual_one_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    monkeypatch.setattr("click.edit", lambda editor, filename: ran.append(f"{editor}|{filename}"))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.setattr("shutil.which", lambda name: name if name == "nano" else None)
    open_in_editor(Path("FILE"), 7)
    monkeypatch.setattr("shutil.which", lambda _: None)
    open_in_editor(Path("FILE"), 7)
    assert ran == ["nano +7|FILE", "None|FILE"]
