"""A job or an organisation in an export, read as the file that it was."""

from collections.abc import Iterator, Mapping

from netkeep.exchange.candidate import Entry, OwnFile, Problem
from netkeep.exchange.cells import lines, one_line
from netkeep.exchange.importers.json.entries import read_entry
from netkeep.exchange.importers.json.plain import as_object, items, text
from netkeep.exchange.importers.table.plain import plain
from netkeep.model.ids import is_id
from netkeep.model.jobs import Job, Organisation
from netkeep.model.schema import FileKind
from netkeep.text.document import read_document
from netkeep.text.new import file_text
from netkeep.text.values import Values, free

_WRONG = "this {} is not as netkeep writes it; it was left out"


def read_file(where: str, value: object, kind: FileKind) -> tuple[OwnFile | None, list[Problem]]:
    """Return a job or an organisation, None if it is invalid, and its problems."""
    data = as_object(value)
    problems: list[Problem] = []
    item = _item(data, kind)
    if item is None:
        return None, [Problem(where, _WRONG.format(kind.name))]
    log = tuple(_log(where, data, problems))
    return OwnFile(item, where, lines(text(data.get("prose"))), log), problems


def _item(data: Mapping[object, object], kind: FileKind) -> Job | Organisation | None:
    name = text(data.get("id"))
    if not is_id(name):
        return None
    try:
        values = {key: free(plain(data[key])) for key in kind.shape.fields if data.get(key)}
        values = {**_properties(data.get("properties")), **values}
        front = file_text({key: one_line(value) if isinstance(value, str) else value for key, value in values.items()})
    except (ValueError, RecursionError):
        return None
    read = read_document(f"{kind.folder}/{name}.md", front.encode("utf-8", "replace"), kind)
    return read.item if read.flawless and isinstance(read.item, Job | Organisation) else None


def _properties(value: object) -> Values:
    """Return the keys of other programs. Raises ``ValueError`` if they are nested too deep."""
    return {str(key): free(plain(inner)) for key, inner in value.items()} if isinstance(value, dict) else {}


def _log(where: str, data: Mapping[object, object], problems: list[Problem]) -> Iterator[Entry]:
    for item in items(data.get("log")):
        try:
            entry = read_entry(as_object(item))
        except ValueError as error:
            problems.append(Problem(where, "the log holds an entry without a day; it was left out", str(error)))
        else:
            yield Entry("", entry.day, entry.kind, entry.text, entry.others)
