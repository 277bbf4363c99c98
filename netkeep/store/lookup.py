"""A person named by id, or by any part of a name, alias or e-mail that fits one person; jobs and the like too."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from netkeep.errors import LookupFailedError
from netkeep.model.ids import unlink
from netkeep.model.jobs import Job
from netkeep.model.names import fold
from netkeep.model.people import Contact
from netkeep.store.orgs import Org
from netkeep.store.unread import called
from netkeep.store.vault import Vault, names_of

if TYPE_CHECKING:
    from netkeep.text.document import Document

_SHOWN = 12


def matches(vault: Vault, text: str) -> tuple[Contact, ...]:
    """Return everyone whom a text can mean: the id alone, else whole names, else parts of them."""
    wanted = unlink(text.strip())
    if wanted in vault.contacts:
        return (vault.contacts[wanted],)
    folded = fold(wanted)
    if not folded:
        return ()
    people = vault.people_called(folded)
    return tuple(contact for contact in people if folded in names_of(contact)) or people


class UnreadableError(LookupFailedError):
    """The one person, or job, that is meant has a file that cannot be read."""

    def __init__(self, document: "Document") -> None:
        super().__init__(f"{document.path} cannot be read; 'netkeep check' says why")
        self.document = document


def one(vault: Vault, text: str) -> Contact:
    """Return the one person a text means. Raises :class:`LookupFailedError` with the candidates.

    Who is in a file that cannot be read is one of them; where they alone are meant, it is an :class:`UnreadableError`.
    """
    found, unread = _meant(vault, text)
    if len(found) == 1 and not unread:
        return found[0]
    if len(unread) == 1 and not found:
        raise UnreadableError(unread[0])
    if not found and not unread:
        raise LookupFailedError(f"nobody here is called {text!r}; 'netkeep find' looks through everything")
    raise _several(text, "people", [*map(_named, found), *(f"{one.stem}  (cannot be read)" for one in unread)])


def _meant(vault: Vault, text: str) -> "tuple[tuple[Contact, ...], tuple[Document, ...]]":
    """Return everyone whom a text can mean, and the files of those who cannot be read; a whole name beats a part."""
    found, wanted = matches(vault, text), unlink(text.strip())
    if not vault.unreadable or any(contact.id == wanted for contact in found):
        return found, ()
    whole = found if any(fold(wanted) in names_of(contact) for contact in found) else ()
    unread = called(vault, fold(wanted), whole=True)
    if by_id := tuple(one for one in unread if one.stem == wanted):
        return (), by_id
    return (whole, unread) if whole or unread else (found, called(vault, fold(wanted), whole=False))


def _named(found: Contact | Org) -> str:
    return f"{found.id}  ({found.name})"


def _several(text: str, what: str, found: Sequence[str]) -> LookupFailedError:
    listed = "\n".join(f"  {one}" for one in found[:_SHOWN])
    more = f"\n  and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return LookupFailedError(f"{text!r} fits {len(found)} {what}; say which by id:\n{listed}{more}")


def names(vault: Vault) -> Callable[[str], str]:
    """Return what tells the name behind an id: a person's, an organisation's, a job's; else the id itself."""

    def name_of(item: str) -> str:
        if item in vault.contacts:
            return vault.contacts[item].name
        if item in vault.organisations:
            return vault.organisations[item].name
        return vault.jobs[item].org if item in vault.jobs else item

    return name_of


def one_job(vault: Vault, text: str) -> Job:
    """Return the one job that an id, or a part of an organisation or title, means."""
    wanted = unlink(text.strip())
    if wanted in vault.jobs:
        return vault.jobs[wanted]
    folded = fold(wanted)
    found = [
        job
        for job in vault.jobs.values()
        if folded and any(folded in fold(name) for name in (job.id, job.org, job.title or ""))
    ]
    if len(found) == 1:
        return found[0]
    if not found and (unread := called(vault, folded, whole=False, folder="jobs")):
        raise UnreadableError(unread[0])
    listed = "\n".join(f"  {job.id}  ({job.org})" for job in (found or vault.jobs.values()))
    if found:
        raise LookupFailedError(f"{text!r} fits {len(found)} jobs; say which by id:\n{listed}")
    raise LookupFailedError(f"no job here is called {text!r}; there are:\n{listed}" if listed else "no jobs here yet")


def one_org(vault: Vault, text: str) -> Org:
    """Return the one organisation that an id, any spelling, or a part of one means."""
    if exact := vault.orgs.of(text):
        return exact
    folded = fold(text.strip())
    everyone = vault.orgs.all()
    found = [org for org in everyone if org.id == folded] or [
        org for org in everyone if folded and any(folded in fold(name) for name in (org.name, *org.spellings))
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise LookupFailedError(f"no organisation here is called {text!r}")
    raise _several(text, "organisations", list(map(_named, found)))


def one_file(vault: Vault, text: str) -> "Document":
    """Return the one file that an id or a path means, unreadable ones included; else that of the person it means."""
    wanted = unlink(text.strip())
    found = vault.by_id.get(wanted) or tuple(document for document in vault.documents if document.path == wanted)
    if len(found) == 1:
        return found[0]
    if found:
        listed = "\n".join(f"  {document.path}" for document in found)
        raise LookupFailedError(f"{len(found)} files are called {text!r}; say which by its path:\n{listed}")
    try:
        return vault.document(one(vault, text))
    except UnreadableError as error:
        return error.document
