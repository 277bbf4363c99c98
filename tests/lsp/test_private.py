"""Private people in an editor: their owner sees them, but nothing is written of them where nobody has typed it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from lsprotocol.types import CodeAction, CreateFile, RenameFile, WorkspaceEdit

from netkeep.lsp.rename import rename_edit
from tests.lsp.buffers import EVERYTHING, HERE, Buffers
from tests.vaults import make_vault

ADA, SECRET = "people/ada-example.md", "people/zephyrine-canary.md"
CANARIES = ("zephyrine", "quetzal", "xylo", "7946")
_STEP = 6  # characters: every word and link is met
TEXT = (
    "---\nname: Ada Example\nroles: [{org: Acme Corp, title: CTO}]\nknows: [grace-sampl]\n"
    "cadence: Every 2 weeks\n---\n\n"
    "Grace Sample, [[grace-sample]] and [[nobody|No Body]].\n\n## Log\n\n- 2026-01-01 call with [[grace-sample]]\n"
    "- 2026-05-01 call\n\n- [ ] 2026-12-01 write\n"
)
FILES = {
    "netkeep.toml": 'format = 2\n[check]\nselect = ["NK6"]\n',
    ADA: TEXT,
    "people/grace-sample.md": "---\nname: Grace Sample\nknows: [ada-example]\n---\n\n[[zephyrine-canary]]\n",
    SECRET: (
        "---\nname: Zephyrine Quetzal\naliases: [Xylo]\nprivate: true\nroles: [{org: Acme Corp, title: Xylo maker}]\n"
        "phones: ['+44 20 7946 0000']\nknows: [ada-example, grace-sample]\n---\n\n## Log\n\n"
        "- 2026-01-01 call with [[ada-example]]: of Ada Example\n"
    ),
}


@pytest.fixture
def buffers(tmp_path: Path) -> Iterator[Buffers]:
    with closing(Buffers(make_vault(tmp_path, FILES))) as opened:
        opened.pause()
        yield opened


def written(edit: WorkspaceEdit | None) -> str:
    """Return all that an edit writes, names of files included."""
    assert edit
    parts: list[str] = []
    for operation in edit.document_changes or ():
        if isinstance(operation, RenameFile):
            parts.append(operation.new_uri)
        elif isinstance(operation, CreateFile):
            parts.append(operation.uri)
        elif not hasattr(operation, "kind"):
            parts += [str(getattr(each, "new_text", "")) for each in operation.edits]
    return "\n".join(parts).casefold()


def everywhere(buffers: Buffers, text: str) -> dict[str, CodeAction]:
    """Return each action that is offered at places all over Ada's file, by its title."""
    found: dict[str, CodeAction] = {}
    for at in range(0, len(text), _STEP):
        found |= buffers.actions(ADA, f"{text[:at]}{HERE}{text[at:]}")
    return found


def test_no_action_writes_of_them(buffers: Buffers) -> None:
    found = everywhere(buffers, TEXT)
    assert {
        "Make people/nobody.md",
        "Link Grace Sample",
        "Log today: call with Grace Sample",
        "Tick it",
    } <= found.keys()
    assert {title for title, action in found.items() for word in CANARIES if word in written(action.edit)} == set()


def test_what_is_typed_of_them_can_be_linked(buffers: Buffers) -> None:
    typed = TEXT.replace("Grace Sample,", "Zephyrine Quetzal,")
    found = everywhere(buffers, typed)
    assert [title for title, action in found.items() for word in CANARIES[:1] if word in written(action.edit)] == [
        "Link Zephyrine Quetzal"
    ]


def test_a_rename_writes_only_the_new_id_into_other_files(buffers: Buffers) -> None:
    edit = rename_edit(buffers.session, buffers.vault, "ada-example", "ada-sample", EVERYTHING)
    assert buffers.result(edit)[SECRET] == FILES[SECRET].replace("[ada-example,", "[ada-sample,").replace(
        "[[ada-example]]", "[[ada-sample]]"
    )
    assert [word for word in CANARIES if word in written(edit)] == []
