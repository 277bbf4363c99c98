"""The id here for each id of a source: people in the vault or coming in, jobs and organisations."""

from collections.abc import Iterable, Mapping

from netkeep.exchange.candidate import Candidate
from netkeep.exchange.merging.identity import Decisions
from netkeep.exchange.merging.ids import Ids
from netkeep.model.names import fold
from netkeep.store.vault import Vault


class Names:
    """Finds the id here by that of the source. Candidates who are neither in the vault nor coming in have none.

    An id that the source only mentions means the file of that id here, if any: the source may be part of our export.
    """

    def __init__(self, vault: Vault, candidates: Iterable[Candidate]) -> None:
        self._vault = vault
        self._names_by_uid = {candidate.uid: fold(candidate.name) for candidate in candidates if candidate.uid}
        self._people: dict[str, str] = {}
        self._files: dict[str, str] = {}

    def place_people(self, decided: Decisions, ids: Iterable[str]) -> None:
        """Record who is who; ``ids`` are those of the new people, in their order."""
        pairs = [*decided.same.items(), *zip(ids, decided.new, strict=True)]
        self._people = {person: person for person, _ in pairs}
        self._people |= {unit.candidate.uid: person for person, unit in pairs if unit.candidate.uid}

    def place_files(self, files: Mapping[str, str]) -> None:
        """Record which file here is which of the source's jobs and organisations."""
        self._files = dict(files)

    def ids(self) -> Ids:
        """Return the look-ups for ties."""
        return Ids(self.person, self.job, self._private)

    def link(self, named: str) -> str | None:
        """Return the id of whatever a text links to."""
        return self.person(named) or self._files.get(named) or (named if self._is_file(named) else None)

    def person(self, named: str) -> str | None:
        """Return the id here of a person."""
        if named in self._people:
            return self._people[named]
        here = self._vault.contacts.get(named)
        return here.id if here and self._names_by_uid.get(named, fold(here.name)) == fold(here.name) else None

    def job(self, named: str) -> str | None:
        """Return the id here of one of the owner's jobs."""
        return self._files.get(named) or (named if named in self._vault.jobs else None)

    def _is_file(self, named: str) -> bool:
        return named in self._vault.by_id and named not in self._vault.contacts

    def _private(self, person: str) -> bool:
        here = self._vault.contacts.get(person)
        return here is not None and here.private
