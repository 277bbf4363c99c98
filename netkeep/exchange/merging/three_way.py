"""What a source said before, the owner's file, and what the source says now -> what the file shall say."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar, cast

from netkeep.exchange.candidate import SCALARS, Entry, Extra, FactValue, Field, Link
from netkeep.exchange.matching.forms import form_of
from netkeep.exchange.matching.verdict import verdict
from netkeep.exchange.merging.extras import Extras, for_name, piece_key, without
from netkeep.exchange.merging.facts import Said, once
from netkeep.exchange.merging.ids import Find, Ids, nobody, translated
from netkeep.exchange.merging.keyed import Key, Rules, first_of_each, keyed, merge_by_key
from netkeep.exchange.merging.links import has_words, is_logged, linked, with_people
from netkeep.exchange.merging.roles import Following, When, merge_roles
from netkeep.exchange.vcard.addresses import address_form
from netkeep.exchange.vcard.dates import date_form
from netkeep.model.contact_points import url_key
from netkeep.model.dates import Birthday
from netkeep.model.fields import FIELDS, record_of
from netkeep.model.fields import Field as Row
from netkeep.model.names import fold, org_key
from netkeep.model.people import Contact, Email, Phone, Role
from netkeep.model.shapes import BIRTHDAY, Value
from netkeep.model.unnamed import is_unnamed, names_nobody
from netkeep.text.items import parsed
from netkeep.text.source import digest
from netkeep.text.values import free

_REPORTED = frozenset({*SCALARS, "properties", *(row.key for row in FIELDS if row.reported)})
"""The fields in which a difference is reported."""
_ADD_UP = frozenset(row.key for row in FIELDS if row.adds_up)  # as do roles, log and notes: absence removes nothing
_ROWS = {row.key: row for row in FIELDS}
_NOTHING: Said = MappingProxyType({})
_V = TypeVar("_V", bound=FactValue)


@dataclass(frozen=True, slots=True)
class Policy:
    """How far a source is followed, and what the vault knows besides this person.

    ``day`` is the day it describes; ``older`` says that it described a later day before: then it only adds.
    ``snapshot`` says that it is complete, ``absence_means_removed`` that last sweep, too: then its changes are
    followed, and what it no longer has is removed. Any other source adds, and where it differs the vault's value stays;
    ``work`` says how far it is followed in the history of somebody's work. ``org`` gives the key of an organisation,
    ``free`` tells whether an e-mail address, phone or link may be theirs, ``may_be_called`` whether a name may;
    ``region`` is the country of numbers without one. ``ids`` translates the source's ids of people and jobs to those
    here, ``link`` whatever its texts link to. ``chosen`` says that it is a vault, whose owner ordered the roles.
    """

    day: date
    older: bool = False
    snapshot: bool = False
    absence_means_removed: bool = False
    work: Following = "adds"
    region: str | None = None
    org: Callable[[str], str] = org_key
    free: Callable[[object], bool] = lambda _: True
    may_be_called: Callable[[str], bool] = lambda _: True
    chosen: bool = False
    ids: Ids = field(default_factory=Ids)
    link: Find = nobody


@dataclass(frozen=True, slots=True)
class Merged:
    """What the file shall say. ``entries`` are new in the log; ``said`` is what the source will have said.

    ``kept`` names the fields where the vault's value stays against the source's, ``refused`` those whose value in the
    source belongs to somebody else, ``unknown`` those that name somebody not in the vault. ``taken_back`` counts, by
    field, what the source no longer says and the file therefore loses; of ``roles``, those that end. ``waits`` says
    that the source lists other work than before, and it is unclear whether earlier or later work.
    """

    contact: Contact
    entries: tuple[Entry, ...]
    said: Said
    kept: tuple[Field, ...] = ()
    refused: tuple[Field, ...] = ()
    unknown: tuple[Field, ...] = ()
    taken_back: Mapping[Field, int] = field(default_factory=lambda: MappingProxyType({}))
    waits: bool = False


def merge(base: Said | None, ours: Contact, theirs: Said, policy: Policy) -> Merged:
    """Return the merged contact; ``base`` is None where the source mentions this person for the first time.

    A new person is merged into a contact that has nothing but an id.
    """
    return _Merge(base, ours, theirs, policy).run()


class _Merge:
    def __init__(self, base: Said | None, ours: Contact, theirs: Said, policy: Policy) -> None:
        self._base: Said = _NOTHING if base is None else base
        self._first = base is None
        self._ours = ours
        self._translated = translated(ours.id, theirs, self._base, policy.ids)
        self._theirs = self._translated.said
        self._policy = policy
        self._taken_back: Counter[Field] = Counter()
        self._waits = False
        self._said: dict[Field, tuple[FactValue, ...]] = {}
        self._kept: list[Field] = []
        self._refused: list[Field] = []
        self._older_name = ""
        self._moved: set[tuple[str, ...]] = set()

    def run(self) -> Merged:
        ours = self._ours
        if self._theirs == self._base and not is_unnamed(ours):  # then whatever differs is the owner's
            return Merged(ours, (), self._base, unknown=self._translated.unknown)
        name = self._name()
        links = self._links(tuple(Link(*pair) for pair in ours.links.items()))
        own: Mapping[Field, Callable[[], object]] = {
            "name": lambda: name,
            "aliases": lambda: self._aliases(name),
            "links": lambda: {link.service: link.url for link in links},
            "roles": self._roles,
            "private": self._private,
            "addresses": lambda: self._out_of_cards("addresses", address_form),
            "dates": lambda: self._out_of_cards("dates", date_form),
            "x": lambda: self._extras(name),
        }
        wanted = {row.key: own[row.key]() if row.key in own else self._field(row) for row in FIELDS}
        contact = replace(ours, **cast("dict[str, Any]", wanted), properties=self._properties())
        entries = self._entries()
        said = {name: values for name, values in self._said.items() if values}
        return Merged(
            contact,
            entries,
            said,
            tuple(self._kept),
            tuple(self._refused),
            self._translated.unknown,
            MappingProxyType(dict(self._taken_back)),
            self._waits,
        )

    def _name(self) -> str:
        """Return the name; a contact named only by an address or a number gets the first real name."""
        ours = self._ours
        theirs = next(iter(_values(self._theirs, "name", str)), "")
        theirs_nobody = names_nobody(
            theirs, *_reach(_values(self._theirs, "emails", Email), _values(self._theirs, "phones", Phone))
        )
        # An address instead of a number is no better a name, unless the number goes.
        unnamed = is_unnamed(ours) and (self._policy.absence_means_removed or not theirs_nobody)
        if theirs and unnamed and not names_nobody(theirs, *_reach(ours.emails, ours.phones)):
            self._said["name"] = self._names_said(theirs)
            return theirs
        if ours.name and theirs and (theirs_nobody or self._same_but_for_titles(theirs)):
            self._said["name"] = self._names_said(theirs)
            return ours.name
        if ours.name and theirs and fold(theirs) != fold(ours.name) and not self._policy.may_be_called(theirs):
            self._said["name"] = self._names_said(theirs)
            self._kept.append("name")
            return ours.name
        name = self._single("name", str, ours.name or None) or ours.name
        self._older_name = theirs if self._policy.older else ""
        self._said["name"] = self._names_said(theirs)
        return name

    def _same_but_for_titles(self, their_name: str) -> bool:
        """Return whether a source that only adds has the same name in another spelling."""
        return not self._policy.absence_means_removed and verdict(their_name, self._ours.name) == "same"

    def _names_said(self, their_name: str) -> tuple[str, ...]:
        """Return all names that the source has used, to recognise the person by; a snapshot's newest first."""
        earlier = _values(self._base, "name", str)
        names = (their_name, *earlier) if self._policy.snapshot and not self._policy.older else (*earlier, their_name)
        return tuple(dict.fromkeys(filter(None, names)))

    def _extras(self, name: str) -> Mapping[str, object]:
        """Merge what stands below ``x``; name parts only where they belong to the contact's name."""
        ours, said = Extras(), Extras()
        mine = ours.split(Extra(key, free(value)) for key, value in self._ours.x.items())
        theirs = for_name(_values(self._theirs, "x", Extra), name)
        self._base = {**self._base, "x": said.split(_values(self._base, "x", Extra))}
        said.split(theirs)
        self._theirs = {**self._theirs, "x": ours.split(theirs)}
        wanted = without(self._several("x", Extra, mine, piece_key), self._moved)
        self._said["x"] = said.together(_values(self._said, "x", Extra))
        return self._ours.x if wanted == mine else {extra.key: extra.value for extra in ours.together(wanted)}

    def _properties(self) -> Mapping[str, object]:
        """Merge the keys of other programs. An import puts nobody on the site."""
        mine = tuple(Extra(key, free(value)) for key, value in self._ours.properties.items())
        values = {extra.key: extra.value for extra in self._several("properties", Extra, mine, lambda extra: extra.key)}
        return values if self._ours.published else {**values, "publish": self._ours.properties["publish"]}

    def _out_of_cards(self, field: Field, form: Callable[[Any], tuple[str, ...]]) -> tuple[Any, ...]:
        """Merge a list that older versions kept below ``x: vcard``; values in the list need not stand there as well."""
        wanted = cast("tuple[Any, ...]", self._field(_ROWS[field]))
        self._moved |= {form(value) for value in self._theirs.get(field, ())} & set(map(form, wanted))
        return wanted

    def _private(self) -> bool:
        """Return whether they are private: an import makes nobody public."""
        return self._single("private", str, "true" if self._ours.private else None) is not None or self._ours.private

    def _field(self, row: Row) -> object:
        """Merge a field as the shape of its row says."""
        mine = getattr(self._ours, row.key)
        if not self._is_mentioned(row.key):
            return mine
        if row.shape == BIRTHDAY:
            return self._single(row.key, Birthday, mine)
        if isinstance(row.shape, Value):
            wanted = self._single(row.key, str, None if mine is None else str(mine))
            return None if wanted is None else parsed(row.shape, wanted)
        record, region = record_of(row), self._policy.region
        kind = record.model if record and record.model else str
        return self._several(row.key, kind, mine, lambda value: form_of(row, value, region), several=row.several)

    def _is_mentioned(self, name: Field) -> bool:
        """Return whether the source mentions a field now or before; most fields it does not."""
        return bool(self._theirs.get(name) or self._base.get(name))

    def _single(self, name: Field, kind: type[_V], mine: _V | None) -> _V | None:
        ours = () if mine is None else (mine,)
        return next(iter(self._several(name, kind, ours, lambda _: name)), None)

    def _several(
        self,
        name: Field,
        kind: type[_V],
        mine: tuple[_V, ...],
        key_of: Callable[[_V], Hashable],
        *,
        several: bool = False,
    ) -> tuple[_V, ...]:
        """Merge a list whose values have keys; of the source's values with one key only the first, or ``several``."""
        if not self._is_mentioned(name):
            return mine
        ours = keyed(mine, key_of)
        both = (keyed(_values(said, name, kind), key_of) for said in (self._base, self._theirs))
        base, theirs = both if several else map(first_of_each, both)
        removed = {plain for plain, number in base if not number and (plain, 0) not in ours}
        wanted = {key: value for key, value in theirs.items() if not key[1] or key[0] not in removed}
        outcome = merge_by_key(base, ours, wanted, self._rules(name))
        if self._policy.absence_means_removed and (gone := len(ours.keys() - outcome.values.keys())):
            self._taken_back[name] += gone
        if outcome.refused:
            self._refused.append(name)
        if name in _REPORTED and any(not _alike(ours[key], theirs[key]) for key in outcome.kept):
            self._kept.append(name)
        kept = {key: value for key, value in theirs.items() if key in base or key not in outcome.refused}
        self._said[name] = tuple(self._to_keep(name, base, kept).values())
        return tuple(outcome.values.values())

    def _links(self, mine: tuple[Link, ...]) -> tuple[Link, ...]:
        """Merge the links; one that the owner has under another service name is there already."""
        urls, services = {url_key(link.url) for link in mine}, {link.service for link in mine}
        said = _values(self._theirs, "links", Link)
        already_there = tuple(link for link in said if url_key(link.url) in urls and link.service not in services)
        self._theirs = {**self._theirs, "links": tuple(link for link in said if link not in already_there)}
        wanted = self._several("links", Link, mine, lambda link: link.service)
        self._said["links"] = once((*self._said.get("links", ()), *already_there))
        return wanted

    def _rules(self, name: Field) -> Rules:
        return Rules(self._policy.older, self._policy.absence_means_removed and name not in _ADD_UP, self._policy.free)

    def _to_keep(self, name: Field, base: dict[Key, _V], theirs: dict[Key, _V]) -> dict[Key, _V]:
        """Return what the source will have said: of a snapshot its newest values, else the first of each key."""
        if self._policy.snapshot and not self._policy.older and name not in _ADD_UP:
            return theirs
        return base | {key: value for key, value in theirs.items() if key not in base}

    def _aliases(self, name: str) -> tuple[str, ...]:
        """Return the aliases, with the old name where the source changed it, and the source's where ours stays."""
        said = _values(self._theirs, "aliases", str)
        free = tuple(alias for alias in said if self._policy.may_be_called(alias))
        if free != said:
            self._theirs = {**self._theirs, "aliases": free}
            self._refused.append("aliases")
        aliases = self._several("aliases", str, self._ours.aliases, fold)
        if not self._ours.name:
            return aliases
        others = [] if is_unnamed(self._ours) else [self._ours.name]
        their_name = next(iter(_values(self._theirs, "name", str)), "")
        earlier = {fold(alias) for alias in _values(self._base, "name", str)}
        another = self._older_name or ("name" in self._kept and not self._policy.absence_means_removed)
        if another and fold(their_name) not in earlier:
            others += [their_name] if self._policy.may_be_called(their_name) else []
        taken = {fold(name), *map(fold, aliases)}
        return (*aliases, *(other for other in others if fold(other) not in taken))

    def _roles(self) -> tuple[Role, ...]:
        when = When(self._policy.day, self._first, self._policy.older, self._policy.work)
        base, theirs = (_values(said, "roles", Role) for said in (self._base, self._theirs))
        work = merge_roles(base, self._ours.roles, theirs, self._policy.org, when)
        becomes_one = self._policy.snapshot and not self._policy.absence_means_removed and not self._policy.older
        ordered: list[Role] = sorted(theirs if becomes_one else work.said, key=_role_order)
        self._said["roles"] = once(ordered)
        if work.kept:
            self._kept.append("roles")
        self._waits = work.waits
        if self._policy.absence_means_removed and work.ended:
            self._taken_back["roles"] += work.ended
        new = self._policy.chosen and not self._ours.name
        return tuple(dict.fromkeys(theirs)) if new else work.wanted()

    def _entries(self) -> tuple[Entry, ...]:
        """Return the new log entries: neither imported before, nor logged by anybody else."""
        previous = {entry.key: entry for entry in _values(self._base, "log", Entry)}
        added = {entry.key: entry for entry in _values(self._theirs, "log", Entry) if entry.key not in previous}
        self._said["log"] = tuple(_without_words(entry) for entry in (previous | added).values())
        entries = (with_people(entry, self._policy.link) for entry in added.values())
        new = tuple(entry for entry in entries if not is_logged(self._ours.body.log, entry))
        return (*new, *self._note())

    def _note(self) -> tuple[Entry, ...]:
        """Return new notes as log entries; only a new file has a note as its text, others keep the owner's."""
        previous = _values(self._base, "note", str)
        notes = {digest(note.encode()): note for note in _values(self._theirs, "note", str)}
        self._said["note"] = tuple(dict.fromkeys((*previous, *notes)))
        if not self._ours.name:
            return ()
        there = self._ours.body.prose
        new = (note for key, note in notes.items() if key not in previous and not has_words(there, note))
        return tuple(Entry("", self._policy.day, "note", linked(note, self._policy.link)) for note in new)


def _reach(emails: Iterable[Email], phones: Iterable[Phone]) -> tuple[list[str], list[str]]:
    return [email.address for email in emails], [phone.number for phone in phones]


def _role_order(role: Role) -> tuple[bool, str, str, str, str, str]:
    """Return a sort key for roles, so that the base does not depend on the order of imports."""
    end, start = (str(day or "") for day in (role.end, role.start))
    return bool(role.end), end, role.org, role.title or "", start, role.team or ""


def _without_words(entry: Entry) -> Entry:
    """Return an entry without its text: its key identifies it, and the text is in the vault."""
    return entry._replace(text="", others=())


def _values(said: Said, name: Field, kind: type[_V]) -> tuple[_V, ...]:
    return tuple(value for value in said.get(name, ()) if isinstance(value, kind))


def _alike(first: object, second: object) -> bool:
    """Return whether two values differ at most in case or accents, which is the owner's business."""
    return isinstance(first, str) and isinstance(second, str) and fold(first) == fold(second)
