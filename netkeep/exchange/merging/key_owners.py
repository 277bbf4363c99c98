"""Whose each e-mail address, number and profile is, and which ids are free, while people come in."""

import unicodedata
from collections.abc import Iterable

from netkeep.exchange.candidate import Link
from netkeep.exchange.matching.keys import EMAIL, PHONE, URL, international
from netkeep.exchange.matching.profiles import profile
from netkeep.exchange.matching.verdict import people_apart
from netkeep.model.contact_points import email_key
from netkeep.model.ids import is_id
from netkeep.model.people import Contact, Email, Phone
from netkeep.model.unnamed import is_unnamed
from netkeep.store.add import plain_id


class Owners:
    """Whose each way to reach somebody is. A company's page may be several people's."""

    def __init__(self, contacts: Iterable[Contact], region: str | None) -> None:
        self._region = region
        self._owners: dict[str, set[str]] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        for contact in contacts:
            self.add(contact)

    def add(self, contact: Contact) -> None:
        """Take note of somebody's."""
        self._names[contact.id] = () if is_unnamed(contact) else (contact.name, *contact.aliases)
        for key in self._keys(contact):
            self._owners.setdefault(key, set()).add(contact.id)

    def drop(self, contact: Contact) -> None:
        """Forget what was somebody's."""
        for key in self._keys(contact):
            if (owners := self._owners.get(key)) is not None:
                owners.discard(contact.id)
                if not owners:
                    del self._owners[key]

    def _keys(self, contact: Contact) -> set[str]:
        values = (*contact.emails, *contact.phones, *(Link(*pair) for pair in contact.links.items()))
        return set(filter(None, map(self._key, values)))

    def free(self, value: object, person: str, names: Iterable[str] = ()) -> bool:
        """Return whether somebody of these names may have a value.

        A profile is one person's; an address or number may be several people's, whose names cannot be one person's.
        """
        key = self._key(value)
        others = self._owners.get(key, set()) - {person} if key else set()
        if isinstance(value, Link):
            return not others
        listed = tuple(names)
        return all(self._names[other] and people_apart(self._names[other], listed) for other in others)

    def may_be_called(self, contact: Contact, name: str) -> bool:
        """Return whether somebody may have a name, too: nobody with whom they share an address is called like that."""
        others = (other for key in self._keys(contact) for other in self._owners.get(key, ()) if other != contact.id)
        return all(people_apart(self._names[other], [name]) for other in others)

    def free_key(self, key: str, person: str) -> bool:
        """Return whether a strong key is nobody's but theirs."""
        return self._owners.get(key, {person}) == {person}

    def _key(self, value: object) -> str | None:
        match value:
            case Email(address):
                return f"{EMAIL}:{email_key(address)}"
            case Phone(number):
                return f"{PHONE}:{international(number, self._region)}"
            case Link(_, url) if key := profile(url):
                return f"{URL}:{key}"
        return None


class Ids:
    """Ids that are free: in the vault, in what sources have said, and among those given just now."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {unicodedata.normalize("NFC", stem).casefold() for stem in taken}
        self._next: dict[str, int] = {}

    def take(self, wanted: str, name: str) -> str:
        """Take the id that somebody had elsewhere; where it is none, or taken here, the id for a name."""
        if wanted in self._taken or not is_id(wanted):
            return self.free(name)
        self._taken.add(wanted)
        return wanted

    def free(self, name: str) -> str:
        """Take the id for a name, with a number where it is somebody's already; each look-up takes the same time."""
        base = plain_id(name)
        number = self._next.get(base, 1)
        found = base if number == 1 else f"{base}-{number}"
        while found in self._taken or not is_id(found):
            number += 1
            found = f"{base}-{number}"
        self._next[base] = number
        self._taken.add(found)
        return found
