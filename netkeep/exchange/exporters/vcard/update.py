"""A card that is in a folder, brought to what the vault says: field by field, and only where the two differ.

Three things are held against each other: what importing reads in the card, what the vault says, and what the source is
known to have said. Something is taken out of a card only where the source has said it and the vault no longer does;
it is added only where neither the source nor another card of the same person has said it.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from netkeep.exchange.candidate import Candidate, Extra, Fact, FactValue, Field, Link
from netkeep.exchange.exporters.vcard.card import (
    Wish,
    birthday,
    is_ours,
    labelled,
    link,
    location_value,
    note_text,
    parts_value,
    tags,
)
from netkeep.exchange.exporters.vcard.splice import Splice
from netkeep.exchange.exporters.vcard.updated_work import update_roles
from netkeep.exchange.exporters.vcard.writer import Property, from_kept
from netkeep.exchange.vcard.cards import Card
from netkeep.exchange.vcard.lines import Line
from netkeep.exchange.vcard.values import escape, items, only_location
from netkeep.model import person_names
from netkeep.model.names import fold
from netkeep.model.people import Contact, Email, Phone
from netkeep.model.reach import email_key, is_fax, url_key
from netkeep.text.source import digest

_T = TypeVar("_T")
Said = Mapping[Field, tuple[FactValue, ...]]


@dataclass(frozen=True, slots=True)
class There:
    """A card in the folder: its lines, and what importing reads in it; ``others`` is what their other cards say.

    ``said`` is what the source is known to have said, None where nothing is remembered of it: then the card tells.
    ``number`` gives the form in which two numbers are the same, ``alike`` tells whether two texts have the same words.
    """

    data: bytes
    card: Card
    candidate: Candidate
    others: tuple[Candidate, ...]
    said: Said | None
    number: Callable[[str], str]
    alike: Callable[[str, str], bool]


def updated(there: There, contact: Contact, wish: Wish) -> bytes | None:
    """Return the card as it is to be, the same bytes where nothing differs; None where it cannot be edited."""
    update = Update(there, contact, wish)
    return update.run() if update.splice.possible else None


class Update:
    """A card on its way to what the vault says of one person."""

    def __init__(self, there: There, contact: Contact, wish: Wish) -> None:
        self.there, self.contact, self.wish = there, contact, wish
        self.splice = Splice(there.data, there.card)

    def run(self) -> bytes:
        """Return the card as it is to be."""
        contact, splice = self.contact, self.splice
        newest = splice.version == "4.0"
        self._name()
        self._texts("aliases", contact.aliases, "NICKNAME", "X-NICKNAME")
        self._emails()
        self._phones()
        self._links()
        update_roles(self)
        self._location()
        zone = ";VALUE=text" if not newest else ""
        self._single("timezone", contact.timezone, lambda text: Property("TZ", escape(text), zone))
        self._single("birthday", contact.birthday, lambda day: birthday(day, newest=newest))
        pronouns = "PRONOUNS" if newest else "X-PRONOUNS"
        self._single("pronouns", contact.pronouns, lambda text: Property(pronouns, escape(text)))
        self._texts("tags", tags(contact), "CATEGORIES")
        self._note()
        self._kept()
        return splice.result()

    def facts(self, field: Field, kind: type[_T]) -> list[tuple[Line, _T]]:
        """Return what the card says of a field, each with its line."""
        found = (fact for fact in self.there.candidate.facts if fact.field == field)
        return [(line, fact.value) for fact in found if isinstance(fact.value, kind) and (line := self._line(fact))]

    def _line(self, fact: Fact) -> Line | None:
        number = int(fact.where.rpartition(":")[2])
        return self.splice.line(number) if number != self.there.card.begin else None

    def was_said(self, field: Field, key: Hashable, form: Callable[[FactValue], Hashable]) -> bool:
        """Return whether the source is known to have said something; then the vault has taken it out."""
        return self.there.said is None or key in {form(value) for value in self.there.said.get(field, ())}

    def is_new(self, field: Field, key: Hashable, form: Callable[[FactValue], Hashable]) -> bool:
        """Return whether neither the source nor another card of theirs has said something."""
        elsewhere = {form(fact.value) for one in self.there.others for fact in one.facts if fact.field == field}
        return key not in elsewhere and (self.there.said is None or not self.was_said(field, key, form))

    def _name(self) -> None:
        """Write FN and N: the parts of a name stay as they are, as long as the name does."""
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
        """Write a list of texts that stand with commas between them."""
        wanted = {fold(text): text for text in ours}
        form = _folded
        told = self.facts(field, str)
        theirs = {fold(text) for _, text in told}
        gone = {key for key in theirs - wanted.keys() if self.was_said(field, key, form)}
        new = [text for key, text in wanted.items() if key not in theirs and self.is_new(field, key, form)]
        new = [text for text in new if field != "aliases" or text != self.contact.name]
        lines = [line for line in self.splice.named(*names) if items(line.value)]
        for line in lines:
            left = [text for text in items(line.value) if fold(" ".join(text.split())) not in gone]
            if new and line is lines[0]:
                left, new = [*left, *new], []
            self._write_list(line, left)
        for line, text in told:
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

    def _emails(self) -> None:
        told = self.facts("emails", Email)
        ours = {email_key(one.address): one for one in self.contact.emails}
        keys = [email_key(one.address) for _, one in told]
        self._labelled("emails", "EMAIL", ours, dict(zip(keys, told, strict=True)), _email)

    def _phones(self) -> None:
        number = self.there.number

        def form(value: FactValue) -> Hashable:
            return number(value.number) if isinstance(value, Phone) else None

        told = self.facts("phones", Phone)
        ours = {number(one.number): one for one in self.contact.phones}
        keys = [number(one.number) for _, one in told]
        self._labelled("phones", "TEL", ours, dict(zip(keys, told, strict=True)), form)

    def _labelled(
        self,
        field: Field,
        name: str,
        ours: Mapping[str, Email | Phone],
        theirs: Mapping[str, tuple[Line, Email | Phone]],
        form: Callable[[FactValue], Hashable],
    ) -> None:
        """Write addresses or numbers; one that is another's stead keeps its line's parameters and its label."""
        gone = [theirs[key] for key in theirs if key not in ours and self.was_said(field, key, form)]
        new = [one for key, one in ours.items() if key not in theirs and self.is_new(field, key, form)]
        for key in theirs.keys() & ours.keys():
            line, told = theirs[key]
            mine = ours[key]
            if _text(mine) != _text(told) or mine.label not in {None, told.label}:
                self._replace(line, told, mine)
        first = next(filter(_is_preferable, ours.values()), None)
        read = next(filter(_is_preferable, (ours[key] for key in theirs if key in ours)), None)
        moved = len(ours) > 1 and first is not read
        wanted = next((line.number for key, (line, _) in theirs.items() if ours.get(key) is first), 0)
        for line, told in gone:
            if new:
                mine = new.pop(0)
                wanted = line.number if mine is first else wanted
                self._replace(line, told, mine)
            else:
                self.splice.take_out(line)
        added = [self._lines(name, one, first=moved and one is first) for one in new]
        if moved:
            self.splice.prefer(name, wanted)
        if added:
            self.splice.add([one for lines in added for one in lines], name)

    def _replace(self, line: Line, told: Email | Phone, mine: Email | Phone) -> None:
        """Write an address or number in the place of another."""
        if mine.label in {None, told.label}:
            self.splice.value(line, escape(_text(mine)))
            return
        first = line.preference() <= 100  # noqa: PLR2004 (RFC 6350, 5.3)
        self.splice.take_out(line)
        self.splice.write(line.number, *self._lines(line.name, mine, first=first))

    def _lines(self, name: str, one: Email | Phone, *, first: bool) -> list[Property]:
        return list(labelled(name, escape(_text(one)), one.label, self.splice.groups, first=first))

    def _links(self) -> None:
        told = self.facts("links", Link)
        theirs = {url_key(link.url): line for line, link in told}
        ours = {url_key(url): (service, url) for service, url in self.contact.links.items()}
        for key, line in theirs.items():
            if key not in ours and self.was_said("links", key, _link):
                self.splice.take_out(line)
        for key, (service, url) in ours.items():
            if key not in theirs and self.is_new("links", key, _link):
                self.splice.add(list(link(service, url, self.splice.groups)), "URL")

    def _single(self, field: Field, ours: _T | None, write: Callable[[_T], Property]) -> None:
        told = self.facts(field, object)
        line, theirs = told[0] if told else (None, None)
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
        """Write where they are; an address that says more is its own, and stays."""
        told = self.facts("location", str)
        if told and not only_location(told[0][0].value):
            ours = self.contact.location
            if ours and ours != told[0][1] and self.is_new("location", repr(ours), _itself):
                pref = ";PREF=1"
                self.splice.add([Property("ADR", location_value(ours), pref)], "ADR")
                self.splice.prefer("ADR", 0)
            return
        self._single("location", self.contact.location, lambda text: Property("ADR", location_value(text)))

    def _note(self) -> None:
        """Write the text; a note of the phone that became an entry of the log stays, until the text has been there."""
        text = note_text(self.contact)
        told = self.facts("note", str)
        lines = self.splice.named("NOTE")
        before = None if self.there.said is None else {str(one) for one in self.there.said.get("note", ())}
        if not told:
            new = before is None or digest(text.encode()) not in before
            elsewhere = any(
                self.there.alike(text, one) for card in self.there.others for one in card.values("note", str)
            )
            if text and new and not elsewhere:
                self.splice.add([Property("NOTE", escape(text))])
            return
        note = told[0][1]
        quoted = "\n".join(f"> {line}" for line in note.splitlines())
        logged = any(self.there.alike(one.text, note) for one in self.contact.body.log)
        given = before is not None and digest(text.encode()) in before
        if self.there.alike(text, note) or self.there.alike(text, quoted) or (logged and not given):
            return
        for line in lines if text else ():
            self.splice.write(line.number, *([Property("NOTE", escape(text))] if line is lines[0] else []))
        if not text and (before is None or digest(note.encode()) in before):
            for line in lines:
                self.splice.take_out(line)

    def _kept(self) -> None:
        """Write what has no field: lines below ``x: vcard`` that were edited, taken out or added one by one."""
        ours = _pairs(self.contact.x.get("vcard"))
        extras = self.there.candidate.values("x", Extra)
        theirs = next((_pairs(extra.value) for extra in extras if extra.key == "vcard"), {})
        if not ours or ours == theirs:
            return
        gone, new = theirs.keys() - ours.keys(), [pair for pair in ours if pair not in theirs]
        changed = {head for head, _ in new} <= {head for head, _ in theirs}
        lines = {(" ".join(line.head().split()), " ".join(line.value.split())): line for line in self.there.card.lines}
        for pair in gone if changed else ():
            line = lines.get(pair)
            if line is None or not self._kept_before(pair):
                continue
            stead = next((one for one in new if one[0] == pair[0]), None)
            if stead:
                new.remove(stead)
                self.splice.value(line, stead[1])
            else:
                self.splice.write(line.number)
        self._add_kept([pair for pair in new if changed or not gone or "." not in pair[0]])

    def _kept_before(self, pair: tuple[str, str]) -> bool:
        said = self.there.said
        values = said.get("x", ()) if said is not None else ()
        return said is None or any(
            pair in _pairs(one.value) for one in values if isinstance(one, Extra) and one.key == "vcard"
        )

    def _add_kept(self, pairs: Iterable[tuple[str, str]]) -> None:
        for head, value in pairs:
            one = from_kept(head, value)
            new = self.there.said is None or not self._kept_before((head, value))
            if one and new and not is_ours(one):
                self.splice.add([one])


def _pairs(kept: object) -> dict[tuple[str, str], None]:
    """Return what stands below ``x: vcard`` as pairs of what stands before the colon and behind it."""
    found: dict[tuple[str, str], None] = {}
    for head, value in kept.items() if isinstance(kept, Mapping) else ():
        for text in value if isinstance(value, list | tuple) else [value]:
            if isinstance(text, str):
                found[" ".join(str(head).split()), " ".join(text.split())] = None
    return found


def _text(one: Email | Phone) -> str:
    return one.address if isinstance(one, Email) else one.number


def _is_preferable(one: Email | Phone) -> bool:
    return isinstance(one, Email) or not is_fax(one.label)


def _itself(value: FactValue) -> Hashable:
    return repr(value)


def _folded(value: FactValue) -> Hashable:
    return fold(str(value))


def _email(value: FactValue) -> Hashable:
    return email_key(value.address) if isinstance(value, Email) else None


def _link(value: FactValue) -> Hashable:
    return url_key(value.url) if isinstance(value, Link) else None
