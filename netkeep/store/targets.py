"""The organisations that the owner would like to work for: writing ``target`` into their files, and taking it out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from netkeep.errors import ConflictError, RefusedError
from netkeep.model.dates import PartialDate
from netkeep.model.jobs import Organisation
from netkeep.model.no_employer import names_no_employer
from netkeep.model.schema import ORG_FILE
from netkeep.store.add import free_id
from netkeep.store.batch import save_all
from netkeep.store.orgs import Org
from netkeep.store.save import Change
from netkeep.store.vault import Vault
from netkeep.text.document import Document, invisible, read_document
from netkeep.text.new import file_text
from netkeep.text.rewrite import rewritten
from netkeep.text.values import organisation_values


class Goal(NamedTuple):
    """An organisation to write a target for; ``org`` is None where nothing in the vault names it yet."""

    name: str
    org: Org | None


def write_targets(vault: Vault, goals: Sequence[Goal], by: PartialDate | None) -> tuple[str, ...]:
    """Write by when the owner would like to work there; None takes the targets out. Returns the paths of the files.

    An organisation without a file gets one; a file that says nothing but its target goes with it, or its page would
    appear on the site. All of it is written, or nothing.
    """
    changes, new, gone, paths = list[Change](), list[tuple[str, bytes]](), list[Document](), list[str]()
    for goal in goals:
        if goal.org and goal.org.record:
            before, after = _with_target(vault, goal.org.record, by)
            if by is None and _says_nothing_else(vault, before):
                gone.append(before)
            else:
                changes.append((before, after))
            paths.append(before.path)
        elif by:
            new.append(_new_file(vault, goal.name, by))
            paths.append(new[-1][0])
    save_all(vault.root, changes, new, gone=gone)
    return tuple(paths)


def _says_nothing_else(vault: Vault, document: Document) -> bool:
    """Return whether a file is as :func:`write_targets` made it, and nothing links to it."""
    item = document.item
    if document.source is None or not isinstance(item, Organisation) or item.target is None:
        return False
    return document.source.text == _text(item.name, item.target) and not vault.linking(item.id)


def _with_target(vault: Vault, record: Organisation, by: PartialDate | None) -> Change:
    document = vault.document(record)
    item, source = document.item, document.source
    if not isinstance(item, Organisation) or source is None or item.target != record.target:
        raise ConflictError(
            f"{document.path} was changed by another program meanwhile; nothing was written. Try again."
        )
    text = rewritten(document, replace(item, target=by))
    return document, read_document(document.path, source.encode(text), document.kind)


def _new_file(vault: Vault, name: str, by: PartialDate) -> tuple[str, bytes]:
    if names_no_employer(name, vault.settings.no_employers):
        raise RefusedError(f"nothing was written: {name!r} names no employer")
    path = f"{ORG_FILE.folder}/{free_id(vault, name)}.md"
    data = _text(name, by).encode(errors="surrogateescape")
    if next(invisible(name), None) or read_document(path, data, ORG_FILE).problems:
        raise RefusedError(f"nothing was written: {name!r} cannot be the name of an organisation")
    return path, data


def _text(name: str, by: PartialDate) -> str:
    return file_text(organisation_values(Organisation("", name, target=by)))
