"""Who owns each e-mail address, number and profile, and which ids are free, during an import."""

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
    """The owners of each address, number and profile. A company's page may have several."""

    def __init__(self, contacts: Iterable[Contact], region: str | None) -> None:
        self._region = region
        self._owners: dict[str, set[str]] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        for contact in contacts:
            self.add(contact)

    def add(self, contact: Contact) -> None:
        """Record what belongs to a contact."""
        self._names[contact.id] = () if is_unnamed(contact) else (contact.name, *contact.aliases)
        for key in self._keys(contact):
            self._owners.setdefault(key, set()).add(contact.id)

    def drop(self, contact: Contact) -> None:
        """Forget what belonged to a contact."""
        for key in self._keys(contact):
            if (owners := self._owners.get(key)) is not None:
                owners.discard(contact.id)
                if not owners:
                    del self._owners[key]

    def _keys(self, contact: Contact) -> set[str]:
        values = (*contact.emails, *contact.phones, *(Link(*pair) for pair in contact.links.items()))
        return set(filter(None, map(self._key, values)))

    def free(self, value: object, person: str, names: Iterable[str] = ()) -> bool:
        """Return whether a person with these names may have a value.

        A profile belongs to one person; an address or number may be shared by people whose names are clearly different.
        """
        key = self._key(value)
        others = self._owners.get(key, set()) - {person} if key else set()
        if not others or isinstance(value, Link):
            return not others
        listed = tuple(names)
        return all(self._names[other] and people_apart(self._names[other], listed) for other in others)

    def may_be_called(self, contact: Contact, name: str) -> bool:
        """Return whether a contact may have another name: nobody with whom they share an address is called so."""
        others = (other for key in self._keys(contact) for other in self._owners.get(key, ()) if other != contact.id)
        return all(people_apart(self._names[other], [name]) for other in others)

    def free_key(self, key: str, person: str) -> bool:
        """Return whether a strong key belongs to nobody else."""
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
    """Ids still free in the vault, in the bases, and among those handed out in this import."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {unicodedata.normalize("NFC", stem).casefold() for stem in taken}
        self._next: dict[str, int] = {}

    def take(self, wanted: str, name: str) -> str:
        """Take the id that somebody had elsewhere; where it is invalid or taken, one made from the name."""
        if wanted in self._taken or not is_id(wanted):
            return self.free(name)
        self._taken.add(wanted)
        return wanted

    def free(self, name: str) -> str:
        """Take an id made from a name, with a number where it is taken; each look-up takes the same time."""
        base = plain_id(name)
        number = self._next.get(base, 1)
        stem = base if number == 1 else f"{base}-{number}"
        while stem in self._taken or not is_id(stem):
            number += 1
            stem = f"{base}-{number}"
        self._next[base] = number
        self._taken.add(stem)
        return stem
