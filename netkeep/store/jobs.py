"""Files of the owner's jobs: creating one, and ending one."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from netkeep.errors import ConflictError, RefusedError
from netkeep.model.body import Body
from netkeep.model.dates import PartialDate
from netkeep.model.jobs import Job
from netkeep.model.names import org_key
from netkeep.model.schema import JOB_FILE
from netkeep.store.add import free_id
from netkeep.store.save import Meant, save_new, save_with
from netkeep.store.vault import Vault
from netkeep.text.document import Document, Item, invisible
from netkeep.text.edit import with_key
from netkeep.text.new import job_text


def start_job(vault: Vault, new: Job) -> Document:
    """Create the file of a job, called after its organisation and the year of its start; ``new`` has no id yet.

    Raises :class:`RefusedError`, and writes nothing, if the job exists already or its dates are impossible.
    """
    wanted = replace(new, org=_tidy("organisation", new.org), title=_tidy("title", new.title or "") or None)
    if not wanted.org:
        raise RefusedError("not added: a job needs an organisation")
    _refuse_dates(wanted.start, wanted.end)
    _refuse_twin(vault.jobs.values(), wanted)
    year = f" {wanted.start.year:04}" if wanted.start else ""
    path = f"{JOB_FILE.folder}/{free_id(vault, f'{org_key(wanted.org)}{year}')}.md"
    return save_new(vault.root, path, job_text(wanted), JOB_FILE)


def end_job(vault: Vault, job: Job, day: date) -> str:
    """Write the last day of a job into its file, unless another was written meanwhile. Returns the path of the file."""
    end = PartialDate(day.year, day.month, day.day)

    def edit(document: Document) -> tuple[str, Meant]:
        previous = document.item
        if not isinstance(previous, Job) or previous.end != job.end:
            raise ConflictError(
                f"{document.path} was changed by another program meanwhile; nothing was written. Try again."
            )
        _refuse_dates(previous.start, end)
        wanted = replace(previous, end=end)

        def meant(item: Item) -> bool:
            same_body = item.body.text == previous.body.text
            return same_body and replace(item, body=Body()) == replace(wanted, body=Body())

        return with_key(document, "to", day.isoformat()), meant

    document = vault.document(job)
    save_with(vault.root, document, edit)
    return document.path


def _refuse_dates(start: PartialDate | None, end: PartialDate | None) -> None:
    if start and end and end.latest() < start.earliest():
        raise RefusedError(f"nothing was written: the job would end before it began, on {start}")


def _refuse_twin(jobs: Iterable[Job], new: Job) -> None:
    """Raise an error if the same job still goes on then; one that has ended is another job, whatever its name."""
    begins = new.start.earliest() if new.start else date.min
    for job in jobs:
        goes_on = job.end is None or job.end.latest() >= begins
        if goes_on and org_key(job.org) == org_key(new.org) and job.title == new.title:
            raise RefusedError(
                f"not added: you have this job already, jobs/{job.id}.md; 'netkeep job end {job.id}' ends it, "
                "and --title tells a second one apart"
            )


def _tidy(field: str, text: str) -> str:
    line = " ".join(text.split())
    if hidden := next(invisible(line), None):
        raise RefusedError(
            f"not added: the {field} holds a character that cannot be seen, U+{ord(hidden[0]):04X}; leave it out"
        )
    return line
