"""Bytes -> text, for all readers: what a file says of its encoding itself, what the user says, else what fits it.

A byte-order mark goes before everything, then the encoding that was named, then UTF-8 where the bytes are that. What
is left was saved by a program of some country: each usual encoding is tried, and those count under which most of the
names of columns are known. Of these the words must look like words: letters of one script, small ones not before
capitals. Where several are left that read the words differently, the languages of the header choose, else cp1252, the
most frequent, is taken aloud, or the user is asked.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

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
_USUAL: Final = {
    "cp1252": "Windows, Western Europe",
    "cp1250": "Windows, Central Europe",
    "cp1251": "Windows, Cyrillic",
    "cp1253": "Windows, Greek",
    "cp1254": "Windows, Turkish",
    "cp1257": "Windows, Baltic",
    "mac_roman": "Macintosh, Western Europe",
    "mac_latin2": "Macintosh, Central Europe",
    "mac_cyrillic": "Macintosh, Cyrillic",
    "mac_greek": "Macintosh, Greek",
    "mac_turkish": "Macintosh, Turkish",
    "koi8_r": "KOI8, Russian",
    "koi8_u": "KOI8, Ukrainian",
    "gb18030": "Chinese, simplified",
    "cp950": "Big5: Chinese, traditional",
    "cp932": "Shift JIS: Japanese",
    "cp949": "Windows, Korean",
}
_MOST_LIKELY = "cp1252"
_HEAD = 1 << 16
_MOST_SAMPLE = 1 << 20
_MOST_WORDS = 2_000
_BAD_WORDS = 0.1  # of all words; a few are odd in any encoding
_DAMAGED = 4  # as many times more letters than broken ones, and the file is UTF-8 that was damaged
_BETWEEN_WORDS = re.compile(r"[\s,;|\"<>()\[\]{}/:=\u3000\u3001\u3002\uff0c]+")
_DASH_WITHIN = re.compile(r"[^\W\d_][–—][^\W\d_A-Z]")  # Köln–Bonn has one between names; a ñ of Mac's looks like one
_ODD_LETTERS = 4  # in a row; of Latin ones beyond ASCII no language has so many
_EAST = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "FULLWIDTH"})
_SCRIPTS = frozenset({"LATIN", "CYRILLIC", "GREEK", "HANGUL", "HEBREW", "ARABIC", "THAI", *_EAST})
_SIGNS = frozenset("®™©€’'’-‐–·.&+_@#*!?")
_NAMED = "if letters look wrong, name the encoding with --encoding"


class Evidence(NamedTuple):
    """What speaks for an encoding: how many names of columns are known, and the code pages of their languages."""

    known: int = 0
    codepages: frozenset[str] = frozenset()


class Decoded(NamedTuple):
    """The text of a file, its encoding, and what is to be said of it: ``notes`` are whole sentences."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class _Trial(NamedTuple):
    encoding: str
    sample: str
    evidence: Evidence


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return a whole file. Raises :class:`NetkeepError` where it cannot be read or has more than ``most`` bytes."""
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


def check_encoding(encoding: str | None) -> None:
    """Raise :class:`ConfigError` for a name that is no encoding of text."""
    if encoding is None:
        return
    try:
        codecs.lookup(encoding)
        "".encode(encoding)  # those that are no text, such as rot13, raise here
        b"".decode(encoding)
    except (LookupError, ValueError):
        raise ConfigError("there is no such encoding; usual ones are utf-8, cp1252, utf-16 and shift_jis") from None


def decode(
    data: bytes, where: str, encoding: str | None = None, known: Callable[[str], Evidence] | None = None
) -> Decoded:
    """Return the text of a file; ``known`` says how much of the beginning of a text is known.

    Raises :class:`ConfigError` for an unknown ``encoding``, and :class:`NetkeepError` where it cannot be told.
    """
    check_encoding(encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], name, where)
    if encoding:
        return _decoded(data, encoding, where)
    if b"\0" in data[:_HEAD] and (wide := _without_mark(data[:_HEAD], known)):
        return _decoded(data, wide, where)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if _is_damaged(data):
        return _decoded(data, "utf-8", where)
    chosen = _guess(data, where, known)
    title = f"{chosen} ({_USUAL[chosen]})"
    return Decoded(data.decode(chosen), chosen, (f"{where}: not UTF-8, read as {title}; {_NAMED}.",))


def _decoded(data: bytes, encoding: str, where: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except ValueError:
        pass
    try:
        text = data.decode(encoding, "replace")
    except ValueError:
        raise NetkeepError(f"{where} cannot be read in this encoding; name another with --encoding") from None
    return Decoded(
        text, encoding, (), (Problem(where, f"some bytes are not {encoding}, and were read as \ufffd", _NAMED),)
    )


def _without_mark(head: bytes, known: Callable[[str], Evidence] | None) -> str | None:
    """Return which UTF-16 this is, though it has no mark: every other byte is NUL, or names of columns are known."""
    even, odd, half = head[::2].count(0), head[1::2].count(0), len(head) // 2
    if odd > half * 0.4 and not even:
        return "utf-16-le"
    if even > half * 0.4 and not odd:
        return "utf-16-be"
    found = (
        {name: known(head[: half * 2].decode(name, "ignore")).known for name in ("utf-16-le", "utf-16-be")}
        if known
        else {}
    )
    best = max(found, key=found.__getitem__, default=None)
    return best if best and found[best] else None


def _is_damaged(data: bytes) -> bool:
    """Return whether this is UTF-8 of which a few bytes were lost."""
    sample = _odd_lines(data).decode("utf-8", "replace")
    broken = sample.count("\ufffd")
    return sum(letter > "\x7f" for letter in sample) - broken > _DAMAGED * broken


def _odd_lines(data: bytes) -> bytes:
    """Return the lines that are more than ASCII, as many as are enough to judge by."""
    if len(data) <= _MOST_SAMPLE:
        return data
    lines, size = [], 0
    for line in data.split(b"\n"):
        if not line.isascii():
            lines.append(line)
            size += len(line)
            if size > _MOST_SAMPLE:
                break
    return b"\n".join(lines)


def _guess(data: bytes, where: str, known: Callable[[str], Evidence] | None) -> str:
    head = data[:_HEAD]
    head = head[: head.rfind(b"\n") + 1] or head if len(data) > _HEAD else head
    trials = list(_trials(head, _odd_lines(data), known))
    most = max((trial.evidence.known for trial in trials), default=0)
    if known and not most:
        raise NetkeepError(
            f"{where} is not UTF-8, and in no encoding that was tried are the names of its columns known; name its "
            f"encoding with --encoding ({', '.join(_USUAL)}), or its columns with --column name='Full name'"
        )
    best = [trial for trial in trials if trial.evidence.known == most and _decodes(data, trial.encoding)]
    return _choose([trial for trial in best if _is_plausible(trial.sample)] or best, where)


def _trials(head: bytes, sample: bytes, known: Callable[[str], Evidence] | None) -> Iterable[_Trial]:
    for name in _USUAL:
        try:
            text = head.decode(name)
            yield _Trial(name, sample.decode(name), known(text) if known else Evidence())
        except ValueError:
            continue


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except ValueError:
        return False
    return True


def _choose(trials: Sequence[_Trial], where: str) -> str:
    """Return the encoding of those that are left, where they agree on the text or one of them is likelier."""
    own = [trial for trial in trials if trial.encoding in trial.evidence.codepages]
    for left in (trials, own):
        if left and len({trial.sample for trial in left}) == 1:
            return left[0].encoding
    if any(trial.encoding == _MOST_LIKELY for trial in own or trials):
        return _MOST_LIKELY
    names = ", ".join(trial.encoding for trial in own or trials) or "none of the usual ones fits"
    raise NetkeepError(
        f"{where} is not UTF-8, and its encoding cannot be told ({names}); name it with --encoding, and look at the "
        "letters with --dry-run first"
    )


def _is_plausible(text: str) -> bool:
    found = {word for word in _BETWEEN_WORDS.split(text) if not word.isascii()}
    some = sorted(found)[:_MOST_WORDS]
    return sum(not _is_word(word) for word in some) <= _BAD_WORDS * len(some)


def _is_word(word: str) -> bool:
    """Return whether a word looks like one: letters of one script, no signs among them, capitals first or only."""
    letters = word.strip("".join(_SIGNS) + "¿¡“”‘«»„…‚")
    if (word[0] == "»" and letters and word[-1] != "«") or _DASH_WITHIN.search(word):
        return False
    scripts = {_script(letter) for letter in letters if letter not in _SIGNS and not letter.isdecimal()}
    if not scripts <= _SCRIPTS or (len(scripts) > 1 and not scripts <= _EAST):
        return False
    return not _has_odd_capital(letters) and (scripts != {"LATIN"} or not _is_odd_latin(letters))


def _is_odd_latin(word: str) -> bool:
    """Return whether more letters beyond ASCII stand in a row than words have, or nothing else does."""
    runs = re.findall(r"[^\x00-\x7f]+", word)
    return any(len(run) >= _ODD_LETTERS for run in runs) or (len(word) > 1 and runs == [word])


def _has_odd_capital(word: str) -> bool:
    """Return whether a capital beyond ASCII stands behind or among small letters."""
    before, after = " " + word, word[1:] + " "
    return any(
        letter > "\x7f" and letter.isupper() and (last.islower() or (last.isalpha() and following.islower()))
        for last, letter, following in zip(before, word, after, strict=False)
    )


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    if unicodedata.category(letter)[0] not in "LM":
        return "a sign"
    return unicodedata.name(letter, "a sign").split(" ", 1)[0]
