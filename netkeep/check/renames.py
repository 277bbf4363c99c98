"""A file named anew, with everything in the vault that names it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from netkeep.check.apply import spliced
from netkeep.check.diagnostic import Diagnostic
from netkeep.check.mend.nodes import links_in_values, shaped
from netkeep.check.verify import objection
from netkeep.model.body import Span
from netkeep.model.ids import unlink
from netkeep.model.schema import Value
from netkeep.store.index.keep import folded
from netkeep.store.vault import Vault
from netkeep.text.document import Document, read_document
from netkeep.text.edit import Splice
from netkeep.text.links import id_place, links_in
from netkeep.text.tree import Scalar


def renamed(vault: Vault, finding: Diagnostic) -> dict[str, Document] | str:
    """Give the files that change when one gets the id of its fix, by the path they had; or say why not."""
    document = next(one for one in vault.documents if one.path == finding.path)
    return renamed_to(vault, document, finding.fix.rename if finding.fix else "")


def renamed_to(vault: Vault, document: Document, new: str) -> dict[str, Document] | str:
    """Give the files that change when one gets another id, by the path they had; or say why not."""
    path = f"{document.path.rpartition('/')[0]}/{new}.md"
    if (why := _taken(vault, document, path, new)) is not None:
        return why
    changed = _relinked(vault, document.stem, new)
    if isinstance(changed, str) or document.source is None:
        return changed if isinstance(changed, str) else "the file cannot be read"
    moved = changed.get(document.path, document)
    text = moved.source.text if moved.source else ""
    return {**changed, document.path: read_document(path, document.source.encode(text), document.kind)}


def _taken(vault: Vault, document: Document, path: str, new: str) -> str | None:
    others = [one for one in vault.documents if one is not document]
    paths = [*(one.path for one in others), *(one.path for one in vault.strays)]
    if new in {one.stem for one in others} or folded(path) in map(folded, paths):
        return "another file has this name already"
    if document.stem in {one.stem for one in others}:
        return "another file has the same id, and nobody knows which of the two is meant by a link"
    return None if document.readable else "the file cannot be read"


def _relinked(vault: Vault, old: str, new: str) -> dict[str, Document] | str:
    """Give every file that names an id, with the new one in its place; or say which file stands in the way."""
    changed: dict[str, Document] = {}
    for document in vault.documents:
        if not document.readable and document.source and old in document.source.text:
            return f"{document.path} may name it, and cannot be read"
        if places := list(_named(document, old)):
            after = _with_new_links(document, places, old, new)
            if after is None:
                return f"the link to it in {document.path} could not be changed"
            changed[document.path] = after
    return changed


def _with_new_links(document: Document, places: Iterable[Span], old: str, new: str) -> Document | None:
    """Give a file that names the new id at these places; None where the old one is not written out at one of them."""
    text = document.source.text if document.source else ""
    starts = [_start(text, old, span) for span in places]
    splices = tuple(Splice(start, start + len(old), new) for start in starts)
    if -1 in starts:
        return None
    after = spliced(document, splices)
    return None if objection(document, after, splices, lambda words: words.replace(old, new)) else after


def _start(text: str, old: str, span: Span) -> int:
    """Return where in a value or link an id is written out; -1 where it is not."""
    link = next(links_in(text, *span), None)
    return id_place(text, link.span).start if link and link.id == old else text.find(old, *span)


def _named(document: Document, old: str) -> Iterator[Span]:
    """Give where a file names an id; below ``x`` a link in brackets does, too."""
    for node, shape in shaped(document):
        if isinstance(node, Scalar) and shape == Value("id") and unlink(node.value.strip()) == old:
            yield node.span
    yield from (link.span for link in links_in_values(document) if link.id == old)
    for link in document.item.body.links if document.item else ():
        if link.id == old:
            yield link.span


def with_documents(vault: Vault, changed: dict[str, Document]) -> Vault:
    """Give the vault with other files in place of those at these paths."""
    documents = (changed.get(one.path, one) for one in vault.documents)
    return replace(vault, documents=tuple(sorted(documents, key=lambda one: one.path)))
