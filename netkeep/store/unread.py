"""People whose files cannot be read: they are known by the files' names, and by names that can be made out in them."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from netkeep.errors import VaultError
from netkeep.model.names import fold
from netkeep.store.mentions import texts
from netkeep.store.vault import Vault

if TYPE_CHECKING:
    from netkeep.text.document import Document

_NAME = re.compile(r"^(?:\{[ \t]*)?[\"']?name[\"']?[ \t]*:[ \t]*(.+)", re.MULTILINE)
_COMMENT = re.compile(r"\s#.*")
_AROUND = " \t\"',{}[]|>"
_MOST = 10  # names: of a file with conflict markers there are two


class Unread(NamedTuple):
    """A person's file that cannot be read, and the names they may have, folded."""

    document: "Document"
    names: frozenset[str]


def unread(vault: Vault, folder: str) -> Iterator[Unread]:
    """Yield the people (or jobs, by their folder) whose files cannot be read."""
    for path in vault.unreadable:
        if not path.startswith(f"{folder}/"):
            continue
        stem = path.rpartition("/")[2].removesuffix(".md")
        document = next((document for document in vault.by_id.get(stem, ()) if document.path == path), None)
        if document:
            names = (stem, stem.replace("-", " "), *_names(vault, document))
            yield Unread(document, frozenset(name for name in map(fold, names) if name))


def _names(vault: Vault, document: "Document") -> Iterator[str]:
    """Yield the text after ``name:`` in any encoding that the file may have."""
    for text in texts(vault.root, document) or ():
        for _, match in zip(range(_MOST), _NAME.finditer(text), strict=False):
            yield _COMMENT.sub("", match[1]).strip(_AROUND)


def refuse_closed(vault: Vault, consequence: str) -> None:
    """Raise an error if a folder cannot be listed: the result would look as if nobody were in there."""
    if vault.closed:
        listed = "\n".join(f"  {path}" for path in vault.closed)
        raise VaultError(f"{consequence}, because these folders cannot be listed:\n{listed}\nmend their permissions")


def unreadable_matches(vault: Vault, text: str, *, whole: bool, folder: str = "people") -> tuple["Document", ...]:
    """Return the unreadable files of people a text (folded) may mean, by a whole name or a part of one."""
    people = unread(vault, folder) if text else ()
    return tuple(
        person.document
        for person in people
        if (text in person.names if whole else any(text in name for name in person.names))
    )
