"""Renaming a file, along with everything in the vault that names it."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from netkeep.check.apply import spliced
from netkeep.check.diagnostic import Diagnostic
from netkeep.check.mend.ids import Named, link_fix, naming
from netkeep.check.verify import objection
from netkeep.store.index.write import folded
from netkeep.store.mentions import may_name
from netkeep.store.vault import Vault
from netkeep.text.document import Document, read_document


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
        return "another file has the same id, so it is unclear which of the two a link means"
    return None if document.readable else "the file cannot be read"


def _relinked(vault: Vault, old: str, new: str) -> dict[str, Document] | str:
    """Return every file that names an id, with the new one in its place; or which file stands in the way."""
    changed: dict[str, Document] = {}
    if vault.closed:
        return f"{vault.closed[0]} cannot be listed, and what is in it may name it"
    for document in vault.documents:
        if not document.readable and may_name(vault.root, document, old):
            return f"{document.path} may name it, and cannot be read"
        if named := list(naming(document, old)):
            relinked = _with_new_links(document, named, old, new)
            if relinked is None:
                return f"the link to it in {document.path} could not be changed"
            changed[document.path] = relinked
    return changed


def _with_new_links(document: Document, named: Iterable[Named], old: str, new: str) -> Document | None:
    """Return a file with the new id at these places; None if the old one is not written out at one of them."""
    fixes = [link_fix(document, place, old, new) for place in named]
    if document.source is None or None in fixes:
        return None
    made = [fix for fix in fixes if fix]
    relinked = spliced(document, tuple(splice for fix in made for splice in fix.splices))
    return None if objection(document, relinked, made, partial(_with_new, old, new)) else relinked


def _with_new(old: str, new: str, comment: str) -> str:
    """Return a comment with the new id, however often it is in there already."""
    either = "|".join(re.escape(id_) for id_ in sorted((old, new), key=len, reverse=True))
    return re.sub(rf"(?:{either})(?:\\?\|{re.escape(old)})?", new, comment)


def with_documents(vault: Vault, changed: dict[str, Document]) -> Vault:
    """Return the vault with the files at these paths replaced."""
    documents = (changed.get(document.path, document) for document in vault.documents)
    return replace(vault, documents=tuple(sorted(documents, key=lambda document: document.path)))
