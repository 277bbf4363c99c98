"""Answers written at once, each with all that its way back needs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from netkeep.errors import RefusedError
from netkeep.exchange.joining.merge import Merge, merge, save_merge
from netkeep.exchange.joining.records import renamed
from netkeep.exchange.triage.answers import kept, waits
from netkeep.model.people import Contact
from netkeep.store.batch import Record, save_all
from netkeep.store.load import load
from netkeep.store.save import Change, save_edit
from netkeep.text.document import Document, read_document
from netkeep.text.rewrite import rewritten
from netkeep.text.source import digest
from netkeep.text.values import contact_values


@dataclass(frozen=True, slots=True)
class Step:
    """What one answer wrote: files before and after, files removed, and records as they were."""

    changes: tuple[Change, ...] = ()
    removed: tuple[Document, ...] = ()
    records: Sequence[Record] = ()


def write(root: Path, document: Document, wanted: Contact) -> Step:
    """Write what an answer says of somebody. Raises :class:`netkeep.errors.NetkeepError`, and writes nothing."""
    text = rewritten(document, wanted)
    meant = contact_values(wanted)
    save_edit(root, document, text, lambda item: isinstance(item, Contact) and contact_values(item) == meant)
    return Step(((document, _read(document, text)),))


def join(root: Path, keep: str, other: str) -> Step:
    """Join somebody new to the one in the vault whom they are; the tag goes unless that one has it too.

    Raises :class:`netkeep.errors.NetkeepError`, and writes nothing, where that cannot be done without losing something.
    """
    vault = load(root)
    missing = next((one for one in (keep, other) if one not in vault.contacts), None)
    if missing:
        raise RefusedError(f"{missing} is no longer in the vault")
    plan = _looked_at(merge(vault, vault.contacts[keep], vault.contacts[other]))
    records = _before(root, renamed(root, other, keep))
    save_merge(vault, plan)
    return Step(plan.changes, (plan.gone,), records)


def undo(root: Path, step: Step) -> None:
    """Bring back what was there before an answer.

    Raises :class:`netkeep.errors.ConflictError`, and writes nothing, where a file has been changed since.
    """
    gone = [(one.path, one.source.encode(one.source.text)) for one in step.removed if one.source]
    save_all(root, [(after, before) for before, after in step.changes], gone, step.records)


def _looked_at(plan: Merge) -> Merge:
    """Return a merge that does not bring the tag along."""
    before, after = plan.keep
    if isinstance(before.item, Contact) and isinstance(after.item, Contact) and not waits(before.item):
        return replace(plan, keep=(before, _read(after, rewritten(after, kept(after.item)))))
    return plan


def _before(root: Path, records: Sequence[Record]) -> list[Record]:
    """Return the records that will be written as they are now, each with the digest that it will have."""
    return [(path, (root / path).read_bytes(), digest(data)) for path, data, _ in records]


def _read(document: Document, text: str) -> Document:
    return read_document(document.path, document.source.encode(text) if document.source else b"", document.kind)
