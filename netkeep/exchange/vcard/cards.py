"""The cards of a file, each by itself, so that what is wrong with one is not wrong with the next."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from netkeep.exchange.vcard.lines import LARGEST_PICTURE, Decoder, Line, RawLine, Unread, parse, unfolded

_PHYSICAL = re.compile(rb"[^\r\n]*(?:\r{1,2}\n|\n|\r|\Z)")  # iPhones of a time end their lines with \r\r\n
_BEGIN = re.compile(rb"BEGIN[ ]*:[ ]*VCARD[ \t]*", re.IGNORECASE)
_END = re.compile(rb"END[ ]*:[ ]*VCARD[ \t]*", re.IGNORECASE)
_AGENT = re.compile(rb"(?:[\w-]+\.)?AGENT(?:;[^:]*)?:[ \t]*", re.IGNORECASE)
_VERSION = re.compile(rb"VERSION[^:]*:[ ]*2\.1[ \t]*", re.IGNORECASE)
_WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
MOST_CARDS = 100_000
_LARGEST_KEPT = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Card:
    """A card as it stands in its file: its lines, and what of it is none. ``number`` counts from 1."""

    number: int
    lines: tuple[Line, ...]
    unread: tuple[Unread, ...] = ()
    guessed: bool = False

    def first(self, name: str) -> str:
        """Give the value of the first property of a name, as it stands; empty where there is none."""
        return next((line.value for line in self.lines if line.name == name), "")


@dataclass(slots=True)
class _Open:
    """A card whose end has not been seen yet."""

    begin: int
    lines: list[RawLine] = field(default_factory=list)
    depth: int = 0
    nested: bool = False

    def closed_by(self, line: bytes, *, begins: bool, number: int) -> bool:
        """Take a line, and tell whether it was the card's last; of a card inside this one nothing is taken."""
        if begins:
            self.depth, self.nested = self.depth + 1, True
        elif _END.fullmatch(line):
            self.depth -= 1
        elif not self.depth:
            self.lines.append(RawLine(number, line))
        return self.depth < 0


def read_cards(data: bytes, encoding: str | None = None) -> Iterator[Card]:
    """Read the cards of a file, up to :data:`MOST_CARDS`; whatever stands between them is passed over.

    ``encoding`` is for what is neither UTF-8 nor says of itself what it is.
    """
    for number, (raw, unclosed) in enumerate(_split(_utf8(data)), 1):
        if number > MOST_CARDS:
            unread = Unread(raw.begin, f"the file has more than {MOST_CARDS:,} cards; the rest is left out")
            yield Card(number, (), (unread,))
            return
        yield _card(number, raw, encoding, unclosed=unclosed)


def _card(number: int, raw: _Open, encoding: str | None, *, unclosed: bool) -> Card:
    old = any(_VERSION.fullmatch(line.data) for line in raw.lines[:20])
    decoder = Decoder(encoding)
    found = list(parse(unfolded(raw.lines, old=old), decoder, old=old))
    unread = [item for item in found if isinstance(item, Unread)]
    if raw.nested:
        unread.append(Unread(raw.begin, "a card stands inside this one; it is left out"))
    if unclosed:
        unread.append(Unread(raw.begin, "the card has no END:VCARD; it is read as far as it goes"))
    return Card(number, tuple(item for item in found if isinstance(item, Line)), tuple(unread), decoder.guessed)


def _split(data: bytes) -> Iterator[tuple[_Open, bool]]:
    """Give the lines of each card, and whether its end is missing."""
    card: _Open | None = None
    for number, match in enumerate(_PHYSICAL.finditer(data), 1):
        line = match[0].rstrip(b"\r\n")
        begins = _BEGIN.fullmatch(line)
        if card and not (begins and not _holds_agent(card)):
            if card.closed_by(line, begins=bool(begins), number=number):
                yield card, False
                card = None
        elif begins:
            if card:
                yield card, True
            card = _Open(number)
    if card:
        yield card, True


def _holds_agent(card: _Open) -> bool:
    """Tell whether a card that begins now belongs to this one: AGENT of vCard 2.1 is a whole card (2.4.3)."""
    return bool(card.depth or (card.lines and _AGENT.fullmatch(card.lines[-1].data)))


def pictures(data: bytes) -> tuple[Line, ...]:
    """Give what reading leaves out of the first card of a file: pictures, sounds and keys that are large."""
    for raw, _ in _split(_utf8(data)):
        old = any(_VERSION.fullmatch(line.data) for line in raw.lines[:20])
        found = parse(unfolded(raw.lines, old=old), Decoder(None), old=old, largest=_LARGEST_KEPT)
        return tuple(line for line in found if isinstance(line, Line) and _is_large(line))
    return ()


def _is_large(line: Line) -> bool:
    return line.value[:5].casefold() == "data:" and len(line.value) > LARGEST_PICTURE


def _utf8(data: bytes) -> bytes:
    wide = _WIDE.get(data[:2])
    if wide:
        return data.decode(wide, "replace").encode("utf-8", "replace")
    return data.removeprefix(codecs.BOM_UTF8)
