"""People captured one after another: each is written at once, and can be undone as long as nobody changed the file."""

from dataclasses import dataclass, replace
from pathlib import Path

from netkeep.errors import ConflictError
from netkeep.model.body import Body
from netkeep.model.people import Contact, Engagement
from netkeep.store.add import add
from netkeep.store.save import save_edit
from netkeep.store.vault import Vault
from netkeep.store.write import remove_file, replace_file
from netkeep.text.document import Item
from netkeep.text.new import NewContact
from netkeep.text.rewrite import rewritten
from netkeep.text.source import digest


@dataclass(frozen=True, slots=True)
class Capture:
    """One captured person: ``previous`` is their file as it was, None for somebody new.

    ``digest`` is the hash of the file as it was written: only an unchanged file is restored.
    """

    person: str
    name: str
    path: str
    digest: str
    previous: bytes | None = None

    @property
    def new(self) -> bool:
        """Return whether the file is a new one."""
        return self.previous is None


def capture(vault: Vault, new: NewContact, *, another: bool = False) -> Capture:
    """Create somebody's file; see :func:`netkeep.store.add.add`."""
    document = add(vault, new, another=another)
    name = document.item.name if isinstance(document.item, Contact) else new.name
    return Capture(document.stem, name, document.path, document.source.digest if document.source else "")


def engage(vault: Vault, contact: Contact, job: str, relation: str | None) -> Capture | None:
    """Write ``worked_with`` for a job into somebody's file; a relation that it has already stays.

    Returns None, and writes nothing, where the file says so already.
    """
    document = vault.document(contact)
    item, source = document.item, document.source
    if not isinstance(item, Contact) or source is None:
        raise ConflictError(
            f"{document.path} was changed by another program meanwhile; nothing was written. Try again."
        )
    wanted = replace(item, worked_with=_with_engagement(item.worked_with, Engagement(job, relation)))
    if wanted == item:
        return None
    text = rewritten(document, wanted)
    save_edit(vault.root, document, text, lambda item: _same(item, wanted))
    written = digest(source.encode(text))
    return Capture(contact.id, contact.name, document.path, written, source.encode(source.text))


def take_back(root: Path, captured: Capture) -> None:
    """Undo a capture. Raises :class:`ConflictError`, and changes nothing, where the file was changed since."""
    if captured.previous is None:
        remove_file(root, root / captured.path, captured.digest)
    else:
        replace_file(root, root / captured.path, captured.previous, captured.digest)


def _with_engagement(existing: tuple[Engagement, ...], new: Engagement) -> tuple[Engagement, ...]:
    at = next((number for number, engagement in enumerate(existing) if engagement.job == new.job), None)
    if at is None:
        return (*existing, new)
    return existing if existing[at].relation or not new.relation else (*existing[:at], new, *existing[at + 1 :])


def _same(item: Item, wanted: Contact) -> bool:
    return isinstance(item, Contact) and replace(item, body=Body()) == replace(wanted, body=Body())
