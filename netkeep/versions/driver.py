"""The program that git calls to merge one file: gitattributes(5), "Defining a custom merge driver".

It ends with 0 for a clean merge and 1 for one with markers in it, and writes nothing but the file that git names.
"""

import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from netkeep import FORMAT
from netkeep.errors import Exit
from netkeep.model.schema import FILE_KINDS
from netkeep.store.git import git
from netkeep.store.write import write_file
from netkeep.versions.clash import Labels, Style
from netkeep.versions.files import Merged, Wish, merge_file

_FOLDERS = frozenset({"imports", *(kind.folder for kind in FILE_KINDS)})
_SETTINGS = "netkeep.toml"  # netkeep.config says so, too, and takes long to import
_STYLES = frozenset({"merge", "diff3", "zdiff3"})
_MARKER_SIZE = 7
FEWEST = 5
"""So many arguments every git hands over."""


def run(arguments: Sequence[str]) -> int:
    """Merge ``%O %A %B %L %P %S %X %Y``: the file of ours becomes the merge. Return what git is to be told."""
    base, ours, theirs, size, path, *labels = arguments
    wish = Wish(_labels(labels), "merge", int(size) if size.isdigit() else _MARKER_SIZE)
    if _has_newer_format(Path(path.removesuffix(path_in_vault(path)))):
        return _by_lines(base, ours, theirs, wish)
    texts = [Path(name).read_bytes() for name in (base, ours, theirs)]
    merged = merge_in(path, (texts[0], texts[1], texts[2]), wish)
    if merged is None:
        return _by_lines(base, ours, theirs, wish)
    if merged.data != texts[1]:
        write_file(Path(ours), merged.data)
    return Exit.FINDINGS if merged.clashes else Exit.OK


def merge_in(path: str, texts: tuple[bytes, bytes, bytes], wish: Wish, folder: Path = Path()) -> Merged | None:
    """Return the merge of a file of a repository; conflicts are marked in the style that git is set to."""
    place = path_in_vault(path)
    merged = merge_file(place, *texts, wish)
    style = git(folder, "config", "--get", "merge.conflictStyle") if merged and merged.clashes else None
    return (
        merge_file(place, *texts, wish._replace(style=cast("Style", style))) if style in _STYLES - {"merge"} else merged
    )


def _has_newer_format(folder: Path) -> bool:
    """Return whether a vault may say what only a newer netkeep knows; its settings may be in a merge themselves."""
    path = folder / _SETTINGS
    text = path.read_bytes() if path.is_file() else b""
    return any(int(version) > FORMAT for version in re.findall(rb"(?m)^[ \t]*format[ \t]*=[ \t]*(\d{1,9})\b", text))


def path_in_vault(path: str) -> str:
    """Return the path of a file as its vault has it, of its path in the repository around it."""
    parts = path.split("/")
    starts = [index for index, part in enumerate(parts[:-1]) if part in _FOLDERS]
    known = (index for index in starts if os.path.isfile("/".join([*parts[:index], _SETTINGS])))  # noqa: PTH113
    return "/".join(parts[next(known, starts[0] if starts else 0) :])


def _labels(given: Sequence[str]) -> Labels:
    """Return git's labels; a git before 2.44 hands over the signs that stand for them."""
    known = bool(given) and not any(not label or label.startswith("%") for label in given)
    return Labels(*given) if known else Labels()


def _by_lines(base: str, ours: str, theirs: str, wish: Wish) -> int:
    """Merge by lines, as git does where it knows nothing better."""
    labels = wish.labels
    names = [word for label in (labels.ours, labels.base, labels.theirs) for word in ("-L", label)]
    done = subprocess.run(  # noqa: S603 (no shell; the labels are git's)
        ["git", "merge-file", "--quiet", *names, f"--marker-size={wish.size}", ours, base, theirs],  # noqa: S607
        check=False,
    )
    return min(done.returncode, Exit.FINDINGS) if 0 <= done.returncode <= 127 else done.returncode  # noqa: PLR2004
