"""Values that only one file can have, found in two."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from netkeep.check.rule import Finding, Scope, at
from netkeep.model.body import Span
from netkeep.model.people import Contact
from netkeep.text.document import Document

Keys = Callable[[Contact, Document], Iterator[tuple[str, Span]]]


class Place(NamedTuple):
    """A value in the form in which two are the same, and where it stands."""

    key: str
    document: Document
    span: Span


def shared(scope: Scope, keys: Keys, what: str, mend: str) -> Iterator[Finding]:
    """Give a finding at each place where two people have the same key; both sides are named."""
    places = (
        Place(key, document, span)
        for document in scope.read()
        if isinstance(document.item, Contact)
        for key, span in keys(document.item, document)
    )
    return on_several(places, what, mend)


def on_several(places: Iterable[Place], what: str, mend: str) -> Iterator[Finding]:
    """Give a finding at each place whose key stands in another file too."""
    by_key: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        by_key[place.key].append(place)
    for found in by_key.values():
        yield from _findings(found, what, mend)


def _findings(found: Sequence[Place], what: str, mend: str) -> Iterator[Finding]:
    first: dict[str, str] = {}  # by file, the first place in it
    for _, document, span in found:
        first.setdefault(document.path, at(document, span.start))
    for _, document, span in found if len(first) > 1 else ():
        other = next(place for path, place in first.items() if path != document.path)
        rest = len(first) - 2
        more = f" and {rest} more file{'' if rest == 1 else 's'}" if rest else ""
        yield Finding(document.path, span, f"the same {what} as in {other}{more}", mend)
