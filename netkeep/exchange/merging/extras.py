"""The values below ``x``, piece by piece: in ``x.vcard`` each property by itself, with the others of its group.

What two sources say then adds up, and groups that both have called ``item1`` stay apart.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import count
from typing import cast

from netkeep.exchange.candidate import Extra
from netkeep.exchange.vcard.addresses import address_form, address_of, is_address, is_plain
from netkeep.exchange.vcard.dates import date_form, dated
from netkeep.model.person_names import KEY as NAME_PARTS

_CARD = "vcard"
_BESIDE_AN_ADDRESS = frozenset({"X-ABLABEL", "X-ABADR"})
_Lines = tuple[tuple[str, str], ...]
"""Heads and values of one property, or of a group of them, without the group."""


class Extras:
    """Splits what stands below ``x`` into pieces, and joins them again as they were written.

    A piece holds its properties sorted, as bases, written as JSON, do not keep their order.
    """

    def __init__(self) -> None:
        self._groups: dict[_Lines, str] = {}
        self._written: dict[_Lines, _Lines] = {}

    def split(self, extras: Iterable[Extra]) -> tuple[Extra, ...]:
        """Return the pieces of the extras; whatever is not ``x.vcard`` stays as it is."""
        return tuple(piece for extra in extras for piece in self._pieces(extra))

    def _pieces(self, extra: Extra) -> Iterator[Extra]:
        listed = _properties(extra.value) if extra.key == _CARD else None
        if listed is None:
            yield extra
            return
        groups: dict[str, list[tuple[str, str]]] = {}
        for number, (head, value) in enumerate(listed):
            group, name = _parted(head)
            groups.setdefault(group or f" {number}", []).append((name, value))
        for group, lines in groups.items():
            piece = tuple(sorted(lines))
            self._written.setdefault(piece, tuple(lines))
            if not group.startswith(" "):
                self._groups.setdefault(piece, group)
            yield Extra(_CARD, piece)

    def together(self, pieces: Iterable[Extra]) -> tuple[Extra, ...]:
        """Return extras with the pieces of a card joined; a group whose name is taken gets the next free one."""
        whole: dict[str, Extra] = {}
        card: dict[str, list[str]] = {}
        taken: set[str] = set()
        free = (f"item{number}" for number in count(1))
        for piece in pieces:
            lines = _lines(piece)
            if lines is None:
                whole[piece.key] = piece
                continue
            whole.setdefault(_CARD, piece)
            group = self._groups.get(lines, "")
            if group.casefold() in taken:
                group = next(name for name in free if name not in taken and name not in self._groups.values())
            taken |= {group.casefold()} - {""}
            for head, value in self._written.get(lines, lines):
                card.setdefault(f"{group}.{head}" if group else head, []).append(value)
        if card:
            values = {head: listed[0] if len(listed) == 1 else tuple(listed) for head, listed in card.items()}
            whole[_CARD] = Extra(_CARD, values)
        return tuple(whole.values())


def piece_key(extra: Extra) -> object:
    """Return the key that distinguishes pieces: the whole content for those of a card, the key for others."""
    lines = _lines(extra)
    return extra.key if lines is None else (extra.key, lines)


def without(pieces: Iterable[Extra], moved: AbstractSet[tuple[str, ...]]) -> tuple[Extra, ...]:
    """Return pieces without the card's addresses and dates that have fields of their own; ``moved`` are their forms."""
    return tuple(piece for piece in pieces if (_address(piece) or _date(piece)) not in moved)


def _address(piece: Extra) -> tuple[str, ...] | None:
    """Return the form of a plain address whose group holds nothing else but a label."""
    heads = dict(_lines(piece) or ())
    adr = next((head for head in heads if is_address(head)), None)
    if adr is None or not all(head == adr or head.upper() in _BESIDE_AN_ADDRESS for head in heads):
        return None
    parameters = (part.partition("=")[0].upper() for part in adr.split(";")[1:])
    address = address_of(heads[adr]) if is_plain(parameters, heads[adr]) else None
    return address_form(address) if address else None


def _date(piece: Extra) -> tuple[str, str] | None:
    """Return the form of a date whose group holds nothing else but a label."""
    heads = dict(_lines(piece) or ())
    label = next((text for head, text in heads.items() if head.upper() == "X-ABLABEL"), "")
    dates = [named for head, value in heads.items() if (named := dated(head, value, label))]
    others = [head for head in heads if head.upper() != "X-ABLABEL"]
    return date_form(dates[0]) if len(dates) == len(others) == 1 else None


def for_name(extras: Iterable[Extra], name: str) -> tuple[Extra, ...]:
    """Return extras without name parts that belong to another name than the contact's."""
    return tuple(extra for extra in extras if extra.key != NAME_PARTS or _belongs(extra.value, name))


def _belongs(value: object, name: str) -> bool:
    return not isinstance(value, Mapping) or value.get("of") == name


def _properties(value: object) -> list[tuple[str, str]] | None:
    if not isinstance(value, Mapping):
        return None
    listed = [
        (str(head), text)
        for head, values in value.items()
        for text in (values if isinstance(values, list | tuple) else (values,))
    ]
    return listed if all(isinstance(text, str) for _, text in listed) else None


def _parted(head: str) -> tuple[str, str]:
    group, dot, name = head.partition(".")
    return (group, name) if dot and ";" not in group and ":" not in group else ("", head)


def _lines(piece: Extra) -> _Lines | None:
    """Return the properties of a piece of a card; None for anything else."""
    return cast("_Lines", piece.value) if piece.key == _CARD and isinstance(piece.value, tuple) else None
