import pytest

from netkeep.model.globs import compiled, pattern
from tests.effort import soon


def _matches(glob: str, path: str) -> bool:
    found = compiled(pattern((glob,)))
    return found is not None and found.fullmatch(path) is not None


@pytest.mark.parametrize(
    ("glob", "path", "expected"),
    [
        ("people/old", "people/old", True),
        ("people/old", "people/old/ada.md", True),
        ("people/old/", "people/old/a/ada.md", True),
        ("people/old", "people/older.md", False),
        ("people/old", "x/people/old/ada.md", False),
        ("./people/*.md", "people/ada.md", True),
        ("people/*.md", "people/a/ada.md", False),
        ("people/**/*.md", "people/a/b/ada.md", True),
        ("people/**/*.md", "people/ada.md", True),
        ("people/**", "people/a/b/ada.txt", True),
        ("people/**", "people", False),
        ("**/old/*.md", "people/old/ada.md", True),
        ("README.md", "people/README.md", True),
        ("README.md", "people/README.md.txt", False),
        ("/README.md", "README.md", True),
        ("/README.md", "people/README.md", False),
        ("Meeting *", "people/Meeting 2026-01-01.md", True),
        ("*-meeting-*-a.md", "people/x-meeting-y-b-a.md", True),
        ("*-meeting-*-a.md", "people/x-meeting-y-b.md", False),
        ("a*a", "people/a", False),
        ("?da.md", "people/ada.md", True),
        ("[a-c]da.md", "people/ada.md", True),
        ("[!a-c]da.md", "people/ada.md", False),
        ("[!a-c]da.md", "people/dda.md", True),
        ("[!a-c]da.md", "people/!da.md", True),
        ("[!a-c]da.md", "people/[da.md", True),
        ("[^a]da.md", "people/ada.md", True),
        ("[", "people/[", True),
        ("a.md", "people/aXmd", False),
        ("ä*.md", "people/ädä.md", True),
    ],
)
def test_a_glob_means_these_paths(glob: str, path: str, expected: bool) -> None:  # noqa: FBT001
    assert _matches(glob, path) is expected


def test_several_globs_are_one_expression_and_none_is_empty() -> None:
    found = compiled(pattern(("a.md", "b/*.md")))
    assert found is not None
    assert [path for path in ("a.md", "x/a.md", "b/c.md", "c.md") if found.fullmatch(path)] == [
        "a.md",
        "x/a.md",
        "b/c.md",
    ]
    assert pattern(()) == ""
    assert compiled("") is None


@pytest.mark.parametrize("glob", ["", "/", "../x", "a/../b", "x" * 201, "**/**/**/**/a", "[z-a]"])
def test_a_glob_that_means_nothing_or_too_much_is_refused(glob: str) -> None:
    with pytest.raises(ValueError, match=r"a glob is a path in the vault|nothing can match"):
        pattern((glob,))


def test_time_is_linear_in_the_path() -> None:
    with soon(2):
        assert not _matches("*a" * 90, "a" * 50_000 + "b")
        assert not _matches("**/x/**/y/**/z", "x/y/" * 300)
