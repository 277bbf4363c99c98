"""Checks that refuse a build before anything is deleted or written."""

from pathlib import Path

from netkeep.config import FILE_NAME
from netkeep.errors import ConfigError, RefusedError, VaultError
from netkeep.model.schema import FILE_KINDS
from netkeep.store.discovery import is_vault
from netkeep.store.unread import refuse_closed
from netkeep.store.vault import Vault
from netkeep.text.document import Document
from netkeep.text.problem import UNREADABLE

MARKER = ".netkeep-site"
_OF_THE_VAULT = frozenset({*(kind.folder for kind in FILE_KINDS), "assets", "templates", "imports", ".netkeep", ".git"})


def refuse_no_vault(root: Path) -> None:
    """Raise where there is no vault: an empty site must not replace a full one."""
    if not is_vault(root):
        raise VaultError(f"{root} is not a vault: it has neither {FILE_NAME} nor a folder people/")


def refuse_unreadable(vault: Vault) -> None:
    """Raise where a file cannot be read; its owner may have meant to say that it is private."""
    refuse_closed(vault, "no site was built")
    if bad := unreadable_places(vault):
        listed = "\n".join(f"  {place}" for place in bad)
        raise VaultError(f"no site was built, because these cannot be read:\n{listed}\nsee 'netkeep check'")


def unreadable_places(vault: Vault) -> list[str]:
    """Return where and why each unreadable file cannot be read: ``people/ada.md:3: yaml-syntax``."""
    return [_place(document) for document in vault.documents if document.problems and not document.readable]


def _place(document: Document) -> str:
    problem = next(problem for problem in document.problems if problem.kind in UNREADABLE)
    line = document.source.position(problem.span.start)[0] if document.source else 1
    return f"{document.path}:{line}: {problem.kind}"


def refuse_sources(docs_dir: Path, vault: Path) -> None:
    """Raise where MkDocs would read the vault: it prints front matter that it cannot parse as the page's text."""
    docs, root = docs_dir.resolve(), vault.resolve()
    if docs == root or docs.is_relative_to(root) or root.is_relative_to(docs):
        raise ConfigError(
            f"docs_dir {docs} and the vault {root} overlap: MkDocs would publish whole files of it; "
            "choose a docs_dir outside the vault"
        )


def refuse_destination(site_dir: Path, vault: Path) -> None:
    """Raise where the site would delete or mix with something else: MkDocs empties its folder first."""
    to, root = site_dir.resolve(), vault.resolve()
    if root.is_relative_to(to):
        raise RefusedError(f"the site cannot be written to {to}: the vault is there, and the folder is emptied first")
    if to.is_relative_to(root) and to.relative_to(root).parts[0] in _OF_THE_VAULT:
        raise RefusedError(f"the site cannot be written to {to}: that folder is part of the vault")
    if to.exists() and not to.is_dir():
        raise RefusedError(f"the site cannot be written to {to}: it is not a folder")
    if to.is_dir() and any(to.iterdir()) and not (to / MARKER).is_file():
        raise RefusedError(f"{to} is not empty, and is not a site of netkeep's: empty it, or choose another folder")
