"""Looking up a person by id, or by any part of a name, alias or e-mail that fits one person; also jobs and the like."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from netkeep.errors import LookupFailedError
from netkeep.model.ids import unlink
from netkeep.model.jobs import Job
from netkeep.model.names import fold
from netkeep.model.people import Contact
from netkeep.store.orgs import Org
from netkeep.store.unread import unreadable_matches
from netkeep.store.vault import Vault, names_of

if TYPE_CHECKING:
    from netkeep.text.document import Document

_SHOWN = 12


def matches(vault: Vault, text: str) -> tuple[Contact, ...]:
    """Return everyone a text can mean: the one with that id, else by whole names, else by parts of names."""
    wanted = unlink(text.strip())
    if wanted in vault.contacts:
        return (vault.contacts[wanted],)
    folded = fold(wanted)
    if not folded:
        return ()
    people = vault.people_called(folded)
    return tuple(contact for contact in people if folded in names_of(contact)) or people


def is_called(vault: Vault, text: str) -> bool:
    """Return whether a text is the id of somebody, or a whole name, alias or address of theirs."""
    wanted = unlink(text.strip())
    return any(contact.id == wanted or fold(wanted) in names_of(contact) for contact in matches(vault, text))


class UnreadableError(LookupFailedError):
    """The only person or job that matches has a file that cannot be read."""

    def __init__(self, document: "Document") -> None:
        super().__init__(f"{document.path} cannot be read; 'netkeep check' says why")
        self.document = document


def one_person(vault: Vault, text: str) -> Contact:
    """Return the one person a text means. Raises :class:`LookupFailedError` with the candidates.

    These include people in unreadable files; where such a person is the only one, it is an :class:`UnreadableError`.
    """
    people, unread = _candidates(vault, text)
    if len(people) == 1 and not unread:
        return people[0]
    if len(unread) == 1 and not people:
        raise UnreadableError(unread[0])
    if not people and not unread:
        raise LookupFailedError(f"nobody here is called {text!r}; 'netkeep find' looks through everything")
    unreadable = (f"{document.stem}  (cannot be read)" for document in unread)
    raise _ambiguous(text, "people", [*map(_label, people), *unreadable])


def _candidates(vault: Vault, text: str) -> "tuple[tuple[Contact, ...], tuple[Document, ...]]":
    """Return everyone a text can mean, and the files of those who cannot be read; a whole name beats a part."""
    people, wanted = matches(vault, text), unlink(text.strip())
    if not vault.unreadable or any(contact.id == wanted for contact in people):
        return people, ()
    whole = people if any(fold(wanted) in names_of(contact) for contact in people) else ()
    unread = unreadable_matches(vault, fold(wanted), whole=True)
    if by_id := tuple(document for document in unread if document.stem == wanted):
        return (), by_id
    return (whole, unread) if whole or unread else (people, unreadable_matches(vault, fold(wanted), whole=False))


def _label(item: Contact | Org) -> str:
    return f"{item.id}  ({item.name})"


def _ambiguous(text: str, nouns: str, labels: Sequence[str]) -> LookupFailedError:
    listed = "\n".join(f"  {label}" for label in labels[:_SHOWN])
    more = f"\n  and {len(labels) - _SHOWN} more" if len(labels) > _SHOWN else ""
    return LookupFailedError(f"{text!r} fits {len(labels)} {nouns}; say which by id:\n{listed}{more}")


def names(vault: Vault) -> Callable[[str], str]:
    """Return a function from an id to the name of its person, organisation or job; else the id itself."""

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
    jobs = [
        job
        for job in vault.jobs.values()
        if folded and any(folded in fold(name) for name in (job.id, job.org, job.title or ""))
    ]
    if len(jobs) == 1:
        return jobs[0]
    if not jobs and (unread := unreadable_matches(vault, folded, whole=False, folder="jobs")):
        raise UnreadableError(unread[0])
    listed = "\n".join(f"  {job.id}  ({job.org})" for job in (jobs or vault.jobs.values()))
    if jobs:
        raise LookupFailedError(f"{text!r} fits {len(jobs)} jobs; say which by id:\n{listed}")
    raise LookupFailedError(f"no job here is called {text!r}; there are:\n{listed}" if listed else "no jobs here yet")


def one_org(vault: Vault, text: str) -> Org:
    """Return the one organisation that an id, any spelling, or a part of one means."""
    if exact := vault.orgs.of(text):
        return exact
    folded = fold(text.strip())
    everyone = vault.orgs.all()
    orgs = [org for org in everyone if org.id == folded] or [
        org for org in everyone if folded and any(folded in fold(name) for name in (org.name, *org.spellings))
    ]
    if len(orgs) == 1:
        return orgs[0]
    if not orgs:
        raise LookupFailedError(f"no organisation here is called {text!r}")
    raise _ambiguous(text, "organisations", list(map(_label, orgs)))


def one_file(vault: Vault, text: str) -> "Document":
    """Return the one file that an id or path means, even if unreadable; else the file of the person that it means."""
    wanted = unlink(text.strip())
    documents = vault.by_id.get(wanted) or tuple(document for document in vault.documents if document.path == wanted)
    if len(documents) == 1:
        return documents[0]
    if documents:
        listed = "\n".join(f"  {document.path}" for document in documents)
        raise LookupFailedError(f"{len(documents)} files are called {text!r}; say which by its path:\n{listed}")
    try:
        return vault.document(one_person(vault, text))
    except UnreadableError as error:
        return error.document
