"""Mail: whom the owner writes with, by the headers alone. Nobody becomes a contact just by being seen here."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from netkeep.errors import NetkeepError
from netkeep.exchange.candidate import Reading
from netkeep.exchange.importer import Options
from netkeep.exchange.importers.mail.boxes import Raw, messages
from netkeep.exchange.importers.mail.letter import LISTS, headers, letter, list_address, reason_to_leave_out
from netkeep.exchange.importers.mail.tally import Tally
from netkeep.exchange.importers.owner import owner_keys
from netkeep.exchange.importers.trouble import Trouble

_DUPLICATES, _BROKEN = "seen before", "unreadable"


def read(paths: Sequence[Path], options: Options) -> Reading:
    """Read mbox files, Maildirs, messages and folders of them: ranked sightings, and months of direct mail.

    Raises :class:`NetkeepError` if the owner's addresses are not set, or there is no mail at all.
    """
    reader = _Reader(options)
    for path in paths:
        if not path.exists():
            raise NetkeepError(f"{path} does not exist; name an mbox, a Maildir or a folder of .eml files")
        for raw in messages(path, reader.trouble):
            reader.take(raw)
    return reader.reading(paths)


class _Reader:
    """Takes messages one by one; an error in one of them never affects the others."""

    def __init__(self, options: Options) -> None:
        self.trouble = Trouble()
        self._today = options.today
        self._tally = Tally(owner_keys(options))
        self._left_out: Counter[str] = Counter()
        self._ids: set[int] = set()
        self._lists: set[str] = set()
        self._messages = 0

    def take(self, raw: Raw) -> None:
        """Count a message, or the reason for leaving it out."""
        self._messages += 1
        try:
            reason = raw.left_out or self._reason(raw)
        except Exception:  # noqa: BLE001 (whatever headers can raise, it is one problem of one message)
            reason = _BROKEN
            self.trouble.add(raw.where, "this message has no sender, or cannot be read")
        if reason:
            self._left_out[reason] += 1

    def _reason(self, raw: Raw) -> str | None:
        fields = headers(raw.head)
        reason = reason_to_leave_out(fields)
        if reason == LISTS and (address := list_address(fields)):
            self._lists.add(address)
        if reason:
            return reason
        parsed = letter(fields, self._today)
        if isinstance(parsed, str):
            return parsed
        if parsed.id and self._is_duplicate(parsed.id):
            return _DUPLICATES
        self._tally.add(parsed)
        for name in parsed.unread:
            self.trouble.unreachable(raw.where, name)
        return None

    def _is_duplicate(self, message_id: str) -> bool:
        """Return whether a message was already read in this run, from another folder or a backup."""
        mark = hash(message_id)
        is_duplicate = mark in self._ids
        self._ids.add(mark)
        return is_duplicate

    def reading(self, paths: Sequence[Path]) -> Reading:
        """Return the combined result of all messages."""
        if not self._messages and not self.trouble.problems(""):
            raise NetkeepError("there is no mail: name an mbox, a Maildir or a folder of .eml files")
        self._tally.forget(self._lists)
        where = ", ".join(path.name or str(path) for path in paths)
        left_out = {f"left out: {reason}": times for reason, times in sorted(self._left_out.items())}
        return Reading(
            problems=self.trouble.problems(where),
            gatherings=tuple(self._tally.gatherings(self._today, where)),
            sightings=self._tally.sightings(self._today),
            counts={"messages": self._messages, **left_out},
        )
