"""Sightings of people in mail, calendars and git histories, kept on this machine: ``.netkeep/seen.jsonl``.

Each line is what one source says about one address. Git ignores the folder, only the owner may read the file, and
nothing in the vault depends on it: deleting it forgets who was seen, and importing again brings it back.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from netkeep.errors import NetkeepError
from netkeep.exchange.matching.keys import EMAIL
from netkeep.exchange.merging.tombstones import read_forgotten
from netkeep.model.dates import parse_date
from netkeep.model.sighting import Sighting
from netkeep.store.batch import Record, save_all
from netkeep.store.write import PRIVATE_FOLDER
from netkeep.text.source import digest

NAME = "seen.jsonl"
_FORMAT = "netkeep.seen"
_VERSION = 1
_LARGEST = 256 * 1024 * 1024
_COUNTS = ("times", "from_them", "to_them")
_NAMES = 5


class SeenLine(NamedTuple):
    """One line of the file: which reading it came from, and what that said."""

    origin: str
    sighting: Sighting


def keep(root: Path, source: str, origin: str, sightings: Iterable[Sighting]) -> None:
    """Write what one reading saw: see :func:`file_with`. Raises :class:`NetkeepError` if that cannot be written."""
    save_all(root, (), records=file_with(root, source, {origin: tuple(sightings)}))


def file_with(root: Path, source: str, seen: Mapping[str, Sequence[Sighting]]) -> list[Record]:
    """Return the file with what readings saw, in place of what ``source`` said earlier for the same origins.

    An origin names what was read, always in the same way: the resolved path of the file or folder. If it now saw
    nobody, its earlier lines stay. Forgotten people are left out. Raises :class:`NetkeepError` if the file is
    damaged.
    """
    stored = _bytes(root)
    lines = old = _parse(_path(root), stored or b"")
    for origin, sightings in seen.items():
        new_lines = [SeenLine(origin, sighting) for sighting in sightings]
        sources = {source, *(line.sighting.source for line in new_lines)}
        forgotten = _forgotten(root, new_lines)
        allowed = [_without(line, forgotten) for line in new_lines if line.sighting.address not in forgotten]
        lines = [*(line for line in lines if not new_lines or not _is_from(line, sources, origin)), *allowed]
    return [] if lines == old else [_file(lines, stored)]


def _forgotten(root: Path, lines: Iterable[SeenLine]) -> frozenset[str]:
    """Return the addresses in some lines that belong to forgotten people."""
    forgotten = read_forgotten(root)
    if not forgotten.anybody:
        return frozenset()
    seen = {address for _, sighting in lines for address in (sighting.address, *sighting.together)}
    return frozenset(address for address in seen if forgotten.knows([f"{EMAIL}:{address}"]))


def load(root: Path) -> tuple[Sighting, ...]:
    """Return one sighting for each source and address, all origins together; sorted by address and source."""
    groups: dict[tuple[str, str], list[Sighting]] = {}
    for _, sighting in _parse(_path(root), _bytes(root) or b""):
        groups.setdefault((sighting.address, sighting.source), []).append(sighting)
    return tuple(_merge(groups[key]) for key in sorted(groups))


def file_without(root: Path, keys: Collection[str]) -> list[Record]:
    """Return the file without some addresses, also as company of others; see :func:`email_key` for their form."""
    dropped, stored = frozenset(keys), _bytes(root)
    old = _parse(_path(root), stored or b"")
    lines = [_without(line, dropped) for line in old if line.sighting.address not in dropped]
    return [] if lines == old else [_file(lines, stored)]


def _is_from(line: SeenLine, sources: Collection[str], origin: str) -> bool:
    return line.origin == origin and line.sighting.source in sources


def _without(line: SeenLine, dropped: frozenset[str]) -> SeenLine:
    sighting = line.sighting
    if dropped.isdisjoint(sighting.together):
        return line
    together = {address: times for address, times in sighting.together.items() if address not in dropped}
    return SeenLine(line.origin, _sighting({**_record(line), "together": together}))


def _path(root: Path) -> Path:
    return root / PRIVATE_FOLDER / NAME


def _file(lines: Iterable[SeenLine], stored: bytes | None) -> Record:
    head = {"format": _FORMAT, "version": _VERSION}
    texts = [json.dumps(record, ensure_ascii=False) for record in (head, *map(_record, lines))]
    data = "".join(f"{text}\n" for text in texts).encode(errors="backslashreplace")
    return f"{PRIVATE_FOLDER}/{NAME}", data, None if stored is None else digest(stored)


def _bytes(root: Path) -> bytes | None:
    path = _path(root)
    try:
        if path.stat().st_size > _LARGEST:
            raise _damaged(path, "is larger than 256 MB")
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise NetkeepError(f"{path} cannot be read: {error.strerror}") from None


def _parse(path: Path, data: bytes) -> list[SeenLine]:
    lines = data.splitlines()
    try:
        if lines and json.loads(lines[0]) != {"format": _FORMAT, "version": _VERSION}:
            raise _damaged(path, "was written by another version of netkeep")
    except (ValueError, RecursionError):
        raise _damaged(path, "is damaged in line 1") from None
    return [_parse_line(path, number, line) for number, line in enumerate(lines[1:], 2)]


def _parse_line(path: Path, number: int, line: bytes) -> SeenLine:
    try:
        record = json.loads(line)
        return SeenLine(_text(record["origin"]), _sighting(record))
    except (ValueError, TypeError, KeyError, RecursionError):
        raise _damaged(path, f"is damaged in line {number}") from None


def _damaged(path: Path, damage: str) -> NetkeepError:
    return NetkeepError(
        f"{path} {damage}. Nothing in your vault depends on it: delete it, and import your mail, calendars and "
        "repositories again to see who is missing."
    )


def _record(line: SeenLine) -> dict[str, object]:
    sighting = line.sighting
    return {
        "source": sighting.source,
        "origin": line.origin,
        "address": sighting.address,
        "names": list(sighting.names),
        **{name: getattr(sighting, name) for name in _COUNTS},
        "first": sighting.first.isoformat() if sighting.first else None,
        "last": sighting.last.isoformat() if sighting.last else None,
        "together": dict(sighting.together),
    }


def _sighting(record: Mapping[str, object]) -> Sighting:
    """Read a record. Raises ``ValueError``, ``TypeError`` or ``KeyError`` if it is not one of ours."""
    names, together = record["names"], record["together"]
    if not isinstance(names, list) or not isinstance(together, dict):
        raise TypeError
    times, from_them, to_them = (_count(record[name]) for name in _COUNTS)
    return Sighting(
        source=_text(record["source"]),
        address=_text(record["address"]),
        names=tuple(map(_text, names)),
        times=times,
        from_them=from_them,
        to_them=to_them,
        first=_day(record["first"]),
        last=_day(record["last"]),
        together={_text(address): _count(number) for address, number in together.items()},
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError
    return value


def _day(value: object) -> date | None:
    return None if value is None else parse_date(_text(value))


def _merge(sightings: list[Sighting]) -> Sighting:
    """Join what several readings of one source say; names are ranked by number of readings, then by their order."""
    together: Counter[str] = Counter()
    for sighting in sightings:
        together.update(sighting.together)
    days = [day for sighting in sightings for day in (sighting.first, sighting.last) if day]
    return Sighting(
        source=sightings[0].source,
        address=sightings[0].address,
        names=_names(sightings),
        times=sum(sighting.times for sighting in sightings),
        from_them=sum(sighting.from_them for sighting in sightings),
        to_them=sum(sighting.to_them for sighting in sightings),
        first=min(days, default=None),
        last=max(days, default=None),
        together=dict(sorted(together.items())),
    )


def _names(sightings: list[Sighting]) -> tuple[str, ...]:
    times: Counter[str] = Counter(name for sighting in sightings for name in sighting.names)
    rank = {name: index for sighting in reversed(sightings) for index, name in enumerate(sighting.names)}
    return tuple(sorted(times, key=lambda name: (-times[name], rank[name], name))[:_NAMES])
