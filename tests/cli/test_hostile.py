"""Big List of Naughty Strings (https://github.com/minimaxir/big-list-of-naughty-strings): each line of it, everywhere.

The list is not kept here; ``NETKEEP_CORPUS`` names the folder that holds it as ``text/blns.txt``.
"""

import os
from pathlib import Path

import pytest

from netkeep.model.people import Contact
from netkeep.model.schema import PERSON
from netkeep.text.document import read_document
from tests.cli.conftest import Netkeep, files
from tests.vaults import make_vault

CORPUS = os.environ.get("NETKEEP_CORPUS")
FIXED = {"people/bo.md": "---\nname: Bo\n---\n"}

pytestmark = pytest.mark.skipif(CORPUS is None, reason="NETKEEP_CORPUS names no folder of samples")


def _lines() -> list[str]:
    text = (Path(CORPUS or "") / "text/blns.txt").read_bytes().decode()
    found = [line for line in text.split("\n") if line and not line.startswith("#")]
    assert len(found) > 400
    return found


def _only_people_change(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, bytes]:
    """Return what is new, after making sure that it stands among the people, one file deep, and reads well."""
    changed = {path: data for path, data in after.items() if before.get(path) != data}
    for path, data in changed.items():
        assert path.startswith("people/")
        assert path.count("/") == 1
        assert read_document(path, data, PERSON).problems == ()
    assert before.keys() <= after.keys()
    return changed


def test_as_a_name(tmp_path: Path, netkeep: Netkeep) -> None:
    added = 0
    for number, line in enumerate(_lines()):
        root = make_vault(tmp_path / str(number), FIXED)
        before = files(root)
        result = netkeep("--vault", str(root), "add", "--", line)
        changed = _only_people_change(before, files(root))
        assert (result.code, len(changed)) in {(0, 1), (2, 0)}, line
        for path, data in changed.items():
            person = read_document(path, data, PERSON).item
            assert isinstance(person, Contact)
            assert person.name == " ".join(line.split())
            added += 1
    assert added > 400
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(str(number) for number in range(len(_lines())))


def test_as_a_tag_a_title_and_a_note(tmp_path: Path, netkeep: Netkeep) -> None:
    for number, line in enumerate(_lines()):
        root = make_vault(tmp_path / str(number), FIXED)
        before = files(root)
        for option in ("--tag", "--note"):
            result = netkeep("--vault", str(root), "add", f"X{option}", f"{option}={line}")
            assert result.code in {0, 2}, line
        result = netkeep("--vault", str(root), "add", "Zoe", f"--org={line}", f"--title={line}")
        assert result.code in {0, 2}, line
        _only_people_change(before, files(root))


def test_as_the_text_of_a_log_entry_and_of_a_reminder(tmp_path: Path, netkeep: Netkeep) -> None:
    written = 0
    for number, line in enumerate(_lines()):
        root = make_vault(tmp_path / str(number), FIXED)
        before = files(root)
        logged = netkeep("--vault", str(root), "log", "bo", "-m", line)
        reminded = netkeep("--vault", str(root), "remind", "bo", "friday", f"re {line}")
        assert {logged.code, reminded.code} <= {0, 2}, line
        changed = _only_people_change(before, files(root))
        assert set(changed) <= {"people/bo.md"}
        if logged.code == 0:
            written += 1
            person = read_document("people/bo.md", changed["people/bo.md"], PERSON).item
            assert isinstance(person, Contact)
            assert [entry.text for entry in person.body.log] == [line.strip()]
    assert written > 400


def test_as_what_to_look_for(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, FIXED)
    before = files(tmp_path)
    for line in _lines():
        for command in (("find", "--"), ("show", "--"), ("list", "--where"), ("list", "--org"), ("log", "--")):
            assert netkeep(*command, line).code in {0, 1, 2}, line
    assert files(tmp_path) == before


def test_as_the_content_of_a_file(tmp_path: Path, netkeep: Netkeep) -> None:
    lines = _lines()
    texts = {f"people/p{number}.md": line for number, line in enumerate(lines)}
    texts |= {f"people/q{number}.md": f"---\nname: {line}\n---\n\n{line}\n" for number, line in enumerate(lines)}
    make_vault(tmp_path, {**FIXED, **texts})
    before = files(tmp_path)
    for command in (("list", "--archived"), ("find", "a"), ("due",), ("show", "bo"), ("show", "q7")):
        for style in ("text", "json"):
            result = netkeep(*command, "--format", style)
            assert result.code in {0, 2}
            if style == "text":
                shown = result.out + result.err
                assert not any(ord(letter) < 32 and letter != "\n" for letter in shown)
                assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200b\ufeff\u0085") & set(shown)
    assert files(tmp_path) == before
