"""A contact -> the properties of their card."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from types import MappingProxyType
from uuid import UUID, uuid5

from netkeep.exchange.exporters.vcard.writer import Property, from_kept, parameters
from netkeep.exchange.vcard.addresses import address_form, address_value, kept_addresses
from netkeep.exchange.vcard.dates import ANNIVERSARY, EVERY, LABELLED, YEARLY, date_form, kept_dates
from netkeep.exchange.vcard.lines import LARGEST
from netkeep.exchange.vcard.values import escape, location, names_service
from netkeep.model import person_names
from netkeep.model.contact_points import guess_service, is_fax
from netkeep.model.dates import Birthday
from netkeep.model.names import fold
from netkeep.model.people import Acquaintance, Contact, NamedDate, Role
from netkeep.model.triage import TO_TRIAGE
from netkeep.text.markdown import without_comments
from netkeep.text.values import free

_NAMESPACE = UUID("6f2d3c1e-5a0b-5e47-9c57-0d6f3a4b8e21")
_NO_YEAR = 1604  # how iPhones write a birthday without one
_OURS = frozenset({"BEGIN", "END", "VERSION", "UID", "FN", "N", "REV", "PRODID"})
_FIRST_REMINDER = re.compile(r"- \[[ xX]\] \d{4}-\d{2}-\d{2} first catch-up", re.ASCII)
_ALTID = re.compile(r";ALTID=[^;:]+", re.IGNORECASE)
_PLACES, _KINDS = ("home", "work"), ("cell", "fax", "pager")


@dataclass(frozen=True, slots=True)
class Wish:
    """How cards are to be written.

    ``whole`` adds what only netkeep reads (former roles, dates, ``x``), and whom they know, so that none of it is lost
    on the way back; without it a card holds what a phone keeps. ``uids`` are the ids that another program has for
    people, ``there`` the people whom a card may name, by id.
    """

    today: date
    version: str = "4.0"
    whole: bool = True
    uids: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    there: Mapping[str, Contact] = field(default_factory=lambda: MappingProxyType({}))

    def uid(self, contact: Contact) -> str:
        """Return the id of a card: the one it has elsewhere, else one derived from the contact's id."""
        own = contact.x.get("uid")
        uid = self.uids.get(contact.id) or (own if isinstance(own, str) else "")
        return " ".join(uid.split()) or uid_of(contact.id)


def uid_of(person: str) -> str:
    """Return the id that a person's card has where no other program has given one (RFC 9562, 5.5)."""
    return f"urn:uuid:{uuid5(_NAMESPACE, person)}"


def properties(contact: Contact, wish: Wish) -> Iterator[Property]:
    """Yield the properties of a card, in an order that never changes."""
    kept = tuple(_kept(contact))
    taken = {prop.group.casefold() for prop in kept}
    groups = (group for number in count(1) if (group := f"item{number}") not in taken)
    yield Property("UID", wish.uid(contact).replace("\\", "\\\\"))
    yield from _kind(contact, wish)
    said = (
        *(*_name(contact), *_reach(contact, groups), *_roles(contact, wish, groups)),
        *(*_places(contact, kept, groups), *_about(contact, wish), *_dates_of(contact, wish, groups)),
    )
    yield from _with_alternatives(said, kept)
    yield from kept
    if wish.whole:
        yield from _whole(contact, wish)


def _with_alternatives(said: Iterable[Property], kept: Iterable[Property]) -> Iterator[Property]:
    """Yield properties; the first of a name gets the ALTID of a kept alternative form of it (RFC 6350, 5.4)."""
    marks = {prop.name: mark[0] for prop in kept if (mark := _ALTID.search(prop.params))}
    for prop in said:
        yield prop if prop.group else prop._replace(params=prop.params + marks.pop(prop.name, ""))


def _kind(contact: Contact, wish: Wish) -> Iterator[Property]:
    """Yield the property that marks a person's card, where their name is also an organisation's."""
    if fold(contact.name) in (fold(role.org) for role in contact.roles):
        yield Property("KIND" if wish.version == "4.0" else "X-ADDRESSBOOKSERVER-KIND", "individual")


def _name(contact: Contact) -> Iterator[Property]:
    yield Property("FN", escape(contact.name))
    yield Property("N", parts_value(contact))
    if contact.aliases:
        yield Property("NICKNAME", ",".join(map(escape, contact.aliases)))


def parts_value(contact: Contact) -> str:
    """Return the value of N: the parts of a name in their order, each perhaps a list (RFC 6350, 6.2.2)."""
    parts = person_names.parts_of(contact.name, contact.x)
    listed = (parts.family, parts.given, parts.additional, parts.prefix, parts.suffix)
    return ";".join(",".join(map(escape, texts)) for texts in listed)


def _in_name(contact: Contact, key: str) -> bool:
    """Return whether N says everything that stands below a key of ``x``."""
    if key != person_names.KEY:
        return False
    said = person_names.kept(contact.name, person_names.parts_of(contact.name, contact.x))
    return said is not None and free(said) == free(contact.x[key])


def _reach(contact: Contact, groups: Iterator[str]) -> Iterator[Property]:
    for number, email in enumerate(contact.emails):
        first = number == 0 and len(contact.emails) > 1
        yield from labelled("EMAIL", escape(email.address), email.label, groups, first=first)
    calls = (number for number, phone in enumerate(contact.phones) if not is_fax(phone.label))
    preferred = next(calls, None) if len(contact.phones) > 1 else None
    for number, phone in enumerate(contact.phones):
        yield from labelled("TEL", escape(phone.number), phone.label, groups, first=number == preferred)
    for service, url in contact.links.items():
        yield from link(service, url, groups)


def link(service: str, url: str, groups: Iterator[str]) -> Iterator[Property]:
    """Yield the lines of a link."""
    if service == guess_service(url):
        yield Property("URL", url)
    elif names_service(service):
        yield from _grouped("URL", url, service, groups)
    else:
        yield Property("URL", url, parameters({"X-SERVICE-TYPE": service}))


def labelled(name: str, value: str, label: str | None, groups: Iterator[str], *, first: bool) -> Iterator[Property]:
    """Yield the lines of an address or a number, and its label."""
    pref = ";PREF=1" if first else ""
    if not label:
        yield Property(name, value, pref)
    elif _is_type(label, name):
        yield Property(name, value, "".join(f";TYPE={word}" for word in label.split()) + pref)
    else:
        yield from _grouped(name, value, label, groups, pref)


def _grouped(name: str, value: str, label: str, groups: Iterator[str], params: str = "") -> Iterator[Property]:
    group = next(groups)
    yield Property(name, value, params, group)
    yield Property("X-ABLabel", escape(label), "", group)


def _is_type(label: str, name: str) -> bool:
    """Return whether vCard has TYPE words for a label, such as ``work cell``."""
    words = label.split(" ")
    kinds = [word for word in words if word not in _PLACES]
    allowed = _KINDS if name == "TEL" else ()
    ordered = [*(word for word in words if word in _PLACES), *kinds]
    return all(word in allowed for word in kinds) and ordered == words and len(set(words)) == len(words) < 3  # noqa: PLR2004


def _roles(contact: Contact, wish: Wish, groups: Iterator[str]) -> Iterator[Property]:
    current = [role for role in contact.roles if role.current(wish.today)]
    for role in current:
        yield from role_lines(role, next(groups) if len(current) > 1 else "")


def role_lines(role: Role, group: str) -> Iterator[Property]:
    """Yield the lines of a role; ``group`` holds them together where there are several."""
    yield Property("ORG", ";".join(map(escape, filter(None, (role.org, role.team)))), "", group)
    if role.title:
        yield Property("TITLE", escape(role.title), "", group)


def _places(contact: Contact, kept: tuple[Property, ...], groups: Iterator[str]) -> Iterator[Property]:
    """Yield the addresses; one that stands below ``x: vcard`` as well is written once, as it stands there.

    The location comes before them as an address of its own, unless the first of them says it.
    """
    kept_forms = kept_addresses(contact)
    addresses = [address for address in contact.addresses if address_form(address) not in kept_forms]
    values = [address_value(address) for address in addresses]
    beside = [prop for prop in kept if prop.name == "ADR"]
    preferred = [prop.value for prop in beside if "pref" in prop.params.casefold()]
    read = (*values[:1], *preferred, *values[1:], *(prop.value for prop in beside))  # in the order of importing
    is_said = contact.location in {None, next(filter(None, map(location, read)), None)}
    is_one_of_several = len(values) + len(beside) + (not is_said) > 1
    if not is_said:
        yield Property("ADR", location_value(contact.location or ""), ";PREF=1" if is_one_of_several else "")
    for number, (address, value) in enumerate(zip(addresses, values, strict=True)):
        yield from labelled("ADR", value, address.label, groups, first=is_said and is_one_of_several and number == 0)


def location_value(location: str) -> str:
    """Return the value of an address that says no more than a location."""
    city, comma, country = location.rpartition(", ")
    return f";;;{escape(city)};;;{escape(country)}" if comma else f";;;{escape(country)};;;"


def tags(contact: Contact) -> tuple[str, ...]:
    """Return the tags for a card: all but the one for triage, which is netkeep's own business."""
    return tuple(tag for tag in contact.tags if tag != TO_TRIAGE)


def note_text(contact: Contact) -> str:
    """Return the text of a contact, without comments and without the first reminder that an import gave it."""
    lines = without_comments(contact.body.prose).strip("\r\n").splitlines()
    return "\n".join(line for line in lines if not _FIRST_REMINDER.fullmatch(line)).strip("\n")


def _about(contact: Contact, wish: Wish) -> Iterator[Property]:
    newest = wish.version == "4.0"
    if contact.timezone:
        yield Property("TZ", escape(contact.timezone), "" if newest else ";VALUE=text")
    if contact.birthday:
        yield birthday(contact.birthday, newest=newest)
    if contact.pronouns:
        yield Property("PRONOUNS" if newest else "X-PRONOUNS", escape(contact.pronouns))
    if listed := tags(contact):
        yield Property("CATEGORIES", ",".join(map(escape, listed)))
    if text := note_text(contact):
        yield Property("NOTE", escape(text))


def birthday(day: Birthday, *, newest: bool) -> Property:
    """Return BDAY; vCard 3.0 knows none without a year, but iPhones and others do."""
    if newest:
        return Property("BDAY", f"{'--' if day.year is None else f'{day.year:04}'}{day.month:02}{day.day:02}")
    if day.year is None:
        return Property("BDAY", f"{_NO_YEAR}-{day.month:02}-{day.day:02}", f";X-APPLE-OMIT-YEAR={_NO_YEAR}")
    return Property("BDAY", str(day))


def _kept(contact: Contact) -> Iterator[Property]:
    """Yield the properties that importing kept: those of other programs, and those without a field here."""
    for head, value in _each_kept(contact):
        prop = from_kept(head, value)
        if prop and not is_ours(prop):
            yield prop


def is_ours(prop: Property) -> bool:
    """Return whether netkeep writes a property itself, so that a kept one would be a duplicate."""
    return prop.name in _OURS or prop.name.startswith("X-NETKEEP-")


def _dates_of(contact: Contact, wish: Wish, groups: Iterator[str]) -> Iterator[Property]:
    """Yield the dates; one that stands below ``x: vcard`` as well is written once, as it stands there."""
    kept_forms = kept_dates(contact)
    for named_date in contact.dates:
        if date_form(named_date) not in kept_forms:
            yield from date_lines(named_date, groups, newest=wish.version == "4.0", whole=wish.whole)


def date_lines(
    named_date: NamedDate, groups: Iterator[str], *, newest: bool, whole: bool = False
) -> Iterator[Property]:
    """Yield the lines of a date; without a year it gets the one that iPhones use for that."""
    anniversary = named_date.name == ANNIVERSARY
    is_implied = named_date.every is None if not anniversary else named_date.every == YEARLY
    every = parameters({EVERY: str(named_date.every)}) if whole and named_date.every and not is_implied else ""
    day = birthday(named_date.on, newest=newest)
    if anniversary and newest:
        yield Property("ANNIVERSARY", day.value, every)
        return
    group = next(groups)
    label = "_$!<Anniversary>!$_" if anniversary else escape(named_date.name)
    yield Property(LABELLED, day.value, day.params + every, group)
    yield Property("X-ABLabel", label, "", group)


def _each_kept(contact: Contact) -> Iterator[tuple[str, str]]:
    kept = contact.x.get("vcard")
    for head, value in kept.items() if isinstance(kept, Mapping) else ():
        for text in value if isinstance(value, list | tuple) else [value]:
            if isinstance(text, str):
                yield str(head), text


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
        if (text := own_value(key, value)) is not None and not _in_name(contact, key):
            yield Property("X-NETKEEP-X", escape(text), f';KEY="{key}"')


def unsaid(other: Acquaintance) -> bool:
    """Return whether a card cannot say how somebody is known."""
    return not (other.how or "").isprintable()


def _role(role: Role) -> str:
    return ";".join(escape(part or "") for part in (role.org, role.title, role.team))


def _dates(role: Role, *, current: bool) -> str:
    dates = {"TYPE": "current" if current else "past", "FROM": str(role.start or ""), "TO": str(role.end or "")}
    return parameters({name: text for name, text in dates.items() if text})


def own_value(key: str, value: object) -> str | None:
    """Return the value of a key of ``x`` as JSON; None for what a card cannot carry, or carries already."""
    if key in {"uid", "vcard"} or not key.isprintable() or set(key) & set('"^,;:') or key != key.strip():
        return None
    try:
        text = json.dumps(value, ensure_ascii=False, default=dict)
    except (TypeError, ValueError, RecursionError):
        return None
    return text if len(text.encode()) < LARGEST // 2 else None
