"""One row -> the facts of one person: each value is checked, and kept under ``x`` if it is invalid."""

import re
from collections.abc import Mapping
from dataclasses import replace

from netkeep.exchange.candidate import Candidate, Entry, Extra, Fact, FactValue, Fate, Field, Link, Problem
from netkeep.exchange.cells import UNSEEN, lines, one_line
from netkeep.exchange.importers.table.dates import AmbiguousError, birthday_of, is_empty_date, parse_birthday
from netkeep.model import person_names
from netkeep.model.contact_points import (
    email_key,
    email_problem,
    guess_service,
    is_fax,
    phone_problem,
    url_key,
    url_problem,
)
from netkeep.model.dates import Birthday
from netkeep.model.fields import Field as Row
from netkeep.model.ids import is_id
from netkeep.model.names import fold
from netkeep.model.people import RELATIONS, Acquaintance, Email, Engagement, Phone, Role
from netkeep.model.person_names import NameParts
from netkeep.model.shapes import Record, Value
from netkeep.text.items import from_texts
from netkeep.text.scalars import READERS

MOST_TEXT = 2_000
"""Characters of a value on one line; a note may be as long as a file of the vault."""
_MOST_KEY = 60
_WORD = re.compile(r"[^\W_]+")


class Person:
    """Gathers what a row says; ``problems`` name the columns of invalid values, never the values."""

    def __init__(self, where: str, *, day_first: bool | None = None) -> None:
        self.where = where
        self._day_first = day_first
        self._facts: list[Fact] = []
        self._seen: set[tuple[str, str]] = set()
        self._services: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.uid: str | None = None

    def candidate(self, *, chosen: bool = False) -> Candidate:
        """Return the person; ``chosen`` if they come from a vault."""
        return Candidate(tuple(self._facts), self.where, self.uid, chosen)

    def has(self, *fields: Field) -> bool:
        """Return whether there is a fact of one of these fields."""
        return any(fact.field in fields for fact in self._facts)

    def first_name(self) -> str:
        """Return the name; empty if none has been added."""
        return next((str(fact.value) for fact in self._facts if fact.field == "name"), "")

    def problem(self, column: str, text: str, hint: str = "", fate: Fate = "refused") -> None:
        """Add a problem of a column."""
        self.problems.append(Problem(self.where, f"the column {shown(column)} {text}", hint, fate))

    def named_problems(self) -> list[Problem]:
        """Return the problems with the person's name in ``who``, unless that is an address or a number."""
        name = self.first_name()
        who = "" if email_problem(name) is None or phone_problem(name) is None else name
        return [problem._replace(who=who) for problem in self.problems]

    def settle(self) -> None:
        """Name a person without a name by an alias, address or number, and put fax numbers last."""
        if not self.has("name"):
            for field in ("aliases", "emails", "phones"):
                if fact := next((fact for fact in self._facts if fact.field == field), None):
                    self._facts.insert(0, Fact("name", _plain(fact.value), fact.where))
                    self._facts = [other for other in self._facts if field != "aliases" or other is not fact]
                    break
        phones = [fact for fact in self._facts if fact.field == "phones"]
        ordered = iter(sorted(phones, key=lambda fact: isinstance(fact.value, Phone) and is_fax(fact.value.label)))
        self._facts = [next(ordered) if fact.field == "phones" else fact for fact in self._facts]

    def is_called(self, text: str) -> bool:
        """Return whether a text says no more than the name does."""
        return _words(text) <= _words(self.first_name())

    def text(self, field: Field, value: str, column: str) -> None:
        """Add a text on one line, once."""
        words = one_line(value)
        if len(words) > MOST_TEXT:
            self.problem(column, f"has more than {MOST_TEXT:,} characters here; the value was left out")
        elif words:
            self._once(field, fold(words) if field == "aliases" else words, words)

    def name(self, parts: NameParts, whole: str, column: str) -> None:
        """Add the name in its normal form, and its parts if they cannot be derived from it."""
        name, known_parts = _whole(parts, one_line(whole))
        self.text("name", name, column)
        if self.has("name") and (value := person_names.kept(name, known_parts)):
            self._once("x", person_names.KEY, Extra(person_names.KEY, value))

    def born(self, year: str, month: str, day: str) -> bool:
        """Add a birthday given as year, month and day; return whether they form a date."""
        try:
            birthday = birthday_of(year, month, day)
        except ValueError:
            return False
        self._once("birthday", "", birthday)
        return True

    def email(self, value: str, label: str | None, column: str) -> None:
        """Add an e-mail address."""
        address = one_line(value).strip(UNSEEN).removeprefix("mailto:")
        if address and self._right(column, address, email_problem(address)):
            self._once("emails", email_key(address), Email(address, label or None))

    def phone(self, value: str, label: str | None, column: str) -> None:
        """Add a phone number, as written."""
        number = one_line(value).strip(UNSEEN).removeprefix("tel:")
        if number and self._right(column, number, phone_problem(number)):
            self._once("phones", number, Phone(number, label or None))

    def link(self, value: str, service: str | None, column: str) -> None:
        """Add a link; without a scheme it is https, and without a service that is guessed from the host."""
        words = one_line(value)
        url = words if "://" in words or not words else _with_scheme(words)
        if url and self._right(column, words, url_problem(url) or (None if url == words else _no_host(url))):
            self._link(service, url)

    def _link(self, service: str | None, url: str) -> None:
        if service is None and url_key(url) in self._services.values():
            return
        base = name = service or guess_service(url)
        number = 2
        while name in self._services:
            name, number = f"{base}-{number}", number + 1
        self._services[name] = url_key(url)
        self._add("links", Link(name, url))

    def birthday(self, value: str, column: str) -> None:
        """Add the birthday, unless the value is what programs write for none."""
        if is_empty_date(value):
            return
        try:
            day = parse_birthday(one_line(value), day_first=self._day_first)
        except AmbiguousError:
            hint = 'say which comes first in netkeep.toml, below [import.SOURCE]: dates = "day first"'
            self._wrong(column, one_line(value), "holds a date whose month may as well be its day", hint)
        except ValueError:
            self._wrong(column, one_line(value), "holds no date here", "a date is best written YYYY-MM-DD")
        else:
            if self.has("birthday") and Fact("birthday", day, self.where) not in self._facts:
                self._wrong(column, one_line(value), "holds another birthday", "")
            self._once("birthday", "", day)

    def role(self, role: Role) -> None:
        """Add a role."""
        if role.org:
            self._once("roles", repr(role), role)

    def single(self, row: Row, shape: Value, value: str, column: str) -> None:
        """Add a single value of a field, or one value of a list, by the shape in its row."""
        words = one_line(value)
        if shape.kind == "text" and row.shape != shape:
            self.text(row.key, value, column)
            return
        try:
            parsed = READERS[shape.kind][1](words)
        except ValueError as error:
            self._wrong(column, words, "holds something else here", str(error))
        else:
            fact_value = parsed if isinstance(parsed, Birthday) else words
            self._once(row.key, "" if row.shape == shape else words, fact_value)

    def item(self, row: Row, record: Record, texts: Mapping[str, str], column: str) -> None:
        """Add an item of a field that is a list of records."""
        filled = {key: words for key, text in texts.items() if (words := one_line(text))}
        try:
            for key, words in filled.items():
                shape = record.fields.get(key)
                READERS[shape.kind if isinstance(shape, Value) else "text"][1](words)
            item = from_texts(record, filled)
        except ValueError as error:
            self._wrong(column, ", ".join(filled.values()), "holds something else here", str(error))
        else:
            self._once(row.key, repr(item), item)

    def worked_with(self, job: str, relation: str | None, column: str) -> None:
        """Add the relation to the owner in a job, by the job's id."""
        wrong = None if not relation or relation in RELATIONS else f"one of {', '.join(RELATIONS)}"
        if self._is_id(column, job) and self._right(column, f"{relation}: {job}", wrong):
            self._once("worked_with", f"{job} {relation}", Engagement(one_line(job), relation or None))

    def knows(self, person: str, how: str | None, column: str) -> None:
        """Add an acquaintance, by id."""
        if self._is_id(column, person):
            self._once("knows", f"{person} {how}", Acquaintance(one_line(person), how or None))

    def _is_id(self, column: str, value: str) -> bool:
        words = one_line(value)
        wrong = None if is_id(words) else "the id of a file: its name without .md"
        return bool(words) and self._right(column, words, wrong)

    def entry(self, entry: Entry) -> None:
        """Add a log entry."""
        self._add("log", entry)

    def note(self, value: str) -> None:
        """Add text of several lines."""
        if text := lines(value):
            self._add("note", text)

    def keep(self, key: str, value: object) -> None:
        """Add a value that has no field; if its key is taken, the key gets a number."""
        name, base, number = key, key, 2
        while ("x", name) in self._seen:
            name, number = f"{base} {number}", number + 1
        self._once("x", name, Extra(name, value))

    def property(self, key: str, value: object) -> None:
        """Add a key of another program."""
        self._once("properties", key, Extra(key, value))

    def other(self, column: str, value: str) -> None:
        """Add the cell of a column that has no field."""
        if text := lines(value).strip():
            self.keep(one_line(column)[:_MOST_KEY].strip() or "column without a name", text)

    def _right(self, column: str, value: str, wrong: str | None) -> bool:
        if wrong:
            self._wrong(column, value, "holds something else here", wrong)
        return wrong is None

    def _wrong(self, column: str, value: str, text: str, hint: str) -> None:
        self.problem(column, f"{text}; it was kept under x", hint, "kept")
        self.keep(one_line(column)[:_MOST_KEY].strip() or "column without a name", value)

    def _once(self, field: Field, key: str, value: FactValue) -> None:
        if (field, key) not in self._seen:
            self._seen.add((field, key))
            self._add(field, value)

    def _add(self, field: Field, value: FactValue) -> None:
        self._facts.append(Fact(field, value, self.where))


def shown(column: str) -> str:
    """Return a column's name for a message: short, printable, in quotation marks."""
    words = "".join(letter for letter in one_line(column)[:_MOST_KEY] if letter.isprintable())
    return f'"{words}"'


def _whole(parts: NameParts, whole: str) -> tuple[str, NameParts]:
    """Return the whole name and its parts, composed from these if the whole name adds nothing to them.

    This turns ``Last, First`` round. In a table of first names and names, the latter are last names.
    """
    given = " ".join(parts.given)
    if whole and given and not parts.family:
        if whole.casefold().startswith(f"{given} ".casefold()):
            parts, whole = replace(parts, family=(whole[len(given) :].strip(),)), ""
        elif fold(given) not in fold(whole):
            parts, whole = replace(parts, family=(whole,)), ""
    whole = _turned(parts, whole)
    spoken = _words(" ".join((*parts.family, *parts.given, *parts.additional, *parts.prefix, *parts.suffix)))
    if not whole or ((parts.given or parts.family) and _words(whole) <= spoken):
        return person_names.composed(parts), parts
    if parts.prefix and not (parts.given or parts.family or parts.suffix):
        return _with_prefix(parts, whole)
    return whole, parts if parts.given or parts.family else NameParts()


def _turned(parts: NameParts, whole: str) -> str:
    """Return a name, turned round if it is written ``Last, First`` and the parts confirm it."""
    last, comma, rest = whole.partition(",")
    turned = comma and parts.family and parts.given and _words(last) == _words(" ".join(parts.family))
    return f"{rest.strip()} {last.strip()}" if turned and _words(" ".join(parts.given)) <= _words(rest) else whole


def _with_prefix(parts: NameParts, whole: str) -> tuple[str, NameParts]:
    """Return a whole name with the prefix from a column of its own."""
    derived = person_names.derived(whole)
    new_parts = replace(derived, prefix=parts.prefix)
    return (whole if _words(" ".join(parts.prefix)) <= _words(whole) else person_names.composed(new_parts)), new_parts


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text)))


def _plain(value: FactValue) -> str:
    match value:
        case Email(address):
            return address
        case Phone(number):
            return number
        case _:
            return str(value)


def _with_scheme(words: str) -> str:
    """Return a link that was written without a scheme; LinkedIn's short form is ``in/NAME``."""
    return f"https://www.linkedin.com/{words}" if words.startswith("in/") else f"https://{words}"


def _no_host(url: str) -> str | None:
    """Return the problem of a single word: it is no page, though it looks like one behind ``https://``."""
    host = url.split("://", 1)[1].split("/", 1)[0]
    return None if "." in host or ":" in host else "a page is written as www.name.example, or with https:// before it"
