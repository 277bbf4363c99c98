"""What each source last said: ``imports/<source>.jsonl`` in the vault, one line a person.

The first line describes the whole file. Lines are sorted and hold no time of writing: a source that says the same
again leaves its file as it is, byte for byte.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from netkeep.errors import RefusedError, VaultError
from netkeep.exchange.merging.facts import Said, as_json, day_or_none, from_json, joined
from netkeep.exchange.merging.ids import mentions, retargeted
from netkeep.exchange.merging.order import CLOCK_KEYS, Clock
from netkeep.model.ids import is_id
from netkeep.model.names import fold
from netkeep.store.walk import reason
from netkeep.text.source import digest

FOLDER = "imports"
NAME = "name:"
_FORMAT = 2
_ADDING = 1  # the format of netkeep 0.1, and of bases that hold nothing it does not know: sources that only add
_SOURCE = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}", re.ASCII)
_MOST_BYTES = 500_000_000


@dataclass(frozen=True, slots=True)
class Record:
    """What a source last said of one person.

    ``keys`` are the strong keys it knew them by, ``gatherings`` the keys of its events in the log of their file.
    ``as_of`` is the day on which it said so, where that is known. ``snapshot`` says that it listed all that it knows
    of them, so that the next snapshot may take back what it no longer lists. A job of the owner's has a record too.
    """

    id: str
    keys: tuple[str, ...] = ()
    said: Said = field(default_factory=lambda: MappingProxyType({}))
    gatherings: tuple[str, ...] = ()
    as_of: date | None = None
    snapshot: bool = False


@dataclass(frozen=True)
class Base:
    """What a source last said of everybody; ``clock`` is that of the newest reading.

    ``digest`` is that of the file it was read from, None where there was none.
    """

    source: str
    clock: Clock = field(default_factory=Clock)
    records: tuple[Record, ...] = ()
    digest: str | None = field(default=None, compare=False)

    @property
    def as_of(self) -> date | None:
        """Return the day of the newest reading."""
        return self.clock.as_of

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        """Return the records by id."""
        return MappingProxyType({record.id: record for record in self.records})

    @cached_property
    def id_by_key(self) -> Mapping[str, str]:
        """Return, by strong key, the id of the person it belongs to."""
        return MappingProxyType({key: record.id for record in self.records for key in record.keys})

    @cached_property
    def hosts(self) -> Mapping[str, str]:
        """Return, by gathering, the id of the file in which it was logged."""
        return MappingProxyType({key: record.id for record in self.records for key in record.gatherings})

    @property
    def path(self) -> str:
        """Return the path of the file in the vault."""
        return f"{FOLDER}/{self.source}.jsonl"

    def names(self, person: str) -> bool:
        """Return whether the source has a record of somebody, or names them in a record of others."""
        return person in self.by_id or any(mentions(record.said, person) for record in self.records)

    def without(self, person: str) -> "Base":
        """Return the base as if the source had never mentioned somebody."""
        return self._retargeted(person, None, (record for record in self.records if record.id != person))

    def renamed(self, old: str, new: str) -> "Base":
        """Return the base after a file was renamed, or joined to another: ``new`` has what was said of both."""
        records = {record.id: record for record in self.records}
        if gone := records.pop(old, None):
            records[new] = _joined(new, records[new], gone) if new in records else _with_id(new, gone)
        return self._retargeted(old, new, records.values())

    def _retargeted(self, old: str, new: str | None, records: Iterable[Record]) -> "Base":
        return replace(
            self,
            records=tuple(
                replace(record, said=retargeted(record.said, old, new)) if mentions(record.said, old) else record
                for record in records
            ),
        )

    def text(self) -> str:
        """Return the file."""
        new = self.clock.days or self.clock.stamp or any(record.snapshot for record in self.records)
        lines = [_line({**self.clock.as_json(), "format": _FORMAT if new else _ADDING})]
        records = sorted(self.records, key=lambda record: (record.id, record.keys))
        return "".join([*lines, *(_line(_as_json(record, self.as_of)) for record in records)])


def _with_id(new: str, record: Record) -> Record:
    return replace(record, id=new)


def joined_key(name: str) -> str:
    """Return the key that marks several candidates of a source, one of them with this name, as one person."""
    return f"{NAME}{' '.join(fold(name).split())}|+"


def _joined(new: str, kept: Record, gone: Record) -> Record:
    said = joined(kept.said, gone.said)
    names = (joined_key(str(name)) for name in said.get("name", ()))  # or the second would be one too many
    return Record(
        new,
        tuple(dict.fromkeys((*kept.keys, *gone.keys, *names))),
        said,
        tuple(dict.fromkeys((*kept.gatherings, *gone.gatherings))),
        kept.as_of,
    )  # no snapshot of either tells all of both


def source_name(text: str) -> str:
    """Return a source's name if a file can be called so. Raises :class:`RefusedError` otherwise."""
    if not _SOURCE.fullmatch(text) or not is_id(text):
        raise RefusedError("a source is named in lower-case letters, digits, - and _, such as 'phone-2'")
    return text


def sources(root: Path) -> tuple[str, ...]:
    """Return the names of the sources that have been imported from, sorted."""
    names = (path.name.removesuffix(".jsonl") for path in (root / FOLDER).glob("*.jsonl"))
    return tuple(sorted(name for name in names if _SOURCE.fullmatch(name)))


def read_base(root: Path, source: str) -> Base:
    """Read what a source last said; an empty base where it never did.

    Raises :class:`VaultError` with the file and the line where it is damaged: going on without the base would bring
    back what the owner has removed.
    """
    path = root / FOLDER / f"{source_name(source)}.jsonl"
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise VaultError(f"{FOLDER}/{path.name} has more than {_MOST_BYTES:,} bytes; nothing was written")
        data = path.read_bytes()
    except FileNotFoundError:
        return Base(source)
    except OSError as error:
        raise VaultError(f"{FOLDER}/{path.name}: {reason(error)}; nothing was written") from None
    return parsed_base(source, data)


def parsed_base(source: str, data: bytes) -> Base:
    """Return what the bytes of a file say. Raises :class:`VaultError` that names the line where it is damaged."""
    lines = data.split(b"\n")
    clock, adding, records = Clock(), False, dict[str, Record]()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            values = _object(line)
            if number == 1:
                clock, adding = _header(values)
            else:
                record = _record(values, clock.as_of, adding=adding)
                records[_unique(record.id, records)] = record
        except (ValueError, RecursionError):
            raise _damaged(source, number) from None
    if lines[0].strip() == b"":
        raise _damaged(source, 1)
    return Base(source, clock, tuple(records.values()), digest(data))


def _unique(person: str, records: Mapping[str, Record]) -> str:
    if person in records:
        raise ValueError
    return person


def _damaged(source: str, number: int) -> VaultError:
    path = f"{FOLDER}/{source}.jsonl"
    return VaultError(
        f"{path}:{number} is not what netkeep writes there; nothing was written. "
        f"Bring it back as it was ('git log -p {path}' shows its versions), or remove the line: what it says of its "
        "person is then taken as said for the first time."
    )


def _object(line: bytes) -> dict[str, object]:
    values = json.loads(line.decode())
    if not isinstance(values, dict):
        raise ValueError  # noqa: TRY004 (the file is wrong, not the program)
    return values


def _header(values: Mapping[str, object]) -> tuple[Clock, bool]:
    """Return the clock, and whether the file has the old format, in which all sources only add."""
    adding = values.get("format") == _ADDING
    keys = {"format", "as_of"} if adding else {"format", *CLOCK_KEYS}
    if values.get("format") not in {_ADDING, _FORMAT} or not values.keys() <= keys:
        raise ValueError
    return Clock.from_json(values), adding


def _record(values: Mapping[str, object], as_of: date | None, *, adding: bool) -> Record:
    optional = {"gatherings", "as_of"} if adding else {"gatherings", "as_of", "snapshot"}
    if not {"id", "keys", "said"} <= values.keys() <= {"id", "keys", "said", *optional}:
        raise ValueError
    person = values["id"]
    if not isinstance(person, str) or not person:
        raise ValueError
    own = day_or_none(values["as_of"]) if "as_of" in values else as_of
    said = from_json(values["said"])
    gatherings, snapshot = _texts(values.get("gatherings", [])), values.get("snapshot", False)
    if not isinstance(snapshot, bool):
        raise ValueError  # noqa: TRY004 (the file is wrong, not the program)
    return Record(person, _texts(values["keys"]), said, gatherings, own, snapshot)


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise ValueError
    return tuple(values)


def _as_json(record: Record, as_of: date | None) -> dict[str, object]:
    values: dict[str, object] = {"id": record.id, "keys": sorted(set(record.keys)), "said": as_json(record.said)}
    if record.gatherings:
        values["gatherings"] = sorted(set(record.gatherings))
    if record.as_of != as_of:
        values["as_of"] = record.as_of.isoformat() if record.as_of else None
    if record.snapshot:
        values["snapshot"] = True
    return values


def _line(values: Mapping[str, object]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True) + "\n"
