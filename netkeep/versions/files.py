"""One file of a vault in three versions made one; whatever cannot be read is left to git's own merge of lines."""

from collections.abc import Sequence
from typing import NamedTuple

from netkeep.model.contact_points import email_key, phone_key
from netkeep.model.people import Contact
from netkeep.model.schema import FILE_KINDS, FileKind
from netkeep.text.document import Document, read_document
from netkeep.text.edit import Splice, apply
from netkeep.text.source import Source
from netkeep.versions.body import body_splices
from netkeep.versions.clash import Choose, Clash, Clashing, Labels, Marker, Style
from netkeep.versions.front import FrontMerger
from netkeep.versions.lines import cut

IMPORTS = "imports"
TWO_PEOPLE = "two people"
"""What a clash of two new files of one name is about."""


class Wish(NamedTuple):
    """What git asks for: how it calls the versions, and how it wants conflicts marked; ``choose`` decides them."""

    labels: Labels = Labels()
    style: Style = "merge"
    size: int = 7
    choose: Choose | None = None


class Merged(NamedTuple):
    """One file made of three versions, and where they clash."""

    data: bytes
    clashes: tuple[Clash, ...] = ()


def merge_file(path: str, base: bytes, ours: bytes, theirs: bytes, wish: Wish) -> Merged | None:
    """Return a file made of three versions, each of its bytes; an empty base where both sides are new.

    None for what only lines can be merged of: a file that is no contact's, job's or organisation's, or that cannot be
    read in one of its versions.
    """
    if theirs in (base, ours) or ours == base:
        return Merged(theirs if ours == base else ours)
    if path.startswith(f"{IMPORTS}/"):
        from netkeep.versions.imports import merge_imports  # loads what imports, which takes longer than a merge

        data = merge_imports(path, base, ours, theirs)
        return None if data is None else Merged(data)
    kind = next((kind for kind in FILE_KINDS if path.startswith(f"{kind.folder}/")), None)
    return _merge(path, (base, ours, theirs), kind, wish) if kind and path.endswith(".md") else None


def _document(path: str, data: bytes, kind: FileKind, newline: str) -> Document | None:
    """Return a version with the line ends of ours, the last line too; None where it does not say what was meant."""
    source = Source.decode(path, data)
    text = "".join(line.rstrip("\r\n") + newline for line in cut(source.text))
    document = read_document(path, source.encode(text), kind)
    repeated = any(problem.kind == "duplicate-key" for problem in document.problems)
    return document if document.readable and document.item is not None and not repeated else None


def _merge(path: str, texts: tuple[bytes, bytes, bytes], kind: FileKind, wish: Wish) -> Merged | None:
    try:
        newline = Source.decode(path, texts[1]).newline
        base, ours, theirs = (_document(path, data, kind, newline) for data in texts)
    except UnicodeDecodeError:
        return None
    if ours is None or theirs is None or (texts[0].strip() and base is None):
        return None
    marker = Marker(wish.labels, wish.style, wish.size, newline, wish.choose)
    if base is None and not _may_be_one(ours, theirs):
        return _two_people(ours, theirs, marker)
    merged = _made_one(base, ours, theirs, marker)
    return merged and _ended(merged, [texts[0] or texts[2], *texts[1:]], newline.encode())


def _ended(merged: Merged, versions: Sequence[bytes], newline: bytes) -> Merged:
    """Return a merge without its last line end where the versions say that there is none, and nothing clashed."""
    base, ours, theirs = (version.endswith((b"\n", b"\r")) for version in versions)
    ended = theirs if ours == base else ours
    return merged if ended or merged.clashes else Merged(merged.data.removesuffix(newline))


def _made_one(base: Document | None, ours: Document, theirs: Document, marker: Marker) -> Merged | None:
    source, frame = ours.source, ours.frame
    if source is None or frame is None:
        return None
    try:
        front = FrontMerger(marker).merge(base, ours, theirs)
        splices = [Splice(*frame.yaml, front), *body_splices(marker, base, ours, theirs)]
    except Clashing:
        return None
    text = apply(source.text, splices)
    data = source.encode(text)
    if not marker.clashes and not read_document(ours.path, data, ours.kind).readable:
        return None
    return Merged(data, tuple(marker.clashes))


def _may_be_one(first: Document, second: Document) -> bool:
    """Return whether two new files of one name are about the same: people need an address or number in common."""
    ours, theirs = first.item, second.item
    if not isinstance(ours, Contact) or not isinstance(theirs, Contact):
        return True
    return ours.name == theirs.name and bool(_keys(ours) & _keys(theirs))


def _keys(contact: Contact) -> set[str]:
    emails = (f"email {email_key(email.address)}" for email in contact.emails)
    phones = (f"phone {phone_key(phone.number)}" for phone in contact.phones)
    return {*emails, *phones, *(f"link {url}" for url in contact.links.values())}


def _two_people(ours: Document, theirs: Document, marker: Marker) -> Merged | None:
    """Return both files whole, one after the other between markers: they are two people's."""
    if ours.source is None or theirs.source is None:
        return None
    lines = marker.lines(Clash(TWO_PEOPLE, "", ours.source.text, theirs.source.text))
    return Merged(ours.source.encode(lines), tuple(marker.clashes))
