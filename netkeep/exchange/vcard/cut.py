"""A file of cards -> the lines of each card, cut where a card ends, even if its BEGIN or END is damaged.

Some files were joined without a line end between them, some cards lack their last line or their first, and some hold
another card. Nothing of one card may land in another: a card ends where the next begins, but for AGENT of vCard 2.1.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from netkeep.exchange.vcard.lines import RawLine, Unread

PHYSICAL = re.compile(rb"[^\r\n]*(?:\r{1,2}\n|\n|\r|\Z)")  # some older iPhones end their lines with \r\r\n
_BEGIN = re.compile(
    rb"(?:\xef\xbb\xbf)?(?P<indent>[ \t]*)BEGIN[ \t]*:[ \t]*VCARD[ \t\0\x1a]*(?P<rest>VERSION.*)?", re.IGNORECASE
)
_END = re.compile(rb"[ \t]*END[ \t]*:[ \t]*VCARD(?P<rest>(?:(?:[^\w=]|BEGIN).*)?)", re.IGNORECASE | re.DOTALL)
_GLUED = re.compile(
    rb"(?P<end>END[ \t]{0,9}:[ \t]{0,9}VCARD)?(?:\xef\xbb\xbf)?(?P<begin>BEGIN[ \t]{0,9}:[ \t]{0,9}VCARD)[ \t]{0,9}\Z",
    re.IGNORECASE,
)
_GLUED_END = re.compile(rb"END[ \t]{0,9}:[ \t]{0,9}VCARD[ \t]{0,9}\Z", re.IGNORECASE)
_AGENT = re.compile(rb"(?:[\w-]+\.)?AGENT(?:;[^:]*)?:[ \t]*", re.IGNORECASE)
_QUOTED = re.compile(rb"[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE(?![^;:])", re.IGNORECASE)
_VERSION = re.compile(rb"VERSION[^:]*:[ \t]*(?:2\.1|[34]\.0)", re.IGNORECASE)
_VERSION_FOLLOWS = re.compile(rb"[\r\n]*VERSION[^:\r\n]{0,99}:", re.IGNORECASE)
_BEGIN_OR_NOTHING_FOLLOWS = re.compile(rb"[\r\n]*(?:\Z|[ \t]{0,9}BEGIN[ \t]{0,9}:)", re.IGNORECASE)
_FOLD_FOLLOWS = re.compile(rb"[ \t]")
_FIRST = re.compile(rb"(?:VERSION|FN|N|PRODID|UID|REV|KIND|SOURCE|PROFILE)[:;]", re.IGNORECASE)
_NAMED = re.compile(rb"(?:VERSION|FN|N)[:;]", re.IGNORECASE)
_SAYS = re.compile(rb"(?:[\w-]{1,20}\.)?(?:FN|N|TEL|EMAIL|ADR|ORG|TITLE|URL|NOTE|BDAY|NICKNAME)[:;]", re.IGNORECASE)
_WRAPPER = re.compile(rb"(?:BEGIN|END)[ \t]*:[ \t]*[\w-]+[ \t]*", re.IGNORECASE)  # of an address book, around its cards
_TAIL = 99
_HEAD = 2000
_MOST_BACK = 200

_NO_END = "the card has no END:VCARD; it is read as far as it goes"
_NO_BEGIN = "the card has no BEGIN:VCARD; it is read from here on"
_JOINED = "BEGIN:VCARD is in the line in which the previous card ends; both are read"
_AFTER = "there is text after END:VCARD; it is ignored"
_AROUND = "there is text outside of the cards; it is ignored"
_LINES = "lines of a card are outside of the cards; they are left out (BEGIN:VCARD or END:VCARD is in the wrong place)"
_NO_CARD = "END:VCARD is here without a card before it; it is ignored"
_NESTED = "there is a card inside this one; it is left out"


@dataclass(slots=True)
class Cut:
    """The lines of a card between its BEGIN and its END; ``begin`` and ``end`` are the line numbers of these."""

    begin: int
    indent: bytes = b""
    lines: list[RawLine] = field(default_factory=list)
    odd: list[Unread] = field(default_factory=list)
    end: int = 0
    closed: bool = False
    depth: int = 0
    last: bytes = b""

    def take(self, number: int, line: bytes) -> None:
        """Add a line; lines of a card inside this one are dropped."""
        if self.depth:
            self.last = line
        else:
            self.lines.append(RawLine(number, line.removeprefix(self.indent) if self.indent else line))

    def drop_end(self) -> None:
        """Remove END:VCARD from the end of the last line, if it stands behind a value there."""
        while self.lines and not self.lines[-1].data.strip():
            self.lines.pop()
        last = self.lines[-1] if self.lines else RawLine(self.begin, b"")
        if glued := _GLUED_END.search(last.data, max(0, len(last.data) - _TAIL)):
            self.lines[-1] = RawLine(last.number, last.data[: glued.start()])

    def says_agent(self) -> bool:
        """Return whether a card that begins here belongs to this one: AGENT of vCard 2.1 is a whole card (2.4.3)."""
        line = self.last if self.depth else self.lines[-1].data if self.lines else b""
        return bool(_AGENT.fullmatch(line[:_HEAD]))

    def goes_on(self) -> bool:
        """Return whether the last line is quoted-printable and ends in a soft break, so that the next continues it."""
        for raw in self.lines[: -_MOST_BACK - 1 : -1]:
            if not raw.data.rstrip().endswith(b"="):
                return False
            if _QUOTED.match(raw.data[:_HEAD]):
                return True
        return False

    def has_version(self) -> bool:
        """Return whether the card has stated its version, which each card does once."""
        return any(_VERSION.match(raw.data) for raw in self.lines[:_MOST_BACK])


def cut(data: bytes) -> Iterator[Cut | Unread]:
    """Yield the cards of a file in order, and the text around them, each oddity with its line."""
    return _Cutter(data).run()


class _Cutter:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._card: Cut | None = None
        self._loose: Cut | None = None
        self._around = 0
        self._lost = 0

    def run(self) -> Iterator[Cut | Unread]:
        number = 0
        for number, match in enumerate(PHYSICAL.finditer(self._data), 1):
            line = match[0].rstrip(b"\r\n")
            if line[:1] in b"BEbe \t\xef" or line[-5:].lower() == b"vcard":
                yield from self._take_marker(number, line, match.end())
            elif self._card:
                self._card.take(number, line)
            elif line:
                self._take_outside(number, line)
        if self._card:
            yield self._close_without_end(number)
        yield from self._flush_outside(number)

    def _take_marker(self, number: int, line: bytes, after: int) -> Iterator[Cut | Unread]:
        """Take a line that may begin or end a card, and yield what it completes."""
        card = self._card
        folded = bool(card and line[:1] in {b" ", b"\t"} and not (card.indent and line.startswith(card.indent)))
        begin, end = _BEGIN.fullmatch(line), _END.fullmatch(line)
        if folded or not (begin or end):
            yield from self._take_content(number, line, after)
        elif card and card.goes_on() and not self._is_marker(bool(begin), after):
            card.take(number, line)
        elif begin:
            yield from self._begin_card(number, begin)
        elif end:
            yield from self._end_card(number, end["rest"].strip(b" \t\0\x1a"))

    def _is_marker(self, begins: bool, after: int) -> bool:  # noqa: FBT001
        """Return whether a marker after a soft break is real, not text of the value: what follows decides."""
        follows = _VERSION_FOLLOWS if begins else _BEGIN_OR_NOTHING_FOLLOWS
        return bool(follows.match(self._data, after))

    def _begin_card(self, number: int, begin: re.Match[bytes]) -> Iterator[Cut | Unread]:
        card = self._card
        if card and card.says_agent():
            card.depth += 1
            card.odd = [*card.odd, Unread(number, _NESTED)][:_MOST_BACK]
            return
        if card:
            yield self._close_without_end(number - 1)
        yield from self._flush_outside(number - 1)
        self._card = Cut(number, begin["indent"])
        if begin["rest"]:
            self._card.take(number, begin["rest"])

    def _end_card(self, number: int, rest: bytes) -> Iterator[Cut | Unread]:
        begin = _BEGIN.fullmatch(rest)
        if self._card:
            yield from self._close_card(number)
        elif self._loose and any(_NAMED.match(raw.data) for raw in self._loose.lines[:_MOST_BACK]):
            yield self._close_loose(number)
        else:
            self._around = self._around or number
            yield from self._flush_outside(number, _NO_CARD)
        if begin and not self._card:
            self._card = Cut(number, odd=[Unread(number, _JOINED, fate="noted")])
            self._card.lines += [RawLine(number, begin["rest"])] if begin["rest"] else []
        elif rest and not begin:
            yield Unread(number, _AFTER, fate="skipped")

    def _close_card(self, number: int) -> Iterator[Cut]:
        card = self._card
        if card and card.depth:
            card.depth -= 1
            card.last = b""
        elif card:
            card.end, card.closed = number, True
            self._card = None
            yield card

    def _take_content(self, number: int, line: bytes, after: int) -> Iterator[Cut | Unread]:
        """Take a line of content, perhaps with the END of this card and the BEGIN of the next on it."""
        card = self._card or self._loose
        glued = _GLUED.search(line, max(0, len(line) - _TAIL)) if card else None
        if card and glued and not card.depth and self._cuts(card, glued, after):
            if self._loose:
                self._card = self._close_loose(number)
            card.take(number, line[: glued.start()])
            if glued["end"]:
                yield from self._close_card(number)
            else:
                yield self._close_without_end(number)
            self._card = Cut(number, odd=[Unread(number, _JOINED, fate="noted")])
        elif self._card:
            self._card.take(number, line)
        elif line.strip():
            self._take_outside(number, line)

    def _cuts(self, card: Cut, glued: re.Match[bytes], after: int) -> bool:
        if glued["end"] and not _FOLD_FOLLOWS.match(self._data, after):
            return not card.goes_on()
        return bool(card.has_version() and _VERSION_FOLLOWS.match(self._data, after))

    def _close_without_end(self, number: int) -> Cut:
        """Return the open card, which has no line END:VCARD of its own; it may stand at the end of another line."""
        card = self._card
        assert card is not None  # noqa: S101 (its callers have seen it)
        self._card = None
        card.drop_end()
        card.odd.append(Unread(card.begin, _NO_END, fate="noted"))
        card.end = number + 1
        return card

    def _take_outside(self, number: int, line: bytes) -> None:
        if _WRAPPER.fullmatch(line[:_HEAD]):
            self._around = self._around or (self._loose.begin if self._loose else 0)
            self._loose = None
        elif self._loose:
            self._loose.take(number, line)
        elif _FIRST.match(line):
            self._loose = Cut(number)
            self._loose.take(number, line)
        else:
            self._around = self._around or number
            self._lost = self._lost or number * bool(_SAYS.match(line))

    def _close_loose(self, number: int) -> Cut:
        card = self._loose
        assert card is not None  # noqa: S101 (its callers have seen it)
        self._loose = None
        card.odd.append(Unread(card.begin, _NO_BEGIN, fate="noted"))
        card.end, card.closed = number, True
        return card

    def _flush_outside(self, number: int, why: str = _AROUND) -> Iterator[Cut | Unread]:
        """Yield what has stood outside the cards so far: text, or a card without BEGIN and END."""
        loose = self._loose
        if loose and not any(_VERSION.match(raw.data) for raw in loose.lines[:_MOST_BACK]):
            self._around, self._loose = self._around or loose.begin, None
        if self._lost:
            yield Unread(self._lost, _LINES)
        elif self._around:
            yield Unread(self._around, why, fate="skipped")
        self._around = self._lost = 0
        if self._loose:
            card = self._close_loose(number + 1)
            card.closed = False
            card.drop_end()
            card.odd.append(Unread(card.begin, _NO_END, fate="noted"))
            yield card
