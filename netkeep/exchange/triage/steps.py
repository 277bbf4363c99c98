"""Triage answers written to disk, each with all that undoing it needs."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from netkeep.errors import RefusedError
from netkeep.exchange.joining.merge import Merge, merge, records_of, save_merge
from netkeep.model.people import Contact
from netkeep.model.schema import PERSON
from netkeep.model.triage import waits, without_triage_tag
from netkeep.store.batch import Record, save_all
from netkeep.store.load import load
from netkeep.store.save import Change, edited
from netkeep.text.document import Document, read_document
from netkeep.text.rewrite import rewritten
from netkeep.text.source import digest
from netkeep.text.values import contact_values


@dataclass(frozen=True, slots=True)
class Step:
    """What one answer wrote: each file before and after, files removed, and records as they were, or new."""

    changes: tuple[Change, ...] = ()
    removed: tuple[Document, ...] = ()
    records: Sequence[Record] = ()
    created: tuple[Document, ...] = ()


def write(root: Path, document: Document, wanted: Contact) -> Step:
    """Write the contact that an answer makes. Raises :class:`netkeep.errors.NetkeepError`, and then writes nothing."""
    change = _change(document, wanted)
    save_all(root, (change,))
    return Step((change,))


def write_each(root: Path, documents: Iterable[Document], answer: Callable[[Contact], Contact]) -> Step:
    """Write one answer about many people, for all of them or for none.

    Left out, and still waiting, are those who do not wait any more and those whose file cannot be written.
    """
    changes: list[Change] = []
    for document in documents:
        if isinstance(document.item, Contact) and document.readable and waits(document.item):
            with suppress(RefusedError):
                changes.append(_change(document, answer(document.item)))
    save_all(root, changes)
    return Step(tuple(changes))


def _change(document: Document, wanted: Contact) -> Change:
    """Return a file before and after. Raises :class:`RefusedError` where it would not say what is wanted."""
    meant = contact_values(wanted)
    text = rewritten(document, wanted)
    return document, edited(document, text, lambda item: isinstance(item, Contact) and contact_values(item) == meant)


def join(root: Path, keep: str, other: str) -> Step:
    """Merge a new contact into the existing one they are; the triage tag goes unless the existing one has it too.

    Raises :class:`netkeep.errors.NetkeepError`, and writes nothing, where data would be lost.
    """
    vault = load(root)
    missing = next((person_id for person_id in (keep, other) if person_id not in vault.contacts), None)
    if missing:
        raise RefusedError(f"{missing} is no longer in the vault")
    plan = _without_brought_tag(merge(vault, vault.contacts[keep], vault.contacts[other]))
    records = records_of(vault, plan)
    created = tuple(read_document(path, data, PERSON) for path, data, previous in records if previous is None)
    stored = _stored(root, [record for record in records if record[2] is not None])
    save_merge(vault, plan)
    return Step(plan.changes, (plan.gone,), stored, created)


def undo(root: Path, step: Step) -> None:
    """Restore what was there before an answer.

    Raises :class:`netkeep.errors.ConflictError`, and writes nothing, if a file has been changed since.
    """
    removed = [
        (document.path, document.source.encode(document.source.text)) for document in step.removed if document.source
    ]
    changes = [(after, before) for before, after in step.changes]
    save_all(root, changes, removed, step.records, gone=step.created)


def _without_brought_tag(plan: Merge) -> Merge:
    """Return a merge that does not bring the triage tag along."""
    before, after = plan.keep
    if isinstance(before.item, Contact) and isinstance(after.item, Contact) and not waits(before.item):
        return replace(plan, keep=(before, _read(after, rewritten(after, without_triage_tag(after.item)))))
    return plan


def _stored(root: Path, records: Sequence[Record]) -> list[Record]:
    """Return the present bytes of records about to be written, each with the digest of its new bytes."""
    return [(path, (root / path).read_bytes(), digest(data)) for path, data, _ in records]


def _read(document: Document, text: str) -> Document:
    return read_document(document.path, document.source.encode(text) if document.source else b"", document.kind)
