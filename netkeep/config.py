"""The settings of a vault, read from its ``netkeep.toml``; each has a default."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeVar

from netkeep import FORMAT
from netkeep.errors import ConfigError
from netkeep.model.dates import Duration, Never, parse_cadence
from netkeep.model.globs import pattern
from netkeep.model.kinds import Kinds
from netkeep.model.no_employer import key as no_employer_key

FILE_NAME = "netkeep.toml"
_REGION_LETTERS = 2
_T = TypeVar("_T")


_YEAR = Duration(1, "year")
_TWO_YEARS = Duration(2, "year")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the owner set; ``hide`` names the fields never published.

    ``exclude``, ``notes`` and ``per_file_ignores`` use globs (:mod:`netkeep.model.globs`): the files that no command
    reads, those that are no contacts but may be linked to, and the rules not reported for some files. ``allow_keys``
    are further keys of other programs. ``format`` is the version in which the vault is written. ``no_employers`` are
    further words that name no employer, by :func:`netkeep.model.no_employer.key`. ``commit``: what a command changes
    is committed at once.
    """

    format: int = 1
    owner_name: str | None = None
    owner_emails: tuple[str, ...] = ()
    region: str | None = None
    cadence: Duration | Never = _YEAR
    tag_cadences: Mapping[str, Duration | Never] = field(default_factory=lambda: MappingProxyType({}))
    fades_after: Duration = _TWO_YEARS
    kinds: Kinds = field(default_factory=Kinds)
    ignore: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    allow_keys: frozenset[str] = frozenset()
    site_title: str = "My network"
    hide: frozenset[str] = frozenset()
    no_employers: frozenset[str] = frozenset()
    commit: bool = False
    imports: Mapping[str, "TableSettings"] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class TableSettings:
    """How tables of one source are read: the column of a field (field -> header), and how 3/4/1990 is meant."""

    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    day_first: bool | None = None


class _Table:
    """One table of the file: typed access, and an error for keys that do not exist."""

    def __init__(self, values: object, name: str) -> None:
        if not isinstance(values, dict):
            raise ConfigError(f"{FILE_NAME}: [{name}] is a table")
        self._values: dict[str, object] = dict(values)
        self._known: list[str] = []
        self._name = name

    def take(self, key: str, read: Callable[[object], _T], default: _T, meaning: str) -> _T:
        """Return the value that ``read`` makes of a key, or the default; ``meaning`` says what it should be."""
        self._known.append(key)
        if key not in self._values:
            return default
        try:
            return read(self._values.pop(key))
        except (KeyError, TypeError, ValueError) as error:
            detail = f" ({error})" if isinstance(error, ValueError) else ""
            raise ConfigError(f"{FILE_NAME}: {self._label(key)} is {meaning}{detail}") from None

    def done(self) -> None:
        """Raise an error for unknown keys, so that a typo is not silently a default."""
        if not self._values:
            return
        from difflib import get_close_matches

        for key in self._values:
            near = get_close_matches(key, self._known, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise ConfigError(f"{FILE_NAME}: unknown setting {self._label(key)}{hint}")

    def _label(self, key: str) -> str:
        return f"{self._name}.{key}" if self._name else key


def _anything(value: object) -> object:
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _region(value: object) -> str:
    text = _text(value)
    if not (text.isascii() and text.isalpha() and text.isupper() and len(text) == _REGION_LETTERS):
        raise ValueError('ISO 3166, such as "GB"; numbers without a country are read as numbers there')
    return text


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError
    return tuple(_text(item) for item in value)


def _globs(value: object) -> tuple[str, ...]:
    globs = _texts(value)
    pattern(globs)
    return globs


def _per_file(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, dict):
        raise TypeError
    _globs(list(value))
    return tuple((str(glob), _texts(codes)) for glob, codes in value.items())


def _no_employers(value: object) -> frozenset[str]:
    words = _texts(value)
    if not all(map(no_employer_key, words)):
        raise ValueError("one of them has no letter and no digit")
    return frozenset(map(no_employer_key, words))


def _fields(value: object) -> frozenset[str]:
    return frozenset(_texts(value))


def _cadence(value: object) -> Duration | Never:
    return parse_cadence(_text(value))


def _duration(value: object) -> Duration:
    return Duration.parse(_text(value))


def _cadences(value: object) -> Mapping[str, Duration | Never]:
    if not isinstance(value, dict):
        raise TypeError
    return MappingProxyType({str(key): _cadence(item) for key, item in value.items()})


def _kinds(value: object) -> Kinds:
    if not isinstance(value, dict) or not all(isinstance(item, bool) for item in value.values()):
        raise TypeError
    return Kinds(MappingProxyType(dict(value)))


def _columns(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise TypeError
    return MappingProxyType({str(key): _text(item) for key, item in value.items()})


def _day_first(value: object) -> bool:
    return {"day first": True, "month first": False}[_text(value)]


def _imports(values: object) -> Mapping[str, TableSettings]:
    if not isinstance(values, dict):
        raise TypeError
    return MappingProxyType({str(source): _import(str(source), value) for source, value in values.items()})


def _import(source: str, values: object) -> TableSettings:
    table, default = _Table(values, f"import.{source}"), TableSettings()
    settings = TableSettings(
        columns=table.take("columns", _columns, default.columns, "a table of field = name of the column"),
        day_first=table.take("dates", _day_first, default.day_first, '"day first" or "month first"'),
    )
    table.done()
    return settings


def _format(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise TypeError
    return value


def parse(data: bytes) -> Settings:
    """Return the settings of a ``netkeep.toml``. Raises :class:`ConfigError` with the place and the mend.

    Settings that nobody knows are errors, but in a vault of a newer format than this netkeep knows: it may have more.
    """
    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # ValueError: bad TOML, bad UTF-8, or a number that is too long
        raise ConfigError(f"{FILE_NAME}: not valid TOML: {error}") from None
    top = _Table(values, "")
    version = top.take("format", _format, Settings().format, "a whole number, such as 2")
    imports = top.take("import", _imports, Settings().imports, "a table of tables")
    tables = {name: _Table(top.take(name, _anything, _NOTHING, "a table"), name) for name in _TABLES}
    settings = replace(_settings(tables), format=version, imports=imports)
    for table in (top, *tables.values()) if version <= FORMAT else ():
        table.done()
    return settings


_NOTHING: object = {}
_TABLES = ("owner", "cadence", "memory", "log", "orgs", "check", "site", "git")


def _settings(tables: Mapping[str, _Table]) -> Settings:
    default = Settings()
    owner, cadence, site = tables["owner"], tables["cadence"], tables["site"]
    check = tables["check"]
    return Settings(
        owner_name=owner.take("name", _text, default.owner_name, "text"),
        owner_emails=owner.take("emails", _texts, default.owner_emails, "a list of e-mail addresses"),
        region=owner.take("region", _region, default.region, "a country in two letters"),
        cadence=cadence.take("default", _cadence, default.cadence, 'a duration such as "1 year", or "none"'),
        tag_cadences=cadence.take("tags", _cadences, default.tag_cadences, "a table of tag = duration"),
        fades_after=tables["memory"].take(
            "fades_after", _duration, default.fades_after, 'a duration such as "2 years"'
        ),
        kinds=tables["log"].take("kinds", _kinds, default.kinds, "a table of kind = true or false"),
        ignore=check.take("ignore", _texts, default.ignore, "a list of rule codes"),
        select=check.take("select", _texts, default.select, "a list of rule codes"),
        exclude=check.take("exclude", _globs, default.exclude, "a list of globs"),
        notes=check.take("notes", _globs, default.notes, "a list of globs"),
        per_file_ignores=check.take(
            "per-file-ignores", _per_file, default.per_file_ignores, "a table of glob = list of rule codes"
        ),
        allow_keys=check.take("allow-keys", _fields, default.allow_keys, "a list of keys"),
        site_title=site.take("title", _text, default.site_title, "text"),
        no_employers=tables["orgs"].take(
            "none", _no_employers, default.no_employers, "a list of what stands for no employer"
        ),
        hide=site.take("hide", _fields, default.hide, "a list of fields"),
        commit=tables["git"].take("commit", _truth, default.commit, "true or false"),
    )
