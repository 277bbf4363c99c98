"""Everyone an archive names, put together from its tables: one person a profile."""

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
    """What the tables say of one person so far; ``orgs`` are keys of where they work, ``linked`` says by a profile."""

    where: str
    uid: str
    name: str
    linked: bool
    facts: list[Fact] = field(default_factory=list)
    entries: dict[str, Fact] = field(default_factory=dict)
    orgs: set[str] = field(default_factory=set)

    def says(self, name: Field, value: FactValue, where: str) -> None:
        """Add a fact."""
        self.facts.append(Fact(name, value, where))

    def also_called(self, other: Name, where: str) -> None:
        """Add what another row says of the name; which name is the alias does not depend on the order of the rows."""
        name = other.name
        if name and name < self.name:
            self.facts = [fact for fact in self.facts if not _is_parts(fact)]
            self.facts = [replace(fact, value=name) if fact.field == "name" else fact for fact in self.facts]
            self.says_parts(other, where)
            self.name, name = name, self.name
        for alias in dict.fromkeys((name, *other.aliases)):
            if alias and names.key(alias) != names.key(self.name):
                self.says("aliases", alias, where)

    def says_parts(self, name: Name, where: str) -> None:
        """Add the parts of a name, where they cannot be told from it."""
        if name.parts:
            self.says("x", Extra(person_names.KEY, name.parts), where)

    def happened(self, entry: Entry, where: str) -> None:
        """Add to what happened; the first of one key stays."""
        self.entries.setdefault(entry.key, Fact("log", entry, where))

    def began_with(self, words: str) -> None:
        """Say with what words they connected, where it is known when."""
        fact = self.entries.get("connected")
        if fact and isinstance(fact.value, Entry):
            self.entries["connected"] = replace(fact, value=fact.value._replace(text=words))

    def candidate(self) -> Candidate:
        """Return it all, what happened in the order of days."""
        log = sorted(self.entries.values(), key=_day_and_key)
        return Candidate((*self.facts, *log), self.where, self.uid)


def _is_parts(fact: Fact) -> bool:
    return isinstance(fact.value, Extra) and fact.value.key == person_names.KEY


def _day_and_key(fact: Fact) -> tuple[date, str]:
    entry = fact.value
    return (entry.day, entry.key) if isinstance(entry, Entry) else (date.min, "")


class People:
    """The people of an archive: by uid, and the connections by name as well."""

    def __init__(self) -> None:
        self._by_uid: dict[str, Person] = {}
        self._by_name: dict[str, list[Person]] = {}

    def get(self, uid: str) -> Person | None:
        """Return the person with this uid, the key of their profile."""
        return self._by_uid.get(uid)

    def add(self, uid: str, name: Name, where: str, link: Profile | None = None, *, connected: bool = False) -> Person:
        """Add somebody who is not here yet."""
        person = self._by_uid[uid] = Person(where, uid, name.name, link is not None)
        if name.name:
            person.says("name", name.name, where)
        person.says_parts(name, where)
        for alias in name.aliases:
            person.says("aliases", alias, where)
        if name.pronouns:
            person.says("pronouns", name.pronouns, where)
        if link:
            person.says("links", Link(link.service, link.url), where)
        if connected and name.name:
            self._by_name.setdefault(names.key(name.name), []).append(person)
        return person

    def called(self, name: str, org: str = "") -> list[Person]:
        """Return the connections of a name; of several, those at the organisation, where that is one alone."""
        found = self._by_name.get(names.key(name), [])
        at_org = [one for one in found if org and org_key(org) in one.orgs]
        return at_org if len(found) > 1 and len(at_org) == 1 else found

    def named(self, name: Name, org: str, title: str, where: str) -> Person | None:
        """Return who is meant where a table tells no profile; None where several connections have the name.

        That is the one connection of the name, or else a person of their own. Where there are several, a further person
        of the name would be one too many.
        """
        called = self.called(name.name, org)
        if called:
            return called[0] if len(called) == 1 else None
        uid = f"{names.key(name.name)}|{org_key(org) if org else ''}"
        if known := self.get(uid):
            return known
        person = self.add(uid, name, where)
        if org:
            person.orgs.add(org_key(org))
            person.says("roles", Role(org, title or None), where)
        return person

    def candidates(self) -> Iterator[Candidate]:
        """Yield everyone, in the order in which they came."""
        return (person.candidate() for person in self._by_uid.values())
