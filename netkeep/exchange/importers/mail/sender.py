"""The sender of one message, such as a mail program pipes it."""

from datetime import date

from netkeep.errors import NetkeepError
from netkeep.exchange.importers.mail.boxes import LARGEST_HEADER, head_of
from netkeep.exchange.importers.mail.letter import Letter, headers, letter


def letter_in(data: bytes, today: date) -> Letter:
    """Return who wrote a message, and when. Raises :class:`NetkeepError` where it says of nobody who wrote it."""
    text = data[:LARGEST_HEADER].lstrip(b"\r\n")
    if text.startswith(b"From "):  # as an mbox separates messages
        text = text.partition(b"\n")[2]
    try:
        parsed = letter(headers(head_of(text)), today)
    except Exception:  # noqa: BLE001 (whatever headers can raise, the message says of nobody who wrote it)
        raise NetkeepError("this is not a message, or it has no sender; nothing was added") from None
    if isinstance(parsed, str):
        raise NetkeepError("this message was written by a program, not by a person; nothing was added")
    return parsed
