"""``netkeep.toml`` as JSON Schema: the tables and keys that there are, and the form of each value.

Which rules, fields and globs there are it leaves to netkeep.
"""

from netkeep.config.forms import EDITORS, SEVERITIES
from netkeep.config.rows import IMPORT_ROWS, ROWS, Row
from netkeep.model.json_schema import LATEST, VALUES, Json, head

NAME = "settings"


def settings_schema(dialect: str = LATEST) -> Json:
    """Return the schema of ``netkeep.toml``."""
    tables: dict[str, Json] = {row.table: {} for row in ROWS}
    for row in ROWS:
        tables[row.table][row.name] = _property(row)
    top = tables.pop("")
    source = _table({row.name: _property(row) for row in IMPORT_ROWS})
    properties = {**top, **{name: _table(keys) for name, keys in tables.items()}, "import": _map(source)}
    return {**head(NAME, "The settings of a netkeep vault, netkeep.toml.", dialect), **_table(properties)}


def _property(row: Row) -> Json:
    return {"description": row.about, **_FORMS[row.form.name]}


def _table(properties: Json) -> Json:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _map(values: Json) -> Json:
    return {"type": "object", "additionalProperties": values}


_TEXT: Json = {"type": "string"}
_TEXTS: Json = {"type": "array", "items": _TEXT}
_FORMS: dict[str, Json] = {
    "version": {"type": "integer", "minimum": 1},
    "text": _TEXT,
    "texts": _TEXTS,
    "truth": {"type": "boolean"},
    "editor": {"type": "string", "pattern": f"^({EDITORS})$"},
    "region": {"type": "string", "pattern": "^[A-Z]{2}$"},
    "cadence": VALUES["cadence"],
    "cadences": _map(VALUES["cadence"]),
    "duration": VALUES["duration"],
    "kinds": _map({"type": "boolean"}),
    "lists": _map(_TEXTS),
    "severities": _map({"enum": list(SEVERITIES)}),
    "columns": _map(_TEXT),
    "day order": {"enum": ["day first", "month first"]},
}
