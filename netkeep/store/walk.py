"""Every file of a vault with the stamp that shows a change. Nothing is skipped without being reported.

This module imports almost nothing and makes plain tuples: a check that finds nothing changed goes through it.
Paths are relative to the vault, with ``/``.
"""

import marshal
import os
import stat
from collections.abc import Iterable, Iterator  # noqa: TC003 (sqlite3 has loaded it; typing is what is left out)

FOLDERS = ("people", "jobs", "orgs")
OUTSIDE = "outside"
CLOSED = "closed-folder"
NOTE = "note"
RENAMES = "imports/renames.txt"
UNREAD_RENAMES = "unread-renames"
MOST_RENAMES = 1_000_000  # bytes
OTHER_FOLDERS = frozenset({"assets", "templates", "_templates", "imports", "site"})
PAGES_ABOUT_THE_VAULT = frozenset({"readme.md", "index.md", "contributing.md", "changelog.md", "license.md"})
LEFT_BY_EDITORS = ("~", ".swp", ".tmp", ".orig", ".rej")
_TICK = 50_000_000  # nanoseconds; Linux ticks at 1 to 10 ms
_COARSE_TICK = 2_000_000_000  # FAT, HFS+: whole or even seconds
_SECOND = 1_000_000_000
_FENCE, _BOM = b"---", b"\xef\xbb\xbf"
_HEAD = 8_192  # bytes of a file that are searched for the keys of a contact
# Keys that no other note has: a file outside the folders that has one is meant for the vault.
_OWN_KEYS = frozenset(
    (b"name", b"org", b"emails", b"phones", b"roles", b"worked_with", b"introduced_by", b"birthday", b"cadence")
)


class Walk:
    r"""The files that a walk through the vault met; ``renames`` is the stamp of the file of that name.

    Every path is text: bytes of a name that are not UTF-8 are written as ``\xff``, and ``real`` has the name as the
    system knows it. ``exclude`` is the expression (:func:`netkeep.model.globs.pattern`) for files that are passed over,
    ``notes`` that for files that are no contacts and may be linked to; notes are among the strays.
    """

    def __init__(self, root: str, exclude: str = "", notes: str = "") -> None:
        self.files: list[tuple[str, int, int, int, int, int]] = []
        self.troubles: list[tuple[str, str]] = []
        self.strays: list[tuple[str, str]] = []
        self.real: dict[str, str] = {}
        self.renames: tuple[str, int, int, int, int, int] | None = None
        self._root = root
        self._mark = b""
        for folder in FOLDERS:
            self._top(folder)
        self._misplaced()
        if notes:
            self._set_notes_apart(notes)
        if exclude:
            self._leave_out(exclude)
        self._renamed()

    def mark(self) -> bytes:
        """Return the same bytes whenever a walk meets the same files; they are for comparing, never for loading."""
        if not self._mark:
            self._mark = marshal.dumps((self.files, self.strays, self.renames), 2)
        return self._mark

    def _top(self, name: str) -> None:
        """Add the files in the folder of one kind; a link or a file in the folder's place becomes a stray."""
        folder = os.path.join(self._root, name)
        if os.path.islink(folder):
            self.strays.append((name, "linked-folder"))
        elif os.path.isdir(folder):
            self._folder(folder, f"{name}/")
        elif os.path.exists(folder):
            self.strays.append((name, "not-a-folder"))

    def _folder(self, folder: str, prefix: str) -> None:
        add = self.files.append
        others: list[os.DirEntry[str]] = []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    name = entry.name
                    if name[-3:] != ".md" or not name.isascii() or not entry.is_file(follow_symlinks=False):
                        others.append(entry)
                    elif name[0] != ".":
                        try:
                            status = entry.stat(follow_symlinks=False)
                        except FileNotFoundError:
                            continue  # deleted since the folder was listed
                        add(_stamp(prefix + name, status))
        except OSError:
            self.strays.append((prefix[:-1], CLOSED))
            return
        for entry in others:
            if not entry.name.startswith("."):
                self._other(entry, prefix + self._text(entry.name))

    def _other(self, entry: "os.DirEntry[str]", path: str) -> None:
        """Add whatever is not simply a file with a plain name."""
        if entry.name.endswith(".md"):
            self._contact(entry, path)
        elif entry.is_dir(follow_symlinks=False):
            self._folder(entry.path, f"{path}/")
        elif entry.is_dir():
            self.strays.append((path, "linked-folder"))
        elif not entry.name.endswith(LEFT_BY_EDITORS):
            self.strays.append((path, "not-markdown"))

    def _set_notes_apart(self, notes: str) -> None:
        """Move every note, wherever it lies, from the contacts to the strays."""
        import re

        wanted = re.compile(notes)
        self.files = [file for file in self.files if not wanted.fullmatch(file[0])]
        self.troubles = [trouble for trouble in self.troubles if not wanted.fullmatch(trouble[0])]
        self.strays = [stray for stray in self.strays if not wanted.fullmatch(stray[0])]
        paths = ("/".join(map(self._text, path.split("/"))) for path in markdown_files(self._root))
        self.strays += [(path, NOTE) for path in paths if wanted.fullmatch(path)]

    def _leave_out(self, exclude: str) -> None:
        """Remove the files that no command should read."""
        import re

        unwanted = re.compile(exclude)
        self.files = [file for file in self.files if not unwanted.fullmatch(file[0])]
        self.troubles = [trouble for trouble in self.troubles if not unwanted.fullmatch(trouble[0])]
        self.strays = [stray for stray in self.strays if not unwanted.fullmatch(stray[0])]

    def _renamed(self) -> None:
        """Note the stamp of the file of renames; one that cannot be read becomes a stray."""
        self.renames = readable_renames(self._root)
        if self.renames is None and os.path.lexists(os.path.join(self._root, RENAMES)):
            self.strays.append((RENAMES, UNREAD_RENAMES))

    def _text(self, name: str) -> str:
        if name.isascii():
            return name
        text = os.fsencode(name).decode("utf-8", "backslashreplace")
        if text != name:
            self.real[text] = name
        return text

    def _contact(self, entry: "os.DirEntry[str]", path: str) -> None:
        try:
            if entry.is_symlink() and (why := self._link(entry.path)):
                self.troubles.append((path, why))
                return
            status = entry.stat()
        except OSError as error:
            self.troubles.append((path, reason(error)))
            return
        if stat.S_ISREG(status.st_mode):
            self.files.append(_stamp(path, status))
        else:
            trouble = "it is a folder, not a file" if stat.S_ISDIR(status.st_mode) else "it is not an ordinary file"
            self.troubles.append((path, trouble))

    def _link(self, path: str) -> str | None:
        """Return why a link may not be followed: it leads nowhere, in a circle, or out of the vault."""
        try:
            target = os.path.realpath(path, strict=True)
        except OSError:
            return "it is a link that leads nowhere"
        inside = os.path.realpath(self._root)
        return None if os.path.commonpath([target, inside]) == inside else OUTSIDE

    def _misplaced(self) -> None:
        """Add as strays the Markdown files with front matter that lie next to the folders where they would be read."""
        try:
            with os.scandir(self._root) as entries:
                listed = list(entries)
        except PermissionError:
            self.strays.append((".", CLOSED))
            return
        for entry in listed:
            if entry.name.startswith(".") or entry.name in FOLDERS or entry.name.lower() in OTHER_FOLDERS:
                continue
            if entry.is_dir(follow_symlinks=False):
                self._beside(entry)
            else:
                self._with_front_matter([entry], "")

    def _beside(self, folder: "os.DirEntry[str]") -> None:
        try:
            with os.scandir(folder.path) as inner:
                self._with_front_matter(inner, f"{self._text(folder.name)}/")
        except PermissionError:
            return  # nobody's contact: no command would look there

    def _with_front_matter(self, entries: "Iterable[os.DirEntry[str]]", prefix: str) -> None:
        for entry in entries:
            name = entry.name.lower()
            if not name.endswith(".md") or name in PAGES_ABOUT_THE_VAULT or not entry.is_file(follow_symlinks=False):
                continue
            if meant_for_the_vault(_begins(entry.path)):
                self.strays.append((prefix + self._text(entry.name), "misplaced"))


def _stamp(path: str, status: os.stat_result) -> tuple[str, int, int, int, int, int]:
    """Return the stamp of a file: it changes whenever its content does, or who may read it."""
    return path, status.st_size, status.st_mtime_ns, status.st_ino, status.st_ctime_ns, status.st_mode


def readable_renames(root: str) -> tuple[str, int, int, int, int, int] | None:
    """Return the stamp of the file of renames; None where there is none, or it cannot be read, or is too large."""
    path = os.path.join(root, RENAMES)
    try:
        status = os.lstat(path)
    except OSError:
        return None
    good = stat.S_ISREG(status.st_mode) and status.st_size <= MOST_RENAMES and os.access(path, os.R_OK)
    return _stamp(RENAMES, status) if good else None


def is_read(path: str) -> bool:
    """Return whether a path in the vault would be read as a contact, job or organisation."""
    folder, slash, rest = path.partition("/")
    return bool(slash) and path.endswith(".md") and folder in FOLDERS and rest[0] != "." and "/." not in rest


def _begins(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(_HEAD)
    except OSError:
        return b""


def meant_for_the_vault(head: bytes) -> bool:
    """Return whether the first bytes of a file are front matter with a key that only a contact or the like has."""
    fence, *lines = head.removeprefix(_BOM).splitlines()[:200] or [b""]
    if not fence.startswith(_FENCE):
        return False
    for line in lines:
        if line.startswith(_FENCE):
            return False
        if line.partition(b":")[0].rstrip() in _OWN_KEYS:
            return True
    return False


def markdown_files(root: str) -> "Iterator[str]":
    """Yield the path of every Markdown file of the vault, sorted, even if it is excluded or no contact.

    Folders whose name begins with a dot, built sites and links are passed over.
    """
    for folder, names, files in os.walk(root):
        names[:] = sorted(name for name in names if name[0] != "." and not _is_site(folder, name))
        inside = os.path.relpath(folder, root).replace(os.sep, "/")
        for name in sorted(files):
            if name.lower().endswith(".md") and name[0] != "." and not os.path.islink(os.path.join(folder, name)):
                yield name if inside == "." else f"{inside}/{name}"


def _is_site(folder: str, name: str) -> bool:
    return os.path.exists(os.path.join(folder, name, ".netkeep-site"))


def reason(error: OSError) -> str:
    """Return in words why the system would not open a file."""
    if isinstance(error, PermissionError):
        return "you have no permission to read it"
    return f"the system says: {error.strerror or type(error).__name__}"


def may_change_unseen(mtime_ns: int, began: int) -> bool:
    """Return whether a file saved in the tick of the clock in which it was read may change again without a trace.

    ``began`` is when its reading began, in nanoseconds.
    """
    return mtime_ns >= began - (_COARSE_TICK if mtime_ns % _SECOND == 0 else _TICK)
