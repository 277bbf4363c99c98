"""A contact -> the properties of their card."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from types import MappingProxyType
from uuid import UUID, uuid5

from netkeep.exchange.exporters.vcard.writer import Property, from_kept, parameters
from netkeep.exchange.vcard.lines import LARGEST
from netkeep.exchange.vcard.values import escape, location, names_service
from netkeep.model.dates import Birthday
from netkeep.model.people import Acquaintance, Contact, Role
from netkeep.model.reach import guess_service

_NAMESPACE = UUID("6f2d3c1e-5a0b-5e47-9c57-0d6f3a4b8e21")
_NO_YEAR = 1604  # how iPhones write a birthday without one
_OURS = frozenset({"BEGIN", "END", "VERSION", "UID", "FN", "N", "REV", "PRODID"})
_PLACES, _KINDS = ("home", "work"), ("cell", "fax", "pager")


@dataclass(frozen=True, slots=True)
class Wish:
    """How cards are to be written.

    ``whole`` adds what only netkeep reads (former roles, dates, ``x``), and whom they know, so that nothing of it is
    lost on the way back; without, a card holds what a phone keeps. ``uids`` are the ids that another program knows
    people by, ``there`` are the people whom a card may name, by id.
    """

    today: date
    version: str = "4.0"
    whole: bool = True
    uids: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    there: Mapping[str, Contact] = field(default_factory=lambda: MappingProxyType({}))

    def uid(self, contact: Contact) -> str:
        """Give the id of a card: the one it has elsewhere, else one made of the contact's id, always the same."""
        own = contact.x.get("uid")
        known = self.uids.get(contact.id) or (own if isinstance(own, str) else "")
        return " ".join(known.split()) or uid_of(contact.id)


def uid_of(person: str) -> str:
    """Give the id that a person's card has where no other program has given one (RFC 9562, 5.5)."""
    return f"urn:uuid:{uuid5(_NAMESPACE, person)}"


def properties(contact: Contact, wish: Wish) -> Iterator[Property]:
    """Give the properties of a card, in an order that never changes."""
    kept = tuple(_kept(contact))
    taken = {one.group.casefold() for one in kept}
    groups = (group for number in count(1) if (group := f"item{number}") not in taken)
    yield Property("UID", wish.uid(contact).replace("\\", "\\\\"))
    yield from _name(contact)
    yield from _reach(contact, groups)
    yield from _roles(contact, wish, groups)
    yield from _about(contact, wish, kept)
    yield from kept
    if wish.whole:
        yield from _whole(contact, wish)


def _name(contact: Contact) -> Iterator[Property]:
    *given, family = contact.name.split() or [""]
    first, last = (" ".join(given), family) if given else (family, "")
    yield Property("FN", escape(contact.name))
    yield Property("N", f"{escape(last)};{escape(first)};;;")
    if contact.aliases:
        yield Property("NICKNAME", ",".join(map(escape, contact.aliases)))


def _reach(contact: Contact, groups: Iterator[str]) -> Iterator[Property]:
    for number, email in enumerate(contact.emails):
        first = number == 0 and len(contact.emails) > 1
        yield from _labelled("EMAIL", escape(email.address), email.label, groups, first=first)
    for number, phone in enumerate(contact.phones):
        first = number == 0 and len(contact.phones) > 1
        yield from _labelled("TEL", escape(phone.number), phone.label, groups, first=first)
    for service, url in contact.links.items():
        if service == guess_service(url):
            yield Property("URL", url)
        elif names_service(service):
            yield from _grouped("URL", url, service, groups)
        else:
            yield Property("URL", url, parameters({"X-SERVICE-TYPE": service}))


def _labelled(name: str, value: str, label: str | None, groups: Iterator[str], *, first: bool) -> Iterator[Property]:
    pref = ";PREF=1" if first else ""
    if not label:
        yield Property(name, value, pref)
    elif _is_type(label, name):
        yield Property(name, value, "".join(f";TYPE={one}" for one in label.split()) + pref)
    else:
        yield from _grouped(name, value, label, groups, pref)


def _grouped(name: str, value: str, label: str, groups: Iterator[str], params: str = "") -> Iterator[Property]:
    group = next(groups)
    yield Property(name, value, params, group)
    yield Property("X-ABLabel", escape(label), "", group)


def _is_type(label: str, name: str) -> bool:
    """Tell whether a label is one that vCard has a word for, such as ``work cell``."""
    words = label.split(" ")
    kinds = [word for word in words if word not in _PLACES]
    known = _KINDS if name == "TEL" else ()
    ordered = [*(word for word in words if word in _PLACES), *kinds]
    return all(word in known for word in kinds) and ordered == words and len(set(words)) == len(words) < 3  # noqa: PLR2004


def _roles(contact: Contact, wish: Wish, groups: Iterator[str]) -> Iterator[Property]:
    current = [role for role in contact.roles if role.current(wish.today)]
    for role in current:
        group = next(groups) if len(current) > 1 else ""
        yield Property("ORG", ";".join(map(escape, filter(None, (role.org, role.team)))), "", group)
        if role.title:
            yield Property("TITLE", escape(role.title), "", group)


def _about(contact: Contact, wish: Wish, kept: tuple[Property, ...]) -> Iterator[Property]:
    newest = wish.version == "4.0"
    if contact.location and not _tells(kept, contact.location):
        city, comma, country = contact.location.rpartition(", ")
        place = f";;;{escape(city)};;;{escape(country)}" if comma else f";;;{escape(country)};;;"
        yield Property("ADR", place, ";PREF=1" if any(one.name == "ADR" for one in kept) else "")
    if contact.timezone:
        yield Property("TZ", escape(contact.timezone), "" if newest else ";VALUE=text")
    if contact.birthday:
        yield _birthday(contact.birthday, newest=newest)
    if contact.pronouns:
        yield Property("PRONOUNS" if newest else "X-PRONOUNS", escape(contact.pronouns))
    if contact.tags:
        yield Property("CATEGORIES", ",".join(map(escape, contact.tags)))
    if note := contact.body.prose.strip("\r\n"):
        yield Property("NOTE", escape(note))


def _birthday(day: Birthday, *, newest: bool) -> Property:
    """Give BDAY; vCard 3.0 knows none without a year, but iPhones and others do."""
    if newest:
        return Property("BDAY", f"{'--' if day.year is None else f'{day.year:04}'}{day.month:02}{day.day:02}")
    if day.year is None:
        return Property("BDAY", f"{_NO_YEAR}-{day.month:02}-{day.day:02}", f";X-APPLE-OMIT-YEAR={_NO_YEAR}")
    return Property("BDAY", str(day))


def _tells(kept: tuple[Property, ...], place: str) -> bool:
    """Tell whether the preferred one of the addresses that were kept says where they are."""
    addresses = sorted((one for one in kept if one.name == "ADR"), key=lambda one: "pref" not in one.params.casefold())
    return bool(addresses) and location(addresses[0].value) == place


def _kept(contact: Contact) -> Iterator[Property]:
    """Give back what another program said, and what has no field here."""
    for head, value in _each_kept(contact):
        one = from_kept(head, value)
        if one and one.name not in _OURS and not one.name.startswith("X-NETKEEP-"):
            yield one


def _each_kept(contact: Contact) -> Iterator[tuple[str, str]]:
    kept = contact.x.get("vcard")
    for head, value in kept.items() if isinstance(kept, Mapping) else ():
        for one in value if isinstance(value, list | tuple) else [value]:
            if isinstance(one, str):
                yield str(head), one


def _whole(contact: Contact, wish: Wish) -> Iterator[Property]:
    for role in contact.roles:
        current = role.current(wish.today)
        if role.start or role.end or not current:
            yield Property("X-NETKEEP-ROLE", _role(role), _dates(role, current=current))
    for other in contact.knows:
        if other.id in wish.there and wish.version == "4.0":
            uid = wish.uid(wish.there[other.id])
            how = {} if other.how is None or unsaid(other) else {"X-NETKEEP-HOW": other.how}
            yield Property("RELATED", uid, parameters({"TYPE": "acquaintance", "X-NETKEEP": "knows", **how}))
    for key, value in contact.x.items():
        if (text := own_value(key, value)) is not None:
            yield Property("X-NETKEEP-X", escape(text), f';KEY="{key}"')


def unsaid(other: Acquaintance) -> bool:
    """Tell whether a card cannot say how somebody is known."""
    return not (other.how or "").isprintable()


def _role(role: Role) -> str:
    return ";".join(escape(part or "") for part in (role.org, role.title, role.team))


def _dates(role: Role, *, current: bool) -> str:
    dates = {"TYPE": "current" if current else "past", "FROM": str(role.start or ""), "TO": str(role.end or "")}
    return parameters({name: text for name, text in dates.items() if text})


def own_value(key: str, value: object) -> str | None:
    """Give what a person keeps under a key of ``x`` as JSON; None for what cannot be carried, or is already."""
    if key in {"uid", "vcard"} or not key.isprintable() or set(key) & set('"^,;:') or key != key.strip():
        return None
    try:
        text = json.dumps(value, ensure_ascii=False, default=dict)
    except (TypeError, ValueError, RecursionError):
        return None
    return text if len(text.encode()) < LARGEST // 2 else None
