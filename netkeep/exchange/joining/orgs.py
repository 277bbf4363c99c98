"""Joining two names of an organisation: the other becomes an alias in its file, which is made where there is none."""

from dataclasses import replace

from netkeep.errors import RefusedError
from netkeep.model.jobs import Organisation
from netkeep.model.names import org_key
from netkeep.model.schema import ORG_FILE
from netkeep.store.add import free_id
from netkeep.store.batch import save_all
from netkeep.store.orgs import Org
from netkeep.store.save import Change
from netkeep.store.vault import Vault
from netkeep.text.document import read_document
from netkeep.text.new import file_text
from netkeep.text.rewrite import rewritten
from netkeep.text.values import organisation_values


def merge_orgs(vault: Vault, keep: Org, other: Org) -> Change:
    """Return the file of an organisation before and after another name of it becomes an alias; nothing is written.

    A file that is to be made has no source before. Raises :class:`RefusedError` where both have a file.
    """
    if keep.id == other.id:
        raise RefusedError("these two are one organisation already")
    if keep.record and other.record:
        paths = " and ".join(vault.path(record) for record in (keep.record, other.record))
        raise RefusedError(f"both have a file, {paths}; put into one what the other says, and remove that one")
    record = keep.record or other.record
    wanted = _with_names(record or Organisation("", keep.name), keep, other)
    if record is None:
        path = f"{ORG_FILE.folder}/{free_id(vault, keep.name)}.md"
        after = read_document(path, file_text(organisation_values(wanted)).encode(), ORG_FILE)
        return replace(after, source=None), after
    before = vault.document(record)
    text = rewritten(before, wanted)
    data = before.source.encode(text) if before.source else b""
    return before, read_document(before.path, data, before.kind)


def save_merged_orgs(vault: Vault, change: Change) -> None:
    """Write the file of :func:`merge_orgs`."""
    before, after = change
    if before.source is None and after.source:
        save_all(vault.root, (), [(after.path, after.source.encode(after.source.text))])
    else:
        save_all(vault.root, [change])


def _with_names(record: Organisation, keep: Org, other: Org) -> Organisation:
    """Return an organisation called as ``keep`` is, with each further name of both as an alias, once."""
    names = (record.name, *record.aliases, other.name, *other.spellings)
    keys = {org_key(keep.name), *map(org_key, record.aliases)}
    aliases = list(record.aliases)
    for name in names:
        if org_key(name) not in keys:
            keys.add(org_key(name))
            aliases.append(name)
    return replace(record, name=keep.name, aliases=tuple(aliases))
