"""People named only by a hidden address or number: shown as *Unnamed*, under an id that reveals nothing.

A record without a name is called by its number; its file, and so its page, would be called after it as well.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count

from netkeep.model.body import Body, WikiLink
from netkeep.model.contact_points import phone_problem
from netkeep.model.ids import slug
from netkeep.model.people import Contact
from netkeep.model.unnamed import is_address_of
from netkeep.site.private import id_key, relinked
from netkeep.store.once import once
from netkeep.store.vault import Vault
from netkeep.text.document import Document, Item

UNNAMED = "Unnamed"
_OPAQUE = "unnamed"
_NAMING = frozenset({"emails", "phones"})  # the fields by which people without a name are called
_FEWEST = 7  # digits enough to recognise a number without its country code
_NUMBERED = re.compile(r"-\d{1,3}$")  # the suffix that tells two files of one name apart
_ID_OF_DIGITS = re.compile(r"[\d-]+", re.ASCII)


def is_hidden_way(contact: Contact, text: str, hide: frozenset[str]) -> bool:
    """Return whether a text is one of someone's own addresses or numbers, and the settings hide these."""
    if "emails" in hide and is_address_of(text, (email.address for email in contact.emails)):
        return True
    number = text.removeprefix("tel:")
    return "phones" in hide and phone_problem(number) is None and _is_number_of(contact, number)


def is_unnamed(item: Item) -> bool:
    """Return whether a person is shown as *Unnamed*: their id is not one that a command knows."""
    return isinstance(item, Contact) and item.name == UNNAMED


def has_telling_id(contact: Contact, hide: frozenset[str]) -> bool:
    """Return whether somebody's id is made of a name, an address or a number that must not be shown."""
    if hide.isdisjoint(_NAMING):
        return False
    if is_hidden_way(contact, contact.name, hide):
        return True
    ids = {contact.id, _NUMBERED.sub("", contact.id)}
    if "emails" in hide and ids & {slug(email.address) for email in contact.emails}:
        return True
    return "phones" in hide and any(_ID_OF_DIGITS.fullmatch(name) and _is_number_of(contact, name) for name in ids)


@once
def telling_ids(vault: Vault, hide: frozenset[str]) -> frozenset[str]:
    """Return the ids that must not be shown, in lower case."""
    return frozenset(filter(None, (_telling_id(document, hide) for document in vault.documents)))


def without_hidden_names(vault: Vault, hide: frozenset[str]) -> Vault:
    """Return the vault with everybody who is named by a hidden value as *Unnamed*, wherever they are named."""
    if hide.isdisjoint(_NAMING):
        return vault
    ids = opaque_ids(vault, hide)
    return Vault(vault.root, vault.settings, tuple(_cleared(document, ids, hide) for document in vault.documents))


def opaque_ids(vault: Vault, hide: frozenset[str]) -> Mapping[str, str]:
    """Return the id that the site uses for each id that must not be shown."""
    return dict(zip(sorted(telling_ids(vault, hide)), _opaque_ids(vault), strict=False))


def _opaque_ids(vault: Vault) -> Iterator[str]:
    """Yield ids that no file has."""
    names = (f"{_OPAQUE}-{number}" for number in count(1))
    return (name for name in names if name not in vault.by_id)


def _telling_id(document: Document, hide: frozenset[str]) -> str:
    item = document.item
    return id_key(item.id) if isinstance(item, Contact) and has_telling_id(item, hide) else ""


def _is_number_of(contact: Contact, text: str) -> bool:
    """Return whether a text is one of someone's numbers, with its country or without."""
    digits = _digits(text)
    return bool(digits) and any(_same_number(digits, _digits(phone.number)) for phone in contact.phones)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text.replace("(0)", "")).lstrip("0")


def _same_number(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    return short == long or (len(short) >= _FEWEST and long.endswith(short))


def _cleared(document: Document, ids: Mapping[str, str], hide: frozenset[str]) -> Document:
    item = document.item
    if item is None:
        return document
    new = _cleared_item(item, ids, hide)
    if new is item:
        return document
    folder = document.path.rpartition("/")[0]
    path = document.path if new.id == item.id else f"{folder.partition('/')[0]}/{new.id}.md"
    return replace(document, path=path, item=new)


def _cleared_item(item: Item, ids: Mapping[str, str], hide: frozenset[str]) -> Item:
    if ids and (body := _cleared_body(item.body, ids)) != item.body:
        item = replace(item, body=body)
    return _cleared_contact(item, ids, hide) if isinstance(item, Contact) else item


def _cleared_contact(contact: Contact, ids: Mapping[str, str], hide: frozenset[str]) -> Contact:
    name = UNNAMED if is_hidden_way(contact, contact.name, hide) else contact.name
    aliases = tuple(alias for alias in contact.aliases if not is_hidden_way(contact, alias, hide))
    new = replace(
        contact,
        id=ids.get(id_key(contact.id), contact.id),
        name=name,
        aliases=aliases,
        introduced_by=ids.get(id_key(contact.introduced_by or ""), contact.introduced_by),
        knows=tuple(
            replace(acquaintance, id=ids[id_key(acquaintance.id)]) if id_key(acquaintance.id) in ids else acquaintance
            for acquaintance in contact.knows
        ),
    )
    return contact if new == contact else new


def _cleared_body(body: Body, ids: Mapping[str, str]) -> Body:
    def text(old: str) -> str:
        return _renamed(old, ids)

    def link(old: WikiLink) -> WikiLink:
        return replace(old, id=ids[id_key(old.id)], text=None) if id_key(old.id) in ids else old

    return replace(
        body,
        text="",
        prose=text(body.prose),
        links=tuple(map(link, body.links)),
        reminders=tuple(replace(reminder, text=text(reminder.text)) for reminder in body.reminders),
        log=tuple(replace(entry, others=tuple(map(link, entry.others)), text=text(entry.text)) for entry in body.log),
    )


def _renamed(text: str, ids: Mapping[str, str]) -> str:
    """Return a text whose links to people with a telling id use the site's id, without their own words."""

    def words(target: str) -> str | None:
        new = ids.get(id_key(target))
        return f"[[{new}]]" if new else None

    return relinked(text, words) if "[" in text or "<" in text else text
