"""The forms that the value of a setting can have, each with its reader."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from netkeep.model.dates import Duration, Never, parse_cadence
from netkeep.model.globs import pattern
from netkeep.model.kinds import Kinds
from netkeep.model.no_employer import key as no_employer_key

SEVERITIES = ("error", "warning", "advice")
"""What the findings of a rule can be, the gravest first; only an error makes a check fail."""
_REGION_LETTERS = 2
_SCHEMES = "cursor emacs idea mvim obsidian subl txmt vscode vscode-insiders vscodium zed"
EDITORS = rf"vscode|obsidian|({_SCHEMES.replace(' ', '|')}):[!-~]*\{{path\}}[!-~]*"
"""What may open a file: programs to which a browser hands its path, none that runs a command or asks the network."""


class Form(NamedTuple):
    """A form: its name, what a value of it is, in words, and what reads one.

    The reader raises ``KeyError``, ``TypeError`` or ``ValueError``; only the text of the last one is shown.
    """

    name: str
    words: str
    read: Callable[[object], object]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _version(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise TypeError
    return value


def _region(value: object) -> str:
    text = _text(value)
    if not (text.isascii() and text.isalpha() and text.isupper() and len(text) == _REGION_LETTERS):
        raise ValueError('ISO 3166, such as "GB"; numbers without a country are read as numbers there')
    return text


def _editor(value: object) -> str:
    text = _text(value)
    if not re.fullmatch(EDITORS, text):
        raise ValueError(f"its scheme is one of {', '.join(_SCHEMES.split())}")
    return text


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(_text(item) for item in value)


def _table(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError
    return value


def _globs(value: object) -> tuple[str, ...]:
    globs = _texts(value)
    pattern(globs)
    return globs


def _per_file(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    table = _table(value)
    _globs(list(table))
    return tuple((glob, _texts(codes)) for glob, codes in table.items())


def _no_employers(value: object) -> frozenset[str]:
    words = _texts(value)
    if not all(map(no_employer_key, words)):
        raise ValueError("one of them has no letter and no digit")
    return frozenset(map(no_employer_key, words))


def _cadence(value: object) -> Duration | Never:
    return parse_cadence(_text(value))


def _kinds(value: object) -> Kinds:
    return Kinds(MappingProxyType({kind: _truth(counts) for kind, counts in _table(value).items()}))


def _cadences(value: object) -> Mapping[str, Duration | Never]:
    return MappingProxyType({tag: _cadence(cadence) for tag, cadence in _table(value).items()})


def _severities(value: object) -> Mapping[str, str]:
    if any(severity not in SEVERITIES for severity in _table(value).values()):
        raise TypeError
    return MappingProxyType({rule: _text(severity) for rule, severity in _table(value).items()})


def _columns(value: object) -> Mapping[str, str]:
    return MappingProxyType({field: _text(column) for field, column in _table(value).items()})


VERSION = Form("version", "a whole number, such as 2", _version)
TEXT = Form("text", "text", _text)
TRUTH = Form("truth", "true or false", _truth)
EDITOR = Form("editor", '"vscode", "obsidian" or an address with {path}, such as "zed://file{path}"', _editor)
EMAILS = Form("texts", "a list of e-mail addresses", _texts)
REGION = Form("region", "a country in two letters", _region)
CADENCE = Form("cadence", 'a duration such as "1 year", or "none"', _cadence)
CADENCES = Form("cadences", "a table of tag = duration", _cadences)
DURATION = Form("duration", 'a duration such as "2 years"', lambda value: Duration.parse(_text(value)))
KINDS = Form("kinds", "a table of kind = true or false", _kinds)
NO_EMPLOYERS = Form("texts", "a list of what stands for no employer", _no_employers)
CODES = Form("texts", "a list of rule codes", _texts)
GLOBS = Form("texts", "a list of globs", _globs)
KEYS = Form("texts", "a list of keys", lambda value: frozenset(_texts(value)))
FIELDS = Form("texts", "a list of fields", lambda value: frozenset(_texts(value)))
CODES_BY_GLOB = Form("lists", "a table of glob = list of rule codes", _per_file)
SEVERITY_BY_RULE = Form("severities", 'a table of rule = "error", "warning" or "advice"', _severities)
COLUMNS = Form("columns", "a table of field = name of the column", _columns)
DAY_ORDER = Form(
    "day order",
    '"day first" or "month first"',
    lambda value: {"day first": True, "month first": False}[_text(value)],
)
