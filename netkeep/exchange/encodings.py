"""Bytes -> text, for all readers: by what the file itself says of its encoding, what the user says, or what fits.

A byte-order mark comes first, then the encoding that the user named, then UTF-8 if the bytes are valid UTF-8. Anything
else was saved in a regional encoding: each usual one is tried, and those are kept under which most column names are
known. Of these, the words must look like words: letters of one script, no capitals after small letters. Where several
are left that read the words differently, the languages of the header decide; else cp1252, the most frequent, is used
with a note, or the user is asked.
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
_DAMAGED = 4  # with this many times more letters than broken ones, the file is damaged UTF-8
_BETWEEN_WORDS = re.compile(r"[\s,;|\"<>()\[\]{}/:=\u3000\u3001\u3002\uff0c]+")
_DASH_WITHIN = re.compile(r"[^\W\d_][–—][^\W\d_A-Z]")  # Köln–Bonn has one between names; an ñ from a Mac looks like one
_ODD_LETTERS = 4  # in a row; no language has so many non-ASCII Latin letters together
_EAST = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "FULLWIDTH"})
_SCRIPTS = frozenset({"LATIN", "CYRILLIC", "GREEK", "HANGUL", "HEBREW", "ARABIC", "THAI", *_EAST})
_SIGNS = frozenset("®™©€’'’-‐–·.&+_@#*!?")
_NAMED = "if letters look wrong, name the encoding with --encoding"


class Evidence(NamedTuple):
    """What speaks for an encoding: how many column names are known, and the code pages of their languages."""

    known_columns: int = 0
    codepages: frozenset[str] = frozenset()


class Decoded(NamedTuple):
    """The text of a file, its encoding, and remarks on it: ``notes`` are whole sentences."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class _Trial(NamedTuple):
    encoding: str
    sample: str
    evidence: Evidence


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return a whole file. Raises :class:`NetkeepError` if it cannot be read or has more than ``most`` bytes."""
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
    """Raise :class:`ConfigError` for a name that is no text encoding."""
    if encoding is None:
        return
    try:
        codecs.lookup(encoding)
        "".encode(encoding)  # those that are no text, such as rot13, raise here
        b"".decode(encoding)
    except (LookupError, ValueError):
        raise ConfigError("there is no such encoding; usual ones are utf-8, cp1252, utf-16 and shift_jis") from None


def decode(
    data: bytes, where: str, encoding: str | None = None, evidence_of: Callable[[str], Evidence] | None = None
) -> Decoded:
    """Return the text of a file; ``evidence_of`` says what speaks for the beginning of a text being read right.

    Raises :class:`ConfigError` for an unknown ``encoding``, and :class:`NetkeepError` where no encoding is certain.
    """
    check_encoding(encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], name, where)
    if encoding:
        return _decoded(data, encoding, where)
    if b"\0" in data[:_HEAD] and (wide := _without_mark(data[:_HEAD], evidence_of)):
        return _decoded(data, wide, where)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if _is_damaged(data):
        return _decoded(data, "utf-8", where)
    chosen = _guess(data, where, evidence_of)
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


def _without_mark(head: bytes, evidence_of: Callable[[str], Evidence] | None) -> str | None:
    """Return which UTF-16 this is without a mark: every other byte is NUL, or column names are known."""
    even, odd, half = head[::2].count(0), head[1::2].count(0), len(head) // 2
    if odd > half * 0.4 and not even:
        return "utf-16-le"
    if even > half * 0.4 and not odd:
        return "utf-16-be"
    columns = (
        {
            name: evidence_of(head[: half * 2].decode(name, "ignore")).known_columns
            for name in ("utf-16-le", "utf-16-be")
        }
        if evidence_of
        else {}
    )
    best = max(columns, key=columns.__getitem__, default=None)
    return best if best and columns[best] else None


def _is_damaged(data: bytes) -> bool:
    """Return whether this is UTF-8 with a few bytes lost."""
    sample = _odd_lines(data).decode("utf-8", "replace")
    broken = sample.count("\ufffd")
    return sum(letter > "\x7f" for letter in sample) - broken > _DAMAGED * broken


def _odd_lines(data: bytes) -> bytes:
    """Return the lines that are not plain ASCII, as many as are enough to judge by."""
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


def _guess(data: bytes, where: str, evidence_of: Callable[[str], Evidence] | None) -> str:
    head = data[:_HEAD]
    head = head[: head.rfind(b"\n") + 1] or head if len(data) > _HEAD else head
    trials = list(_trials(head, _odd_lines(data), evidence_of))
    most = max((trial.evidence.known_columns for trial in trials), default=0)
    if evidence_of and not most:
        raise NetkeepError(
            f"{where} is not UTF-8, and no encoding that was tried makes the names of its columns known; name its "
            f"encoding with --encoding ({', '.join(_USUAL)}), or its columns with --column name='Full name'"
        )
    best = [trial for trial in trials if trial.evidence.known_columns == most and _decodes(data, trial.encoding)]
    return _choose([trial for trial in best if _is_plausible(trial.sample)] or best, where)


def _trials(head: bytes, sample: bytes, evidence_of: Callable[[str], Evidence] | None) -> Iterable[_Trial]:
    for name in _USUAL:
        try:
            text = head.decode(name)
            yield _Trial(name, sample.decode(name), evidence_of(text) if evidence_of else Evidence())
        except ValueError:
            continue


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except ValueError:
        return False
    return True


def _choose(trials: Sequence[_Trial], where: str) -> str:
    """Return one of the encodings that are left, if they agree on the text or one of them is likelier."""
    own = [trial for trial in trials if trial.encoding in trial.evidence.codepages]
    for left in (trials, own):
        if left and len({trial.sample for trial in left}) == 1:
            return left[0].encoding
    if any(trial.encoding == _MOST_LIKELY for trial in own or trials):
        return _MOST_LIKELY
    names = ", ".join(trial.encoding for trial in own or trials) or "none of the usual ones fit"
    raise NetkeepError(
        f"{where} is not UTF-8, and its encoding is unclear ({names}); name it with --encoding, and look at the "
        "letters with --dry-run first"
    )


def _is_plausible(text: str) -> bool:
    words = {word for word in _BETWEEN_WORDS.split(text) if not word.isascii()}
    sample = sorted(words)[:_MOST_WORDS]
    return sum(not _is_word(word) for word in sample) <= _BAD_WORDS * len(sample)


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
    """Return whether a word has more non-ASCII letters in a row than real words do, or consists of nothing else."""
    runs = re.findall(r"[^\x00-\x7f]+", word)
    return any(len(run) >= _ODD_LETTERS for run in runs) or (len(word) > 1 and runs == [word])


def _has_odd_capital(word: str) -> bool:
    """Return whether a non-ASCII capital follows a small letter, or stands before one in mid-word."""
    with_neighbours = zip(" " + word, word, word[1:] + " ", strict=False)
    return any(
        letter > "\x7f" and letter.isupper() and (last.islower() or (last.isalpha() and following.islower()))
        for last, letter, following in with_neighbours
    )


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    if unicodedata.category(letter)[0] not in "LM":
        return "a sign"
    return unicodedata.name(letter, "a sign").split(" ", 1)[0]
