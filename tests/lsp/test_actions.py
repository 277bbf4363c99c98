from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.converters import get_converter
from lsprotocol.types import ClientCapabilities

from netkeep.errors import RefusedError
from netkeep.lsp.edits import Abilities, abilities, splices_between
from netkeep.lsp.rename import rename_edit, renamed_at
from netkeep.store.renames import NO_RENAMES
from netkeep.text.edit import apply
from tests.lsp.buffers import EVERYTHING, Buffers
from tests.lsp.editor import editor, recorded
from tests.vaults import make_vault

ADA, GRACE = "people/ada-example.md", "people/grace-sample.md"
FILES = {
    ADA: "---\nname: Ada Example\naliases: [Countess]\n---\n\n😀 [[grace-sample]]\n",
    GRACE: "---\nname: Grace Sample\nknows: [ada-example]\n---\n",
    "people/two.md": "---\nname: Sam Same\n---\n",
    "people/three.md": "---\nname: Sam Same\n---\n",
}
NEW = "people/new-one.md"
FRONT = "---\nname: New One\n---\n\n"


@pytest.fixture
def buffers(tmp_path: Path) -> Iterator[Buffers]:
    with closing(Buffers(make_vault(tmp_path, FILES))) as opened:
        yield opened


def done(buffers: Buffers, title: str, text: str, path: str = NEW) -> dict[str, str]:
    return buffers.result(buffers.actions(path, text)[title].edit)


def test_a_fix_changes_what_it_must(buffers: Buffers) -> None:
    text = "---\nname: New One # 漢字 😀\nCadence: 3 months\n---\r\n"
    found = buffers.actions(NEW, text.replace("Cad", "Cad‸"))
    (title,) = [title for title in found if title.startswith("NK201")]
    assert title == "NK201: did you mean 'cadence'? Else: your own keys go below x:"
    action = found[title]
    assert (action.kind, action.is_preferred, [each.code for each in action.diagnostics or ()]) == (
        "quickfix",
        True,
        ["NK201"],
    )
    assert buffers.result(action.edit) == {NEW: text.replace("Cadence", "cadence")}


def test_the_log_is_sorted_and_all_of_a_rule_is_mended(buffers: Buffers) -> None:
    log = "## Log\n\n- 2026-03-01 call\n- 2026-‸05-01 call\n- 2026-04-01 call\n- 2026-02-01 call\n- 2026-02-02 call\n"
    wanted = "## Log\n\n- 2026-05-01 call\n- 2026-04-01 call\n- 2026-03-01 call\n- 2026-02-02 call\n- 2026-02-01 call\n"
    for title in ("NK304: move it: this log is kept newest first", "Fix all NK304 in this file"):
        assert done(buffers, title, FRONT + log) == {NEW: FRONT + wanted}
    assert done(buffers, "Fix all that is certain in this file", FRONT + log) == {NEW: FRONT + wanted}


def test_a_finding_is_accepted_where_it_stands(buffers: Buffers) -> None:
    assert done(buffers, "Accept NK402 here", f"{FRONT}😀 [[no‸body]] x\n") == {
        NEW: f"{FRONT}😀 [[nobody]] x <!-- netkeep: ignore NK402 -->\n"
    }
    assert done(buffers, "Accept NK206 here", "---\nname: New One\ncadence: some‸times\n---\n") == {
        NEW: "---\nname: New One\ncadence: sometimes\ncheck_ignore: [NK206]\n---\n"
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{FRONT}[[edsger-‸example]]\n", "Edsger Example"),
        (f"{FRONT}[[edsger-‸example|Edsger W. Example]]\n", "Edsger W. Example"),
        ("---\nname: New One\nknows: [edsger-‸example]\n---\n", "Edsger Example"),
    ],
)
def test_the_person_that_a_link_names_is_made(buffers: Buffers, text: str, name: str) -> None:
    path = "people/edsger-example.md"
    assert done(buffers, f"Make {path}", text) == {path: f"---\nname: {name}\n---\n"}


def test_no_file_is_made_where_the_editor_cannot_or_an_id_is_a_jobs(buffers: Buffers) -> None:
    text = f"{FRONT}[[edsger-‸example]]\n"
    assert not [title for title in buffers.actions(NEW, text, Abilities(versions=True)) if title.startswith("Make")]
    job = "---\nname: New One\nworked_with:\n  - job: ac‸me\n---\n"
    assert not [title for title in buffers.actions(NEW, job) if title.startswith("Make")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_a_plain_name_becomes_a_link(buffers: Buffers, encoding: str) -> None:
    buffers.session.encoding = encoding
    assert done(buffers, "Link Grace Sample", f"{FRONT}😀 שלום with Grace Sa‸mple, and more\n") == {
        NEW: f"{FRONT}😀 שלום with [[grace-sample|Grace Sample]], and more\n"
    }
    assert done(buffers, "Link Countess", f"{FRONT}‸Countess\n") == {NEW: f"{FRONT}[[ada-example|Countess]]\n"}
    for text in ("Sam ‸Same", "`Grace ‸Sample`", "[[grace-sample|Grace ‸Sample]]", "<!-- Grace ‸Sample -->"):
        assert not [title for title in buffers.actions(NEW, FRONT + text) if title.startswith("Link")]


def test_an_entry_a_reminder_and_a_cadence_are_written(buffers: Buffers) -> None:
    text = f"{FRONT}[[grace-‸sample]] 😀\n"
    plain = text.replace("‸", "")
    assert done(buffers, "Log today: coffee with Grace Sample", text) == {
        NEW: f"{plain}\n## Log\n\n- 2026-11-22 coffee with [[grace-sample]]\n"
    }
    assert done(buffers, "Remind me in a month", text) == {NEW: f"{plain}\n- [ ] 2026-12-22 get in touch\n"}
    ticked = done(buffers, "Tick it", f"{FRONT}- [ ] 2026-12-01 s‸end it\n")
    assert ticked == {NEW: f"{FRONT}- [x] 2026-12-01 send it\n"}
    assert done(buffers, "Cadence: 6 months", "---\nname: New‸ One\ncadence: 1 year\n---\n") == {
        NEW: "---\nname: New One\ncadence: 6 months\n---\n"
    }


def test_a_rename_takes_all_links_along_saved_or_not(buffers: Buffers) -> None:
    buffers.open(NEW, f"{FRONT}😀 [[ada-example|Ada]] and `ada-example`\n")
    buffers.open(GRACE, FILES[GRACE])
    prepared = renamed_at(buffers.session, buffers.spot(GRACE, FILES[GRACE].index("ada")))
    assert prepared is not None
    assert prepared.placeholder == "ada-example"
    edit = rename_edit(buffers.session, buffers.vault, "ada-example", "ada-lovelace", EVERYTHING)
    assert buffers.result(edit) == {
        GRACE: "---\nname: Grace Sample\nknows: [ada-lovelace]\n---\n",
        NEW: f"{FRONT}😀 [[ada-lovelace|Ada]] and `ada-example`\n",
        "imports/renames.txt": f"{NO_RENAMES.decode()}ada-example -> ada-lovelace\n",
        "people/ada-example.md -> people/ada-lovelace.md": "",
    }


def test_a_rename_that_cannot_be_is_refused(buffers: Buffers) -> None:
    for new, why in (
        ("grace-sample", "people/ada-example.md was not renamed: another file has this name already"),
        ("Ada", "an id is lower-case letters, digits and single hyphens, such as 'ada'"),
    ):
        with pytest.raises(RefusedError) as refused:
            rename_edit(buffers.session, buffers.vault, "ada-example", new, EVERYTHING)
        assert str(refused.value) == why
    with pytest.raises(RefusedError) as refused:
        rename_edit(buffers.session, buffers.vault, "ada-example", "ada", Abilities())
    assert str(refused.value) == "this editor cannot rename files; 'netkeep rename ada-example ada' can"


@pytest.mark.parametrize(
    ("name", "can"),
    [
        ("visual_studio_code_v1.65.2", EVERYTHING),
        ("neovim_v0.11.0", EVERYTHING),
        ("emacs_v29.1", Abilities(versions=True)),
    ],
)
def test_what_editors_can_do_with_files(name: str, can: Abilities) -> None:
    assert abilities(get_converter().structure(recorded(name), ClientCapabilities)) == can


def test_a_refusal_is_an_answer_and_no_bug(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with editor(make_vault(tmp_path, FILES)) as ed:
        ed.open(GRACE, FILES[GRACE])
        ed.wait_for_vault()
        with pytest.raises(AssertionError, match="this editor cannot rename files"):
            ed.ask("textDocument/rename", ed.at(GRACE, 2, 10, newName="ada"))
    assert capfd.readouterr().err == ""


TEXTS = st.lists(st.sampled_from(["a\n", "b\r\n", "b\n", "漢\r", "😀", "ab\n"]), max_size=6).map("".join)


@given(before=TEXTS, after=TEXTS)
def test_an_edit_makes_of_one_text_the_other_and_cuts_no_line_end(before: str, after: str) -> None:
    splices = list(splices_between(before, after))
    assert apply(before, splices) == after
    for splice in splices:
        assert before[splice.start - 1 : splice.start + 1] != "\r\n" or splice.start == 0
        assert before[splice.end - 1 : splice.end + 1] != "\r\n" or splice.end == 0


def test_an_editor_asks_for_it(tmp_path: Path) -> None:
    root = make_vault(tmp_path, FILES)
    can = {"workspace": {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["rename"]}}}
    with editor(root, can) as ed:
        ed.open(ADA, FILES[ADA])
        ed.wait_for_vault()
        here = {"line": 5, "character": 8}
        asked = {"range": {"start": here, "end": here}, "context": {"diagnostics": [], "only": ["refactor"]}}
        found = ed.ask("textDocument/codeAction", {"textDocument": {"uri": ed.uri(ADA)}, **asked})
        assert [each["title"] for each in found] == [
            "Log today: call with Grace Sample",
            "Log today: coffee with Grace Sample",
            "Log today: meeting with Grace Sample",
            "Remind me in a month",
        ]
        assert found[3]["edit"] == {
            "documentChanges": [
                {
                    "textDocument": {"uri": ed.uri(ADA), "version": 1},
                    "edits": [
                        {
                            "range": {"start": {"line": 6, "character": 0}, "end": {"line": 6, "character": 0}},
                            "newText": "\n- [ ] 2026-12-22 get in touch\n",
                        }
                    ],
                }
            ]
        }
        prepared = ed.ask("textDocument/prepareRename", ed.at(ADA, 5, 8))
        assert prepared["placeholder"] == "grace-sample"
        edit = ed.ask("textDocument/rename", ed.at(ADA, 5, 8, newName="grace-hopper"))
        assert edit["documentChanges"][-1] == {
            "kind": "rename",
            "oldUri": ed.uri(GRACE),
            "newUri": ed.uri("people/grace-hopper.md"),
        }
    names = sorted(path.name for path in (root / "people").iterdir())
    assert names == ["ada-example.md", "grace-sample.md", "three.md", "two.md"]
