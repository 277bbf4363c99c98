"""What holds between files is only reckoned again where an edit touches what was asked for; and is then the same."""

import random
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from netkeep.check.diagnostic import Diagnostic
from netkeep.check.reader import reader
from netkeep.check.runner import check, report
from netkeep.store.index.reader import Reader
from netkeep.store.index.refresh import open_index
from netkeep.store.load import load
from tests.vaults import make_vault

_TODAY = date(2026, 11, 22)
_ADA = "---\nname: Ada\nemails: [ada@example.com]\nroles: [{org: Acme}]\n---\n\n## Log\n\n- 2026-01-02 call: Hello.\n"
_FILES = {
    "people/ada.md": _ADA,
    "people/bob.md": "---\nname: Bob\nemails: [ada@example.com]\nroles: [{org: ACME}]\n---\n\nKnows [[cyd]].\n",
}


class _Counting:
    """A reader that counts how often all facts are looked at."""

    def __init__(self, root: Path) -> None:
        self._root, self.times = root, 0

    def found(self) -> tuple[Diagnostic, ...]:
        settings = load(self._root).settings
        found = reader(settings)

        def conclude(connection: sqlite3.Connection) -> object:
            self.times += 1
            return found.conclude(connection)

        with closing(open_index(self._root, Reader(settings, found.analyse, conclude, found.choice))) as index:  # type: ignore[arg-type]
            return report(index, settings, _TODAY)


@pytest.mark.parametrize(
    ("path", "text", "again"),
    [
        ("people/ada.md", f"{_ADA}- 2026-01-03 call: Once more.\n", 0),
        ("people/ada.md", _ADA.replace("Ada", "Ada Two"), 1),
        ("people/ada.md", _ADA.replace("emails", "tags: [a]\nemails"), 1),
        ("people/ada.md", _ADA.replace("ada@", "other@"), 1),
        ("people/ada.md", _ADA.replace("---\n\n#", "---\n\nSee [[cyd]].\n\n#"), 1),
        ("people/ada.md", _ADA.replace("emails", "# netkeep: ignore NK404\nemails"), 1),
        ("people/ada.md", "no front matter", 1),
        ("people/cyd.md", "---\nname: Cyd\n---\n", 1),
        ("orgs/acme.md", "---\nname: Acme\n---\n", 1),
        ("people/cyd.txt", "what is this?", 1),
        ("people/ada.md", None, 1),
    ],
)
def test_what_holds_between_files_is_reckoned_where_it_may_have_changed(
    tmp_path: Path, path: str, text: str | None, again: int
) -> None:
    root = make_vault(tmp_path / "vault", _FILES)
    index = _Counting(root)
    index.found()
    assert index.times == 1
    if text is None:
        (root / path).unlink()
    else:
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text)
    assert index.found() == check(load(root), _TODAY)
    assert index.times == 1 + again


@pytest.mark.parametrize("seed", range(3))
def test_after_any_edits_the_index_says_what_the_vault_says(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
    root = make_vault(tmp_path / "vault", _FILES)
    index, lines = _Counting(root), _ADA.splitlines(keepends=True)
    for _ in range(25):
        name = draw.choice(("ada", "bob", "cyd", "ada-2"))
        text = "".join(line for line in lines if draw.randrange(5)).replace("Ada", draw.choice(("Ada", "Bob")))
        (root / "people" / f"{name}.md").write_text(f"{text}{draw.choice(('', 'See [[cyd]].', 'See [[bob]].'))}\n")
        if draw.randrange(4) == 0:
            (root / "people" / f"{name}.md").unlink()
        assert index.found() == check(load(root), _TODAY)
