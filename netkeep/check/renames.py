"""Renaming a file, along with everything in the vault that names it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from netkeep.check.apply import spliced
from netkeep.check.diagnostic import Diagnostic
from netkeep.check.fix import Fix, Swap
from netkeep.check.kept_words import words
from netkeep.check.mend.nodes import links_in_values, shaped
from netkeep.check.mend.values import written
from netkeep.check.mend.words import hyphened
from netkeep.check.verify import objection
from netkeep.model.body import Span, WikiLink
from netkeep.model.ids import is_id, unlink
from netkeep.model.shapes import Value
from netkeep.store.index.write import folded
from netkeep.store.mentions import may_name
from netkeep.store.vault import Vault
from netkeep.text.document import Document, read_document
from netkeep.text.edit import Splice
from netkeep.text.links import WIKILINK, as_link, id_place, links_in
from netkeep.text.tree import Scalar

Named = Scalar | WikiLink
"""A value that names an id, or a link in the body."""
_REST_OF_LINE = re.compile(r"[^\r\n]*")


def renamed(vault: Vault, finding: Diagnostic) -> dict[str, Document] | str:
    """Return the files that change when one gets the id of its fix, by their old paths; or why it cannot be done."""
    document = next(document for document in vault.documents if document.path == finding.path)
    return renamed_to(vault, document, finding.fix.rename if finding.fix else "")


def renamed_to(vault: Vault, document: Document, new: str) -> dict[str, Document] | str:
    """Return the files that change when one gets another id, by their old paths; or why it cannot be done."""
    path = f"{document.path.rpartition('/')[0]}/{new}.md"
    if (why := _refusal(vault, document, path, new)) is not None:
        return why
    changed = _relinked(vault, document.stem, new)
    if isinstance(changed, str) or document.source is None:
        return changed if isinstance(changed, str) else "the file cannot be read"
    moved = changed.get(document.path, document)
    text = moved.source.text if moved.source else ""
    return {**changed, document.path: read_document(path, document.source.encode(text), document.kind)}


def _refusal(vault: Vault, document: Document, path: str, new: str) -> str | None:
    others = [other for other in vault.documents if other is not document]
    paths = [*(other.path for other in others), *(stray.path for stray in vault.strays)]
    if new in {other.stem for other in others} or folded(path) in map(folded, paths):
        return "another file has this name already"
    if document.stem in {other.stem for other in others}:
        return "another file has the same id, and nobody knows which of the two is meant by a link"
    return None if document.readable else "the file cannot be read"


def _relinked(vault: Vault, old: str, new: str) -> dict[str, Document] | str:
    """Return every file that names an id, with the new one in its place; or which file stands in the way."""
    changed: dict[str, Document] = {}
    if vault.closed:
        return f"{vault.closed[0]} cannot be listed, and what is in it may name it"
    for document in vault.documents:
        if not document.readable and may_name(vault.root, document, old):
            return f"{document.path} may name it, and cannot be read"
        if named := list(_named(document, old)):
            relinked = _with_new_links(document, named, old, new)
            if relinked is None:
                return f"the link to it in {document.path} could not be changed"
            changed[document.path] = relinked
    return changed


def _with_new_links(document: Document, named: Iterable[Named], old: str, new: str) -> Document | None:
    """Return a file with the new id at these places; None if the old one is not written out at one of them."""
    fixes = [_fix(document, place, old, new) for place in named]
    if document.source is None or None in fixes:
        return None
    made = [fix for fix in fixes if fix]
    relinked = spliced(document, tuple(splice for fix in made for splice in fix.splices))
    return None if objection(document, relinked, made, partial(_with_new, old, new)) else relinked


def _with_new(old: str, new: str, comment: str) -> str:
    """Return a comment with the new id, however often it is in there already."""
    either = "|".join(re.escape(id_) for id_ in sorted((old, new), key=len, reverse=True))
    return re.sub(rf"(?:{either})(?:\\?\|{re.escape(old)})?", new, comment)


def _fix(document: Document, named: Named, old: str, new: str) -> Fix | None:
    """Return the fix that writes the new id; a name for people to read stays as the text of the link."""
    text = document.source.text if document.source else ""
    was = text[slice(*named.span)]
    start = _start(text, old, named.span) - named.span.start
    if start < 0:
        return None
    with_new = was[:start] + new + was[start + len(old) :]
    bracketed = "[[" in was
    bare = isinstance(named, Scalar) and not bracketed
    if is_id(old) or "|" in was or not (bare or bracketed) or (bare and words(hyphened(old)) == words(new)):
        now = with_new
    elif bracketed:
        bar = "\\|" if isinstance(named, WikiLink) and _in_table(text, named.span) else "|"
        now = with_new.replace("]]", f"{bar}{old}]]", 1)
    else:
        quoted = isinstance(named, Scalar) and written(document, named, f"[[{new}|{old}]]")
        if not quoted:
            return None
        now = quoted
    return Fix((Splice(*named.span, now),), swaps=(Swap("link", _inner(was), _inner(now)),))


def _start(text: str, old: str, span: Span) -> int:
    """Return the offset where an id is written out in a value or link; -1 if it is not."""
    link = next(links_in(text, *span), None)
    if link is None or link.id != old:
        return text.find(old, *span)
    place = id_place(text, link.span)
    return place.start if place.end > place.start else -1


def _inner(link: str) -> str:
    """Return a link without brackets and quotes."""
    return link.strip("[]'\"")


def _in_table(text: str, span: Span) -> bool:
    """Return whether the line of a link has a bar: in a table another one would split a cell."""
    start = max(text.rfind(sign, 0, span.start) for sign in "\r\n") + 1
    line = _REST_OF_LINE.match(text, span.end)
    return "|" in WIKILINK.sub("", text[start : line.end() if line else span.end])


def _named(document: Document, old: str) -> Iterator[Named]:
    """Yield the places where a file names an id; links in brackets count in any value, even below ``x``."""
    for node, shape in shaped(document):
        if isinstance(node, Scalar) and shape == Value("id") and unlink(node.value.strip()) == old:
            yield node
    yield from (as_link(link) for link in links_in_values(document) if link.id == old)
    for link in document.item.body.links if document.item else ():
        if link.id == old:
            yield link


def with_documents(vault: Vault, changed: dict[str, Document]) -> Vault:
    """Return the vault with the files at these paths replaced."""
    documents = (changed.get(document.path, document) for document in vault.documents)
    return replace(vault, documents=tuple(sorted(documents, key=lambda document: document.path)))
