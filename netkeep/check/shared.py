"""Values that only one person can have, found on two."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from netkeep.check.rule import Finding, Scope, at
from netkeep.model.body import Span
from netkeep.model.people import Contact
from netkeep.text.document import Document

Keys = Callable[[Contact, Document], Iterator[tuple[str, Span]]]


def shared(scope: Scope, keys: Keys, what: str, mend: str) -> Iterator[Finding]:
    """Give a finding at each place where two people have the same key; both sides are named."""
    places: dict[str, list[tuple[Document, Span]]] = defaultdict(list)
    for document in scope.read():
        if isinstance(document.item, Contact):
            for key, span in keys(document.item, document):
                places[key].append((document, span))
    for found in places.values():
        yield from _findings(found, what, mend)


def _findings(found: list[tuple[Document, Span]], what: str, mend: str) -> Iterator[Finding]:
    first: dict[str, str] = {}  # by file, the first place in it
    for document, span in found:
        first.setdefault(document.path, at(document, span.start))
    for document, span in found if len(first) > 1 else ():
        other = next(place for path, place in first.items() if path != document.path)
        rest = len(first) - 2
        more = f" and {rest} more file{'' if rest == 1 else 's'}" if rest else ""
        yield Finding(document.path, span, f"the same {what} as in {other}{more}", mend)
