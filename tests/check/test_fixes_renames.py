"""Links to ids that were changed: each is written anew where it stands, and no other byte."""

from pathlib import Path

import pytest

from tests.check.cases import person
from tests.check.mended import codes, mended, whys

_PEOPLE = {f"people/{id_}.md": person(name=id_.title()) for id_ in ("new", "bo", "cy")}
_RENAMES = "old -> new\nOld Name -> new\ntwo -> bo\ntwo -> cy\nx -> y\ny -> x\n"
_FILES = {
    **_PEOPLE,
    "jobs/acme-2023.md": "---\norg: Acme\n---\n",
    "imports/renames.txt": f"{_RENAMES}acme -> acme-2023\n",
}
_PATH = "people/ada-example.md"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_wherever_ids_stand(tmp_path: Path, end: str) -> None:
    front = (
        "introduced_by: \"[[OLD]]\"  # [[OLD]], of all\nknows:\n  - {id: 'OLD', how: 'from [[OLD|the choir]]'}  # old\n"
        "  - bo\nworked_with: [{job: ACME, as: peer}]\nx: {like: '[[OLD#x]]', old: OLD}\n"
    )
    body = (
        "\nSee [[OLD]], ![[people/OLD|Em]], [her](OLD.md#x), `[[OLD]]`, <!-- [[OLD]] -->\n"
        "\n- [ ] 2024-06-02 [[OLD]] old\n\n## Log\n\n- 2024-05-20 call with [[bo]], [[OLD]]: old [[OLD]] \n"
    )
    before = person(front, body).replace("OLD", "old").replace("ACME", "acme").replace("\n", end)
    found = mended(tmp_path, {**_FILES, _PATH: before})
    assert (codes(found), found.left) == (["NK401"] * 3 + ["NK402"] * 8, ())
    after = person(front, body).replace("`[[OLD]]`, <!-- [[OLD]] -->", "`[[old]]`, <!-- [[old]] -->")
    after = after.replace("# [[OLD]]", "# [[old]]").replace("old: OLD", "old: old")
    assert (tmp_path / _PATH).read_bytes().decode() == after.replace("OLD", "new").replace("ACME", "acme-2023").replace(
        "\n", end
    )


def test_a_name_stays_as_the_text_of_the_link(tmp_path: Path) -> None:
    mended(tmp_path, {**_FILES, _PATH: person("", "[[Old Name]] [[OLD]]\n")})
    assert (tmp_path / _PATH).read_text() == person("", "[[new|Old Name]] [[new|OLD]]\n")


def test_nothing_is_chosen_and_nobody_listed_twice(tmp_path: Path) -> None:
    text = person(
        "knows: [new, old]\nworked_with: [{job: acme}, {job: acme-2023}]\n",
        "[[two]] [[x]]\n\n## Log\n\n- 2024-05-20 call with [[old]], [[new]]\n",
    )
    own = person("knows: [old]\n", "\n## Log\n\n- 2024-05-20 call with [[old]]\n", name="New")
    found = mended(tmp_path, {**_FILES, "people/new.md": own, _PATH: text})
    assert codes(found) == []
    assert whys(found) == ["acme-2023 is named there already", "new is named there already"]
    assert ((tmp_path / _PATH).read_text(), (tmp_path / "people/new.md").read_text()) == (text, own)
    assert [(one.path, one.line, one.help) for one in found.left] == [
        (_PATH, 3, "renamed to 'new'"),
        (_PATH, 4, "renamed to 'acme-2023'"),
        (_PATH, 6, "renamed to [[bo]] and [[cy]], on different clones: write the one that is meant"),
        (_PATH, 6, "add the contact with 'netkeep add', or write the name without brackets"),
        (_PATH, 10, "renamed to [[new]]"),
        ("people/new.md", 3, "renamed to 'new'"),
        ("people/new.md", 8, "renamed to [[new]]"),
    ]
