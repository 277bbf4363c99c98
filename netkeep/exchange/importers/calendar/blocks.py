"""A calendar file, cut into its events, so that an error in one of them does not affect others (RFC 5545)."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from netkeep.exchange.importers.calendar.attendees import NumberedLine
from netkeep.exchange.importers.trouble import Trouble

_LARGEST = 128 * 1024 * 1024
_LARGEST_EVENT = 1024 * 1024
_FOLDED_LETTER = re.compile(rb"([\xc2-\xf4][\x80-\xbf]*)(\r?\n[ \t])([\x80-\xbf]+)")
_NAMES = frozenset({".ics", ".ical", ".ifb", ".icalendar"})


class Block(NamedTuple):
    """An event's own lines, without its alarms; ``cancelled`` if the whole file cancels its events."""

    file: str
    line: int
    lines: tuple[NumberedLine, ...]
    cancelled: bool

    @property
    def where(self) -> str:
        """Return the place where the event begins."""
        return f"{self.file}:{self.line}"


def files(path: Path) -> Iterator[tuple[Path, str]]:
    """Yield a file, or the calendars in a folder, with their names for messages."""
    if not path.is_dir():
        yield path, path.name
        return
    for folder, names, file_names in os.walk(path):
        names.sort()
        for name in sorted(file_names):
            file = Path(folder, name)
            if file.suffix.lower() in _NAMES and file.is_file() and not file.is_symlink():
                yield file, file.relative_to(path).as_posix()


def blocks(file: Path, where: str, trouble: Trouble) -> Iterator[Block]:
    """Yield the events of a file; a file that is no calendar, and an event without an end, become problems."""
    lines = _lines(file, where, trouble)
    if lines and not any(line.upper() == "BEGIN:VCALENDAR" for line in lines):
        trouble.add(where, "this is not a calendar: it has no BEGIN:VCALENDAR")
        return
    cancelled = any(line.upper() == "METHOD:CANCEL" for line in lines)
    for number, event in _events(lines):
        if event is None:
            trouble.add(f"{where}:{number}", "this event has no end, or is larger than 1 MB")
        else:
            yield Block(where, number, tuple(event), cancelled)


def _lines(file: Path, where: str, trouble: Trouble) -> list[str]:
    try:
        if file.stat().st_size > _LARGEST:
            trouble.add(where, "this file is larger than 128 MB", "export the years one by one")
            return []
        data = file.read_bytes()
    except OSError:
        trouble.add(where, "this file cannot be read")
        return []
    return [line.rstrip("\r") for line in _decoded(data).split("\n")]


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for attempt in (data, _FOLDED_LETTER.sub(rb"\1\3\2", data)):
        try:
            return attempt.decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", "replace")


def _events(lines: list[str]) -> Iterator[tuple[int, list[NumberedLine] | None]]:
    """Yield the first line number of each event, and its lines; None for one without an end."""
    event: list[NumberedLine] | None = None
    inner: list[str] = []
    start = size = 0
    for number, line in enumerate(lines, 1):
        word = line.strip().upper()
        if word == "BEGIN:VEVENT":
            if event is not None:
                yield start, None
            event, inner, start, size = [], [], number, 0
        elif event is None:
            continue
        elif word in {"END:VEVENT", "END:VCALENDAR"}:
            yield start, event if word == "END:VEVENT" and size <= _LARGEST_EVENT else None
            event = None
        elif not _inside(word, inner) and (size := size + len(line)) <= _LARGEST_EVENT:
            event.append(NumberedLine(number, line))
    if event is not None:
        yield start, None


def _inside(word: str, inner: list[str]) -> bool:
    """Return whether a line is inside a component of the event, such as an alarm; ``inner`` holds the open ones."""
    kind, _, name = word.partition(":")
    if kind == "BEGIN":
        inner.append(name)
        return True
    if kind == "END" and inner and inner[-1] == name:
        inner.pop()
        return True
    return bool(inner)
