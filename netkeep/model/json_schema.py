"""The keys of each kind of file as JSON Schema, for editors and other programs.

It accepts what netkeep reads without a finding, as a YAML 1.2 reader passes it on: ``from: 2016`` as an integer,
``private: true`` as a boolean, an empty key as null. What a schema cannot express (whether a time zone exists, whether
an id is anybody's) it accepts, and leaves to ``netkeep check``.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from netkeep.model.ids import MAX_ID
from netkeep.model.schema import ABOUT, PROPERTIES, FileKind
from netkeep.model.shapes import Free, ListOf, MapOf, Record, Shape, Value
from netkeep.resources import identifier

Json = dict[str, Any]
DIALECTS: Mapping[str, str] = MappingProxyType(
    {
        "2020-12": "https://json-schema.org/draft/2020-12/schema",
        "draft-07": "http://json-schema.org/draft-07/schema#",
    }
)
"""The dialects of JSON Schema; what our schemas say means the same in each."""
LATEST = "2020-12"
_MAX_EMAIL = 254
_YEAR = "(?!0000)[0-9]{4}"
_MONTH = "(?:0[1-9]|1[0-2])"
_DAY_OF_YEAR = f"(?:{_MONTH}-(?:0[1-9]|1[0-9]|2[0-8])|02-29|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
_NOT_TOO_LONG = f"(?!\\[\\[\\s*[a-z0-9-]{{{MAX_ID + 1}}})"
_NO_DEVICE = "(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$)"
_DURATION = "(?!0+ )[0-9]{1,4} +(?:day|week|month|year)s?|weekly|monthly|quarterly|yearly"
_LETTER = "[^\\s\\x00-/:-@\\[-`{-\\x7f]"
"""A letter or digit of any script: what is neither a blank nor punctuation of ASCII."""
_LABEL = f"{_LETTER}(?:(?:{_LETTER}|[_-])*{_LETTER})?"
_DOMAIN = f"(?:{_LABEL}\\.)+(?![0-9]){_LABEL}"
_SEPARATORS = "[ ().\\-/\\u00a0]"
_EXTENSION = (
    f"(?:{_SEPARATORS}*(?:(?:,| x| ext\\.?|;ext=) ?[0-9]{{1,11}}| ?[,;][0-9,;pw*# ]{{0,60}})?"
    "|[pw](?:[0-9,;pw*#][0-9,;pw*# ]{0,59})?)"  # a letter is a pause only behind a digit
)


def json_schema(kind: FileKind, dialect: str = LATEST) -> Json:
    """Return the schema of the front matter of one kind of file."""
    about = f"The front matter of a file below {kind.folder}/ in a netkeep vault."
    return {**head(kind.name, about, dialect), **_top(kind)}


def head(name: str, about: str, dialect: str) -> Json:
    """Return how a schema begins: its dialect, its identifier, and what it is about."""
    folder, version = ("", "1") if dialect == LATEST else (f"{dialect}/", f"1:{dialect}")
    return {
        "$schema": DIALECTS[dialect],
        "$id": identifier(f"schema/{folder}{name}.json", f"schema:{name}:{version}"),
        "title": f"netkeep: {name}",
        "description": about,
    }


def _top(kind: FileKind) -> Json:
    """Return the schema of a kind of file, with the keys of other programs, which may have any shape."""
    schema = _record(kind.shape, kind.name)
    others: Json = {key: {"description": words} for key, words in PROPERTIES.items()}
    return {**schema, "properties": {**schema["properties"], **others}}


def _record(shape: Record, path: str) -> Json:
    properties = {key: _property(key, value, shape, f"{path}.{key}") for key, value in shape.fields.items()}
    required = {"required": sorted(shape.required)} if shape.required else {}
    return {"type": "object", "properties": properties, **required, "additionalProperties": False}


def _property(key: str, value: Shape, record: Record, path: str) -> Json:
    """Return the schema of one key; it may be empty unless it is required."""
    schema = _shape(value, path)
    described = {"description": ABOUT[path], **schema}
    return described if key in record.required else {"description": ABOUT[path], **_or_nothing(schema)}


def _or_nothing(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]} if schema else schema


def _shape(shape: Shape, path: str) -> Json:
    if isinstance(shape, Value):
        return {"type": "string", "enum": list(shape.choices)} if shape.choices else dict(VALUES[shape.kind])
    if isinstance(shape, ListOf):
        return {"type": "array", "items": _or_nothing(_shape(shape.item, path))}
    if isinstance(shape, MapOf):
        return {"type": "object", "additionalProperties": _or_nothing(_shape(shape.value, path))}
    if isinstance(shape, Free):
        return {}
    whole = _record(shape, path)
    return {"anyOf": [_shape(shape.fields[shape.short], f"{path}.{shape.short}"), whole]} if shape.short else whole


def _text(pattern: str, **more: object) -> Json:
    return {"type": "string", "pattern": f"^(?:{pattern})$", **more}


_WHOLE_DATE = _text(f"{_YEAR}-{_DAY_OF_YEAR}", format="date")
VALUES: dict[str, Json] = {
    "text": {"type": ["string", "integer"], "pattern": "\\S"},
    "flag": {
        "anyOf": [
            {"type": "boolean"},
            _text("[Tt][Rr][Uu][Ee]|[Yy][Ee][Ss]|[Oo][Nn]|[Ff][Aa][Ll][Ss][Ee]|[Nn][Oo]|[Oo][Ff][Ff]"),
        ]
    },
    "date": _WHOLE_DATE,
    "partial date": {
        "anyOf": [{"type": "integer", "minimum": 1000, "maximum": 9999}, _text(f"{_YEAR}(?:-{_MONTH})?"), _WHOLE_DATE]
    },
    "birthday": {"anyOf": [_WHOLE_DATE, _text(f"--{_DAY_OF_YEAR}")]},
    "review": {"anyOf": [{"type": "integer", "minimum": 1, "maximum": 12}, _text(f"0?[1-9]|1[0-2]|{_DAY_OF_YEAR}")]},
    "duration": _text(_DURATION),
    "cadence": _text(f"{_DURATION}|none"),
    "email": _text(f'[^\\s@<>()\\[\\],;:"\\\\]+@{_DOMAIN}', maxLength=_MAX_EMAIL),
    "phone": {
        "type": ["string", "integer"],
        "pattern": f"^\\+?(?:{_SEPARATORS}*[0-9]){{3,15}}{_EXTENSION}$",
    },
    "url": _text('[Hh][Tt][Tt][Pp][Ss]?://(?:\\[[0-9A-Fa-f:.]+\\]|[^\\s<>"\\\\^`{|}/?#\\[\\]])+[^\\s<>"\\\\^`{|}]*'),
    "timezone": _text("[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*"),
    "id": {
        "anyOf": [
            {"type": "integer", "minimum": 0},
            _text(f"{_NO_DEVICE}{_ID}", maxLength=MAX_ID),
            _text(f"{_NOT_TOO_LONG}\\[\\[\\s*{_ID}\\s*(?:#[^\\[\\]|]*)?(?:\\|[^\\[\\]]*)?\\]\\]"),
        ]
    },
    "domain": _text(_DOMAIN),
    "code": _text("NK[0-9]{3}"),
}
