"""One message's headers -> who wrote to whom, when, and whether people did (RFC 5322, RFC 2047, RFC 3834, RFC 2919)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from netkeep.exchange.importers.display_names import BARE_ADDRESS, as_text, decoded, display_name, repaired
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
    """A name and the key of an address; the name is empty where there is none worth the word."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A message between people. ``day`` is the sender's own; None where it is missing, unreadable or to come.

    ``unread`` are the names of those it went to of whom no address is told.
    """

    sender: Party
    to: tuple[Party, ...]
    copies: tuple[Party, ...]
    day: date | None
    id: str
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Headers:
    """The headers wanted of a message, the first of each name and all of those that list addresses."""

    values: Mapping[bytes, tuple[bytes, ...]]

    def first(self, name: bytes) -> str:
        """Return a header as text; empty where it is absent."""
        return as_text(self.values[name][0]) if name in self.values else ""


def headers(head: bytes) -> Headers:
    """Split the bytes of a message's head: lines unfolded, names in lower case, what is no header passed over."""
    found: dict[bytes, list[bytes]] = {}
    current: list[bytes] | None = None
    for line in head.split(b"\n"):
        if line[:1] in {b" ", b"\t"}:
            if current is not None and len(current[-1]) < _LONGEST:
                current[-1] += b" " + line.strip()
            continue
        name, colon, value = line.partition(b":")
        key = name.strip().lower()
        current = found.setdefault(key, []) if colon and (key in _WANTED or key.startswith(_AUTO)) else None
        if current is not None:
            current.append(value.strip()[:_LONGEST])
    return Headers({name: tuple(values) for name, values in found.items()})


def not_between_people(found: Headers) -> str | None:
    """Say why a message does not count: lists, bulk, automatic mail, drafts, spam; None where it does."""
    values = found.values
    if _deleted(found):
        return DELETED
    if any(name in values for name in _LIST):
        return LISTS
    if _automatic(found):
        return AUTOMATIC
    if b"list-unsubscribe" in values or b"feedback-id" in values or _PRECEDENCE.match(found.first(b"precedence")):
        return BULK
    return None


def _deleted(found: Headers) -> bool:
    status = found.first(b"x-mozilla-status").strip()
    expunged = bool(re.fullmatch(r"[0-9a-fA-F]{1,8}", status)) and bool(int(status, 16) & _EXPUNGED)
    spam = found.first(b"x-spam-flag").strip().lower() == "yes"
    return expunged or spam or bool(_LABELS.search(decoded(found.first(b"x-gmail-labels"))))


def _automatic(found: Headers) -> bool:
    if any(name.startswith(_AUTO) for name in found.values):
        return True
    submitted = found.first(b"auto-submitted").strip().lower()
    bounce = b"return-path" in found.values and found.first(b"return-path").strip() == "<>"
    return bounce or not (submitted == "" or submitted.startswith("no"))


def letter(found: Headers, today: date) -> Letter | str:
    """Return a message between people, or say why it is none. Raises ``ValueError`` where it names no sender."""
    senders = parties(found.values.get(b"from", ())) or parties(found.values.get(b"sender", ()))
    if not senders:
        raise ValueError("no sender")
    if is_robot(senders[0].address):
        return ROBOTS
    to = found.values.get(b"to", ())
    copies = (*found.values.get(b"cc", ()), *found.values.get(b"bcc", ()))
    return Letter(
        sender=senders[0],
        to=parties(to),
        copies=parties(copies),
        day=_day(found.first(b"date"), today),
        id=found.first(b"message-id").strip(),
        unread=tuple(name for value in (*to, *copies) for name in _parsed(value).unread),
    )


def list_address(found: Headers) -> str | None:
    """Return the key of the address to which a list is written, where the message tells (RFC 2369)."""
    match = re.search(r"<mailto:([^?>\s]{3,254})", found.first(b"list-post"), re.IGNORECASE)
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
    """Return the people of some headers, each address once, in their order; at most 500."""
    found: dict[str, Party] = {}
    for party in (party for value in values for party in _parsed(value).people):
        found.setdefault(party.address, party)
        if len(found) == _MOST_ADDRESSES:
            break
    return tuple(found.values())


@lru_cache(maxsize=8192)
def _parsed(value: bytes) -> "_Listed":
    """Read one header; what the parser of the standard library does not take for addresses is read as it is meant."""
    from email.utils import getaddresses

    text = repaired(as_text(value))
    try:
        pairs = [pair for pair in getaddresses([text]) if any(pair)]
    except Exception:  # noqa: BLE001 (the parser raises what it likes on broken headers)
        pairs = []
    listed = _Listed()
    groups = ":" not in text or ";" in text
    if groups and pairs and not any(email_problem(address) for _, address in pairs):
        for name, address in pairs[:_MOST_ADDRESSES]:
            listed.add(name, address)
    else:
        listed.read(text)
    return listed


class _Listed:
    """The people of one header: a name before each ``<address>``, bare addresses, and those of whom neither is left."""

    def __init__(self) -> None:
        self.people: list[Party] = []
        self.unread: list[str] = []

    def add(self, name: str, address: str) -> None:
        """Add somebody; without an address one can be written to, only as unread."""
        if len(self.people) + len(self.unread) >= _MOST_ADDRESSES:
            return
        if email_problem(address):
            self.unread.append(display_name(name, "") or display_name(address, ""))
        else:
            self.people.append(Party(display_name(name, address), email_key(address)))

    def read(self, text: str) -> None:
        """Add those of a list in whatever state: commas in names, semicolons for commas, quotation marks left open."""
        if _UNDISCLOSED.fullmatch(text):
            return
        before, *others = (_GROUP.sub("", text) if ";" in text else text).split("<")
        for piece in others:
            address, _, after = piece.partition(">")
            cut = self._begin_of_name(before)
            self._bare(before[:cut])
            if before[cut:].strip(_SEPARATORS) or address.strip():
                self.add(before[cut:].strip(_SEPARATORS), address.strip())
            before = after
        self._bare(before)

    def _begin_of_name(self, text: str) -> int:
        """Return where a name before ``<`` begins: behind the addresses that stand bare before it."""
        places = [place for mark in ",;" if (place := text.find(mark, text.rfind("@"))) >= 0]
        return min(places) if places and "@" in text else 0

    def _bare(self, text: str) -> None:
        """Add the addresses that stand in no ``<>``, with the words beside each."""
        for part in _SEPARATED.split(text):
            found = [match[0] for match in BARE_ADDRESS.finditer(part)]
            for address in found:
                self.add(part if len(found) == 1 else "", address)
            if not found and any(map(str.isalnum, part)):
                self.add(part, "")
