"""Readers of scalars: every scalar is text, typed by its field; and which ones other YAML readers would change.

Each reader takes the text and raises ``ValueError`` with a sentence that says what is right, never the value.
"""

import re
from collections.abc import Callable
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from netkeep.model.contact_points import email_problem, phone_problem, url_problem
from netkeep.model.dates import Birthday, Duration, PartialDate, parse_cadence, parse_date, parse_review
from netkeep.model.ids import is_id, unlink
from netkeep.text.tree import Scalar

_BOOLEANS: Final = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_](?:[\w-]*[^\W_])?")
_CODE = re.compile(r"NK\d{3}")


def _text(text: str) -> str:
    return text


def _flag(text: str) -> bool:
    try:
        return _BOOLEANS[text.lower()]
    except KeyError:
        raise ValueError("true or false") from None


def _checked(problem: Callable[[str], str | None]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if wrong := problem(text):
            raise ValueError(wrong)
        return text

    return read


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("a time zone has an IANA name, such as Europe/London") from None
    return text


def _id(text: str) -> str:
    name = unlink(text)
    if not is_id(name):
        raise ValueError("an id is a file's name without .md: lower-case letters, digits and single hyphens")
    return name


def _domain(text: str) -> str:
    if not _DOMAIN.fullmatch(text):
        raise ValueError("a domain is written as in an e-mail address, after the @")
    return text.lower()


def _code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise ValueError("a rule's code is NK and three digits")
    return text


READERS: Final[dict[str, tuple[str, Callable[[str], object]]]] = {
    # kind of value -> (kind of problem, reader)
    "text": ("wrong-type", _text),
    "choice": ("unknown-choice", _text),
    "flag": ("wrong-type", _flag),
    "date": ("bad-date", parse_date),
    "partial date": ("bad-partial-date", PartialDate.parse),
    "birthday": ("bad-date", Birthday.parse),
    "review": ("bad-date", parse_review),
    "duration": ("bad-duration", Duration.parse),
    "cadence": ("bad-duration", parse_cadence),
    "email": ("bad-email", _checked(email_problem)),
    "phone": ("bad-phone", _checked(phone_problem)),
    "url": ("bad-url", _checked(url_problem)),
    "timezone": ("bad-timezone", _zone),
    "id": ("bad-id", _id),
    "domain": ("bad-domain", _domain),
    "code": ("bad-code", _code),
}

_SAFE_INTEGER = 2**53  # what JavaScript, and so Obsidian, can hold
_CORE_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_CORE_INT = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# Every reader reads this as text. PyYAML's resolver would say the same, at ten times the cost.
_ONLY_TEXT = re.compile(r"(?!(?:y|n|yes|no|on|off|true|false|null)\Z)[^\W\d_]", re.IGNORECASE)
_resolve: Callable[[type[ScalarNode], str, tuple[bool, bool]], str] = Resolver().resolve


def changed_by_others(scalar: Scalar) -> str | None:
    """Return what other YAML readers (1.1 and 1.2) read a plain scalar as, where they would not give back its text.

    ``NO`` is a boolean to them, ``012`` and ``12:30`` numbers, ``+44…`` loses its plus; ``2016`` and dates survive.
    """
    text = scalar.value
    if scalar.style or not text or "\n" in text or _ONLY_TEXT.match(text):
        return None
    tag = _resolve(ScalarNode, text, (True, False)).rpartition(":")[2]
    if tag == "bool":
        return "true or false"
    if tag == "null":
        return "nothing at all"
    if tag == "timestamp":
        return None if _DATE.fullmatch(text) else "a time"
    if tag in {"int", "float"} or _CORE_FLOAT.fullmatch(text) or _CORE_INT.fullmatch(text):
        return None if _same_number(text) else "another number"
    return None


def text_to_others(text: str) -> bool:
    """Return whether every YAML reader reads this, written plain, as text and not as a date, number or boolean."""
    number = _CORE_FLOAT.fullmatch(text) or _CORE_INT.fullmatch(text)
    return _resolve(ScalarNode, text, (True, False)).endswith(":str") and not number


def _same_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and str(int(text[:20])) == text and int(text) <= _SAFE_INTEGER
