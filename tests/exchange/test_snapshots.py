"""A source that is imported again under its name is a snapshot: a small model says what becomes of every field.

The newer snapshot holds, and so do the owner's edits in between; roles end instead of vanishing, and aliases, notes
and logs stay.
"""

import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.address_books import Record, cards
from netkeep.model.people import Contact
from tests.exchange.importing import Book, Import
from tests.repeats import cases

_CASES = cases(20)  # as in test_import_properties.py
_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")
PEOPLE = ("ada", "bo", "cleo")
SOURCE = ("--source", "phone")


@dataclass(frozen=True)
class State:
    """What a file says of somebody, as far as the model goes; ``roles`` tell of each organisation whether it is over.

    ``names`` are the name and the aliases of a file, of a card the nickname; ``notes`` stand in the body.
    """

    name: str = ""
    names: frozenset[str] = frozenset()
    emails: Mapping[str, str] = field(default_factory=dict)
    phones: Mapping[str, str] = field(default_factory=dict)
    birthday: str = ""
    tags: frozenset[str] = frozenset()
    roles: Mapping[str, bool] = field(default_factory=dict)
    notes: frozenset[str] = frozenset()


def stated(contact: Contact) -> State:
    """Return what a file says."""
    body = " ".join([contact.body.prose, *(entry.text for entry in contact.body.log)])
    return State(
        contact.name,
        frozenset((contact.name, *contact.aliases)),
        {email.address: email.label or "" for email in contact.emails},
        {phone.number: phone.label or "" for phone in contact.phones},
        str(contact.birthday or ""),
        frozenset(contact.tags) - {"to-triage"},
        {role.org: role.end is not None for role in contact.roles},
        frozenset(note for note in NOTES if note in body),
    )


def said(record: Record) -> State:
    """Return what a card says."""
    return State(
        record.name,
        frozenset(filter(None, [record.nickname])),
        dict(record.emails),
        dict(record.phones),
        record.birthday,
        frozenset(record.tags),
        {record.org: False} if record.org else {},
        frozenset(filter(None, [record.note])),
    )


def followed(base: State, ours: State, theirs: State) -> State:
    """Return what the file shall say: ``base`` is what the source said before, ``theirs`` what it says now."""
    return State(
        _alone(base.name, ours.name, theirs.name),
        ours.names | (theirs.names - base.names),
        _merged(base.emails, ours.emails, theirs.emails),
        _merged(base.phones, ours.phones, theirs.phones),
        _alone(base.birthday, ours.birthday, theirs.birthday),
        frozenset(_merged(*(dict.fromkeys(one.tags, "") for one in (base, ours, theirs)))),
        {
            **{org: over or (org in base.roles and org not in theirs.roles) for org, over in ours.roles.items()},
            **{org: False for org in theirs.roles if org not in base.roles and org not in ours.roles},
        },
        ours.notes | theirs.notes,
    )


def _alone(base: str, ours: str, theirs: str) -> str:
    return theirs if ours == base else ours


def _merged(base: Mapping[_K, _V], ours: Mapping[_K, _V], theirs: Mapping[_K, _V]) -> dict[_K, _V]:
    """Return the values by key: whatever the owner has not touched follows the source, all else is the owner's."""
    untouched = {key for key, value in base.items() if ours.get(key) == value}
    kept = {key: value for key, value in ours.items() if key not in untouched}
    return {**{key: value for key, value in theirs.items() if key in untouched or key not in base}, **kept}


NOTES = ("Likes tea.", "Plays the oboe.", "My own words.")


def record(person: str) -> st.SearchStrategy[Record]:
    """Return cards of a person: nobody else has their id, name, addresses and numbers."""
    labels = st.sampled_from(["", "home", "work"])
    addresses = st.sampled_from([f"{person}{number}@mail.example" for number in range(3)])
    numbers = st.sampled_from([f"+49 30 5550 {PEOPLE.index(person)}{number}00" for number in range(3)])
    return st.builds(
        Record,
        given=st.just(person.title()),
        family=st.sampled_from(["Example", "Example", "Married"]),
        nickname=st.sampled_from(["", f"{person}chen"]),
        emails=st.lists(st.tuples(addresses, labels), max_size=3, unique_by=lambda pair: pair[0]).map(tuple),
        phones=st.lists(st.tuples(numbers, labels), max_size=3, unique_by=lambda pair: pair[0]).map(tuple),
        birthday=st.sampled_from(["", "1979-06-14", "1980-02-29"]),
        org=st.sampled_from(["", "Acme Corp", "Initech"]),
        tags=st.lists(st.sampled_from(["choir", "friend"]), max_size=2, unique=True).map(tuple),
        note=st.sampled_from(["", *NOTES[:2]]),
        uid=st.just(f"uid-{person}"),
    )


Snapshot = Mapping[str, Record]
SNAPSHOT = st.fixed_dictionaries({}, optional={person: record(person) for person in PEOPLE}).filter(bool)
Values = dict[str, object]
EDITS: Mapping[str, Callable[[Contact], Values]] = {
    "none": lambda _: {},
    "add email": lambda contact: {"emails": [*_emails(contact), {"address": f"{contact.id}@mine.example"}]},
    "remove first email": lambda contact: {"emails": _emails(contact)[1:]},
    "label emails": lambda contact: {"emails": [{**email, "label": "mine"} for email in _emails(contact)]},
    "add phone": lambda contact: {"phones": [*_phones(contact), {"number": "+44 20 7946 0018"}]},
    "remove first phone": lambda contact: {"phones": _phones(contact)[1:]},
    "birthday": lambda _: {"birthday": "1990-09-09"},
    "no birthday": lambda _: {"birthday": None},
    "tag": lambda contact: {"tags": [*contact.tags, "mentor"]},
    "no tags": lambda _: {"tags": None},
    "rename": lambda contact: {"name": f"{contact.name} II"},
    "end roles": lambda contact: {"roles": [{"to": "2026-01", **role} for role in _roles(contact)]},
}


def edited(contact: Contact, edit: str) -> str:
    """Return the file of a contact with an edit of its owner's, and a few words of theirs."""
    values: Values = {
        "name": contact.name,
        "aliases": list(contact.aliases),
        "emails": _emails(contact),
        "phones": _phones(contact),
        "birthday": str(contact.birthday or ""),
        "tags": list(contact.tags),
        "roles": _roles(contact),
        "x": dict(contact.x),
        **EDITS[edit](contact),
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items() if value]
    return f"---\n{''.join(lines)}---\n\n{NOTES[2]}\n{contact.body.text}"


def _emails(contact: Contact) -> list[dict[str, str]]:
    return [_filled(address=email.address, label=email.label) for email in contact.emails]


def _phones(contact: Contact) -> list[dict[str, str]]:
    return [_filled(number=phone.number, label=phone.label) for phone in contact.phones]


def _roles(contact: Contact) -> list[dict[str, str]]:
    return [_filled(org=role.org, title=role.title, **{"from": role.start, "to": role.end}) for role in contact.roles]


def _filled(**values: object) -> dict[str, str]:
    return {key: str(value) for key, value in values.items() if value}


@settings(max_examples=_CASES, deadline=None)
@given(SNAPSHOT, SNAPSHOT, st.fixed_dictionaries(dict.fromkeys(PEOPLE, st.sampled_from(sorted(EDITS)))))
def test_the_newer_snapshot_and_the_edits_in_between(
    first: Snapshot, second: Snapshot, edits: Mapping[str, str]
) -> None:
    with TemporaryDirectory() as folder:
        book = Book(Path(folder) / "vault")
        _take(book, Path(folder), first)
        owned: dict[str, tuple[str, State]] = {}
        for person, contact in _by_person(book).items():
            file = book.root / "people" / f"{contact.id}.md"
            file.write_text(edited(contact, edits[person]), encoding="utf-8")
            owned[person] = (contact.id, State())
        owned = {person: (contact.id, stated(contact)) for person, contact in _by_id(book, owned).items()}
        files = book.content()
        output = _take(book, Path(folder), second)
        now = _by_id(book, owned) | {
            person: contact
            for person, contact in _by_person(book).items()
            if person not in owned and contact.id not in {id_ for id_, _ in owned.values()}
        }
        assert now.keys() == first.keys() | second.keys(), output
        for person, contact in now.items():
            if person not in second:
                path = f"people/{contact.id}.md"
                assert book.content()[path] == files[path], output
                continue
            base = said(first[person]) if person in first else State()
            ours = owned[person][1] if person in owned else State()
            expected = followed(base, ours, said(second[person]))
            actual = stated(contact)
            # Whether a name that gave way becomes an alias is not this test's business: it may, and none is lost.
            assert expected.names <= actual.names | {""}, output
            assert replace(actual, names=expected.names) == expected, output


def _take(book: Book, folder: Path, snapshot: Snapshot) -> str:
    path = folder / "phone.vcf"
    path.write_text(cards(snapshot.values()), encoding="utf-8", newline="")
    done = book.take(Import("vcard", (path,), SOURCE))
    assert done.code == 0, done.out
    return done.out


def _by_person(book: Book) -> dict[str, Contact]:
    return {contact.name.split()[0].lower(): contact for contact in book.contacts().values()}


def _by_id(book: Book, owned: Mapping[str, tuple[str, State]]) -> dict[str, Contact]:
    contacts = book.contacts()
    return {person: contacts[id_] for person, (id_, _) in owned.items()}
