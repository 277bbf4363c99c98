"""Updating a card in a folder to what the vault says: field by field, and only where the two differ.

Three things are compared: what importing reads in the card, what the vault says, and what the source is known to have
said. Something is taken out of a card only where the source has said it and the vault no longer does; it is added only
where neither the source nor another card of the same person has said it.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from netkeep.exchange.candidate import Extra, FactValue, Field
from netkeep.exchange.exporters.vcard.card import (
    Wish,
    birthday,
    date_lines,
    is_ours,
    location_value,
    note_text,
    parts_value,
    tags,
)
from netkeep.exchange.exporters.vcard.card_update import CardUpdate, FolderCard
from netkeep.exchange.exporters.vcard.updated_reach import update_reach
from netkeep.exchange.exporters.vcard.updated_work import update_roles
from netkeep.exchange.exporters.vcard.writer import Property, from_kept
from netkeep.exchange.vcard.addresses import address_form, address_of, address_value, is_address
from netkeep.exchange.vcard.dates import date_form, kept_dates
from netkeep.exchange.vcard.lines import Line
from netkeep.exchange.vcard.values import escape, items, location, only_location
from netkeep.model import person_names
from netkeep.model.names import fold
from netkeep.model.people import Address, Contact, NamedDate
from netkeep.text.source import digest

_T = TypeVar("_T")


def updated(there: FolderCard, contact: Contact, wish: Wish) -> bytes | None:
    """Return the updated card, the same bytes where nothing differs; None where it cannot be edited."""
    update = _Update(there, contact, wish)
    return update.run() if update.splice.possible else None


class _Update(CardUpdate):
    """Brings one person's card to what the vault says, field by field."""

    def run(self) -> bytes:
        """Return the updated card."""
        contact, splice = self.contact, self.splice
        newest = splice.version == "4.0"
        self._name()
        self._texts("aliases", contact.aliases, "NICKNAME", "X-NICKNAME")
        update_reach(self)
        update_roles(self)
        self._location()
        zone = ";VALUE=text" if not newest else ""
        self._single("timezone", contact.timezone, lambda text: Property("TZ", escape(text), zone))
        self._single("birthday", contact.birthday, lambda day: birthday(day, newest=newest))
        self._dates(newest=newest)
        pronouns = "PRONOUNS" if newest else "X-PRONOUNS"
        self._single("pronouns", contact.pronouns, lambda text: Property(pronouns, escape(text)))
        self._texts("tags", tags(contact), "CATEGORIES")
        self._note()
        self._kept()
        return splice.result()

    def _name(self) -> None:
        """Write FN and N; the parts of a name stay as long as the name does."""
        contact = self.contact
        said = self.facts("name", str)
        line, name = said[0]
        extras = {extra.key: extra.value for _, extra in self.facts("x", Extra)}
        same = name == contact.name
        if same and person_names.parts_of(name, extras) == person_names.parts_of(name, contact.x):
            return
        if not same and not self.is_new("name", repr(contact.name), _itself) and self.there.others:
            return
        if not same and line.name not in {"FN", "N"}:
            self._write_first("FN", escape(contact.name))
        elif not same and line.name == "FN":
            self.splice.value(line, escape(contact.name))
        if self.splice.named("N") or self.splice.version != "4.0":
            self._write_first("N", parts_value(contact))

    def _write_first(self, name: str, value: str) -> None:
        lines = self.splice.named(name)
        if lines:
            self.splice.value(lines[0], value)
        else:
            self.splice.add([Property(name, value)], "FN", "VERSION")

    def _texts(self, field: Field, ours: Iterable[str], *names: str) -> None:
        """Write a list of texts separated by commas."""
        wanted = {fold(text): text for text in ours}
        form = _folded
        on_card = self.facts(field, str)
        theirs = {fold(text) for _, text in on_card}
        gone = {key for key in theirs - wanted.keys() if self.was_said(field, key, form)}
        new = [text for key, text in wanted.items() if key not in theirs and self.is_new(field, key, form)]
        if field == "aliases":  # where cards were joined, the other's name is an alias here
            new = [text for text in new if text != self.contact.name and self.is_new("name", fold(text), form)]
        lines = [line for line in self.splice.named(*names) if items(line.value)]
        for line in lines:
            left = [text for text in items(line.value) if fold(" ".join(text.split())) not in gone]
            if new and line is lines[0]:
                left, new = [*left, *new], []
            self._write_list(line, left)
        for line, text in on_card:
            if fold(text) in gone and line.name == "FN":
                self.splice.take_out(line)
        if new:
            self.splice.add([Property(names[0], ",".join(map(escape, new)))], *names)

    def _write_list(self, line: Line, left: list[str]) -> None:
        if left == items(line.value):
            return
        if left:
            self.splice.value(line, ",".join(map(escape, left)))
        else:
            self.splice.take_out(line)

    def _single(self, field: Field, ours: _T | None, write: Callable[[_T], Property]) -> None:
        on_card = self.facts(field, object)
        line, theirs = on_card[0] if on_card else (None, None)
        if ours == theirs:
            return
        if ours is None:
            if line and self.was_said(field, repr(theirs), _itself):
                self.splice.take_out(line)
        elif line:
            if not self.there.others or self.is_new(field, repr(ours), _itself):
                self.splice.write(line.number, write(ours))
        elif self.is_new(field, repr(ours), _itself):
            self.splice.add([write(ours)])

    def _location(self) -> None:
        """Write the location; an address that says more stays, and the location is added to it."""
        on_card = self.facts("location", str)
        ours = self.contact.location
        if self.contact.addresses and location(address_value(self.contact.addresses[0])) == ours:
            return
        if on_card and not only_location(on_card[0][0].value):
            if ours and ours != on_card[0][1] and self.is_new("location", repr(ours), _itself):
                pref = ";PREF=1"
                self.splice.add([Property("ADR", location_value(ours), pref)], "ADR")
                self.splice.prefer("ADR", 0)
            return
        self._single("location", self.contact.location, lambda text: Property("ADR", location_value(text)))

    def _dates(self, *, newest: bool) -> None:
        """Add the dates that the card lacks, and take out those that the vault no longer has."""

        def form(value: FactValue) -> Hashable:
            return date_form(value) if isinstance(value, NamedDate) else None

        ours = {date_form(named_date): named_date for named_date in self.contact.dates}
        theirs = {date_form(named_date): line for line, named_date in self.facts("dates", NamedDate)}
        for key in theirs.keys() - ours.keys() - kept_dates(self.contact).keys():
            if self.was_said("dates", key, form):
                self.splice.take_out(theirs[key])
        for key, named_date in ours.items():
            if key not in theirs and self.is_new("dates", key, form):
                self.splice.add(list(date_lines(named_date, self.splice.groups, newest=newest)))

    def _note(self) -> None:
        """Write the text; a note of the phone that became a log entry stays until the text has been written once."""
        text = note_text(self.contact)
        on_card = self.facts("note", str)
        lines = self.splice.named("NOTE")
        said_notes = None if self.there.said is None else {str(note) for note in self.there.said.get("note", ())}
        if not on_card:
            new = said_notes is None or digest(text.encode()) not in said_notes
            elsewhere = any(
                self.there.alike(text, note) for card in self.there.others for note in card.values("note", str)
            )
            if text and new and not elsewhere:
                self.splice.add([Property("NOTE", escape(text))])
            return
        note = on_card[0][1]
        quoted = "\n".join(f"> {line}" for line in note.splitlines())
        logged = any(self.there.alike(entry.text, note) for entry in self.contact.body.log)
        was_written = said_notes is not None and digest(text.encode()) in said_notes
        if self.there.alike(text, note) or self.there.alike(text, quoted) or (logged and not was_written):
            return
        for line in lines if text else ():
            self.splice.write(line.number, *([Property("NOTE", escape(text))] if line is lines[0] else []))
        if not text and (said_notes is None or digest(note.encode()) in said_notes):
            for line in lines:
                self.splice.take_out(line)

    def _kept(self) -> None:
        """Write what has no field: lines below ``x: vcard`` that were edited, removed or added one by one."""
        ours = _pairs(self.contact.x.get("vcard"))
        extras = self.there.candidate.values("x", Extra)
        theirs = next((_pairs(extra.value) for extra in extras if extra.key == "vcard"), {})
        if not ours or ours == theirs:
            return
        gone, new = theirs.keys() - ours.keys(), [pair for pair in ours if pair not in theirs]
        new = [pair for pair in new if not (self._is_address(pair) or self._is_date(pair))]
        changed = {head for head, _ in new} <= {head for head, _ in theirs}
        lines = {(" ".join(line.head().split()), " ".join(line.value.split())): line for line in self.there.card.lines}
        for pair in gone if changed else ():
            line = lines.get(pair)
            if line is None or not self._was_kept(pair):
                continue
            replacement = next((new_pair for new_pair in new if new_pair[0] == pair[0]), None)
            if replacement:
                new.remove(replacement)
                self.splice.value(line, replacement[1])
            else:
                self.splice.write(line.number)
        self._add_kept([pair for pair in new if changed or not gone or "." not in pair[0]])

    def _is_address(self, pair: tuple[str, str]) -> bool:
        """Return whether a kept pair is an address on the card, which is written with the addresses."""
        said = {address_form(value) for _, value in self.facts("addresses", Address)}
        address = address_of(pair[1]) if is_address(pair[0]) else None
        return address is not None and address_form(address) in said

    def _is_date(self, pair: tuple[str, str]) -> bool:
        """Return whether a kept pair is a date on the card, or the label of one."""
        said = {(line.head(), line.value) for line, _ in self.facts("dates", NamedDate)}
        groups = {line.group.casefold() for line, _ in self.facts("dates", NamedDate) if line.group}
        group, dot, name = pair[0].partition(".")
        return pair in said or bool(dot and name.upper() == "X-ABLABEL" and group.casefold() in groups)

    def _was_kept(self, pair: tuple[str, str]) -> bool:
        said = self.there.said
        values = said.get("x", ()) if said is not None else ()
        return said is None or any(
            pair in _pairs(value.value) for value in values if isinstance(value, Extra) and value.key == "vcard"
        )

    def _add_kept(self, pairs: Iterable[tuple[str, str]]) -> None:
        for head, value in pairs:
            prop = from_kept(head, value)
            new = self.there.said is None or not self._was_kept((head, value))
            if prop and new and not is_ours(prop):
                self.splice.add([prop])


def _pairs(kept: object) -> dict[tuple[str, str], None]:
    """Return what stands below ``x: vcard`` as pairs of the texts before and after the colon."""
    pairs: dict[tuple[str, str], None] = {}
    for head, value in kept.items() if isinstance(kept, Mapping) else ():
        for text in value if isinstance(value, list | tuple) else [value]:
            if isinstance(text, str):
                pairs[" ".join(str(head).split()), " ".join(text.split())] = None
    return pairs


def _itself(value: FactValue) -> Hashable:
    return repr(value)


def _folded(value: FactValue) -> Hashable:
    return fold(str(value))
