"""What a source said before, what the owner's file says, and what the source says now -> what the file shall say."""

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
from netkeep.exchange.merging.ids import Find, Ids, nobody, placed
from netkeep.exchange.merging.keyed import Key, Rules, first_of_each, keyed, merge_by_key
from netkeep.exchange.merging.links import has_words, linked, with_people, written
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

_TOLD = frozenset({*SCALARS, "properties", *(row.key for row in FIELDS if row.told)})
"""The fields of which a difference is worth a word."""
_ADD_UP = frozenset(row.key for row in FIELDS if row.adds_up)  # as roles, log and notes do: no silence takes them back
_ROWS = {row.key: row for row in FIELDS}
_NOTHING: Said = MappingProxyType({})
_V = TypeVar("_V", bound=FactValue)


@dataclass(frozen=True, slots=True)
class Policy:
    """How far a source is followed, and what the vault knows besides this person.

    ``day`` is the day of which it speaks; ``older`` says that it spoke of a later day before: then it only adds.
    ``snapshot`` says that it tells all there is to tell, ``absence_means_removed`` that it did so the last time, too:
    then what it changed is followed, and its silence means something. Any other source adds, and where it says another
    thing the vault's stays; ``work`` says how far it is followed in the history of somebody's work. ``org`` gives the
    form in which two organisations are one, ``free`` tells whether an e-mail address, phone or link may be theirs,
    ``may_be_called`` whether a name may; ``region`` is the country of numbers without one. ``ids`` gives the ids here
    of whom and what the source names by its own, ``link`` of all that a text of it links to. ``chosen`` says that it is
    a vault, whose roles are in an order that their owner gave them.
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

    ``kept`` names the fields where the vault's word stays against the source's, ``refused`` those where what the
    source says is somebody else's, ``unknown`` those that name what is not in the vault. ``taken_back`` counts, by
    field, what the source no longer says and the file therefore loses; of ``roles``, those that end. ``waits`` says
    that the source tells of other work than before, and nobody knows whether of earlier or of later work.
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
    """Return what is wanted; ``base`` is None where the source speaks of this person for the first time.

    A new person is merged into a contact that has nothing but an id.
    """
    return _Merge(base, ours, theirs, policy).run()


class _Merge:
    def __init__(self, base: Said | None, ours: Contact, theirs: Said, policy: Policy) -> None:
        self._base: Said = _NOTHING if base is None else base
        self._first = base is None
        self._ours = ours
        self._place = placed(ours.id, theirs, self._base, policy.ids)
        self._theirs = self._place.said
        self._policy = policy
        self._taken_back: Counter[Field] = Counter()
        self._waits = False
        self._said: dict[Field, tuple[FactValue, ...]] = {}
        self._kept: list[Field] = []
        self._refused: list[Field] = []
        self._former = ""
        self._moved: set[tuple[str, ...]] = set()

    def run(self) -> Merged:
        ours = self._ours
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
            self._place.unknown,
            MappingProxyType(dict(self._taken_back)),
            self._waits,
        )

    def _name(self) -> str:
        """Return the name; who was only known by an address or a number gets the first name that anybody tells."""
        ours = self._ours
        told = next(iter(_of(self._theirs, "name", str)), "")
        theirs_nobody = names_nobody(
            told, *_ways(_of(self._theirs, "emails", Email), _of(self._theirs, "phones", Phone))
        )
        # An address in the place of a number names them no better, unless the number goes.
        unnamed = is_unnamed(ours) and (self._policy.absence_means_removed or not theirs_nobody)
        if told and unnamed and not names_nobody(told, *_ways(ours.emails, ours.phones)):
            self._said["name"] = self._names_said(told)
            return told
        if ours.name and told and (theirs_nobody or self._same_but_for_titles(told)):
            self._said["name"] = self._names_said(told)
            return ours.name
        if ours.name and told and fold(told) != fold(ours.name) and not self._policy.may_be_called(told):
            self._said["name"] = self._names_said(told)
            self._kept.append("name")
            return ours.name
        name = self._single("name", str, ours.name or None) or ours.name
        self._former = told if self._policy.older else ""
        self._said["name"] = self._names_said(told)
        return name

    def _same_but_for_titles(self, told: str) -> bool:
        """Return whether a source that only adds writes the name otherwise, and still the same."""
        return not self._policy.absence_means_removed and verdict(told, self._ours.name) == "same"

    def _names_said(self, told: str) -> tuple[str, ...]:
        """Return all names that the source has used, by which it is known whom it means; a snapshot's newest first."""
        before = _of(self._base, "name", str)
        names = (told, *before) if self._policy.snapshot and not self._policy.older else (*before, told)
        return tuple(dict.fromkeys(filter(None, names)))

    def _extras(self, name: str) -> Mapping[str, object]:
        """Merge what stands below ``x``; the parts of a name only where it is the one that the contact has."""
        ours, said = Extras(), Extras()
        mine = ours.split(Extra(key, free(value)) for key, value in self._ours.x.items())
        theirs = for_name(_of(self._theirs, "x", Extra), name)
        self._base = {**self._base, "x": said.split(_of(self._base, "x", Extra))}
        said.split(theirs)
        self._theirs = {**self._theirs, "x": ours.split(theirs)}
        wanted = without(self._several("x", Extra, mine, piece_key), self._moved)
        self._said["x"] = said.together(_of(self._said, "x", Extra))
        return self._ours.x if wanted == mine else {extra.key: extra.value for extra in ours.together(wanted)}

    def _properties(self) -> Mapping[str, object]:
        """Merge the keys of other programs. Nobody is put on the site by an import."""
        mine = tuple(Extra(key, free(value)) for key, value in self._ours.properties.items())
        found = {one.key: one.value for one in self._several("properties", Extra, mine, lambda extra: extra.key)}
        return found if self._ours.published else {**found, "publish": self._ours.properties["publish"]}

    def _out_of_cards(self, field: Field, form: Callable[[Any], tuple[str, ...]]) -> tuple[Any, ...]:
        """Merge a list that older versions kept below ``x: vcard``: what the source says need not stand there, too."""
        wanted = cast("tuple[Any, ...]", self._field(_ROWS[field]))
        self._moved |= {form(one) for one in self._theirs.get(field, ())} & set(map(form, wanted))
        return wanted

    def _private(self) -> bool:
        """Return whether they are private: nobody is made public by an import."""
        return self._single("private", str, "true" if self._ours.private else None) is not None or self._ours.private

    def _field(self, row: Row) -> object:
        """Merge a field as the shape of its row says."""
        mine = getattr(self._ours, row.key)
        if not self._is_told(row.key):
            return mine
        if row.shape == BIRTHDAY:
            return self._single(row.key, Birthday, mine)
        if isinstance(row.shape, Value):
            wanted = self._single(row.key, str, None if mine is None else str(mine))
            return None if wanted is None else parsed(row.shape, wanted)
        record, region = record_of(row), self._policy.region
        kind = record.model if record and record.model else str
        return self._several(row.key, kind, mine, lambda one: form_of(row, one, region), all_=row.several)

    def _is_told(self, name: Field) -> bool:
        """Return whether the source says anything of a field, or did so before; of most it does not."""
        return bool(self._theirs.get(name) or self._base.get(name))

    def _single(self, name: Field, kind: type[_V], mine: _V | None) -> _V | None:
        ours = () if mine is None else (mine,)
        return next(iter(self._several(name, kind, ours, lambda _: name)), None)

    def _several(
        self,
        name: Field,
        kind: type[_V],
        mine: tuple[_V, ...],
        key: Callable[[_V], Hashable],
        *,
        all_: bool = False,
    ) -> tuple[_V, ...]:
        """Merge a list whose values are known by a key; of several with one key, the source's first, or ``all_``."""
        if not self._is_told(name):
            return mine
        ours = keyed(mine, key)
        told = (keyed(_of(said, name, kind), key) for said in (self._base, self._theirs))
        base, theirs = told if all_ else map(first_of_each, told)
        removed = {one for one, number in base if not number and (one, 0) not in ours}
        wanted = {one: value for one, value in theirs.items() if not one[1] or one[0] not in removed}
        outcome = merge_by_key(base, ours, wanted, self._rules(name))
        if self._policy.absence_means_removed and (gone := len(ours.keys() - outcome.values.keys())):
            self._taken_back[name] += gone
        if outcome.refused:
            self._refused.append(name)
        if name in _TOLD and any(not _alike(ours[one], theirs[one]) for one in outcome.kept):
            self._kept.append(name)
        kept = {one: value for one, value in theirs.items() if one in base or one not in outcome.refused}
        self._said[name] = tuple(self._to_keep(name, base, kept).values())
        return tuple(outcome.values.values())

    def _links(self, mine: tuple[Link, ...]) -> tuple[Link, ...]:
        """Merge the links; one that the owner calls otherwise is there already."""
        urls, services = {url_key(link.url) for link in mine}, {link.service for link in mine}
        told = _of(self._theirs, "links", Link)
        there = tuple(link for link in told if url_key(link.url) in urls and link.service not in services)
        self._theirs = {**self._theirs, "links": tuple(link for link in told if link not in there)}
        wanted = self._several("links", Link, mine, lambda link: link.service)
        self._said["links"] = once((*self._said.get("links", ()), *there))
        return wanted

    def _rules(self, name: Field) -> Rules:
        return Rules(self._policy.older, self._policy.absence_means_removed and name not in _ADD_UP, self._policy.free)

    def _to_keep(self, name: Field, base: dict[Key, _V], theirs: dict[Key, _V]) -> dict[Key, _V]:
        """Return what the source will have said: of a snapshot its newest word, else the first word on everything."""
        if self._policy.snapshot and not self._policy.older and name not in _ADD_UP:
            return theirs
        return base | {key: value for key, value in theirs.items() if key not in base}

    def _aliases(self, name: str) -> tuple[str, ...]:
        """Return the other names: also the old one where a source has changed it, and its own where ours stays."""
        told = _of(self._theirs, "aliases", str)
        free = tuple(alias for alias in told if self._policy.may_be_called(alias))
        if free != told:
            self._theirs = {**self._theirs, "aliases": free}
            self._refused.append("aliases")
        aliases = self._several("aliases", str, self._ours.aliases, fold)
        if not self._ours.name:
            return aliases
        others = [] if is_unnamed(self._ours) else [self._ours.name]
        name_told = next(iter(_of(self._theirs, "name", str)), "")
        before = {fold(one) for one in _of(self._base, "name", str)}
        another = self._former or ("name" in self._kept and not self._policy.absence_means_removed)
        if another and fold(name_told) not in before:
            others += [name_told] if self._policy.may_be_called(name_told) else []
        known = {fold(name), *map(fold, aliases)}
        return (*aliases, *(other for other in others if fold(other) not in known))

    def _roles(self) -> tuple[Role, ...]:
        when = When(self._policy.day, self._first, self._policy.older, self._policy.work)
        base, theirs = (_of(said, "roles", Role) for said in (self._base, self._theirs))
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
        """Return what is new in the log: neither told before, nor written there by whoever it was."""
        known = {entry.key: entry for entry in _of(self._base, "log", Entry)}
        told = {entry.key: entry for entry in _of(self._theirs, "log", Entry) if entry.key not in known}
        self._said["log"] = tuple(_wordless(entry) for entry in (known | told).values())
        entries = (with_people(entry, self._policy.link) for entry in told.values())
        new = tuple(entry for entry in entries if not written(self._ours.body.log, entry))
        return (*new, *self._note())

    def _note(self) -> tuple[Entry, ...]:
        """Return a note as an entry; the text of a file is its owner's, and only a new one begins with it."""
        known = _of(self._base, "note", str)
        told = {digest(note.encode()): note for note in _of(self._theirs, "note", str)}
        self._said["note"] = tuple(dict.fromkeys((*known, *told)))
        if not self._ours.name:
            return ()
        there = self._ours.body.prose
        new = (note for key, note in told.items() if key not in known and not has_words(there, note))
        return tuple(Entry("", self._policy.day, "note", linked(note, self._policy.link)) for note in new)


def _ways(emails: Iterable[Email], phones: Iterable[Phone]) -> tuple[list[str], list[str]]:
    return [email.address for email in emails], [phone.number for phone in phones]


def _role_order(role: Role) -> tuple[bool, str, str, str, str, str]:
    """Return the order in which roles are kept, the same however one came to know of them."""
    end, start = (str(day or "") for day in (role.end, role.start))
    return bool(role.end), end, role.org, role.title or "", start, role.team or ""


def _wordless(entry: Entry) -> Entry:
    """Return an entry without its words: its key tells it apart, and the words stand in the vault."""
    return entry._replace(text="", others=())


def _of(said: Said, name: Field, kind: type[_V]) -> tuple[_V, ...]:
    return tuple(value for value in said.get(name, ()) if isinstance(value, kind))


def _alike(one: object, other: object) -> bool:
    """Return whether two values differ at most in case or accents: that is the owner's business."""
    return isinstance(one, str) and isinstance(other, str) and fold(one) == fold(other)
