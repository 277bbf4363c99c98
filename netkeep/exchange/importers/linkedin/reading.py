"""One archive, table by table: connections first, as the others refer to them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from netkeep.exchange.candidate import OwnJob, Reading, join_readings
from netkeep.exchange.importer import Options
from netkeep.exchange.importers.linkedin import columns
from netkeep.exchange.importers.linkedin.archive import Table, kind_of_name, open_tables
from netkeep.exchange.importers.linkedin.columns import Columns, kind_of_header
from netkeep.exchange.importers.linkedin.connections import read_connections
from netkeep.exchange.importers.linkedin.endorsements import Act, read_endorsements
from netkeep.exchange.importers.linkedin.invitations import Invited, read_invitations
from netkeep.exchange.importers.linkedin.messages import Messages
from netkeep.exchange.importers.linkedin.names import tidy
from netkeep.exchange.importers.linkedin.notes import Notes
from netkeep.exchange.importers.linkedin.people import People
from netkeep.exchange.importers.linkedin.positions import own_jobs
from netkeep.exchange.importers.linkedin.recommendations import read_recommendations
from netkeep.exchange.importers.linkedin.table import decode_unless_utf8, rows
from netkeep.exchange.importers.table.people import layout_of, read_people
from netkeep.store.parallel import collector_off

_T = TypeVar("_T")
_HEAD = 1 << 16
_ACTS: tuple[tuple[Act, str, Columns[columns.Endorsement]], ...] = (
    ("received", "received", columns.ENDORSEMENTS_RECEIVED),
    ("gave", "given", columns.ENDORSEMENTS_GIVEN),
)


def read(paths: Sequence[Path], options: Options) -> Reading:
    """Read an archive, or some of its tables. Raises :class:`netkeep.errors.NetkeepError` if it is no archive."""
    if others := [path for path in paths if _is_another_programs(path, options)]:
        rest = [path for path in paths if path not in others]
        return join_readings([*([read(rest, options)] if rest else []), read_people(others, options, "linkedin")])
    with collector_off(), open_tables(paths) as tables:
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
            counts={kind: times for kind, times in sorted(archive.notes.counts.items()) if times},
            days=dict(sorted(archive.notes.days.items())),
            stamp=archive.stamp(),
            as_of_assumed=options.as_of is None,
            notes=tuple(archive.encoding_notes),
        )


def _is_another_programs(path: Path, options: Options) -> bool:
    """Return whether a file is a known table of another program, not one of an archive."""
    if not path.is_file() or path.suffix.lower() == ".zip" or kind_of_name(path.name):
        return False
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    if head.startswith(b"PK\x03\x04") or kind_of_header(head):
        return False
    return layout_of(path, options) not in {None, "linkedin"}


class _Archive:
    def __init__(self, tables: Mapping[str, Table], options: Options) -> None:
        self.people, self.notes = People(), Notes(options.today)
        self._tables, self._options = tables, options
        self._encodings: dict[str, str | None] = {}
        self.encoding_notes: list[str] = []

    def connections(self) -> None:
        if table := self._tables.get("connections"):
            read_connections(self._rows(table, columns.CONNECTIONS)(), table.where, self.people, self.notes)

    def invitations(self) -> Invited:
        table = self._tables.get("invitations")
        if not table:
            return Invited()
        table_rows = self._rows(table, columns.INVITATIONS)()
        invited = read_invitations(table_rows, self.people, self.notes, with_text=self._options.with_text)
        for key, words in invited.words.items():
            if person := self.people.get(key):
                person.set_opening_words(words)
        return invited

    def endorsements(self) -> None:
        for act, name, wanted in _ACTS:
            if table := self._tables.get(f"endorsements {name}"):
                read_endorsements(self._rows(table, wanted)(), table.where, act, self.people, self.notes)

    def recommendations(self) -> None:
        for act, name, _ in _ACTS:
            if table := self._tables.get(f"recommendations {name}"):
                table_rows = self._rows(table, columns.RECOMMENDATIONS)()
                text = self._options.with_text
                read_recommendations(table_rows, table.where, act, self.people, self.notes, with_text=text)

    def messages(self, invited: Invited) -> None:
        table = self._tables.get("messages")
        if not table:
            return
        names = {*invited.owner_names, *self._profile_names(), *filter(None, [self._options.owner_name])}
        messages = Messages(table.where, self.people, self.notes, with_text=self._options.with_text)
        # The first pass reports no problems: the second would report them again.
        first = self._rows(table, columns.MESSAGES, Notes(self._options.today))
        tidy_names = sorted(tidy(name, "").name for name in names)
        messages.read(first, self._rows(table, columns.MESSAGES), invited.owner_keys, tidy_names)

    def positions(self) -> Iterator[OwnJob]:
        if table := self._tables.get("positions"):
            yield from own_jobs(self._rows(table, columns.POSITIONS)(), table.where, self.notes)

    def as_of(self) -> date | None:
        """Return the day of the archive: from the options, else the latest day in it, which is an assumption.

        A .zip records when LinkedIn packed each table. That may be wrong if it was packed again elsewhere, so the day
        is never before the latest one in the data, which alone may be old after a quiet month.
        """
        return self._options.as_of or max(filter(None, (self.stamp(), *self.notes.days.values())), default=None)

    def stamp(self) -> date | None:
        """Return the latest day on which a table was packed; days after today come from a wrong clock.

        The times of unpacked files are ignored, as copying resets them.
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
            row_notes = notes or self.notes
            row_notes.table = table.kind
            return rows(table, wanted, row_notes, self._options.encoding or self._encoding(table))

        return begin

    def _encoding(self, table: Table) -> str | None:
        """Return the encoding in which another program saved a table, and note this; None for UTF-8."""
        if table.kind not in self._encodings:
            decoded = decode_unless_utf8(table)
            self._encodings[table.kind] = decoded.encoding if decoded else None
            self.encoding_notes += decoded.notes if decoded else ()
        return self._encodings[table.kind]
