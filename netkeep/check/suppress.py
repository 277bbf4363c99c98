"""Accepting findings in place: by a comment on their line, or by ``check_ignore`` if no line can hold one."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from netkeep.check.apply import spliced
from netkeep.check.diagnostic import Diagnostic
from netkeep.check.renames import with_documents
from netkeep.check.verify import objection_to_more
from netkeep.store.vault import Vault
from netkeep.text.document import Document
from netkeep.text.edit import Splice
from netkeep.text.tree import Mapping, Node, Scalar
from netkeep.text.tree import Sequence as List

_LINE = re.compile(r"([^\r\n]*?)[ \t]*(?=[\r\n]|\Z)")
_NEVER = frozenset({"NK216", "NK217"})  # mistakes in suppressions are mended, not accepted
REASON = re.compile(r"(?:(?!--)[^\r\n<>])*")

FindAgain = Callable[[Vault], Sequence[Diagnostic]]


@dataclass
class Accepting:
    """A vault with findings accepted: the files that change, before and after, and the findings that are left."""

    vault: Vault
    left: Sequence[Diagnostic]
    originals: dict[str, Document] = field(default_factory=dict)
    accepted: int = 0

    def changes(self) -> list[tuple[Document, Document]]:
        """Return every file that changes, before and after."""
        now = {document.path: document for document in self.vault.documents}
        return [(was, now[path]) for path, was in sorted(self.originals.items())]


def accept(vault: Vault, look: FindAgain, reason: str) -> Accepting:
    """Accept all findings of ``look`` in readable files; write nothing.

    First by comments on the lines, then in the front matter. A file stays as it was if the suppressions would change
    what it says, or bring other findings.
    """
    first = look(vault)
    state = Accepting(vault, first)
    for places in (_on_lines, _in_front):
        documents = {document.path: document for document in state.vault.documents}
        changed: dict[str, Document] = {}
        for path, findings in groupby(sorted(state.left), key=lambda finding: finding.path):
            document = documents.get(path)
            wanted = [finding for finding in findings if finding.code not in _NEVER]
            if document and document.item and document.readable and wanted:
                kept = _possible(document, (), tuple(places(document, wanted, reason)))
                changed |= {path: spliced(document, kept)} if kept else {}
        _take(state, changed, look)
    state.accepted = len(first) - len(state.left)
    return state


def _take(state: Accepting, changed: dict[str, Document], look: FindAgain) -> None:
    """Continue with these files, except those that would have more findings than before."""
    was = {document.path: document for document in state.vault.documents if document.path in changed}
    counts = _counts(state.left)
    vault = with_documents(state.vault, changed)
    left = look(vault)
    worse = {path for (path, code), count in _counts(left).items() if path in changed and count > counts[path, code]}
    if worse:
        changed = {path: document for path, document in changed.items() if path not in worse}
        vault = with_documents(state.vault, changed)
        left = look(vault)
    state.vault, state.left = vault, left
    state.originals = {**{path: was[path] for path in changed}, **state.originals}


def _counts(findings: Sequence[Diagnostic]) -> defaultdict[tuple[str, str], int]:
    counts: defaultdict[tuple[str, str], int] = defaultdict(int)
    for finding in findings:
        counts[finding.path, finding.code] += 1
    return counts


def _possible(document: Document, kept: tuple[Splice, ...], tried: tuple[Splice, ...]) -> tuple[Splice, ...]:
    """Return the splices that can join those already kept: all of them, or as many of each half as possible."""
    if not tried:
        return kept
    splices = tuple(sorted((*kept, *tried)))
    result = spliced(document, splices)
    same = len(result.problems) <= len(document.problems) and not objection_to_more(document, result, splices)
    if result.readable and same:
        return splices
    if len(tried) == 1:
        return kept
    half = len(tried) // 2
    return _possible(document, _possible(document, kept, tried[:half]), tried[half:])


def _on_lines(document: Document, findings: Sequence[Diagnostic], reason: str) -> Iterator[Splice]:
    """Yield a comment for each line of the body with findings; above a heading, as it would become part of that."""
    source, frame = document.source, document.frame
    if source is None or frame is None:
        return
    for line, same in groupby(findings, key=lambda finding: finding.line):
        start = source.offset(line, 1)
        if start < frame.body:
            continue
        codes = sorted({finding.code for finding in same})
        text = _LINE.match(source.text, start)
        if text and text[1].lstrip().startswith("#"):
            comment = _comment(codes, reason)
            yield Splice(start, start, f"{comment}{source.newline}")
        elif text:
            yield Splice(text.end(1), text.end(1), f" {_comment(codes, reason)}")


def _comment(codes: Sequence[str], reason: str) -> str:
    return f"<!-- netkeep: ignore {', '.join(codes)}{f': {reason}' if reason else ''} -->"


def _in_front(document: Document, findings: Sequence[Diagnostic], reason: str) -> Iterator[Splice]:
    """Yield the splices that let ``check_ignore`` accept findings in the whole file."""
    source, frame, tree = document.source, document.frame, document.tree
    if source is None or frame is None or tree is None or tree.flow:
        return
    codes = sorted({finding.code for finding in findings})
    about = f"# {', '.join(codes)}: {reason}{source.newline}" if reason else ""
    entry = next(((key, value) for key, value in tree.entries if key.value == "check_ignore"), None)
    if entry is None:
        at = frame.yaml.end
        yield Splice(at, at, f"{about}check_ignore: [{', '.join(codes)}]{source.newline}")
        return
    key, value = entry
    if about:
        yield Splice(key.span.start, key.span.start, about)
    yield from _listed(document, tree, value, codes)


def _listed(document: Document, tree: Mapping, value: Node, codes: Sequence[str]) -> Iterator[Splice]:
    """Yield the splices that append codes to a list."""
    text, newline = (document.source.text, document.source.newline) if document.source else ("", "\n")
    if isinstance(value, List) and value.flow:
        at = value.items[-1].span.end if value.items else value.span.start + 1
        yield Splice(at, at, f"{', ' if value.items else ''}{', '.join(codes)}")
    elif isinstance(value, List) and value.items:
        last = value.items[-1].span
        start = max(text.rfind("\n", 0, last.start), text.rfind("\r", 0, last.start)) + 1
        lead = text[start : last.start]
        yield Splice(last.end, last.end, "".join(f"{newline}{lead}{code}" for code in codes))
    elif isinstance(value, Scalar) and not value.value and not value.style:
        key = next(key for key, other in tree.entries if other is value)
        at = text.index(":", key.span.end) + 1
        yield Splice(at, at, f" [{', '.join(codes)}]")
