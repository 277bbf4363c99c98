"""Bytes of a table -> text: a byte-order mark, UTF-8, the encoding that was named, else cp1252 and a word about it."""

import codecs
from pathlib import Path

from netkeep.errors import ConfigError, NetkeepError
from netkeep.exchange.candidate import Problem
from netkeep.store.walk import reason

MOST_BYTES = 200_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
_NAMED = "if letters look wrong, name the encoding with --encoding"


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """Read a whole file. Raises :class:`NetkeepError` where it cannot be read or has more than ``most`` bytes."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as error:  # the second: a name with a NUL in it
        why = reason(error) if isinstance(error, OSError) else "no file can have this name"
        why = "this is a folder" if isinstance(error, IsADirectoryError) else why
        raise NetkeepError(f"{path.name}: {why}; name a file that was exported") from None
    if not data.strip():
        raise NetkeepError(f"{path.name} is empty; export it once more")
    if len(data) > most:
        raise NetkeepError(f"{path.name} has more than {most:,} bytes; split it, and import the parts")
    return data


def decode(data: bytes, where: str, encoding: str | None = None) -> tuple[str, tuple[Problem, ...]]:
    """Give the text of a file, and what had to be guessed. Raises :class:`ConfigError` for an unknown encoding."""
    _known(encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], name, where)
    if wide := _without_mark(data[:_SAMPLE]):
        return _decoded(data, wide, where)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    if encoding:
        return _decoded(data, encoding, where)
    return data.decode("cp1252", "replace"), (
        Problem(where, "the file is not UTF-8 and was read as cp1252 (Windows, Western Europe)", _NAMED),
    )


def _known(encoding: str | None) -> None:
    try:
        b"".decode(encoding or "utf-8")
        if encoding:
            codecs.lookup(encoding)
            "".encode(encoding)
    except (LookupError, ValueError):
        raise ConfigError("there is no such encoding; usual ones are utf-8, cp1252, utf-16 and shift_jis") from None


def _decoded(data: bytes, encoding: str, where: str) -> tuple[str, tuple[Problem, ...]]:
    try:
        return data.decode(encoding), ()
    except ValueError:
        pass
    try:
        text = data.decode(encoding, "replace")
    except ValueError:
        raise NetkeepError(f"{where} cannot be read in this encoding; name another with --encoding") from None
    return text, (Problem(where, f"some bytes are not {encoding}, and were read as \ufffd", _NAMED),)


def _without_mark(sample: bytes) -> str | None:
    """Tell UTF-16 without a mark by its NULs: with Latin letters, every other byte is one."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half and odd > half * 0.4 and not even:
        return "utf-16-le"
    return "utf-16-be" if half and even > half * 0.4 and not odd else None
