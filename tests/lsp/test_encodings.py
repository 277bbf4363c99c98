"""Each request in each of the three encodings, behind an emoji, Chinese and Hebrew, over the protocol."""

from collections.abc import Iterator

import pytest

from tests.lsp.editor import Editor, Json, editor
from tests.vaults import make_vault

ADA, GRACE = "people/ada.md", "people/grace.md"
WIDE = "😀 漢字 שלום "
LINE = 4
TEXT = f"---\nname: Ada\n---\n\n{WIDE}[[grace]] [[nobody]] Grace Sample\n"
FILES = {ADA: TEXT, GRACE: "---\nname: Grace Sample\n---\n"}
CAN = {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["create", "rename"]}}


@pytest.fixture(scope="module", params=[("utf-8", 21), ("utf-16", 11), ("utf-32", 10)], ids=lambda each: each[0])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Editor, int]]:
    """Yield an editor with Ada's file open, and where the first link begins as it counts."""
    encoding, start = request.param
    root = make_vault(tmp_path_factory.mktemp("vault"), FILES)
    with editor(root, {"general": {"positionEncodings": [encoding]}, "workspace": CAN}) as client:
        client.open(ADA, TEXT)
        client.wait_for_vault()
        yield client, start


def on_line(start: int, end: int) -> Json:
    return {"start": {"line": LINE, "character": start}, "end": {"line": LINE, "character": end}}


def edits(ed: Editor, edit: Json) -> dict[str, Json]:
    """Return what an edit writes, and where, by file."""
    return {
        ed.path(change["textDocument"]["uri"]): [(each["range"], each["newText"]) for each in change["edits"]]
        for change in edit["documentChanges"]
        if "edits" in change
    }


def test_a_finding(opened: tuple[Editor, int]) -> None:
    ed, start = opened
    assert [(each["code"], each["range"]) for each in ed.published[ADA]] == [
        ("NK402", on_line(start + len("[[grace]] "), start + len("[[grace]] [[nobody]]")))
    ]


def test_who_is_at_a_place_and_where_they_are(opened: tuple[Editor, int]) -> None:
    ed, start = opened
    for column, expected in ((start - 1, None), (start + 2, "Grace Sample"), (start + len("[[grace]] "), None)):
        shown = ed.ask("textDocument/hover", ed.at(ADA, LINE, column))
        assert (shown and "Grace Sample" in shown["contents"]["value"] and "Grace Sample") == expected
        found = ed.ask("textDocument/definition", ed.at(ADA, LINE, column))
        assert [ed.path(each["uri"]) for each in found or []] == ([GRACE] if expected else [])
    context = {"includeDeclaration": False}
    found = ed.ask("textDocument/references", ed.at(ADA, LINE, start + 2, context=context))
    assert [(ed.path(each["uri"]), each["range"]["start"]) for each in found] == [
        (ADA, {"line": LINE, "character": start})
    ]


def test_what_is_changed_at_a_place(opened: tuple[Editor, int]) -> None:
    ed, start = opened
    name = start + len("[[grace]] [[nobody]] ")
    spot = on_line(name, name)
    found = ed.ask("textDocument/codeAction", {**ed.at(ADA, 0, 0), "range": spot, "context": {"diagnostics": []}})
    (edit,) = [action["edit"] for action in found if action["title"] == "Link Grace Sample"]
    assert edits(ed, edit) == {ADA: [(on_line(name, name + 12), "[[grace|Grace Sample]]")]}
    at = ed.at(ADA, LINE, start + 2)
    prepared = ed.ask("textDocument/prepareRename", at)
    assert prepared == {"range": on_line(start, start + len("[[grace]]")), "placeholder": "grace"}
    renamed = ed.ask("textDocument/rename", {**at, "newName": "grace-sample"})
    assert edits(ed, renamed)[ADA] == [(on_line(start + 7, start + 7), "-sample")]


def test_completion_and_symbols(opened: tuple[Editor, int]) -> None:
    ed, start = opened
    text = f"---\nname: Ada\n---\n\n{WIDE}[[gra\n\n## Log\n\n- 2026-01-01 call: {WIDE}\n"
    ed.change(ADA, text)
    (item,) = ed.ask("textDocument/completion", ed.at(ADA, LINE, start + len("[[gra")))["items"]
    assert (item["textEdit"]["newText"], item["textEdit"]["range"]) == ("grace]]", on_line(start + 2, start + 5))
    (log,) = ed.ask("textDocument/documentSymbol", {"textDocument": {"uri": ed.uri(ADA)}})
    ends = [each["range"]["end"]["character"] for each in log["children"]]
    assert ends == [len("- 2026-01-01 call: ") + start]
    ed.change(ADA, TEXT, 3)
