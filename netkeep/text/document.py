"""One whole file as it was read: its item, the place of every value, and every problem in it."""

import codecs
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from netkeep.model.body import Body, Span
from netkeep.model.jobs import Job, Organisation
from netkeep.model.people import Contact
from netkeep.model.schema import JOB_FILE, NOTE_FILE, ORG_FILE, PERSON, FileKind
from netkeep.text.body import BodyReader
from netkeep.text.build import build_contact, build_job, build_organisation
from netkeep.text.compose import compose
from netkeep.text.framing import Frame, accepted_conflicts, find_frame
from netkeep.text.notes import has_history, is_about_the_folder, is_template, says_nothing_of
from netkeep.text.problem import UNREADABLE, Problem
from netkeep.text.source import Source
from netkeep.text.traps import long_fences, swallowed_bracket, traps
from netkeep.text.tree import Mapping as Tree
from netkeep.text.tree import Scalar, parse_tree
from netkeep.text.typed import Path, Typed

Item = Contact | Job | Organisation

# Bidirectional controls, zero-width and other invisible format characters, and control characters but tab and
# line ends; not the joiners U+200C and U+200D: Persian, Indic scripts and emoji need them.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]",
)
_ALL_VISIBLE = bytes([*b"\t\r\n", *range(0x20, 0x7F)])
_FLAG_TAGS = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
MAX_BYTES = 1_000_000
_MOST_RUNS = 1000  # of invisible characters: a file with more of them is no contact


@dataclass(frozen=True)
class Document:
    """A file of the vault. ``item`` is None where the file cannot be read as one; then a problem says why.

    A note that stands among the contacts is of the kind ``NOTE_FILE``: it has neither an item nor a problem.
    """

    path: str
    kind: FileKind
    source: Source | None
    item: Item | None = None
    problems: tuple[Problem, ...] = ()
    places: Mapping[Path, Span] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    frame: Frame | None = None
    tree: Tree | None = field(default=None, repr=False)

    @property
    def stem(self) -> str:
        """Return the name of the file without ``.md``: its id, if it is a valid one."""
        return self.path.rpartition("/")[2].removesuffix(".md")

    @property
    def readable(self) -> bool:
        """Return whether the file surely says what its owner meant; else it may be neither published nor edited."""
        return not any(problem.kind in UNREADABLE for problem in self.problems)

    @property
    def flawless(self) -> bool:
        """Return whether its only problems are keys of other programs, or a comment left open on purpose."""
        return all(problem.kind == "unknown-key" or problem.facts.get("what") == "comment" for problem in self.problems)

    def place(self, *path: str | int) -> Span:
        """Return the span of a value, or of the nearest thing above it that has one."""
        while path:
            if path in self.places:
                return self.places[path]
            path = path[:-1]
        start = self.frame.yaml.start if self.frame else 0
        return Span(start, start)


def unreadable(path: str, kind: FileKind, problem: Problem) -> Document:
    """Return the document of a file that could not even be opened."""
    return Document(path, kind, None, problems=(problem,))


def read_document(path: str, data: bytes, kind: FileKind) -> Document:
    """Return the document of a file's bytes. Never raises for what they say: problems are values."""
    if len(data) > MAX_BYTES:
        return unreadable(path, kind, Problem("too-large", Span(0, 0), {"limit": f"{MAX_BYTES:,}"}))
    try:
        source = Source.decode(path, data)
    except UnicodeDecodeError as error:
        start = Source.decode(path, data[: error.start])
        at = len(start.text)
        return Document(path, kind, start, problems=(Problem("not-utf8", Span(at, at), _encoding(data)),))
    if b"\0" in data[:4]:  # UTF-16 without a mark is UTF-8 with a zero in every other place
        return Document(path, kind, source, problems=(Problem("not-utf8", Span(0, 0), _encoding(data)),))
    document = _read(source, kind)
    return Document(path, NOTE_FILE, source) if _is_note(document) else document


def _encoding(data: bytes) -> dict[str, str]:
    """Return the encoding of a file that is not UTF-8, where that is certain."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return {"encoding": "UTF-16"}
    if data[1:4:2] == b"\0\0" or data[0:3:2] == b"\0\0":
        return {"encoding": "UTF-16LE" if data[1:4:2] == b"\0\0" else "UTF-16BE"}
    return {}


def _read(source: Source, kind: FileKind) -> Document:
    problems = list(_characters(source))
    frame = find_frame(source.text)
    if isinstance(frame, Problem):
        return Document(source.path, kind, source, problems=(*problems, frame))
    tree = compose(source.text, frame.yaml) or parse_tree(source.text, frame.yaml)
    problems += (*long_fences(source.text, frame.yaml), *accepted_conflicts(source.text, frame.body))
    if any(problem.kind == "conflict-markers" for problem in problems):
        return Document(source.path, kind, source, problems=tuple(problems), frame=frame)
    if isinstance(tree, Problem):
        bracket = swallowed_bracket(source.text, frame.yaml, tree.span.start) if tree.kind == "yaml-syntax" else None
        if bracket is None:
            problems += traps(source.text, frame.yaml, None)
        return Document(source.path, kind, source, problems=(*problems, bracket or tree), frame=frame)
    problems += traps(source.text, frame.yaml, tree)
    return _interpret(source, kind, frame, tree, problems)


def _is_note(document: Document) -> bool:
    """Return whether a file among the contacts is a note; one with a readable name is a contact, unless a template."""
    path, item, tree = document.path, document.item, document.tree
    if document.source and is_template(path, document.source.text):
        return True
    if item is None or tree is None:
        return is_about_the_folder(path) and any(problem.kind == "no-front-matter" for problem in document.problems)
    if not document.kind.shape.required.isdisjoint(key[0] for key in document.places if key):
        return False
    return (is_about_the_folder(path) or says_nothing_of(document.kind, tree)) and not has_history(item.body)


def _interpret(source: Source, kind: FileKind, frame: Frame, tree: Tree, problems: list[Problem]) -> Document:
    typed = Typed()
    values = typed.top(tree, kind.shape)
    reader = BodyReader(source.text, frame.body)
    body = reader.read()
    stem = source.path.rpartition("/")[2].removesuffix(".md")
    item = _BUILDERS[kind.name](stem, values, body, typed.properties)
    if isinstance(item, Contact) and not item.private and asks_for_privacy(tree):
        item = replace(item, private=True)
    all_problems = sorted((*problems, *typed.problems, *reader.problems), key=lambda problem: problem.span)
    return Document(source.path, kind, source, item, tuple(all_problems), typed.places, frame, tree)


def asks_for_privacy(tree: Tree) -> bool:
    """Return whether front matter asks for privacy; in a way that nobody can read, it is taken at its word."""
    return any(
        key.value.strip().casefold() == "private"
        and not (isinstance(value, Scalar) and value.value.strip().casefold() in _NO)
        for key, value in tree.entries
    )


_NO = frozenset({"false", "no", "off", "n"})
_BUILDERS: dict[str, Callable[[str, dict[str, object], Body, dict[str, object]], Item]] = {
    PERSON.name: build_contact,
    JOB_FILE.name: build_job,
    ORG_FILE.name: build_organisation,
}


def invisible(text: str) -> Iterator[re.Match[str]]:
    """Yield every invisible character that no script needs; the tags of a flag are part of an emoji."""
    if text.isascii() and not text.encode().translate(None, _ALL_VISIBLE):
        return iter(())  # by far the most files, and much quicker than the expression
    flags = _FLAG_TAGS.sub(lambda match: "x" * len(match[0]), text) if "\U0001f3f4" in text else text
    return _INVISIBLE.finditer(flags)


def _characters(source: Source) -> list[Problem]:
    """Return a problem for each run of characters that the eye cannot see."""
    problems: list[Problem] = []
    for match in invisible(source.text):
        if problems and problems[-1].span.end == match.start():
            problems[-1] = replace(problems[-1], span=Span(problems[-1].span.start, match.end()))
        elif len(problems) == _MOST_RUNS:
            problems[-1] = replace(
                problems[-1], facts={"character": problems[-1].facts["character"] + ", and more below"}
            )
            break
        else:
            problems.append(
                Problem("invisible-character", Span(*match.span()), {"character": f"U+{ord(match[0]):04X}"})
            )
    return [Problem("byte-order-mark", Span(0, 0)), *problems] if source.bom else problems
