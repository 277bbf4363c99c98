"""Signs that only look like YAML's, and fences too long: written as the keyboard has them."""

from pathlib import Path

import pytest

from tests.check.cases import person
from tests.check.mended import ADA, mended


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\r\nname:\u00a0Ada # as she signs\r\n---\r\n", "---\r\nname: Ada # as she signs\r\n---\r\n"),
        ("---\nname: Ada\nlocation:\u3000Leeds\n---\n", "---\nname: Ada\nlocation: Leeds\n---\n"),
        (
            "---\nname: Ada\ntags:\n\u00a0\u00a0- x\n\u00a0\u00a0- y\n---\n",
            "---\nname: Ada\ntags:\n  - x\n  - y\n---\n",
        ),
        (
            "---\nname: Ada\ntags:\n  -\u00a0x\n  -\u00a0y # why\n---\n",
            "---\nname: Ada\ntags:\n  - x\n  - y # why\n---\n",
        ),
        ("---\nname: Ada\npronouns\u202f: she\n---\n", "---\nname: Ada\npronouns: she\n---\n"),
        (
            "---\nname: Ada\nbirthday: 1979\u201105\u201114 # a\n---\n",
            "---\nname: Ada\nbirthday: 1979-05-14 # a\n---\n",
        ),
        ("---\nname: Ada\ntags:\n  \u2013 x\n---\n", "---\nname: Ada\ntags:\n  - x\n---\n"),
        ("-----\nname: Ada\n----  \n\nText.\n", "---\nname: Ada\n---  \n\nText.\n"),
        ("----\r\nname: Ada\r\nx: |\r\n  a\r\n----\r\n", "---\r\nname: Ada\r\nx: |\r\n  a\r\n---\r\n"),
    ],
)
def test_what_is_certain_is_mended(before: str, after: str, tmp_path: Path) -> None:
    found = mended(tmp_path, {ADA: before})
    assert (tmp_path / ADA).read_bytes().decode() == after
    assert list(found.left) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("location: “Leeds”", 'location: "Leeds"'),
        ("aliases: [‘Bud’, „Di“]", 'aliases: ["Bud", "Di"]'),
        ("location: kings\u2011cross", "location: kings-cross"),
    ],
)
def test_what_is_only_likely_has_to_be_asked_for(before: str, after: str, tmp_path: Path) -> None:
    assert mended(tmp_path, {ADA: person(f"{before}\n")}).mended == []
    mended(tmp_path, {}, unsafe=True)
    assert (tmp_path / ADA).read_text() == person(f"{after}\n")


@pytest.mark.parametrize("line", ["name: Ada #1", "tags: [#a, #b]", 'location: “Le"eds”', "tags:\n  - #mentor"])
def test_what_only_a_person_knows_is_left(line: str, tmp_path: Path) -> None:
    text = f"---\n{line}\n---\n" if line.startswith("name") else person(f"{line}\n")
    mended(tmp_path, {ADA: text}, unsafe=True)
    assert (tmp_path / ADA).read_text() == text
