"""What sources said, in three versions made one: ``imports/*.jsonl``; who was forgotten, and what was renamed.

Nobody writes these by hand, and both sides are right: what either of them learned stands, and so does what either of
them took away, for that is how somebody is forgotten.
"""

from dataclasses import replace

from netkeep.errors import VaultError
from netkeep.exchange.merging.base import FOLDER, Base, Record, parsed_base
from netkeep.exchange.merging.facts import joined
from netkeep.exchange.merging.order import advanced
from netkeep.exchange.merging.tombstones import PATH, parsed_forgotten
from netkeep.store.renames import Renames
from netkeep.store.walk import RENAMES

_SUFFIX = ".jsonl"


def merge_imports(path: str, base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
    """Return a file of what was imported, made of three versions; None where it is none, or one cannot be read."""
    try:
        if path == PATH:
            return parsed_forgotten(ours).joined(parsed_forgotten(theirs)).text().encode()
        if path == RENAMES:
            return Renames(ours).joined(Renames(base), Renames(theirs))
        if not path.startswith(f"{FOLDER}/") or not path.endswith(_SUFFIX):
            return None
        source = path.removeprefix(f"{FOLDER}/").removesuffix(_SUFFIX)
        old, mine, yours = (
            parsed_base(source, data) if data.strip() else Base(source) for data in (base, ours, theirs)
        )
    except (VaultError, ValueError):
        return None
    records = [merged for person in {**mine.by_id, **yours.by_id} if (merged := _record(person, old, mine, yours))]
    return replace(mine, clock=advanced(mine.clock, yours.clock), records=tuple(records)).text().encode()


def _record(person: str, base: Base, ours: Base, theirs: Base) -> Record | None:
    """Return what a source said of somebody; None where one side took it away."""
    old, mine, yours = (one.by_id.get(person) for one in (base, ours, theirs))
    if mine is None or yours is None:
        return None if old else mine or yours
    if yours in (mine, old):
        return mine
    return yours if mine == old else _united(mine, yours)


def _united(ours: Record, theirs: Record) -> Record:
    """Return two records of one person as one: of snapshots the newer counts, and what adds is added up."""
    days = [(record.as_of.isoformat() if record.as_of else "") for record in (ours, theirs)]
    newer, older = (theirs, ours) if days[1] > days[0] else (ours, theirs)
    return replace(
        newer,
        keys=tuple(dict.fromkeys((*newer.keys, *older.keys))),
        said=newer.said if newer.snapshot else joined(newer.said, older.said),
        gatherings=tuple(dict.fromkeys((*newer.gatherings, *older.gatherings))),
    )
