"""Everyone named in an archive, joined from its tables: one person for each profile."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from netkeep.exchange.candidate import Candidate, Entry, Extra, Fact, FactValue, Field, Link
from netkeep.exchange.importers.linkedin import names
from netkeep.exchange.importers.linkedin.names import Name
from netkeep.exchange.importers.linkedin.profile import Profile
from netkeep.model import person_names
from netkeep.model.names import org_key
from netkeep.model.people import Role


@dataclass(slots=True)
class Person:
    """What the tables say about one person so far; ``orgs`` are organisation keys, ``linked`` means with a profile."""

    where: str
    uid: str
    name: str
    linked: bool
    facts: list[Fact] = field(default_factory=list)
    entries: dict[str, Fact] = field(default_factory=dict)
    orgs: set[str] = field(default_factory=set)

    def add_fact(self, name: Field, value: FactValue, where: str) -> None:
        """Add a fact."""
        self.facts.append(Fact(name, value, where))

    def add_name(self, other: Name, where: str) -> None:
        """Add the name in another row; which name becomes the alias does not depend on the order of the rows."""
        name = other.name
        if name and name < self.name:
            self.facts = [fact for fact in self.facts if not _is_parts(fact)]
            self.facts = [replace(fact, value=name) if fact.field == "name" else fact for fact in self.facts]
            self.add_name_parts(other, where)
            self.name, name = name, self.name
        for alias in dict.fromkeys((name, *other.aliases)):
            if alias and names.key(alias) != names.key(self.name):
                self.add_fact("aliases", alias, where)

    def add_name_parts(self, name: Name, where: str) -> None:
        """Add the parts of a name, if they cannot be derived from it."""
        if name.parts:
            self.add_fact("x", Extra(person_names.KEY, name.parts), where)

    def add_entry(self, entry: Entry, where: str) -> None:
        """Add a log entry; the first one with a key stays."""
        self.entries.setdefault(entry.key, Fact("log", entry, where))

    def set_opening_words(self, words: str) -> None:
        """Set the text of the entry of connecting, if there is one."""
        fact = self.entries.get("connected")
        if fact and isinstance(fact.value, Entry):
            self.entries["connected"] = replace(fact, value=fact.value._replace(text=words))

    def candidate(self) -> Candidate:
        """Return the person as a candidate, the log in order of days."""
        log = sorted(self.entries.values(), key=_day_and_key)
        return Candidate((*self.facts, *log), self.where, self.uid)


def _is_parts(fact: Fact) -> bool:
    return isinstance(fact.value, Extra) and fact.value.key == person_names.KEY


def _day_and_key(fact: Fact) -> tuple[date, str]:
    entry = fact.value
    return (entry.day, entry.key) if isinstance(entry, Entry) else (date.min, "")


class People:
    """The people of an archive, by uid; connections also by name."""

    def __init__(self) -> None:
        self._by_uid: dict[str, Person] = {}
        self._by_name: dict[str, list[Person]] = {}

    def get(self, uid: str) -> Person | None:
        """Return the person with this uid, the key of their profile."""
        return self._by_uid.get(uid)

    def add(self, uid: str, name: Name, where: str, link: Profile | None = None, *, connected: bool = False) -> Person:
        """Add a new person."""
        person = self._by_uid[uid] = Person(where, uid, name.name, link is not None)
        if name.name:
            person.add_fact("name", name.name, where)
        person.add_name_parts(name, where)
        for alias in name.aliases:
            person.add_fact("aliases", alias, where)
        if name.pronouns:
            person.add_fact("pronouns", name.pronouns, where)
        if link:
            person.add_fact("links", Link(link.service, link.url), where)
        if connected and name.name:
            self._by_name.setdefault(names.key(name.name), []).append(person)
        return person

    def called(self, name: str, org: str = "") -> list[Person]:
        """Return the connections with a name; of several, the one at the organisation, if only one is."""
        namesakes = self._by_name.get(names.key(name), [])
        at_org = [person for person in namesakes if org and org_key(org) in person.orgs]
        return at_org if len(namesakes) > 1 and len(at_org) == 1 else namesakes

    def named(self, name: Name, org: str, title: str, where: str) -> Person | None:
        """Return the person with a name, for tables without profiles; None if several connections have the name.

        This is the only connection with the name, or else a new person. If there are several, one of them is meant, and
        a further person would be a duplicate.
        """
        namesakes = self.called(name.name, org)
        if namesakes:
            return namesakes[0] if len(namesakes) == 1 else None
        uid = f"{names.key(name.name)}|{org_key(org) if org else ''}"
        if person := self.get(uid):
            return person
        person = self.add(uid, name, where)
        if org:
            person.orgs.add(org_key(org))
            person.add_fact("roles", Role(org, title or None), where)
        return person

    def candidates(self) -> Iterator[Candidate]:
        """Yield everyone, in the order in which they were added."""
        return (person.candidate() for person in self._by_uid.values())
