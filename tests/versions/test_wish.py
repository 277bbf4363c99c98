"""How conflicts are marked, as git asks for it."""

import pytest

from netkeep.versions.clash import Clash, Labels, Style
from netkeep.versions.files import Wish, merge_file
from tests.versions.merging import PERSON_PATH, body, front

BASE, OURS, THEIRS = (front(f"location: {city}\n").encode() for city in ("London", "Oslo", "Rome"))


@pytest.mark.parametrize(
    ("style", "between"), [("merge", ""), ("diff3", "||||||||| 1a2b3c\nlocation: London\n"), ("zdiff3", None)]
)
def test_markers_have_the_labels_the_size_and_the_style_that_git_wants(style: Style, between: str | None) -> None:
    merge = merge_file(PERSON_PATH, BASE, OURS, THEIRS, Wish(Labels("1a2b3c", "HEAD", "laptop"), style, 9))
    assert merge is not None
    between = "||||||||| 1a2b3c\nlocation: London\n" if between is None else between
    assert merge.data.decode() == front(
        f"<<<<<<<<< HEAD (location)\nlocation: Oslo\n{between}=========\nlocation: Rome\n>>>>>>>>> laptop (location)\n"
    )


def test_a_clash_tells_what_each_version_says() -> None:
    merge = merge_file(PERSON_PATH, BASE, OURS, THEIRS, Wish())
    assert merge is not None
    assert merge.clashes == (Clash("location", "location: London\n", "location: Oslo\n", "location: Rome\n"),)


def test_zdiff3_leaves_out_what_begins_and_ends_alike() -> None:
    base, ours, theirs = (
        body(f"Before.\n\n{notes}\nBehind.\n").encode() for notes in ("Old.\n", "A\nB\nC\n", "A\nX\nC\n")
    )
    merge = merge_file(PERSON_PATH, base, ours, theirs, Wish(style="zdiff3"))
    assert merge is not None
    assert merge.data.decode() == body(
        "Before.\n\nA\n<<<<<<< ours (notes)\nB\n||||||| base\nOld.\n=======\nX\n>>>>>>> theirs (notes)\nC\n\nBehind.\n"
    )
