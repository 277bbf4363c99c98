"""Files read in a test, and what to compare of them."""

from netkeep.model.body import Body
from netkeep.model.jobs import Job, Organisation
from netkeep.model.people import Contact
from netkeep.model.schema import JOB_FILE, ORG_FILE, PERSON
from netkeep.text.document import Document, read_document

Found = tuple[str, int, int]


def read(text: str | bytes) -> Document:
    data = text if isinstance(text, bytes) else text.encode()
    return read_document("people/grace-sample.md", data, PERSON)


def contact(text: str) -> Contact:
    document = read(text)
    assert isinstance(document.item, Contact)
    return document.item


def job(text: str) -> Job:
    document = read_document("jobs/acme-2023.md", text.encode(), JOB_FILE)
    assert isinstance(document.item, Job)
    return document.item


def organisation(text: str) -> Organisation:
    document = read_document("orgs/acme-corp.md", text.encode(), ORG_FILE)
    assert isinstance(document.item, Organisation)
    return document.item


def front(yaml: str) -> Document:
    return read(f"---\n{yaml}---\n")


def body(markdown: str) -> Body:
    return contact(f"---\nname: Grace Sample\n---\n{markdown}").body


def found(document: Document) -> list[Found]:
    """Return kind, line and column of every problem."""
    assert document.source is not None
    return [(problem.kind, *document.source.position(problem.span.start)) for problem in document.problems]


def facts(document: Document) -> list[dict[str, str]]:
    return [dict(problem.facts) for problem in document.problems]
