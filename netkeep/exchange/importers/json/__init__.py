"""Exports of ``netkeep export json``, read back: people, and the jobs and organisations that have files."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from netkeep.errors import NetkeepError
from netkeep.exchange.candidate import Reading, join_readings
from netkeep.exchange.encodings import read_bytes
from netkeep.exchange.importer import Options
from netkeep.exchange.importers.json.files import read_file
from netkeep.exchange.importers.json.people import read_person
from netkeep.model.schema import JOB_FILE, ORG_FILE

_FORMAT, _VERSION = "netkeep.vault", 1
_MOST = 200_000  # of people, jobs and organisations, of each


def read(paths: Sequence[Path], options: Options) -> Reading:
    """Read exports. Raises :class:`NetkeepError` if one is invalid: half a vault is worse than an error."""
    del options
    return join_readings([_vault(path.name, _values(path)) for path in paths])


def _vault(name: str, values: Mapping[str, object]) -> Reading:
    people = _listed(values, "people")
    made = [read_person(f"{name}: person {number}", value) for number, value in enumerate(people, 1)]
    kinds = (("job", JOB_FILE), ("organisation", ORG_FILE))
    files = [
        read_file(f"{name}: {kind} {number}", value, shape)
        for kind, shape in kinds
        for number, value in enumerate(_listed(values, f"{kind}s"), 1)
    ]
    return Reading(
        candidates=tuple(person for person, _ in made if person),
        problems=tuple(problem for _, problems in (*made, *files) for problem in problems),
        files=tuple(file for file, _ in files if file),
        counts={"people": len(people)},
    )


def _values(path: Path) -> Mapping[str, object]:
    try:
        values = json.loads(read_bytes(path).decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise NetkeepError(f"{path.name} is not JSON in UTF-8; name a file that 'netkeep export json' wrote") from None
    if not isinstance(values, dict) or values.get("format") != _FORMAT or not isinstance(values.get("people"), list):
        raise NetkeepError(
            f"{path.name} is not what 'netkeep export json' writes; for any other table, use 'import csv'"
        )
    if values.get("version") != _VERSION:
        raise NetkeepError(f"{path.name} has another version than {_VERSION}; a newer export needs a newer netkeep")
    return values


def _listed(values: Mapping[str, object], key: str) -> list[object]:
    entries = values.get(key)
    return entries[:_MOST] if isinstance(entries, list) else []
