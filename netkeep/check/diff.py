"""The changes of mending, as a unified diff for ``git apply -p0`` and ``patch -p0``."""

from collections.abc import Callable, Iterator
from difflib import unified_diff

from netkeep.text.document import Document
from netkeep.text.source import BOM

_NO_NEWLINE = "\\ No newline at end of file\n"


def diff(before: Document, after: Document, show_path: Callable[[str], str]) -> Iterator[str]:
    """Yield the lines of the diff of a file, each with its end; line ends inside the file stay as they are."""
    old, new = show_path(before.path), show_path(after.path)
    if old != new:
        yield from (f"diff --git {old} {new}\n", f"rename from {old}\n", f"rename to {new}\n")
    yield from diff_texts(_text(before), _text(after), old, new)


def record_diff(before: bytes | None, after: bytes, path: str) -> Iterator[str]:
    """Yield the lines of the diff of a file of the vault that is no document; ``before`` is None where it is new."""
    texts = [(data or b"").decode(errors="replace") for data in (before, after)]
    yield from diff_texts(texts[0], texts[1], "/dev/null" if before is None else path, path)


def diff_texts(before: str, after: str, old: str, new: str) -> Iterator[str]:
    """Yield the lines of the diff of two texts, of which the files are named so."""
    for line in unified_diff(_lines(before), _lines(after), old, new):
        yield line if line.endswith("\n") else f"{line}\n{_NO_NEWLINE}"


def _text(document: Document) -> str:
    source = document.source
    return ((BOM if source.bom else "") + source.text) if source else ""


def _lines(text: str) -> list[str]:
    """Return the lines of a text as git divides it: at line feeds only."""
    lines = text.split("\n")
    return [*(f"{line}\n" for line in lines[:-1]), *([lines[-1]] if lines[-1] else [])]
