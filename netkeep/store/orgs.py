"""Organisations of a vault: every spelling joined to one, by name, alias, case, punctuation and legal suffix."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from netkeep.model.ids import slug
from netkeep.model.jobs import Organisation
from netkeep.model.names import org_key
from netkeep.model.no_employer import names_no_employer

_MAX_SLUG = 80


class Org(NamedTuple):
    """One organisation. ``spellings`` are the names used for it in roles and jobs, the most frequent first."""

    id: str
    name: str
    record: Organisation | None
    spellings: tuple[str, ...]


class Orgs:
    """All organisations, by key; ``of`` returns the one that a spelling means.

    ``used`` are the names in roles and jobs, each as often as it occurs, or with its count. Those that name no
    employer (``none`` are further ones of the owner's) are no organisation, unless a file has them as name or alias.
    """

    def __init__(
        self,
        records: Iterable[Organisation],
        used: Iterable[str] | Mapping[str, int],
        none: frozenset[str] = frozenset(),
    ) -> None:
        self._none = none
        self._record_of: dict[str, Organisation] = {}
        self._key_of_record: dict[str, str] = {}
        self._records: dict[str, Organisation] = {}  # including those with no name left that another file has not taken
        for record in records:
            self._records[f"#{record.id}"] = record
            self._key_of_record[record.id] = f"#{record.id}"
            for name in (record.name, *record.aliases):
                self._record_of.setdefault(org_key(name), record)
        spellings: dict[str, Counter[str]] = {key: Counter() for key in self._key_of_record.values()}
        for name, times in Counter(used).items():
            if self._names_none(name):
                continue
            spellings.setdefault(self._key(name), Counter())[name] += times
        self._orgs = self._build(spellings)

    def _key(self, name: str) -> str:
        key = org_key(name)
        record = self._record_of.get(key)
        return self._key_of_record[record.id] if record else key

    def _names_none(self, name: str) -> bool:
        return names_no_employer(name, self._none) and org_key(name) not in self._record_of

    def _build(self, spellings: Mapping[str, Counter[str]]) -> dict[str, Org]:
        taken = {record.id for record in self._records.values()}
        orgs: dict[str, Org] = {}
        for key, names in sorted(spellings.items()):
            record = self._records.get(key)
            ranked = tuple(name for name, _ in sorted(names.items(), key=lambda pair: (-pair[1], pair[0])))
            name = record.name if record else ranked[0]
            orgs[key] = Org(record.id if record else _free_id(name, taken), name, record, ranked)
        return orgs

    def of(self, name: str) -> Org | None:
        """Return the organisation that a spelling means; None if the vault has none, or it names no employer."""
        return None if self._names_none(name) else self._orgs.get(self._key(name))

    def all(self) -> tuple[Org, ...]:
        """Return every organisation, by name."""
        return tuple(sorted(self._orgs.values(), key=lambda org: (org.name.casefold(), org.id)))


def _free_id(name: str, taken: set[str]) -> str:
    base = slug(name, _MAX_SLUG) or "organisation"
    candidate, number = base, 2
    while candidate in taken:
        candidate, number = f"{base}-{number}", number + 1
    taken.add(candidate)
    return candidate
