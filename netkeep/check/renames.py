"""A file named anew, with everything in the vault that names it."""

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
    """Return the files that change when one gets the id of its fix, by the path they had; or say why not."""
    document = next(one for one in vault.documents if one.path == finding.path)
    return renamed_to(vault, document, finding.fix.rename if finding.fix else "")


def renamed_to(vault: Vault, document: Document, new: str) -> dict[str, Document] | str:
    """Return the files that change when one gets another id, by the path they had; or say why not."""
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
    """Return every file that names an id, with the new one in its place; or say which file stands in the way."""
    changed: dict[str, Document] = {}
    if vault.closed:
        return f"{vault.closed[0]} cannot be listed, and what is in it may name it"
    for document in vault.documents:
        if not document.readable and may_name(vault.root, document, old):
            return f"{document.path} may name it, and cannot be read"
        if named := list(_named(document, old)):
            after = _with_new_links(document, named, old, new)
            if after is None:
                return f"the link to it in {document.path} could not be changed"
            changed[document.path] = after
    return changed


def _with_new_links(document: Document, named: Iterable[Named], old: str, new: str) -> Document | None:
    """Return a file that names the new id at these places; None where the old one is not written out at one of them."""
    fixes = [_fix(document, place, old, new) for place in named]
    if document.source is None or None in fixes:
        return None
    made = [fix for fix in fixes if fix]
    after = spliced(document, tuple(splice for fix in made for splice in fix.splices))
    return None if objection(document, after, made, partial(_with_new, old, new)) else after


def _with_new(old: str, new: str, comment: str) -> str:
    """Return a comment as it is with the new id, however often it has been put in already."""
    either = "|".join(re.escape(one) for one in sorted((old, new), key=len, reverse=True))
    return re.sub(rf"(?:{either})(?:\\?\|{re.escape(old)})?", new, comment)


def _fix(document: Document, named: Named, old: str, new: str) -> Fix | None:
    """Return the fix that writes the new id; a name that people read stays, as the text of the link."""
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
    """Return where in a value or link an id is written out; -1 where it is not."""
    link = next(links_in(text, *span), None)
    if link is None or link.id != old:
        return text.find(old, *span)
    place = id_place(text, link.span)
    return place.start if place.end > place.start else -1


def _inner(link: str) -> str:
    """Return a link without brackets and quotes."""
    return link.strip("[]'\"")


def _in_table(text: str, span: Span) -> bool:
    """Return whether a bar stands beside a link in its line: in a table another one would divide a cell."""
    start = max(text.rfind(sign, 0, span.start) for sign in "\r\n") + 1
    line = _REST_OF_LINE.match(text, span.end)
    return "|" in WIKILINK.sub("", text[start : line.end() if line else span.end])


def _named(document: Document, old: str) -> Iterator[Named]:
    """Yield where a file names an id; a link in brackets does so in any value, below ``x`` too."""
    for node, shape in shaped(document):
        if isinstance(node, Scalar) and shape == Value("id") and unlink(node.value.strip()) == old:
            yield node
    yield from (as_link(link) for link in links_in_values(document) if link.id == old)
    for link in document.item.body.links if document.item else ():
        if link.id == old:
            yield link


def with_documents(vault: Vault, changed: dict[str, Document]) -> Vault:
    """Return the vault with other files in place of those at these paths."""
    documents = (changed.get(one.path, one) for one in vault.documents)
    return replace(vault, documents=tuple(sorted(documents, key=lambda one: one.path)))
