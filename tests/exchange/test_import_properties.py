"""What holds whatever is imported after whatever else; ``NETKEEP_CASES=2000`` draws so many cases of each."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from netkeep.model import person_names
from netkeep.model.contact_points import email_problem, phone_problem
from netkeep.model.names import fold
from netkeep.model.people import Contact, Role
from tests.exchange import books, importing
from tests.exchange.books import BOOK
from tests.exchange.importing import said, texts
from tests.repeats import cases

# Each case is some imports by the real command, at 20 to 40 ms: 20 cases take 3 to 5 s.
_CASES = cases(20)


@contextmanager
def vault() -> Iterator[tuple[importing.Book, Path]]:
    """Yield an empty vault, and a folder for what is imported."""
    with TemporaryDirectory() as folder:
        yield importing.Book(Path(folder) / "vault"), Path(folder) / "files"


def facts(contact: Contact) -> Counter[tuple[str, str]]:
    """Return everything that a file says, but for what may change as more is known: see :func:`lost`."""
    alone = {
        "pronouns": contact.pronouns,
        "location": contact.location,
        "timezone": contact.timezone,
        "birthday": str(contact.birthday) if contact.birthday else None,
        "introduced by": contact.introduced_by,
        "archived": contact.archived,
    }
    other = {key: value for key, value in contact.x.items() if key != person_names.KEY}
    found = [
        *((field, value) for field, value in alone.items() if value),
        *(("name", fold(name)) for name in (contact.name, *contact.aliases)),
        *(("email", email.address) for email in contact.emails),
        *(("email label", f"{email.address} {email.label}") for email in contact.emails if email.label),
        *(("phone", phone.number) for phone in contact.phones),
        *(("phone label", f"{phone.number} {phone.label}") for phone in contact.phones if phone.label),
        *(("link", f"{service} {url}") for service, url in contact.links.items()),
        *(("tag", tag) for tag in contact.tags),
        *(("x", text) for text in texts(other)),
        *(("log", f"{entry.date} {entry.kind} {entry.text}") for entry in contact.body.log),
        *(("note", line) for line in contact.body.prose.splitlines() if line.strip()),
    ]
    return Counter(found)


def lost(before: Contact, after: Contact, *, roles_end: bool) -> list[object]:
    """Return what a contact said before and says no longer, what was preferred and is not, and what has ended."""
    gone: list[object] = list((facts(before) - facts(after)).elements())
    if is_no_name(before.name):  # a person named by an address or number gets a name as soon as one is known
        gone = [one for one in gone if one != ("name", fold(before.name))]
    gone += [("first e-mail", one) for one, other in zip(before.emails[:1], after.emails, strict=False) if one != other]
    gone += [("first phone", one) for one, other in zip(before.phones[:1], after.phones, strict=False) if one != other]
    gone += [("role", role) for role in before.roles if not any(_goes_on(role, now) for now in after.roles)]
    ended = [
        role for role in before.roles if not role.end and all(now.end for now in after.roles if now.org == role.org)
    ]
    return gone if roles_end else [*gone, *(("role ended", role.org) for role in ended)]


def _goes_on(role: Role, now: Role) -> bool:
    """Return whether a role says what another said before, or more: a title that was not known, or its end."""
    pairs = ((role.title, now.title), (role.team, now.team), (role.start, now.start), (role.end, now.end))
    return role.org == now.org and all(before in {None, after} for before, after in pairs)


def is_no_name(text: str) -> bool:
    return not email_problem(text) or not phone_problem(text)


@settings(max_examples=_CASES, deadline=None)
@given(st.lists(BOOK, min_size=2, max_size=3))
def test_any_file_after_any_file_adds_and_takes_nothing(drawn: list[books.Book]) -> None:
    with vault() as (book, folder):
        before: dict[str, Contact] = {}
        for number, one in enumerate(drawn):
            done = book.take(one.write(folder / str(number)))
            assert done.code in {0, 2}, done.out
            after = book.contacts()
            gone = {
                person: lost(contact, after[person], roles_end=one.kind == "linkedin") if person in after else "gone"
                for person, contact in before.items()
            }
            assert {person: what for person, what in gone.items() if what} == {}, done.out
            before = after


@settings(max_examples=_CASES, deadline=None)
@given(st.lists(BOOK, min_size=1, max_size=3))
def test_an_import_adds_no_finding(drawn: list[books.Book]) -> None:
    with vault() as (book, folder):
        for number, one in enumerate(drawn):
            done = book.take(one.write(folder / str(number)))
            assert book.errors() == [], done.out


@settings(max_examples=_CASES, deadline=None)
@given(BOOK.flatmap(lambda book: st.tuples(st.just(book), st.permutations(book.records))))
def test_the_order_of_records_changes_nothing_but_order(drawn: tuple[books.Book, list[object]]) -> None:
    one, shuffled = drawn
    found = []
    for records in (one.records, tuple(shuffled)):
        with vault() as (book, folder):
            done = book.take(one._replace(records=records).write(folder))  # type: ignore[arg-type]
            figures = done.out.partition("\n")[0]
            found.append((done.code, figures, sorted(repr(unordered(contact)) for contact in book.people())))
    assert found[0] == found[1]


def unordered(contact: Contact) -> dict[str, object]:
    """Return what a file says, without order."""
    values = said(contact)
    for field, value in values.items():
        if isinstance(value, list):
            values[field] = sorted(value)
        elif isinstance(value, str):
            values[field] = sorted(value.splitlines())
    return values


@settings(max_examples=_CASES, deadline=None)
@given(st.lists(BOOK, min_size=1, max_size=2))
def test_the_same_again_changes_no_byte(drawn: list[books.Book]) -> None:
    with vault() as (book, folder):
        imports = [one.write(folder / str(number)) for number, one in enumerate(drawn)]
        for wanted in imports:
            book.take(wanted)
        importing.assert_unchanged(book, imports)
