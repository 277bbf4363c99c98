"""The cards of a file, each read by itself, so that an error in one does not spoil the next."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from netkeep.exchange.vcard.cut import PHYSICAL, Cut, cut
from netkeep.exchange.vcard.lines import LARGEST_PICTURE, Decoder, Line, Unread, parse, unfold

_VERSION = re.compile(rb"VERSION[^:]*:[ ]*2\.1[ \t]*", re.IGNORECASE)
_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_WIDE = ("utf-16-be", "utf-16-le", "utf-32-be", "utf-32-le")
_FIRST_LETTERS = "BEGIN"
MOST_CARDS = 100_000


@dataclass(frozen=True, slots=True)
class Card:
    """A card as it stands in its file: its lines, and those that could not be read. ``begin`` is the line of BEGIN."""

    begin: int
    lines: tuple[Line, ...]
    unread: tuple[Unread, ...] = ()
    guessed: bool = False

    def first(self, name: str) -> str:
        """Return the raw value of the first property of a name; empty if there is none."""
        return next((line.value for line in self.lines if line.name == name), "")


def read_cards(data: bytes, encoding: str | None = None) -> Iterator[Card | Unread]:
    """Yield the cards of a file, up to :data:`MOST_CARDS`, and the text between them that belongs to no card.

    ``encoding`` is for text that is not UTF-8 and does not state its own encoding.
    """
    number = 0
    for piece in cut(utf8(data, encoding)):
        if isinstance(piece, Unread):
            yield piece
            continue
        number += 1
        if number > MOST_CARDS:
            yield Unread(piece.begin, f"the file has more than {MOST_CARDS:,} cards; the rest is left out")
            return
        yield _card(piece, encoding)


def _card(piece: Cut, encoding: str | None) -> Card:
    old = _is_old(piece)
    decoder = Decoder(encoding)
    parsed = list(parse(unfold(piece.lines, old=old), decoder, old=old))
    unread = [item for item in parsed if isinstance(item, Unread)]
    lines = tuple(item for item in parsed if isinstance(item, Line))
    return Card(piece.begin, lines, (*unread, *piece.odd), decoder.guessed)


def _is_old(piece: Cut) -> bool:
    return any(_VERSION.fullmatch(line.data) for line in piece.lines[:20])


class Place(NamedTuple):
    """Where a line of a card stands in the bytes of its file: from ``start`` up to, not including, ``end``."""

    number: int
    start: int
    end: int


def places(data: bytes) -> tuple[Place, ...]:
    """Return the places of the lines of a file's first card, folds included; the last one is its END."""
    piece = next((piece for piece in cut(data) if isinstance(piece, Cut)), None)
    if piece is None or not piece.closed:
        return ()
    ends = [0, *accumulate(len(match[0]) for match in PHYSICAL.finditer(data))]
    numbers = [raw.number for raw in unfold(piece.lines, old=_is_old(piece))]
    card_places = (
        Place(number, ends[number - 1], ends[next_number - 1])
        for number, next_number in pairwise([*numbers, piece.end])
    )
    return (*card_places, Place(piece.end, ends[piece.end - 1], ends[piece.end]))


def is_large(line: Line) -> bool:
    """Return whether reading skips a line, as it does large pictures, sounds and keys."""
    return line.value[:5].casefold() == "data:" and len(line.value) > LARGEST_PICTURE


def utf8(data: bytes, encoding: str | None = None) -> bytes:
    """Return the bytes of a file, as UTF-8 if their encoding writes even ASCII differently, as UTF-16 does."""
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)
    wide = marked or next((name for name in _WIDE if _begins(data, name)), None)
    if wide is None and encoding and _FIRST_LETTERS.encode(encoding) != _FIRST_LETTERS.encode():
        wide = encoding
    if wide:
        data = data.decode(wide, "replace").encode("utf-8", "replace")
    return data.removeprefix(codecs.BOM_UTF8)


def _begins(data: bytes, encoding: str) -> bool:
    """Return whether a file without a mark begins with the first letters of a card in an encoding."""
    begin = data[:200].decode(encoding, "replace").lstrip("\r\n\t ")
    return begin[: len(_FIRST_LETTERS)].upper() == _FIRST_LETTERS
