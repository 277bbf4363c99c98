"""Jobs and organisations of another vault: new ones get a file; what is here stays as it is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from netkeep.exchange.candidate import OwnFile, Problem
from netkeep.exchange.merging.base import Record
from netkeep.exchange.merging.ids import Find
from netkeep.exchange.merging.key_owners import Ids
from netkeep.exchange.merging.links import linked, with_people
from netkeep.exchange.merging.own_jobs import same_job
from netkeep.exchange.merging.render import Draft, bodies, draft
from netkeep.exchange.merging.sanitize import entry, note, organisation
from netkeep.model.jobs import Job, Organisation
from netkeep.model.schema import JOB_FILE, ORG_FILE
from netkeep.store.vault import Vault
from netkeep.text.document import Item, read_document
from netkeep.text.new import file_text
from netkeep.text.values import item_values


@dataclass(slots=True)
class MatchedFiles:
    """Which file is which: ``ids`` maps ids of the source to ids here. ``new`` are the files to write, by id."""

    ids: dict[str, str] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    new: dict[str, OwnFile] = field(default_factory=dict)


def match_files(
    vault: Vault, files: Iterable[OwnFile], id_by_key: Mapping[str, str], ids: Ids, org: Callable[[str], str]
) -> MatchedFiles:
    """Find the file here for each of the source's, or an id for a new one; files that the owner deleted stay away."""
    matched = MatchedFiles()
    for file in files:
        key = f"file:{file.item.id}"
        here = id_by_key.get(key) or _here(vault, file, org)
        if here is None:
            here = ids.take(file.item.id, file.item.org if isinstance(file.item, Job) else file.item.name)
            matched.new[here] = file
        elif here not in vault.by_id:
            continue
        matched.ids[file.item.id] = here
        matched.records.append(Record(here, (key,)))
    return matched


def _here(vault: Vault, file: OwnFile, org: Callable[[str], str]) -> str | None:
    """Return the id of the matching file: by id and organisation, or by organisation and time."""
    item = file.item
    if isinstance(item, Job):
        here = vault.jobs.get(item.id)
        if here and org(here.org) == org(item.org):
            return here.id
        return next((job.id for job in vault.jobs.values() if same_job(job, item, org)), None)
    spelled = vault.orgs.of(item.name)
    return spelled.record.id if spelled and spelled.record else None


def text_of(person: str, file: OwnFile, link: Find, today: date) -> tuple[str, str]:
    """Return path and text of a new file. Raises ``ValueError`` where the text would not be read back the same."""
    item = file.item if isinstance(file.item, Job) else organisation(file.item)
    kind = JOB_FILE if isinstance(item, Job) else ORG_FILE
    path = f"{kind.folder}/{person}.md"
    values = item_values(item)
    drafts = list(_log(file, link, today))
    for body in bodies(linked(note(file.note, chosen=True) or "", link)):
        text = file_text(values, body, drafts)
        read = read_document(path, text.encode(), kind)
        if read.flawless and read.item and _says(read.item, item, len(drafts)):
            return path, text
    raise ValueError


def _says(read: Item, meant: Job | Organisation, entries: int) -> bool:
    return item_values(read) == item_values(meant) and len(read.body.log) == entries


def _log(file: OwnFile, link: Find, today: date) -> Iterable[Draft]:
    for happening in file.log:
        if fit := entry(happening, today):
            yield draft(with_people(fit, link))


def file_texts(matched: MatchedFiles, link: Find, today: date) -> tuple[list[tuple[str, str]], list[Problem]]:
    """Return path and text of each new file, and the problems of those that cannot be written."""
    written: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for here, file in matched.new.items():
        try:
            written.append(text_of(here, file, link, today))
        except ValueError:
            problems.append(Problem(file.where, "what the source says here cannot be written into a file"))
            matched.ids.pop(file.item.id)
    return written, problems
