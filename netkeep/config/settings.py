"""The settings of a vault as values; :mod:`netkeep.config.rows` says what each is called in the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from netkeep.config.places import FILE_NAME, wrong
from netkeep.errors import ConfigError
from netkeep.model.dates import Duration, Never
from netkeep.model.kinds import Kinds

__all__ = ["FILE_NAME", "Settings", "TableSettings"]

_YEAR = Duration(1, "year")
_TWO_YEARS = Duration(2, "year")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the owner set; ``hide`` names the fields never published.

    ``exclude``, ``notes`` and ``per_file_ignores`` use globs (:mod:`netkeep.model.globs`): the files that no command
    reads, those that are no contacts but may be linked to, and the rules not reported for some files. ``severities``
    are words of :data:`netkeep.config.forms.SEVERITIES` by code, name or group of rules. ``allow_keys`` are further
    keys of other programs. ``format`` is the version in which the vault is written. ``no_employers`` are
    further words that name no employer, by :func:`netkeep.model.no_employer.key`. ``commit``: what a command changes
    is committed at once. ``editor`` opens a file from the site that is served. ``text`` is the file that they were read
    from.
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
    severities: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    allow_keys: frozenset[str] = frozenset()
    site_title: str = "My network"
    hide: frozenset[str] = frozenset()
    editor: str | None = None
    no_employers: frozenset[str] = frozenset()
    commit: bool = False
    imports: Mapping[str, "TableSettings"] = field(default_factory=lambda: MappingProxyType({}))
    text: str = field(default="", compare=False, repr=False)

    def wrong(self, words: str, *path: str) -> ConfigError:
        """Return the error that says what is wrong with a setting, and where it stands."""
        return wrong(self.text, words, *path)


@dataclass(frozen=True, slots=True)
class TableSettings:
    """How tables of one source are read: the column of a field (field -> header), and how 3/4/1990 is meant."""

    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    day_first: bool | None = None
