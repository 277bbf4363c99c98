import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from netkeep.cli.main import run
from tests.lsp.editor import TODAY, Editor, Json, editor, recorded
from tests.vaults import make_vault

ADA = "people/ada-example.md"
GRACE = "people/grace-sample.md"
NAMES_NOBODY = "---\nname: Grace Sample\nknows: [alan-sample]\n---\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_vault(tmp_path, {ADA: "---\nname: Ada Example\n---\n"})


@pytest.fixture
def ed(root: Path) -> Iterator[Editor]:
    with editor(root) as client:
        yield client


def codes(diagnostics: Json) -> list[str]:
    return [diagnostic["code"] for diagnostic in diagnostics]


def test_a_finding_says_what_a_check_says(ed: Editor) -> None:
    assert ed.open(GRACE, "---\nname: Grace\ncadence: somtimes\n---\n") == [
        {
            "range": {"start": {"line": 2, "character": 9}, "end": {"line": 2, "character": 17}},
            "message": "cadence: a duration is a whole number and a unit, such as '6 months', or weekly to yearly; "
            "for example: 2 weeks, 90 days, 6 months, 1 year, quarterly, or none",
            "severity": 1,
            "code": "NK206",
            "source": "netkeep",
        }
    ]


def test_advice_is_information(root: Path, tmp_path: Path) -> None:
    make_vault(tmp_path, {"netkeep.toml": '[check]\nselect = ["NK604"]\n'})
    with editor(root) as ed:
        ed.show(GRACE, "---\nname: Grace Sample\n---\n")
        assert [(each["code"], each["severity"]) for each in ed.wait(GRACE)] == [("NK604", 3)]


def test_rules_that_take_long_run_in_a_pause(root: Path) -> None:
    make_vault(root, {"netkeep.toml": '[check]\nselect = ["NK603"]\n'})
    text = "---\nname: Grace Sample\ncadence: 3 months\n---\n"
    with editor(root) as ed:
        ed.show(GRACE, text)
        while codes(ed.wait(GRACE)) != ["NK603"]:
            pass
        ed.change(GRACE, f"{text}\n## Log\n\n- 2026-11-01 call: Hello.\n")
        assert ed.wait(GRACE) == []


@pytest.mark.parametrize(("severity", "level"), [("error", 1), ("warning", 2), ("advice", 3)])
def test_settings_say_how_grave_a_finding_is(severity: str, level: int, root: Path) -> None:
    make_vault(root, {"netkeep.toml": f'[check.severity]\nbad-duration = "{severity}"\n'})
    with editor(root) as ed:
        ed.show(GRACE, "---\nname: Grace\ncadence: somtimes\n---\n")
        assert [(each["code"], each["severity"]) for each in ed.wait(GRACE)] == [("NK206", level)]


@pytest.mark.parametrize(
    ("encoding", "start", "end"), [("utf-8", 23, 33), ("utf-16", 13, 23), ("utf-32", 12, 22), ("other", 13, 23)]
)
def test_places_are_counted_as_agreed(root: Path, encoding: str, start: int, end: int) -> None:
    with editor(root, {"general": {"positionEncodings": [encoding]}}) as ed:
        ed.show(GRACE, "---\nname: Grace\n---\n\n- 😀 漢字 שלום [[nobody]]\n")
        assert ed.wait(GRACE) == []  # what it says by itself, at once
        (found,) = ed.wait(GRACE)
    assert found["range"] == {"start": {"line": 4, "character": start}, "end": {"line": 4, "character": end}}


@pytest.mark.parametrize("name", ["neovim_v0.11.0", "emacs_v29.1", "visual_studio_code_v1.65.2"])
def test_each_editor_is_served_as_it_presents_itself(root: Path, name: str) -> None:
    with editor(root, recorded(name)) as ed:
        ed.show(GRACE, NAMES_NOBODY)
        while codes(ed.wait(GRACE)) != ["NK401"]:
            pass
    methods = [message["method"] for message in ed.asked]
    assert ("client/registerCapability" in methods) == (name != "neovim_v0.11.0")


def test_another_unsaved_file_mends_a_finding_and_brings_it_back(ed: Editor) -> None:
    ed.open(GRACE, NAMES_NOBODY)
    assert codes(ed.wait(GRACE)) == ["NK401"]
    ed.show("people/alan-sample.md", "---\nname: Alan Sample\n---\n")
    assert ed.wait(GRACE) == []
    ed.shut("people/alan-sample.md")
    assert codes(ed.wait(GRACE)) == ["NK401"]


def test_another_saved_file_mends_a_finding_and_its_removal_brings_it_back(root: Path, ed: Editor) -> None:
    ed.open(GRACE, NAMES_NOBODY)
    assert codes(ed.wait(GRACE)) == ["NK401"]
    make_vault(root, {"people/alan-sample.md": "---\nname: Alan Sample\n---\n"})
    ed.notify("workspace/didChangeWatchedFiles", {"changes": []})
    assert ed.wait(GRACE) == []
    (root / "people/alan-sample.md").unlink()
    ed.change(GRACE, f"{NAMES_NOBODY}\n")  # an editor that watches no files: the server looks by itself
    assert codes(ed.wait(GRACE)) == ["NK401"]


def test_typing_moves_a_finding(ed: Editor) -> None:
    ed.open(GRACE, NAMES_NOBODY)
    (found,) = ed.wait(GRACE)
    assert found["range"]["start"] == {"line": 2, "character": 8}
    ed.change(GRACE, NAMES_NOBODY.replace("knows", "tags: [a]\nknows"))
    (found,) = ed.wait(GRACE)
    assert found["range"]["start"] == {"line": 3, "character": 8}
    ed.change(GRACE, NAMES_NOBODY.replace("alan-sample", "ada-example"), 3)
    assert ed.wait(GRACE) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("---\nname: [\n---\n", "NK106"),
        ("---\nname: Grace", "NK104"),
        ("", "NK102"),
        ("---\nname: \ud83d\n---\n", "NK101"),
        ("x" * 1_000_001, "NK114"),
        ("---\n" + "[" * 100_000 + "\n---\n", "NK110"),
    ],
)
def test_a_broken_text_is_a_finding_and_the_server_goes_on(ed: Editor, text: str, code: str) -> None:
    assert codes(ed.open(GRACE, text)) == [code]
    ed.change(GRACE, "---\nname: Grace Sample\n---\n")
    assert ed.wait(GRACE) == []


def test_outside_a_vault_there_is_nothing(tmp_path: Path) -> None:
    with editor(tmp_path) as ed:
        assert ed.open("people/grace.md", "---\nname: [\n---\n") == []
        document = {"uri": "untitled:Untitled-1", "languageId": "markdown", "version": 1, "text": "---\nname: [\n"}
        ed.notify("textDocument/didOpen", {"textDocument": document})
        assert ed.wait("untitled:Untitled-1") == []


def test_a_vault_that_moves_has_no_findings_where_it_was(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    make_vault(first, {})
    with editor(tmp_path) as ed:
        ed.show("first/people/grace.md", NAMES_NOBODY)
        while codes(ed.wait("first/people/grace.md")) != ["NK401"]:
            pass
        first.rename(second)
        ed.notify("workspace/didChangeWatchedFiles", {"changes": []})
        assert ed.wait("first/people/grace.md") == []
        ed.show("second/people/grace.md", NAMES_NOBODY)
        while codes(ed.wait("second/people/grace.md")) != ["NK401"]:
            pass


def test_settings_that_change_count_at_once(root: Path, ed: Editor) -> None:
    ed.open(GRACE, NAMES_NOBODY)
    assert codes(ed.wait(GRACE)) == ["NK401"]
    make_vault(root, {"netkeep.toml": '[check]\nignore = ["NK401"]\n'})
    ed.notify("workspace/didChangeWatchedFiles", {"changes": []})
    assert ed.wait(GRACE) == []
    make_vault(root, {"netkeep.toml": '[check]\nignore = ["NK999"\n'})
    ed.notify("workspace/didChangeWatchedFiles", {"changes": []})
    assert ed.wait_for_notice() == {
        "jsonrpc": "2.0",
        "method": "window/showMessage",
        "params": {"type": 2, "message": "netkeep: netkeep.toml: not valid TOML: Unclosed array (at end of document)"},
    }
    make_vault(root, {"netkeep.toml": ""})
    ed.notify("workspace/didChangeWatchedFiles", {"changes": []})
    assert codes(ed.wait(GRACE)) == ["NK401"]


def test_settings_that_change_while_the_vault_is_read_count_too(root: Path, ed: Editor) -> None:
    ed.show(GRACE, NAMES_NOBODY)
    for text in ('[check]\nignore = ["NK401"]\n', "[check\n"):
        make_vault(root, {"netkeep.toml": text})
        ed.notify("workspace/didChangeWatchedFiles", {"changes": []})
    assert ed.wait_for_notice()["params"]["message"].startswith("netkeep: netkeep.toml: not valid TOML")
    make_vault(root, {"netkeep.toml": ""})
    ed.notify("workspace/didChangeWatchedFiles", {"changes": []})
    while codes(ed.wait(GRACE)) != ["NK401"]:
        pass


def test_the_same_buffer_has_the_same_findings_in_a_check(root: Path, ed: Editor) -> None:
    text = "---\nname: Grace Sample\nemails: [x]\nknows: [alan-sample]\n---\n\n[[nobody]]\n\n## Log\n\n- soon\n"
    ed.open(GRACE, text)
    found = [
        (each["code"], each["range"]["start"]["line"] + 1, each["range"]["start"]["character"] + 1, each["message"])
        for each in ed.wait(GRACE)
    ]
    command = [sys.executable, "-m", "netkeep", "--today", TODAY, "check", "--format", "json", "--stdin-filename"]
    printed = subprocess.run([*command, GRACE, "-"], input=text, cwd=root, capture_output=True, text=True, check=False)
    assert found == [
        (each["code"], each["line"], each["column"], f"{each['message']}; {each['help']}")
        for each in json.loads(printed.stdout)["diagnostics"]
    ]
    assert len(found) == 4


def test_no_file_of_the_vault_is_written(root: Path, ed: Editor) -> None:
    files = {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and ".netkeep" not in path.parts}
    ed.open(ADA, NAMES_NOBODY)
    ed.wait(ADA)
    ed.shut(ADA)
    assert ed.wait(ADA) == []
    now = {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and ".netkeep" not in path.parts}
    assert now == files


def test_reading_a_vault_is_shown_as_progress(root: Path) -> None:
    with editor(root, {"window": {"workDoneProgress": True}}) as ed:
        ed.open(GRACE, NAMES_NOBODY)
        ed.wait(GRACE)
    assert [message["method"] for message in ed.asked] == ["window/workDoneProgress/create"]
    assert [message["params"]["value"]["kind"] for message in ed.notified] == ["begin", "end"]


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("netkeep.cli.lsp.find_spec", lambda _: None)
    assert run(["lsp"]) == 2
    assert capsys.readouterr().err == "netkeep: an editor is served by the extra: pip install 'netkeep[lsp]'\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("format = 99\n", "netkeep.toml: the vault has format 99, and this netkeep knows 2: install a newer netkeep."),
        ('format = 2\n[check]\nignore = ["NK999"]\n', "netkeep.toml:3: check.ignore: there is no rule 'NK999'"),
    ],
)
def test_a_vault_that_is_refused_has_no_findings_and_says_so_once(root: Path, ed: Editor, text: str, why: str) -> None:
    ed.open(GRACE, NAMES_NOBODY)
    assert codes(ed.wait(GRACE)) == ["NK401"]
    make_vault(root, {"netkeep.toml": text})
    for _ in range(2):
        ed.notify("workspace/didChangeWatchedFiles", {"changes": []})
    assert ed.wait(GRACE) == []
    assert ed.wait_for_notice()["params"]["message"].startswith(f"netkeep: {why}")
    make_vault(root, {"netkeep.toml": ""})
    ed.notify("workspace/didChangeWatchedFiles", {"changes": []})
    while codes(ed.wait(GRACE)) != ["NK401"]:
        pass
    assert ed.notified == []


def test_what_is_refused_is_no_bug_and_an_end_is_quiet(root: Path, tmp_path: Path) -> None:
    with (tmp_path / "log").open("wb+") as log:
        with editor(root, log=log) as ed:
            ed.open(GRACE, NAMES_NOBODY.replace("alan-sample", "ada-example"))
            ed.wait_for_vault()
            answer = ed.answer("textDocument/rename", ed.at(GRACE, 2, 10, newName="grace-sample"))
            assert answer["error"]["message"] == (
                "this editor cannot rename files; 'netkeep rename ada-example grace-sample' can"
            )
            assert ed.answer("textDocument/unheard", {})["error"]["code"] == -32601
        log.seek(0)
        assert log.read() == b""
