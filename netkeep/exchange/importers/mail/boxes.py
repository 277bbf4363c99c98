"""Places of mail: mbox files, Maildirs, single messages, and folders of them -> each message's headers, as bytes.

An mbox (RFC 4155) is read as a stream: whatever its size, little more than a megabyte of it is in memory at a time.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from netkeep.exchange.importers.trouble import Trouble

LARGEST_HEADER = 256 * 1024
_CHUNK = 1024 * 1024
_AHEAD = 2048
_BEHIND = 4
_FROM = b"\nFrom "
_DATED = re.compile(
    rb"From [^\r\n]{0,400}\b[A-Z][a-z]{2},? +(?:[A-Z][a-z]{2} +\d{1,2}|\d{1,2} +[A-Z][a-z]{2}) +(?:\d\d?:\d\d|\d{4})"
)
_BEFORE_HEADER = re.compile(rb"From [^\r\n]*\r?\n>?[!-9;-~]{1,80}:")
_HEADER = re.compile(rb"(?:From |[!-9;-~]{1,80}:)")
_EMLX = re.compile(rb"\d{1,12}[ \t]*\r?\n")
_MESSAGES = frozenset({".eml", ".emlx"})
_OTHERS = frozenset({".msf", ".dat", ".json", ".html", ".sqlite", ".pst", ".zip", ".gz", ".pdf", ".ics", ".vcf"})
_NOT_KEPT = re.compile(
    r"drafts?|templates?|unsent messages|trash|bin|deleted( items| messages)?|junk( e-?mail)?|spam|bulk mail"
    r"|entwürfe|papierkorb|gelöschte (elemente|objekte)|brouillons|corbeille|indésirables|borradores|papelera"
)
DRAFT_FOLDER = "drafts, junk and trash"


class Raw(NamedTuple):
    """A message's headers; ``left_out`` is the reason if its place alone means that it does not count."""

    where: str
    head: bytes
    left_out: str | None = None


def messages(path: Path, trouble: Trouble) -> Iterator[Raw]:
    """Yield the messages of a file, a Maildir or a folder of either; what cannot be read becomes a problem."""
    if not path.is_dir():
        yield from _file(path, path.name, trouble, named=True)
        return
    for folder, names, files in os.walk(path):
        names.sort()
        for name in sorted(files):
            file = Path(folder, name)
            where = file.relative_to(path).as_posix()
            yield from _in_folder(file, where, trouble)


def _in_folder(file: Path, where: str, trouble: Trouble) -> Iterator[Raw]:
    kind = file.parent.name
    left_out = DRAFT_FOLDER if any(map(_is_unwanted, where.split("/"))) else None
    if file.is_symlink() or (kind == "tmp" and (file.parent.parent / "cur").is_dir()):
        return
    if kind in {"cur", "new"} and _flags(file.name) & {"D", "T"}:
        left_out = DRAFT_FOLDER
    raws = _single(file, where, trouble) if kind in {"cur", "new"} else _file(file, where, trouble, named=False)
    for raw in raws:
        yield raw._replace(left_out=left_out)


def _is_unwanted(part: str) -> bool:
    """Return whether a folder or mbox with this name holds drafts, junk or deleted mail."""
    name = part.lower().removesuffix(".mbox").removesuffix(".sbd")
    return any(_NOT_KEPT.fullmatch(piece) for piece in (name, name.rpartition(".")[2], name.rpartition("/")[2]))


def _flags(name: str) -> set[str]:
    """Return the flags of a Maildir's file; ``!`` or ``;`` replaces ``:`` where file names cannot have that."""
    match = re.search(r"[:!;]2,([A-Za-z]*)$", name)
    return set(match[1]) if match else set()


def _file(file: Path, where: str, trouble: Trouble, *, named: bool) -> Iterator[Raw]:
    if not named and (file.suffix.lower() in _OTHERS or file.name.startswith(".")):
        return
    start = _start(file, where, trouble)
    if start is None:
        return
    if start.startswith(b"From "):
        yield from _mbox(file, where, trouble)
    elif file.suffix.lower() in _MESSAGES or (named and _HEADER.match(start)):
        yield from _single(file, where, trouble)
    elif named and start:
        trouble.add(where, "this is not mail: neither an mbox nor a message", "name an mbox, a Maildir or .eml files")


def _start(file: Path, where: str, trouble: Trouble) -> bytes | None:
    try:
        if not file.is_file():
            return b""
        with file.open("rb") as stream:
            return stream.read(128).lstrip(b"\r\n")
    except OSError:
        trouble.add(where, "this file cannot be read")
        return None


def _single(file: Path, where: str, trouble: Trouble) -> Iterator[Raw]:
    try:
        if not file.is_file():  # reading a pipe would block
            return
        with file.open("rb") as stream:
            data = stream.read(LARGEST_HEADER)
    except OSError:
        trouble.add(where, "this file cannot be read")
        return
    if file.suffix.lower() == ".emlx" and (size := _EMLX.match(data)):
        data = data[size.end() :]
    yield Raw(where, head_of(data))


def _mbox(file: Path, where: str, trouble: Trouble) -> Iterator[Raw]:
    try:
        with file.open("rb") as stream:
            for line, head in heads(stream):
                yield Raw(f"{where}:{line}", head)
    except OSError:
        trouble.add(where, "the rest of this file cannot be read")


def head_of(data: bytes) -> bytes:
    """Return the headers of a message: everything before its first empty line."""
    if data.startswith((b"\n", b"\r\n")):
        return b""
    ends = [end for end in (data.find(b"\n\n"), data.find(b"\n\r\n")) if end >= 0]
    return data[: min(ends)] if ends else data


def heads(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield the headers of each message of an mbox, without the ``From `` line, and the number of that line.

    At most 256 KiB of each are read.
    """
    head: bytearray | None = None
    start, line = 0, 1
    for begins, piece in _pieces(stream):
        if begins:
            if head is not None:
                yield start, _without_separator(bytes(head))
            head, start = bytearray(), line
        if head is not None and len(head) < LARGEST_HEADER:
            head += piece[: LARGEST_HEADER - len(head)]
        line += piece.count(b"\n")
    if head is not None:
        yield start, _without_separator(bytes(head))


def _without_separator(data: bytes) -> bytes:
    _, _, rest = data.partition(b"\n")
    return head_of(rest)


def _pieces(stream: BinaryIO) -> Iterator[tuple[bool, bytes]]:
    """Yield an mbox in pieces, cut before each ``From `` line, each with whether a message begins with it."""
    data, begins, more = b"\n" * _BEHIND, False, True
    while more:
        chunk = stream.read(_CHUNK)
        more = bool(chunk)
        data += chunk
        start, at = _BEHIND, data.find(_FROM, _BEHIND - 1)
        safe = len(data) - (_AHEAD if more else 0)
        while 0 <= at < safe:
            if _separates(data, at):
                if at + 1 > start:
                    yield begins, data[start : at + 1]
                start, begins = at + 1, True
            at = data.find(_FROM, at + 1)
        cut = max(start, safe)
        if cut > start:
            yield begins, data[start:cut]
            begins = False
        data = data[cut - _BEHIND :]


def _separates(data: bytes, at: int) -> bool:
    """Return whether the ``From `` after a line end begins a message: it has a time and a year, or headers follow.

    The text of a message may also begin a line with this word; few programs mark it with ``>``.
    """
    window = data[at + 1 : at + _AHEAD]
    if _DATED.match(window):
        return True
    blank = data[at - 2 : at].endswith((b"\n", b"\n\r"))
    return blank and bool(_BEFORE_HEADER.match(window))
