"""Mail: whom the owner writes with, by the headers alone. Nobody becomes a contact by being seen here."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from netkeep.errors import NetkeepError
from netkeep.exchange.candidate import Reading
from netkeep.exchange.importer import Options
from netkeep.exchange.importers.mail.boxes import Raw, messages
from netkeep.exchange.importers.mail.letter import LISTS, headers, letter, list_address, not_between_people
from netkeep.exchange.importers.mail.tally import Tally
from netkeep.exchange.importers.owner import owner_keys
from netkeep.exchange.importers.trouble import Trouble

_DUPLICATES, _BROKEN = "seen before", "unreadable"


def read(paths: Sequence[Path], options: Options) -> Reading:
    """Read mbox files, Maildirs, messages and folders of them: sightings, ranked, and months of direct mail.

    Raises :class:`NetkeepError` where the owner's addresses are not set, or there is no mail at all.
    """
    reader = _Reader(options)
    for path in paths:
        if not path.exists():
            raise NetkeepError(f"{path} is not there; name an mbox, a Maildir or a folder of .eml files")
        for raw in messages(path, reader.trouble):
            reader.take(raw)
    return reader.reading(paths)


class _Reader:
    """Takes messages one by one; what one of them does wrong is its own problem, never the others'."""

    def __init__(self, options: Options) -> None:
        self.trouble = Trouble()
        self._today = options.today
        self._tally = Tally(owner_keys(options))
        self._left_out: Counter[str] = Counter()
        self._ids: set[int] = set()
        self._lists: set[str] = set()
        self._messages = 0

    def take(self, raw: Raw) -> None:
        """Count a message, or why it is left out."""
        self._messages += 1
        try:
            reason = raw.left_out or self._reason(raw)
        except Exception:  # noqa: BLE001 (whatever headers can raise, it is one problem of one message)
            reason = _BROKEN
            self.trouble.add(raw.where, "this message says of nobody who wrote it, or cannot be read")
        if reason:
            self._left_out[reason] += 1

    def _reason(self, raw: Raw) -> str | None:
        found = headers(raw.head)
        reason = not_between_people(found)
        if reason == LISTS and (address := list_address(found)):
            self._lists.add(address)
        if reason:
            return reason
        one = letter(found, self._today)
        if isinstance(one, str):
            return one
        if one.id and self._known(one.id):
            return _DUPLICATES
        self._tally.add(one)
        for name in one.unread:
            self.trouble.unreachable(raw.where, name)
        return None

    def _known(self, message_id: str) -> bool:
        """Return whether a message was read before in this run: it lies in two folders, or in a backup too."""
        mark = hash(message_id)
        known = mark in self._ids
        self._ids.add(mark)
        return known

    def reading(self, paths: Sequence[Path]) -> Reading:
        """Return what all messages say together."""
        if not self._messages and not self.trouble.told(""):
            raise NetkeepError("no mail is there: name an mbox, a Maildir or a folder of .eml files")
        self._tally.forget(self._lists)
        where = ", ".join(path.name or str(path) for path in paths)
        return Reading(
            problems=self.trouble.told(where),
            gatherings=tuple(self._tally.gatherings(self._today, where)),
            sightings=self._tally.sightings(self._today),
            counts={"messages": self._messages, **{f"left out: {why}": n for why, n in sorted(self._left_out.items())}},
        )
