"""The keys of each kind of file as JSON Schema (2020-12), for editors and other programs.

It accepts what netkeep reads without a finding, as a YAML 1.2 reader passes it on: ``from: 2016`` as an integer,
``private: true`` as a boolean, an empty key as null. What a schema cannot express (whether a time zone exists, whether
an id is anybody's) it accepts, and leaves to ``netkeep check``.
"""

from typing import Any

from netkeep.model.ids import MAX_ID
from netkeep.model.schema import ABOUT, PROPERTIES, FileKind
from netkeep.model.shapes import Free, ListOf, MapOf, Record, Shape, Value

Json = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MAX_EMAIL = 254
_YEAR = "(?!0000)[0-9]{4}"
_MONTH = "(?:0[1-9]|1[0-2])"
_DAY_OF_YEAR = f"(?:{_MONTH}-(?:0[1-9]|1[0-9]|2[0-8])|02-29|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
_NO_DEVICE = "(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$)"
_DURATION = "(?!0+\\s)[0-9]{1,4}\\s+(?:day|week|month|year)s?|weekly|monthly|quarterly|yearly"
_LABEL = "(?!-)[^\\s@._,;:!?<>()\\[\\]/\\\\\"'-](?:[^\\s@.,;:!?<>()\\[\\]/\\\\\"']*[^\\s@._,;:!?<>()\\[\\]/\\\\\"'-])?"
_DOMAIN = f"(?:{_LABEL}\\.)+(?![0-9]){_LABEL}"
_SEPARATORS = "[ ().\\-/\\u00a0]"
_EXTENSION = "(?:(?:,| x| ext\\.?|;ext=) ?[0-9]{1,11}| ?[,;pw][0-9,;pw*# ]{0,60})?"


def json_schema(kind: FileKind) -> Json:
    """Return the schema of the front matter of one kind of file."""
    title = f"netkeep: {kind.name}"
    about = f"The front matter of a file below {kind.folder}/ in a netkeep vault."
    return {
        "$schema": DIALECT,
        "$id": f"urn:netkeep:schema:{kind.name}:1",
        "title": title,
        "description": about,
        **_top(kind),
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
        return {"type": "string", "enum": list(shape.choices)} if shape.choices else dict(_VALUES[shape.kind])
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
_VALUES: dict[str, Json] = {
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
        "pattern": f"^{_SEPARATORS}*\\+?(?:{_SEPARATORS}*[0-9]){{3,15}}{_SEPARATORS}*{_EXTENSION}$",
    },
    "url": _text('[Hh][Tt][Tt][Pp][Ss]?://[^\\s<>"\\\\^`{|}/?#]+[^\\s<>"\\\\^`{|}]*'),
    "timezone": _text("[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+)*"),
    "id": {
        "anyOf": [
            {"type": "integer", "minimum": 0},
            _text(f"{_NO_DEVICE}{_ID}", maxLength=MAX_ID),
            _text(f"\\[\\[\\s*{_ID}\\s*(?:#[^\\[\\]|]*)?(?:\\|[^\\[\\]]*)?\\]\\]"),
        ]
    },
    "domain": _text(_DOMAIN),
    "code": _text("NK[0-9]{3}"),
}
