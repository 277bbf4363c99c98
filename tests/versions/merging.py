"""Merging in a test: three versions in, the text out, or what is said of where they clash."""

from netkeep.versions.clash import Labels
from netkeep.versions.files import Merged, Wish, merge_file

PERSON_PATH = "people/grace-sample.md"
WISH = Wish(Labels("base", "ours", "theirs"), "diff3")


def merged(base: str, ours: str, theirs: str, path: str = PERSON_PATH) -> Merged | None:
    """Return the merge of three versions of a file, with the base between the markers."""
    return merge_file(path, base.encode(), ours.encode(), theirs.encode(), WISH)


def text_of(merge: Merged | None) -> str | None:
    """Return the text of a merge, with its line ends as they are."""
    return merge.data.decode() if merge else None


def front(yaml: str) -> str:
    """Return a person's file with some lines below the name."""
    return f"---\nname: Grace Sample\n{yaml}---\n"


def log(*entries: str) -> str:
    """Return a person's file with a log."""
    return f"{front('')}\n## Log\n\n" + "".join(f"- {entry}\n" for entry in entries)


def body(markdown: str) -> str:
    """Return a person's file with a body."""
    return f"{front('')}\n{markdown}"


def conflict(about: str, base: str, ours: str, theirs: str) -> str:
    """Return the lines of a conflict."""
    return f"<<<<<<< ours ({about})\n{ours}||||||| base\n{base}=======\n{theirs}>>>>>>> theirs ({about})\n"
