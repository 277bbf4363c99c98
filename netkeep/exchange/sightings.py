"""What mail, calendars and histories said about people, kept on this machine: ``.netkeep/seen.jsonl``.

One line a source's word on one address. Git ignores the folder, only the owner may read the file, and nothing in the
vault depends on it: deleting it forgets who was seen, and importing again brings it back.
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


class Kept(NamedTuple):
    """One line: which reading it came from, and what that said."""

    origin: str
    sighting: Sighting


def keep(root: Path, source: str, origin: str, sightings: Iterable[Sighting]) -> None:
    """Keep what one reading saw: see :func:`kept`. Raises :class:`NetkeepError` where that cannot be written."""
    save_all(root, (), records=kept(root, source, {origin: tuple(sightings)}))


def kept(root: Path, source: str, seen: Mapping[str, Sequence[Sighting]]) -> list[Record]:
    """Return the file with what readings saw, in place of what ``source`` said of the same origins before.

    An origin names what was read, always in the same way: the resolved path of the file or folder. Where it saw nobody,
    what it said before stays. Who was forgotten is not kept. Raises :class:`NetkeepError` where the file is damaged.
    """
    before = _bytes(root)
    lines = old = _parsed(_path(root), before or b"")
    for origin, sightings in seen.items():
        every = [Kept(origin, one) for one in sightings]
        sources = {source, *(line.sighting.source for line in every)}
        gone = _forgotten(root, every)
        new = [_without(line, gone) for line in every if line.sighting.address not in gone]
        lines = [*(line for line in lines if not every or not _said(line, sources, origin)), *new]
    return [] if lines == old else [_file(lines, before)]


def _forgotten(root: Path, lines: Iterable[Kept]) -> frozenset[str]:
    """Return the addresses among these that are of somebody forgotten."""
    forgotten = read_forgotten(root)
    seen = {address for _, one in lines for address in (one.address, *one.together)} if forgotten.anybody else ()
    return frozenset(address for address in seen if forgotten.knows([f"{EMAIL}:{address}"]))


def load(root: Path) -> tuple[Sighting, ...]:
    """Return what each source saw of each address, all its origins together; sorted by address and source."""
    groups: dict[tuple[str, str], list[Sighting]] = {}
    for _, one in _parsed(_path(root), _bytes(root) or b""):
        groups.setdefault((one.address, one.source), []).append(one)
    return tuple(_merged(groups[key]) for key in sorted(groups))


def dropped(root: Path, keys: Collection[str]) -> list[Record]:
    """Return the file without addresses, also beside those of others; see :func:`email_key` for their form."""
    gone, before = frozenset(keys), _bytes(root)
    old = _parsed(_path(root), before or b"")
    lines = [_without(line, gone) for line in old if line.sighting.address not in gone]
    return [] if lines == old else [_file(lines, before)]


def _said(line: Kept, sources: Collection[str], origin: str) -> bool:
    return line.origin == origin and line.sighting.source in sources


def _without(line: Kept, gone: frozenset[str]) -> Kept:
    one = line.sighting
    if gone.isdisjoint(one.together):
        return line
    together = {address: times for address, times in one.together.items() if address not in gone}
    return Kept(line.origin, _sighting({**_record(line), "together": together}))


def _path(root: Path) -> Path:
    return root / PRIVATE_FOLDER / NAME


def _file(lines: Iterable[Kept], before: bytes | None) -> Record:
    head = {"format": _FORMAT, "version": _VERSION}
    texts = [json.dumps(record, ensure_ascii=False) for record in (head, *map(_record, lines))]
    data = "".join(f"{text}\n" for text in texts).encode(errors="backslashreplace")
    return f"{PRIVATE_FOLDER}/{NAME}", data, None if before is None else digest(before)


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


def _parsed(path: Path, data: bytes) -> list[Kept]:
    lines = data.splitlines()
    try:
        if lines and json.loads(lines[0]) != {"format": _FORMAT, "version": _VERSION}:
            raise _damaged(path, "was written by another version of netkeep")
    except (ValueError, RecursionError):
        raise _damaged(path, "is damaged in line 1") from None
    return [_kept(path, number, line) for number, line in enumerate(lines[1:], 2)]


def _kept(path: Path, number: int, line: bytes) -> Kept:
    try:
        record = json.loads(line)
        return Kept(_text(record["origin"]), _sighting(record))
    except (ValueError, TypeError, KeyError, RecursionError):
        raise _damaged(path, f"is damaged in line {number}") from None


def _damaged(path: Path, what: str) -> NetkeepError:
    return NetkeepError(
        f"{path} {what}. Nothing in your vault depends on it: delete it, and import your mail, calendars and "
        "repositories again to see who is missing."
    )


def _record(line: Kept) -> dict[str, object]:
    one = line.sighting
    return {
        "source": one.source,
        "origin": line.origin,
        "address": one.address,
        "names": list(one.names),
        **{name: getattr(one, name) for name in _COUNTS},
        "first": one.first.isoformat() if one.first else None,
        "last": one.last.isoformat() if one.last else None,
        "together": dict(one.together),
    }


def _sighting(record: Mapping[str, object]) -> Sighting:
    """Read a record. Raises ``ValueError``, ``TypeError`` or ``KeyError`` where it is none of ours."""
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


def _merged(parts: list[Sighting]) -> Sighting:
    """Join what several readings of one source say; names go by in how many readings, then by their order there."""
    together: Counter[str] = Counter()
    for one in parts:
        together.update(one.together)
    days = [day for one in parts for day in (one.first, one.last) if day]
    return Sighting(
        source=parts[0].source,
        address=parts[0].address,
        names=_names(parts),
        times=sum(one.times for one in parts),
        from_them=sum(one.from_them for one in parts),
        to_them=sum(one.to_them for one in parts),
        first=min(days, default=None),
        last=max(days, default=None),
        together=dict(sorted(together.items())),
    )


def _names(parts: list[Sighting]) -> tuple[str, ...]:
    times: Counter[str] = Counter(name for one in parts for name in one.names)
    rank = {name: index for one in reversed(parts) for index, name in enumerate(one.names)}
    return tuple(sorted(times, key=lambda name: (-times[name], rank[name], name))[:_NAMES])
