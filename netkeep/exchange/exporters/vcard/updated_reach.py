"""Updating addresses, numbers and links of a card in a folder to what the vault says."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from netkeep.exchange.candidate import FactValue, Field, Link
from netkeep.exchange.exporters.vcard.card import labelled, link
from netkeep.exchange.exporters.vcard.card_update import CardUpdate
from netkeep.exchange.exporters.vcard.writer import Property
from netkeep.exchange.vcard.addresses import address_form, address_value, kept_addresses
from netkeep.exchange.vcard.lines import LEAST_PREFERRED, Line
from netkeep.exchange.vcard.values import escape, words
from netkeep.model.contact_points import email_key, is_fax, url_key
from netkeep.model.people import Address, Email, Phone

_Item = Email | Phone | Address


class _Way(NamedTuple):
    """One way to reach somebody: its field, its property, and its key, which equal values share."""

    field: Field
    name: str
    form: Callable[[FactValue], Hashable]


class _CardItem(NamedTuple):
    """An address or number on the card, with its line."""

    line: Line
    value: _Item


def update_reach(update: CardUpdate) -> None:
    """Write the differences in addresses, numbers and links."""
    number = update.there.number

    def form(value: FactValue) -> Hashable:
        return number(value.number) if isinstance(value, Phone) else None

    _listed(update, _Way("emails", "EMAIL", _email), update.contact.emails)
    _listed(update, _Way("phones", "TEL", form), update.contact.phones)
    kept = kept_addresses(update.contact).values()  # written as it stands there
    _listed(update, _Way("addresses", "ADR", _address), (*update.contact.addresses, *kept))
    _links(update)


def _listed(update: CardUpdate, way: _Way, wanted: Sequence[_Item]) -> None:
    """Write addresses or numbers; one that replaces another takes over its line."""
    ours = {way.form(value): value for value in reversed(wanted)}
    theirs: dict[Hashable, list[_CardItem]] = {}
    said = [_CardItem(line, value) for line, value in update.facts(way.field, object) if isinstance(value, _Item)]
    for item in (*said, *_repetitions(update, way, said)):
        theirs.setdefault(way.form(item.value), []).append(item)
    new = [key for key in reversed(ours) if key not in theirs and update.is_new(way.field, key, way.form)]
    first = next((value for value in wanted if _is_preferable(value)), None)
    read = next((ours[key] for key in theirs if key in ours and _is_preferable(ours[key])), None)
    moved = len(ours) > 1 and first is not None and first != read
    lines = {way.form(item.value): item.line for items in theirs.values() for item in reversed(items)}
    for key, items in theirs.items():
        if key in ours:
            _write(update, items, ours[key])
        elif update.was_said(way.field, key, way.form):
            stead = new.pop(0) if new else None
            _stand_in(update, items, ours[stead] if stead is not None else None)
            lines[stead] = items[0].line
    if moved and first is not None:
        preferred = lines.get(way.form(first))
        update.splice.prefer(way.name, preferred.number if preferred else 0)
    added = [_lines(update, way.name, ours[key], first=moved and ours[key] is first) for key in new]
    if added:
        update.splice.add([prop for properties in added for prop in properties], way.name)


def _write(update: CardUpdate, items: Sequence[_CardItem], mine: _Item) -> None:
    """Write an address or number as the vault has it; a label that the vault lacks stays.

    Nothing is written where another of their cards has it exactly so.
    """
    if mine in update.elsewhere():
        return
    if all(_text(item.value) != _text(mine) or mine.label not in {None, item.value.label} for item in items):
        label = mine.label or items[0].value.label
        _replace(update, items[0], replace(mine, label=label))


def _repetitions(update: CardUpdate, way: _Way, said: Sequence[_CardItem]) -> Iterator[_CardItem]:
    """Yield the lines that repeat another line, which reading skips."""
    numbers = {item.line.number for item in said}
    by_text = {words(item.line.value): item.value for item in said}
    for line in update.splice.named(way.name):
        if line.number not in numbers and (value := by_text.get(words(line.value))):
            yield _CardItem(line, value)


def _stand_in(update: CardUpdate, items: Sequence[_CardItem], mine: _Item | None) -> None:
    """Remove what the vault no longer has, or write another value in its place."""
    for item in items[1:] if mine else items:
        update.splice.take_out(item.line)
    if mine:
        _replace(update, items[0], mine)


def _replace(update: CardUpdate, item: _CardItem, mine: _Item) -> None:
    """Replace an address or number; with the same label, everything but the value stays."""
    line, previous = item
    if mine.label == previous.label and line.parameter("VALUE").casefold() != "uri":
        update.splice.value(line, _value(mine))
        return
    first = line.preference() <= LEAST_PREFERRED
    update.splice.take_out(line)
    update.splice.write(line.number, *_lines(update, line.name, mine, first=first))


def _lines(update: CardUpdate, name: str, item: _Item, *, first: bool) -> list[Property]:
    return list(labelled(name, _value(item), item.label, update.splice.groups, first=first))


def _links(update: CardUpdate) -> None:
    theirs = {url_key(value.url) for _, value in update.facts("links", Link)}
    ours = {url_key(url): (service, url) for service, url in update.contact.links.items()}
    gone = {key for key in theirs - ours.keys() if update.was_said("links", key, _link)}
    lines = {line.value: url_key(value.url) for line, value in update.facts("links", Link)}
    for line in update.splice.named("URL", "X-SOCIALPROFILE", "SOCIALPROFILE", "IMPP") if gone else ():
        if lines.get(line.value) in gone:
            update.splice.take_out(line)
    for key, (service, url) in ours.items():
        if key not in theirs and update.is_new("links", key, _link):
            update.splice.add(list(link(service, url, update.splice.groups)), "URL")


def _text(item: _Item) -> str:
    match item:
        case Email(address, _):
            return address
        case Phone(number, _):
            return number
    return address_value(item)


def _value(item: _Item) -> str:
    return _text(item) if isinstance(item, Address) else escape(_text(item))


def _is_preferable(item: _Item) -> bool:
    return not isinstance(item, Phone) or not is_fax(item.label)


def _email(value: FactValue) -> Hashable:
    return email_key(value.address) if isinstance(value, Email) else None


def _address(value: FactValue) -> Hashable:
    return address_form(value) if isinstance(value, Address) else None


def _link(value: FactValue) -> Hashable:
    return url_key(value.url) if isinstance(value, Link) else None
