"""Looking up a person by id, or by any part of a name, alias or e-mail that fits one person; also jobs and the like."""

from collections.abc import Callable, Iterable, Sequence
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

SHOWN = 12
"""So many candidates are listed, where a text fits several."""
_NEAR_ENOUGH = 0.75
_NEAREST = 3


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


Candidate = Contact | Org | Job


class AmbiguousError(LookupFailedError):
    """A text fits several people, organisations or jobs: ``candidates``, besides files that cannot be read."""

    def __init__(self, text: str, nouns: str, candidates: Sequence[Candidate], labels: Sequence[str]) -> None:
        listed = "\n".join(f"  {label}" for label in labels[:SHOWN])
        more = f"\n  and {len(labels) - SHOWN} more" if len(labels) > SHOWN else ""
        super().__init__(f"{text!r} fits {len(labels)} {nouns}; say which by id:\n{listed}{more}")
        self.text, self.nouns = text, nouns
        self.candidates = tuple(candidates) if len(candidates) == len(labels) else ()


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
        raise LookupFailedError(f"nobody is called {text!r}; {_near_people(vault, text)}")
    unreadable = (f"{document.stem}  (cannot be read)" for document in unread)
    raise AmbiguousError(text, "people", people, [*map(_label, people), *unreadable])


def _near_people(vault: Vault, text: str) -> str:
    """Return whom a text with a slip in it may mean, as the rest of a sentence."""
    people = vault.contacts
    ids = [f"{person!r} ({people[person].name})" for person in _nearest(text, vault.names()) if person in people]
    return f"did you mean {' or '.join(ids)}?" if ids else "'netkeep find' searches everything"


def _nearest(text: str, names: Iterable[tuple[str, str]]) -> list[str]:
    """Return the ids of the names (folded) that are most like a text, as a whole or in one of their words."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    forms = [(form, item) for name, item in names for form in {name, *name.split()}]
    ranked = process.extract(
        fold(text.strip()),
        [form for form, _ in forms],
        scorer=OSA.normalized_similarity,
        score_cutoff=_NEAR_ENOUGH,
        limit=_NEAREST,
    )
    return list(dict.fromkeys(forms[place][1] for _, _, place in ranked))


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
    if jobs:
        raise AmbiguousError(text, "jobs", jobs, [f"{job.id}  ({job.org})" for job in jobs])
    listed = "\n".join(f"  {job.id}  ({job.org})" for job in vault.jobs.values())
    raise LookupFailedError(f"no job is called {text!r}; there are:\n{listed}" if listed else "no jobs yet")


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
        near = _nearest(text, [(fold(org.name), org.name) for org in everyone])
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        raise LookupFailedError(f"no organisation is called {text!r}{hint}")
    raise AmbiguousError(text, "organisations", orgs, list(map(_label, orgs)))


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
