"""People captured one after the other, each written at once, and each to be taken back as long as nobody changed it."""

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
    """Somebody written down: ``before`` is their file as it was, None for somebody new.

    ``digest`` is the hash of the file as it was written: only such a file is taken back.
    """

    person: str
    name: str
    path: str
    digest: str
    before: bytes | None = None

    @property
    def new(self) -> bool:
        """Return whether the file was made."""
        return self.before is None


def capture(vault: Vault, new: NewContact, *, another: bool = False) -> Capture:
    """Create somebody's file; see :func:`netkeep.store.add.add`."""
    document = add(vault, new, another=another)
    name = document.item.name if isinstance(document.item, Contact) else new.name
    return Capture(document.stem, name, document.path, document.source.digest if document.source else "")


def engage(vault: Vault, contact: Contact, job: str, relation: str | None) -> Capture | None:
    """Write ``worked_with`` for a job into somebody's file; what they are, once it is said, stays.

    Gives None, and writes nothing, where the file says so already.
    """
    document = vault.document(contact)
    known, source = document.item, document.source
    if not isinstance(known, Contact) or source is None:
        raise ConflictError(
            f"{document.path} was changed by another program meanwhile; nothing was written. Try again."
        )
    wanted = replace(known, worked_with=_engaged(known.worked_with, Engagement(job, relation)))
    if wanted == known:
        return None
    text = rewritten(document, wanted)
    save_edit(vault.root, document, text, lambda item: _same(item, wanted))
    after = digest(source.encode(text))
    return Capture(contact.id, contact.name, document.path, after, source.encode(source.text))


def take_back(root: Path, one: Capture) -> None:
    """Undo a capture. Raises :class:`ConflictError`, and changes nothing, where the file was changed since."""
    if one.before is None:
        remove_file(root, root / one.path, one.digest)
    else:
        replace_file(root, root / one.path, one.before, one.digest)


def _engaged(known: tuple[Engagement, ...], new: Engagement) -> tuple[Engagement, ...]:
    at = next((number for number, one in enumerate(known) if one.job == new.job), None)
    if at is None:
        return (*known, new)
    return known if known[at].relation or not new.relation else (*known[:at], new, *known[at + 1 :])


def _same(item: Item, wanted: Contact) -> bool:
    return isinstance(item, Contact) and replace(item, body=Body()) == replace(wanted, body=Body())
