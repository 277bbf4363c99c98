"""From a name to its file and back: what an id at a place leads to, who names it, and what is where."""

import re
from collections.abc import Iterator

from lsprotocol.types import (
    DocumentSymbol,
    Hover,
    Location,
    MarkupContent,
    MarkupKind,
    Position,
    Range,
    SymbolKind,
    WorkspaceSymbol,
)

from netkeep.check.mend.ids import named_id, places
from netkeep.check.registry import RULES
from netkeep.lsp.cards import card, rule_page
from netkeep.lsp.directory import Listed
from netkeep.lsp.open_vault import OpenVault
from netkeep.lsp.positions import Positions
from netkeep.lsp.session import Session, Spot
from netkeep.model.body import Span
from netkeep.model.jobs import Job
from netkeep.model.people import Contact
from netkeep.model.schema import ABOUT
from netkeep.store.index.rows import JOB, ORGANISATION, PERSON, Place
from netkeep.text.document import Document
from netkeep.text.links import links_in
from netkeep.text.tree import Mapping, Node, Scalar, Sequence
from netkeep.words import role_line

_CODE = re.compile(r"\bNK\d{3}\b")
_TOP = Range(Position(0, 0), Position(0, 0))
_KINDS = {PERSON: SymbolKind.Object, JOB: SymbolKind.Event, ORGANISATION: SymbolKind.Module}


def id_at(spot: Spot) -> tuple[str, Span] | None:
    """Return the id that is named at a place, and where it is named; in a file that cannot be read, only by a link."""
    if spot.document.item is None:
        named = ((link.id, link.span) for link in links_in(spot.text))
    else:
        named = ((named_id(place), place.span) for place in places(spot.document))
    return next(((id_, span) for id_, span in named if id_ and span.start <= spot.offset <= span.end), None)


def hover(session: Session, spot: Spot) -> Hover | None:
    """Return what is known of what stands at a place: a person, a rule, a key."""
    words, span = _rule(spot) or _key(spot) or _card(session, spot) or (None, None)
    if not words or span is None:
        return None
    place = session.positions_of(spot.document).range(span)
    return Hover(MarkupContent(MarkupKind.Markdown, words), place)


def _card(session: Session, spot: Spot) -> tuple[str | None, Span] | None:
    named = id_at(spot)
    return (card(spot.vault.vault, named[0], session.today()), named[1]) if named else None


def _rule(spot: Spot) -> tuple[str, Span] | None:
    for match in _CODE.finditer(spot.text, max(0, spot.offset - 5), spot.offset + 5):
        rule = next((rule for rule in RULES if rule.code == match[0]), None)
        if rule and match.start() <= spot.offset <= match.end():
            return rule_page(rule), Span(*match.span())
    return None


def _key(spot: Spot) -> tuple[str | None, Span] | None:
    """Return what a key of the front matter means."""
    tree = spot.document.tree
    for keys, scalar in _keys(tree, ()) if tree else ():
        if scalar.span.start <= spot.offset <= scalar.span.end:
            return ABOUT.get(".".join((spot.document.kind.name, *keys))), scalar.span
    return None


def _keys(node: Node, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Scalar]]:
    """Yield every key with its path."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _keys(item, above)
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            yield (*above, key.value), key
            yield from _keys(value, (*above, key.value))


def definition(session: Session, spot: Spot) -> list[Location]:
    """Return the files that an id at a place stands for."""
    named = id_at(spot)
    paths = spot.vault.paths_of(named[0]) if named else ()
    return [Location(session.uri(spot.vault, path), _TOP) for path in paths]


def references(session: Session, spot: Spot, *, declaration: bool) -> list[Location]:
    """Return every place that names the id at a place, or else the file itself."""
    named = id_at(spot)
    id_ = named[0] if named else spot.document.stem
    found = [Location(session.uri(spot.vault, path), _TOP) for path in spot.vault.paths_of(id_) if declaration]
    read: dict[str, Positions | None] = {}
    for place in spot.vault.naming(id_):
        if place.path not in read:
            document = spot.vault.document(place.path)
            read[place.path] = session.positions_of(document) if document and document.source else None
        if positions := read[place.path]:
            found.append(Location(session.uri(spot.vault, place.path), _range(positions, place)))
    return found


def _range(positions: Positions, place: Place) -> Range:
    return positions.between((place.line, place.column), (place.end_line, place.end_column))


def document_symbols(session: Session, document: Document) -> list[DocumentSymbol]:
    """Return the name of a file, with the roles and the log that are in it."""
    if document.item is None or document.source is None:
        return []
    positions = session.positions_of(document)
    item = document.item
    key, name = ("org", item.org) if isinstance(item, Job) else ("name", item.name)
    whole = positions.range(Span(0, len(document.source.text)))
    top = DocumentSymbol(name, SymbolKind.File, whole, positions.range(document.place(key)))
    top.children = [*_roles(document, positions), *_log(document, positions)]
    return [top]


def _roles(document: Document, positions: Positions) -> Iterator[DocumentSymbol]:
    if isinstance(document.item, Contact):
        for number, role in enumerate(document.item.roles):
            place = positions.range(document.place("roles", number, "org"))
            yield DocumentSymbol(role_line(role), SymbolKind.Field, place, place)


def _log(document: Document, positions: Positions) -> Iterator[DocumentSymbol]:
    for entry in document.item.body.log if document.item else ():
        place = positions.range(entry.span)
        yield DocumentSymbol(f"{entry.date.isoformat()} {entry.kind}", SymbolKind.Event, place, place)


def workspace_symbols(session: Session, query: str) -> list[WorkspaceSymbol]:
    """Return everybody and everything that a text can mean, in the vaults that are open."""
    return [
        _symbol(session, vault, listed)
        for vault in session.vaults.values()
        for listed in vault.directory.closest(query)
    ]


def _symbol(session: Session, vault: OpenVault, listed: Listed) -> WorkspaceSymbol:
    location = Location(session.uri(vault, listed.path), _TOP)
    return WorkspaceSymbol(
        name=listed.name, kind=_KINDS[listed.kind], location=location, container_name=listed.about or None
    )
