"""Editing the lines of an existing card: some are written anew, all others stay as they are, byte for byte."""

from collections.abc import Iterator, Sequence
from itertools import count

from netkeep.exchange.exporters.vcard.writer import Property, from_kept, line_bytes
from netkeep.exchange.vcard.cards import Card, places
from netkeep.exchange.vcard.lines import LEAST_PREFERRED, Line

_LABEL = "X-ABLABEL"


class Splice:
    """A card's bytes, and the changes to its lines, by line number."""

    def __init__(self, data: bytes, card: Card) -> None:
        self._data = data
        self._places = places(data)
        self._lines = {line.number: line for line in card.lines}
        self._written: dict[int, tuple[Property, ...]] = {}
        self._added: dict[int, list[Property]] = {}
        version = card.first("VERSION").strip()
        self.version = version if version in {"2.1", "4.0"} else "3.0"
        taken = {line.group.casefold() for line in card.lines}
        self.groups: Iterator[str] = (group for number in count(1) if (group := f"item{number}") not in taken)

    @property
    def possible(self) -> bool:
        """Return whether the card has an end, before which lines can be added."""
        return bool(self._places)

    def line(self, number: int) -> Line:
        """Return a line by its number."""
        return self._lines[number]

    def named(self, *names: str) -> list[Line]:
        """Return the lines with these names that have not been taken out, in their order."""
        return [line for number, line in self._lines.items() if line.name in names and self._written.get(number) != ()]

    def write(self, number: int, *properties: Property) -> None:
        """Replace a line; with no properties, take it out."""
        self._written[number] = properties

    def value(self, line: Line, value: str) -> None:
        """Replace the value of a line; its name, group and parameters stay."""
        prop = from_kept(line.head(), value)
        self.write(line.number, prop or Property(line.name, value))

    def take_out(self, line: Line) -> None:
        """Remove a line, and the label of its group where nothing else is in that group."""
        self.write(line.number)
        if line.group and not any(
            other.group == line.group and other.name != _LABEL and self._written.get(other.number) != ()
            for other in self._lines.values()
        ):
            for label in self.named(_LABEL):
                if label.group == line.group:
                    self.write(label.number)

    def add(self, properties: Sequence[Property], *beside: str) -> None:
        """Add properties after the last line with one of these names, else at the end of the card."""
        last = max((number for number, line in self._lines.items() if line.name in beside), default=0)
        self._added.setdefault(last or self._places[-1].number, []).extend(properties)

    def prefer(self, field: str, wanted: int) -> None:
        """Make a line the preferred one of its name; replaced lines state their own preference."""
        for line in self.named(field):
            if line.number not in self._written and (line.number == wanted or line.preference() <= LEAST_PREFERRED):
                self.write(line.number, _preferred(line, wanted=line.number == wanted))

    def result(self) -> bytes:
        """Return the edited card."""
        if not self._written and not self._added:
            return self._data
        head = self._data[: self._places[0].start]
        newline = head[len(head.rstrip(b"\r\n")) :] or b"\r\n"
        pieces = [head]
        for place in self._places:
            added = b"".join(line_bytes(prop, self.version, newline) for prop in self._added.get(place.number, ()))
            end = place is self._places[-1]
            written = self._written.get(place.number)
            own = self._data[place.start : place.end]
            if written is not None:
                own = b"".join(line_bytes(prop, self.version, newline) for prop in written)
            pieces += [added, own] if end else [own, added]
        return b"".join([*pieces, self._data[self._places[-1].end :]])


def _preferred(line: Line, *, wanted: bool) -> Property:
    """Return a line with or without the mark of the preferred one, and otherwise unchanged."""
    types = tuple(word for word in line.params.get("TYPE", ()) if word.casefold() != "pref")
    params = {name: values for name, values in line.params.items() if name not in {"PREF", "TYPE"}}
    if types:
        params["TYPE"] = types
    if wanted:
        params["PREF"] = ("1",)
    head = Line(line.name, line.value, params, line.group).head()
    return from_kept(head, line.value) or Property(line.name, line.value)
