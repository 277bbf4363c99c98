"""A vault that answers at once what a page of every organisation asks: who works there, and who names whom."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from netkeep.model.people import Contact
from netkeep.store.carried import lasting
from netkeep.store.tables import grouped
from netkeep.store.vault import Happening, Vault, names_of


@dataclass(frozen=True)
class QuickVault(Vault):
    """The same answers as :class:`Vault` gives, from tables made once instead of a walk over everybody each time."""

    @cached_property
    def _by_org(self) -> Mapping[str, tuple[Contact, ...]]:
        return grouped(
            self,
            "by org",
            (),
            lambda contact: ((org, contact) for org in dict.fromkeys(role.org for role in contact.roles)),
            lambda contact: contact,
        )

    @cached_property
    def _naming(self) -> Mapping[str, tuple[Contact, ...]]:
        return grouped(
            self, "naming", (), lambda contact: ((one, contact) for one in _named(contact)), lambda contact: contact
        )

    def contacts_with(self, person: str, until: date) -> tuple[Happening, ...]:
        """Give what counts as contact with someone up to a day, newest first."""
        told: dict[str, tuple[Happening, ...]] = lasting(self, ("contacts with", until))
        found = told.get(person)
        if found is None:
            found = told[person] = super().contacts_with(person, until)
        return found

    @cached_property
    def _names(self) -> tuple[tuple[Contact, str], ...]:
        return tuple((contact, "\0".join(names_of(contact))) for contact in self.contacts.values())

    def people_called(self, part: str) -> tuple[Contact, ...]:
        """Give everyone who has a part (folded) in a name, alias, e-mail address or id."""
        return tuple(contact for contact, names in self._names if part in names)

    def people_at(self, names: Collection[str]) -> tuple[Contact, ...]:
        """Give everyone who has a role at an organisation, by any of the names as they are written in roles."""
        found = {contact.id: contact for name in names for contact in self._by_org.get(name, ())}
        return tuple(found[person] for person in sorted(found))

    def naming(self, person: str) -> tuple[Contact, ...]:
        """Give everyone whose front matter names someone: knows them, or was introduced by them."""
        return self._naming.get(person, ())


def _named(contact: Contact) -> dict[str, None]:
    """Give whom someone's front matter names, each once."""
    return dict.fromkeys(filter(None, (contact.introduced_by, *(item.id for item in contact.knows))))
