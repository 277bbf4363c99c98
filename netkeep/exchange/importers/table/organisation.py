"""A row with an organisation but no person -> a file for ``orgs/``, with what the row says below ``x``."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from netkeep.exchange.candidate import Extra, Fact, Link, OwnFile
from netkeep.exchange.importers.table.by_row import Cell
from netkeep.exchange.importers.table.fill import NAMES, fill
from netkeep.exchange.importers.table.person import Person
from netkeep.model.jobs import Organisation
from netkeep.model.names import org_key
from netkeep.model.no_employer import names_no_employer
from netkeep.model.people import Email, Phone, Role
from netkeep.model.person_names import is_honorific
from netkeep.store.add import plain_id

_SOMEBODYS = frozenset({*NAMES - {"prefix"}, "aliases", "title", "birthday", "pronouns"})


def is_organisation(cells: Sequence[Cell]) -> bool:
    """Return whether a row names an organisation and no person; its mailbox and number are the organisation's.

    A prefix means a person, unless it is no title: tables of customers have ``Firma`` there. So does an organisation
    that is no employer: only a person is retired.
    """
    by_part = {cell.target.part: cell.value for cell in reversed(cells) if cell.target}
    if "org" not in by_part or not _SOMEBODYS.isdisjoint(by_part):
        return False
    return not is_honorific(by_part.get("prefix", "")) and not names_no_employer(by_part["org"])


def organisation(cells: Iterable[Cell], person: Person) -> OwnFile | None:
    """Return the organisation of a row; ``person`` gathers what the row says."""
    fill(person, cells)
    facts = person.candidate().facts
    roles = [fact.value for fact in facts if isinstance(fact.value, Role)]
    if not roles:
        return None
    name = roles[0].org
    x: dict[str, object] = {}
    for fact in facts:
        _add(x, fact, name)
    note = "\n\n".join(str(fact.value) for fact in facts if fact.field == "note")
    return OwnFile(Organisation(plain_id(name), name, x=x), person.where, note)


def merge_organisations(files: Iterable[OwnFile]) -> tuple[OwnFile, ...]:
    """Return each organisation once, with everything from its rows; other spellings of its name become aliases."""
    by_key: dict[str, OwnFile] = {}
    for file in files:
        key = org_key(file.item.name) if isinstance(file.item, Organisation) else file.item.id
        first = by_key.setdefault(key, file)
        if first is not file:
            by_key[key] = _merge(first, file)
    return tuple(by_key.values())


def _merge(first: OwnFile, other: OwnFile) -> OwnFile:
    x = dict(first.item.x)
    for name, value in other.item.x.items():
        _put(x, name, value)
    item = replace(first.item, x=x)
    if isinstance(item, Organisation) and isinstance(other.item, Organisation):
        more = (name for name in (other.item.name, *other.item.aliases) if name != item.name)
        item = replace(item, aliases=tuple(dict.fromkeys((*item.aliases, *more))))
    notes = dict.fromkeys(filter(None, (first.note, other.note)))
    return replace(first, item=item, note="\n\n".join(notes))


def _add(x: dict[str, object], fact: Fact, name: str) -> None:
    match fact.value:
        case Email(address, label):
            _put(x, "emails", [{"address": address, "label": label} if label else address])
        case Phone(number, label):
            _put(x, "phones", [{"number": number, "label": label} if label else number])
        case Link(service, url):
            _put(x, "links", [{service: url}])
        case Role(org, title, team):
            role_parts = {"org": org if org != name else None, "title": title, "team": team}
            if filled := {part: text for part, text in role_parts.items() if text}:
                _put(x, "roles", [filled])
        case Extra(own, value):
            _put(x, own, value)
        case str(text) if fact.field != "note":
            _put(x, fact.field, [text] if fact.field in {"tags", "aliases"} else text)
        case _:
            pass


def _put(x: dict[str, object], name: str, value: object) -> None:
    """Put a value below ``x``; if there is another, keep both."""
    present = x.get(name)
    if present is None:
        x[name] = value
    elif present != value:
        listed = [*(present if isinstance(present, list) else [present])]
        more = value if isinstance(value, list) else [value]
        x[name] = [*listed, *(item for item in more if item not in listed)]
