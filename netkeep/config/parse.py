"""Reading ``netkeep.toml``: typed values, and an error with its line for whatever is wrong."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from netkeep import FORMAT
from netkeep.config.places import wrong
from netkeep.config.rows import IMPORT_ROWS, ROWS, Row
from netkeep.config.settings import FILE_NAME, Settings, TableSettings
from netkeep.errors import ConfigError

_IMPORT = "import"


def parse(data: bytes) -> Settings:
    """Return the settings of a ``netkeep.toml``. Raises :class:`ConfigError` with the place and the mend.

    Settings that nobody knows are errors, but in a vault of a newer format than this netkeep knows: it may have more.
    """
    text, values = read(data)
    top = _Table(text, values)
    tables = {name: top.table(name) for name in dict.fromkeys(row.table for row in ROWS if row.table)}
    tables[""] = top
    taken = {row.attribute: tables[row.table].take(row) for row in ROWS}
    default = Settings(text=text)
    settings = replace(default, **{key: value for key, value in taken.items() if value is not _ABSENT})
    settings = replace(settings, imports=_imports(top))
    for table in tables.values() if settings.format <= FORMAT else ():
        table.done()
    return settings


def read(data: bytes) -> tuple[str, dict[str, Any]]:
    """Return the text of a ``netkeep.toml`` and the values in it. Raises :class:`ConfigError` if it is no TOML."""
    try:
        text = data.decode("utf-8-sig")
        return text, tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError: bad TOML, bad UTF-8, or a number that is too long
        raise ConfigError(f"{FILE_NAME}: not valid TOML: {error}") from None


_ABSENT: Any = object()
_MISFITS = (KeyError, TypeError, ValueError)


class _Table:
    """One table of the file: typed access, and an error for keys that do not exist."""

    def __init__(self, text: str, values: object, *path: str) -> None:
        self._text, self._path = text, path
        if not isinstance(values, dict):
            raise wrong(text, f"[{'.'.join(path)}] is a table", *path)
        self._values: dict[str, object] = dict(values)
        self._known: list[str] = []

    def take(self, row: Row) -> Any:  # noqa: ANN401 (each setting has a type of its own)
        """Return the value of a setting, read."""
        self._known.append(row.name)
        if row.name not in self._values:
            return _ABSENT
        value = self._values.pop(row.name)
        try:
            return row.form.read(value)
        except _MISFITS as error:
            detail = f" ({error})" if isinstance(error, ValueError) else ""
            words = f"{self._label(row.name)} is {row.form.words}{detail}"
            raise wrong(self._text, words, *self._path, row.name, *_misfit(row, value)) from None

    def table(self, name: str) -> "_Table":
        """Return the table of a name, empty where there is none."""
        self._known.append(name)
        return _Table(self._text, self._values.pop(name, {}), *self._path, name)

    def tables(self, name: str) -> Mapping[str, "_Table"]:
        """Return the tables in the table of a name."""
        self._known.append(name)
        values = self._values.pop(name, {})
        if not isinstance(values, dict):
            raise wrong(self._text, f"{name} is a table of tables", name)
        return {key: _Table(self._text, value, name, key) for key, value in values.items()}

    def done(self) -> None:
        """Raise an error for unknown keys, so that a typo is not silently a default."""
        if not self._values:
            return
        from difflib import get_close_matches

        for key in self._values:
            near = get_close_matches(key, self._known, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise wrong(self._text, f"unknown setting {self._label(key)}{hint}", *self._path, key)

    def _label(self, key: str) -> str:
        return ".".join([*self._path, key])


def _misfit(row: Row, value: object) -> Iterator[str]:
    """Yield the first key of a table that cannot be read even alone."""
    for key, item in value.items() if isinstance(value, dict) else ():
        try:
            row.form.read({key: item})
        except _MISFITS:
            yield key
            return


def _imports(top: _Table) -> Mapping[str, TableSettings]:
    return MappingProxyType({source: _import(table) for source, table in top.tables(_IMPORT).items()})


def _import(table: _Table) -> TableSettings:
    taken = {row.attribute: table.take(row) for row in IMPORT_ROWS}
    table.done()
    return replace(TableSettings(), **{key: value for key, value in taken.items() if value is not _ABSENT})
