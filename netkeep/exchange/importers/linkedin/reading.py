"""One archive, table by table: connections first, for the others refer to them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from netkeep.exchange.candidate import OwnJob, Reading
from netkeep.exchange.importer import Options
from netkeep.exchange.importers.linkedin import columns
from netkeep.exchange.importers.linkedin.archive import Table, opened
from netkeep.exchange.importers.linkedin.columns import Columns
from netkeep.exchange.importers.linkedin.connections import read_connections
from netkeep.exchange.importers.linkedin.endorsements import Act, read_endorsements
from netkeep.exchange.importers.linkedin.invitations import Invited, read_invitations
from netkeep.exchange.importers.linkedin.messages import Messages
from netkeep.exchange.importers.linkedin.names import tidy
from netkeep.exchange.importers.linkedin.notes import Notes
from netkeep.exchange.importers.linkedin.people import People
from netkeep.exchange.importers.linkedin.positions import own_jobs
from netkeep.exchange.importers.linkedin.recommendations import read_recommendations
from netkeep.exchange.importers.linkedin.table import rows
from netkeep.store.parallel import collector_off

_T = TypeVar("_T")
_ACTS: tuple[tuple[Act, str, Columns[columns.Endorsement]], ...] = (
    ("received", "received", columns.ENDORSEMENTS_RECEIVED),
    ("gave", "given", columns.ENDORSEMENTS_GIVEN),
)


def read(paths: Sequence[Path], options: Options) -> Reading:
    """Read an archive, or some of its tables. Raises :class:`netkeep.errors.NetkeepError` where it is none."""
    with collector_off(), opened(paths) as tables:
        archive = _Archive(tables, options)
        archive.connections()
        invited = archive.invitations()
        archive.endorsements()
        archive.recommendations()
        archive.messages(invited)
        jobs = tuple(archive.positions())
        return Reading(
            candidates=tuple(archive.people.candidates()),
            problems=archive.notes.problems(),
            jobs=jobs,
            as_of=archive.as_of(),
            counts={what: times for what, times in sorted(archive.notes.counts.items()) if times},
            days=dict(sorted(archive.notes.days.items())),
            stamp=archive.stamp(),
            as_of_assumed=options.as_of is None,
        )


class _Archive:
    def __init__(self, tables: Mapping[str, Table], options: Options) -> None:
        self.people, self.notes = People(), Notes(options.today)
        self._tables, self._options = tables, options

    def connections(self) -> None:
        if table := self._tables.get("connections"):
            read_connections(self._rows(table, columns.CONNECTIONS)(), table.where, self.people, self.notes)

    def invitations(self) -> Invited:
        table = self._tables.get("invitations")
        if not table:
            return Invited()
        found = self._rows(table, columns.INVITATIONS)()
        invited = read_invitations(found, self.people, self.notes, with_text=self._options.with_text)
        for key, words in invited.words.items():
            if person := self.people.get(key):
                person.began_with(words)
        return invited

    def endorsements(self) -> None:
        for act, name, wanted in _ACTS:
            if table := self._tables.get(f"endorsements {name}"):
                read_endorsements(self._rows(table, wanted)(), table.where, act, self.people, self.notes)

    def recommendations(self) -> None:
        for act, name, _ in _ACTS:
            if table := self._tables.get(f"recommendations {name}"):
                found = self._rows(table, columns.RECOMMENDATIONS)()
                text = self._options.with_text
                read_recommendations(found, table.where, act, self.people, self.notes, with_text=text)

    def messages(self, invited: Invited) -> None:
        table = self._tables.get("messages")
        if not table:
            return
        names = {*invited.owner_names, *self._profile_names(), *filter(None, [self._options.owner_name])}
        messages = Messages(table.where, self.people, self.notes, with_text=self._options.with_text)
        # The first pass tells nobody what is wrong: the second would say it again.
        first = self._rows(table, columns.MESSAGES, Notes(self._options.today))
        tidied = sorted(tidy(name, "").name for name in names)
        messages.read(first, self._rows(table, columns.MESSAGES), invited.owner_keys, tidied)

    def positions(self) -> Iterator[OwnJob]:
        if table := self._tables.get("positions"):
            yield from own_jobs(self._rows(table, columns.POSITIONS)(), table.where, self.notes)

    def as_of(self) -> date | None:
        """Return the day of the archive: as the options say; else the latest day that it tells, which is assumed.

        A .zip tells when LinkedIn packed each table, which may be off where it was packed again elsewhere, but never to
        before the latest day in the data, which a quiet month may leave behind.
        """
        return self._options.as_of or max(filter(None, (self.stamp(), *self.notes.days.values())), default=None)

    def stamp(self) -> date | None:
        """Return the latest day on which a table was packed; what comes after today is a wrong clock's.

        The times of unpacked files are not looked at: copying sets them anew.
        """
        packed = (table.written for table in self._tables.values())
        return max((day for day in packed if day and day <= self._options.today), default=None)

    def _profile_names(self) -> Iterator[str]:
        if table := self._tables.get("profile"):
            for _, row in self._rows(table, columns.PROFILE)():
                yield tidy(row.first, row.last).name

    def _rows(
        self, table: Table, wanted: Columns[_T], notes: Notes | None = None
    ) -> Callable[[], Iterator[tuple[int, _T]]]:
        def begin() -> Iterator[tuple[int, _T]]:
            noted = notes or self.notes
            noted.table = table.kind
            return rows(table, wanted, noted, self._options.encoding)

        return begin
