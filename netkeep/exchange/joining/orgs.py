"""Joining two names of an organisation: the other becomes an alias in its file; what two files say becomes one."""

from collections.abc import Iterable
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

    At most one of the two has a file; one that is to be made has no source before.
    """
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


def joined_records(keep: Organisation, other: Organisation) -> Organisation:
    """Return an organisation that says what two files said; the other's name is an alias.

    Raises :class:`RefusedError` where both say something else under one key.
    """
    for field, mine, theirs in (
        ("links", keep.links, other.links),
        ("x", keep.x, other.x),
        ("", _singles(keep), _singles(other)),
    ):
        if differing := [key for key in mine if key in theirs and mine[key] != theirs[key]]:
            where = ".".join(filter(None, (field, differing[0])))
            raise RefusedError(
                f"the files of {keep.id} and {other.id} say different things under {where}; make them one"
            )
    return replace(
        keep,
        aliases=_names((*keep.aliases, other.name, *other.aliases), besides=keep.name),
        domains=tuple(dict.fromkeys((*keep.domains, *other.domains))),
        links={**other.links, **keep.links},
        tags=tuple(dict.fromkeys((*keep.tags, *other.tags))),
        check_ignore=tuple(dict.fromkeys((*keep.check_ignore, *other.check_ignore))),
        target=keep.target or other.target,
        x={**other.x, **keep.x},
        properties={**other.properties, **keep.properties},
    )


def _singles(record: Organisation) -> dict[str, object]:
    """Return the keys of an organisation that have one value."""
    return {**record.properties, **({"target": record.target} if record.target else {})}


def save_merged_orgs(vault: Vault, change: Change) -> None:
    """Write the file of :func:`merge_orgs`."""
    before, after = change
    if before.source is None and after.source:
        save_all(vault.root, (), [(after.path, after.source.encode(after.source.text))])
    else:
        save_all(vault.root, [change])


def _with_names(record: Organisation, keep: Org, other: Org) -> Organisation:
    """Return an organisation called as ``keep`` is, with each further name of both as an alias, once."""
    aliases = _names((*record.aliases, record.name, other.name, *other.spellings), besides=keep.name)
    return replace(record, name=keep.name, aliases=aliases)


def _names(names: Iterable[str], besides: str) -> tuple[str, ...]:
    """Return each name once that is another one, whatever its case and legal suffix."""
    by_key = {org_key(besides): besides}
    for name in names:
        by_key.setdefault(org_key(name), name)
    return tuple(by_key.values())[1:]
