"""Addresses, numbers and links of a card that is in a folder, brought to what the vault says."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from netkeep.exchange.candidate import FactValue, Field, Link
from netkeep.exchange.exporters.vcard.card import labelled, link
from netkeep.exchange.exporters.vcard.writer import Property
from netkeep.exchange.vcard.addresses import address_form, address_value, kept_addresses
from netkeep.exchange.vcard.lines import LEAST_PREFERRED, Line
from netkeep.exchange.vcard.values import escape, words
from netkeep.model.contact_points import email_key, is_fax, url_key
from netkeep.model.people import Address, Email, Phone

if TYPE_CHECKING:
    from netkeep.exchange.exporters.vcard.update import Update


_Item = Email | Phone | Address


class _Way(NamedTuple):
    """One way to reach somebody: its field, its property, and the form in which two of them are the same."""

    field: Field
    name: str
    form: Callable[[FactValue], Hashable]


class _Told(NamedTuple):
    """An address or number of the card, with its line."""

    line: Line
    value: _Item


def update_reach(update: "Update") -> None:
    """Write what differs of the ways to reach somebody."""
    number = update.there.number

    def form(value: FactValue) -> Hashable:
        return number(value.number) if isinstance(value, Phone) else None

    _listed(update, _Way("emails", "EMAIL", _email), update.contact.emails)
    _listed(update, _Way("phones", "TEL", form), update.contact.phones)
    kept = kept_addresses(update.contact).values()  # goes out as it stands there
    _listed(update, _Way("addresses", "ADR", _address), (*update.contact.addresses, *kept))
    _links(update)


def _listed(update: "Update", way: _Way, wanted: Sequence[_Item]) -> None:
    """Write addresses or numbers; what comes in the place of another has its line."""
    ours = {way.form(one): one for one in reversed(wanted)}
    theirs: dict[Hashable, list[_Told]] = {}
    said = [_Told(line, value) for line, value in update.facts(way.field, object) if isinstance(value, _Item)]
    for told in (*said, *_again(update, way, said)):
        theirs.setdefault(way.form(told.value), []).append(told)
    new = [key for key in reversed(ours) if key not in theirs and update.is_new(way.field, key, way.form)]
    first = next((one for one in wanted if _is_preferable(one)), None)
    read = next((ours[key] for key in theirs if key in ours and _is_preferable(ours[key])), None)
    moved = len(ours) > 1 and first is not None and first != read
    lines = {way.form(told.value): told.line for several in theirs.values() for told in reversed(several)}
    for key, several in theirs.items():
        if key in ours:
            _write(update, several, ours[key])
        elif update.was_said(way.field, key, way.form):
            stead = new.pop(0) if new else None
            _stand_in(update, several, ours[stead] if stead is not None else None)
            lines[stead] = several[0].line
    if moved and first is not None:
        preferred = lines.get(way.form(first))
        update.splice.prefer(way.name, preferred.number if preferred else 0)
    added = [_lines(update, way.name, ours[key], first=moved and ours[key] is first) for key in new]
    if added:
        update.splice.add([one for properties in added for one in properties], way.name)


def _write(update: "Update", several: Sequence[_Told], mine: _Item) -> None:
    """Write an address or number as the vault has it; a label that the vault has not stays.

    Where another card of theirs has it so, it comes from there.
    """
    if mine in update.elsewhere():
        return
    if all(_text(told.value) != _text(mine) or mine.label not in {None, told.value.label} for told in several):
        label = mine.label or several[0].value.label
        _replace(update, several[0], replace(mine, label=label))


def _again(update: "Update", way: _Way, said: Sequence[_Told]) -> Iterator[_Told]:
    """Yield the lines that say once more what another line has said: reading passes them over."""
    known = {told.line.number for told in said}
    by_text = {words(told.line.value): told.value for told in said}
    for line in update.splice.named(way.name):
        if line.number not in known and (value := by_text.get(words(line.value))):
            yield _Told(line, value)


def _stand_in(update: "Update", several: Sequence[_Told], mine: _Item | None) -> None:
    """Remove what the vault no longer has, or write another in its place."""
    for told in several[1:] if mine else several:
        update.splice.take_out(told.line)
    if mine:
        _replace(update, several[0], mine)


def _replace(update: "Update", told: _Told, mine: _Item) -> None:
    """Write an address or number in the place of another: where it has the same label, all but the value stays."""
    line, before = told
    if mine.label == before.label and line.parameter("VALUE").casefold() != "uri":
        update.splice.value(line, _value(mine))
        return
    first = line.preference() <= LEAST_PREFERRED
    update.splice.take_out(line)
    update.splice.write(line.number, *_lines(update, line.name, mine, first=first))


def _lines(update: "Update", name: str, one: _Item, *, first: bool) -> list[Property]:
    return list(labelled(name, _value(one), one.label, update.splice.groups, first=first))


def _links(update: "Update") -> None:
    theirs = {url_key(told.url) for _, told in update.facts("links", Link)}
    ours = {url_key(url): (service, url) for service, url in update.contact.links.items()}
    gone = {key for key in theirs - ours.keys() if update.was_said("links", key, _link)}
    lines = {line.value: url_key(told.url) for line, told in update.facts("links", Link)}
    for line in update.splice.named("URL", "X-SOCIALPROFILE", "SOCIALPROFILE", "IMPP") if gone else ():
        if lines.get(line.value) in gone:
            update.splice.take_out(line)
    for key, (service, url) in ours.items():
        if key not in theirs and update.is_new("links", key, _link):
            update.splice.add(list(link(service, url, update.splice.groups)), "URL")


def _text(one: _Item) -> str:
    match one:
        case Email(address, _):
            return address
        case Phone(number, _):
            return number
    return address_value(one)


def _value(one: _Item) -> str:
    return _text(one) if isinstance(one, Address) else escape(_text(one))


def _is_preferable(one: _Item) -> bool:
    return not isinstance(one, Phone) or not is_fax(one.label)


def _email(value: FactValue) -> Hashable:
    return email_key(value.address) if isinstance(value, Email) else None


def _address(value: FactValue) -> Hashable:
    return address_form(value) if isinstance(value, Address) else None


def _link(value: FactValue) -> Hashable:
    return url_key(value.url) if isinstance(value, Link) else None
