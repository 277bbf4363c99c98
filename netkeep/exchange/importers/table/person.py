"""One row -> the facts of one person: each value looked at, and kept under ``x`` where it is not what it should be."""

from collections.abc import Mapping
from typing import Literal

from netkeep.exchange.candidate import Candidate, Entry, Extra, Fact, FactValue, Field, Link, Problem
from netkeep.exchange.cells import lines, one_line
from netkeep.exchange.importers.table.dates import AmbiguousError, is_empty_date, parse_birthday
from netkeep.model.ids import is_id
from netkeep.model.names import fold
from netkeep.model.people import RELATIONS, Acquaintance, Email, Engagement, Phone, Role
from netkeep.model.reach import email_key, email_problem, guess_service, phone_problem, url_key, url_problem
from netkeep.text.scalars import READERS

MOST_TEXT = 2_000
"""Characters of a value on one line; a note may be as long as a file of the vault."""
_MOST_KEY = 60
_TITLES = """
    mr mrs ms miss mx herr frau hr fr m mme mlle monsieur madame sig sigra signor signora dhr mevr mw sr sra srta
    """
_COURTESY = frozenset(_TITLES.split())
Wish = Literal["introduced_by", "cadence", "paused_until", "private", "archived", "check_ignore"]
_KIND_OF: Mapping[Wish, str] = {
    "introduced_by": "id",
    "cadence": "cadence",
    "paused_until": "date",
    "private": "flag",
    "archived": "text",
    "check_ignore": "code",
}


class Person:
    """Gathers what a row says; ``problems`` is what could not be taken at its word, by column, never by value."""

    def __init__(self, where: str, *, day_first: bool | None = None) -> None:
        self._where = where
        self._day_first = day_first
        self._facts: list[Fact] = []
        self._seen: set[tuple[str, str]] = set()
        self._services: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.uid: str | None = None

    def candidate(self, *, chosen: bool = False) -> Candidate:
        """Give the person; ``chosen`` where a vault tells of them."""
        return Candidate(tuple(self._facts), self._where, self.uid, chosen)

    def says(self, *fields: Field) -> bool:
        """Tell whether anything of these fields has been said."""
        return any(fact.field in fields for fact in self._facts)

    def first_name(self) -> str:
        """Give the name as far as it has been said."""
        return next((str(fact.value) for fact in self._facts if fact.field == "name"), "")

    def problem(self, column: str, what: str, hint: str = "") -> None:
        """Tell of something wrong in a column."""
        self.problems.append(Problem(self._where, f"the column {shown(column)} {what}", hint))

    def text(self, field: Field, value: str, column: str) -> None:
        """Add a text on one line, once."""
        words = one_line(value)
        if len(words) > MOST_TEXT:
            self.problem(column, f"has more than {MOST_TEXT:,} characters here; the value was left out")
        elif words:
            self._once(field, fold(words) if field == "aliases" else words, words)

    def name(self, parts: Mapping[str, str], whole: str, column: str) -> None:
        """Add the name: as a whole where the source has it so, else put together from its parts."""
        whole = _whole(parts, one_line(whole))
        self.text("name", whole, column)
        prefix = one_line(parts.get("prefix", ""))
        if prefix and fold(prefix).strip(".") not in _COURTESY and fold(prefix) not in fold(whole):
            self.keep("name prefix", prefix)
        if (suffix := one_line(parts.get("suffix", ""))) and fold(suffix) not in fold(whole):
            self.keep("name suffix", suffix)

    def email(self, value: str, label: str | None, column: str) -> None:
        """Add an e-mail address."""
        address = one_line(value).removeprefix("mailto:")
        if address and self._right(column, address, email_problem(address)):
            self._once("emails", email_key(address), Email(address, label or None))

    def phone(self, value: str, label: str | None, column: str) -> None:
        """Add a phone number, as written."""
        number = one_line(value).removeprefix("tel:")
        if number and self._right(column, number, phone_problem(number)):
            self._once("phones", number, Phone(number, label or None))

    def link(self, value: str, service: str | None, column: str) -> None:
        """Add a page; without a scheme it is https, and its service is guessed by its host."""
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
        """Add the birthday; what programs write for none is none."""
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
            self._once("birthday", "", day)

    def role(self, role: Role) -> None:
        """Add an employment."""
        if role.org:
            self._once("roles", repr(role), role)

    def wish(self, field: Wish, value: str, column: str) -> None:
        """Add what the owner wishes of somebody, or says that only a vault of ours has."""
        words = one_line(value)
        try:
            READERS[_KIND_OF[field]][1](words)
        except ValueError as error:
            self._wrong(column, words, "holds something else here", str(error))
        else:
            self._once(field, words if field == "check_ignore" else "", words)

    def worked_with(self, job: str, relation: str | None, column: str) -> None:
        """Add what somebody was to the owner in a job, by the id of the job."""
        known = None if not relation or relation in RELATIONS else f"one of {', '.join(RELATIONS)}"
        if self._is_id(column, job) and self._right(column, f"{relation}: {job}", known):
            self._once("worked_with", f"{job} {relation}", Engagement(one_line(job), relation or None))

    def knows(self, person: str, how: str | None, column: str) -> None:
        """Add somebody they know, by id."""
        if self._is_id(column, person):
            self._once("knows", f"{person} {how}", Acquaintance(one_line(person), how or None))

    def _is_id(self, column: str, value: str) -> bool:
        words = one_line(value)
        wrong = None if is_id(words) else "the id of a file: its name without .md"
        return bool(words) and self._right(column, words, wrong)

    def entry(self, entry: Entry) -> None:
        """Add something that happened."""
        self._add("log", entry)

    def note(self, value: str) -> None:
        """Add text of several lines."""
        if text := lines(value):
            self._add("note", text)

    def keep(self, key: str, value: object) -> None:
        """Add what has no field; where a key is said twice, the first is kept, and the second gets a number."""
        name, base, number = key, key, 2
        while ("x", name) in self._seen:
            name, number = f"{base} {number}", number + 1
        self._once("x", name, Extra(name, value))

    def other(self, column: str, value: str) -> None:
        """Add the cell of a column that has no field."""
        if text := lines(value).strip():
            self.keep(one_line(column)[:_MOST_KEY].strip() or "column without a name", text)

    def _right(self, column: str, value: str, wrong: str | None) -> bool:
        if wrong:
            self._wrong(column, value, "holds something else here", wrong)
        return wrong is None

    def _wrong(self, column: str, value: str, what: str, hint: str) -> None:
        self.problem(column, f"{what}; it was kept under x", hint)
        self.keep(one_line(column)[:_MOST_KEY].strip() or "column without a name", value)

    def _once(self, field: Field, key: str, value: FactValue) -> None:
        if (field, key) not in self._seen:
            self._seen.add((field, key))
            self._add(field, value)

    def _add(self, field: Field, value: FactValue) -> None:
        self._facts.append(Fact(field, value, self._where))


def shown(column: str) -> str:
    """Give a column's name for a message: short, printable, in quotation marks."""
    words = "".join(letter for letter in one_line(column)[:_MOST_KEY] if letter.isprintable())
    return f'"{words}"'


def _whole(parts: Mapping[str, str], whole: str) -> str:
    """Give the whole name; in a table of first names and names, the latter are last names."""
    first = one_line(parts.get("first", ""))
    if whole and (not first or parts.get("last") or fold(first) in fold(whole)):
        return whole
    return one_line(" ".join(parts.get(key, "") for key in ("first", "middle", "last")) + f" {whole}")


def _with_scheme(words: str) -> str:
    """Give a page that was written as people do; LinkedIn's own short form is ``in/NAME``."""
    return f"https://www.linkedin.com/{words}" if words.startswith("in/") else f"https://{words}"


def _no_host(url: str) -> str | None:
    """Say that a word alone is no page, though it would look like one with ``https://`` before it."""
    host = url.split("://", 1)[1].split("/", 1)[0]
    return None if "." in host or ":" in host else "a page is written as www.name.example, or with https:// before it"
