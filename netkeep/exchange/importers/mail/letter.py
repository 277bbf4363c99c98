"""A message's headers -> who wrote to whom, when, and whether it counts (RFC 5322, RFC 2047, RFC 3834, RFC 2919)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from netkeep.exchange.importers.display_names import (
    BARE_ADDRESS,
    as_text,
    decode_words,
    display_name,
    repair_encoded_words,
)
from netkeep.model.contact_points import email_key, email_problem
from netkeep.network.contact_scoring import is_robot

LISTS, AUTOMATIC, BULK, ROBOTS, DELETED = "mailing lists", "automatic", "bulk", "robots", "drafts, junk and trash"
_WANTED = frozenset(
    (
        *(b"from", b"to", b"cc", b"bcc", b"date", b"message-id", b"return-path", b"precedence", b"auto-submitted"),
        *(b"list-id", b"list-post", b"list-unsubscribe", b"mailing-list", b"feedback-id", b"x-gmail-labels", b"sender"),
        *(b"x-mozilla-status", b"x-spam-flag", b"x-loop", b"resent-to", b"resent-cc"),
    )
)
_LONGEST = 64 * 1024
_MOST_ADDRESSES = 500
_FIRST_DAY = date(1971, 1, 1)
_AUTO = (b"x-auto", b"x-autoreply", b"x-autorespond")
_LIST = (b"list-id", b"list-post", b"mailing-list")
_PRECEDENCE = re.compile(r"\s*(bulk|junk|list|auto_reply)\b", re.IGNORECASE)
_LABELS = re.compile(r"(?:^|,)\s*\"?(?:spam|trash|bin|drafts?|chats?)\"?\s*(?:,|$)", re.IGNORECASE)
_GROUP = re.compile(r"(?:^|(?<=[;,]))[^<>@\",;:]{0,100}:(?!//)")
_UNDISCLOSED = re.compile(r"[^<>@,;:]{0,100}:\s*;?\s*|\W*undisclosed[ -]recipients?\W*", re.IGNORECASE)
_SEPARATED = re.compile(r"[,;]")
_SEPARATORS = " \t,;"
_EXPUNGED = 0x0008


@dataclass(frozen=True, slots=True)
class Party:
    """A name and the key of an address; the name is empty if there is no real one."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A message between people. ``day`` is the sender's; None if it is missing, unreadable or in the future.

    ``unread`` are the names of recipients without an address.
    """

    sender: Party
    to: tuple[Party, ...]
    copies: tuple[Party, ...]
    day: date | None
    id: str
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Headers:
    """The headers of a message that matter, each with all its values."""

    values: Mapping[bytes, tuple[bytes, ...]]

    def first(self, name: bytes) -> str:
        """Return a header's first value as text; empty if it is absent."""
        return as_text(self.values[name][0]) if name in self.values else ""


def headers(head: bytes) -> Headers:
    """Parse the bytes of a message's head: lines unfolded, names in lower case, other lines skipped."""
    by_name: dict[bytes, list[bytes]] = {}
    current: list[bytes] | None = None
    for line in head.split(b"\n"):
        if line[:1] in {b" ", b"\t"}:
            if current is not None and len(current[-1]) < _LONGEST:
                current[-1] += b" " + line.strip()
            continue
        name, colon, value = line.partition(b":")
        key = name.strip().lower()
        current = by_name.setdefault(key, []) if colon and (key in _WANTED or key.startswith(_AUTO)) else None
        if current is not None:
            current.append(value.strip()[:_LONGEST])
    return Headers({name: tuple(values) for name, values in by_name.items()})


def reason_to_leave_out(fields: Headers) -> str | None:
    """Return why a message does not count: lists, bulk, automatic mail, drafts, spam; None if it does."""
    values = fields.values
    if _is_deleted(fields):
        return DELETED
    if any(name in values for name in _LIST):
        return LISTS
    if _is_automatic(fields):
        return AUTOMATIC
    if b"list-unsubscribe" in values or b"feedback-id" in values or _PRECEDENCE.match(fields.first(b"precedence")):
        return BULK
    return None


def _is_deleted(fields: Headers) -> bool:
    status = fields.first(b"x-mozilla-status").strip()
    expunged = bool(re.fullmatch(r"[0-9a-fA-F]{1,8}", status)) and bool(int(status, 16) & _EXPUNGED)
    spam = fields.first(b"x-spam-flag").strip().lower() == "yes"
    return expunged or spam or bool(_LABELS.search(decode_words(fields.first(b"x-gmail-labels"))))


def _is_automatic(fields: Headers) -> bool:
    if any(name.startswith(_AUTO) for name in fields.values):
        return True
    submitted = fields.first(b"auto-submitted").strip().lower()
    bounce = b"return-path" in fields.values and fields.first(b"return-path").strip() == "<>"
    return bounce or not (submitted == "" or submitted.startswith("no"))


def letter(fields: Headers, today: date) -> Letter | str:
    """Return a message between people, or why it is none. Raises ``ValueError`` if it names no sender."""
    senders = parties(fields.values.get(b"from", ())) or parties(fields.values.get(b"sender", ()))
    if not senders:
        raise ValueError("no sender")
    if is_robot(senders[0].address):
        return ROBOTS
    to = fields.values.get(b"to", ())
    copies = (*fields.values.get(b"cc", ()), *fields.values.get(b"bcc", ()))
    return Letter(
        sender=senders[0],
        to=parties(to),
        copies=parties(copies),
        day=_day(fields.first(b"date"), today),
        id=fields.first(b"message-id").strip(),
        unread=tuple(name for value in (*to, *copies) for name in _parse_addresses(value).unread),
    )


def list_address(fields: Headers) -> str | None:
    """Return the key of a mailing list's address, if the message states it (RFC 2369)."""
    match = re.search(r"<mailto:([^?>\s]{3,254})", fields.first(b"list-post"), re.IGNORECASE)
    return email_key(match[1]) if match else None


@lru_cache(maxsize=4096)
def _day(value: str, today: date) -> date | None:
    from email.utils import parsedate_tz

    try:
        parts = parsedate_tz(value)
        day = date(*parts[:3]) if parts else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return day if day and _FIRST_DAY <= day <= today + timedelta(days=1) else None


def parties(values: tuple[bytes, ...]) -> tuple[Party, ...]:
    """Return the people in some headers, each address once, in order; at most 500."""
    by_address: dict[str, Party] = {}
    for party in (party for value in values for party in _parse_addresses(value).people):
        by_address.setdefault(party.address, party)
        if len(by_address) == _MOST_ADDRESSES:
            break
    return tuple(by_address.values())


@lru_cache(maxsize=8192)
def _parse_addresses(value: bytes) -> "_AddressList":
    """Parse one header; if the standard library's parser finds no valid addresses, read what was meant."""
    from email.utils import getaddresses

    text = repair_encoded_words(as_text(value))
    try:
        pairs = [pair for pair in getaddresses([text]) if any(pair)]
    except Exception:  # noqa: BLE001 (the parser raises what it likes on broken headers)
        pairs = []
    listed = _AddressList()
    groups = ":" not in text or ";" in text
    if groups and pairs and not any(email_problem(address) for _, address in pairs):
        for name, address in pairs[:_MOST_ADDRESSES]:
            listed.add(name, address)
    else:
        listed.read(text)
    return listed


class _AddressList:
    """The people of one header: a name before each ``<address>``, bare addresses, and names without an address."""

    def __init__(self) -> None:
        self.people: list[Party] = []
        self.unread: list[str] = []

    def add(self, name: str, address: str) -> None:
        """Add a person; without a valid address, only as unread."""
        if len(self.people) + len(self.unread) >= _MOST_ADDRESSES:
            return
        if email_problem(address):
            self.unread.append(display_name(name, "") or display_name(address, ""))
        else:
            self.people.append(Party(display_name(name, address), email_key(address)))

    def read(self, text: str) -> None:
        """Add the people of a malformed list: commas in names, semicolons for commas, open quotation marks."""
        if _UNDISCLOSED.fullmatch(text):
            return
        text_before, *others = (_GROUP.sub("", text) if ";" in text else text).split("<")
        for piece in others:
            address, _, text_after = piece.partition(">")
            cut = self._begin_of_name(text_before)
            self._bare(text_before[:cut])
            if text_before[cut:].strip(_SEPARATORS) or address.strip():
                self.add(text_before[cut:].strip(_SEPARATORS), address.strip())
            text_before = text_after
        self._bare(text_before)

    def _begin_of_name(self, text: str) -> int:
        """Return where a name before ``<`` begins: after any bare addresses."""
        places = [place for mark in ",;" if (place := text.find(mark, text.rfind("@"))) >= 0]
        return min(places) if places and "@" in text else 0

    def _bare(self, text: str) -> None:
        """Add the addresses outside of ``<>``, each with the words beside it."""
        for part in _SEPARATED.split(text):
            addresses = [match[0] for match in BARE_ADDRESS.finditer(part)]
            for address in addresses:
                self.add(part if len(addresses) == 1 else "", address)
            if not addresses and any(map(str.isalnum, part)):
                self.add(part, "")
