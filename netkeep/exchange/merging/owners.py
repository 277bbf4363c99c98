"""Whose each e-mail address, number and profile is, and which ids are free, while people come in."""

import unicodedata
from collections.abc import Iterable

from netkeep.exchange.candidate import Link
from netkeep.exchange.matching.keys import EMAIL, PHONE, URL, international
from netkeep.exchange.matching.profiles import profile
from netkeep.model.ids import is_id
from netkeep.model.people import Contact, Email, Phone
from netkeep.model.reach import email_key
from netkeep.store.add import plain_id


class Owners:
    """Whose each way to reach somebody is. A company's page may be several people's."""

    def __init__(self, contacts: Iterable[Contact], region: str | None) -> None:
        self._region = region
        self._owners: dict[str, set[str]] = {}
        for contact in contacts:
            self.add(contact)

    def add(self, contact: Contact) -> None:
        """Take note of somebody's."""
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

    def free(self, value: object, person: str) -> bool:
        """Tell whether something is nobody's but theirs."""
        key = self._key(value)
        return key is None or self._owners.get(key, {person}) == {person}

    def free_key(self, key: str, person: str) -> bool:
        """Tell whether a strong key is nobody's but theirs."""
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
