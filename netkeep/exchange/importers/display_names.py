"""Display names in mail, calendars and histories -> the names of the people they mean.

Around a name there may be departments, companies, quotation marks, or an encoding that nobody undid; none of this is
part of the name, and none is kept.
"""

import re
from contextlib import suppress
from functools import lru_cache
from urllib.parse import unquote

from netkeep.model.names import fold, org_key
from netkeep.model.person_names import NameParts, composed, is_courtesy, is_honorific

LONGEST_NAME = 100
BARE_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@[^\s@<>()\[\],;:\"\\]{1,253}")
_LONGEST_WORDS = 2000
_NESTED = 3
_MOST_WORDS = 4
_WORD = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{0,20})?\?([QqBb])\?([^?\r\n]{0,1000})\?=", re.ASCII)
_OPEN_WORD = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{0,20})?\?([QqBb])\?([^?\r\n]{0,1000})\??$", re.ASCII)
_NOT_IN_A_WORD = re.compile(r"[\s,;:<>()\[\]\"@\\]")
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")
_LONE_DIGIT = 1
_EXTENDED = re.compile(r"([\w.:-]{1,40})'[\w-]{0,20}'(.+)", re.ASCII)
_LABEL = re.compile(r"^(?:CN=|mailto:)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\,;:\"'])")
_ADDRESS = re.compile(r"[^\s/|,;]*@[^\s/|,;]+")
_GROUP = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|\{([^{}]*)\}|<([^<>]*)>|（([^（）]*)）|【([^【】]*)】")
_OPEN_GROUP = re.compile(r"[(\[{<（【](.*)$")
_BESIDE = re.compile(r"\s+[-–—~]+\s+|\s+[·•]\s*|\s*[|/»►;]+\s*|:\s+|\s+:|\s+@\s*|\s+(?:at|bei|chez|for|from)\s+")
_VIA = re.compile(
    r"(?:^|\s+)((?:via|über|through|tramite|a través de|on behalf of|im auftrag von|au nom de|pour le compte de"
    r"|en nombre de|por cuenta de|em nome de|a nome di|per conto di|namens)\s.*)$",
    re.IGNORECASE,
)
_QUOTES = re.compile('["“”„‟«»‹›]+')
_NICKNAME = re.compile(r'(\S.*\S|\S) "([^"]+)" ([^"]+)')
_EDGES = " \t\"'`´‘’‚‛“”„‟«»‹›<>()[]{}（）【】*,;:|/\\~=?!_-–—"
_ROMAN = frozenset("iv")
_SUFFIXES = frozenset({"jr", "sr", "jun", "sen", "ii", "iii", "iv"})
_WORDS_OF_DEPARTMENTS = """
    accounting accounts administration board buying communications compliance consulting consultant contractor
    controlling corporate customer customers data design development digital edv engineering extern external
    facilities finance hr hrm human intern it legal logistics management marketing office operations ops payroll
    personal pr procurement product production project projects purchasing qa quality r&d research resources sales
    security service services strategy student support systems team technology training treasury
    ceo cfo cio coo cto vp pmo manager director assistant sekretariat
    buchhaltung einkauf entwicklung geschäftsführung kundendienst personalabteilung recht rechtsabteilung verkauf
    vertrieb verwaltung achats commercial comptabilité direction informatique juridique ressources ventes
    """
_DEPARTMENT = frozenset(map(fold, _WORDS_OF_DEPARTMENTS.split()))
_FILLERS = frozenset({"and", "und", "et", "&", "of", "the", "dept", "dept.", "department", "abteilung", "humaines"})
CREDENTIAL = re.compile(
    r"(?:ph\.?\s?d|d\.?\s?phil|m\.?b\.?a|emba|psy\.?d|pharm\.?d|ed\.?d|d\.?b\.?a|pmp|cpa|cfa|cissp|cisa|cism|csm|cspo"
    r"|ceng|shrm-s?cp|s?phr|itil|ll\.?[bm]|esq|m\.?sc|b\.?sc|m\.?eng|b\.?eng|frsa|prince2)"
    r"[.®™]*",
    re.IGNORECASE,
)
"""Credentials after a name, which nobody is called."""


@lru_cache(maxsize=16384)
def display_name(text: str, address: str) -> str:
    """Return the name that the display name of an address means; empty if it names nobody.

    ``Last, First`` is turned round. An address is no name, nor is the name of a person on whose behalf a service wrote,
    as the address is then the service's.
    """
    name, beside = _alone(_plain(text))
    name = _turned(name if " " in name else name.replace("_", " "))[:LONGEST_NAME].rstrip()
    local = address.partition("@")[0]
    if {"\ufffd", "="} & set(name) or not any(map(str.isalpha, name)) or fold(name) in {fold(address), _login(local)}:
        return ""
    return "" if _written_by_a_service(name, beside, local) else name


def one_line(text: str) -> str:
    """Return the start of a text on one line, without invisible characters."""
    shown = "".join(letter if letter.isprintable() else " " for letter in text[: 4 * LONGEST_NAME])
    return " ".join(shown.split())


def repair_encoded_words(text: str) -> str:
    """Return a header in which each encoded word (RFC 2047) is well formed, without characters that would end it."""
    return _WORD.sub(_well_formed, text) if "=?" in text else text


def _well_formed(word: re.Match[str]) -> str:
    charset, kind, content = word[1], word[2].upper(), word[3]
    if kind == "Q":
        content = _NOT_IN_A_WORD.sub(lambda match: "_" if match[0].isspace() else f"={ord(match[0]):02X}", content)
    else:
        content = _NOT_BASE64.sub("", content)
        content = content[:-1] if len(content) % 4 == _LONE_DIGIT else content
        content += "=" * (-len(content) % 4)
    return f"=?{charset}?{kind}?{content}?="


@lru_cache(maxsize=8192)
def decode_words(text: str) -> str:
    """Return a text with its encoded words decoded, even if encoded twice or cut off; empty if beyond repair."""
    for _ in range(_NESTED):
        if "=?" not in text:
            break
        if len(text) > _LONGEST_WORDS:  # the library searches again and again for an end that never comes
            return ""
        text = _decode_once(_OPEN_WORD.sub(_well_formed, repair_encoded_words(text)))
    return text


def _decode_once(text: str) -> str:
    from email.header import decode_header

    try:
        return "".join(_word(part, charset) for part, charset in decode_header(text))
    except Exception:  # noqa: BLE001 (the library raises what it likes on broken words and charsets)
        return ""


def _word(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    try:
        return part.decode(charset or "utf-8")
    except UnicodeDecodeError as error:
        cut_off = error.end == len(part) and error.start > 0 and error.reason == "unexpected end of data"
        return part[: error.start].decode(error.encoding) if cut_off else as_text(part)
    except (LookupError, ValueError):
        return as_text(part)


def as_text(value: bytes) -> str:
    """Return the bytes of a header, which should be ASCII, as text: UTF-8 (RFC 6532), else Windows-1252."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")


def _plain(text: str) -> str:
    """Return a display name as its author saw it: without encodings and escapes, on one line."""
    text = decode_words(text.strip())
    if match := _EXTENDED.fullmatch(text):  # RFC 2231, from a misplaced parameter
        with suppress(LookupError):
            text = unquote(match[2], match[1])
    if " " not in text:
        text = unquote(text)
    return _LABEL.sub("", _ESCAPED.sub(r"\1", one_line(text)).strip(" \"'"))


def _alone(text: str) -> tuple[str, str]:
    """Return a name, and the text beside it: in brackets, after a dash or a bar, or as the service that wrote."""
    beside: list[str] = []
    name, groups = text, 1
    while groups:
        beside += ("".join(filter(None, match.groups())) for match in _GROUP.finditer(name))
        name, groups = _GROUP.subn(" ", name)
    if match := _OPEN_GROUP.search(name):
        name = name[: match.start()]
        beside.append(match[1])
    if not any(map(str.isalpha, name)):  # nothing is outside the brackets
        name, beside = re.sub(r"[()\[\]{}<>（）【】]", " ", text), []
    name = " ".join(_ADDRESS.sub(" ", name).split())
    if match := _VIA.search(name):
        name = name[: match.start()]
        beside.append(match[1])
    first, *others = [part for part in _BESIDE.split(name) if any(map(str.isalpha, part))] or [""]
    if others and _is_department(first):
        first, *others = (*others, first)
    return first, " ".join((*beside, *others))


def _is_department(text: str) -> bool:
    words = [word for word in fold(text).split() if word not in _FILLERS]
    return bool(words) and all(word in _DEPARTMENT for word in words)


def _turned(name: str) -> str:
    """Return ``Calder, Ada`` as it is spoken, without a department, a company or a degree at the end."""
    first_part, *others = [part for text in name.split(",") if (part := _unquoted(text))] or [""]
    titles = [part for part in others if all(map(_is_title, part.split()))]
    others = [part for part in others if part not in titles]
    suffixes = []
    while others and (is_suffix(others[-1]) or _is_no_name(others[-1], whole=" " in first_part)):
        last = others.pop()
        suffixes += [last] if is_suffix(last) else []
    prefixes, first_part = _titled(first_part) if titles or others else courtesy(first_part)
    if not others:
        return composed(NameParts(prefix=(*prefixes, *titles), given=(first_part,), suffix=tuple(suffixes)))
    if len(others) > 1 or max(len(part.split()) for part in (first_part, *others)) > _MOST_WORDS:
        return ", ".join((first_part, *others))
    more_prefixes, given = _titled(others[0])
    prefix = (*prefixes, *more_prefixes, *titles)
    return composed(NameParts(family=(first_part,), given=(given,), prefix=prefix, suffix=tuple(suffixes)))


def is_suffix(text: str) -> bool:
    """Return whether the last word of a name marks a generation: Jr., III."""
    word = fold(text).strip(".")
    return word in _SUFFIXES and (text.isupper() or not _ROMAN.issuperset(word))  # Ii and Iv are names as well


def _is_no_name(text: str, *, whole: bool) -> bool:
    """Return whether text after a comma is a department or a degree; after a ``whole`` name, also if a company."""
    if _is_department(text) or CREDENTIAL.fullmatch(text):
        return True
    return whole and org_key(f"{text} x") != f"{org_key(text)} x"  # a legal form counts at the end alone


def courtesy(text: str) -> tuple[tuple[str, ...], str]:
    """Split off ``Mr``; a single letter may be an initial, and stays."""
    word, _, rest = text.partition(" ")
    split = rest and len(word.strip(".")) > 1 and is_courtesy(word) and not _is_department(text)
    return ((word,), rest) if split else ((), text)


def _titled(text: str) -> tuple[tuple[str, ...], str]:
    """Split off titles before or after one part of a name: ``Dr. Max``, ``Max Prof. Dr.``."""
    prefix, text = courtesy(text)
    words, behind = text.split(), 0
    while len(words) > 1 and _is_title(words[0]):
        prefix = (*prefix, words.pop(0))
    while behind < len(words) - 1 and _is_title(words[-1 - behind]):
        behind += 1
    name = len(words) - behind
    return (*prefix, *words[name:]), " ".join(words[:name])


def _is_title(word: str) -> bool:
    """Return whether a word is a title: Phil and Mag are also names, except with a full stop."""
    sure = word.endswith(".") or fold(word) in {"dr", "prof", "professor"}
    return sure and len(word.strip(".")) > 1 and is_honorific(word)


def _unquoted(text: str) -> str:
    """Return a name without quotation marks, except around a nickname in the middle."""
    text = " ".join(_QUOTES.sub('"', text.strip(_EDGES)).split())
    if '"' not in text or _NICKNAME.fullmatch(text):
        return text
    return " ".join(text.replace('"', " ").split())


def _login(local: str) -> str:
    """Return the part before the ``@``, folded, if it is more like a login than a name."""
    return "" if local.isalpha() else fold(local.replace("_", " "))


def _written_by_a_service(name: str, beside: str, local: str) -> bool:
    """Return whether the address fits the text beside the name better: ``Ada Calder (Jira)`` at ``jira@``."""
    local = fold(local)
    if any(part in local for part in _long_words(name)):
        return False
    return bool(_VIA.match(beside)) or any(part in local for part in _long_words(beside))


def _long_words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{3,}", fold(text))
